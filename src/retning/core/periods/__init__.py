"""Periods that figures belong to: years, school years, quarters, months; never bare strings.

`code` is Statistics Denmark's time code (`2024`, `2024/2025`, `2025K3`, `2025M07`), and the way a
period is kept. A period of one kind is never compared with one of another.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 1900, 2199
_YEAR = re.compile(r"(\d{4})")
_PART = re.compile(r"(\d{4})([KQM])(\d{1,2})")
_SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{4}|\d{2})")


class PeriodKind(StrEnum):
    """How long a period is and when it begins."""

    YEAR = "year"
    SCHOOL_YEAR = "school_year"  # 1 August to 31 July
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def a_year(self) -> int:
        """How many of them make a year."""
        return {PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}.get(self, 1)


class NoPeriod(ValueError):
    """A text that is no period's code."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A period: its year (a school year's first), and which quarter or month of it, from 1."""

    kind: PeriodKind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise NoPeriod(f"a year is {FIRST_YEAR} to {LAST_YEAR}, not {self.year}")
        if not 1 <= self.number <= self.kind.a_year:
            raise NoPeriod(f"there is no {self.kind.value} {self.number}")

    def __hash__(self) -> int:
        # Half a million figures are looked up by it: an enum's own hash is slow.
        return self.year * 100 + self.number

    @property
    def code(self) -> str:
        """Statistics Denmark's time code."""
        match self.kind:
            case PeriodKind.YEAR:
                return f"{self.year}"
            case PeriodKind.SCHOOL_YEAR:
                return f"{self.year}/{self.year + 1}"
            case PeriodKind.QUARTER:
                return f"{self.year}K{self.number}"
            case PeriodKind.MONTH:
                return f"{self.year}M{self.number:02}"

    @property
    def ordinal(self) -> int:
        """Which one it is of its kind, counted from the year 0: neighbours differ by one."""
        return self.year * self.kind.a_year + self.number - 1

    @property
    def first_day(self) -> date:
        match self.kind:
            case PeriodKind.YEAR:
                return date(self.year, 1, 1)
            case PeriodKind.SCHOOL_YEAR:
                return date(self.year, 8, 1)
            case PeriodKind.QUARTER:
                return date(self.year, 3 * self.number - 2, 1)
            case PeriodKind.MONTH:
                return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        match self.kind:
            case PeriodKind.YEAR:
                return date(self.year, 12, 31)
            case PeriodKind.SCHOOL_YEAR:
                return date(self.year + 1, 7, 31)
            case PeriodKind.QUARTER:
                return _end_of_month(self.year, 3 * self.number)
            case PeriodKind.MONTH:
                return _end_of_month(self.year, self.number)

    def moved(self, by: int) -> Period:
        """The period `by` later (earlier where negative)."""
        return of_ordinal(self.kind, self.ordinal + by)

    def years_later(self, years: int) -> Period:
        """The same part of the year, `years` later."""
        return Period(self.kind, self.year + years, self.number)

    def __str__(self) -> str:
        return self.code


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def of_ordinal(kind: PeriodKind, ordinal: int) -> Period:
    """The period whose `ordinal` this is."""
    year, rest = divmod(ordinal, kind.a_year)
    return Period(kind, year, rest + 1)


def period_of(code: str) -> Period:
    """The period a time code names. Raises NoPeriod.

    >>> period_of("2025K3"), period_of("2024/25").code, period_of("2025Q3").code
    (Period(kind=<PeriodKind.QUARTER: 'quarter'>, year=2025, number=3), '2024/2025', '2025K3')
    """
    if whole := _YEAR.fullmatch(code):
        return Period(PeriodKind.YEAR, int(whole[1]))
    if part := _PART.fullmatch(code):
        kind = PeriodKind.MONTH if part[2] == "M" else PeriodKind.QUARTER
        return Period(kind, int(part[1]), int(part[3]))
    if school := _SCHOOL_YEAR.fullmatch(code):
        first = int(school[1])
        if int(school[2]) % 100 == (first + 1) % 100:
            return Period(PeriodKind.SCHOOL_YEAR, first)
    raise NoPeriod(f"{code!r} is no period")


def holding(kind: PeriodKind, day: date) -> Period:
    """The period of a kind that a day lies in."""
    match kind:
        case PeriodKind.YEAR:
            return Period(kind, day.year)
        case PeriodKind.SCHOOL_YEAR:
            return Period(kind, day.year - (day.month < 8))
        case PeriodKind.QUARTER:
            return Period(kind, day.year, (day.month + 2) // 3)
        case PeriodKind.MONTH:
            return Period(kind, day.year, day.month)
