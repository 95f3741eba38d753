"""How sure text recognition is of what stands in a document: by word, and by stretch."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right

from retning.core.documents.blocks import Document

# In percent: words that were recognised with less are shown to a person as unsure.
SURE_FROM = 75
_LEAST_SHARE = 0.3


def unsure_words(document: Document, *, below: int = SURE_FROM) -> list[list[int]]:
    """The recognised words that are less sure than `below` percent: `[start, end, confidence]`
    in `document.text`, in order."""
    return [
        [word.start, word.end, word.confidence]
        for word in document.words
        if word.confidence < below
    ]


class Sureness:
    """How sure the recognised words of a document are."""

    def __init__(self, document: Document) -> None:
        self._words = document.words
        self._starts = [word.start for word in document.words]
        self._ends = [word.end for word in document.words]

    def between(self, start: int, end: int) -> float:
        """What share of a passage's confidence stays, in [0.3, 1], where it is
        `document.text[start:end]`: 1 where no word of it is unsure, or none was recognised."""
        letters = lost = 0.0
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        for word in self._words[first:last]:
            length = word.end - word.start
            letters += length
            if word.confidence < SURE_FROM:
                lost += length * (SURE_FROM - word.confidence) / SURE_FROM
        if not lost:
            return 1.0
        # The root: one unsure word of twenty may be the very figure that counts.
        return max(1 - math.sqrt(lost / letters), _LEAST_SHARE)
