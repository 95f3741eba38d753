"""Marks that begin a list item."""

import re
from typing import NamedTuple

from retning.core.danish.patterns import pattern

_BULLETS = "•⦁▪◦‣·●○■□►▸➢➤✓✔*–—-"
_BULLET = pattern(rf"(?P<mark>[{re.escape(_BULLETS)}])[ \t\u00a0]+(?=\S)")
# Bounded digits: "2020: …" is a year, not the 2020th item.
_NUMBER = pattern(
    r"(?P<mark>\(?(?:\d{1,2}(?:\.\d{1,2}){1,3}[.:)]?|\d{1,3}[.)]|\d{1,2}:"
    r"|[a-zæøå]\)))[ \t\u00a0]+(?=\S)"
)


class Marker(NamedTuple):
    """A list mark, and where the item's own text begins in the line.

    `numbers` are the figures of a numbered mark ("3.1:" is `(3, 1)`), else empty.
    """

    mark: str
    content: int
    numbers: tuple[int, ...]


def marker_of(line: str) -> Marker | None:
    """The list mark that begins `line` (one line, blanks before it left off), if any."""
    if line[:1].isalpha() and line[1:2] != ")":
        return None
    head = line[:200]
    found = _BULLET.match(head) or _NUMBER.match(head)
    if found is None:
        return None
    mark = found["mark"]
    numbers = tuple(int(number) for number in re.findall(r"[0-9]+", mark))
    return Marker(mark, found.end(), numbers)
