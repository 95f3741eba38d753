"""Figures as people in Denmark, or readers of English, write them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeGuard

NO_BREAK = "\u00a0"
MOST_DECIMALS = 6
MOST_DIGITS = 40
"""What has more digits is no figure of a municipality; it is drawn as missing."""
SHORT_UNIT = 3

_POWERS = {
    "da": ((12, " bio."), (9, " mia."), (6, " mio."), (3, " t.")),
    "en": ((12, " trn"), (9, " bn"), (6, " m"), (3, " k")),
}


def is_usable(value: Decimal | None) -> TypeGuard[Decimal]:
    """Whether a figure can be drawn."""
    return value is not None and value.is_finite() and value.adjusted() < MOST_DIGITS


def decimals_of(values: Iterable[Decimal]) -> int:
    """The most decimals that any of the values is written with, at most six."""
    most = 0
    for value in values:
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and -exponent > most:
            most = -exponent
    return min(most, MOST_DECIMALS)


def number(value: Decimal | float, decimals: int, language: str = "da") -> str:
    """178.906,5 in Danish and 178,906.5 in English, with exactly so many decimals."""
    text = f"{value:,.{decimals}f}"
    if text.startswith("-") and not text.strip("-0,."):
        text = text[1:]  # what is rounded to nothing is not below it
    return _written(text, language)


def _written(text: str, language: str) -> str:
    """With the language's signs. By `replace`, several times as quick as `translate`."""
    if language == "da":
        text = text.replace(",", " ").replace(".", ",").replace(" ", ".")
    return text.replace("-", "−")


UNSAID = frozenset({"indeks", "index"})
"""Units that a figure does without: nobody says "0,74 indeks"."""


def figure(value: Decimal | float, decimals: int, unit: str = "", language: str = "da") -> str:
    """A figure with its unit: 33,0 % · 33.0%; 12.400 kr."""
    text = number(value, decimals, language)
    if not unit or unit in UNSAID:
        return text
    if unit == "%" and language != "da":
        return text + unit
    return f"{text}{NO_BREAK}{unit}"


def compact(value: float, language: str = "da") -> str:
    """A large round figure for an axis with little room: 12 mio. Never longer than 9 letters."""
    size = abs(value)
    if size >= 1e15:
        return f"{value:.0e}".replace("e+", "e").replace("-", "−")
    for power, word in _POWERS["da" if language == "da" else "en"]:
        if size >= 10**power:
            text = f"{value / 10**power:.1f}".removesuffix(".0")
            text = _written(text, language)
            return text + word.replace(" ", NO_BREAK)
    return number(value, 0, language)
