"""The kinds of target: a goal's rule as a value (docs/targets.md).

Every kind is frozen, comparable and hashable; numbers are exact (`Decimal`, whole numbers,
`Fraction`). What a target is about (the indicator) is not part of it: it stands in the reading.

Every value that can be built can be said and read back, so building refuses (`ValueError`) what
has no wording: see `sayable` for the numbers, years and names that have one.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from retning.core.targets.sayable import (
    check_count,
    check_name,
    check_number,
    check_share,
    check_year,
)

LONGEST_HORIZON = 50
LARGEST_SCALE = 1000


class Direction(StrEnum):
    """The wished movement of the indicator. BETTER: the indicator's polarity decides which."""

    UP = "up"
    DOWN = "down"
    BETTER = "better"


class Comparator(StrEnum):
    """How a figure must stand to a threshold."""

    AT_LEAST = ">="
    AT_MOST = "<="
    OVER = ">"
    UNDER = "<"

    @property
    def direction(self) -> Direction:
        """Which way the indicator is wished to move."""
        upwards = self in {Comparator.AT_LEAST, Comparator.OVER}
        return Direction.UP if upwards else Direction.DOWN


@dataclass(frozen=True, slots=True)
class Deadline:
    """At the latest in a year, a month of it, or on a day of that month."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        check_year(self.year)
        date(self.year, self.month or 12, self.day or 1)


@dataclass(frozen=True, slots=True)
class Horizon:
    """Within so many years from the plan's beginning ("over de næste fire år")."""

    years: int

    def __post_init__(self) -> None:
        if not 1 <= self.years <= LONGEST_HORIZON:
            raise ValueError("a horizon is 1 to 50 years")


@dataclass(frozen=True, slots=True)
class CouncilTerm:
    """By the end of the council's term ("i byrådsperioden")."""


When: TypeAlias = Deadline | Horizon | CouncilTerm


class Scope(StrEnum):
    """Whom a municipality is compared with. The words are the corpus's."""

    COUNTRY = "landet"
    MUNICIPALITIES = "kommuner"
    REGION = "region"
    NEIGHBOURS = "nabokommuner"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Among:
    """Those compared; `name` of a group ("6-byerne") or of a region ("Region Nordjylland")."""

    scope: Scope
    name: str = ""

    def __post_init__(self) -> None:
        if self.scope is Scope.GROUP and not self.name:
            raise ValueError("a group has a name")
        if self.name and self.scope not in {Scope.GROUP, Scope.REGION}:
            raise ValueError("only groups and regions have names")
        check_name(self.name)


class Best(StrEnum):
    """Which end of a ranking is wished. BEST: the indicator's polarity decides."""

    LOWEST = "lowest"
    HIGHEST = "highest"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Level:
    """A threshold: "mindst 85 %", "fra 12 % til 8 % i 2025". `unit` as people write it ("%", "kg
    pr. borger"), empty for a bare number."""

    comparator: Comparator
    value: Decimal
    unit: str = ""
    baseline: Decimal | None = None
    baseline_year: int | None = None
    by: When | None = None

    def __post_init__(self) -> None:
        check_number(self.value)
        check_name(self.unit)
        check_number(self.baseline)
        check_year(self.baseline_year)


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of so many: "7 ud af 10". Judged as a level of num/den."""

    num: int
    den: int
    comparator: Comparator = Comparator.AT_LEAST
    by: When | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.num <= self.den or self.den < 1:
            raise ValueError("a ratio is a part of a whole")
        check_count(self.den)


@dataclass(frozen=True, slots=True)
class SurveyLevel:
    """A threshold on what people answer: "mindst 90 % er tilfredse", "4,0 på en skala fra 1 til
    5". On a `scale` (lowest, highest) the unit is the scale's, and `unit` is empty."""

    comparator: Comparator
    value: Decimal
    unit: str = ""
    scale: tuple[int, int] | None = None
    baseline: Decimal | None = None
    baseline_year: int | None = None
    by: When | None = None

    def __post_init__(self) -> None:
        check_number(self.value)
        check_name(self.unit)
        check_number(self.baseline)
        check_year(self.baseline_year)
        if self.scale is not None:
            if self.unit:
                raise ValueError("on a scale there is no other unit")
            lowest, highest = self.scale
            if not -LARGEST_SCALE <= lowest < highest <= LARGEST_SCALE:
                raise ValueError("a scale goes from a lowest to a higher whole number")


class Measure(StrEnum):
    """What the size of a change is counted in."""

    RELATIVE = "delta_rel"  # per cent of the baseline
    ABSOLUTE = "delta_abs"  # the indicator's own unit, percentage points


