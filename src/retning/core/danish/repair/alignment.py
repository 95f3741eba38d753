"""A text with repairs made in it, and the way there and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from retning.core.danish.repairs import Repair


class Alignment(NamedTuple):
    """Where repairs moved what: for each, in order, its span in the source (`before`) and in the
    mended text (`after`). What stands between two repairs is the same in both."""

    before: tuple[tuple[int, int], ...] = ()
    after: tuple[tuple[int, int], ...] = ()

    def there(self, position: int, *, ends: bool) -> int:
        """Where a source position, as an end or as a start, lies in the mended text."""
        return _across(self.before, self.after, position, ends=ends)

    def back(self, position: int, *, ends: bool) -> int:
        """Where a mended position, as an end or as a start, lies in the source."""
        return _across(self.after, self.before, position, ends=ends)


def fitting(text: str, repairs: Iterable[Repair]) -> Iterator[Repair]:
    """Those of `repairs` that stand in `text` as they say, in order and without overlap."""
    reached = 0
    for repair in sorted(repairs, key=lambda repair: (repair.start, repair.end)):
        stands = text[repair.start : repair.end] == repair.before
        if repair.start >= reached and stands and repair.start <= repair.end:
            yield repair
            reached = repair.end


def applied_to(text: str, repairs: Sequence[Repair]) -> tuple[str, Alignment]:
    """`text` with `repairs` (in order, without overlap) made, and where they moved what."""
    parts: list[str] = []
    after: list[tuple[int, int]] = []
    reached = length = 0
    for repair in repairs:
        between = text[reached : repair.start]
        start = length + len(between)
        length = start + len(repair.after)
        parts += (between, repair.after)
        after.append((start, length))
        reached = repair.end
    parts.append(text[reached:])
    before = tuple((repair.start, repair.end) for repair in repairs)
    return "".join(parts), Alignment(before, tuple(after))


def _across(
    here: tuple[tuple[int, int], ...],
    there: tuple[tuple[int, int], ...],
    position: int,
    *,
    ends: bool,
) -> int:
    """An end looks back at what stands before it, a start ahead at what comes."""
    # Of the spans that begin before an end, or at or before a start, the last one decides.
    found = bisect_right(here, (position, -1) if ends else (position, _FAR)) - 1
    if found < 0:
        return position
    (_, last), (first_there, last_there) = here[found], there[found]
    if position >= last:
        return last_there + position - last
    return last_there if ends else first_there


_FAR = 1 << 62


def composed(text: str, first: Sequence[Repair], second: Sequence[Repair]) -> list[Repair]:
    """`first` repairs of `text` and `second` ones of the text that they make, as one list of
    repairs of `text`; where a second one meets first ones, they become one that says the rule of
    the second."""
    if not first:
        return list(second)
    middle, alignment = applied_to(text, first)
    made: list[Repair] = []
    waiting = list(reversed(first))
    for repair in second:
        start, end = alignment.back(repair.start, ends=False), alignment.back(repair.end, ends=True)
        end = max(start, end)
        while waiting and waiting[-1].end <= start:
            made.append(waiting.pop())
        met = False
        while waiting and waiting[-1].start < end:
            waiting.pop()
            met = True
        after = repair.after
        if met:
            # A first repair may reach further than the second one does.
            lead = middle[alignment.there(start, ends=False) : repair.start]
            tail = middle[repair.end : alignment.there(end, ends=True)]
            after = lead + after + tail
        if made and start < made[-1].end:
            continue
        made.append(Repair(start, end, text[start:end], after, repair.confidence, repair.rule))
    made += reversed(waiting)
    return made
