"""What outlooks have been worth: measured once, kept beside this file, and read without numpy.

`python -m benchmarks.outlook --publish` writes the two tables from the benchmark's results; what
they rest on stands in `outlook.json` as well. All figures are of forecasts four years ahead that
had not seen what came.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

RELIABILITY, BY_INDICATOR = "outlook_reliability.csv", "outlook_by_indicator.csv"
MOST = 4
"""Years ahead that the tables are about."""
COMMON = 4
"""Start years' worth of all indicators together that an indicator's own skill is drawn towards: as
its own base rate is in the benchmark."""


class Foretold(StrEnum):
    """What an outlook was asked: the kinds of `events.EventKind`, which needs numpy."""

    STANDING = "standing"  # among the best 25 %
    MOVEMENT = "movement"  # better than now
    LEVEL = "level"  # beyond a fixed level


# Directions (and levels) asked of each indicator and start year, of 98 municipalities.
_A_START = {Foretold.STANDING: 2 * 98, Foretold.MOVEMENT: 2 * 98, Foretold.LEVEL: 6 * 98}


@dataclass(frozen=True, slots=True)
class Step:
    """Forecasts that said from `low` to `high`: what they said on average, how often it came."""

    low: float
    high: float
    said: float
    came: float
    count: int


@dataclass(frozen=True, slots=True)
class Worth:
    """Brier scores of one kind of forecast, and of what one could have said without it.

    `name`: the indicator's in the ministry's export. `code`: the catalogue's, or what an import
    makes of the name. `own_rate`: always saying how often it came for this very indicator.
    `by_gap`: a logistic fit on today's distance to the cut.
    """

    kind: Foretold
    name: str
    code: str
    forecasts: int
    shown: int
    brier: float
    base_rate: float
    own_rate: float
    as_today: float
    by_gap: float

    @property
    def over_base_rate(self) -> float:
        return skill(self.brier, self.base_rate)

    @property
    def over_own_rate(self) -> float:
        return skill(self.brier, self.own_rate)

    @property
    def over_as_today(self) -> float:
        return skill(self.brier, self.as_today)

    @property
    def over_gap(self) -> float:
        return skill(self.brier, self.by_gap)


@dataclass(frozen=True)
class Measured:
    """Everything that was measured of a kind: all of it, by indicator, and how it held."""

    whole: Worth
    indicators: Sequence[Worth]
    steps: Sequence[Step]
    first_start: int
    last_start: int

    @property
    def calibration_error(self) -> float:
        """How far what was said lies from what came, weighed by forecasts: a share of one."""
        total = sum(each.count for each in self.steps)
        apart = sum(abs(each.said - each.came) * each.count for each in self.steps)
        return apart / total if total else 0.0

    def is_silent(self, line: Worth) -> bool:
        """Whether nothing is said of an indicator: its own skill over the base rate, drawn towards
        that of all, is none. Few start years say little, so it takes more than chance."""
        starts = line.forecasts / _A_START[line.kind]
        drawn = starts * line.over_base_rate + COMMON * self.whole.over_base_rate
        return drawn <= 0


@dataclass(frozen=True)
class Record:
    """All that was measured, and on what."""

    kinds: Mapping[Foretold, Measured]
    provenance: str

    def of(self, code: str) -> list[Worth]:
        """Each kind's worth for an indicator; empty where it was not among those measured."""
        every = (each for found in self.kinds.values() for each in found.indicators)
        return [each for each in every if code and each.code == code]

    def is_silent(self, code: str, kind: Foretold) -> bool:
        """Whether outlooks of this kind have shown no skill on this indicator. One that was not
        measured has what all have together."""
        found = self.kinds[kind]
        return any(found.is_silent(each) for each in self.of(code) if each.kind is kind)


def skill(brier: float, reference: float) -> float:
    """How much nearer forecasts came than the reference: 1 is all the way, 0 or less not at all.

    >>> skill(0.09, 0.12)
    0.25
    """
    return round(1 - brier / reference, 6) if reference else 0.0


@lru_cache(maxsize=1)
def measured() -> Record:
    """The committed record."""
    kept = json.loads(_text("outlook.json"))
    spans = {Foretold(row["kind"]): row["skill"] for row in kept["fits"] if row["horizon"] == MOST}
    lines = [_worth(row) for row in _rows(BY_INDICATOR)]
    steps = [(Foretold(row["kind"]), _step(row)) for row in _rows(RELIABILITY)]
    kinds = {}
    for kind in Foretold:
        of_kind = [each for each in lines if each.kind is kind]
        kinds[kind] = Measured(
            whole=_whole(kind, of_kind),
            indicators=of_kind,
            steps=[step for each, step in steps if each is kind],
            first_start=spans[kind]["first_start"],
            last_start=spans[kind]["last_start"],
        )
    return Record(kinds, kept["provenance"])


def _text(name: str) -> str:
    return files("retning.core.benchmark").joinpath(name).read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(_text(name).splitlines(), delimiter=";"))


def _worth(row: Mapping[str, str]) -> Worth:
    return Worth(
        kind=Foretold(row["kind"]),
        name=row["indicator"],
        code=row["code"],
        forecasts=int(row["forecasts"]),
        shown=int(row["shown"]),
        brier=float(row["brier"]),
        base_rate=float(row["base rate"]),
        own_rate=float(row["own base rate"]),
        as_today=float(row["as today"]),
        by_gap=float(row["by gap"]),
    )


def _step(row: Mapping[str, str]) -> Step:
    low, high, said, came = (float(row[name]) for name in ("from", "to", "said", "came"))
    return Step(low, high, said, came, int(row["forecasts"]))


def _whole(kind: Foretold, lines: Sequence[Worth]) -> Worth:
    """All indicators together, each forecast counting the same."""
    total = sum(each.forecasts for each in lines)

    def mean(name: str) -> float:
        return float(sum(getattr(each, name) * each.forecasts for each in lines)) / total

    return Worth(
        kind=kind,
        name="",
        code="",
        forecasts=total,
        shown=sum(each.shown for each in lines),
        brier=mean("brier"),
        base_rate=mean("base_rate"),
        own_rate=mean("own_rate"),
        as_today=mean("as_today"),
        by_gap=mean("by_gap"),
    )
