"""What every kind is judged on: which figure counts, and how a judgement is put together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from retning.core.benchmark.figures import Break, Panel, State
from retning.core.benchmark.peers import is_municipality
from retning.core.periods import Period
from retning.core.targets.judging.deadlines import counts_by, is_last_for
from retning.core.targets.verdicts import Measured, Reason, Status, Verdict

MOST_DIGITS = 28
"""A threshold of more digits stays a fraction."""

KNOWN = int(State.KNOWN)
PUBLISHED = frozenset((KNOWN, int(State.SUPPRESSED)))
NO_FIGURE = {
    State.MISSING: Reason.MISSING,
    State.SUPPRESSED: Reason.SUPPRESSED,
    State.NOT_PUBLISHED: Reason.NOT_PUBLISHED,
    State.UNDEFINED: Reason.UNDEFINED,
}


class CannotTell(Exception):
    """There is no verdict: why, and what is known all the same."""

    def __init__(self, reason: Reason, **known: Any) -> None:
        super().__init__(reason)
        self.reason = reason
        self.known = known


@dataclass(frozen=True)
class Basis:
    """The figure that counts. `scaled` is the value in the panel's whole numbers; `deadline` the
    resolved last day; `verdict` what is known of the verdict so far."""

    measured: Measured
    on: date
    deadline: date | None
    period: Period
    scaled: int
    verdict: Verdict = field(default_factory=lambda: Verdict(Status.UNKNOWN))

    @property
    def panel(self) -> Panel:
        return self.measured.panel

    @property
    def value(self) -> Fraction:
        """The figure, exact."""
        return Fraction(self.scaled, 10**self.panel.decimals)

    def held(self, is_met: bool, **known: Any) -> Verdict:
        """The verdict's figures; `judge` settles its status."""
        return replace(self.verdict, met_now=is_met, **known)


def municipal_figures(panel: Panel, period: Period) -> dict[str, int]:
    """The known figures of a period by municipality, scaled; no region's, nor the country's."""
    start = panel.periods.index(period) * len(panel.areas)
    scaled, states = panel.scaled, panel.states
    return {
        panel.areas[column]: scaled[start + column]
        for column in municipal_columns(panel.areas)
        if states[start + column] == KNOWN
    }


@lru_cache(maxsize=32)
def municipal_columns(areas: tuple[str, ...]) -> tuple[int, ...]:
    """Which columns of a panel are municipalities'."""
    return tuple(column for column, area in enumerate(areas) if is_municipality(area))


def basis_of(measured: Measured, *, on: date, deadline: date | None) -> Basis:
    """The municipality's figure that counts on a day. Raises CannotTell.

    It is that of the newest period that has begun by `on` and in which figures are published; once
    the deadline has passed, that of the period which the deadline lies in. Where that one is not
    published yet, there is no verdict until it is.
    """
    panel, own = measured.panel, measured.municipality
    row = newest = _published(panel, on)
    if newest is None or row is None:
        raise CannotTell(Reason.NO_FIGURES if measured.has_source else Reason.NO_SOURCE)
    is_waiting = False
    if deadline is not None and deadline <= on:
        row = _published(panel, min(on, deadline))
        if row is None:
            raise CannotTell(Reason.NO_FIGURES)
        # Where figures come seldom, the last one in time counts once a later one has come.
        is_waiting = row == newest and not is_last_for(panel.periods[row], deadline)
    period = panel.periods[row]
    if own not in panel.areas:
        raise CannotTell(Reason.MISSING, period=period)
    cell = row * len(panel.areas) + panel.areas.index(own)
    state = State(panel.states[cell])
    if state is not State.KNOWN:
        raise CannotTell(NO_FIGURE[state], period=period)
    known: dict[str, Any] = {
        "period": period,
        "value": panel.value(panel.scaled[cell]),
        "answers": measured.answers,
    }
    if is_waiting:
        raise CannotTell(Reason.NOT_PUBLISHED, **known)
    verdict = Verdict(Status.UNKNOWN, **known)
    return Basis(measured, on, deadline, period, panel.scaled[cell], verdict)


def _published(panel: Panel, day: date) -> int | None:
    """The row of the newest period that counts for a day and in which any municipality has a
    figure, or one that is held back for being too small. A column of "not yet" and "no such
    thing" is nothing published."""
    columns = municipal_columns(panel.areas)
    width = len(panel.areas)
    for row in range(len(panel.periods) - 1, -1, -1):
        if not counts_by(panel.periods[row], day):
            continue
        states = panel.states[row * width : (row + 1) * width]
        if any(states[column] in PUBLISHED for column in columns):
            return row
    return None


def break_between(breaks: tuple[Break, ...], earlier: Period, later: Period) -> Break | None:
    """The first break behind `earlier` and not behind `later`: the two cannot be compared."""
    found = [
        each for each in breaks if earlier.first_day < each.period.first_day <= later.first_day
    ]
    return min(found, key=lambda each: each.period.first_day, default=None)


def exact(number: Fraction) -> Decimal | Fraction:
    """A decimal where the number is one that people can read, else the fraction."""
    decimals, rest = 0, number.denominator
    for prime in (2, 5):
        times = 0
        while rest % prime == 0:
            rest //= prime
            times += 1
        decimals = max(decimals, times)
    if rest != 1:
        return number
    scaled = number * 10**decimals
    digits = tuple(int(digit) for digit in str(abs(int(scaled)))[: MOST_DIGITS + 1])
    if len(digits) > MOST_DIGITS:
        return number
    return Decimal((number < 0, digits, -decimals))
