"""What outlooks are worth: forecasts of the past, each from what was known when it was made.

Walk-forward: at start year t the calibration is fitted on events of all indicators whose outcome
was known then (start + horizon <= t), and the simulation and the traits see figures up to t. The
references are fitted on the same outcomes. Needs numpy; for the command line and benchmarks only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retning.core.benchmark.calibration import Fit, fit
from retning.core.benchmark.events import Best, BetterThan, Beyond, Event, EventKind
from retning.core.benchmark.paths import (
    COVERED,
    Mask,
    Paths,
    Real,
    Single,
    TooShort,
    shape_of,
    simulate,
)
from retning.core.benchmark.traits import Past, past_of, traits

RIDGE = 30.0
"""Weight of "this trait says nothing", in outcomes; the skill hardly depends on it."""


@dataclass(frozen=True)
class Start:
    """One listed event: an indicator's place in the figures, the wished direction, the year."""

    indicator: int
    direction: int
    year: int


@dataclass(frozen=True, eq=False)
class Case:
    """A start with its outcome, a row a municipality that has figures at both ends.

    `traits` is None where nothing can be said; `gap` is today's margin in spreads of the figures.
    """

    start: Start
    kind: EventKind
    traits: Single | None
    rising: int
    is_met_now: Mask
    gap: Real
    came: Mask


@dataclass(frozen=True, eq=False)
class Forecasts:
    """Out-of-sample forecasts of all cases beside those of the references, row by row."""

    said: Real
    came: Mask
    is_shown: Mask
    base_rate: Real
    own_base_rate: Real
    """The indicator's own rate of the past, drawn to the common one by four years' worth."""
    as_today: Real
    by_gap: Real
    indicator: Real
    year: Real


def events_of(direction: int, now: Real, spread: float) -> Iterator[Event]:
    """The events of a start, of every kind.

    Levels are those a municipality might set itself today: the figure of the best quarter, the
    median, and its own figure bettered by a third of the spread.
    """
    yield Best(direction, Fraction(1, 4))
    yield BetterThan(direction, now)
    known = np.sort(now[np.isfinite(now)] * direction)
    yield Beyond(direction, float(known[-max(1, len(known) // 4)]) * direction)
    yield Beyond(direction, float(np.median(known)) * direction)
    yield Beyond(direction, now + direction * spread / 3)


def cases(
    figures: Real,
    first_year: int,
    starts: Iterable[Start],
    *,
    horizon: int,
    paths: int = 2000,
    kinds: Sequence[EventKind] = tuple(EventKind),
    progress: Callable[[int], None] = lambda _: None,
) -> list[Case]:
    """Forecast and judge every start of `figures[indicator, year, municipality]`.

    A start whose figures, at either end, cover under nine tenths of the municipalities is left out.
    """
    found: list[Case] = []
    drawn: tuple[tuple[int, int], _Drawn] | None = None
    for number, start in enumerate(sorted(starts, key=lambda s: (s.indicator, s.year))):
        today = start.year - first_year
        rows = figures[start.indicator]
        if today + horizon >= len(rows) or not _is_covered(rows[[today, today + horizon]]):
            continue
        history, key = rows[: today + 1], (start.indicator, start.year)
        if drawn is None or drawn[0] != key:
            drawn = (key, _drawn(history, horizon, paths, seed=1000 * key[0] + key[1]))
        found += _cases_of(start, history[-1], rows[today + horizon], horizon, drawn[1], kinds)
        progress(number)
    return found


def forecasts(found: Sequence[Case], years: Sequence[int], *, horizon: int) -> Forecasts:
    """Forecast the cases of one kind that start in `years`, each year from what was known then."""
    parts = []
    for year in years:
        known = [case for case in found if case.start.year + horizon <= year]
        asked = [case for case in found if case.start.year == year]
        if known and asked:
            parts.append(_forecast(known, asked))
    return Forecasts(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def fit_all(found: Sequence[Case]) -> Fit:
    """The calibration that all these outcomes teach."""
    shown = [case for case in found if case.traits is not None]
    values = np.concatenate([case.traits for case in shown if case.traits is not None])
    came = np.concatenate([case.came for case in shown])
    return fit(values, shown[0].rising, came, ridge=RIDGE)


@dataclass(frozen=True, eq=False)
class _Drawn:
    """What all events of an indicator's year share."""

    past: Past
    paths: Paths | None


def _drawn(history: Real, horizon: int, count: int, *, seed: int) -> _Drawn:
    shape = shape_of(history)
    try:
        paths = simulate(history, horizon=horizon, paths=count, seed=seed, shape=shape)
    except TooShort:
        paths = None
    return _Drawn(past_of(history, shape, horizon), paths)


def _cases_of(
    start: Start,
    now: Real,
    then: Real,
    horizon: int,
    drawn: _Drawn,
    kinds: Sequence[EventKind],
) -> Iterator[Case]:
    spread = float(drawn.past.shape.spread[-1])
    is_asked = np.isfinite(now) & np.isfinite(then)
    for event in events_of(start.direction, now, spread):
        if event.kind not in kinds:
            continue
        values: Single | None = None
        rising = 0
        # As `outlook` does: one year is enough for a standing.
        if drawn.paths is not None or event.kind is EventKind.STANDING:
            found = traits(event, drawn.past, drawn.paths, horizon)
            values, rising = found.values[is_asked].astype(np.float32), found.rising
        gap = np.clip(np.nan_to_num(event.margins(now))[is_asked] / spread, -6, 6)
        met = event.met(now)[is_asked]
        yield Case(start, event.kind, values, rising, met, gap, event.met(then)[is_asked])


def _forecast(known: Sequence[Case], asked: Sequence[Case]) -> tuple[NDArray[Any], ...]:
    """The columns of Forecasts for cases of one year, from known outcomes."""
    calibration = fit_all(known)
    came, now = (np.concatenate([getattr(c, n) for c in known]) for n in ("came", "is_met_now"))
    rate = float(came.mean())
    by_now = {s: float(came[now == s].mean()) if (now == s).any() else rate for s in (True, False)}
    gaps = fit(np.concatenate([c.gap for c in known])[:, None], 1, came, ridge=1.0)
    own = _own_rates(known, rate)
    columns: list[list[NDArray[Any]]] = []
    for case in asked:
        size, key = len(case.came), (case.start.indicator, case.start.direction)
        said = np.full(size, rate)
        if case.traits is not None:
            said = calibration.probability(case.traits.astype(np.float64))
        columns.append(
            [
                said,
                case.came,
                np.full(size, case.traits is not None),
                np.full(size, rate),
                np.full(size, own.get(key, rate)),
                np.where(case.is_met_now, by_now[True], by_now[False]),
                gaps.probability(case.gap[:, None]),
                np.full(size, case.start.indicator),
                np.full(size, case.start.year),
            ]
        )
    return tuple(np.concatenate(column) for column in zip(*columns, strict=True))


def _own_rates(known: Sequence[Case], rate: float) -> dict[tuple[int, int], float]:
    sums: dict[tuple[int, int], list[float]] = {}
    for case in known:
        key = (case.start.indicator, case.start.direction)
        sums.setdefault(key, []).append(float(case.came.mean()))
    return {key: (sum(all_) + 4 * rate) / (len(all_) + 4) for key, all_ in sums.items()}


def _is_covered(rows: Real) -> bool:
    return bool((np.isfinite(rows).mean(axis=1) >= COVERED).all())
