"""Red-line: what became of each row from one frozen set to another, told by its stable key."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from retning.core.redline import Segment, words
from retning.foundation.freezing.models import FrozenRow


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # its words or its data; it may have moved as well
    MOVED = "moved"  # only its place
    SAME = "same"


@dataclass(frozen=True)
class RowChange:
    """One row in the red-line. `text` and `body` are the words of both, as segments; `data` names
    what differs in the data; `moved` says that it hangs elsewhere or stands elsewhere among its
    siblings."""

    key: UUID
    change: Change
    old: FrozenRow | None
    new: FrozenRow | None
    text: list[Segment]
    body: list[Segment]
    data: list[str]
    moved: bool

    @property
    def row(self) -> FrozenRow:
        """The row as it is now, or as it was when it was removed."""
        row = self.new or self.old
        assert row is not None  # noqa: S101 (one of them is always given)
        return row


def compare(old: Sequence[FrozenRow], new: Sequence[FrozenRow]) -> list[RowChange]:
    """Both in their own order → every row of either, in the order of the new.

    A removed row stands behind the row that it stood behind, or nearest behind, in the old.
    """
    before, after = {row.key: row for row in old}, {row.key: row for row in new}
    moved = _moved(before, after)
    changes = {
        key: _change(before.get(key), after.get(key), moved=key in moved)
        for key in {**after, **before}
    }
    return [changes[key] for key in _order(before, after, moved)]


def _change(old: FrozenRow | None, new: FrozenRow | None, *, moved: bool) -> RowChange:
    row = new or old
    assert row is not None  # noqa: S101
    data: list[str] = []
    change = Change.MOVED if moved else Change.SAME
    if old is None:
        change = Change.ADDED
    elif new is None:
        change = Change.REMOVED
    else:
        data = sorted(
            name for name in {**old.data, **new.data} if old.data.get(name) != new.data.get(name)
        )
        said = (old.kind, old.text, old.body), (new.kind, new.text, new.body)
        if data or said[0] != said[1]:
            change = Change.CHANGED
    return RowChange(
        key=row.key,
        change=change,
        old=old,
        new=new,
        text=words(old.text if old else "", new.text if new else ""),
        body=words(old.body if old else "", new.body if new else ""),
        data=data,
        moved=moved,
    )


def _moved(before: Mapping[UUID, FrozenRow], after: Mapping[UUID, FrozenRow]) -> set[UUID]:
    """Keys of rows with another parent, and, among siblings, the fewest that explain the order."""
    place = {key: number for number, key in enumerate(before)}
    moved: set[UUID] = set()
    siblings: dict[UUID | None, list[UUID]] = defaultdict(list)
    for key, row in after.items():
        if key in before:
            if before[key].parent_key != row.parent_key:
                moved.add(key)
            else:
                siblings[row.parent_key].append(key)
    for keys in siblings.values():
        stayed = _longest_rising([place[key] for key in keys])
        moved.update(key for number, key in enumerate(keys) if number not in stayed)
    return moved


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Indices of a longest rising subsequence of distinct `values` (patience sorting)."""
    tops: list[int] = []
    top_index: list[int] = []
    behind: list[int | None] = []
    for index, value in enumerate(values):
        pile = bisect_left(tops, value)
        behind.append(top_index[pile - 1] if pile else None)
        if pile == len(tops):
            tops.append(value)
            top_index.append(index)
        else:
            tops[pile], top_index[pile] = value, index
    found: set[int] = set()
    index_or_end = top_index[-1] if top_index else None
    while index_or_end is not None:
        found.add(index_or_end)
        index_or_end = behind[index_or_end]
    return found


def _order(
    before: Mapping[UUID, FrozenRow], after: Mapping[UUID, FrozenRow], moved: set[UUID]
) -> list[UUID]:
    behind: dict[UUID | None, list[UUID]] = defaultdict(list)
    old_order = list(before)
    for number, key in enumerate(old_order):
        if key not in after:
            elsewhere = moved - {before[key].parent_key}
            earlier = reversed(old_order[:number])
            anchor = (near for near in earlier if near in after and near not in elsewhere)
            behind[next(anchor, None)].append(key)
    order = list(behind[None])
    for key in after:
        order.append(key)
        order.extend(behind.get(key, []))
    return order
