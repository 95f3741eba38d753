"""`migrate`, with the guards back in place where a migration breaks off."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from retning.foundation.records.guards import install


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            super().handle(*args, **options)
        except BaseException:
            install(connections[options["database"]])
            raise
