"""All that stands in the database, to see afterwards what a deed has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

HOUSEKEEPING = frozenset({"sessions.session", "axes.accessattempt", "axes.accesslog"})
"""Tables that every visit may write to: logins and failed logins."""


@dataclass(frozen=True)
class Table:
    """A table's rows as text that is quick to make, each with its values."""

    columns: tuple[str, ...]
    rows: dict[str, tuple[Any, ...]]

    def without(self, other: Table) -> list[str]:
        """Rows that the other has not, as text that names every column."""
        return [
            repr(sorted(zip(self.columns, self.rows[row], strict=True)))
            for row in self.rows.keys() - other.rows.keys()
        ]


@dataclass(frozen=True)
class Changes:
    """Rows as text, each after the name of its table."""

    gone: tuple[str, ...]
    new: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.gone or self.new)


def every_row() -> dict[str, Table]:
    """Table → its rows; a changed row is another row."""
    return {
        model._meta.label_lower: _table(model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label_lower not in HOUSEKEEPING
    }


def _table(model: type[Model]) -> Table:
    # Past the ORM: all tables are read many times over.
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
        columns = tuple(column[0] for column in cursor.description)
        return Table(columns, {repr(values): values for values in cursor.fetchall()})


def changes(before: Mapping[str, Table], after: Mapping[str, Table]) -> Changes:
    """What has gone and what has come; a changed row is in both."""
    return Changes(
        gone=tuple(f"{name} {row}" for name in before for row in before[name].without(after[name])),
        new=tuple(f"{name} {row}" for name in after for row in after[name].without(before[name])),
    )
