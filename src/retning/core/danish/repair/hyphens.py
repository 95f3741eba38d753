"""Hyphens that only divided a word: at a line's end, or left behind when lines were joined.

A hyphen goes where the whole word stands elsewhere in the document or is in the lexicon; the one in
"medarbejder- og lederpolitik" stays, and so does one that the lexicon cannot judge.
"""

# ruff: noqa: SIM905  (lists of words read best as words)
from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from retning.core.danish.lexicon import Lexicon
from retning.core.danish.patterns import pattern
from retning.core.danish.repairs import Repair, RepairRule

_PAIRS = frozenset(
    "og eller samt til i som med på af for fra en et der og/eller and or und".split()
)
_FREQUENT = 4.0
_AT_LINE_END = pattern(
    r"(?<![\w-])([^\W\d_]{2,40})-[ \t\u00a0]*(?:\r\n|[\r\n])[ \t\u00a0]*([^\W\d_]{2,40})(?!\w|-\w)"
)
_BEFORE_BLANK = pattern(r"(?<![\w-])([^\W\d_]{2,40})-[ \u00a0]([^\W\d_]{2,40})(?!\w|-\w)")
# Inside a line a lexicon is only asked where the first half is no word that compounds begin with.
_WITHIN = pattern(r"(?<![\w./@-])([^\W\d_]{2,40})-([^\W\d_]{2,40})(?![\w/@-]|\.\w)")
_SYLLABLES = frozenset(
    "pro kom ud be ind for sam af op an un me re le kon in ad mu bru ar med til ned om sy".split()
)
_WORD = pattern(r"[^\W\d_]+")


def hyphen_repairs(text: str, lexicon: Callable[[], Lexicon]) -> list[Repair]:
    """The words that a hyphen divides and should not, in order. `lexicon` is asked only for words
    that the text does not hold elsewhere. Linear in the text."""
    if "-" not in text:
        return []
    patterns = (_AT_LINE_END, _BEFORE_BLANK, _WITHIN)
    if not any(each.search(text) for each in patterns):
        return []
    elsewhere = frozenset(word[0].lower() for word in _WORD.finditer(text))
    found = [
        *_divided(text, _AT_LINE_END, elsewhere, lexicon, _is_word),
        *_divided(text, _BEFORE_BLANK, elsewhere, lexicon, _is_word),
        *_divided(text, _WITHIN, elsewhere, lexicon, _is_frequent),
    ]
    found.sort(key=lambda repair: repair.start)
    return found


def _divided(
    text: str,
    shape: re.Pattern[str],
    elsewhere: frozenset[str],
    lexicon: Callable[[], Lexicon],
    judge: Callable[[Lexicon, str], bool],
) -> Iterator[Repair]:
    for found in shape.finditer(text):
        first, second = found[1], found[2]
        capitals = first.isupper() and second.isupper()
        if second.lower() in _PAIRS or not (second.islower() or capitals):
            continue
        whole = (first + second).lower()
        is_known = whole in elsewhere
        is_asked = shape is not _WITHIN or first.lower() in _SYLLABLES
        if is_known or (is_asked and judge(lexicon(), whole)):
            sure = 0.95 if is_known else 0.9
            yield Repair(
                found.start(), found.end(), found[0], first + second, sure, RepairRule.HYPHEN
            )


def _is_word(lexicon: Lexicon, whole: str) -> bool:
    return lexicon.knows(whole)


def _is_frequent(lexicon: Lexicon, whole: str) -> bool:
    """ "pro-cent": a frequent word that nobody divides."""
    return lexicon.frequency(whole) >= _FREQUENT
