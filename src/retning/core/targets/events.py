"""Targets as events: what an outlook asks of simulated figures at the deadline.

`event_of` gives a numeric target as a `core.benchmark.events.Event` over arrays whose last axis is
the municipalities. Simulated figures are not rounded and published ones are, so a threshold is half
a unit of the last decimal easier. numpy: for jobs, the command line and benchmarks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from retning.core.benchmark.events import Best, BetterThan, Beyond, Event, EventKind
from retning.core.benchmark.peers import municipalities
from retning.core.periods import NoPeriod, Period
from retning.core.targets.judging.amounts import baseline_period, in_units, wished
from retning.core.targets.judging.basis import Basis, CannotTell, break_between
from retning.core.targets.judging.deadlines import last_day, period_for
from retning.core.targets.judging.groups import members
from retning.core.targets.judging.standing import is_lowest_best
from retning.core.targets.judging.units import factor, is_a_scale, whole
from retning.core.targets.kinds import (
    Change,
    Comparator,
    Compare,
    Direction,
    Judged,
    Level,
    Measure,
    Milestone,
    Quantile,
    Rank,
    Ratio,
    Scope,
    SurveyLevel,
    Target,
)
from retning.core.targets.verdicts import Measured, Reason

Figures: TypeAlias = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Asked:
    """What is asked of the simulated figures of `period`, `steps` periods after the newest known
    ones (`newest`). `areas` are the columns; only the municipality's own, `column`, is told."""

    event: Event
    areas: tuple[str, ...]
    column: int
    newest: Period
    period: Period
    steps: int


@dataclass(frozen=True, eq=False)
class Within:
    """An event among some of the columns; the others are NaN, and never met."""

    event: Event
    columns: NDArray[np.intp]

    @property
    def kind(self) -> EventKind:
        return self.event.kind

    @property
    def direction(self) -> int:
        return self.event.direction

    def margins(self, figures: Figures) -> Figures:
        found = np.full(figures.shape, np.nan, dtype=figures.dtype)
        found[..., self.columns] = self.event.margins(figures[..., self.columns])
        return found

    def met(self, figures: Figures) -> NDArray[np.bool_]:
        found = np.zeros(figures.shape, dtype=bool)
        found[..., self.columns] = self.event.met(figures[..., self.columns])
        return found


@dataclass(frozen=True, eq=False)
class Against:
    """Beside the mean of some columns by `weights`, with `margin` in the figure's unit and `part`
    of the mean added to it. `is_near`: no further from the mean than that."""

    direction: int
    columns: NDArray[np.intp]
    weights: NDArray[np.float64]
    margin: float = 0.0
    part: float = 0.0
    is_near: bool = False
    kind: EventKind = EventKind.STANDING

    def margins(self, figures: Figures) -> Figures:
        others = figures[..., self.columns]
        weights = np.where(np.isnan(others), 0.0, self.weights)
        sums = (np.nan_to_num(others) * weights).sum(axis=-1, keepdims=True)
        counts = weights.sum(axis=-1, keepdims=True)
        mean = np.divide(sums, counts, out=np.full(sums.shape, np.nan), where=counts > 0)
        room = self.margin + self.part * np.abs(mean)
        if self.is_near:
            return np.asarray(room - np.abs(figures - mean))
        return np.asarray((figures - mean - room) * self.direction)

    def met(self, figures: Figures) -> NDArray[np.bool_]:
        return np.asarray(self.margins(figures) >= 0)


def event_of(target: Target, measured: Measured, *, on: date) -> Asked | None:
    """What an outlook of the target asks, None where none can be given: there is no deadline, it
    has passed, its figure is known already, or nothing tells what would count as met."""
    deadline = last_day(getattr(target, "by", None), on=on, plan=measured.period)
    panel, own = measured.panel, measured.municipality
    areas = municipalities(panel.areas)
    known = [period for period, figure in panel.history(own) if figure.value is not None]
    if deadline is None or deadline <= on or own not in areas or not known:
        return None
    newest = known[-1]
    try:
        period = period_for(deadline, newest.kind)
        if period.ordinal <= newest.ordinal or not measured.is_representative:
            return None
        event = _event(target, measured, areas, _Now(newest, period, on))
    except (NoPeriod, CannotTell):
        return None
    if event is None:
        return None
    return Asked(event, areas, areas.index(own), newest, period, period.ordinal - newest.ordinal)


@dataclass(frozen=True)
class _Now:
    newest: Period
    period: Period
    on: date


def _event(target: Target, measured: Measured, areas: Sequence[str], now: _Now) -> Event | None:
    match target:
        case Level() | SurveyLevel() | Ratio():
            return _level(target, measured)
        case Change():
            return _change(target, measured, areas, now)
        case Rank() | Quantile():
            return _standing(target, measured, areas)
        case Compare():
            return _compare(target, measured, areas)
        case Milestone() | Judged():
            return None


