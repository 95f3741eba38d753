"""What a document says beside what it said when it was read before: the same, changed, new, gone.

Linear but for what was reworded: whatever says the same is found by its words, wherever it now
stands; what is left is compared with what stood at the same place, between the same neighbours.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from retning.core.danish import fold

ALIKE = 0.5
"""Dice's coefficient of words from which a passage is another's new wording, at the same place."""
ALIKE_ELSEWHERE = 0.75
"""The same, where it stands at quite another place."""
BAND = 30
"""How many places ahead and behind a reworded passage is looked for among what is left."""
MOST_PAIRS = 20_000
"""At most so many pairs are compared that do not stand at the same place."""
STEM = 6
"""Letters by which two words are the same one, inflected."""


class Since(StrEnum):
    """What a passage is beside the same document as it was read before."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Said:
    """A passage as the document has it: its text, and the explanation below it."""

    text: str
    body: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a new passage is; `old` is the place of the one it answers to, None where it is new."""

    since: Since
    old: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """An answer for each new passage, and the places of the old ones that are gone."""

    answers: tuple[Answer, ...]
    gone: tuple[int, ...]


def compared(old: Sequence[Said], new: Sequence[Said]) -> Comparison:
    """Which old passage each new one answers to; each old one answers to one at most.

    Case, blanks and line ends do not count. Both are in reading order.
    """
    search = _Search(old, new)
    search.find_same()
    search.find_same_text()
    search.find_reworded()
    search.find_reworded_elsewhere()
    taken = {answer.old for answer in search.answers.values()}
    return Comparison(
        tuple(search.answers.get(place, Answer(Since.NEW)) for place in range(len(new))),
        tuple(place for place in range(len(old)) if place not in taken),
    )


class _Search:
    def __init__(self, old: Sequence[Said], new: Sequence[Said]) -> None:
        self.old = [(fold(said.text), fold(said.body)) for said in old]
        self.new = [(fold(said.text), fold(said.body)) for said in new]
        self.answers: dict[int, Answer] = {}
        self.free = dict.fromkeys(range(len(old)))  # in order
        self.words: dict[tuple[str, str], frozenset[str]] = {}

    def find_same(self) -> None:
        """Word for word, explanation and all."""
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, said in enumerate(self.old):
            places[said].append(place)
        cursor = -1
        for place, said in enumerate(self.new):
            if here := places.get(said):
                # What is said several times answers in order.
                cursor = here.pop(bisect_left(here, cursor) % len(here))
                self._answer(place, Since.SAME, cursor)

    def find_same_text(self) -> None:
        """The same text, with another explanation."""
        places: dict[str, list[int]] = defaultdict(list)
        for place in self.free:
            places[self.old[place][0]].append(place)
        for place in self._open():
            if here := places.get(self.new[place][0]):
                self._answer(place, Since.CHANGED, here.pop(0))

    def find_reworded(self) -> None:
        """Between two passages that are found, what is most alike."""
        pairs: list[tuple[float, int, int]] = []
        for news, olds in self._gaps():
            for index, place in enumerate(news):
                centre = index * len(olds) // len(news)
                near = olds[max(0, centre - BAND) : centre + BAND + 1]
                pairs += self._pairs(place, near, ALIKE)
        self._choose(pairs)

    def find_reworded_elsewhere(self) -> None:
        """Moved and reworded at once; only where there is little left to compare."""
        news = self._open()
        if len(news) * len(self.free) <= MOST_PAIRS:
            olds = list(self.free)
            self._choose([p for place in news for p in self._pairs(place, olds, ALIKE_ELSEWHERE)])

    def _answer(self, place: int, since: Since, old: int) -> None:
        self.answers[place] = Answer(since, old)
        del self.free[old]

    def _open(self) -> list[int]:
        return [place for place in range(len(self.new)) if place not in self.answers]

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """What is not found yet, new and old, between neighbours that have kept their order."""
        found = sorted(self.answers)
        olds = [self.answers[place].old or 0 for place in found]
        anchors = [(found[index], olds[index]) for index in rising(olds)]
        free, open_places = list(self.free), self._open()
        last_new = last_old = -1
        for new, old in [*anchors, (len(self.new), len(self.old))]:
            news = open_places[bisect_left(open_places, last_new) : bisect_left(open_places, new)]
            left = free[bisect_left(free, last_old) : bisect_left(free, old)]
            if news and left:
                yield news, left
            last_new, last_old = new, old

    def _pairs(
        self, place: int, olds: Sequence[int], least: float
    ) -> Iterator[tuple[float, int, int]]:
        words = self._words(self.new[place])
        for old in olds:
            others = self._words(self.old[old])
            both = len(words) + len(others)
            # The shorter of the two bounds what they can share.
            if both and 2 * min(len(words), len(others)) >= least * both:
                alike = 2 * len(words & others) / both
                if alike >= least:
                    yield -alike, place, old

    def _choose(self, pairs: list[tuple[float, int, int]]) -> None:
        """The most alike first; each answers to one."""
        for _alike, place, old in sorted(pairs):
            if place not in self.answers and old in self.free:
                self._answer(place, Since.CHANGED, old)

    def _words(self, said: tuple[str, str]) -> frozenset[str]:
        words = self.words.get(said)
        if words is None:
            words = frozenset(word[:STEM] for part in said for word in part.split())
            self.words[said] = words
        return words


def rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest series of `numbers` that rises: those that kept their order."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        index = bisect_left(tails, number)
        before.append(ends[index - 1] if index else -1)
        if index == len(tails):
            tails.append(number)
            ends.append(place)
        else:
            tails[index], ends[index] = number, place
    series = []
    place = ends[-1] if ends else -1
    while place >= 0:
        series.append(place)
        place = before[place]
    return series[::-1]
