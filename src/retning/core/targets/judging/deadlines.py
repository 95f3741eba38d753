"""When a target is to be met: the last day, and the figure that shows it."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date

from retning.core.periods import Period, PeriodKind, holding
from retning.core.targets.kinds import CouncilTerm, Deadline, Horizon, When

TERM_YEARS = 4
_A_LAST_YEAR = 2025
"""Councils sit for four years, to 31 December 2021, 2025, 2029 … (kommunal- og regionalvalgloven
§ 6: elections are every fourth year in November, for terms that begin on 1 January)."""


def last_day(by: When | None, *, on: date, plan: tuple[int, int] | None) -> date | None:
    """The last day on which the target may be met; None where there is no deadline.

    A horizon counts from the plan's first year, and a council's term is the one that this year
    lies in; where there is no plan, the year of `on` stands for it.
    """
    match by:
        case None:
            return None
        case Deadline(year, None, _):
            return _end_of(year)
        case Deadline(year, int(month), day):
            return date(year, month, day or monthrange(year, month)[1])
        case Horizon(years):
            return _end_of((plan[0] if plan else on.year) + years)
        case CouncilTerm():
            return _end_of(end_of_term(plan[0] if plan else on.year))
    raise TypeError(by)


def end_of_term(year: int) -> int:
    """The last year of the council's term that a year lies in."""
    return year + (_A_LAST_YEAR - year) % TERM_YEARS


def _end_of(year: int) -> date:
    return date(max(MINYEAR, min(year, MAXYEAR)), 12, 31)


def counts_by(period: Period, day: date) -> bool:
    """Whether a period's figure counts for a day: it has begun by then. A figure of the first of
    January carries the year that begins with it. A school year counts for the year it ends in."""
    if period.kind is PeriodKind.SCHOOL_YEAR:
        return period.year < day.year
    return period.first_day <= day


def is_last_for(period: Period, day: date) -> bool:
    """Whether no later period counts for the day: it is the one that the day lies in."""
    if period.kind is PeriodKind.SCHOOL_YEAR:
        return period.year == day.year - 1
    return period.first_day <= day <= period.last_day


def period_for(day: date, kind: PeriodKind) -> Period:
    """The period whose figure shows whether a deadline was kept. Raises NoPeriod after 2199."""
    if kind is PeriodKind.SCHOOL_YEAR:
        return Period(kind, day.year - 1)
    return holding(kind, day)


def in_year(year: int, like: Period) -> tuple[int, int]:
    """Year and number of the period of a year that is like another: the same month, the same
    quarter; of school years the one that ends in it."""
    first = year - 1 if like.kind is PeriodKind.SCHOOL_YEAR else year
    return first, like.number
