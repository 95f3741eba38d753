"""Ranks, cuts and averages of many rows at once: arrays whose last axis is the municipalities.

Figures are whole numbers (see `figures`), and every answer is exact: products that could leave 64
bits are reckoned with whole numbers of any size. numpy: for jobs, the command line, benchmarks.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from retning.core.benchmark.coverage import LEAST_COVERAGE

Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]
Places16: TypeAlias = NDArray[np.int16]
Anything: TypeAlias = NDArray[Any]

_NONE = np.iinfo(np.int64).max
_SAFE = 2**62


@dataclass(frozen=True)
class Places:
    """Standing in each row. `from_lowest` and `from_highest` are standard competition ranks, from
    1; `tied`: how many others share the figure; meaningless where nothing is known. `n`: how many
    are known, without the last axis. `in_order`: the figures, lowest first, unknown ones last;
    `starts` and `ends`: the first and last place of those who share the figure, in that order."""

    from_lowest: Places16
    from_highest: Places16
    tied: Places16
    n: Places16
    in_order: Ints
    starts: Places16
    ends: Places16

    def asked_for(self, cut: Ints, *, lowest: bool, strict: bool) -> tuple[Ints, Bools]:
        """The worst figure inside each row's cut, and where there is one (as
        `ranking.asked_for`)."""
        n = self.n.astype(np.int64)
        inside = np.minimum(cut, n)
        place = (inside - 1) if lowest else (n - inside)
        starts, ends = _at(self.starts, place), _at(self.ends, place)
        if strict and lowest:
            place = np.where(ends >= inside, starts - 1, place)
        elif strict:
            place = np.where(starts < n - inside, ends + 1, place)
        exists = (inside >= 1) & (place >= 0) & (place < n)
        return _at(self.in_order, place), exists


def _at(values: Anything, place: Ints) -> Anything:
    kept = np.clip(place, 0, values.shape[-1] - 1)[..., None]
    return np.take_along_axis(values, kept, axis=-1)[..., 0]


def places_of(scaled: Ints, known: Bools) -> Places:
    """Where each known figure stands in its row."""
    count = scaled.shape[-1]
    filled = np.where(known, scaled, _NONE)
    order = np.argsort(filled, axis=-1)
    in_order = np.take_along_axis(filled, order, axis=-1)
    n = known.sum(axis=-1, dtype=np.int16)
    index = np.arange(count, dtype=np.int16)
    begins = np.ones(scaled.shape, dtype=bool)
    begins[..., 1:] = in_order[..., 1:] != in_order[..., :-1]
    starts = np.maximum.accumulate(np.where(begins, index, np.int16(0)), axis=-1)
    finishes = np.ones(scaled.shape, dtype=bool)
    finishes[..., :-1] = begins[..., 1:]
    last = np.where(finishes, index, np.int16(count))
    ends = np.minimum.accumulate(last[..., ::-1], axis=-1)[..., ::-1]
    # A figure as large as the filling is still told from what is unknown: by how many are known.
    ends = np.minimum(ends, np.maximum(n - 1, 0)[..., None])
    first = np.empty_like(starts)
    final = np.empty_like(ends)
    np.put_along_axis(first, order, starts, axis=-1)
    np.put_along_axis(final, order, ends, axis=-1)
    return Places(first + 1, n[..., None] - final, final - first, n, in_order, starts, ends)


def cuts_of(share: Fraction, n: Places16) -> Ints:
    """The last rank inside a share of each `n` (as `ranking.cut_of`)."""
    table = [share.numerator * each // share.denominator for each in range(int(n.max()) + 1)]
    return np.array(table, dtype=np.int64)[n]


def covered(n: Places16, of: int) -> Bools:
    """Where enough of `of` have a figure (as `coverage.covers`)."""
    least = LEAST_COVERAGE
    return (n > 0) & (n.astype(np.int64) * least.denominator >= least.numerator * of)


def medians_of(places: Places) -> Ints:
    """Twice each row's median (so that it is whole); of rows without figures meaningless."""
    n = places.n.astype(np.int64)
    lower, upper = np.maximum(n - 1, 0) // 2, n // 2
    upper = np.minimum(upper, np.maximum(n - 1, 0))
    return np.asarray(_at(places.in_order, lower) + _at(places.in_order, upper), dtype=np.int64)


@dataclass(frozen=True)
class Means:
    """Averages as `sums` / `counts`, exact; `counts` is 1 or more."""

    sums: Anything
    counts: Anything

    def rounded(self) -> Anything:
        """To whole numbers, halves away from zero."""
        doubled = (2 * abs(self.sums) + self.counts) // (2 * self.counts)
        nearest: Anything = np.where(self.sums < 0, -doubled, doubled)
        return nearest


def weighted_means(scaled: Ints, known: Bools, weights: Ints) -> tuple[Means, Bools]:
    """By weight, along the last axis, and where every known figure has one."""
    weights = np.broadcast_to(weights, scaled.shape)
    used = np.where(known, weights, 0)
    whole = np.asarray(~(known & (weights <= 0)).any(axis=-1) & known.any(axis=-1))
    most = largest(scaled) * max(int(used.sum(axis=-1).max(initial=0)), 1)
    figures: Anything = np.where(known, scaled, 0)
    if most >= _SAFE:
        figures, used = figures.astype(object), used.astype(object)
    sums, counts = (figures * used).sum(axis=-1), used.sum(axis=-1)
    return Means(sums, np.where(counts > 0, counts, 1)), whole


def plain_means(scaled: Ints, known: Bools) -> Means:
    """Each figure once, along the last axis."""
    figures: Anything = np.where(known, scaled, 0)
    if largest(scaled) * scaled.shape[-1] >= _SAFE:
        figures = figures.astype(object)
    return Means(figures.sum(axis=-1), np.maximum(known.sum(axis=-1), 1))


def difference(left: Anything, times: Fraction | int, right: Anything) -> Anything:
    """The sign of `left` - `times` * `right`, exact: -1, 0 or 1."""
    exact = Fraction(times)
    most = max(largest(left) * exact.denominator, largest(right) * abs(exact.numerator))
    if most >= _SAFE:
        return _far_difference(left, exact, right)
    signs: Anything = np.sign(left * exact.denominator - right * exact.numerator)
    return signs


def _far_difference(left: Anything, times: Fraction, right: Anything) -> Anything:
    """Told by floats where they lie well apart, by whole numbers of any size where they do not."""
    left, right = np.broadcast_arrays(left, right)
    try:
        rough = right.astype(np.float64) * float(times)
    except OverflowError:
        rough = np.full(right.shape, np.nan)
    near = left.astype(np.float64)
    with np.errstate(invalid="ignore", over="ignore"):
        apart = near - rough
        is_sure = np.abs(apart) > 1e-9 * (np.abs(near) + np.abs(rough))
        sign = np.sign(np.where(is_sure, apart, 0)).astype(np.int64)
    for place in np.argwhere(~is_sure):
        at = tuple(place)
        exact = int(left[at]) * times.denominator - int(right[at]) * times.numerator
        sign[at] = (exact > 0) - (exact < 0)
    return sign


def largest(array: Anything) -> int:
    """The largest size of a number in it, 0 of an empty one."""
    if array.size == 0:
        return 0
    return max(abs(int(array.max())), abs(int(array.min())))
