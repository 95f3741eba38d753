"""Verdicts: whether a target is met, and everything needed to show why.

`judge(target, measured, on=…)` (in `judging`) makes them; `say_verdict` puts them into a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from retning.core.benchmark.figures import Break, Evidence, Panel
from retning.core.periods import Period
from retning.core.targets.kinds import Comparator, Direction


class Status(StrEnum):
    """The closed set of what a verdict says."""

    MET = "met"
    MISSED = "missed"  # the deadline has passed
    NOT_MET = "not_met"  # there is no deadline
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a verdict is unknown."""

    NO_SOURCE = "no_source"  # no national figures exist; the municipality has none of its own
    NO_FIGURES = "no_figures"  # there should be figures, none are loaded
    MISSING = "missing"  # the municipality's own figure is not in the release
    SUPPRESSED = "suppressed"
    NOT_PUBLISHED = "not_published"
    UNDEFINED = "undefined"
    COVERAGE = "coverage"  # under 90 % of those compared have a figure
    BREAK = "break"  # counted in another way in between
    NO_BASELINE = "no_baseline"  # the year that the change counts from has no figure
    NO_GROUP = "no_group"  # it is not known whom to compare with
    NO_POLARITY = "no_polarity"  # which end is best is not said
    UNIT = "unit"  # the target's unit is not the indicator's
    NO_AVERAGE = "no_average"
    NOT_REPRESENTATIVE = "not_representative"  # self-selected answers give no verdict
    NOT_JUDGED = "not_judged"  # people are to judge, and have not
    NO_PROOF = "no_proof"  # a milestone that nobody has said is done
    AHEAD = "ahead"  # a milestone whose day has not come


class Mean(StrEnum):
    """Which average was compared with, the first that there is."""

    PUBLISHED = "published"  # the country's own published figure
    WEIGHTED = "weighted"  # by population
    PLAIN = "plain"


class Ties(StrEnum):
    """How equal figures are ranked. STANDARD: 1 + those strictly better. STRICT: all not worse."""

    STANDARD = "standard"
    STRICT = "strict"


@dataclass(frozen=True)
class Peers:
    """Whom "regionen", "nabokommunerne" and named groups are, by area code. Regions are dated:
    these are the ones on the day of judging. The municipality itself is a member."""

    region: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)  # by name, small letters


@dataclass(frozen=True)
class Measured:
    """What a target is judged on: one indicator's figures, for one municipality.

    `panel` holds all municipalities where there are national figures, else only `municipality`.
    `population` weighs averages (by area code, the same or nearest year). `unit` is the
    indicator's. `is_representative` is False for self-selected answers; `self_selected` names the
    periods whose figures alone are such. `answers`: how many
    answered, where it is a survey. `done_on` and `proof` are a milestone's. `opinion`: what a
    panel of people judged, True or False. `period`: the plan's first and last year.
    """

    panel: Panel
    municipality: str
    unit: str = ""
    polarity: Direction | None = None
    breaks: tuple[Break, ...] = ()
    peers: Peers = field(default_factory=Peers)
    population: Mapping[str, int] = field(default_factory=dict)
    evidence: Evidence | None = None
    ties: Ties = Ties.STANDARD
    period: tuple[int, int] | None = None
    has_source: bool = True
    is_representative: bool = True
    self_selected: frozenset[Period] = frozenset()
    answers: int | None = None
    done_on: date | None = None
    proof: str = ""
    opinion: bool | None = None
    judged_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """Where the municipality stands among those compared: `rank` is 1 for the wished end, `tied`
    how many others share it, `n` how many have a figure of `of` compared; `cut` is the last rank
    inside, and `threshold` the figure that it asks for today."""

    rank: int
    tied: int
    n: int
    of: int
    cut: int | None = None
    threshold: Decimal | None = None


@dataclass(frozen=True)
class Verdict:
    """Whether a target is met, on the newest figure known.

    `met_now` stands beside every status but UNKNOWN. `gap`: what is missing in the indicator's
    unit (places for ranks), 0 or less where met. `deadline` is the resolved last day, None where
    there is none. `probability`: of being met at the deadline, where an outlook is given.
    `against`: the figure compared with (an average, a baseline) and `mean` says which average.
    """

    status: Status
    reason: Reason | None = None
    met_now: bool | None = None
    value: Decimal | None = None
    period: Period | None = None
    threshold: Decimal | Fraction | None = None
    comparator: Comparator | None = None
    gap: Decimal | Fraction | None = None
    standing: Standing | None = None
    baseline: Decimal | None = None
    baseline_period: Period | None = None
    against: Decimal | Fraction | None = None
    mean: Mean | None = None
    deadline: date | None = None
    probability: float | None = None
    evidence: Evidence | None = None
    coverage: tuple[int, int] | None = None  # with a figure, of those compared
    answers: int | None = None
    broken_at: Break | None = None

    @property
    def is_budget(self) -> bool:
        """Whether the figure that it rests on is of a budget, not of an account."""
        evidence, period = self.evidence, self.period
        return evidence is not None and period is not None and evidence.is_budget(period)
