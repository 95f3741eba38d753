"""Indicators, their figures, municipalities in figures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, field

from retning.web.api.shapes.terms import Address, Count, Language, Shape

Amount = Annotated[
    float | None, Meta(description="The figure in the indicator's unit; null: see `state`.")
]
StateName = Literal["known", "missing", "suppressed", "not_published", "undefined"]
IsExample = Annotated[
    bool, Meta(description="Made up to show how it looks: it says nothing about any municipality.")
]
Licence = Annotated[
    str, Meta(description="The publisher's terms of use; empty where it has said none.")
]
IsOwn = Annotated[bool, Meta(description="The municipality's own figures, not national ones.")]
PeriodCode = Annotated[str, Meta(description="2024, 2024/2025, 2025K3 or 2025M07.")]


class IndicatorSummary(Shape, frozen=True, kw_only=True):
    """An indicator in the list of all."""

    code: Annotated[str, Meta(description="The stable id.")]
    name: str
    unit: str
    polarity: Literal["up", "down", "neither"]
    fields: list[str]
    source: str
    has_figures: bool
    is_example: IsExample
    is_proxy: bool
    url: Address
    api_url: Address


class IndicatorList(Shape, frozen=True, kw_only=True):
    """Every indicator that can be used here."""

    items: list[IndicatorSummary]
    total: Count
    url: Address
    api_url: Address
    language: Language


class SeriesBreak(Shape, frozen=True, kw_only=True):
    """From this period on it is counted in another way."""

    period: PeriodCode
    why: str


class FigureRelease(Shape, frozen=True, kw_only=True):
    """What came from a source at one time."""

    id: int
    source: str
    table: str
    updated: Annotated[date | None, Meta(description="By the source's own word.")]
    known_from: Annotated[datetime, Meta(description="Public here since.")]
    request_id: str
    checksum: str
    added: Count
    is_own: bool
    note: str


class FigureStanding(Shape, frozen=True, kw_only=True):
    """One municipality's figure in one period, and its place among all that have one."""

    municipality: str
    period: PeriodCode
    value: Amount
    state: StateName
    rank: Annotated[int | None, Meta(description="1 + the number strictly better; ties share it.")]
    tied: Annotated[int | None, Meta(description="How many others share the rank.")]
    of: Annotated[int | None, Meta(description="How many municipalities have a figure.")]


class Indicator(IndicatorSummary, frozen=True, kw_only=True):
    """One indicator: what it is and where its figures come from. Twin of its page."""

    definition: str
    proxy: Annotated[str, Meta(description="How it differs from what it is often taken for.")]
    price_level: str
    period_type: Literal["year", "school_year", "quarter", "month"]
    breaks: list[SeriesBreak]
    licence: Licence
    is_own: IsOwn
    standing: Annotated[
        FigureStanding | None, Meta(description="Where the site's municipality stands.")
    ]
    releases: list[FigureRelease]
    figures_url: Address
    table_url: Address
    language: Language


class Category(Shape, frozen=True, kw_only=True):
    """The values of a dimension: code to place, and code to name."""

    index: dict[str, int]
    label: dict[str, str]


class Dimension(Shape, frozen=True, kw_only=True):
    label: str
    category: Category


class Roles(Shape, frozen=True, kw_only=True):
    """What the dimensions are."""

    time: list[str]
    geo: list[str]


class FigureExtension(Shape, frozen=True, kw_only=True):
    """What JSON-stat has no member for."""

    indicator: str
    unit: str
    decimals: Count
    price_level: str
    is_example: IsExample
    is_own: IsOwn
    breaks: list[SeriesBreak]
    licence: Licence
    releases: list[FigureRelease]


class FigureSet(Shape, frozen=True, kw_only=True):
    """All figures of an indicator as JSON-stat 2.0. `status` names what stands in the cells that
    are null (their place in `value`): suppressed, not_published, undefined; missing ones have
    none."""

    version: str
    class_: Literal["dataset"] = field(name="class")
    href: Address
    label: str
    source: str
    updated: date | None
    id: list[str]
    size: list[Count]
    role: Roles
    dimension: dict[str, Dimension]
    value: list[float | None]
    status: dict[str, StateName]
    extension: FigureExtension


class ProfileLine(Shape, frozen=True, kw_only=True):
    """One indicator of a municipality."""

    indicator: str
    name: str
    unit: str
    source: str
    licence: Licence
    standing: FigureStanding
    is_example: IsExample
    api_url: Address


class Profile(Shape, frozen=True, kw_only=True):
    """A municipality in the newest national figures. Twin of its page."""

    municipality: str
    name: str
    items: list[ProfileLine]
    url: Address
    api_url: Address
    language: Language


class ComparisonLine(Shape, frozen=True, kw_only=True):
    """One indicator for each of the municipalities."""

    indicator: str
    name: str
    unit: str
    source: str
    licence: Licence
    standings: list[FigureStanding]
    is_example: IsExample
    api_url: Address


class Comparison(Shape, frozen=True, kw_only=True):
    """Two to six municipalities beside each other. Twin of its page."""

    municipalities: list[str]
    items: list[ComparisonLine]
    url: Address
    api_url: Address
    language: Language


class OutlookStep(Shape, frozen=True, kw_only=True):
    """Outlooks that said from `low` to `high`; all as shares of one."""

    low: float
    high: float
    said: Annotated[float, Meta(description="What they said on average.")]
    came: Annotated[float, Meta(description="How often it came.")]
    forecasts: Count


class OutlookWorth(Shape, frozen=True, kw_only=True):
    """How near the truth outlooks came. Skill: 1 is all the way, 0 or less is no nearer."""

    name: Annotated[str, Meta(description="The indicator's in the source; empty: all of them.")]
    indicator: Annotated[str | None, Meta(description="The stable id, where it is here.")]
    forecasts: Count
    shown: Annotated[int, Meta(ge=0, description="Forecasts that could be given.")]
    brier: float
    over_base_rate: float
    over_own_rate: float
    over_as_today: float
    over_gap: float
    is_silent: Annotated[bool, Meta(description="No skill: no outlook of this kind is given.")]


class OutlookKind(Shape, frozen=True, kw_only=True):
    """What was foretold, how it went in all, by indicator, and how it held."""

    kind: Annotated[
        Literal["standing", "movement", "level"],
        Meta(description="Among the best 25 %; better than at the start; beyond a fixed level."),
    ]
    first_start: int
    last_start: int
    years_ahead: int
    calibration_error: float
    whole: OutlookWorth
    indicators: list[OutlookWorth]
    steps: list[OutlookStep]


class OutlookSkill(Shape, frozen=True, kw_only=True):
    """How outlooks were tested and how they did. Twin of its page."""

    items: list[OutlookKind]
    provenance: str
    table_url: Address
    url: Address
    api_url: Address
    language: Language
