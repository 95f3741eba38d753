"""Where a word stands, in 64 bits: entry, title or text, how short the title is, which word of it.

    entry (40) | in the text (1) | words of the title (7) | number of the word (16)

Packed as little-endian numbers, the same on every machine.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable

MOST_WORDS = (1 << 16) - 1
_MOST_TITLE = (1 << 7) - 1
_TYPE = "Q"
ENTRY = 24
"""How far a place is shifted to give its entry."""
FIELD = 16
"""How far a place is shifted to give what `WEIGHTS` weighs."""

# A hit in a title of one word weighs 1.5, in a long title 1 and in the text below it 0.4.
WEIGHTS = tuple(
    [1 + 0.5 / max(words, 1) for words in range(_MOST_TITLE + 1)] + [0.4] * (_MOST_TITLE + 1)
)


def place(*, entry: int, in_text: bool, title_words: int, number: int) -> int:
    """The place of one word. What comes after 65,535 words counts as the last of them."""
    field = (in_text << 7) | min(title_words, _MOST_TITLE)
    return (entry << ENTRY) | (field << FIELD) | min(number, MOST_WORDS)


def is_in_text(packed: int) -> bool:
    return bool(packed >> (FIELD + 7) & 1)


def number_of(packed: int) -> int:
    """Which word of its title or text it is, from 0."""
    return packed & MOST_WORDS


def line_of(packed: int) -> int:
    """What two places have in common that stand in the same title or text."""
    return packed >> FIELD


def pack(places: Iterable[int]) -> bytes:
    return _in_order(array(_TYPE, places)).tobytes()


def unpack(packed: bytes) -> array[int]:
    places = array(_TYPE)
    places.frombytes(packed)
    return _in_order(places)


def _in_order(places: array[int]) -> array[int]:
    if sys.byteorder == "big":
        places.byteswap()
    return places
