"""Outlooks: events, their traits and the calibrated answer, or why there is none."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retning.core.benchmark import calibration
from retning.core.benchmark.calibration import Calibration, Fit, Skill
from retning.core.benchmark.events import Best, BetterThan, Beyond, EventKind
from retning.core.benchmark.outlook import WhySilent, outlook
from retning.core.benchmark.paths import Real, simulate

NAN = float("nan")
COMMITTED = calibration.committed()


def walks(years: int = 14, municipalities: int = 60, *, seed: int = 4) -> Real:
    numbers = np.random.default_rng(seed)
    steps = numbers.normal(0, 1, (years, municipalities))
    return 100 + np.linspace(-8, 8, municipalities) + np.cumsum(steps, axis=0)


# --- Events ------------------------------------------------------------------------------


def test_the_best_quarter_of_98_is_24_and_ties_at_the_cut_are_inside() -> None:
    figures = np.arange(98.0)
    assert Best(1, Fraction(1, 4)).met(figures).sum() == 24
    assert list(np.flatnonzero(Best(-1, Fraction(1, 4)).met(figures))) == list(range(24))
    figures[73] = figures[74]
    assert Best(1, Fraction(1, 4)).met(figures).sum() == 25


def test_shares_are_exact() -> None:
    # 0.29 x 100 is 28.999... in floating point
    assert Best(1, Fraction(29, 100)).met(np.arange(100.0)).sum() == 29


def test_places_and_missing_figures() -> None:
    figures = np.array([5.0, NAN, 3.0, 9.0, 1.0])
    assert list(Best(1, places=2).met(figures)) == [True, False, False, True, False]
    # a quarter of four is one
    assert list(Best(-1, Fraction(1, 4)).met(figures)) == [False, False, False, False, True]
    assert not Best(1, Fraction(1, 10)).met(figures).any()


def test_rows_with_different_coverage_have_a_cut_each() -> None:
    rows = np.array([[4.0, 3.0, 2.0, 1.0], [4.0, NAN, NAN, 1.0]])
    assert Best(1, Fraction(1, 2)).met(rows).tolist() == [
        [True, True, False, False],
        [True, False, False, False],
    ]


def test_better_than_now_is_strict_and_a_level_is_not() -> None:
    now, then = np.array([2.0, 2.0, 2.0]), np.array([1.0, 2.0, 3.0])
    assert list(BetterThan(1, now).met(then)) == [False, False, True]
    assert list(BetterThan(-1, now).met(then)) == [True, False, False]
    assert list(Beyond(1, 2.0).met(then)) == [False, True, True]
    assert list(Beyond(-1, now).met(then)) == [True, True, False]


# --- The answer --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "event", [Best(1, Fraction(1, 4)), Beyond(-1, 99.0), BetterThan(1, walks()[-1])]
)
def test_probabilities_are_probabilities_and_repeat(event: Best | Beyond | BetterThan) -> None:
    first, again = (outlook(walks(), event, horizon=4, calibration=COMMITTED) for _ in range(2))
    assert first.why_silent is None
    assert first.is_shown.all()
    assert ((first.probability > 0) & (first.probability < 1)).all()
    np.testing.assert_array_equal(first.probability, again.probability)
    assert first.skill is not None
    assert first.skill.skill > 0


def test_the_order_of_municipalities_does_not_matter() -> None:
    figures, order = walks(), np.random.default_rng(2).permutation(60)
    event = Best(1, Fraction(1, 4))
    straight = outlook(figures, event, horizon=4, calibration=COMMITTED).probability
    turned = outlook(figures[:, order], event, horizon=4, calibration=COMMITTED).probability
    np.testing.assert_allclose(turned, straight[order], atol=0.005)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 50), places=st.integers(1, 50), more=st.integers(1, 9))
def test_an_easier_cut_is_never_less_likely(seed: int, places: int, more: int) -> None:
    figures = walks(seed=seed)
    paths = simulate(figures, horizon=4, paths=300, seed=seed)
    hard, easy = (
        outlook(figures, Best(1, places=p), horizon=4, calibration=COMMITTED, paths=paths)
        for p in (places, places + more)
    )
    assert (easy.probability >= hard.probability - 1e-9).all()


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 50), level=st.floats(80, 120), easier=st.floats(0, 10))
def test_a_lower_level_is_never_less_likely(seed: int, level: float, easier: float) -> None:
    figures = walks(seed=seed)
    paths = simulate(figures, horizon=4, paths=300, seed=seed)
    hard, easy = (
        outlook(figures, Beyond(1, at), horizon=4, calibration=COMMITTED, paths=paths)
        for at in (level, level - easier)
    )
    assert (easy.probability >= hard.probability - 1e-9).all()


def test_what_never_moved_is_nearly_certain_and_never_quite() -> None:
    still = np.broadcast_to(np.arange(60.0), (12, 60))
    said = outlook(still, Best(1, Fraction(1, 4)), horizon=4, calibration=COMMITTED).probability
    assert (said[46:] > 0.9).all()
    assert (said[:44] < 0.1).all()
    assert 0 < said.min() < said.max() < 1


def test_the_leader_is_likelier_than_the_last() -> None:
    said = outlook(walks(), Best(1, Fraction(1, 4)), horizon=4, calibration=COMMITTED).probability
    last = walks()[-1]
    assert said[last.argmax()] > 0.6 > 0.1 > said[last.argmin()]


def test_a_municipality_without_a_figure_today_gets_no_outlook() -> None:
    figures = walks()
    figures[-1, 3] = NAN
    found = outlook(figures, Best(1, Fraction(1, 4)), horizon=4, calibration=COMMITTED)
    assert np.isnan(found.probability[3])
    assert not found.is_shown[3]
    assert found.is_shown.sum() == 59


# --- Silence -----------------------------------------------------------------------------


def test_one_year_says_where_a_municipality_stands_but_not_how_it_moves() -> None:
    figures = walks(1)
    standing = outlook(figures, Best(1, Fraction(1, 4)), horizon=4, calibration=COMMITTED)
    assert standing.why_silent is None
    assert standing.fan(0) is None
    for event in (BetterThan(1, figures[-1]), Beyond(1, 100.0)):
        moving = outlook(figures, event, horizon=4, calibration=COMMITTED)
        assert moving.why_silent is WhySilent.TOO_SHORT
        assert np.isnan(moving.probability).all()
        assert not moving.is_shown.any()


def test_without_figures_for_the_last_year_nothing_is_said() -> None:
    figures = walks()
    figures[-1] = NAN
    found = outlook(figures, Best(1, Fraction(1, 4)), horizon=4, calibration=COMMITTED)
    assert found.why_silent is WhySilent.NO_FIGURE
    empty = outlook(np.empty((0, 5)), Best(1, places=1), horizon=4, calibration=COMMITTED)
    assert empty.why_silent is WhySilent.NO_FIGURE


@pytest.mark.parametrize("horizon", [0, -1, 30])
def test_what_lies_further_ahead_than_was_tested_is_not_said(horizon: int) -> None:
    found = outlook(walks(), Best(1, places=5), horizon=horizon, calibration=COMMITTED)
    assert found.why_silent is WhySilent.TOO_FAR


def test_a_kind_without_skill_is_silent() -> None:
    place = (EventKind.STANDING, 4)
    useless = Calibration(COMMITTED.fits, {place: Skill(0.2, 0.19, 10, 2007, 2015)}, "")
    found = outlook(walks(), Best(1, places=5), horizon=4, calibration=useless)
    assert found.why_silent is WhySilent.NO_SKILL
    assert found.skill is not None
    assert found.skill.skill < 0


# --- Calibration -------------------------------------------------------------------------


def test_a_calibration_is_kept_and_read_back() -> None:
    assert calibration.read_calibration(calibration.written(COMMITTED)) == COMMITTED


def test_the_committed_calibration_says_where_it_is_from_and_has_skill() -> None:
    assert "De Kommunale Nøgletal" in COMMITTED.provenance
    assert {kind for kind, _ in COMMITTED.fits} == set(EventKind)
    assert all(skill.skill > 0 for skill in COMMITTED.skills.values())


def test_a_fit_finds_the_rate_and_holds_its_signs() -> None:
    values = np.array([[0.0, 1.0], [0.0, 0.0], [1.0, 1.0], [1.0, 0.0]] * 200)
    # of those with 0 three in four come, of those with 1 one in four: the wrong way
    came = np.tile([True, True, False, True, True, False, False, False], 100)
    free, held = (calibration.fit(values, rising, came, ridge=0.001) for rising in (0, 1))
    assert free.weights[0] < -1
    assert held.weights[0] == 0
    assert held.probability(values).mean() == pytest.approx(came.mean(), abs=0.001)
    assert free.base_rate == came.mean()


def test_nothing_is_promised() -> None:
    sure = Fit(0.0, (100.0,), 0.5, 10).probability(np.array([[1.0], [-1.0]]))
    assert sure == pytest.approx([0.9975, 0.0025], abs=0.0001)


def test_bins_of_reliability_and_their_error() -> None:
    said = np.array([0.05, 0.05, 0.95, 0.95])
    bins = calibration.reliability(said, np.array([False, False, True, False]))
    assert [(b.low, b.count, b.came) for b in bins] == [(0.0, 2, 0.0), (0.9, 2, 0.5)]
    assert calibration.calibration_error(bins) == pytest.approx(0.25)
    assert calibration.calibration_error(()) == 0
    assert calibration.brier(said, np.array([False, False, True, True])) == pytest.approx(0.0025)
    # a forecast of exactly 1 falls into the last bin
    assert calibration.reliability(np.array([1.0]), np.array([True]))[0].high == 1.0
