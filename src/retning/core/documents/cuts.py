"""Where one thing ends and the next begins in text whose lines were run together.

Danish writes capitals at the start of what is said and for names alone, so that a capital amid a
sentence begins something new, unless a name stands where names stand.
"""

# ruff: noqa: SIM905  (lists of words read best as words)
from __future__ import annotations

import re
from collections.abc import Iterator

from retning.core.danish import sentences
from retning.core.danish.patterns import pattern

_CAPITAL = pattern(r"(?<=[^\s])\s+(?=[A-ZÆØÅ0-9])")
# Words that begin a goal or a sentence, and are no names.
_OPENERS = pattern(
    r"(?:Alle|Andel|Andelen|Antal|Antallet|Ingen|Intet|Flere|Færre|Mindst|Højst|Under|Over|Hver|Hvert"
    r"|Mere|Mindre|Borgere|Borgerne|Børn|Børnene|Unge|Ældre|De|Den|Der|Det|Dette|Disse|Vi|Vores|Et|En"
    r"|I (?:19|20)\d\d|Inden|Senest|Halvdelen|Målet|Målene|Ambitionen|Derfor|For at|Hvis|Når|Som"
    r"|Måles|Opgøres|Beregnes|Udgiften|Udgifterne|Elever|Eleverne|Medarbejderne|Kommunen)(?!\w)"
)
_DEFINITE = pattern(r"[A-ZÆØÅ][a-zæøå]{3,}(?:en|et|erne|ene)s?(?!\w)")
# Several of them, and what they do: "Pårørende oplever".
_ACTORS = pattern(r"[A-ZÆØÅ][a-zæøå]{3,}(?:e|er|ne) (?:[a-zæøå]{3,}[rs]|skal|kan|må|har|får)(?!\w)")
_BODIES = pattern(
    r"\w*(?:rådet|råd|udvalget|styrelsen|bestyrelsen|kommunen|regionen|retten|ministeriet|nævnet"
    r"|folketinget|unionen|danmarks)\b",
    re.IGNORECASE,
)
_BEFORE_NAMES = frozenset(
    "i på fra af til ved med for og eller samt hos mod om under over efter mellem som der at hvor "
    "når skal er har kan vil må bliver den det de en et vores kommunens region kommune end a b c d "
    "e nr mål delmål bilag tabel figur".split()
)
_WORD_BEFORE = pattern(r"[^\s\d]+$")
_YEAR_BEFORE = pattern(r"\s20\d\d$")
_SHARE = pattern(r"\d{1,3}(?:,\d+)?\s?(?:%|pct\b|procent)")
_NUMBERED = pattern(r"\d{1,2}(?:\.\d{1,2})? (?=[A-ZÆØÅ])")


def stretches(text: str, start: int, end: int, *, fine: bool = False) -> Iterator[tuple[int, int]]:
    """Spans of what is said in `text[start:end]`, one after the other. `fine`: cut before every
    capital that cannot be a name's (cells of a table), not only before words that begin a goal."""
    for first, last in sentences(text, start, end):
        begin = first
        for found in _CAPITAL.finditer(text, first, last):
            if _begins(text, found.start(), found.end(), last, fine=fine):
                yield begin, found.start()
                begin = found.end()
        yield begin, last


def _begins(text: str, before: int, at: int, last: int, *, fine: bool) -> bool:
    if text[at].isdigit():
        # "… i 2024 85 % af eleverne": a year ends one thing, a share begins the next.
        return bool(
            _YEAR_BEFORE.search(text, max(0, before - 6), before) and _SHARE.match(text, at)
        )
    if text[before - 1] in ",(/–—-":
        return False
    head = text[at : min(last, at + 40)]
    if text[before - 1] in ":;" and not fine:
        return False
    opens = bool(_OPENERS.match(head))
    if opens and not fine and len(head.split()) > 1 and head.split()[1][:1].isupper():
        return False
    if opens:
        return True
    found = _WORD_BEFORE.search(text[max(0, before - 30) : before])
    previous = found[0].strip("().,").casefold() if found is not None else ""
    if not fine and _ACTORS.match(head):
        return True
    if previous in _BEFORE_NAMES or (found is not None and found[0][:1].isupper()):
        return False
    if fine:
        return True
    return bool(_DEFINITE.match(head)) and (
        not _BODIES.match(head) or previous == "" or _follows_up(head)
    )


def _follows_up(head: str) -> bool:
    """A body that begins a sentence does something at once: "Udvalget følger op …"."""
    words = head.split()
    return len(words) > 1 and words[1].endswith(("r", "s")) and words[1].islower()
