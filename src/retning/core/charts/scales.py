"""From figures to places: linear scales, and round figures to write at them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_ALIKE = 1e-9
"""Relative: figures closer than this lie in the same place."""


@dataclass(frozen=True, slots=True)
class Scale:
    """`low` is drawn at `start` and `high` at `end` (in drawing units; `end` may be the less)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a figure lies; one outside lies at the nearer end."""
        if value <= self.low:
            return self.start
        if value >= self.high:
            return self.end
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def spanning(values: Iterable[float], start: float, end: float, *, margin: float = 0.03) -> Scale:
    """A scale that has room for all of the values, with a margin (a share of the whole) at both
    ends; around one value, or none, too."""
    known = list(values)
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if high - low <= max(abs(low), abs(high)) * _ALIKE:
        room = abs(high) * 0.1 or 1.0
    else:
        room = (high - low) * margin
    return Scale(low - room, high + room, start, end)


def round_step(low: float, high: float, most: int) -> float:
    """The smallest round distance that gives at most `most` round figures from low to high."""
    raw = (high - low) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(raw)) if raw > 0 else 1.0
    for step in STEPS:
        if math.floor(high / (step * power)) - math.ceil(low / (step * power)) < most:
            return step * power
    return 20.0 * power


def round_figures(low: float, high: float, most: int) -> list[float]:
    """Round figures within low to high, at most `most`, ascending."""
    if not high > low:
        return []
    step = round_step(low, high, most)
    first = math.ceil(low / step - _ALIKE)
    last = math.floor(high / step + _ALIKE)
    return [number * step for number in range(first, min(last, first + most) + 1)][:most]


def decimals_for(step: float) -> int:
    """How many decimals tell figures that are `step` apart; at most six."""
    for decimals in range(7):
        if abs(round(step, decimals) - step) <= step * 1e-6:
            return decimals
    return 6
