"""Indicators, figures, profiles and comparisons as the API tells them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import urlencode

from retning.apps.indicators.queries.credits import credit_of
from retning.apps.indicators.queries.geography import municipality_names
from retning.apps.indicators.queries.indicators import (
    CatalogueLine,
    IndicatorPage,
    ReleaseView,
)
from retning.apps.indicators.queries.national import National
from retning.apps.indicators.queries.panels import Figures
from retning.apps.indicators.queries.pictures import better_of, newest_period
from retning.apps.indicators.queries.views import IndicatorView
from retning.core.benchmark.figures import COUNTRY, Panel, State
from retning.core.benchmark.ranking import place_of
from retning.core.charts import Better
from retning.core.periods import Period
from retning.core.targets.saying_verdicts import said_period
from retning.foundation.clock import date_in_denmark
from retning.web.api import shapes
from retning.web.api.presenters.pieces import Teller
from retning.web.api.shapes.figures import StateName

JSON_STAT = "2.0"
STATES: dict[State, StateName] = {
    State.MISSING: "missing",
    State.KNOWN: "known",
    State.SUPPRESSED: "suppressed",
    State.NOT_PUBLISHED: "not_published",
    State.UNDEFINED: "undefined",
}


def indicator_list(tell: Teller, lines: Sequence[CatalogueLine]) -> shapes.IndicatorList:
    items = [
        shapes.IndicatorSummary(
            **_summary(
                tell, line.indicator, has_figures=line.has_figures, is_example=line.is_example
            )
        )
        for line in lines
    ]
    return shapes.IndicatorList(
        items=items,
        total=len(items),
        url=tell.page("indicators"),
        api_url=tell.twin("indicators"),
        language=tell.language,
    )


def _summary(
    tell: Teller, indicator: IndicatorView, *, has_figures: bool, is_example: bool
) -> dict[str, Any]:
    return {
        "code": indicator.code,
        "name": indicator.name(tell.language),
        "unit": indicator.unit(tell.language),
        "polarity": indicator.polarity.value,
        "fields": list(indicator.fields),
        "source": indicator.source_name,
        "has_figures": has_figures,
        "is_example": is_example,
        "is_proxy": indicator.is_proxy,
        "url": tell.page("indicator", indicator.code),
        "api_url": tell.twin("indicator", indicator.code),
    }


def indicator(
    tell: Teller,
    page: IndicatorPage,
    figures: Figures | None,
    releases: Sequence[ReleaseView],
    mine: str,
) -> shapes.Indicator:
    found = page.indicator
    period = newest_period(figures.panel) if figures is not None else None
    standing = None
    if figures is not None and period is not None:
        standing = standing_of(figures.panel, found, mine, period)
    return shapes.Indicator(
        **_summary(
            tell,
            found,
            has_figures=figures is not None,
            is_example=figures is not None and figures.is_example,
        ),
        definition=found.definition(tell.language),
        proxy=found.proxy(tell.language),
        price_level=found.price_level,
        period_type=cast(Any, found.period_type.value),
        breaks=breaks_of(tell, found),
        licence=credit_of(found, figures).licence,
        is_own=figures is not None and figures is page.own,
        standing=standing,
        releases=[release_of(each) for each in releases],
        figures_url=tell.twin("figures", found.code),
        table_url=tell.twin("figures_table", found.code),
        language=tell.language,
    )


def breaks_of(tell: Teller, found: IndicatorView) -> list[shapes.SeriesBreak]:
    english = tell.language == "en"
    return [
        shapes.SeriesBreak(
            period=each.period.code, why=(each.why_en or each.why_da) if english else each.why_da
        )
        for each in found.breaks
    ]


def release_of(release: ReleaseView) -> shapes.FigureRelease:
    return shapes.FigureRelease(
        id=release.id,
        source=release.source_name,
        table=release.table,
        updated=release.updated,
        known_from=release.known_from.astimezone(UTC),
        request_id=release.request_id,
        checksum=release.checksum,
        added=release.added,
        is_own=release.is_own,
        note=release.note,
    )


def standing_of(
    panel: Panel, found: IndicatorView, area: str, period: Period
) -> shapes.FigureStanding:
    """An area's figure in a period; it has a place where others have figures too."""
    figure, known = panel.at(area, period), panel.scaled_in(period)
    place = None
    if area in known and len(known) > 1:
        lowest = better_of(found) is Better.DOWN
        place = place_of(known[area], list(known.values()), lowest=lowest)
    return shapes.FigureStanding(
        municipality=area,
        period=period.code,
        value=float(figure.value) if figure.value is not None else None,
        state=STATES[figure.state],
        rank=place.rank if place else None,
        tied=place.tied if place else None,
        of=place.n if place else None,
    )


