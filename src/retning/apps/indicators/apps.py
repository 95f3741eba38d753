from typing import Any

from django.apps import AppConfig
from django.apps import apps as present_apps
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string

LOAD = "retning.apps.indicators.services.catalogue.load_catalogue"


class IndicatorsConfig(AppConfig):
    name = "retning.apps.indicators"
    label = "indicators"

    def ready(self) -> None:
        post_migrate.connect(_load_facts, sender=self, dispatch_uid="indicators.catalogue")


def _load_facts(*, using: str, apps: Any = present_apps, **_: object) -> None:
    """The catalogue is there whenever the tables are: after every migrate, and after every flush.

    By name, since Django makes this module before it makes the models.
    """
    if using == "default" and "indicator" in apps.all_models.get("indicators", {}):
        import_string(LOAD)()
