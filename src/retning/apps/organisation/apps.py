from typing import Any

from django.apps import AppConfig
from django.apps import apps as present_apps
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string

LOAD = "retning.apps.organisation.services.municipalities.load_municipalities"


class OrganisationConfig(AppConfig):
    name = "retning.apps.organisation"
    label = "organisation"

    def ready(self) -> None:
        post_migrate.connect(_load_facts, sender=self, dispatch_uid="organisation.facts")


def _load_facts(*, using: str, apps: Any = present_apps, **_: object) -> None:
    """The 98 are there whenever the tables are: after every migrate, and after every flush.

    `migrate` tells which apps it knows, `flush` does not. By name, since Django makes this
    module before it makes the models.
    """
    if using == "default" and "municipality" in apps.all_models.get("organisation", {}):
        import_string(LOAD)()
