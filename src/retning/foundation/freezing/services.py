"""Freezing: what has been decided is written once, row by row, with a hash on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from retning.foundation.freezing.models import FrozenRow, FrozenSet
from retning.foundation.freezing.queries import checksum_over, hash_of
from retning.foundation.records.models import JSONValue


@dataclass(frozen=True)
class Row:
    """A row to freeze. `key` is the same from set to set; `parent_key` names a row before it."""

    key: UUID
    kind: str
    parent_key: UUID | None
    text: str
    body: str = ""
    data: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def freeze(*, tenant: str, rows: Sequence[Row], now: datetime) -> FrozenSet:
    """Write `rows`, in their order, as a set that nothing changes afterwards.

    Raises ValueError where there is no row, a key comes twice, a parent does not stand before its
    child, or a value would not come back from both databases as it went in (a NUL character; a
    floating point number in `data`, which belongs there as a string).
    """
    _check(rows)
    frozen = [
        FrozenRow(
            key=row.key,
            kind=str(row.kind),
            parent_key=row.parent_key,
            order=order,
            text=row.text,
            body=row.body,
            data=row.data,
        )
        for order, row in enumerate(rows)
    ]
    for row in frozen:
        row.hash = hash_of(row)
    frozen_set = FrozenSet.objects.create(
        tenant=tenant, checksum=checksum_over(row.hash for row in frozen), frozen_at=now
    )
    for row in frozen:
        row.frozen_set = frozen_set
    FrozenRow.objects.bulk_create(frozen, batch_size=500)
    return frozen_set


def _check(rows: Sequence[Row]) -> None:
    if not rows:
        raise ValueError("There is nothing to freeze")
    seen: set[UUID] = set()
    for row in rows:
        if row.key in seen:
            raise ValueError(f"The key {row.key} comes twice")
        if row.parent_key is not None and row.parent_key not in seen:
            raise ValueError(f"The parent of {row.key} does not stand before it")
        seen.add(row.key)
        _check_value([row.text, row.body, row.data])


def _check_value(value: JSONValue) -> None:
    match value:
        case str():
            if "\0" in value:
                raise ValueError("A NUL character cannot be frozen")
        case float():
            raise ValueError("A floating point number cannot be frozen; write it as a string")
        case dict():
            for name, inner in value.items():
                if not isinstance(name, str):
                    raise ValueError("The names in a row's data are strings")
                _check_value(name)
                _check_value(inner)
        case list() | tuple():
            for inner in value:
                _check_value(inner)
        case _:
            pass
