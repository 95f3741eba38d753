"""Word differences between two wordings, made to be read by a person.

The texts are cut into words, blanks and signs. Words that occur once on both sides anchor the
comparison (patience difference, Bram Cohen 2009); between two anchors the same is done again, and
where nothing anchors, the shortest edit is sought (Myers, "An O(ND) Difference Algorithm", 1986)
among those of at most `_MOST_EDITS` edits, as long as `_ALLOWANCE` lasts. That keeps time near
linear in the length.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isqrt


class SegmentKind(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text and what became of it. Never empty."""

    kind: SegmentKind
    text: str


# A word keeps its inner hyphens and apostrophes ("18-24-årige", "fx's"), a number its marks and
# its percent sign ("3.000", "0,5 %" is three tokens, "25%" is one).
_TOKEN = re.compile(r"\w+(?:[-’'./,:]\w+)*%?|\s+|[^\w\s]")
_MOST_EDITS = 400
# Steps that one comparison may spend on shortest edits: a second or two.
_ALLOWANCE = 2_000_000
_DEEPEST = 40
_STRETCH = 7
# A stretch that stayed between two changes is folded into them if it is this small.
_ISLAND_WORDS = 1
_ISLAND_LETTERS = 3

_Pair = tuple[int, int]


def words(old: str, new: str) -> list[Segment]:
    """The segments that lead from `old` to `new`.

    Joining the same and removed segments gives `old`; joining the same and added ones gives `new`.
    Of two neighbours no two have the same kind, and what was removed stands before what was added.
    """
    if old == new:
        return [Segment(SegmentKind.SAME, old)] if old else []
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    steps = _steps(before, after, _matches(before, after))
    return _joined(_without_islands(list(steps)))


@dataclass(slots=True)
class _Step:
    """Tokens that stayed, or those taken out and those put in at one place."""

    same: list[str]
    removed: list[str]
    added: list[str]


