"""A target turned into another kind, with what both have: value, unit, direction, deadline."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from retning.core.targets.kinds import (
    Among,
    Best,
    Change,
    Comparator,
    Compare,
    Deadline,
    Direction,
    Judged,
    Kind,
    Level,
    Measure,
    Milestone,
    Quantile,
    Rank,
    Ratio,
    Scope,
    SurveyLevel,
    Target,
    To,
    When,
    kind_of,
)

_DENOMINATOR = 100
_ENDS = {Best.LOWEST: Direction.DOWN, Best.HIGHEST: Direction.UP, Best.BEST: Direction.BETTER}


class _Kept(NamedTuple):
    """What goes on from one kind to another. `value` in `unit`; None where there is none."""

    value: Decimal | None
    unit: str
    comparator: Comparator | None
    direction: Direction
    among: Among | None
    by: When | None


def direction_of(target: Target) -> Direction | None:
    """The wished movement of the indicator; None where a target has none (a milestone, what
    people judge, equal standing)."""
    match target:
        case Level() | SurveyLevel() | Ratio():
            return target.comparator.direction
        case Compare():
            return None if target.comparator is None else target.comparator.direction
        case Change():
            return target.direction
        case Rank() | Quantile():
            return _ENDS[target.best]
        case _:
            return None


class NeedsYear(ValueError):
    """A milestone is asked for where neither the target nor the caller tells a year."""


def as_kind(target: Target, kind: Kind, *, year: int | None = None) -> Target:
    """A target of another kind that keeps what it can. What the new kind cannot be without and
    the old one does not tell is filled in plainly, for a person to change: 100 % for a level, and
    `year` (the last of the strategy's, say) for a milestone's deadline. Raises `NeedsYear` where a
    milestone's deadline is not known and no `year` was given."""
    if kind_of(target) is kind:
        return target
    kept = _kept(target)
    match kind:
        case Kind.LEVEL | Kind.SURVEY_LEVEL:
            return _level(target, kept, kind)
        case Kind.RATIO:
            return _ratio(kept)
        case Kind.TREND:
            return _change(target, kept)
        case Kind.RANK:
            at_most = _whole(kept.value, 1)
            among = kept.among or Among(Scope.MUNICIPALITIES)
            return Rank(at_most, _end(kept.direction), among, kept.by)
        case Kind.QUANTILE:
            among = kept.among or Among(Scope.COUNTRY)
            return Quantile(_share(kept.value), _end(kept.direction), among, kept.by)
        case Kind.COMPARE:
            upwards = kept.direction is not Direction.DOWN
            comparator = kept.comparator or (Comparator.OVER if upwards else Comparator.UNDER)
            return Compare(comparator, To.AVERAGE, kept.among or Among(Scope.COUNTRY), by=kept.by)
        case Kind.MILESTONE:
            return Milestone(_deadline(kept.by, year))
        case Kind.QUALITATIVE:
            return Judged(by=kept.by)


def _kept(target: Target) -> _Kept:
    value: Decimal | None = None
    unit = "%"
    among: Among | None = None
    match target:
        case Level() | SurveyLevel():
            value, unit = target.value, target.unit
        case Ratio():
            share = Fraction(target.num, target.den) * _DENOMINATOR
            value = round(Decimal(share.numerator) / share.denominator, 2)
        case Change() if target.size is not None:
            value, unit = target.size, target.unit
        case Rank():
            value, unit, among = Decimal(target.at_most), "", target.among
        case Quantile():
            share = target.share * _DENOMINATOR
            value, among = round(Decimal(share.numerator) / share.denominator, 2), target.among
        case Compare():
            among = target.among
            if target.margin is not None:
                value, unit = abs(target.margin), target.unit
        case _:
            pass
    comparator = None if isinstance(target, Change | Rank | Quantile) else _comparator(target)
    direction = direction_of(target) or Direction.BETTER
    return _Kept(value, unit, comparator, direction, among, target.by)


def _comparator(target: Target) -> Comparator | None:
    return target.comparator if isinstance(target, Level | SurveyLevel | Ratio | Compare) else None


def _level(target: Target, kept: _Kept, kind: Kind) -> Level | SurveyLevel:
    upwards = kept.direction is not Direction.DOWN
    comparator = kept.comparator or (Comparator.AT_LEAST if upwards else Comparator.AT_MOST)
    value = Decimal(_DENOMINATOR) if kept.value is None else kept.value
    level = Level(comparator, value, kept.unit, by=kept.by)
    if isinstance(target, Level | SurveyLevel):
        level = Level(
            *(comparator, value, target.unit, target.baseline, target.baseline_year, target.by)
        )
    if isinstance(target, Change):
        level = Level(comparator, value, kept.unit, None, target.baseline_year, kept.by)
    if kind is Kind.LEVEL:
        return level
    return SurveyLevel(
        *(level.comparator, level.value, level.unit, None),
        *(level.baseline, level.baseline_year, level.by),
    )


def _ratio(kept: _Kept) -> Ratio:
    upwards = kept.direction is not Direction.DOWN
    comparator = kept.comparator or (Comparator.AT_LEAST if upwards else Comparator.AT_MOST)
    percent = kept.value if kept.value is not None and kept.unit == "%" else Decimal(_DENOMINATOR)
    exact = Fraction(min(max(percent, Decimal(0)), Decimal(_DENOMINATOR))) / _DENOMINATOR
    for whole in (10, exact.denominator, _DENOMINATOR):
        if whole <= _DENOMINATOR and whole % exact.denominator == 0:
            return Ratio(int(exact * whole), whole, comparator, kept.by)
    return Ratio(round(exact * 1000), 1000, comparator, kept.by)


def _change(target: Target, kept: _Kept) -> Change:
    direction = kept.direction
    year = target.baseline_year if isinstance(target, Level | SurveyLevel) else None
    if kept.value is None or isinstance(target, Rank | Quantile | Ratio):
        return Change(direction, baseline_year=year, by=kept.by)
    measure = Measure.RELATIVE if kept.unit == "%" else Measure.ABSOLUTE
    return Change(direction, abs(kept.value), kept.unit, measure, baseline_year=year, by=kept.by)


def _deadline(by: When | None, year: int | None) -> Deadline:
    if isinstance(by, Deadline):
        return by
    if year is None:
        raise NeedsYear("a milestone has a deadline")
    return Deadline(year)


def _whole(value: Decimal | None, least: int) -> int:
    return max(least, int(value)) if value is not None and value <= 10**9 else least


def _share(value: Decimal | None) -> Fraction:
    share = Fraction(value) / _DENOMINATOR if value is not None else Fraction(0)
    return share if 0 < share < 1 and share.denominator <= 10**9 else Fraction(1, 4)


def _end(direction: Direction) -> Best:
    return next(best for best, its_direction in _ENDS.items() if its_direction is direction)
