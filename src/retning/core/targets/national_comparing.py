"""Comparisons on arrays, as `judging.comparing` has them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np

from retning.core.benchmark.figures import State
from retning.core.benchmark.matrix import (
    Anything,
    Bools,
    Means,
    covered,
    largest,
    plain_means,
    weighted_means,
)
from retning.core.targets.judging.units import factor
from retning.core.targets.kinds import Comparator, Compare, Direction, Scope
from retning.core.targets.national import CODE_OF, Held, National
from retning.core.targets.national_standing import Group, groups_of
from retning.core.targets.verdicts import Reason


def compares_held(national: National, target: Compare) -> Held:
    shape = national.scaled.shape
    met, reason = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=np.uint8)
    is_apart = target.among.scope is Scope.NEIGHBOURS
    groups, unknown = groups_of(
        national, target.among, lambda group, own: group - {own} if is_apart else group
    )
    numerators, denominators, no_unit = _margins(national, target)
    for group in groups:
        means, is_covered = _others(national, group)
        at = (slice(None), slice(None), group.owners)
        met[at] = _stands(national, target, at, means, (numerators, denominators))
        reason[at] = np.where(is_covered, 0, CODE_OF[Reason.COVERAGE])[..., None]
    reason = np.where((reason == 0) & no_unit, CODE_OF[Reason.UNIT], reason).astype(np.uint8)
    reason[..., unknown] = CODE_OF[Reason.NO_GROUP]
    return Held(met, reason)


def _others(national: National, group: Group) -> tuple[Means, Bools]:
    """The figure compared with, [indicator, period], and where enough have one."""
    if group.columns is None:
        scaled, known, weights = national.scaled, national.known, national.weights
    else:
        scaled = national.scaled[..., group.columns]
        known = national.known[..., group.columns]
        weights = national.weights[:, group.columns]
    n = known.sum(axis=-1, dtype=np.int16)
    is_covered = covered(n, group.of)
    weighted, is_whole = weighted_means(scaled, known, weights)
    plain = plain_means(scaled, known)
    is_published = np.zeros(n.shape, dtype=bool)
    if group.columns is None:
        country = national.country
        there = np.asarray(national.country_states == State.KNOWN)
        in_order, last = national.places.in_order, np.maximum(n - 1, 0).astype(np.intp)
        least = in_order[..., 0]
        most = np.take_along_axis(in_order, last[..., None], axis=-1)[..., 0]
        is_total = there & (n > 1) & ((country < least) | (country > most))
        is_published = there & ~is_total
        is_whole = is_whole & ~is_total
    sums = np.where(is_whole, weighted.sums, plain.sums)
    counts = np.where(is_whole, weighted.counts, plain.counts)
    if group.columns is None:
        sums, counts = np.where(is_published, country, sums), np.where(is_published, 1, counts)
    return Means(sums, counts), is_covered | is_published


def _margins(national: National, target: Compare) -> tuple[Anything, Anything, Bools]:
    """[indicator, 1]: the margin as a fraction of the panel's whole numbers (of the others' figure
    where it is in per cent), and [indicator, 1, 1] where its unit does not fit."""
    no_unit = np.zeros((len(national.units), 1, 1), dtype=bool)
    margins = []
    for place, (unit, decimals) in enumerate(zip(national.units, national.decimals, strict=True)):
        margin = Fraction(target.margin or 0)
        if target.unit == "%":
            margins.append(margin / 100)
            continue
        times = factor(target.unit, unit)
        no_unit[place] = times is None
        margins.append(margin * (times or 0) * 10**decimals)
    numerators = np.array([each.numerator for each in margins], dtype=object)[:, None]
    denominators = np.array([each.denominator for each in margins], dtype=object)[:, None]
    return _narrow(numerators), _narrow(denominators), no_unit


def _narrow(numbers: Anything) -> Anything:
    return numbers.astype(np.int64) if largest(numbers) < 2**62 else numbers


def _stands(
    national: National,
    target: Compare,
    at: tuple[Any, ...],
    means: Means,
    margin: tuple[Anything, Anything],
) -> Bools:
    scaled = national.scaled[at]
    if target.comparator is None and target.margin is None:
        return _is_level(national, scaled, means.rounded()[..., None])
    over, under = margin
    sums, counts = means.sums, means.counts
    whole_of = np.abs(sums) if target.unit == "%" else counts
    sums, counts, whole_of, over, under = _roomy(scaled, sums, counts, whole_of, over, under)
    if target.comparator is None:
        apart = np.abs(scaled * counts[..., None] - sums[..., None]) * under[..., None]
        return np.asarray(apart <= (whole_of * over)[..., None], dtype=bool)
    left = scaled * (counts * under)[..., None]
    right = (sums * under + whole_of * over)[..., None]
    match target.comparator:
        case Comparator.AT_LEAST:
            return np.asarray(left >= right, dtype=bool)
        case Comparator.AT_MOST:
            return np.asarray(left <= right, dtype=bool)
        case Comparator.OVER:
            return np.asarray(left > right, dtype=bool)
        case Comparator.UNDER:
            return np.asarray(left < right, dtype=bool)


def _roomy(scaled: Anything, *others: Anything) -> Iterator[Anything]:
    """The arrays, of whole numbers of any size where their products could leave 64 bits."""
    sums, counts, whole_of, over, under = others
    most = max(largest(scaled) * largest(counts), largest(sums)) * max(largest(under), 1)
    most += max(largest(whole_of), 1) * max(largest(over), 1)
    is_narrow = 2 * most < 2**62
    return iter(others if is_narrow else [np.asarray(each).astype(object) for each in others])


def _is_level(national: National, scaled: Anything, asked: Anything) -> Bools:
    """As good as the others, or the same where the indicator has no better end."""
    upwards = np.array([each is Direction.UP for each in national.polarities])[:, None, None]
    downwards = np.array([each is Direction.DOWN for each in national.polarities])[:, None, None]
    level = (scaled == asked) | (upwards & (scaled > asked)) | (downwards & (scaled < asked))
    return np.asarray(level, dtype=bool)
