"""Averages and medians, exact. Figures are whole numbers (see `figures`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction


def plain_mean(figures: Collection[int]) -> Fraction | None:
    """The sum over the number; None of nothing."""
    return Fraction(sum(figures), len(figures)) if figures else None


def weighted_mean(figures: Mapping[str, int], weights: Mapping[str, int]) -> Fraction | None:
    """Each area's figure as often as its weight (its inhabitants); None where an area has no
    weight, so that nobody is left out in silence."""
    if any(weights.get(area, 0) <= 0 for area in figures):
        return None
    total = sum(weights[area] for area in figures)
    summed = sum(figure * weights[area] for area, figure in figures.items())
    return Fraction(summed, total) if figures else None


def median(figures: Collection[int]) -> Fraction | None:
    """The middle one, or the mean of the two in the middle; None of nothing."""
    if not figures:
        return None
    in_order = sorted(figures)
    middle = len(in_order) // 2
    if len(in_order) % 2:
        return Fraction(in_order[middle])
    return Fraction(in_order[middle - 1] + in_order[middle], 2)


def can_be_average(of_all: int, figures: Collection[int]) -> bool:
    """Whether a published figure of the whole country can be an average of its parts. One outside
    all of them is a total (inhabitants, jobs), which nobody is compared with."""
    return not figures or min(figures) <= of_all <= max(figures)