@dataclass(frozen=True, slots=True)
class Change:
    """A movement: "skal stige", "30 % lavere i 2025 end i 2015", "1,5 procentpoint årligt".

    `size` is never negative (the direction says which way). RELATIVE and the unit "%" go together;
    ABSOLUTE has every other unit ("procentpoint", "kr.", or none). `at_least`: the text says so.
    `is_yearly`: so much every year.
    """

    direction: Direction
    size: Decimal | None = None
    unit: str = ""
    measure: Measure | None = None
    is_yearly: bool = False
    at_least: bool = False
    baseline_year: int | None = None
    by: When | None = None

    def __post_init__(self) -> None:
        if (self.size is None) != (self.measure is None):
            raise ValueError("a size and its measure go together")
        if self.size is None and (self.unit or self.is_yearly or self.at_least):
            raise ValueError("without a size there is no unit, no pace and no least")
        if self.size is not None:
            check_number(self.size)
            if self.size < 0:
                raise ValueError("the direction of a change says which way, not its size")
            if (self.unit == "%") != (self.measure is Measure.RELATIVE):
                raise ValueError("per cent is the unit of relative changes, and of no other")
        check_name(self.unit)
        check_year(self.baseline_year)


@dataclass(frozen=True, slots=True)
class Rank:
    """At most number `at_most` from the wished end: "top 10", "blandt de 15 laveste"."""

    at_most: int
    best: Best
    among: Among = Among(Scope.MUNICIPALITIES)
    by: When | None = None

    def __post_init__(self) -> None:
        if self.at_most < 1:
            raise ValueError("a rank is 1 or more")
        check_count(self.at_most)


@dataclass(frozen=True, slots=True)
class Quantile:
    """Within a share from the wished end: "blandt de 25 % bedste", "den bedste tredjedel"."""

    share: Fraction
    best: Best
    among: Among = Among(Scope.COUNTRY)
    by: When | None = None

    def __post_init__(self) -> None:
        if not 0 < self.share < 1:
            raise ValueError("a share lies between 0 and 1")
        check_share(self.share)


class To(StrEnum):
    """What a comparison is with."""

    AVERAGE = "average"  # of those compared
    OTHERS = "others"  # those compared, as they publish it ("på landsplan", "i nabokommunerne")


@dataclass(frozen=True, slots=True)
class Compare:
    """Against others: "under gennemsnittet i regionen", "højst 0,5 procentpoint over landet".
    EQUAL standing ("på niveau med") is `comparator` None.

    `margin` is added to the others' figure before comparing, so below it is negative: "mindst 2
    procentpoint under landet" is AT_MOST with -2. With EQUAL standing it is how far apart the two
    may lie, and positive. In `unit`, "%" is of the others' figure.
    """

    comparator: Comparator | None
    to: To
    among: Among
    margin: Decimal | None = None
    unit: str = ""
    by: When | None = None

    def __post_init__(self) -> None:
        check_name(self.unit)
        if self.margin is None:
            if self.unit:
                raise ValueError("without a margin there is no unit")
            return
        check_number(self.margin)
        if self.margin == 0 or (self.margin < 0 and self.comparator is None):
            raise ValueError("a margin is more than nothing")


@dataclass(frozen=True, slots=True)
class Milestone:
    """Done by a date, or not: "senest den 1. juli 2023"."""

    by: Deadline


@dataclass(frozen=True, slots=True)
class Judged:
    """No number: people say whether it holds. Who is asked and how often, where the text says."""

    by_whom: str = ""
    every_years: int | None = None
    by: When | None = None

    def __post_init__(self) -> None:
        check_name(self.by_whom)
        if self.every_years is not None and not 1 <= self.every_years <= LONGEST_HORIZON:
            raise ValueError("people are asked every 1 to 50 years")


Target: TypeAlias = (
    Level | Ratio | SurveyLevel | Change | Rank | Quantile | Compare | Milestone | Judged
)


class Kind(StrEnum):
    """The kinds, in the words of the corpus and of `--json`."""

    LEVEL = "level"
    RATIO = "ratio"
    SURVEY_LEVEL = "survey_level"
    TREND = "trend"
    RANK = "rank"
    QUANTILE = "quantile"
    COMPARE = "compare"
    MILESTONE = "milestone"
    QUALITATIVE = "qualitative"


KINDS: dict[type[Target], Kind] = {
    Level: Kind.LEVEL,
    Ratio: Kind.RATIO,
    SurveyLevel: Kind.SURVEY_LEVEL,
    Change: Kind.TREND,
    Rank: Kind.RANK,
    Quantile: Kind.QUANTILE,
    Compare: Kind.COMPARE,
    Milestone: Kind.MILESTONE,
    Judged: Kind.QUALITATIVE,
}


def kind_of(target: Target) -> Kind:
    """The kind of a target."""
    return KINDS[type(target)]
