"""The whole country at once: every indicator × municipality × period, as `judge` would one by one.

numpy: for jobs, the command line and benchmarks, never for a process that serves pages.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from retning.core.benchmark.figures import COUNTRY, Break, Panel, State
from retning.core.benchmark.matrix import Bools, Ints, Places, Places16, places_of
from retning.core.benchmark.peers import MUNICIPALITIES, is_municipality
from retning.core.periods import Period
from retning.core.targets.judging.deadlines import counts_by, is_last_for, last_day
from retning.core.targets.kinds import (
    Change,
    Compare,
    Direction,
    Level,
    Quantile,
    Rank,
    Ratio,
    SurveyLevel,
    When,
)
from retning.core.targets.verdicts import Measured, Peers, Reason, Status, Ties

Numeric: TypeAlias = Level | Ratio | SurveyLevel | Change | Rank | Quantile | Compare
Codes: TypeAlias = NDArray[np.uint8]

BLOCK = 45
"""Indicators judged at a time: some hundred thousand figures."""
STATUSES = tuple(Status)
REASONS = (None, *Reason)
"""`Judgements.status` and `.reason` are places in these."""
CODE_OF = {reason: place for place, reason in enumerate(REASONS)}
STATE_REASONS = np.zeros(max(State) + 1, dtype=np.uint8)
for _state, _reason in (
    (State.MISSING, Reason.MISSING),
    (State.SUPPRESSED, Reason.SUPPRESSED),
    (State.NOT_PUBLISHED, Reason.NOT_PUBLISHED),
    (State.UNDEFINED, Reason.UNDEFINED),
):
    STATE_REASONS[_state] = CODE_OF[_reason]


@dataclass(frozen=True)
class National:
    """Figures of many indicators, all with the same periods and municipalities.

    `scaled` and `states`: [indicator, period, municipality]; `country` and `country_states`:
    [indicator, period], the published figures; `weights`: inhabitants [period, municipality].
    `units`, `polarities`, `breaks` and `decimals` have one entry an indicator.
    """

    areas: tuple[str, ...]
    periods: tuple[Period, ...]
    decimals: tuple[int, ...]
    scaled: Ints
    states: Codes
    country: Ints
    country_states: Codes
    weights: Ints
    units: tuple[str, ...]
    polarities: tuple[Direction | None, ...]
    breaks: tuple[tuple[Break, ...], ...]
    peers: Mapping[str, Peers] = field(default_factory=dict)
    plan: tuple[int, int] | None = None
    ties: Ties = Ties.STANDARD

    @cached_property
    def known(self) -> Bools:
        """Where there is a figure."""
        return np.asarray(self.states == State.KNOWN)

    @cached_property
    def places(self) -> Places:
        """Everybody's standing among all municipalities."""
        return places_of(self.scaled, self.known)

    @cached_property
    def published(self) -> Bools:
        """[indicator, period]: whether any municipality has a figure, or one held back."""
        return np.asarray((self.known | (self.states == State.SUPPRESSED)).any(axis=-1))

    @cached_property
    def blocks(self) -> tuple[National, ...]:
        """A few indicators at a time: what is worked out of them stays near the processor, so that
        time grows as the figures do."""
        starts = range(0, max(len(self.units), 1), BLOCK)
        return tuple(self._block(slice(start, start + BLOCK)) for start in starts)

    def _block(self, part: slice) -> National:
        return replace(
            self,
            decimals=self.decimals[part],
            scaled=self.scaled[part],
            states=self.states[part],
            country=self.country[part],
            country_states=self.country_states[part],
            units=self.units[part],
            polarities=self.polarities[part],
            breaks=self.breaks[part],
        )

    @property
    def everybody(self) -> int:
        """How many a figure of all is out of."""
        return len(self.areas) if len(self.areas) > 1 else MUNICIPALITIES

    def used(self, upto: Sequence[int]) -> NDArray[np.intp]:
        """[indicator, day]: the newest published row at or before each of `upto`, -1 for none."""
        rows = np.arange(len(self.periods))
        newest = np.maximum.accumulate(np.where(self.published, rows, -1), axis=-1)
        with_none = np.concatenate([newest, np.full((len(newest), 1), -1)], axis=1)
        return np.asarray(with_none[:, list(upto)])