def figure_set(
    tell: Teller, page: IndicatorPage, figures: Figures, releases: Sequence[ReleaseView]
) -> shapes.FigureSet:
    """Period by area, in the order of the panel: one row a period."""
    panel, found = figures.panel, page.indicator
    names = {**municipality_names(), COUNTRY: "Hele landet"}
    return shapes.FigureSet(
        version=JSON_STAT,
        class_="dataset",
        href=tell.twin("figures", found.code),
        label=found.name(tell.language),
        source=credit_of(found, figures).name,
        updated=figures.release.updated,
        id=["period", "area"],
        size=[len(panel.periods), len(panel.areas)],
        role=shapes.Roles(time=["period"], geo=["area"]),
        dimension={
            "period": _dimension(
                "period",
                {each.code: said_period(each, tell.language) for each in panel.periods},
            ),
            "area": _dimension("area", {area: names.get(area, area) for area in panel.areas}),
        },
        value=_values(panel),
        status=_states(panel),
        extension=shapes.FigureExtension(
            indicator=found.code,
            unit=found.unit(tell.language),
            decimals=panel.decimals,
            price_level=found.price_level,
            is_example=figures.is_example,
            is_own=figures is page.own,
            breaks=breaks_of(tell, found),
            licence=credit_of(found, figures).licence,
            releases=[release_of(each) for each in releases],
        ),
    )


def _values(panel: Panel) -> list[float | None]:
    """Cell by cell; nothing where there is no figure."""
    return [
        float(panel.value(scaled)) if state == State.KNOWN else None
        for scaled, state in zip(panel.scaled, panel.states, strict=True)
    ]


def _states(panel: Panel) -> dict[str, StateName]:
    """Why there is no figure, by the number of its cell; what is only missing is not told."""
    return {
        str(cell): STATES[State(state)]
        for cell, state in enumerate(panel.states)
        if state not in {State.KNOWN, State.MISSING}
    }


def _dimension(label: str, named: dict[str, str]) -> shapes.Dimension:
    index = {code: place for place, code in enumerate(named)}
    return shapes.Dimension(label=label, category=shapes.Category(index=index, label=named))


def profile(
    tell: Teller,
    code: str,
    slug: str,
    found: Sequence[National],
    known_on: datetime | None = None,
) -> shapes.Profile:
    items, (page, twin) = [], _known(known_on)
    for each in found:
        period = newest_period(each.figures.panel)
        if period is None:
            continue
        items.append(
            shapes.ProfileLine(
                indicator=each.indicator.code,
                name=each.indicator.name(tell.language),
                unit=each.indicator.unit(tell.language),
                source=each.indicator.source_name,
                licence=each.indicator.licence,
                standing=standing_of(each.figures.panel, each.indicator, code, period),
                is_example=each.figures.is_example,
                api_url=tell.twin("indicator", each.indicator.code) + twin,
            )
        )
    return shapes.Profile(
        municipality=code,
        name=municipality_names()[code],
        items=items,
        url=tell.page("profile", slug) + page,
        api_url=tell.twin("profile", slug) + twin,
        language=tell.language,
    )


def _known(known_on: datetime | None, joined_by: str = "?") -> tuple[str, str]:
    """What to put behind the address of a page, and of an answer, so that they know the same."""
    if known_on is None:
        return "", ""
    day = date_in_denmark(known_on).isoformat()
    return f"{joined_by}kendt={day}", f"{joined_by}known_on={day}"


def comparison(
    tell: Teller,
    codes: Sequence[str],
    found: Sequence[National],
    known_on: datetime | None = None,
) -> shapes.Comparison:
    items, (page, twin) = [], _known(known_on, "&")
    for each in found:
        panel, period = each.figures.panel, newest_period(each.figures.panel)
        if period is None:
            continue
        items.append(
            shapes.ComparisonLine(
                indicator=each.indicator.code,
                name=each.indicator.name(tell.language),
                unit=each.indicator.unit(tell.language),
                source=each.indicator.source_name,
                licence=each.indicator.licence,
                standings=[standing_of(panel, each.indicator, code, period) for code in codes],
                is_example=each.figures.is_example,
                api_url=tell.twin("indicator", each.indicator.code) + _known(known_on)[1],
            )
        )
    asked = urlencode(
        {
            "municipalities": ",".join(codes),
            "indicators": ",".join(each.indicator.code for each in found),
        }
    )
    shown = urlencode(
        [("kommune", code) for code in codes] + [("tal", each.indicator.code) for each in found]
    )
    return shapes.Comparison(
        municipalities=list(codes),
        items=items,
        url=f"{tell.page('compare')}?{shown}{page}",
        api_url=f"{tell.twin('compare')}?{asked}{twin}",
        language=tell.language,
    )
