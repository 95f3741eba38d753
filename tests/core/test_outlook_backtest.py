"""The backtest sees no future, and the published figures hold."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from benchmarks import _noegletal
from benchmarks import outlook as benchmark
from retning.core.benchmark import backtest
from retning.core.benchmark.backtest import Start
from retning.core.benchmark.calibration import calibration_error
from retning.core.benchmark.events import EventKind
from retning.core.benchmark.paths import Real

pytest.importorskip("numpy")
HORIZON = 2
STARTS = [Start(i, d, y) for i in range(3) for d in (1, -1) for y in range(2003, 2013)]


def panel(*, changed_after: int | None = None) -> Real:
    """Three indicators, 2000-2014, 40 municipalities."""
    numbers = np.random.default_rng(11)
    figures = 50 + np.arange(40) + np.cumsum(numbers.normal(0, 2, (3, 15, 40)), axis=1)
    if changed_after is not None:
        figures[:, changed_after - 2000 + 1 :] += numbers.normal(0, 50, 40)
    return figures


def told(figures: Real, kind: EventKind, years: range) -> backtest.Forecasts:
    found = backtest.cases(figures, 2000, STARTS, horizon=HORIZON, paths=60, kinds=[kind])
    return backtest.forecasts(found, years, horizon=HORIZON)


@pytest.mark.parametrize("kind", list(EventKind))
def test_nothing_after_the_start_changes_a_forecast(kind: EventKind) -> None:
    here, changed = (
        told(panel(changed_after=year), kind, range(2008, 2009)) for year in (None, 2008)
    )
    np.testing.assert_array_equal(here.said, changed.said)
    for reference in ("base_rate", "own_base_rate", "as_today", "by_gap"):
        np.testing.assert_array_equal(getattr(here, reference), getattr(changed, reference))
    assert not np.array_equal(here.came, changed.came)


def test_what_was_known_at_the_start_does_change_it() -> None:
    here, changed = (
        told(panel(changed_after=year), EventKind.STANDING, range(2008, 2009))
        for year in (None, 2007)
    )
    assert not np.array_equal(here.said, changed.said)


def test_silence_is_scored_as_the_base_rate() -> None:
    figures = panel()
    figures[2, :8] = np.nan
    found = told(figures, EventKind.MOVEMENT, range(2008, 2009))
    silent = ~found.is_shown
    assert set(found.indicator[silent]) == {2}
    np.testing.assert_array_equal(found.said[silent], found.base_rate[silent])


def test_a_start_that_covers_too_few_is_left_out() -> None:
    figures = panel()
    figures[1, 10, :10] = np.nan
    found = backtest.cases(figures, 2000, STARTS, horizon=HORIZON, paths=5)
    years = {(c.start.indicator, c.start.year) for c in found}
    assert (1, 2010) not in years
    assert (1, 2008) not in years
    assert (1, 2009) in years


def test_a_quarter_is_listed_as_a_fraction() -> None:
    event = next(iter(backtest.events_of(1, np.arange(98.0), 1.0)))
    assert event.met(np.arange(98.0)).sum() == int(Fraction(1, 4) * 98)


needs_export = pytest.mark.skipif(
    not _noegletal.EXPORT.exists(),
    reason="the ministry's key figures are not beside the repository",
)


@needs_export
def test_the_committed_events_are_those_of_the_rule() -> None:
    export = _noegletal.read()
    assert export.figures.shape == (180, 27, 98)
    listed = _noegletal.listed(export)
    assert set(listed) == set(_noegletal.starts_by_rule(export, _noegletal.FIRST))
    money = {i for i, name in enumerate(export.indicators) if _noegletal.is_money(name)}
    assert max(s.year for s in listed if s.indicator in money) == 2013
    assert max(s.year for s in listed if s.indicator not in money) == 2015
    assert all((Start(s.indicator, -s.direction, s.year)) in set(listed) for s in listed)


@needs_export
def test_a_tenth_of_the_events_shows_the_published_skill() -> None:
    """Every tenth indicator, few paths: far from the published figures only if something broke."""
    export = _noegletal.read()
    starts = [s for s in _noegletal.starts_by_rule(export, 1996) if s.indicator % 10 == 6]
    found = backtest.cases(
        export.figures,
        export.first_year,
        starts,
        horizon=4,
        paths=50,
        kinds=[EventKind.STANDING],
    )
    forecast = backtest.forecasts(found, range(2009, 2016), horizon=4)
    assert benchmark.skill(forecast, "base_rate") > 0.35
    assert benchmark.skill(forecast, "as_today") > 0
    assert calibration_error(benchmark.shown_bins(forecast)) < 0.06
