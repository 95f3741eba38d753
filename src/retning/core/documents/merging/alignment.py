"""Which of two series of texts are the same, and which files are the same document.

Compared are consonants alone: an English recogniser ruins vowels, a printer's hyphens and blanks
come and go.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from retning.core.danish import fold
from retning.core.danish.patterns import pattern
from retning.core.similarity import Text, matches

ALIKE = 0.8
"""From this score two texts are the same item."""
SAME_DOCUMENT = 0.35
"""From this share of the shorter text's shingles two files are one document."""
SAME_SMALL_DOCUMENT = 0.6
_SMALL = 30  # shingles
_SHINGLE = 3  # words
_CUT = 11  # letters that two texts share from their beginning, where one breaks off
_NEARLY = 90
_WORD = pattern(r"[^\W\d_]+")
_UNSURE = str.maketrans("", "", "aeiouyægøåxz")

Pair = tuple[int | None, int | None]
_Texts = dict[int, tuple[str, str]]  # place → text, skeleton


def skeleton(text: str) -> str:
    """The letters of `text` that survive a bad extraction."""
    folded = fold(text)
    bare = "".join(letter for letter in folded.translate(_UNSURE) if letter.isalnum())
    return bare if len(bare) >= 3 else "".join(filter(str.isalnum, folded))


def shingles(text: str) -> frozenset[int]:
    """Hashes of every few words in a row."""
    words = [word.translate(_UNSURE) for word in _WORD.findall(fold(_undivided(text)))]
    words = [word for word in words if len(word) >= 2]
    rows = zip(*(words[shift:] for shift in range(_SHINGLE)), strict=False)
    return frozenset(hash(row) for row in rows)


def is_one_document(first: frozenset[int], second: frozenset[int]) -> bool:
    """Whether two files, by their shingles, are extractions of one document."""
    fewest = min(len(first), len(second))
    if not fewest:
        return False
    share = len(first & second) / fewest
    return share >= (SAME_SMALL_DOCUMENT if fewest < _SMALL else SAME_DOCUMENT)


def aligned(first: Sequence[str], second: Sequence[str]) -> list[Pair]:
    """Places in `first` with the places of the same texts in `second`; None where there is none.

    In the order of `first`; what only `second` has stands behind what it follows there.
    """
    found: dict[int, int] = {}
    ours = {place: (text, skeleton(text)) for place, text in enumerate(first)}
    theirs = {place: (text, skeleton(text)) for place, text in enumerate(second)}
    for search in (_equal, _cut, _alike):
        for here, there in search(ours, theirs):
            if here in ours and there in theirs:
                found[here] = there
                del ours[here], theirs[there]
    return _ordered(len(first), len(second), found)


def _equal(ours: _Texts, theirs: _Texts) -> list[tuple[int, int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for there, (_, bare) in reversed(theirs.items()):
        places[bare].append(there)
    return [(here, places[bare].pop()) for here, (_, bare) in ours.items() if places.get(bare)]


def _cut(ours: _Texts, theirs: _Texts) -> list[tuple[int, int]]:
    """One text is the beginning of the other: in sorted order they stand together."""
    both = sorted(
        [(bare, 0, place) for place, (_, bare) in ours.items()]
        + [(bare, 1, place) for place, (_, bare) in theirs.items()]
    )
    return [
        (place, beside) if which == 0 else (beside, place)
        for (short, which, place), (longer, other, beside) in pairwise(both)
        if which != other and len(short) >= _CUT and longer.startswith(short)
    ]


def _alike(ours: _Texts, theirs: _Texts) -> list[tuple[int, int]]:
    if not ours or not theirs:
        return []
    olds = [Text(place, text) for place, (text, _) in ours.items()]
    news = [Text(place, text) for place, (text, _) in theirs.items()]
    return [
        (match.old, match.new)
        for match in matches(olds, news)
        if match.score >= ALIKE or fuzz.ratio(ours[match.old][1], theirs[match.new][1]) >= _NEARLY
    ]


def _ordered(here: int, there: int, found: dict[int, int]) -> list[Pair]:
    back = {place: mine for mine, place in found.items()}
    behind: dict[int, list[int]] = defaultdict(list)
    last = -1
    for place in range(there):
        if place in back:
            last = back[place]
        else:
            behind[last].append(place)
    pairs: list[Pair] = [(None, place) for place in behind[-1]]
    for place in range(here):
        pairs.append((place, found.get(place)))
        pairs += [(None, other) for other in behind[place]]
    return pairs


def _undivided(text: str) -> str:
    return re.sub(r"-[ \t]*\r?\n\s*(?=[a-zæøå])", "", text)
