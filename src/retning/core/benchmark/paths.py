"""Joint paths of one indicator for all municipalities: where could the whole country go from here?

Every year is seen as the national median, a spread, and each municipality's place in that spread.
Places drift back towards their own long mean and carry some of the last step on; how much of each
is learned from the indicator and shrunken towards what indicators do in general. What that does not
explain stays together as one row a year, and paths draw whole rows: what moved together in a year
moves together in the path. Needs numpy, so it is imported by jobs and the command line only.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Real = NDArray[np.float64]
Single = NDArray[np.float32]
Mask = NDArray[np.bool_]

SHARES = (10, 25, 50, 75, 90)
LONGEST = 17
"""Years of history that are used; older ones say little of today."""
COVERED = 0.9
# What indicators do in general: a tenth of the way home, a little of the last step taken back.
_HOME, _MOMENTUM, _WEIGHT = 0.05, -0.15, 60.0
_DRIFT_KEPT, _DRIFT_YEARS = 0.7, 6.0
_SPREAD_YEARS = 4.0


class TooShort(ValueError):
    """There are too few years in a row to learn from."""


@dataclass(frozen=True, eq=False)
class Shape:
    """A history as median, spread and places: `places[y, m] = (value - median[y]) / spread[y]`.

    Years that fewer than nine tenths of today's municipalities have a figure for are NaN.
    """

    median: Real
    spread: Real
    places: Real
    mean: Real
    """`mean[y, m]`: the mean of a municipality's places up to and with year y."""

    @property
    def is_year(self) -> Mask:
        return np.isfinite(self.median)


@dataclass(frozen=True, eq=False)
class Paths:
    """`values[path, year ahead, municipality]`; NaN for a municipality without a figure today."""

    values: Single

    def at(self, years: int) -> Single:
        """Every path's figures `years` ahead (1 is next year): `[path, municipality]`."""
        return self.values[:, years - 1]

    def fan(self, municipality: int) -> Single:
        """`[year ahead, share]` for the shares 10, 25, 50, 75 and 90 % of the paths."""
        return np.percentile(self.values[:, :, municipality], SHARES, axis=0).T.astype(np.float32)


@dataclass(frozen=True, eq=False)
class _Law:
    """How places and the median move a year, and the rows that this leaves unexplained."""

    home: float
    momentum: float
    drift: float
    rows: Single
    national: Single


def shape_of(history: Real) -> Shape:
    """A history `[year, municipality]`, oldest first, as median, spread and places.

    Years without figures are NaN rows. Raises TooShort where the last year has none.
    """
    values = np.array(history, dtype=np.float64)[-LONGEST:]
    present = np.isfinite(values)
    if values.size == 0 or not present[-1].any():
        raise TooShort("there is no figure for the last year")
    is_year = present[:, present[-1]].mean(axis=1) >= COVERED
    values[~is_year] = np.nan
    median, spread = np.full(len(values), np.nan), np.full(len(values), np.nan)
    median[is_year] = np.nanmedian(values[is_year], axis=1)
    spread[is_year] = _spreads(values[is_year])
    places = (values - median[:, None]) / spread[:, None]
    places = np.clip(places, -12, 12)
    known = np.isfinite(places)
    sums = np.cumsum(np.where(known, places, 0), axis=0)
    mean = sums / np.maximum(np.cumsum(known, axis=0), 1)
    return Shape(median, spread, places, mean)


def simulate(
    history: Real, *, horizon: int, paths: int = 2000, seed: int = 0, shape: Shape | None = None
) -> Paths:
    """Draw joint paths from `history[year, municipality]` (oldest first, NaN where missing).

    The same seed gives the same paths. `shape` saves the work where it is known already.
    Raises TooShort where no two years in a row have figures.
    """
    shape = shape or shape_of(history)
    law = _law(shape)
    numbers = np.random.default_rng(seed)
    picks = numbers.integers(0, len(law.rows), size=(paths, horizon))
    signs = numbers.choice(np.array([-1, 1], np.float32), size=(paths, horizon, 1))
    now = shape.places[-1].astype(np.float32)
    before = shape.places[-2].astype(np.float32)
    first = np.nan_to_num(now - before)
    home = shape.mean[-1].astype(np.float32)
    scale, middle = np.float32(shape.spread[-1]), np.float32(shape.median[-1])
    place = np.broadcast_to(now, (paths, len(now))).copy()
    step = np.broadcast_to(first, place.shape).copy()
    national = np.zeros((paths, 1), np.float32)
    values = np.empty((paths, horizon, len(now)), np.float32)
    for year in range(horizon):
        step *= np.float32(law.momentum)
        step += np.float32(law.home) * (home - place)
        step += law.rows[picks[:, year]] * signs[:, year]
        place += step
        national += np.float32(law.drift) + law.national[picks[:, year], None]
        np.multiply(place + national, scale, out=values[:, year])
        values[:, year] += middle
    return Paths(values)


def _spreads(values: Real) -> Real:
    """Each year's spread: the middle half as a standard deviation, or two fifths of the plain one
    where most municipalities are equal; 1 where all are."""
    low, high = np.nanpercentile(values, [25, 75], axis=1)
    spread = np.maximum((high - low) / 1.349, 0.4 * np.nanstd(values, axis=1))
    return np.asarray(np.where(spread > 1e-9, spread, 1.0))


def _law(shape: Shape) -> _Law:
    """What the history teaches, shrunken. Raises TooShort where no two years follow each other."""
    change = np.diff(shape.places, axis=0)
    away = (shape.mean - shape.places)[:-1]
    before = np.vstack([np.zeros_like(change[:1]), np.nan_to_num(change[:-1])])
    home, momentum = _pulls(change[1:], away[1:], before[1:])
    left = change - home * away - momentum * before
    is_row = shape.is_year[1:] & shape.is_year[:-1]
    count = int(is_row.sum())
    if count == 0:
        raise TooShort("no two years with figures follow each other")
    moves = (np.diff(shape.median) / shape.spread[-1])[is_row]
    drift = moves.mean() * count / (count + _DRIFT_YEARS) * _DRIFT_KEPT
    rows = _even(np.nan_to_num(left[is_row]))
    national = (moves - drift).astype(np.float32)
    return _Law(home, momentum, float(drift), rows.astype(np.float32), national)


def _pulls(change: Real, away: Real, before: Real) -> tuple[float, float]:
    """How much of the way home, and of the last step, goes into the next: ridge to the general."""
    known = np.isfinite(change) & np.isfinite(away) & np.isfinite(before)
    pulls = np.clip(np.stack([away[known], before[known]]), -3, 3)
    target = np.clip(change[known], -3, 3)
    size = float(np.mean(target**2)) + 1e-12 if target.size else 1.0
    weight = np.eye(2) * _WEIGHT
    general = np.array([_HOME, _MOMENTUM])
    found = np.linalg.solve(
        pulls @ pulls.T / size + weight, pulls @ target / size + weight @ general
    )
    return float(np.clip(found[0], 0.0, 0.8)), float(np.clip(found[1], -0.7, 0.5))


def _even(rows: Real) -> Real:
    """Rows whose spread by municipality is drawn towards the common one: few years tell little."""
    count = len(rows)
    own = np.sqrt((rows**2).mean(axis=0))
    common = np.minimum((own**2).mean(), 2 * np.median(own) ** 2 + 1e-12)
    drawn = np.sqrt((count * own**2 + _SPREAD_YEARS * common) / (count + _SPREAD_YEARS))
    factor = np.where(own > 0, drawn / np.maximum(own, 1e-9), 0.0)
    return np.asarray(rows * factor * np.sqrt((count + 1) / count))
