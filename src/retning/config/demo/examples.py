"""Made-up figures for the demonstration: the same every time, each indicator in its own way, of
plausible size. Nobody has counted them, and every page says so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from statistics import NormalDist
from zlib import crc32

from retning.apps.indicators.enums import PeriodType
from retning.apps.indicators.models import Indicator
from retning.apps.organisation.enums import MunicipalityGroup
from retning.apps.organisation.sources import MunicipalityFact, municipality_facts
from retning.core.benchmark.figures import Figure
from retning.core.periods import Period, PeriodKind

FIRST_YEAR = 2012
HOME = "187"
SIZES = {
    MunicipalityGroup.CAPITAL: 1.3,
    MunicipalityGroup.CITY: 4.0,
    MunicipalityGroup.PROVINCIAL_TOWN: 1.6,
    MunicipalityGroup.COMMUTER: 0.9,
    MunicipalityGroup.RURAL: 0.8,
}
"""How large municipalities are beside each other, where something is counted."""


@dataclass(frozen=True)
class Shape:
    """What an indicator's made-up figures look like. `middle`: of the municipalities in the first
    year; `apart`: how far they lie apart, as a part of it; `yearly`: how all of them move;
    `season`: how far a winter's month lies above the year's; `ours`: the demonstration's own
    municipality in some years, straight lines between them."""

    middle: float
    apart: float
    yearly: float = 0.0
    decimals: int = 0
    is_by_size: bool = False
    season: float = 0.0
    ours: Mapping[int, float] = field(default_factory=dict)


SHAPES = {
    "office-floor-area": Shape(
        210_000, 0.6, 0.004, is_by_size=True, ours={2012: 118_000, 2021: 131_200, 2025: 133_900}
    ),
    "private-jobs": Shape(
        14_000, 0.6, 0.008, is_by_size=True,
        ours={2012: 4_310, 2018: 5_120, 2020: 4_880, 2022: 4_970, 2025: 5_060},
    ),
    "new-enterprises": Shape(
        330, 0.45, 0.03, is_by_size=True,
        ours={2012: 108, 2018: 131, 2022: 147, 2024: 158, 2025: 155},
    ),
    "company-tax": Shape(
        640, 0.5, 0.02, ours={2012: 420, 2015: 380, 2018: 510, 2022: 640, 2025: 610}
    ),
    "socioeconomic-index": Shape(
        0.98, 0.22, 0.0, decimals=2, ours={2012: 0.81, 2018: 0.78, 2025: 0.75}
    ),
    "higher-education": Shape(
        24.0, 0.3, 0.02, decimals=1, ours={2012: 29.4, 2018: 32.6, 2025: 36.1}
    ),
    "tax-base": Shape(
        166_000, 0.12, 0.01, ours={2012: 171_000, 2018: 186_000, 2022: 184_500, 2025: 188_000}
    ),
    "support-costs": Shape(9_600, 0.16, 0.002, ours={2012: 7_050, 2018: 6_900, 2025: 7_100}),
    "youth-unemployment": Shape(
        3.4, 0.25, -0.01, decimals=1, season=0.12,
        ours={2012: 3.3, 2018: 2.9, 2020: 3.6, 2025: 2.8},
    ),
    "immigrant-employment": Shape(
        52.0, 0.2, 0.015, decimals=1, ours={2012: 49.6, 2018: 53.4, 2025: 55.2}
    ),
}  # fmt: skip


def example_figures(indicator: Indicator, last_year: int) -> Mapping[tuple[str, Period], Figure]:
    """Made-up figures of the 98. Shares lie between 0 and 100, indices around 1."""
    shape = SHAPES.get(indicator.code) or _usual(indicator)
    is_share = indicator.unit_da == "%"
    places = _places(indicator.code)
    periods = list(_periods(indicator, last_year))
    return {
        (fact.code, period): Figure(Decimal(f"{value:.{shape.decimals}f}"))
        for fact in municipality_facts()
        for period, value in _series(
            indicator.code, shape, fact, places[fact.code], periods, is_share=is_share
        )
    }


def _usual(indicator: Indicator) -> Shape:
    """Of an indicator that no goal of the demonstration needs."""
    turn = crc32(indicator.code.encode())
    match indicator.unit_da:
        case "%":
            return Shape(20.0 + turn % 40, 0.25, 0.01, decimals=1)
        case "indeks":
            return Shape(1.0, 0.2, decimals=2)
        case _:
            return Shape(2_000.0 + turn % 9_000, 0.3, 0.01)


def _places(code: str) -> dict[str, float]:
    """Where each municipality lies in a normal distribution: in another order for each indicator,
    none of them together."""
    facts = municipality_facts()
    order = sorted(facts, key=lambda fact: crc32(f"{code} {fact.code}".encode()))
    return {
        fact.code: NormalDist().inv_cdf((place + 0.5) / len(order))
        for place, fact in enumerate(order)
    }


def _series(
    code: str,
    shape: Shape,
    fact: MunicipalityFact,
    place: float,
    periods: Iterable[Period],
    *,
    is_share: bool,
) -> Iterator[tuple[Period, float]]:
    """A municipality's figures: its place, the common movement, and a small wave of its own."""
    phase = crc32(f"{fact.code} {code}".encode()) % 628 / 100
    size = SIZES[fact.group] if shape.is_by_size else 1.0
    for period in periods:
        year = period.year + (period.number - 1) / period.kind.a_year
        wave = 0.12 * math.sin((year - FIRST_YEAR) * 1.1 + phase)
        factor = math.exp(shape.apart * (place + wave)) * (1 + shape.yearly) ** (year - FIRST_YEAR)
        if fact.code == HOME and shape.ours:
            value = _between(shape.ours, year)
        elif is_share:
            odds = shape.middle / (100 - shape.middle) * factor
            value = 100 * odds / (1 + odds)
        else:
            value = shape.middle * size * factor
        yield period, value * (1 + shape.season * math.cos(2 * math.pi * (year % 1)))


def _between(said: Mapping[int, float], year: float) -> float:
    """On straight lines between the years that are said, level outside them."""
    years = sorted(said)
    for first, second in pairwise(years):
        if first <= year <= second:
            return said[first] + (said[second] - said[first]) * (year - first) / (second - first)
    return said[years[0] if year < years[0] else years[-1]]


def _periods(indicator: Indicator, last_year: int) -> Iterable[Period]:
    kind = PeriodKind(PeriodType(indicator.period_type).value)
    years = range(FIRST_YEAR, last_year + 1)
    match kind:
        case PeriodKind.YEAR | PeriodKind.SCHOOL_YEAR:
            return [Period(kind, year) for year in years]
        case _:
            return [Period(kind, year, n) for year in years for n in range(1, kind.a_year + 1)]
