"""Calibration: from the traits of an event to a probability that holds what it says.

A logistic fit on outcomes that were known at the time, one for each kind of event and horizon.
Weights of traits that grow with the margin are never negative, so an easier cut is never less
likely. Needs numpy, so it is imported by jobs and the command line only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from retning.core.benchmark.events import EventKind
from retning.core.benchmark.paths import Mask, Real, Single

BINS = 10
_ROUNDS = 20
_SURE = 6.0
"""Log odds beyond which nothing is promised: a forecast is never surer than 99.75 %."""


@dataclass(frozen=True)
class Fit:
    """`probability = 1 / (1 + exp(-(constant + traits · weights)))`, and what it was fitted on."""

    constant: float
    weights: tuple[float, ...]
    base_rate: float
    outcomes: int

    def probability(self, traits: Real) -> Real:
        """Of each row of `traits[municipality, trait]`: strictly between 0 and 1."""
        odds = np.clip(self.constant + traits @ np.array(self.weights), -_SURE, _SURE)
        return np.asarray(1 / (1 + np.exp(-odds)))


@dataclass(frozen=True)
class Skill:
    """How a class of events was forecast, out of sample: `skill = 1 - brier / reference`."""

    brier: float
    reference: float
    events: int
    first_start: int
    last_start: int

    @property
    def skill(self) -> float:
        return 1 - self.brier / self.reference if self.reference else 0.0


@dataclass(frozen=True)
class Calibration:
    """Fits and measured skill by kind and horizon, with where they come from."""

    fits: Mapping[tuple[EventKind, int], Fit]
    skills: Mapping[tuple[EventKind, int], Skill]
    provenance: str


@dataclass(frozen=True)
class Reliability:
    """One bin of a reliability diagram: what was said on average, what came, and how often."""

    low: float
    high: float
    said: float
    came: float
    count: int


def fit(values: Real | Single, rising: int, outcomes: NDArray[np.bool_], *, ridge: float) -> Fit:
    """Fit `outcomes` to `values[row, trait]`, whose first `rising` weights stay at zero or above.

    `ridge` is the weight of "this trait says nothing", in outcomes, on standardised traits.
    """
    middle, spread = values.mean(axis=0), values.std(axis=0)
    is_used = spread > 1e-9
    design = np.ones((len(values), values.shape[1] + 1), np.float32)
    design[:, 1:] = (values - middle) / np.where(is_used, spread, 1.0)
    keep = np.concatenate([[True], is_used])
    weights, came = np.zeros(len(keep)), outcomes.astype(np.float64)
    while True:
        weights[:] = 0
        weights[keep] = _logistic(design[:, keep], came, ridge)
        wrong = np.flatnonzero(weights[1 : rising + 1] < 0) + 1
        if not wrong.size:
            break
        keep[wrong] = False
    plain = weights[1:] / np.where(is_used, spread, 1.0)
    constant = float(weights[0] - plain @ middle)
    return Fit(constant, tuple(float(w) for w in plain), float(outcomes.mean()), len(outcomes))


def brier(said: Real, came: Mask) -> float:
    """The mean squared distance between what was said and what came."""
    return float(np.mean((said - came) ** 2))


def reliability(said: Real, came: Mask, *, bins: int = BINS) -> tuple[Reliability, ...]:
    """Forecasts in `bins` equal steps of probability; empty steps are left out."""
    step = np.minimum((said * bins).astype(int), bins - 1)
    found = []
    for number in np.unique(step):
        here = step == number
        low, high = number / bins, (number + 1) / bins
        mean, rate = float(said[here].mean()), float(came[here].mean())
        found.append(Reliability(low, high, mean, rate, int(here.sum())))
    return tuple(found)


def calibration_error(bins: Sequence[Reliability]) -> float:
    """The expected calibration error: |said - came| of each bin, weighed by its forecasts."""
    total = sum(found.count for found in bins)
    return sum(abs(b.said - b.came) * b.count for b in bins) / total if total else 0.0


def _logistic(design: Single, outcomes: Real, ridge: float) -> Real:
    """Newton's steps for a ridge logistic fit; the first column, the constant, is not drawn in.

    Steps are held short, as Newton's otherwise may leap from where most forecasts are sure.
    """
    weights = np.zeros(design.shape[1])
    pull = np.full(design.shape[1], ridge)
    pull[0] = 1e-6
    for _ in range(_ROUNDS):
        said = 1 / (1 + np.exp(-np.clip(design @ weights.astype(np.float32), -30, 30)))
        slope = design.T @ (outcomes - said).astype(np.float32) - pull * weights
        sure = (said * (1 - said)).astype(np.float32)
        bend = (design * sure[:, None]).T @ design + np.diag(pull)
        change = np.linalg.solve(bend, slope)
        weights = weights + change * min(1.0, 1.0 / np.abs(change).max(initial=1e-9))
        if np.abs(change).max() < 1e-3:
            break
    return weights


def written(calibration: Calibration) -> str:
    """A calibration as text, to be kept in a file."""
    rows = [
        {
            "kind": kind.value,
            "horizon": horizon,
            "constant": round(found.constant, 6),
            "weights": [round(weight, 6) for weight in found.weights],
            "base_rate": round(found.base_rate, 6),
            "outcomes": found.outcomes,
            "skill": asdict(calibration.skills[kind, horizon]),
        }
        for (kind, horizon), found in calibration.fits.items()
    ]
    whole = {"provenance": calibration.provenance, "fits": rows}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def read_calibration(text: str) -> Calibration:
    """The calibration that `written` wrote."""
    whole = json.loads(text)
    fits, skills = {}, {}
    for row in whole["fits"]:
        place = (EventKind(row["kind"]), int(row["horizon"]))
        weights = tuple(float(weight) for weight in row["weights"])
        fits[place] = Fit(row["constant"], weights, row["base_rate"], row["outcomes"])
        skills[place] = Skill(**row["skill"])
    return Calibration(fits, skills, whole["provenance"])


def committed() -> Calibration:
    """What `python -m benchmarks.outlook --write` fitted on the ministry's figures."""
    kept = files("retning.core.benchmark").joinpath("outlook.json")
    return read_calibration(kept.read_text(encoding="utf-8"))