@dataclass(frozen=True)
class Judgements:
    """Verdicts as they stand on the last day of each period: arrays [indicator, period,
    municipality], `status` and `reason` places in STATUSES and REASONS; `met` means nothing where
    the status is unknown. Of ranks and quantiles, `rank` and `tied`."""

    status: Codes
    reason: Codes
    met: Bools
    rank: Places16 | None = None
    tied: Places16 | None = None


def joined(parts: Sequence[Judgements]) -> Judgements:
    """The verdicts of blocks of indicators, one behind the other."""
    first = parts[0]
    if len(parts) == 1:
        return first
    return Judgements(
        np.concatenate([part.status for part in parts]),
        np.concatenate([part.reason for part in parts]),
        np.concatenate([part.met for part in parts]),
        _all_of([part.rank for part in parts]),
        _all_of([part.tied for part in parts]),
    )


def _all_of(parts: Sequence[Places16 | None]) -> Places16 | None:
    there = [part for part in parts if part is not None]
    return np.concatenate(there) if len(there) == len(parts) else None


@dataclass(frozen=True)
class Held:
    """What a rule says of each row by itself: [indicator, period, municipality]; `reason` is 0
    where it says something."""

    met: Bools
    reason: Codes
    rank: Places16 | None = None
    tied: Places16 | None = None


def stacked(
    panels: Sequence[Panel],
    *,
    units: Sequence[str] | None = None,
    polarities: Sequence[Direction | None] | None = None,
    breaks: Sequence[tuple[Break, ...]] | None = None,
    population: Mapping[Period, Mapping[str, int]] | None = None,
    peers: Mapping[str, Peers] | None = None,
    ties: Ties = Ties.STANDARD,
) -> National:
    """Panels of one kind of period, one an indicator, as arrays."""
    areas = tuple(sorted({a for panel in panels for a in panel.areas if is_municipality(a)}))
    periods = tuple(sorted({period for panel in panels for period in panel.periods}))
    scaled, states = _side_by_side(panels, periods, (*areas, COUNTRY))
    count = len(panels)
    return National(
        areas=areas,
        periods=periods,
        decimals=tuple(panel.decimals for panel in panels),
        scaled=np.ascontiguousarray(scaled[..., :-1]),
        states=np.ascontiguousarray(states[..., :-1]),
        country=scaled[..., -1].copy(),
        country_states=states[..., -1].copy(),
        weights=_weights(population or {}, areas, periods),
        units=tuple(units or [""] * count),
        polarities=tuple(polarities or [None] * count),
        breaks=tuple(breaks or [()] * count),
        peers=peers or {},
        ties=ties,
    )


def _side_by_side(
    panels: Sequence[Panel], periods: Sequence[Period], areas: Sequence[str]
) -> tuple[Ints, Codes]:
    """Figures and states [indicator, period, area]; 0 where a panel has no such cell."""
    shape = (len(panels), len(periods), len(areas))
    scaled, states = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.uint8)
    column = {area: place for place, area in enumerate(areas)}
    row = {period: place for place, period in enumerate(periods)}
    for place, panel in enumerate(panels):
        width = len(panel.areas)
        rows = np.array([row[period] for period in panel.periods], dtype=np.intp)
        kept = [at for at, area in enumerate(panel.areas) if area in column]
        columns = np.array([column[panel.areas[at]] for at in kept], dtype=np.intp)
        figures = np.array(panel.scaled, dtype=np.int64).reshape(-1, width)
        said = np.frombuffer(panel.states, dtype=np.uint8).reshape(-1, width)
        scaled[place][np.ix_(rows, columns)] = figures[:, kept]
        states[place][np.ix_(rows, columns)] = said[:, kept]
    return scaled, states


def _weights(
    population: Mapping[Period, Mapping[str, int]], areas: Sequence[str], periods: Sequence[Period]
) -> Ints:
    """Inhabitants [period, municipality], 0 where they are not known."""
    nobody: Mapping[str, int] = {}
    rows = [population.get(period, nobody) for period in periods]
    people = [[row.get(area, 0) for area in areas] for row in rows]
    return np.array(people, dtype=np.int64).reshape(len(periods), len(areas))


