"""An indicator's page, and the list of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from retning.apps.indicators.queries.credits import credit_of
from retning.apps.indicators.queries.geography import municipality_names
from retning.apps.indicators.queries.indicators import IndicatorPage, ReleaseView
from retning.apps.indicators.queries.panels import Figures
from retning.apps.indicators.queries.pictures import (
    distribution_data,
    map_data,
    newest_period,
    series_data,
    strip_data,
)
from retning.apps.indicators.queries.views import IndicatorView
from retning.core.benchmark.worth import measured
from retning.core.charts import (
    Caption,
    Drawing,
    distribution,
    outline_map,
    rank_strip,
    series,
    tile_map,
)
from retning.core.periods import Period
from retning.core.targets.saying_verdicts import said_period
from retning.web.public.presenters.figures import (
    INDICATOR,
    KNOWN,
    OWN,
    PERIOD,
    PeriodChoice,
    finding,
    indicator_url,
    language_of_page,
    period_choices,
    release_anchor,
    said_end,
    source_line,
    source_of,
)
from retning.web.public.presenters.foretelling import lines_of
from retning.web.public.presenters.pictures import Picture, picture_at
from retning.web.ui.licences import said_licence
from retning.web.ui.links import Link

ON_THE_PAGE = ("placering", "udvikling", "kort", "fordeling")
PICTURES = ("placering", "udvikling", "kort", "omrids", "fordeling")
"""The pictures of an indicator, as addresses name them: strip, series, maps, spread."""


@dataclass(frozen=True)
class ReleaseLine:
    """A release for the list of where figures come from. `request_id`: what the source called
    our question, empty where it said nothing."""

    anchor: str
    source: str
    request_id: str
    known_from: datetime
    note: str
    added: int
    is_own: bool


@dataclass(frozen=True)
class IndicatorShown:
    """`figures` is None where none have come: the page says so. `danish`: what of it is Danish on
    an English page too."""

    code: str
    name: str
    danish: Sequence[str]
    unit: str
    definition: str
    proxy: str
    price_level: str
    breaks: Sequence[tuple[str, str]]
    end: str
    attribution: str
    licence: str
    source: str
    figures: Figures | None
    finding: str
    period: str
    periods: Sequence[PeriodChoice]
    pictures: Sequence[Picture]
    releases: Sequence[ReleaseLine]
    files: Sequence[Link]
    compare_url: str
    other: Link | None
    outlooks: Sequence[tuple[str, str]]

    @property
    def is_own(self) -> bool:
        return self.figures is not None and self.figures.owner is not None

    @property
    def is_example(self) -> bool:
        return self.figures is not None and self.figures.is_example

    @property
    def failing_since(self) -> datetime | None:
        """Since when the source has not come again, where it is so."""
        return self.figures.failing_since if self.figures is not None else None

    @property
    def updated(self) -> datetime | None:
        return self.figures.release.known_from if self.figures is not None else None

    @property
    def has_figures(self) -> bool:
        return bool(self.pictures)


def asked_own(asked: Mapping[str, str]) -> bool | None:
    """Which of the two kinds of figures an address asks for: `?egne=1`, `?egne=0`, neither."""
    return {"1": True, "0": False}.get(asked.get(OWN, ""))


def drawings_of(
    figures: Figures, indicator: IndicatorView, mine: str, period: Period
) -> dict[str, Drawing]:
    """Every picture of an indicator, by its name in addresses."""
    language = language_of_page()
    panel = figures.panel
    name = municipality_names().get(mine, mine)
    found = finding(panel, indicator, mine, period)
    strip = strip_data(panel, indicator, mine, period, language)
    on_map = map_data(strip)
    words = {
        "middle": gettext("Middle of the municipalities"),
        "half": gettext("The middle half"),
        "country": gettext("The whole country"),
    }
    over_time = series_data(panel, indicator, mine, name, language, words=words)
    spread = distribution_data(panel, indicator, mine, name, language)

    def caption(title: str) -> Caption:
        return Caption(title, source_of(figures, indicator), language, figures.is_example)

    titled = indicator.name(language)
    drawn = {"placering": rank_strip(strip, caption(found))}
    if len(strip.values) > 1:
        drawn["kort"] = tile_map(on_map, caption(_titled(titled, period)))
        drawn["omrids"] = outline_map(on_map, caption(_titled(titled, period)))
    if len(over_time.mine) > 1:
        drawn["udvikling"] = series(over_time, caption(_course(indicator, name)))
    if len(spread.spread) > 1 and len(strip.values) > 1:
        drawn["fordeling"] = distribution(spread, caption(_spread(indicator)))
    return drawn


def _titled(name: str, period: Period) -> str:
    told = {"name": name, "period": said_period(period, language_of_page())}
    return gettext("%(name)s across the country, %(period)s") % told


def _course(indicator: IndicatorView, name: str) -> str:
    told = {"indicator": indicator.name(language_of_page()), "name": name}
    return gettext("%(indicator)s in %(name)s over time") % told


def _spread(indicator: IndicatorView) -> str:
    told = {"indicator": indicator.name(language_of_page())}
    return gettext("How far apart the municipalities are: %(indicator)s") % told


def asked_period(figures: Figures | None, code: str) -> Period | None:
    """The period a page is asked for, else the newest with figures."""
    if figures is None:
        return None
    newest = newest_period(figures.panel)
    asked = (each for each in figures.panel.periods if each.code == code)
    chosen = next(asked, newest)
    return chosen if chosen is not None and figures.panel.scaled_in(chosen) else newest


def indicator_shown(
    page: IndicatorPage,
    releases: Sequence[ReleaseView],
    mine: str,
    *,
    period: str,
    asked: Mapping[str, str],
) -> IndicatorShown:
    """Everything of an indicator's page. `asked`: `?kendt=` and `?egne=` as they were given."""
    indicator, language = page.indicator, language_of_page()
    figures = page.chosen(own=asked_own(asked))
    credit = credit_of(indicator, figures)
    shown = asked_period(figures, period)
    drawings = drawings_of(figures, indicator, mine, shown) if figures is not None and shown else {}
    return IndicatorShown(
        code=indicator.code,
        name=page.use.name or indicator.name(language),
        danish=(*indicator.only_danish, page.use.name),
        unit=indicator.unit(language),
        definition=indicator.definition(language),
        proxy=indicator.proxy(language),
        price_level=indicator.price_level,
        breaks=[_break(each.period, each.why_da, each.why_en) for each in indicator.breaks],
        end=said_end(indicator),
        attribution=credit.name,
        licence=said_licence(credit.licence),
        source=source_of(figures, indicator) if figures is not None else "",
        figures=figures,
        finding=finding(figures.panel, indicator, mine, shown) if figures and shown else "",
        period=said_period(shown, language) if shown else "",
        periods=period_choices(figures.panel, shown) if figures is not None and shown else (),
        pictures=_pictures(indicator.code, drawings, shown, asked) if shown else (),
        releases=[_release(each, indicator) for each in releases],
        files=files_of(indicator.code, figures, asked) if figures is not None else (),
        compare_url=_compare_url(indicator.code, asked),
        other=_other(page, figures, asked),
        outlooks=lines_of(measured(), indicator.code),
    )