def _level(target: Level | SurveyLevel | Ratio, measured: Measured) -> Event:
    threshold = _threshold(target, measured.unit)
    if threshold is None:
        raise CannotTell(Reason.UNIT)
    return _beyond(target.comparator, threshold, measured.panel.decimals)


def _threshold(target: Level | SurveyLevel | Ratio, unit: str) -> Fraction | None:
    if isinstance(target, Ratio):
        all_of_them = whole(unit)
        return None if all_of_them is None else Fraction(target.num, target.den) * all_of_them
    if isinstance(target, SurveyLevel) and target.scale and not is_a_scale(unit):
        return None
    times = factor(target.unit, unit)
    return None if times is None else Fraction(target.value) * times


def _beyond(comparator: Comparator, threshold: Fraction, decimals: int) -> Beyond:
    direction = _sign(comparator.direction)
    is_strict = comparator in {Comparator.OVER, Comparator.UNDER}
    half = Fraction(direction, 2 * 10**decimals)
    level = float(threshold + half if is_strict else threshold - half)
    return Beyond(direction, level)


def _sign(direction: Direction) -> int:
    return 1 if direction is Direction.UP else -1


def _change(target: Change, measured: Measured, areas: Sequence[str], now: _Now) -> Event | None:
    """From each municipality's own baseline; from the newest figures where the plan begins later
    than they do."""
    direction = _sign(wished(target.direction, measured))
    basis = Basis(measured, now.on, None, now.period, 0)
    since = baseline_period(target, basis)
    if target.baseline_year is None and measured.period is None:
        since = now.newest
    if since is None or since.ordinal > now.newest.ordinal:
        return None
    if break_between(measured.breaks, since, now.newest):
        return None
    base = figures_in(measured, areas, since)
    if target.size is None:
        moved: Event = BetterThan(direction, base)
        half = 0.5 / 10**measured.panel.decimals * direction
        # From an earlier year it is a level of each one's own, which most may have passed.
        return moved if since == now.newest else Beyond(direction, base + half)
    years = (now.period.ordinal - since.ordinal) // since.kind.a_year
    times = years if target.is_yearly else 1
    half = -0.5 / 10**measured.panel.decimals * direction
    size = float(target.size)
    if target.measure is Measure.ABSOLUTE:
        step = size * float(in_units(target.unit, measured)) * times * direction
        return Beyond(direction, base + step + half)
    growth = 1 + direction * np.sign(base) * size / 100
    grown = np.maximum(growth, 0.0) ** times if times > 1 else growth
    return Beyond(direction, np.where(base == 0, np.nan, base * grown) + half)


def figures_in(measured: Measured, areas: Sequence[str], period: Period) -> NDArray[np.float64]:
    """Each area's figure in a period, NaN where there is none."""
    values = (measured.panel.at(area, period).value for area in areas)
    return np.array([np.nan if value is None else float(value) for value in values])


def _standing(target: Rank | Quantile, measured: Measured, areas: Sequence[str]) -> Event:
    direction = -1 if is_lowest_best(target.best, measured) else 1
    share = target.share if isinstance(target, Quantile) else None
    places = target.at_most if isinstance(target, Rank) else 0
    event = Best(direction, share, places)
    group = members(target.among, measured.municipality, measured.peers)
    if group is None:
        return event
    return Within(event, _columns(group | {measured.municipality}, areas))


def _columns(group: frozenset[str], areas: Sequence[str]) -> NDArray[np.intp]:
    return np.array([at for at, area in enumerate(areas) if area in group], dtype=np.intp)


def _compare(target: Compare, measured: Measured, areas: Sequence[str]) -> Event | None:
    group = members(target.among, measured.municipality, measured.peers)
    if group is None:
        group = frozenset(areas)
    elif target.among.scope is Scope.NEIGHBOURS:
        group = group - {measured.municipality}
    columns = _columns(group, areas)
    weights = _weights(measured.population, [areas[at] for at in columns])
    amount = float(target.margin or 0)
    is_part = target.unit == "%"
    margin = 0.0 if is_part else amount * float(in_units(target.unit, measured))
    part = amount / 100 if is_part else 0.0
    half = 0.5 / 10**measured.panel.decimals
    if target.comparator is not None:
        direction = _sign(target.comparator.direction)
        return Against(direction, columns, weights, margin, part)
    if target.margin is not None:
        return Against(1, columns, weights, margin, part, is_near=True)
    if measured.polarity in {Direction.UP, Direction.DOWN}:
        direction = _sign(measured.polarity or Direction.UP)
        return Against(direction, columns, weights, -half * direction)
    return Against(1, columns, weights, half, is_near=True)


def _weights(population: Mapping[str, int], areas: Sequence[str]) -> NDArray[np.float64]:
    people = [population.get(area, 0) for area in areas]
    return np.array(people if all(people) and people else [1] * len(areas), dtype=np.float64)
