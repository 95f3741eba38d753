"""How alike two Danish texts are: a number between 0 and 1, whichever of the two comes first."""

# ruff: noqa: SIM905  (lists of words read best as words)
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from retning.core.danish import fold
from retning.core.danish.stems import clean_text, old_spelling, stem, tokens

_WORD = re.compile(r"[^\W_]+")
# Folded; they stand in every goal and tell none of them apart.
_SMALL = frozenset(
    "af alle at blive bliver da de dem den der deres det en er et flere for fra frem har have hvor "
    "i ikke ind kan med mere mest mindst mod ned nu og oe om op os paa saa senest skal som sig "
    "skulle til ud under vaere ved vi vil vores aar kommune kommunen borgere borgerne".split()
)
_SMALL_WEIGHT = 0.25
LESS_THAN_SAME = 0.99


@dataclass(frozen=True)
class Reading:
    """A text as it is compared: its words folded, the same in alphabetical order, and its stems
    with how much each weighs."""

    line: str
    letters: str
    stems: Mapping[str, float]
    weight: float


def score(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same words in the same order; case, punctuation and
    blanks do not count). Symmetric.

    Half of it is shared stems, weighed (Dice); the other half shared letters, whatever the order of
    the words (Indel). An inflected, shortened or moved word costs little, another matter much.
    """
    return alike(read(one), read(other))


def alike(one: Reading, other: Reading) -> float:
    """`score` of two texts that have been read."""
    if one.line == other.line:
        return 1.0
    words = _shared(one, other)
    if not words:
        return 0.0
    letters = fuzz.ratio(one.letters, other.letters) / 100
    return min(LESS_THAN_SAME, (words + letters) / 2)


@lru_cache(maxsize=4096)
def read(text: str) -> Reading:
    """Fold, divide and weigh a text, once for all the texts it is compared with."""
    words = _WORD.findall(fold(text))
    counted = Counter(_stem(token.word) for token in tokens(clean_text(text)))
    stems = {each: _weight(each) * counted[each] for each in sorted(counted)}
    return Reading(" ".join(words), " ".join(sorted(words)), stems, sum(stems.values()))


def _shared(one: Reading, other: Reading) -> float:
    """Dice's coefficient over weighed stems; nothing where only small words are shared."""
    both = sorted(one.stems.keys() & other.stems.keys())
    if all(each in _SMALL for each in both):
        return 0.0
    common = sum(min(one.stems[each], other.stems[each]) for each in both)
    return 2 * common / (one.weight + other.weight)


def _stem(word: str) -> str:
    """Written with ae, oe and aa, so that it is the same from a text without æ, ø and å."""
    plain = old_spelling(word)
    return plain if plain in _SMALL else old_spelling(stem(word))


def telling(reading: Reading) -> list[str]:
    """The stems that tell a text from others: all but the small words, in order."""
    return [each for each in reading.stems if each not in _SMALL]


def _weight(word: str) -> float:
    return _SMALL_WEIGHT if word in _SMALL else 1.0
