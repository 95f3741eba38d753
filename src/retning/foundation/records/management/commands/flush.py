"""`flush` empties the tables, those with guards too: tests and demonstrations need it."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from retning.foundation.records.guards import lifted_on_sqlite


class Command(flush.Command):
    def handle(self, **options: Any) -> None:
        with lifted_on_sqlite(connections[options["database"]]):
            super().handle(**options)
