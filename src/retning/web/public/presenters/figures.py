"""Figures in words, and where they come from: what pages about figures share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.queries.credits import credit_of
from retning.apps.indicators.queries.geography import municipality_names
from retning.apps.indicators.queries.panels import Figures
from retning.apps.indicators.queries.pictures import better_of
from retning.apps.indicators.queries.views import IndicatorView
from retning.core.benchmark.figures import Figure, Panel, State
from retning.core.benchmark.ranking import Place, place_of
from retning.core.charts import Better, figure
from retning.core.periods import Period
from retning.core.targets import LanguageCode
from retning.core.targets.saying_verdicts import said_period
from retning.web.ui.formats import is_english, long_date
from retning.web.ui.licences import said_licence

PERIOD, KNOWN, MUNICIPALITY, INDICATOR, OWN = "periode", "kendt", "kommune", "tal", "egne"
"""The parameters of the addresses of pages with figures."""


def language_of_page() -> LanguageCode:
    return "en" if is_english() else "da"


def indicator_url(code: str) -> str:
    return reverse("public:indicator", args=[code])


def release_anchor(release: int) -> str:
    return f"udgivelse-{release}"


def release_url(code: str, release: int) -> str:
    """A release among those that brought an indicator's figures."""
    return f"{indicator_url(code)}#{release_anchor(release)}"


def profile_url(slug: str) -> str:
    return reverse("public:profile", args=[slug])


def said_figure(found: Figure, panel: Panel, unit: str) -> str:
    """A figure as people read it, or why there is none."""
    match found.state:
        case State.KNOWN if found.value is not None:
            return figure(found.value, panel.decimals, unit, language_of_page())
        case State.SUPPRESSED:
            return gettext("withheld")
        case State.NOT_PUBLISHED:
            return gettext("not published")
        case State.UNDEFINED:
            return gettext("undefined")
        case _:
            return gettext("no figure")


def place_in(
    panel: Panel, indicator: IndicatorView, area: str, period: Period
) -> tuple[Place, bool] | None:
    """Where an area stands in a period, and whether the low end is counted as number one; None
    without a figure. Where neither end is better, the highest is number one."""
    known = panel.scaled_in(period)
    if area not in known or len(known) == 1:
        return None
    lowest = better_of(indicator) is Better.DOWN
    return place_of(known[area], list(known.values()), lowest=lowest), lowest


def said_place(place: Place) -> str:
    """ "nr. 8 af 98", with those who share it."""
    said = gettext("no. %(rank)s of %(n)s") % {"rank": place.rank, "n": place.n}
    if not place.tied:
        return said
    shared = ngettext("shared with %(tied)s other", "shared with %(tied)s others", place.tied) % {
        "tied": place.tied
    }
    return f"{said}, {shared}"


def said_end(indicator: IndicatorView) -> str:
    """What number one means."""
    match better_of(indicator):
        case Better.UP:
            return gettext("no. 1 has the highest figure, which is best")
        case Better.DOWN:
            return gettext("no. 1 has the lowest figure, which is best")
        case None:
            return gettext("no. 1 has the highest figure; neither end is better")


def finding(panel: Panel, indicator: IndicatorView, area: str, period: Period) -> str:
    """What a picture of one period shows, in a sentence."""
    language = language_of_page()
    name = municipality_names().get(area, area)
    mine = panel.at(area, period)
    said = said_period(period, language)
    amount = said_figure(mine, panel, indicator.unit(language))
    if mine.value is None:
        return gettext("%(name)s in %(period)s: %(amount)s") % {
            "name": name, "period": said, "amount": amount,
        }  # fmt: skip
    found = place_in(panel, indicator, area, period)
    if found is None:
        return gettext("%(name)s had %(amount)s in %(period)s") % {
            "name": name, "amount": amount, "period": said,
        }  # fmt: skip
    return gettext("%(name)s had %(amount)s in %(period)s: %(place)s") % {
        "name": name, "amount": amount, "period": said, "place": said_place(found[0]),
    }  # fmt: skip


def source_line(
    name: str,
    table: str,
    updated: date | datetime | None,
    *,
    licence: str = "",
    is_example: bool = False,
) -> str:
    """ "Kilde: Danmarks Statistik, tabel RAS200, opdateret 22. november 2026 · CC BY 4.0"; of
    made-up figures, where the real ones are published."""
    where = [name]
    if table and table not in SourceKind.values:
        where.append(gettext("table %(table)s") % {"table": table})
    if is_example:
        made_up = gettext("Example figures, made up to show how the page looks. Not real.")
        real = gettext("The real ones come from: %(source)s.") % {"source": ", ".join(where)}
        return f"{made_up} {real}"
    parts = [gettext("Source: %(name)s") % {"name": where[0]}, *where[1:]]
    if updated is not None:
        parts.append(gettext("updated %(date)s") % {"date": long_date(updated)})
    terms = [said_licence(licence)] if licence else []
    return " · ".join([", ".join(parts), *terms])


def source_of(figures: Figures, indicator: IndicatorView) -> str:
    """The whole source line of an indicator's figures."""
    release, credit = figures.release, credit_of(indicator, figures)
    return source_line(
        credit.name,
        indicator.table if figures.is_example else release.table or indicator.table,
        release.updated,
        licence=credit.licence,
        is_example=figures.is_example,
    )


@dataclass(frozen=True)
class PeriodChoice:
    """A period to look at, as an option of a form."""

    code: str
    label: str
    chosen: bool


def period_choices(panel: Panel, chosen: Period) -> Sequence[PeriodChoice]:
    """Every period with figures, the newest first."""
    language = language_of_page()
    return [
        PeriodChoice(each.code, said_period(each, language), each == chosen)
        for each in reversed(panel.periods)
        if panel.scaled_in(each)
    ]


def said_difference(later: Decimal, earlier: Decimal, panel: Panel, unit: str) -> str:
    """How far a figure has moved, with its sign: "+1,2 procentpoint"."""
    moved = later - earlier
    counted = gettext("percentage points") if unit == "%" else unit
    sign = "+" if moved > 0 else ""
    return sign + figure(moved, panel.decimals, counted, language_of_page())
