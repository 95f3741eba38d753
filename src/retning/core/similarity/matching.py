"""Pairs of old and new texts: each text in one pair at most, the surest pairs first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from retning.core.similarity.score import Reading, alike, read, score, telling

Key = TypeVar("Key", bound=Hashable)

WORTH_ASKING = 0.5
"""Below this, two texts are rather two matters."""
CERTAIN = 0.8
CLEARLY = 0.1
"""By how much a certain pair must be better than the next best for either text."""
RAREST = 8
"""By so many of its rarest stems a text looks for others."""
COMPARED = 24
"""With so many of those it finds it is compared, so that the work grows as the texts do."""


class Certainty(StrEnum):
    SAME = "same"  # the same wording
    CERTAIN = "certain"  # alike, and nothing else comes near
    LIKELY = "likely"  # worth asking about


@dataclass(frozen=True)
class Text(Generic[Key]):
    """A text by the key that whoever asks knows it by."""

    key: Key
    text: str


@dataclass(frozen=True)
class Match(Generic[Key]):
    """That the new text may go on from the old one; `score` from `WORTH_ASKING` to 1."""

    old: Key
    new: Key
    score: float
    certainty: Certainty


def matches(old: Iterable[Text[Key]], new: Iterable[Text[Key]]) -> list[Match[Key]]:
    """The best pairs, each text in one at most: greedily, the most alike first.

    In whatever order the texts come, the same pairs are found: among equals the wordings decide,
    then the keys as written. Sorted by score, best first.
    """
    olds, news = _in_order(old), _in_order(new)
    old_readings = [read(each.text) for each in olds]
    new_readings = [read(each.text) for each in news]
    pairs_to_compare = sorted(
        {*_equals(old_readings, new_readings), *_near(old_readings, new_readings)}
    )
    found = [
        (value, earlier, later)
        for earlier, later in pairs_to_compare
        if (value := alike(old_readings[earlier], new_readings[later])) >= WORTH_ASKING
    ]
    best_two = _best_two(found)
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    pairs = []
    for value, earlier, later in sorted(found, key=lambda each: (-each[0], each[1], each[2])):
        if earlier in taken_old or later in taken_new:
            continue
        taken_old.add(earlier)
        taken_new.add(later)
        rivals = best_two["old", earlier], best_two["new", later]
        sure = _certainty(value, max(second for _best, second in rivals))
        pairs.append(Match(olds[earlier].key, news[later].key, value, sure))
    return pairs


def ranked(text: str, among: Iterable[Text[Key]]) -> list[tuple[Text[Key], float]]:
    """Every text with its score beside `text`, the most alike first."""
    scored = [(each, score(text, each.text)) for each in _in_order(among)]
    return sorted(scored, key=lambda found: -found[1])


def _in_order(texts: Iterable[Text[Key]]) -> Sequence[Text[Key]]:
    return sorted(texts, key=lambda each: (each.text, str(each.key)))


def _equals(olds: Sequence[Reading], news: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """The same words: the first old text with the first new one, the second with the second."""
    places: dict[str, list[int]] = defaultdict(list)
    for later, reading in enumerate(news):
        places[reading.line].append(later)
    seen: Counter[str] = Counter()
    for earlier, reading in enumerate(olds):
        there = places.get(reading.line, ())
        if seen[reading.line] < len(there):
            yield earlier, there[seen[reading.line]]
        seen[reading.line] += 1


def _near(olds: Sequence[Reading], news: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Each old text with the new ones that share most of its rarest stems; among equals those that
    stand at about the same place."""
    holders: dict[str, list[int]] = defaultdict(list)
    for later, reading in enumerate(news):
        for stem in telling(reading):
            holders[stem].append(later)
    for earlier, reading in enumerate(olds):
        known = [stem for stem in telling(reading) if stem in holders]
        rarest = sorted(known, key=lambda stem: (len(holders[stem]), stem))[:RAREST]
        shared: Counter[int] = Counter()
        for stem in rarest:
            shared.update(holders[stem])
        best = sorted(shared, key=lambda later: (-shared[later], abs(later - earlier), later))
        for later in best[:COMPARED]:
            yield earlier, later


def _best_two(
    found: Iterable[tuple[float, int, int]],
) -> dict[tuple[str, int], tuple[float, float]]:
    """The best score of each text, and the next best; 0 where there is none."""
    best: dict[tuple[str, int], tuple[float, float]] = {}
    for value, earlier, later in found:
        for place in (("old", earlier), ("new", later)):
            first, second = best.get(place, (0.0, 0.0))
            best[place] = (max(first, value), max(second, min(first, value)))
    return best


def _certainty(value: float, rival: float) -> Certainty:
    if value == 1.0:
        return Certainty.SAME
    is_clear = value >= CERTAIN and value - rival >= CLEARLY
    return Certainty.CERTAIN if is_clear else Certainty.LIKELY