def _other(page: IndicatorPage, shown: Figures | None, asked: Mapping[str, str]) -> Link | None:
    """To the municipality's own figures where the page shows national ones, and back."""
    if page.own is None or page.national is None:
        return None
    if shown is page.own:
        return Link(gettext("The national figures"), f"?{urlencode({**asked, OWN: '0'})}")
    return Link(gettext("The municipality's own figures"), f"?{urlencode({**asked, OWN: '1'})}")


def _compare_url(code: str, asked: Mapping[str, str]) -> str:
    known = {KNOWN: asked[KNOWN]} if KNOWN in asked else {}
    return f"{reverse('public:compare')}?{urlencode({INDICATOR: code, **known})}"


def _break(period: Period, danish: str, english: str) -> tuple[str, str]:
    language = language_of_page()
    return said_period(period, language), (english or danish) if language == "en" else danish


def _pictures(
    code: str, drawings: Mapping[str, Drawing], period: Period, asked: Mapping[str, str]
) -> list[Picture]:
    """Those of the page in their order, the two maps as one."""
    outline = drawings.get("omrids")
    has_outline = outline is not None and outline.kind == "outlines"
    found = []
    for name in ON_THE_PAGE:
        if name in drawings:
            picture = _picture(code, name, drawings[name], period, asked)
            if name == "kort" and outline is not None and has_outline:
                beside = _picture(code, "omrids", outline, period, asked)
                picture = replace(picture, outline=beside)
            found.append(picture)
    return found


def _picture(
    code: str, name: str, drawing: Drawing, period: Period, asked: Mapping[str, str]
) -> Picture:
    query = f"?{urlencode({PERIOD: period.code, **asked})}"
    return picture_at(drawing, "public:indicator_picture", code, name, query=query)


def files_of(code: str, shown: Figures, asked: Mapping[str, str]) -> list[Link]:
    """Every figure as files: those that the page shows, as it knows them."""
    twin = {"known_on": asked[KNOWN]} if KNOWN in asked else {}
    own = asked_own(asked)
    twin |= {"own": str(own).lower()} if own is not None else {}
    query = f"?{urlencode(twin)}" if twin else ""
    labels = {
        "api:figures_table": gettext("All figures as CSV"),
        "api:figures": gettext("All figures as JSON-stat"),
    }
    if shown.is_example:
        labels = {name: f"{label} ({gettext('example figures')})" for name, label in labels.items()}
    return [Link(label, reverse(name, args=[code]) + query) for name, label in labels.items()]


def _release(release: ReleaseView, indicator: IndicatorView) -> ReleaseLine:
    is_example = release.source == "example"
    return ReleaseLine(
        anchor=release_anchor(release.id),
        request_id=release.request_id,
        source=source_line(
            indicator.source_name if is_example else release.source_name,
            indicator.table if is_example else release.table or indicator.table,
            release.updated,
            is_example=is_example,
        ),
        known_from=release.known_from,
        note=release.note,
        added=release.added,
        is_own=release.is_own,
    )


def catalogue_link() -> Link:
    """The way up to every figure."""
    return Link(gettext("Figures"), reverse("public:indicators"))


def indicator_link(indicator: IndicatorView) -> Link:
    return Link(indicator.name(language_of_page()), indicator_url(indicator.code))
