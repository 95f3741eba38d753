"""Whether what was found on the pages is text: scans, empty files, fonts without letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from retning.core.documents.pdf.print import Sheet
from retning.core.documents.unreadable import Unreadable, UnreadableCode

_SAMPLE = 20_000
_FEWEST = 30
_FEWEST_WORDS = 20
_VOWELS = frozenset("aeiouyæøåäöüéèêóáíúàâôëïAEIOUYÆØÅÄÖÜÉ")
_LATIN_WORD = re.compile(r"[A-Za-zÆØÅæøåÄÖÜäöüéÉ]{4,}")
_SMALL_WORDS = frozenset(
    {"og", "at", "i", "er", "det", "for", "en", "af", "til", "på", "som", "med", "den", "vi", "de"}
    | {"the", "and", "of", "to", "in", "is", "och", "att", "är", "der", "die", "und", "å", "et"}
)
# Dots and lines that lead the eye stand for nothing.
_LEADERS = str.maketrans(dict.fromkeys(".·…_-–|", " "))
_NO_LETTER = frozenset({"Co", "Cn", "Cc", "Cs"})


def refuse_unreadable(sheets: list[Sheet]) -> None:
    """Raise Unreadable where the pages hold no text, or none that anyone could read."""
    text = "".join(segment.text for sheet in sheets for segment in sheet.segments)
    if not text.strip():
        if not any(sheet.opens for sheet in sheets):
            raise Unreadable(UnreadableCode.DAMAGED, "pdf")
        if not any(sheet.marks for sheet in sheets):
            raise Unreadable(UnreadableCode.EMPTY)
        if any(sheet.draws_letters for sheet in sheets):
            raise Unreadable(UnreadableCode.NO_LETTERS, "pdf")
        raise Unreadable(UnreadableCode.NO_TEXT, str(len(sheets)))
    spread = max(len(text) // _SAMPLE, 1)
    seen = [segment for sheet in sheets[::spread] for segment in sheet.segments]
    words = " ".join(segment.text for segment in seen)
    guessed = sum(segment.unmapped for segment in seen) > 0.5 * len(seen)
    if not is_legible(words) or (guessed and not _is_language(words)):
        raise Unreadable(UnreadableCode.NO_LETTERS, "pdf")


def is_legible(text: str) -> bool:
    """Whether `text` is made of letters and figures, and its words have vowels."""
    sample = text[: 4 * _SAMPLE].translate(_LEADERS)
    counted = {one: count for one, count in Counter(sample).items() if not one.isspace()}
    seen = sum(counted.values())
    unknown = sum(count for one, count in counted.items() if _is_nothing(one))
    if seen < _FEWEST:
        return not (seen and unknown == seen)
    letters = sum(count for one, count in counted.items() if one.isalnum())
    if unknown > 0.3 * seen or letters < 0.4 * seen:
        return False
    words = _LATIN_WORD.findall(text[: 4 * _SAMPLE])
    voiced = sum(not _VOWELS.isdisjoint(word) for word in words)
    return len(words) < _FEWEST_WORDS or voiced >= 0.6 * len(words)


def _is_language(text: str) -> bool:
    """Whether small words that any text has stand in it."""
    words = text[: 4 * _SAMPLE].casefold().split()
    return sum(word in _SMALL_WORDS for word in words) >= 0.03 * len(words)


def _is_nothing(character: str) -> bool:
    return character == "\ufffd" or unicodedata.category(character) in _NO_LETTER
