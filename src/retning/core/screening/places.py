"""Addresses of homes in Danish text: a street and a number."""

from __future__ import annotations

import re

from retning.core.screening.findings import Finding, Found, Kind
from retning.core.screening.words import STREETS, THINGS

_ENDING = "|".join(sorted(sorted(STREETS), key=len, reverse=True))
_CAPITAL = "A-ZÆØÅÉÖÜÄ"
_LETTER = "a-zæøåéöüä"
_NAME = rf"[{_CAPITAL}][{_LETTER}.]{{0,30}} "
_STREET = re.compile(
    rf"(?<![\w.])((?:(?:[{_CAPITAL}]\.){{1,3}} ?)?"
    rf"(?:(?:{_NAME}){{0,3}}[{_CAPITAL}][{_LETTER}]{{0,40}}?(?:{_ENDING})"
    rf"|(?:{_NAME}){{1,3}}(?:{_ENDING.title()}|{_ENDING})))"
    r" (?:nr\.? ?)?(\d{1,3} ?[A-HJ-Za-h]?)(?![\w%]|[.,/-]\d)"
    r"(,? ?(?:st|kl|\d{1,2})?\.? ?(?:sal)?\.?,? ?(?:tv|th|mf)\b\.?|, ?\d{1,2}\. ?(?:sal)?)?"
)
_COUNTS = re.compile(rf" (?:{'|'.join(sorted(THINGS))})\b", re.IGNORECASE)
_NUMBER = re.compile(r"[a-zæøå] (?:nr\.? ?)?\d", re.IGNORECASE)
_ROAD = re.compile(r"(?:Motor|Motortrafik|Primær|Sekundær)?(?:Ringvej|Motorvej|Hovedvej)(?:en)?$")
"""Roads of the state have numbers, in which nobody lives."""


def homes_in(text: str) -> Found:
    """Streets with a number, and with the floor and side where they are told."""
    if _NUMBER.search(text) is None:
        return
    for found in _STREET.finditer(text):
        is_counted = found[3] is None and _COUNTS.match(text, found.end()) is not None
        if not is_counted and _ROAD.fullmatch(found[1]) is None:
            yield Finding(found.start(), found.end(), Kind.ADDRESS)
