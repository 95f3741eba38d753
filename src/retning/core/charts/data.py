"""What pictures are drawn from: plain values, by area code (`COUNTRY` apart) or by period.

All figures are in the indicator's unit, exact. A figure that is not there is left out of a mapping
(and None where a row must stand): missing is not zero. Nothing here is judged: ranks that are
shown count those compared, by `better` and `strict_ties`, as `core.targets` does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from retning.core.periods import Period


class Better(StrEnum):
    """Which end is wished for: of the target's direction, else of the indicator's polarity."""

    UP = "up"
    DOWN = "down"


class Kind(StrEnum):
    """What sort of figure a point of a series is."""

    FIGURE = "figure"
    BUDGET = "budget"
    PROVISIONAL = "provisional"


class Look(StrEnum):
    """How a goal's status is drawn: shape and colour; its word comes with it. The names are those
    of `{% status %}` in the ui."""

    MET = "met"
    NEAR = "near"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Zone:
    """The wished zone, `low` to `high` with both ends in it; None: open at that end."""

    low: Decimal | None = None
    high: Decimal | None = None
    label: str = ""  # "Målet: blandt de 25 % bedste (nr. 24 eller bedre)"


@dataclass(frozen=True, slots=True)
class Mark:
    """One more figure on the axis: a median, an average, a baseline."""

    value: Decimal
    label: str  # "Midten"; the figure is written behind it


@dataclass(frozen=True)
class StripData:
    """Every area on one axis, in one period.

    `names` says who there is: who has no value is told of. `mine` is the area that is named; it
    need not have a value. `compared`: whom the target compares with (None: all); the others are
    drawn fainter and have no rank. `unit` is "%", "kr.", … or empty; `decimals` None: as many as
    the most exact value has. `better` None: nobody is ranked.
    """

    values: Mapping[str, Decimal]
    names: Mapping[str, str]
    mine: str
    unit: str = ""
    decimals: int | None = None
    better: Better | None = None
    zone: Zone | None = None
    compared: frozenset[str] | None = None
    marks: tuple[Mark, ...] = ()
    strict_ties: bool = False
    period: str = ""  # as people say it: "2019"


@dataclass(frozen=True)
class MapData:
    """One figure for each area, on a map; fields as in `StripData`."""

    values: Mapping[str, Decimal]
    names: Mapping[str, str]
    mine: str
    unit: str = ""
    decimals: int | None = None
    better: Better | None = None
    compared: frozenset[str] | None = None
    strict_ties: bool = False
    period: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure over time; None: there is none for that period, and the line is broken."""

    period: Period
    value: Decimal | None
    kind: Kind = Kind.FIGURE


@dataclass(frozen=True)
class Line:
    """A line to compare with: "Hele landet", "Midten af de 98"."""

    label: str
    points: Mapping[Period, Decimal]


@dataclass(frozen=True)
class Band:
    """From a lower to an upper figure in each period: "Den midterste halvdel"."""

    label: str
    low: Mapping[Period, Decimal]
    high: Mapping[Period, Decimal]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a simulation gives for one later period: 80 % of the courses lie from `low` to `high`,
    half of them from `quarter` to `three_quarters`."""

    period: Period
    low: Decimal
    quarter: Decimal
    middle: Decimal
    three_quarters: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Gap:
    """From `period` on the figures are counted in another way."""

    period: Period
    note: str = ""


@dataclass(frozen=True)
class SeriesData:
    """One municipality over time. All periods are of one kind.

    `cut`: the figure that the target asked for in each period ("nr. 24" has another figure each
    year); the wished side of it is `better`'s. `zone`: the same wish in every period, instead of
    `cut`. `is_rank`: values are places, 1 at the top. `deadline`: the last period of the target.
    """

    name: str
    mine: tuple[Point, ...]
    unit: str = ""
    decimals: int | None = None
    better: Better | None = None
    zone: Zone | None = None
    cut: Mapping[Period, Decimal] = field(default_factory=dict)
    cut_label: str = ""
    lines: tuple[Line, ...] = ()
    band: Band | None = None
    outlook: tuple[Outlook, ...] = ()
    breaks: tuple[Gap, ...] = ()
    deadline: Period | None = None
    is_rank: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """How the areas' figures lie in one period."""

    lowest: Decimal
    quarter: Decimal
    middle: Decimal
    three_quarters: Decimal
    highest: Decimal


@dataclass(frozen=True)
class DistributionData:
    """All municipalities over time as bands, and mine among them."""

    name: str
    mine: Mapping[Period, Decimal]
    spread: Mapping[Period, Spread]
    unit: str = ""
    decimals: int | None = None
    better: Better | None = None


@dataclass(frozen=True)
class Small:
    """One goal among many: its picture is a strip, a series or, with neither, its status alone.
    `language`: that of the label, where it is not the picture's."""

    label: str  # the goal's wording, or what it is called
    number: str  # "1.2", or empty
    look: Look
    status: str  # the word: "Opfyldt"
    strip: StripData | None = None
    series: SeriesData | None = None
    language: str = ""


@dataclass(frozen=True)
class MultiplesData:
    """A strategy's goals beside each other."""

    goals: tuple[Small, ...]


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Forecasts that said from `low` to `high`: what they said on average, and how often it came;
    all as shares of one."""

    low: Decimal
    high: Decimal
    said: Decimal
    came: Decimal
    count: int


@dataclass(frozen=True)
class ReliabilityData:
    """Forecasts by how likely they called what they spoke of."""

    bins: tuple[ReliabilityBin, ...]
