"""What many tests begin with, made once in a process and put back as rows.

    def cast(db):
        return remembered(make_cast)

The first time the factory runs, through the real services; what it added to the database is kept as
statements, and what it returned as bytes. A test that begins from the same place is then given the
same rows, and a copy of its own of what was returned, in a tenth of the time. A place is the same
where every table has as many rows and the same highest number; anywhere else, and where no
transaction is rolled back afterwards, the factory runs.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection
from django.db.models import AutoField, Model
from django.db.models.sql import InsertQuery

Made = TypeVar("Made")
Statement = tuple[str, tuple[Any, ...]]
Place = tuple[tuple[Any, ...], ...]
MOST_ROWS = 50


@dataclass(frozen=True)
class Memory:
    """The statements that make it anew, and what the factory returned."""

    statements: list[Statement]
    returned: bytes


MEMORIES: dict[tuple[object, Place], Memory | None] = {}
"""By factory and place; None where rows that were there before are others afterwards."""


def remembered(factory: Callable[[], Made]) -> Made:
    """What the factory gives, its rows in the database."""
    if not connection.in_atomic_block:
        return factory()
    place = _place()
    if (factory, place) not in MEMORIES:
        before = _rows()
        made = factory()
        statements = _statements(before, _rows())
        kept = statements is not None
        MEMORIES[factory, place] = Memory(statements, pickle.dumps(made)) if kept else None
        return made
    memory = MEMORIES[factory, place]
    if memory is None:
        return factory()
    with connection.cursor() as cursor:
        for statement in memory.statements:
            cursor.execute(*statement)
    given: Made = pickle.loads(memory.returned)
    return given


def _models() -> list[type[Model]]:
    return [each for each in apps.get_models(include_auto_created=True) if each._meta.managed]


@cache
def _asked() -> str:
    """One question for every table: how many rows, and the highest number where it has one."""
    quote = connection.ops.quote_name
    questions = []
    for model in _models():
        key = model._meta.pk
        highest = f"max({quote(key.column)})" if isinstance(key, AutoField) else "NULL"
        table = quote(model._meta.db_table)
        questions.append(f"SELECT '{model._meta.label}', count(*), {highest} FROM {table}")
    return " UNION ALL ".join(questions)


def _place() -> Place:
    with connection.cursor() as cursor:
        cursor.execute(_asked())
        return tuple(cursor.fetchall())


def _rows() -> dict[type[Model], dict[Any, Model]]:
    """Every row by its table and key."""
    return {
        model: {row.pk: row for row in model._base_manager.order_by("pk")} for model in _models()
    }


def _statements(
    before: dict[type[Model], dict[Any, Model]], after: dict[type[Model], dict[Any, Model]]
) -> list[Statement] | None:
    """Statements that insert what has come; None where anything has gone or is another."""
    found: list[Statement] = []
    for model, rows in after.items():
        there = before[model]
        if there.keys() - rows.keys() or any(
            _values(rows[key]) != _values(row) for key, row in there.items()
        ):
            return None
        new = [row for key, row in rows.items() if key not in there]
        for first in range(0, len(new), MOST_ROWS):
            query = InsertQuery(model)
            query.insert_values(
                model._meta.local_concrete_fields, new[first : first + MOST_ROWS], raw=True
            )
            found += query.get_compiler(connection=connection).as_sql()
    return found


def _values(row: Model) -> list[Any]:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]
