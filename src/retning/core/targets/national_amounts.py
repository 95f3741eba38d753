"""Levels, ratios, survey answers and changes on arrays, as `judging.amounts` has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from retning.core.benchmark.figures import State
from retning.core.benchmark.matrix import Anything, Bools, Ints, difference, largest
from retning.core.periods import NoPeriod, Period
from retning.core.targets.judging.basis import break_between
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
from retning.core.targets.national import CODE_OF, Held, National
from retning.core.targets.verdicts import Reason

_MOST = 2**63 - 1
_FAR = 2**62 + 1


def levels_held(national: National, target: Level | SurveyLevel | Ratio) -> Held:
    shape = (len(national.units), 1, 1)
    lowest, highest = np.ones(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    reason = np.zeros((len(national.units), len(national.periods), 1), dtype=np.uint8)
    for place, (unit, decimals) in enumerate(zip(national.units, national.decimals, strict=True)):
        threshold = _threshold(target, unit)
        if threshold is None:
            reason[place] = CODE_OF[Reason.UNIT]
            continue
        lowest[place], highest[place] = bounds(target.comparator, threshold * 10**decimals)
    met = (national.scaled >= lowest) & (national.scaled <= highest)
    if not isinstance(target, Ratio) and target.baseline_year is not None:
        since = [_in(target.baseline_year, period) for period in national.periods]
        reason = np.where(reason != 0, reason, _breaks(national, since))
    return Held(met, np.broadcast_to(reason, met.shape))


def _threshold(target: Level | SurveyLevel | Ratio, unit: str) -> Fraction | None:
    if isinstance(target, Ratio):
        all_of_them = whole(unit)
        return None if all_of_them is None else Fraction(target.num, target.den) * all_of_them
    if isinstance(target, SurveyLevel) and target.scale and not is_a_scale(unit):
        return None
    times = factor(target.unit, unit)
    return None if times is None else Fraction(target.value) * times


def bounds(comparator: Comparator, threshold: Fraction) -> tuple[int, int]:
    """The lowest and highest whole number that holds; the lowest is the larger where none does."""
    lowest, highest = -_MOST - 1, _MOST
    match comparator:
        case Comparator.AT_LEAST:
            lowest = ceil(threshold)
        case Comparator.OVER:
            lowest = floor(threshold) + 1
        case Comparator.AT_MOST:
            highest = floor(threshold)
        case Comparator.UNDER:
            highest = ceil(threshold) - 1
    if lowest > _MOST or highest < -_MOST - 1:
        return 1, 0
    return max(lowest, -_MOST - 1), min(highest, _MOST)


# Changes


@dataclass(frozen=True)
class Since:
    """What a change counts from: figures like the ones judged, and what each row has waited."""

    scaled: Ints
    known: Bools
    years: Sequence[int]


def changes_held(national: National, target: Change) -> Held:
    periods = national.periods
    upwards, no_polarity = _wished(national, target.direction)
    since = [_baseline(target, national, period) for period in periods]
    place_of = {period: place for place, period in enumerate(periods)}
    rows = np.array([place_of.get(each, -1) if each else -1 for each in since])
    base = np.take(national.scaled, np.maximum(rows, 0), axis=1)
    states = np.take(national.states, np.maximum(rows, 0), axis=1)
    states = np.where((rows < 0)[:, None], np.uint8(State.MISSING), states)
    is_late = [
        each is not None and each.ordinal >= period.ordinal
        for each, period in zip(since, periods, strict=True)
    ]
    years = [
        1 if each is None else (period.ordinal - each.ordinal) // each.kind.a_year
        for each, period in zip(since, periods, strict=True)
    ]
    known = np.asarray(states == State.KNOWN)
    counted = Since(base, known, [max(each, 1) for each in years])
    met, undefined = moved(target, national, counted, upwards)
    reason = np.where(undefined, CODE_OF[_why_not(target)], 0).astype(np.uint8)
    reason = _or(_breaks(national, since), reason)
    suppressed = np.asarray(states == State.SUPPRESSED)
    absent = np.where(suppressed, CODE_OF[Reason.SUPPRESSED], CODE_OF[Reason.NO_BASELINE])
    reason = np.where(known, reason, absent).astype(np.uint8)
    reason = np.where(np.array(is_late)[:, None], CODE_OF[Reason.NOT_PUBLISHED], reason)
    none_then = np.array([each is None for each in since])[:, None]
    reason = np.where(none_then, CODE_OF[Reason.NO_BASELINE], reason)
    reason = np.where(no_polarity, CODE_OF[Reason.NO_POLARITY], reason)
    return Held(met, reason.astype(np.uint8))


def _why_not(target: Change) -> Reason:
    return Reason.UNIT if target.measure is Measure.ABSOLUTE else Reason.UNDEFINED


def _wished(national: National, direction: Direction) -> tuple[Bools, Bools]:
    """[indicator, 1, 1]: whether upwards is wished, and where nobody says."""
    told = [direction if direction is not Direction.BETTER else p for p in national.polarities]
    upwards = np.array([each is Direction.UP for each in told])[:, None, None]
    nobody = np.array([each not in {Direction.UP, Direction.DOWN} for each in told])
    return upwards, nobody[:, None, None]


def _baseline(target: Change, national: National, period: Period) -> Period | None:
    if target.baseline_year is not None:
        return _in(target.baseline_year, period)
    if national.plan is not None:
        return _in(national.plan[0], period)
    try:
        return period.years_later(-1)
    except NoPeriod:
        return None


def _in(year: int, like: Period) -> Period | None:
    first, number = in_year(year, like)
    try:
        return Period(like.kind, first, number)
    except NoPeriod:
        return None


def _breaks(national: National, since: Sequence[Period | None]) -> NDArray[np.uint8]:
    """[indicator, period, 1]: where a break lies between a row and what it counts from."""
    found = np.zeros((len(national.breaks), len(since), 1), dtype=np.uint8)
    for place, breaks in enumerate(national.breaks):
        if not breaks:
            continue
        for row, (earlier, later) in enumerate(zip(since, national.periods, strict=True)):
            if earlier is not None and break_between(breaks, earlier, later):
                found[place, row] = CODE_OF[Reason.BREAK]
    return found


def moved(target: Change, national: National, since: Since, upwards: Bools) -> tuple[Bools, Bools]:
    """Where figures have moved as far as they must, and where that cannot be told."""
    scaled = national.scaled
    nowhere = np.zeros(np.broadcast_shapes(scaled.shape, since.scaled.shape), dtype=bool)
    if target.size is None:
        met = np.where(upwards, scaled > since.scaled, scaled < since.scaled)
        return met, nowhere
    if target.measure is Measure.ABSOLUTE:
        return _stepped(target, national, since, upwards)
    met = nowhere.copy()
    years = np.array(since.years if target.is_yearly else [1] * scaled.shape[1])
    base = np.broadcast_to(since.scaled, scaled.shape)
    for times in np.unique(years):
        rows = years == times
        for up in (True, False):
            which = np.ix_(upwards[:, 0, 0] == up, rows)
            if not scaled[which].size:
                continue
            signs = [
                difference(scaled[which], _grown(target, up == positive, int(times)), base[which])
                for positive in (True, False)
            ]
            sign = np.where(base[which] > 0, signs[0], signs[1])
            met[which] = sign >= 0 if up else sign <= 0
    return met, np.asarray(base == 0)


def _grown(target: Change, outwards: bool, times: int) -> Fraction:
    """What a baseline is multiplied with; `outwards`: away from zero."""
    size = Fraction(target.size or 0) / 100
    once = 1 + size if outwards else 1 - size
    return max(once, Fraction(0)) ** times if times > 1 else once


def _stepped(
    target: Change, national: National, since: Since, upwards: Bools
) -> tuple[Bools, Bools]:
    scaled, base = national.scaled, since.scaled
    if max(largest(scaled), largest(base)) >= 2**61:
        scaled, base = scaled.astype(object), base.astype(object)
    steps = np.zeros((len(national.units), scaled.shape[1], 1), dtype=np.int64)
    no_unit = np.zeros((len(national.units), 1, 1), dtype=bool)
    for place, unit in enumerate(national.units):
        times = factor(target.unit, unit)
        if times is None:
            no_unit[place] = True
            continue
        step = Fraction(target.size or 0) * times * 10 ** national.decimals[place]
        for row, years in enumerate(since.years):
            least = ceil(step * years if target.is_yearly else step)
            steps[place, row] = min(least, _FAR)
    apart = np.where(upwards, scaled - base, base - scaled)
    met = np.asarray(apart >= steps, dtype=bool)
    return met, np.broadcast_to(no_unit, met.shape)


def _or(first: Anything, then: Anything) -> Anything:
    return np.where(first != 0, first, then)
