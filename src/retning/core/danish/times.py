"""Years and periods as Danish plans write them."""

import re
from typing import NamedTuple

from retning.core.danish.patterns import pattern

_YEAR = r"(?:19|20)\d\d"
_RANGE = pattern(
    rf"(?<![\d./-])(?P<first>{_YEAR})\s{{0,3}}(?:[-–—/]|til|to)\s{{0,3}}(?P<last>{_YEAR})(?![\d]|[./-]\d)"
)
_SINGLE = pattern(rf"(?<![\d.,/-]){_YEAR}(?![\d]|[,.]\d|[-–/]\d)")
_NUMBER_WORDS = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10,
    "tolv": 12,
}  # fmt: skip
_HORIZON = pattern(
    rf"\b(?:de)\s+(?:næste|naeste|kommende)\s+"
    rf"(?P<number>\d{{1,2}}|{'|'.join(_NUMBER_WORDS)})\s+[åa]r\b",
    re.IGNORECASE,
)
_LONGEST_PERIOD = 40


class Years(NamedTuple):
    """A span of calendar years, both included, and where the text names it."""

    first: int
    last: int
    start: int
    end: int


def year_ranges(text: str) -> list[Years]:
    """Spans written as "2018-2022", "2018 – 2022" or "2018 til 2022", in reading order."""
    found = []
    for match in _RANGE.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        if first < last <= first + _LONGEST_PERIOD:
            found.append(Years(first, last, match.start(), match.end()))
    return found


def years_named(text: str) -> list[Years]:
    """Single years ("2030"), not those inside dates or decimal numbers, in reading order."""
    return [
        Years(int(match[0]), int(match[0]), match.start(), match.end())
        for match in _SINGLE.finditer(text)
    ]


def horizon_years(text: str) -> int | None:
    """How many years "de næste fire år" (or "de kommende 4 år") reaches ahead: the first named."""
    found = _HORIZON.search(text)
    if found is None:
        return None
    number = found["number"].lower()
    return _NUMBER_WORDS.get(number) or int(number)
