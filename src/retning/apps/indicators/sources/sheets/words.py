"""What people write in cells: numbers in two fashions, signs for nothing, periods, units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from retning.apps.indicators.sources.jobindsats import is_region, period_said
from retning.apps.indicators.sources.numbers import ZERO
from retning.apps.indicators.sources.reply import (
    NOT_PUBLISHED,
    SUPPRESSED,
    UNDEFINED,
    OddityCode,
)
from retning.apps.indicators.sources.sheets.sheet import Cell, CellKind
from retning.core.benchmark.figures import Figure
from retning.core.periods import NoPeriod, Period, PeriodKind, holding

MOST_DECIMALS = 6
"""As many as an observation keeps."""
_SIGNS = {
    "-": ZERO,
    "–": ZERO,
    "..": SUPPRESSED,
    "x": SUPPRESSED,
    "*": SUPPRESSED,
    "fortroligt": SUPPRESSED,
    "diskretioneret": SUPPRESSED,
    "m": NOT_PUBLISHED,
    ".": NOT_PUBLISHED,
    "n/a": NOT_PUBLISHED,
    "na": NOT_PUBLISHED,
    "i.a.": NOT_PUBLISHED,
    "mangler": NOT_PUBLISHED,
    "u": UNDEFINED,
}
_TOTALS = ("gennemsnit", "i alt", "total", "sum", "median", "gns")
_COMMA = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d{1,13})(?:,\d{1,9})?", re.ASCII)
_POINT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,13})(?:\.\d{1,9})?", re.ASCII)
_EITHER = re.compile(r"-?\d{1,3}[.,]\d{3}", re.ASCII)
_UNIT_BEHIND = re.compile(r"\s*(%|pct\.?|procent|kr\.?|kroner)$", re.IGNORECASE)
_UNITS = (
    ("thousands", re.compile(r"(?:1[.,\s]?000|t\.?|tusinde?)\s*(?:kr|kroner)", re.IGNORECASE)),
    ("millions", re.compile(r"\bmio\b\.?|million", re.IGNORECASE)),
    ("percent", re.compile(r"%|\bpct\b|procent|per cent", re.IGNORECASE)),
    ("money", re.compile(r"\bkr\b|kroner|dkk", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Number:
    """`oddity`: what is odd in how it was written. `unit` stood behind it."""

    value: Decimal
    oddity: OddityCode | None = None
    unit: str = ""


def sign_of(cell: Cell) -> Figure | None:
    """What stands for no number, or for a true zero."""
    return _SIGNS.get(cell.text.casefold()) if cell.kind is CellKind.TEXT else None


def number_of(cell: Cell, *, decimal: str, has_points: bool = False) -> Number | None:
    """The number in a cell, where texts have `decimal` ("," or ".") before their decimals.

    A text in the other fashion is read where there is but one way to (MIXED_DECIMALS). "1.234" is
    AMBIGUOUS_NUMBER where other texts of the column have their decimals behind such a sign
    (`has_points`).
    """
    if cell.is_number:
        unit = "%" if cell.kind is CellKind.PERCENT else ""
        return Number(_kept(Decimal(cell.text)), None, unit)
    if cell.kind is not CellKind.TEXT:
        return None
    text, unit = cell.text, ""
    if behind := _UNIT_BEHIND.search(text):
        text, unit = text[: behind.start()], behind[1]
    text = re.sub(r"(?<=\d)[\s'\u00a0\u202f](?=\d{3}\b)", "", text).strip().replace("−", "-")
    own, other = (_COMMA, _POINT) if decimal == "," else (_POINT, _COMMA)
    if own.fullmatch(text):
        thousands = "." if decimal == "," else ","
        unsure = has_points and thousands in text and _EITHER.fullmatch(text)
        value = _decimal(text, decimal)
        return Number(value, OddityCode.AMBIGUOUS_NUMBER if unsure else None, unit)
    if other.fullmatch(text):
        value = _decimal(text, "." if decimal == "," else ",")
        return Number(value, OddityCode.MIXED_DECIMALS, unit)
    return None


def decimal_of(texts: list[str]) -> tuple[str, bool]:
    """Which sign most texts have before their decimals, and whether some have the other."""
    plain = [_UNIT_BEHIND.sub("", text) for text in texts]
    commas = sum(bool(_COMMA.fullmatch(text) and not _POINT.fullmatch(text)) for text in plain)
    points = sum(bool(_POINT.fullmatch(text) and not _COMMA.fullmatch(text)) for text in plain)
    return (".", commas > 0) if points > commas else (",", points > 0)


def period_in(cell: Cell, kind: PeriodKind | None = None) -> Period | None:
    """The period a cell names; a day is the month, or the period of `kind`, that it lies in."""
    try:
        if cell.kind is CellKind.DAY:
            return holding(kind or PeriodKind.MONTH, date.fromisoformat(cell.text))
        if cell.kind in {CellKind.NUMBER, CellKind.TEXT}:
            return period_said(cell.text)
    except (NoPeriod, ValueError):
        pass
    return None


def is_other_row(text: str) -> bool:
    """A region, a total, an average: neither a municipality nor a mistake."""
    return is_region(text) or text.casefold().startswith(_TOTALS)


def unit_family(text: str) -> str:
    """Which of the units that must not be confused it is; "" for none of them.

    >>> unit_family("1.000 kr."), unit_family("kr. pr. indbygger"), unit_family("pct.")
    ('thousands', 'money', 'percent')
    """
    return next((name for name, pattern in _UNITS if pattern.search(text)), "")


def _decimal(text: str, decimal: str) -> Decimal:
    thousands = "." if decimal == "," else ","
    return _kept(Decimal(text.replace(thousands, "").replace(decimal, ".")))


def _kept(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_DECIMALS:
        return value.quantize(Decimal(1).scaleb(-MOST_DECIMALS), ROUND_HALF_UP)
    return value
