"""Indicators: the catalogue, one of them with all its figures, and its pictures as files."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from retning.apps.indicators.queries.indicators import (
    IndicatorPage,
    catalogue,
    indicator_page,
    releases_of,
)
from retning.apps.indicators.queries.state import figures_state
from retning.core.charts import Drawing
from retning.web.public.knowing import known_moment
from retning.web.public.picturing import picture_answer
from retning.web.public.presenters.catalogue import WITH_FIGURES, WORD, catalogue_list
from retning.web.public.presenters.figures import KNOWN, OWN, PERIOD
from retning.web.public.presenters.indicators import (
    PICTURES,
    asked_own,
    asked_period,
    catalogue_link,
    drawings_of,
    indicator_shown,
)
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest

LONGEST = 9


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator by field, and whether there are figures of it: `?ord=skole` those that a word
    belongs to, `?med=tal` those with figures."""
    site = cast(SiteRequest, request)

    def draw() -> HttpResponse:
        listed = catalogue_list(
            catalogue(municipality=site.municipality),
            word=request.GET.get(WORD, ""),
            with_figures=request.GET.get(WITH_FIGURES) == "tal",
        )
        return render(request, "public/indicators.html", {"listed": listed})

    return cached_page(
        request, key_parts=("indicators", figures_state(site.municipality)), render=draw
    )


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: where the municipality stands, all years, the map, what it is, where from.

    `?periode=` another period; `?kendt=2025-12-31` as it was known then; `?egne=1` the
    municipality's own figures, `?egne=0` the national ones.
    """
    site = cast(SiteRequest, request)
    known_on = known_moment(request)

    def draw() -> HttpResponse:
        page, asked = found_page(site, code, known_on), asked_otherwise(request)
        shown = indicator_shown(
            page,
            releases_of(code, municipality=site.municipality),
            site.municipality.pk,
            period=request.GET.get(PERIOD, "")[:LONGEST],
            asked=asked,
        )
        context = {
            "shown": shown,
            "own": asked.get(OWN, ""),
            "chain": [catalogue_link()],
            "known_on": known_on,
        }
        return render(request, "public/indicator.html", context)

    return cached_page(
        request, key_parts=("indicator", figures_state(site.municipality)), render=draw
    )


@require_safe
def indicator_picture(request: HttpRequest, code: str, name: str, form: str) -> HttpResponse:
    """One picture of an indicator as a file."""
    site = cast(SiteRequest, request)

    def draw() -> Drawing:
        page = found_page(site, code, known_moment(request))
        figures = page.chosen(own=asked_own(asked_otherwise(request)))
        period = asked_period(figures, request.GET.get(PERIOD, "")[:LONGEST])
        if name not in PICTURES or figures is None or period is None:
            raise Http404("There is no such picture")
        drawn = drawings_of(figures, page.indicator, site.municipality.pk, period)
        if name not in drawn:
            raise Http404("There are too few figures for this picture")
        return drawn[name]

    return picture_answer(
        request, form, key_parts=("indicator", figures_state(site.municipality)), draw=draw
    )


def asked_otherwise(request: HttpRequest) -> dict[str, str]:
    """Which figures were asked for, so that the files beside a picture are of the same."""
    asked = {KNOWN: request.GET[KNOWN][:10]} if request.GET.get(KNOWN) else {}
    own = request.GET.get(OWN)
    return asked | ({OWN: own} if own in {"0", "1"} else {})


def found_page(site: SiteRequest, code: str, known_on: datetime | None) -> IndicatorPage:
    """Raises Http404 where the municipality has no such indicator."""
    page = indicator_page(code, municipality=site.municipality, known_on=known_on)
    if page is None:
        raise Http404("There is no such indicator")
    return page
