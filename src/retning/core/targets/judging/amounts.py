"""Levels, ratios, survey answers and changes: the municipality's figure beside a threshold."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from retning.core.benchmark.figures import State
from retning.core.periods import NoPeriod, Period
from retning.core.targets.judging.basis import NO_FIGURE, Basis, CannotTell, break_between, exact
from retning.core.targets.judging.deadlines import in_year
from retning.core.targets.judging.units import factor, is_a_scale, whole
from retning.core.targets.kinds import (
    Change,
    Comparator,
    Direction,
    Level,
    Measure,
    Ratio,
    SurveyLevel,
)
from retning.core.targets.verdicts import Measured, Reason, Verdict

UPWARDS = frozenset({Comparator.AT_LEAST, Comparator.OVER})


def holds(value: Fraction, comparator: Comparator, threshold: Fraction) -> bool:
    """Whether a figure stands to a threshold as it must."""
    match comparator:
        case Comparator.AT_LEAST:
            return value >= threshold
        case Comparator.AT_MOST:
            return value <= threshold
        case Comparator.OVER:
            return value > threshold
        case Comparator.UNDER:
            return value < threshold


def beside(basis: Basis, comparator: Comparator, threshold: Fraction, **known: Any) -> Verdict:
    """The verdict of a figure beside a threshold, both in the indicator's unit."""
    upwards = comparator in UPWARDS
    gap = threshold - basis.value if upwards else basis.value - threshold
    return basis.held(
        holds(basis.value, comparator, threshold),
        threshold=exact(threshold),
        comparator=comparator,
        gap=exact(gap),
        **known,
    )


def in_units(unit: str, measured: Measured) -> Fraction:
    """What a number in a target's unit is multiplied with. Raises CannotTell(unit)."""
    times = factor(unit, measured.unit)
    if times is None:
        raise CannotTell(Reason.UNIT)
    return times


def judge_level(target: Level | SurveyLevel, basis: Basis) -> Verdict:
    """A level, or one on what people answer."""
    measured = basis.measured
    if isinstance(target, SurveyLevel) and target.scale and not is_a_scale(measured.unit):
        raise CannotTell(Reason.UNIT)
    times = in_units(target.unit, measured)
    known: dict[str, Any] = {}
    if target.baseline_year is not None:
        since = _period_in(target.baseline_year, basis.period)
        if since is not None:
            _refuse_break(basis, since)
            known["baseline_period"] = since
    if target.baseline is not None:
        baseline = exact(Fraction(target.baseline) * times)
        known["baseline"] = baseline if isinstance(baseline, Decimal) else target.baseline
    return beside(basis, target.comparator, Fraction(target.value) * times, **known)


def judge_ratio(target: Ratio, basis: Basis) -> Verdict:
    """So many of so many: a level of an indicator that is a share of something."""
    all_of_them = whole(basis.measured.unit)
    if all_of_them is None:
        raise CannotTell(Reason.UNIT)
    threshold = Fraction(target.num, target.den) * all_of_them
    return beside(basis, target.comparator, threshold)


def judge_change(target: Change, basis: Basis) -> Verdict:
    """A movement from a baseline: the year the target names, else the plan's first, else the
    year before."""
    direction = wished(target.direction, basis.measured)
    since = baseline_period(target, basis)
    if since is None:
        raise CannotTell(Reason.NO_BASELINE)
    if since.ordinal >= basis.period.ordinal:
        raise CannotTell(Reason.NOT_PUBLISHED, baseline_period=since)
    figure = basis.panel.at(basis.measured.municipality, since)
    if figure.value is None:
        is_there = figure.state is State.SUPPRESSED
        reason = NO_FIGURE[figure.state] if is_there else Reason.NO_BASELINE
        raise CannotTell(reason, baseline_period=since)
    _refuse_break(basis, since)
    base = Fraction(figure.value)
    known: dict[str, Any] = {
        "baseline": figure.value,
        "baseline_period": since,
        "against": figure.value,
    }
    upwards = direction is Direction.UP
    if target.size is None:
        comparator = Comparator.OVER if upwards else Comparator.UNDER
        return beside(basis, comparator, base, **known)
    years = (basis.period.ordinal - since.ordinal) // since.kind.a_year
    threshold = _moved(target, base, upwards, years if target.is_yearly else 1, basis.measured)
    comparator = Comparator.AT_LEAST if upwards else Comparator.AT_MOST
    return beside(basis, comparator, threshold, **known)


def wished(direction: Direction, measured: Measured) -> Direction:
    """Up or down; what is better is the indicator's. Raises CannotTell(no_polarity)."""
    if direction is not Direction.BETTER:
        return direction
    if measured.polarity not in {Direction.UP, Direction.DOWN}:
        raise CannotTell(Reason.NO_POLARITY)
    return measured.polarity


def baseline_period(target: Change, basis: Basis) -> Period | None:
    """The period that a change counts from; None where there is none that long ago."""
    plan = basis.measured.period
    if target.baseline_year is not None:
        return _period_in(target.baseline_year, basis.period)
    if plan is not None:
        return _period_in(plan[0], basis.period)
    try:
        return basis.period.years_later(-1)
    except NoPeriod:
        return None


def _moved(
    target: Change, base: Fraction, upwards: bool, times: int, measured: Measured
) -> Fraction:
    """Where a figure must be: a yearly percentage grows on itself, of what was there before."""
    size = Fraction(target.size or 0)
    if target.measure is Measure.ABSOLUTE:
        step = size * in_units(target.unit, measured) * times
        return base + step if upwards else base - step
    if base == 0:
        raise CannotTell(Reason.UNDEFINED)
    rate = size / 100 if (base > 0) == upwards else -size / 100
    return base * max(1 + rate, Fraction(0)) ** times if times > 1 else base * (1 + rate)


def _period_in(year: int, like: Period) -> Period | None:
    first, number = in_year(year, like)
    try:
        return Period(like.kind, first, number)
    except NoPeriod:
        return None


def _refuse_break(basis: Basis, since: Period) -> None:
    if broken := break_between(basis.measured.breaks, since, basis.period):
        raise CannotTell(Reason.BREAK, baseline_period=since, broken_at=broken)
