"""Which stretches of a Danish text have lost their æ, ø and å."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retning.core.danish.patterns import pattern

SPECIAL = "æøåÆØÅ"
_STRETCH = 700
_LOST_SHARE = 0.004
_ENOUGH_LETTERS = 60
_SHORT_TEXT = 2_000
# What the most frequent words with æ, ø or å become; a page of ruined text holds several.
_RUINS = pattern(
    r"(?<![^\W_])(?:p[a3é4d]|pa[ae]|ogs[a3&éd]|ogsaa|n[aé]r|naar|s[aé]|saa|[aé]r(?:et|ene|s)?"
    r"|aar(?:et)?|v(?:ae|ee|ze|e|oe)ret?|b[goe]rn(?:ene)?|boern|[go]konomi|oekonomi|m[aé]l(?:et)?"
    r"|maal|g[aé]r|gaar|f[aé]r?|faar|st[go]rre|stoerre|f[go]rste|foerste|omr[aé]de[rt]?"
    r"|omraade[rt]?|f(?:ae|ee|e|ze)lles|n(?:ae|ee|e|ze)ste|m[aé]|maa)(?![^\W_])|[a-z]\ufffd[a-z]",
    re.IGNORECASE,
)


def lost_stretches(text: str) -> list[tuple[int, int]]:
    """Where `text` lost its Danish letters: stretches of some hundred letters with next to none,
    where Danish has three in a hundred; none in a longer text without a frequent word's ruin."""
    if len(text) >= _SHORT_TEXT and not _RUINS.search(text):
        return []
    found: list[tuple[int, int]] = []
    for start, end in _stretches(text):
        stretch = text[start:end]
        letters = sum(map(str.isalpha, stretch))
        special = sum(stretch.count(letter) for letter in SPECIAL)
        if letters >= _ENOUGH_LETTERS and special <= _LOST_SHARE * letters:
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Pieces of about the same size, cut at lines' ends; the last one is no shorter."""
    start, length = 0, len(text)
    while start < length:
        end = start + _STRETCH
        if length - end < _STRETCH:
            end = length
        else:
            line = text.find("\n", end, end + _STRETCH)
            end = line + 1 if line >= 0 else end + _STRETCH
        yield start, end
        start = end
