"""All that stands in the database, to see afterwards what a deed has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db import connection
from django.db.models import Model

HOUSEKEEPING = frozenset({"sessions.session", "axes.accessattempt", "axes.accesslog"})
"""Tables that every visit may write to: logins and failed logins."""

Table = frozenset[str]


@dataclass(frozen=True)
class Changes:
    """Rows as text, each after the name of its table."""

    gone: tuple[str, ...]
    new: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.gone or self.new)


def every_row() -> dict[str, Table]:
    """Table → its rows as text; a changed row is another text."""
    return {
        model._meta.label_lower: frozenset(_rows(model))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.label_lower not in HOUSEKEEPING
    }


def _rows(model: type[Model]) -> Iterator[str]:
    # Past the ORM: all tables are read many times over.
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
        names = [column[0] for column in cursor.description]
        for values in cursor.fetchall():
            yield repr(sorted(zip(names, values, strict=True)))


def changes(before: Mapping[str, Table], after: Mapping[str, Table]) -> Changes:
    """What has gone and what has come; a changed row is in both."""
    return Changes(
        gone=tuple(f"{name} {row}" for name in before for row in before[name] - after[name]),
        new=tuple(f"{name} {row}" for name in after for row in after[name] - before[name]),
    )
