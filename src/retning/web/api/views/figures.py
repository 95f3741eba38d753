"""The twins of the pages about figures."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext

from retning.apps.indicators.queries.indicators import (
    IndicatorPage,
    catalogue,
    indicator_page,
    releases_of,
)
from retning.apps.indicators.queries.known import figures_for
from retning.apps.indicators.queries.national import National
from retning.apps.indicators.queries.state import figures_state
from retning.apps.organisation.sources import municipality_facts
from retning.core.benchmark.worth import measured
from retning.web.api import shapes, tables
from retning.web.api.asking import Asked, told
from retning.web.api.presenters import figures, foretelling
from retning.web.api.problems import not_found
from retning.web.api.views.reading import teller
from retning.web.api.views.tables import table_answer


def indicator_list(asked: Asked) -> HttpResponse:
    """Every indicator that can be used here."""
    here = asked.request.municipality
    return told(
        asked,
        ("indicators", figures_state(here)),
        lambda: figures.indicator_list(teller(asked), catalogue(municipality=here)),
    )


def indicator(asked: Asked, code: str) -> HttpResponse:
    """One indicator: what it is, where the municipality stands, where the figures come from."""
    here = asked.request.municipality

    def build() -> shapes.Indicator:
        page = _page(asked, code)
        return figures.indicator(
            teller(asked),
            page,
            page.chosen(own=asked.query["own"]),
            releases_of(code, municipality=here),
            here.pk,
        )

    return told(asked, ("indicator", figures_state(here)), build)


def figure_set(asked: Asked, code: str) -> HttpResponse:
    """Every figure of an indicator, as JSON-stat."""
    here = asked.request.municipality

    def build() -> shapes.FigureSet:
        page = _page(asked, code)
        found = page.chosen(own=asked.query["own"])
        if found is None:
            raise not_found(gettext("There are no figures of this indicator."))
        return figures.figure_set(teller(asked), page, found, releases_of(code, municipality=here))

    return told(asked, ("figures", figures_state(here)), build)


def figure_table(asked: Asked, code: str) -> HttpResponse:
    """The same as a table: a line an area, a column a period."""
    here = asked.request.municipality

    def build() -> bytes:
        page = _page(asked, code)
        found = page.chosen(own=asked.query["own"])
        if found is None:
            raise not_found(gettext("There are no figures of this indicator."))
        return tables.figures_table(found, page.indicator, asked.language)

    return table_answer(asked, ("figures.csv", figures_state(here)), build, name=f"{code}.csv")


def profile(asked: Asked, place: str) -> HttpResponse:
    """A municipality in the newest national figures, or as they were known on a day."""
    here = asked.request.municipality

    def build() -> shapes.Profile:
        code = next((fact.code for fact in municipality_facts() if fact.slug == place), None)
        if code is None:
            raise not_found(gettext("There is no such municipality."))
        known_on = asked.query["known_on"]
        found = figures_for([code], known_on=known_on)
        return figures.profile(teller(asked), code, place, found, known_on)

    return told(asked, ("profile", figures_state(here)), build)


def comparison(asked: Asked) -> HttpResponse:
    """Two to six municipalities beside each other."""
    state = figures_state(asked.request.municipality)

    def build() -> shapes.Comparison:
        codes, found = _compared(asked)
        return figures.comparison(teller(asked), codes, found, asked.query["known_on"])

    return told(asked, ("compare", state), build)


def comparison_table(asked: Asked) -> HttpResponse:
    """The same as a table."""
    state = figures_state(asked.request.municipality)

    def build() -> bytes:
        codes, found = _compared(asked)
        told_of = figures.comparison(teller(asked), codes, found, asked.query["known_on"])
        return tables.comparison_table(told_of)

    return table_answer(asked, ("compare.csv", state), build, name="sammenligning.csv")


def outlook_skill(asked: Asked) -> HttpResponse:
    """How outlooks were tested and how they did."""
    state = figures_state(asked.request.municipality)
    return told(asked, ("outlook skill", state), lambda: _outlook_skill(asked))


def outlook_skill_table(asked: Asked) -> HttpResponse:
    """The same as a table."""
    state = figures_state(asked.request.municipality)
    return table_answer(
        asked,
        ("outlook-skill.csv", state),
        lambda: tables.outlook_skill_table(_outlook_skill(asked)),
        name="udsigter.csv",
    )


def _outlook_skill(asked: Asked) -> shapes.OutlookSkill:
    lines = catalogue(municipality=asked.request.municipality)
    known = {line.indicator.code for line in lines}
    return foretelling.outlook_skill(teller(asked), measured(), known)


def _page(asked: Asked, code: str) -> IndicatorPage:
    """Raises Refused where the municipality has no such indicator."""
    page = indicator_page(
        code, municipality=asked.request.municipality, known_on=asked.query["known_on"]
    )
    if page is None:
        raise not_found(gettext("There is no such indicator."))
    return page


def _compared(asked: Asked) -> tuple[list[str], list[National]]:
    """The municipalities and indicators that are asked for. Raises Refused."""
    codes, indicators = asked.query["municipalities"], asked.query["indicators"]
    found = figures_for(codes, indicators, known_on=asked.query["known_on"])
    if not found:
        raise not_found(gettext("There are no figures of this indicator."))
    return codes, found
