"""Joint paths: what moved together moves together, and the same seed gives the same paths."""

from __future__ import annotations

import numpy as np
import pytest

from retning.core.benchmark.paths import Real, TooShort, shape_of, simulate

NAN = float("nan")


def waves(years: int = 12, municipalities: int = 40) -> Real:
    """Figures that move without chance: each municipality's level and a wave of its own."""
    year, place = np.arange(years)[:, None], np.arange(municipalities)[None, :]
    return 50 + place + 3 * np.sin(year * (1 + place % 7) / 3) + 0.5 * year


def test_paths_have_a_value_for_each_path_year_and_municipality() -> None:
    assert simulate(waves(), horizon=4, paths=300).values.shape == (300, 4, 40)
    assert simulate(waves(), horizon=4, paths=300).at(4).shape == (300, 40)


def test_the_same_seed_gives_the_same_paths_and_another_seed_others() -> None:
    first, again, other = (simulate(waves(), horizon=3, paths=50, seed=s) for s in (7, 7, 8))
    np.testing.assert_array_equal(first.values, again.values)
    assert not np.array_equal(first.values, other.values)


def test_a_history_that_never_moved_stays_where_it_is() -> None:
    still = np.broadcast_to(np.arange(30.0), (10, 30))
    values = simulate(still, horizon=4, paths=100).values
    np.testing.assert_allclose(values, np.broadcast_to(still[0], values.shape), atol=1e-4)


def test_all_equal_figures_stay_equal() -> None:
    values = simulate(np.full((5, 30), 7.0), horizon=4, paths=20).values
    np.testing.assert_allclose(values, 7.0, atol=1e-4)


def test_municipalities_that_moved_together_move_together() -> None:
    figures = waves()
    figures[:, 1] = figures[:, 0] + 10
    ends = simulate(figures, horizon=4, paths=500).at(4)
    assert np.corrcoef(ends[:, 0], ends[:, 1])[0, 1] > 0.95
    assert abs(np.corrcoef(ends[:, 0], ends[:, 3])[0, 1]) < 0.9


def test_the_order_of_municipalities_does_not_matter() -> None:
    figures, order = waves(), np.random.default_rng(1).permutation(40)
    straight = simulate(figures, horizon=4, paths=60, seed=3).values
    turned = simulate(figures[:, order], horizon=4, paths=60, seed=3).values
    np.testing.assert_allclose(turned, straight[:, :, order], rtol=1e-4)


def test_the_fan_is_in_order_and_widens() -> None:
    fan = simulate(waves(), horizon=4, paths=800).fan(5)
    assert fan.shape == (4, 5)
    assert (np.diff(fan, axis=1) >= 0).all()
    assert fan[3, 4] - fan[3, 0] > fan[0, 4] - fan[0, 0]


def test_a_municipality_without_a_figure_today_has_no_path() -> None:
    figures = waves()
    figures[-1, 2] = NAN
    values = simulate(figures, horizon=2, paths=10).values
    assert np.isnan(values[:, :, 2]).all()
    assert np.isfinite(np.delete(values, 2, axis=2)).all()


def test_a_missing_year_is_no_year_of_zeros() -> None:
    figures = waves()
    figures[5] = NAN
    assert simulate(figures, horizon=4, paths=200).values.min() > 30


@pytest.mark.parametrize(
    "figures",
    [
        np.empty((0, 30)),
        np.full((6, 30), NAN),
        np.vstack([waves(5), np.full((1, 40), NAN)]),
        waves(1),
        np.vstack([waves(1), np.full((1, 40), NAN), waves(1)]),
    ],
    ids=["nothing", "no figures", "none today", "one year", "no two years in a row"],
)
def test_too_little_history_is_refused(figures: Real) -> None:
    with pytest.raises(TooShort):
        simulate(figures, horizon=4, paths=10)


def test_years_that_cover_too_few_are_not_used() -> None:
    figures = waves()
    figures[:6, 10:] = NAN
    assert list(shape_of(figures).is_year) == [False] * 6 + [True] * 6


def test_a_single_spike_does_not_carry_every_path_away() -> None:
    figures = waves()
    figures[6, 0] = 10_000
    ends = simulate(figures, horizon=4, paths=200).at(4)
    assert np.median(np.abs(ends[:, 5] - figures[-1, 5])) < 10
