"""The records' room, and when the database's guards are put in."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from retning.foundation.records.guards import install, lift
from retning.foundation.records.triggers import is_sqlite


class RecordsConfig(AppConfig):
    name = "retning.foundation.records"
    label = "records"

    def ready(self) -> None:
        pre_migrate.connect(_step_aside, sender=self)
        post_migrate.connect(_put_back, sender=self)


def _step_aside(*, using: str, plan: list[Any], **_: Any) -> None:
    connection = connections[using]
    if plan and is_sqlite(connection):
        lift(connection)


def _put_back(*, using: str, **_: Any) -> None:
    install(connections[using])
