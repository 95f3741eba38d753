"""A target's verdict as a picture: where the municipality stands among all. No queries."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from retning.apps.indicators.queries.pictures import newest_period, strip_data, values_in
from retning.apps.strategy.queries.verdicts import GoalVerdict
from retning.core.charts import Caption, Drawing, rank_strip
from retning.core.charts.data import Better, StripData, Zone
from retning.core.periods import Period
from retning.core.targets import Among, Compare, LanguageCode, Quantile, Rank, direction_of, judge
from retning.core.targets.judging.basis import CannotTell
from retning.core.targets.judging.groups import members
from retning.core.targets.kinds import Comparator, Direction
from retning.core.targets.verdicts import Measured, Ties, Verdict


def strip_of(
    found: GoalVerdict, language: LanguageCode = "da", *, title: str = "", source: str = ""
) -> Drawing | None:
    """Every municipality's figure in the verdict's period, ours and the wished zone marked; None
    where there is no figure to compare with. `title`: the finding, the verdict's sentence unless
    it is given; `source`: the whole line."""
    data, indicator = strip_data_of(found, language), found.indicator
    if data is None or indicator is None:
        return None
    caption = Caption(
        title=title or found.sentence(language),
        source=source or indicator.source_name,
        language=language,
        is_example=found.is_example,
    )
    return rank_strip(data, caption)


def strip_data_of(found: GoalVerdict, language: LanguageCode = "da") -> StripData | None:
    """What the strip of a verdict is drawn from; None where there is no figure."""
    panel, indicator = found.measured.panel, found.indicator
    period = found.verdict.period or newest_period(panel)
    if indicator is None or period is None or not values_in(panel, period):
        return None
    return strip_data(
        panel,
        indicator,
        found.measured.municipality,
        period,
        language,
        better=better_of(found),
        zone=zone_of(found, language),
        compared=_compared(found),
        strict_ties=found.measured.ties is Ties.STRICT,
    )


@dataclass(frozen=True)
class Past:
    """How a target stood at the end of an earlier period, on the figures that are known now."""

    period: Period
    verdict: Verdict


def history_of(found: GoalVerdict, *, most: int = 8) -> list[Past]:
    """How a target would have stood in the periods before, the newest first."""
    panel, own = found.measured.panel, found.measured.municipality
    told = [period for period, each in panel.history(own) if each.value is not None]
    return [
        Past(period, judge(found.target.target, found.measured, on=period.last_day))
        for period in reversed(told[-most:])
    ]


def better_of(found: GoalVerdict) -> Better | None:
    """Which end is wished: the target's own, else the indicator's."""
    direction = direction_of(found.target.target)
    if direction in {None, Direction.BETTER}:
        direction = found.measured.polarity
    return {Direction.UP: Better.UP, Direction.DOWN: Better.DOWN}.get(direction or Direction.BETTER)


def zone_of(found: GoalVerdict, language: LanguageCode = "da") -> Zone | None:
    """The wished side of what the target asks for, labelled with the rule; None where no figure is
    asked for, or no side is wished."""
    verdict = found.verdict
    standing = verdict.standing.threshold if verdict.standing else None
    asked = verdict.threshold if verdict.threshold is not None else standing
    is_above = _wishes_above(found)
    if asked is None or is_above is None:
        return None
    edge, label = _decimal(asked, found.measured), found.said(language)
    return Zone(low=edge, label=label) if is_above else Zone(high=edge, label=label)


def _wishes_above(found: GoalVerdict) -> bool | None:
    """Whether figures above what is asked for are the wished ones: by the rule's comparator, else
    by which end is better."""
    match found.verdict.comparator:
        case Comparator.AT_LEAST | Comparator.OVER:
            return True
        case Comparator.AT_MOST | Comparator.UNDER:
            return False
        case _:
            better = better_of(found)
            return None if better is None else better is Better.UP


def _decimal(value: Decimal | Fraction, measured: Measured) -> Decimal:
    if isinstance(value, Decimal):
        return value
    places = Decimal(1).scaleb(-max(measured.panel.decimals, 2))
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(places)


def _compared(found: GoalVerdict) -> frozenset[str] | None:
    target, measured = found.target.target, found.measured
    among: Among | None = target.among if isinstance(target, Rank | Quantile | Compare) else None
    try:
        return members(among, measured.municipality, measured.peers) if among else None
    except CannotTell:
        return None
