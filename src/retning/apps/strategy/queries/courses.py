"""A target over time and across the country, as pictures are drawn from. No queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from retning.apps.indicators.queries.geography import municipality_names
from retning.apps.indicators.queries.pictures import (
    map_data,
    newest_period,
    series_data,
    strip_data,
    values_in,
)
from retning.apps.strategy.queries.pictures import better_of, zone_of
from retning.apps.strategy.queries.verdicts import GoalVerdict
from retning.core.benchmark.figures import Panel
from retning.core.benchmark.ranking import asked_for, cut_of
from retning.core.charts import Better, MapData, Outlook, SeriesData
from retning.core.periods import NoPeriod, Period, holding, period_of
from retning.core.targets import LanguageCode, Quantile, Rank
from retning.core.targets.judging.basis import CannotTell
from retning.core.targets.judging.groups import members
from retning.core.targets.verdicts import Ties


def course_of(
    found: GoalVerdict,
    language: LanguageCode,
    *,
    words: Mapping[str, str],
) -> SeriesData | None:
    """The municipality's figures over time with what the target asked for in each period, the
    deadline and the outlook; None where there are fewer than two figures. `words`: what `middle`,
    `half` and `country` are called."""
    panel, indicator = found.measured.panel, found.indicator
    if indicator is None:
        return None
    mine = found.measured.municipality
    name = municipality_names().get(mine, mine)
    better = better_of(found)
    data = series_data(panel, indicator, mine, name, language, words=words, better=better)
    if sum(point.value is not None for point in data.mine) < 2:
        return None
    cut = _cuts(found, data.mine[0].period)
    return replace(
        data,
        cut=cut,
        cut_label=found.said(language) if cut else "",
        zone=None if cut else zone_of(found, language),
        deadline=_deadline(found, panel),
        outlook=fan_of(found),
    )


def across(found: GoalVerdict, language: LanguageCode) -> MapData | None:
    """The figures of the verdict's period on a map; None where others have none."""
    panel, indicator = found.measured.panel, found.indicator
    period = found.verdict.period or newest_period(panel)
    if indicator is None or period is None or len(values_in(panel, period)) < 2:
        return None
    mine = found.measured.municipality
    strip = strip_data(panel, indicator, mine, period, language, better=better_of(found))
    return map_data(strip)


def _cuts(found: GoalVerdict, first: Period) -> dict[Period, Decimal]:
    """The figure that a rank or a share asked for in each period; nothing for other targets."""
    target, measured = found.target.target, found.measured
    if not isinstance(target, Rank | Quantile):
        return {}
    try:
        group = members(target.among, measured.municipality, measured.peers)
    except CannotTell:
        return {}
    lowest = better_of(found) is Better.DOWN
    strict = measured.ties is Ties.STRICT
    cuts = {}
    for period in measured.panel.periods:
        known = measured.panel.scaled_in(period)
        figures = [each for area, each in known.items() if group is None or area in group]
        cut = target.at_most if isinstance(target, Rank) else cut_of(target.share, len(figures))
        asked = asked_for(figures, cut, lowest=lowest, strict=strict) if figures else None
        if asked is not None and period >= first:
            cuts[period] = measured.panel.value(asked)
    return cuts


def _deadline(found: GoalVerdict, panel: Panel) -> Period | None:
    day = found.verdict.deadline
    return holding(panel.periods[-1].kind, day) if day is not None and panel.periods else None


def fan_of(found: GoalVerdict) -> tuple[Outlook, ...]:
    """The outlook's quantiles by period; nothing where it says nothing (a fan beside a silence
    would say it after all). What cannot be read is left out."""
    outlook = found.outlook
    if outlook is None or outlook.probability is None:
        return ()
    fan = []
    for each in outlook.fan:
        try:
            quantiles = [Decimal(str(each[name])) for name in ("p10", "p25", "p50", "p75", "p90")]
            fan.append(Outlook(period_of(str(each["period"])), *quantiles))
        except (KeyError, ArithmeticError, NoPeriod):
            continue
    return tuple(fan)
