"""Which words are Danish, and how frequent: two kept word lists, and compounds of their words.

simplemma knows 740,000 forms with their inflections, wordfreq how often the 29,000 most frequent
are used (Zipf's scale: 3 is once, 6 a thousand times in a million words). Either may be absent: the
lexicon then knows less, and `state` says what is missing. Loading takes a second and 100 MB, so
it is done where a document is read and needs it, never by a process that serves pages.
"""

# ruff: noqa: SIM905  (lists of words read best as words)
from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Protocol

from retning.core.danish.patterns import pattern

KNOWN = 2.0
"""The frequency of a form that the long list holds and the frequent words do not."""

_JOINTS = ("", "s", "e")
_SHORTEST, _LONGEST = 3, 40
# Short words that compounds are made of; every other part has three letters or more.
_SHORT = frozenset(("by", "sø", "år", "kø", "bo", "is", "ny", "tv", "it", "ko", "ur"))
_FRONTS = frozenset(("ø", "å", "gen", "mis", "ud", "ind", "op", "af"))
# Frequent as words, and no part of any compound that a plan holds.
_NO_PART = frozenset(
    "den det der som var har han hun sig dig mig jeg hos des nar ars ens are ere ene ser sen ner "
    "ter ind ger gen men med ved kan her the and dem din min sin hvad blev ham end eks tyl ral rne "
    "ret hed heds øen åen ning ningen ninger ninge nings ling else elser elsen".split()
)
_WORD = pattern(r"[a-zæøåéüöä]+")
_PART_FREQUENCY = 2.9
_COMPOUND_COST = 3.5
_THIRD_COST = 1.0
_JOINT_COST = 0.3
_FRONT_FREQUENCY = 4.0


class LexiconState(StrEnum):
    """What of the lexicon is there."""

    WHOLE = "whole"
    WITHOUT_FORMS = "without_forms"
    WITHOUT_FREQUENCIES = "without_frequencies"
    ABSENT = "absent"


class Lexicon(Protocol):
    """Words in small letters, æ, ø and å as such."""

    @property
    def state(self) -> LexiconState:
        """What of it is there."""
        ...

    def knows(self, word: str) -> bool:
        """Whether `word` is in a list, or a compound of words that are."""
        ...

    def frequency(self, word: str) -> float:
        """How frequent `word` is by itself, on Zipf's scale; `KNOWN` for a rare form, 0 for a word
        in no list."""
        ...

    def weight(self, word: str) -> float:
        """As `frequency`; what only a compound explains has less than any form of a list, the less
        the rarer its parts, and may be below zero; -inf for what is no word."""
        ...

    @property
    def threes(self) -> frozenset[str]:
        """The three letters in a row with an æ, ø or å that frequent words hold, "^" before the
        first letter of a word."""
        ...


class Words:
    """A lexicon over two lists."""

    def __init__(self, frequencies: Mapping[str, float], forms: Iterable[bytes]) -> None:
        self.frequencies = frequencies
        # As bytes they take half the memory.
        self.forms = forms if isinstance(forms, frozenset) else frozenset(forms)
        self._compound = lru_cache(maxsize=50_000)(self._compound_weight)

    @property
    def state(self) -> LexiconState:
        if self.frequencies:
            return LexiconState.WHOLE if self.forms else LexiconState.WITHOUT_FORMS
        return LexiconState.WITHOUT_FREQUENCIES if self.forms else LexiconState.ABSENT

    def knows(self, word: str) -> bool:
        return self.weight(word) > float("-inf")

    def frequency(self, word: str) -> float:
        found = self.frequencies.get(word)
        if found is not None:
            return found
        return KNOWN if word.encode() in self.forms else 0.0

    def weight(self, word: str) -> float:
        return self.frequency(word) or self._compound(word)

    @cached_property
    def threes(self) -> frozenset[str]:
        words: Iterable[str] = self.frequencies or map(bytes.decode, self.forms)
        marked = ("^" + word for word in words if not word.isascii())
        return frozenset(
            word[at : at + 3]
            for word in marked
            for at in range(len(word) - 2)
            if not word[at : at + 3].isascii()
        )

    def _compound_weight(self, word: str, *, depth: int = 2) -> float:
        best = float("-inf")
        if len(word) > _LONGEST or not _WORD.fullmatch(word):
            return best
        for at in range(1, len(word)):
            front = self._front(word[:at])
            if front <= 0:
                continue
            last = self._part(word[at:])
            if word[:at] in _FRONTS and last < KNOWN + (at < 3):
                continue
            if last:
                best = max(best, (front + last) / 2 - _COMPOUND_COST)
            elif depth > 1 and len(word) - at > 2 * _SHORTEST:
                rest = self._compound_weight(word[at:], depth=depth - 1)
                best = max(best, min(front - _COMPOUND_COST, rest) - _THIRD_COST)
        return best

    def _front(self, front: str) -> float:
        if front in _FRONTS:
            return _FRONT_FREQUENCY
        return max(
            self._part(front.removesuffix(joint)) - (_JOINT_COST if joint else 0.0)
            for joint in _JOINTS
            if front.endswith(joint)
        )

    def _part(self, part: str) -> float:
        if len(part) < _SHORTEST:
            return self.frequency(part) if part in _SHORT else 0.0
        if part in _NO_PART:
            return 0.0
        frequency = self.frequency(part)
        return frequency if len(part) > _SHORTEST or frequency >= _PART_FREQUENCY else 0.0


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, loaded when first asked for and kept."""
    return Words(_frequencies(), _forms())


def _frequencies() -> Mapping[str, float]:
    """On Zipf's scale, by wordfreq's short list."""
    try:
        bins = importlib.import_module("wordfreq").get_frequency_list("da", "small")
    except (ImportError, LookupError, OSError):
        return {}
    # The list at place n holds the words of n hundredths of a decibel below certainty.
    return {word: 9 - place / 100 for place, words in enumerate(bins) for word in words}


def _forms() -> frozenset[bytes]:
    """simplemma's Danish forms in small letters.

    Its own loaders keep lemmas beside them and take three times the time and the memory.
    """
    try:
        factory = importlib.import_module("simplemma.strategies.dictionaries.dictionary_factory")
        data: bytes = factory._read_decompressed("da")  # noqa: SLF001
        stream = importlib.import_module("simplemma.strategies.dictionaries.frontcode")
        _, _, begin = stream._read_header(data)  # noqa: SLF001
        return frozenset(_keys(data, begin))
    except (ImportError, AttributeError, ValueError, OSError, IndexError):
        return frozenset()


def _keys(data: bytes, at: int) -> Iterable[bytes]:
    """The keys of a front-coded stream: a key is so many bytes of the one before, and its own; its
    value comes behind it and is passed by."""
    key, last = b"", len(data)
    while at < last:
        shared, own = data[at], data[at + 1]
        if shared > 127 or own > 127:
            raise ValueError("A key longer than any Danish word")
        at += 2 + own
        key = key[:shared] + data[at - own : at]
        yield key
        trim = data[at]
        at += 1
        if trim != 254:
            at += 1 + data[at]


__all__ = ["KNOWN", "Lexicon", "LexiconState", "Words", "lexicon"]
