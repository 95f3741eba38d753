"""New rows put into the database with SQL that is written once in a process.

Django writes an INSERT anew for every row, which takes twice as long as the rest of it. Where many
people write at the same time, as in the last hour of a hearing, that is most of the work.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model

Row = TypeVar("Row", bound=Model)


def put(row: Row) -> Row:
    """Insert a new row, in the caller's transaction, with the number that the database gives it
    where its key is one. Like `save(force_insert=True)` of a model without parents, but nobody
    who listens for signals hears of it. Raises IntegrityError."""
    return put_all([row])[0]


def put_all(rows: Sequence[Row]) -> Sequence[Row]:
    """Insert new rows of one model with one statement, as `put` does; none: no statement."""
    if not rows:
        return rows
    connection = connections[DEFAULT_DB_ALIAS]
    fields, begins, place, ends = _written(type(rows[0]), connection.vendor)
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection=connection)
        for row in rows
        for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(begins + ", ".join([place] * len(rows)) + ends, values)
        numbers = cursor.fetchall() if ends else ()
    for row, (number,) in zip(rows, numbers, strict=bool(ends)):
        row.pk = number
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return rows


@lru_cache(maxsize=64)
def _written(
    model: type[Model],
    vendor: str,  # noqa: ARG001  names are quoted as the database wants them
) -> tuple[list[Field[Any, Any]], str, str, str]:
    """The fields that are said, and the parts of the statement: before, for a row, after."""
    meta = model._meta
    if meta.pk is None or meta.parents:
        raise TypeError(f"{meta.label} is not one table")
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    is_numbered = meta.pk.db_returning
    fields = [each for each in meta.local_concrete_fields if not (is_numbered and each is meta.pk)]
    names = ", ".join(quote(str(each.column)) for each in fields)
    place = f"({', '.join(['%s'] * len(fields))})"
    begins = f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES "  # noqa: S608  our own names
    return fields, begins, place, f" RETURNING {quote(str(meta.pk.column))}" if is_numbered else ""
