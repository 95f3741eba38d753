"""An indicator's figures as pictures are drawn from. No queries: panels in, plain values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from retning.apps.indicators.enums import Polarity
from retning.apps.indicators.queries.geography import municipality_names
from retning.apps.indicators.queries.views import IndicatorView
from retning.core.benchmark.figures import COUNTRY, Panel
from retning.core.charts import (
    Band,
    Better,
    DistributionData,
    Gap,
    Kind,
    Line,
    MapData,
    Point,
    SeriesData,
    Spread,
    StripData,
    Zone,
)
from retning.core.periods import Period
from retning.core.targets import LanguageCode
from retning.core.targets.saying_verdicts import said_period

QUARTERS = (Fraction(1, 4), Fraction(1, 2), Fraction(3, 4))
Words = Mapping[str, str]


def better_of(indicator: IndicatorView) -> Better | None:
    """Which end is wished for, by the indicator alone."""
    match indicator.polarity:
        case Polarity.UP:
            return Better.UP
        case Polarity.DOWN:
            return Better.DOWN
        case Polarity.NEITHER:
            return None


def newest_period(panel: Panel) -> Period | None:
    """The newest period in which any municipality has a figure."""
    return next((each for each in reversed(panel.periods) if panel.scaled_in(each)), None)


def values_in(panel: Panel, period: Period) -> dict[str, Decimal]:
    """The municipalities' figures in a period, by code."""
    names = municipality_names()
    return {
        area: panel.value(scaled)
        for area, scaled in panel.scaled_in(period).items()
        if area in names
    }


def strip_data(
    panel: Panel,
    indicator: IndicatorView,
    mine: str,
    period: Period,
    language: LanguageCode,
    *,
    better: Better | None = None,
    zone: Zone | None = None,
    compared: frozenset[str] | None = None,
    strict_ties: bool = False,
) -> StripData:
    """Every municipality in one period. `better`: the indicator's own where none is given."""
    return StripData(
        values=values_in(panel, period),
        names=municipality_names(),
        mine=mine,
        unit=indicator.unit(language),
        decimals=panel.decimals,
        better=better or better_of(indicator),
        zone=zone,
        compared=compared,
        strict_ties=strict_ties,
        period=said_period(period, language),
    )


def map_data(strip: StripData) -> MapData:
    """The figures of a strip, on a map."""
    return MapData(
        values=strip.values,
        names=strip.names,
        mine=strip.mine,
        unit=strip.unit,
        decimals=strip.decimals,
        better=strip.better,
        compared=strip.compared,
        strict_ties=strip.strict_ties,
        period=strip.period,
    )


def points_of(panel: Panel, indicator: IndicatorView, area: str) -> tuple[Point, ...]:
    """One area over time, from its first figure on; budgets are marked as such."""
    history = panel.history(area)
    first = next((n for n, (_, figure) in enumerate(history) if figure.value is not None), None)
    if first is None:
        return ()
    return tuple(
        Point(period, figure.value, _kind(indicator, period)) for period, figure in history[first:]
    )


def is_budget(indicator: IndicatorView, period: Period) -> bool:
    """Whether a figure is what was planned to be spent, not what was."""
    return period.year in indicator.budget_years


def _kind(indicator: IndicatorView, period: Period) -> Kind:
    return Kind.BUDGET if is_budget(indicator, period) else Kind.FIGURE


def quarters_by_period(panel: Panel) -> dict[Period, list[Decimal]]:
    """Lowest, quarter, middle, three quarters and highest of the municipalities in each period."""
    found = {}
    for period in panel.periods:
        ordered = sorted(panel.scaled_in(period).values())
        if ordered:
            cuts = [panel.value(ordered[0]), *(_cut(panel, ordered, q) for q in QUARTERS)]
            found[period] = [*cuts, panel.value(ordered[-1])]
    return found


def _cut(panel: Panel, ordered: Sequence[int], share: Fraction) -> Decimal:
    """A quantile by linear interpolation, exact, with one decimal more than the figures."""
    parts = share.denominator
    low, rest = divmod(share.numerator * (len(ordered) - 1), parts)
    high = min(low + 1, len(ordered) - 1)
    # In whole numbers: a Fraction takes ten times as long, and a page asks for sixty.
    tenfold = 10 * (ordered[low] * parts + (ordered[high] - ordered[low]) * rest)
    whole, left = divmod(tenfold, parts)
    if 2 * left > parts or (2 * left == parts and whole % 2):
        whole += 1
    return Decimal(whole).scaleb(-panel.decimals - 1)


def series_data(
    panel: Panel,
    indicator: IndicatorView,
    mine: str,
    name: str,
    language: LanguageCode,
    *,
    words: Words,
    better: Better | None = None,
) -> SeriesData:
    """One municipality over time beside the others. `words`: what `middle`, `half` and `country`
    are called."""
    spread = quarters_by_period(panel)
    points = points_of(panel, indicator, mine)
    first = points[0].period if points else None
    spread = {period: cuts for period, cuts in spread.items() if first is None or period >= first}
    country = {
        period: figure.value
        for period, figure in panel.history(COUNTRY)
        if figure.value is not None and (first is None or period >= first)
    }
    middle = Line(words["middle"], {period: cuts[2] for period, cuts in spread.items()})
    lines = (Line(words["country"], country),) if country else (middle,)
    is_many = any(cuts[0] != cuts[-1] for cuts in spread.values())
    return SeriesData(
        name=name,
        mine=points,
        unit=indicator.unit(language),
        decimals=panel.decimals,
        better=better or better_of(indicator),
        lines=lines if is_many else (),
        band=Band(
            words["half"],
            {period: cuts[1] for period, cuts in spread.items()},
            {period: cuts[3] for period, cuts in spread.items()},
        )
        if is_many
        else None,
        breaks=gaps_of(indicator, language),
    )


def gaps_of(indicator: IndicatorView, language: LanguageCode) -> tuple[Gap, ...]:
    """Where the series is counted in another way from then on."""
    return tuple(
        Gap(each.period, each.why_en or each.why_da if language == "en" else each.why_da)
        for each in indicator.breaks
    )


def distribution_data(
    panel: Panel, indicator: IndicatorView, mine: str, name: str, language: LanguageCode
) -> DistributionData:
    """How all municipalities lie over time, and mine among them."""
    spread = quarters_by_period(panel)
    return DistributionData(
        name=name,
        mine={
            period: figure.value
            for period, figure in panel.history(mine)
            if figure.value is not None
        },
        spread={period: Spread(*cuts) for period, cuts in spread.items()},
        unit=indicator.unit(language),
        decimals=panel.decimals,
        better=better_of(indicator),
    )
