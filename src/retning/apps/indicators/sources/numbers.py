"""Numbers as sources write them, exactly, and what stands where there is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from retning.apps.indicators.sources.reply import NOT_PUBLISHED, SUPPRESSED, UNDEFINED
from retning.core.benchmark.figures import Figure, State

ZERO = Figure(Decimal(0), State.KNOWN)
_DANISH = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,\d{1,9})?", re.ASCII)
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,9})?", re.ASCII)
_LONGEST = 30


class NoNumber(ValueError):
    """A text that is no number as it should be written."""


def danish_number(text: str) -> Decimal:
    """`1.234,5` or `1234,5`. Raises NoNumber.

    >>> danish_number("-1.234,50")
    Decimal('-1234.50')
    """
    if len(text) > _LONGEST or not _DANISH.fullmatch(text):
        raise NoNumber(text[:_LONGEST])
    return Decimal(text.replace(".", "").replace(",", "."))


def plain_number(text: str) -> Decimal:
    """`1234.5`, nothing between the thousands. Raises NoNumber."""
    if len(text) > _LONGEST or not _PLAIN.fullmatch(text):
        raise NoNumber(text[:_LONGEST])
    return Decimal(text)


class Reader:
    """Tokens to figures; each different token is read once, as figures repeat themselves."""

    def __init__(self, number: Callable[[str], Decimal], signs: dict[str, Figure]) -> None:
        self._number = number
        self._read = dict(signs)

    def figure(self, token: str) -> Figure:
        """Raises NoNumber."""
        known = self._read.get(token)
        if known is None:
            known = self._read[token] = Figure(self._number(token), State.KNOWN)
        return known


def noegletal_reader() -> Reader:
    """`-` is a true zero, `M` missing (not published), `U` undefined; a blank cell is not
    published. `JA` and `NEJ` (its one question of yes or no) are 1 and 0."""
    return Reader(
        danish_number,
        {
            "-": ZERO,
            "M": NOT_PUBLISHED,
            "": NOT_PUBLISHED,
            "U": UNDEFINED,
            "JA": Figure(Decimal(1)),
            "NEJ": ZERO,
        },
    )


def statbank_reader() -> Reader:
    """`..` is missing, confidential or too uncertain; so was an empty cell until 2017."""
    return Reader(plain_number, {"..": SUPPRESSED, "": SUPPRESSED, "-": ZERO})
