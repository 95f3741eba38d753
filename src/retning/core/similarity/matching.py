"""Pairs of old and new texts: each text in one pair at most, the surest pairs first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from retning.core.similarity.score import alike, read, score

Key = TypeVar("Key", bound=Hashable)

WORTH_ASKING = 0.5
"""Below this, two texts are rather two matters."""
CERTAIN = 0.8
CLEARLY = 0.1
"""By how much a certain pair must be better than the next best for either text."""


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
    new_readings = [read(each.text) for each in news]
    found = [
        (value, earlier, later)
        for earlier, old_reading in enumerate(read(each.text) for each in olds)
        for later, new_reading in enumerate(new_readings)
        if (value := alike(old_reading, new_reading)) >= WORTH_ASKING
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