def settled(national: National, by: When | None, held: Held) -> Judgements:
    """Verdicts on the last day of each period, from what the rule says of each row by itself."""
    days = [period.last_day for period in national.periods]
    deadlines = [last_day(by, on=day, plan=national.plan) for day in days]
    now = national.used(range(len(days)))
    rows = now.copy()
    is_waiting = np.zeros(now.shape, dtype=bool)
    codes = np.empty((len(days), 2), dtype=np.uint8)
    for place, (day, deadline) in enumerate(zip(days, deadlines, strict=True)):
        has_passed = deadline is not None and deadline <= day
        codes[place] = [STATUSES.index(each) for each in _outcomes(deadline is None, has_passed)]
        if deadline is None or not has_passed:
            continue
        in_time = sum(counts_by(period, deadline) for period in national.periods[: place + 1])
        rows[:, place] = national.used([in_time - 1])[:, 0]
        lasts = np.array([is_last_for(each, deadline) for each in national.periods])
        is_waiting[:, place] = (rows[:, place] == now[:, place]) & ~lasts[rows[:, place]]
    return _gathered(national, held, rows, is_waiting, codes)


def _outcomes(has_none: bool, has_passed: bool) -> tuple[Status, Status]:
    """The status where it is not met, and where it is."""
    if has_none:
        return Status.NOT_MET, Status.MET
    return (Status.MISSED, Status.MET) if has_passed else (Status.AT_RISK, Status.ON_TRACK)


def _gathered(
    national: National, held: Held, rows: NDArray[np.intp], is_waiting: Bools, codes: Codes
) -> Judgements:
    count, periods, _ = held.met.shape
    at = np.maximum(rows, 0)[..., None]
    is_same = bool((rows == np.arange(periods)).all())
    own = STATE_REASONS[national.states]

    def taken(values: NDArray[np.generic]) -> NDArray[np.generic]:
        return values if is_same else np.take_along_axis(values, at, axis=1)

    own_reason = taken(own)
    reason = np.where(own_reason != 0, own_reason, taken(held.reason))
    waiting = is_waiting[..., None] & (own_reason == 0)
    reason = np.where(waiting, CODE_OF[Reason.NOT_PUBLISHED], reason)
    reason = np.where((rows < 0)[..., None], CODE_OF[Reason.NO_FIGURES], reason).astype(np.uint8)
    met = np.asarray(taken(held.met), dtype=bool)
    by_period = np.broadcast_to(codes, (count, periods, 2))
    status = np.where(met, by_period[..., 1:], by_period[..., :1])
    status = np.where(reason != 0, STATUSES.index(Status.UNKNOWN), status).astype(np.uint8)
    rank = None if held.rank is None else np.asarray(taken(held.rank), dtype=np.int16)
    tied = None if held.tied is None else np.asarray(taken(held.tied), dtype=np.int16)
    return Judgements(status, reason, met, rank, tied)


def one_of(national: National, indicator: int, municipality: str, *, row: int) -> Measured:
    """What the scalar `judge` is given of one indicator and municipality; `row`: the period whose
    inhabitants weigh. For tests and pages that show one slice."""
    from_areas = (*national.areas, COUNTRY)
    scaled = np.concatenate(
        [national.scaled[indicator], national.country[indicator][:, None]], axis=1
    )
    states = np.concatenate(
        [national.states[indicator], national.country_states[indicator][:, None]], axis=1
    )
    panel = _panel(from_areas, national, indicator, scaled, states)
    return Measured(
        panel=panel,
        municipality=municipality,
        unit=national.units[indicator],
        polarity=national.polarities[indicator],
        breaks=national.breaks[indicator],
        peers=national.peers.get(municipality, Peers()),
        population=people_in(national, row),
        ties=national.ties,
        period=national.plan,
    )


def people_in(national: National, row: int) -> dict[str, int]:
    """The inhabitants of a period by municipality, where they are known."""
    people = zip(national.areas, national.weights[row].tolist(), strict=True)
    return {area: count for area, count in people if count > 0}


def _panel(
    areas: tuple[str, ...], national: National, indicator: int, scaled: Ints, states: Codes
) -> Panel:
    figures = array("q")
    figures.frombytes(np.ascontiguousarray(scaled).tobytes())
    return Panel(areas, national.periods, national.decimals[indicator], figures, states.tobytes())
