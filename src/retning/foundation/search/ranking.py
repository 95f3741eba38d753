"""Which entries have everything that was asked for, and which of them answer best.

All of it is arithmetic on places, so that both databases answer the same in the same order.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from retning.foundation.search.places import (
    ENTRY,
    FIELD,
    WEIGHTS,
    is_in_text,
    line_of,
    number_of,
)
from retning.foundation.search.ways import APART, Plan, Ways

Lists = Mapping[int, Sequence["array[int]"]]  # key of a word → its lists of places
Scores = dict[int, float]  # entry → score

LOOKED_AT = 500
"""So many of the best are looked at for how near to each other their words stand."""
_NEAR, _IN_ORDER = 0.3, 0.1
_PHRASE = 1.5
_MOST_PLACES = 50


def scored(plan: Plan, lists: Lists) -> Scores:
    """Every entry that meets the whole plan, with its score."""
    total: Scores | None = None
    for met in _met(plan, lists):
        if total is None:
            total = met
            continue
        fewer, more = sorted((total, met), key=len)
        total = {entry: fewer[entry] + more[entry] for entry in fewer if entry in more}
        if not total:
            break
    return total or {}


def ordered(plan: Plan, lists: Lists, scores: Scores) -> list[int]:
    """The entries, best first; equal ones in the order in which they were put in."""
    order = _best_first(scores)
    if len(plan.terms) < 2:
        return order
    best = order[:LOOKED_AT]
    near = _nearness(plan, lists, set(best))
    final = {entry: scores[entry] + near.get(entry, 0.0) for entry in best}
    return [*_best_first(final), *order[LOOKED_AT:]]


def _met(plan: Plan, lists: Lists) -> Iterator[Scores]:
    for phrase in plan.phrases:
        yield _phrase(phrase, lists)
    for ways in plan.terms:
        yield _term(ways, lists)


def _best_first(scores: Scores) -> list[int]:
    # Rounded, so that the order in which scores were added up does not count.
    rounded = {entry: round(score, 6) for entry, score in scores.items()}
    return sorted(sorted(rounded), key=rounded.__getitem__, reverse=True)


def marked(plan: Plan, lists: Lists, entries: Collection[int]) -> dict[int, set[tuple[bool, int]]]:
    """For each entry the words that answer the question: whether in the text, and which."""
    found: dict[int, set[tuple[bool, int]]] = defaultdict(set)
    for keys in (ways.keys for ways in plan.terms):
        for packed in _places(keys, lists):
            if packed >> ENTRY in entries:
                found[packed >> ENTRY].add((is_in_text(packed), number_of(packed)))
    for phrase in plan.phrases:
        for packed in _starts(phrase, lists):
            if packed >> ENTRY in entries:
                words = range(number_of(packed), number_of(packed) + len(phrase))
                found[packed >> ENTRY].update((is_in_text(packed), word) for word in words)
    return found


def _term(ways: Ways, lists: Lists) -> Scores:
    best: Scores = {}
    for key, weight in ways.words.items():
        _raise(best, lists.get(key, ()), _weighed(weight))
    for first, second in ways.pairs:
        one: Scores = {}
        other: Scores = {}
        _raise(one, lists.get(first, ()), _weighed(APART))
        _raise(other, lists.get(second, ()), _weighed(APART))
        for entry in one.keys() & other.keys():
            best[entry] = max(best.get(entry, 0.0), min(one[entry], other[entry]))
    return best


@lru_cache(maxsize=64)
def _weighed(weight: float) -> tuple[float, ...]:
    return tuple(weight * field for field in WEIGHTS)


def _raise(best: Scores, lists: Iterable[array[int]], weights: Sequence[float]) -> None:
    """Note each entry's best place. The innermost loop: it runs once for every place."""
    known = best.get
    for places in lists:
        for packed in places:
            entry, score = packed >> ENTRY, weights[packed >> FIELD & 0xFF]
            if score > known(entry, 0.0):
                best[entry] = score


def _phrase(phrase: Sequence[Collection[int]], lists: Lists) -> Scores:
    best: Scores = {}
    _raise(best, [array("Q", _starts(phrase, lists))], _weighed(_PHRASE))
    return best


def _starts(phrase: Sequence[Collection[int]], lists: Lists) -> set[int]:
    """The places of the first words of a phrase: the next word's place is one higher."""
    starts = set(_places(phrase[0], lists))
    for number, keys in enumerate(phrase[1:], start=1):
        if not starts:
            break
        starts &= {packed - number for packed in _places(keys, lists)}
    return starts


def _places(keys: Iterable[int], lists: Lists) -> Iterator[int]:
    for key in keys:
        for places in lists.get(key, ()):
            yield from places


def _nearness(plan: Plan, lists: Lists, entries: set[int]) -> Scores:
    """What an entry gains by words that stand near each other, most where they follow."""
    found: list[dict[int, list[int]]] = []
    for ways in plan.terms:
        of_term: dict[int, list[int]] = defaultdict(list)
        for packed in _places(ways.keys, lists):
            if packed >> ENTRY in entries and len(of_term[packed >> ENTRY]) < _MOST_PLACES:
                of_term[packed >> ENTRY].append(packed)
        found.append(of_term)
    gains: Scores = defaultdict(float)
    for first, second in pairwise(found):
        for entry in first.keys() & second.keys():
            gains[entry] += max(_gains(first[entry], second[entry]), default=0.0)
    return gains


def _gains(first: Iterable[int], second: Sequence[int]) -> Iterator[float]:
    for one in first:
        for other in second:
            if one != other and line_of(one) == line_of(other):
                yield _NEAR / abs(other - one) + (_IN_ORDER if other - one == 1 else 0.0)
