"""What an outlook is asked about: a condition on all municipalities' figures of one year.

An event says for figures `[..., municipality]` how far inside (positive) or outside each
municipality is, in the figure's own unit and in the wished direction. Ranks are 1 + the number
strictly better, a share of n municipalities is the floor of share x n, both as in judging.
Needs numpy, so it is imported by jobs and the command line only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Figures = NDArray[np.floating[Any]]


class EventKind(Enum):
    """Kinds that are calibrated apart."""

    STANDING = "standing"  # among the best: the cut moves with the others
    MOVEMENT = "movement"  # better than now: no size is asked for
    LEVEL = "level"  # beyond a fixed figure, of the municipality's own or the same for all


class Event(Protocol):
    """A condition. `direction` is 1 where more is better and -1 where less is."""

    @property
    def kind(self) -> EventKind: ...

    @property
    def direction(self) -> int: ...

    def margins(self, figures: Figures) -> Figures:
        """How far inside the condition, in the figure's unit; the same shape, NaN where missing."""

    def met(self, figures: Figures) -> NDArray[np.bool_]:
        """Whether the condition holds; the same shape, False where a figure is missing."""


@dataclass(frozen=True)
class Best:
    """Among the best `share` of the municipalities with a figure, or among the best `places`."""

    direction: int
    share: Fraction | None = None
    places: int = 0
    kind: EventKind = EventKind.STANDING

    def margins(self, figures: Figures) -> Figures:
        better = figures * self.direction
        ordered = np.where(np.isnan(better), -np.inf, better)
        size = ordered.shape[-1]
        counted = np.isfinite(ordered).sum(axis=-1)
        if counted.size and (counted == counted.flat[0]).all():
            # One cut for all rows of a simulation, where the same municipalities have figures.
            cut = _largest(ordered, self._places(int(counted.flat[0])), size)
        else:
            table = np.array([self._places(number) for number in range(size + 1)])
            rows = table[counted][..., None]
            descending = -np.sort(-ordered, axis=-1)
            found = np.take_along_axis(descending, np.maximum(rows - 1, 0), axis=-1)
            cut = np.where(rows > 0, found, np.inf)
        return np.asarray(better - cut)

    def met(self, figures: Figures) -> NDArray[np.bool_]:
        return self.margins(figures) >= 0

    def _places(self, counted: int) -> int:
        return min(int(self.share * counted) if self.share is not None else self.places, counted)


@dataclass(frozen=True, eq=False)
class Beyond:
    """At `level` or better: one for all (`[1]` or a number) or each municipality's own."""

    direction: int
    level: Figures | float
    kind: EventKind = EventKind.LEVEL

    def margins(self, figures: Figures) -> Figures:
        return np.asarray((figures - self.level) * self.direction)

    def met(self, figures: Figures) -> NDArray[np.bool_]:
        return self.margins(figures) >= 0


@dataclass(frozen=True, eq=False)
class BetterThan:
    """Strictly better than each municipality's own figure `now`."""

    direction: int
    now: Figures
    kind: EventKind = EventKind.MOVEMENT

    def margins(self, figures: Figures) -> Figures:
        return np.asarray((figures - self.now) * self.direction)

    def met(self, figures: Figures) -> NDArray[np.bool_]:
        return self.margins(figures) > 0


def _largest(ordered: Figures, place: int, size: int) -> Figures:
    """The `place`-th largest of each row, one column; infinite where no place is asked for."""
    if place <= 0:
        return np.full((*ordered.shape[:-1], 1), np.inf, ordered.dtype)
    at = size - place
    return np.asarray(np.partition(ordered, at, axis=-1)[..., at, None])
