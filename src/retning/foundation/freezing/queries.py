"""Reading frozen rows, and proving that they are what was frozen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from retning.foundation.freezing.models import FrozenRow, FrozenSet


class Damage(StrEnum):
    ROW = "row"  # a row is not what its hash says
    SET = "set"  # rows are missing, added or in another order than the checksum says


@dataclass(frozen=True)
class Problem:
    """Something in a frozen set is not what was frozen; `key` names the row, where it is one."""

    damage: Damage
    key: UUID | None = None


def rows_of(frozen_set_id: int) -> list[FrozenRow]:
    """The rows of a set, in order."""
    return list(FrozenRow.objects.filter(frozen_set_id=frozen_set_id).order_by("order"))


def row_of(frozen_set_id: int, key: UUID) -> FrozenRow:
    """The row with a stable key. Raises FrozenRow.DoesNotExist."""
    return FrozenRow.objects.get(frozen_set_id=frozen_set_id, key=key)


def verify(frozen_set: FrozenSet) -> list[Problem]:
    """What in the set differs from what was frozen; nothing, where all is well."""
    rows = rows_of(frozen_set.pk)
    problems = [Problem(Damage.ROW, row.key) for row in rows if row.hash != hash_of(row)]
    if checksum_over(row.hash for row in rows) != frozen_set.checksum:
        problems.append(Problem(Damage.SET))
    return problems


def hash_of(row: FrozenRow) -> str:
    """SHA-256 of the row as canonical JSON: keys sorted, UTF-8, no spaces.

    Raises ValueError where the text has characters that are none (lone surrogates).
    """
    canonical = json.dumps(
        {
            "key": str(row.key),
            "kind": row.kind,
            "parent_key": str(row.parent_key) if row.parent_key else None,
            "order": row.order,
            "text": row.text,
            "body": row.body,
            "data": row.data,
        },
        sort_keys=True,
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def checksum_over(hashes: Iterable[str]) -> str:
    """SHA-256 of the rows' hashes in order, one a line."""
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()