def _matches(before: Sequence[str], after: Sequence[str]) -> list[_Pair]:
    """Positions of equal tokens, rising on both sides."""
    found: list[_Pair] = []
    allowance = _ALLOWANCE
    pending = [(0, len(before), 0, len(after), 0)]
    while pending:
        a, a_end, b, b_end, depth = pending.pop()
        while a < a_end and b < b_end and before[a] == after[b]:
            found.append((a, b))
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and before[a_end - 1] == after[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            found.append((a_end, b_end))
        if a == a_end or b == b_end:
            continue
        anchors = _anchors(before, after, a, a_end, b, b_end) if depth < _DEEPEST else []
        if anchors:
            for left, right in anchors:
                pending.append((a, left, b, right, depth + 1))
                found.append((left, right))
                a, b = left + 1, right + 1
            pending.append((a, a_end, b, b_end, depth + 1))
        else:
            most = min(a_end - a + b_end - b, _MOST_EDITS, isqrt(2 * allowance))
            allowance -= most * most // 2
            stayed = _shortest_edit(before[a:a_end], after[b:b_end], most)
            found.extend((a + left, b + right) for left, right in stayed)
    return sorted(found)


def _anchors(
    before: Sequence[str], after: Sequence[str], a: int, a_end: int, b: int, b_end: int
) -> list[_Pair]:
    """Words that occur once on each side, as many as stand in the same order.

    Where no single word does, stretches of `_STRETCH` tokens are tried: long texts repeat words.
    """
    for width in (1, _STRETCH):
        pairs = _unique_pairs(_grams(before, a, a_end, width), _grams(after, b, b_end, width))
        if pairs:
            return _longest_rising([(a + left, b + right) for left, right in pairs])
    return []


def _grams(tokens: Sequence[str], start: int, end: int, width: int) -> list[tuple[str, ...]]:
    """The stretches of `width` tokens that begin at each word."""
    return [
        tuple(tokens[index : index + width]) if tokens[index][0].isalnum() else ()
        for index in range(start, end - width + 1)
    ]


def _unique_pairs(left: list[tuple[str, ...]], right: list[tuple[str, ...]]) -> list[_Pair]:
    """Places of the stretches that stand once in each list, by their place in the first."""
    left_counts, right_counts = Counter(left), Counter(right)
    place = {gram: index for index, gram in enumerate(right) if gram and right_counts[gram] == 1}
    return [
        (index, place[gram])
        for index, gram in enumerate(left)
        if gram in place and left_counts[gram] == 1
    ]


def _longest_rising(pairs: list[_Pair]) -> list[_Pair]:
    """The longest run of pairs whose second numbers rise (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    earlier: list[int] = []
    for index, (_, right) in enumerate(pairs):
        pile = bisect_left(tops, right)
        earlier.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(right)
            piles.append(index)
        else:
            tops[pile], piles[pile] = right, index
    chain = []
    index = piles[-1]
    while index >= 0:
        chain.append(pairs[index])
        index = earlier[index]
    return chain[::-1]


def _shortest_edit(before: Sequence[str], after: Sequence[str], most: int) -> list[_Pair]:
    """What stays under the shortest edit; nothing where that takes more than `most` edits.

    `reach[d]` is how far along `before` the best path on diagonal `d` (place in `before` minus
    place in `after`) has come; `trail` keeps it for each number of edits.
    """
    reach = {1: 0}
    trail: list[dict[int, int]] = []
    for edits in range(most + 1):
        trail.append(dict(reach))
        for diagonal in range(-edits, edits + 1, 2):
            place = (
                reach[diagonal + 1]
                if _goes_down(reach, diagonal, edits)
                else (reach[diagonal - 1] + 1)
            )
            other = place - diagonal
            while place < len(before) and other < len(after) and before[place] == after[other]:
                place, other = place + 1, other + 1
            reach[diagonal] = place
            if diagonal == len(before) - len(after) and place >= len(before):
                return _walked_back(trail, len(before), len(after))
    return []


def _goes_down(reach: dict[int, int], diagonal: int, edits: int) -> bool:
    """Whether the best way onto the diagonal puts a token in, rather than takes one out."""
    if diagonal in {-edits, edits}:
        return diagonal == -edits
    return reach[diagonal - 1] < reach[diagonal + 1]


def _walked_back(trail: list[dict[int, int]], place: int, other: int) -> list[_Pair]:
    """The equal tokens on the path that `trail` records, from its end to its beginning."""
    stayed = []
    for edits in range(len(trail) - 1, -1, -1):
        reach, diagonal = trail[edits], place - other
        before = diagonal + 1 if _goes_down(reach, diagonal, edits) else diagonal - 1
        from_place = reach[before]
        from_other = from_place - before
        while place > max(from_place, 0) and other > max(from_other, 0):
            place, other = place - 1, other - 1
            stayed.append((place, other))
        place, other = from_place, from_other
    return stayed


def _steps(before: Sequence[str], after: Sequence[str], matches: list[_Pair]) -> Iterator[_Step]:
    a = b = 0
    same: list[str] = []
    for left, right in [*matches, (len(before), len(after))]:
        if left > a or right > b:
            if same:
                yield _Step(same, [], [])
                same = []
            yield _Step([], list(before[a:left]), list(after[b:right]))
        if left < len(before):
            same.append(before[left])
        a, b = left + 1, right + 1
    if same:
        yield _Step(same, [], [])


def _without_islands(steps: list[_Step]) -> list[_Step]:
    """Changes with only a blank, a sign or a small word between them become one change."""
    joined: list[_Step] = []
    for position, step in enumerate(steps):
        between = 0 < position < len(steps) - 1 and bool(step.same)
        last = joined[-1] if joined else None
        if last is None or last.same:
            joined.append(step)
        elif between and _is_island(step.same):
            last.removed.extend(step.same)
            last.added.extend(step.same)
        elif step.same:
            joined.append(step)
        else:
            last.removed.extend(step.removed)
            last.added.extend(step.added)
    return joined


def _is_island(tokens: list[str]) -> bool:
    """Blanks and signs, or one short word: not worth a gap in the reader's eye."""
    spelled = [token for token in tokens if token[0].isalnum() or token[0] == "_"]
    return len(spelled) <= _ISLAND_WORDS and sum(map(len, spelled)) <= _ISLAND_LETTERS


def _joined(steps: list[_Step]) -> list[Segment]:
    segments = []
    for step in steps:
        for kind, tokens in (
            (SegmentKind.SAME, step.same),
            (SegmentKind.REMOVED, step.removed),
            (SegmentKind.ADDED, step.added),
        ):
            if tokens:
                segments.append(Segment(kind, "".join(tokens)))
    return segments
