"""The outlook: how likely a municipality is to be there at the deadline, or why nothing is said.

`outlook` simulates all municipalities together, judges every path and calibrates what comes out by
what such forecasts were worth before (`calibration`). It is silent where figures are missing, where
the deadline lies further ahead than was tested, and where its kind of forecast has shown no skill.
Needs numpy, so it is imported by jobs and the command line only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from retning.core.benchmark.calibration import Calibration, Skill
from retning.core.benchmark.events import Event, EventKind
from retning.core.benchmark.paths import Mask, Paths, Real, Single, TooShort, shape_of, simulate
from retning.core.benchmark.traits import Traits, past_of, traits


class WhySilent(Enum):
    """Why no outlook is given."""

    NO_FIGURE = "no_figure"  # none for this municipality today, or for too few of the others
    TOO_SHORT = "too_short"  # no two years in a row
    TOO_FAR = "too_far"  # as far ahead as this was not tested for, or not ahead at all
    NO_SKILL = "no_skill"  # tested, and no better than the base rate


@dataclass(frozen=True, eq=False)
class Outlook:
    """`probability[municipality]`, NaN where `is_shown` is False; `why_silent` is None where shown.

    `why_silent` is about all municipalities; one without a figure today has NaN and no more.
    `skill` is what forecasts of this kind were worth on history that they had not seen.
    """

    probability: Real
    is_shown: Mask
    why_silent: WhySilent | None
    skill: Skill | None
    paths: Paths | None

    def fan(self, municipality: int) -> Single | None:
        """`[year ahead, share]` (10, 25, 50, 75 and 90 %), or None where nothing was simulated."""
        return self.paths.fan(municipality) if self.paths else None


def outlook(
    history: Real,
    event: Event,
    *,
    horizon: int,
    calibration: Calibration,
    paths: Paths | None = None,
    seed: int = 0,
) -> Outlook:
    """The calibrated probability that `event` holds `horizon` years after the last row.

    `history[year, municipality]`, oldest first, one row a year, NaN where there is no figure; the
    last row is today. `paths` are those of `simulate` on the same history, to ask for several
    events at the cost of one simulation. The same seed gives the same answer.
    """
    place = (event.kind, horizon)
    skill = calibration.skills.get(place)
    if place not in calibration.fits or skill is None:
        return _silent(history, WhySilent.TOO_FAR, None, paths)
    if skill.skill <= 0:
        return _silent(history, WhySilent.NO_SKILL, skill, paths)
    try:
        found, paths = _described(history, event, horizon, paths, seed)
    except TooShort:
        has_figure = bool(len(history)) and bool(np.isfinite(history[-1]).any())
        why = WhySilent.TOO_SHORT if has_figure else WhySilent.NO_FIGURE
        return _silent(history, why, skill, paths)
    is_shown = np.isfinite(history[-1])
    probability = calibration.fits[place].probability(found.values)
    return Outlook(np.where(is_shown, probability, np.nan), is_shown, None, skill, paths)


def _described(
    history: Real, event: Event, horizon: int, paths: Paths | None, seed: int
) -> tuple[Traits, Paths | None]:
    """The traits of an event, and the paths they rest on. Raises TooShort.

    Where a municipality stands among the others can be said from one year alone, by how standings
    of other indicators last; how a figure moves cannot.
    """
    shape = shape_of(history)
    if paths is None:
        try:
            paths = simulate(history, horizon=horizon, seed=seed, shape=shape)
        except TooShort:
            if event.kind is not EventKind.STANDING:
                raise
    return traits(event, past_of(history, shape, horizon), paths, horizon), paths


def _silent(history: Real, why: WhySilent, skill: Skill | None, paths: Paths | None) -> Outlook:
    municipalities = history.shape[1]
    nothing = np.full(municipalities, np.nan)
    return Outlook(nothing, np.zeros(municipalities, bool), why, skill, paths)
