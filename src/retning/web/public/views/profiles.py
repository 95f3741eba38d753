"""A municipality in all figures, and municipalities beside each other."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from retning.apps.indicators.queries.geography import municipality_names
from retning.apps.indicators.queries.known import figures_for
from retning.apps.indicators.queries.national import national_figures
from retning.apps.indicators.queries.state import figures_state
from retning.apps.organisation.sources import municipality_facts
from retning.core.charts import Drawing
from retning.web.public.knowing import Knowing, knowing_of
from retning.web.public.picturing import picture_answer
from retning.web.public.presenters.figures import INDICATOR, MUNICIPALITY, profile_url
from retning.web.public.presenters.profiles import (
    FEWEST,
    MOST,
    MOST_INDICATORS,
    comparison_of,
    courses_of,
    profile_of,
)
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest
from retning.web.ui.links import Link

LONGEST_CODE = 80


@require_safe
def own_profile(request: HttpRequest) -> HttpResponse:
    """To the profile of the municipality whose pages these are."""
    return redirect(profile_url(cast(SiteRequest, request).municipality.slug))


@require_safe
def profile(request: HttpRequest, place: str) -> HttpResponse:
    """Any of the 98 in every figure of the catalogue: newest, place, change; `?kendt=` as it was
    known at the end of that day."""
    site = cast(SiteRequest, request)
    known = knowing_of(request, today=site.today)

    def draw() -> HttpResponse:
        code = next((fact.code for fact in municipality_facts() if fact.slug == place), None)
        if code is None:
            raise Http404("There is no such municipality")
        others = [
            Link(fact.name, profile_url(fact.slug) + known.query, current=fact.slug == place)
            for fact in municipality_facts()
        ]
        found = figures_for([code], known_on=known.until)
        page = profile_of(code, site.municipality.pk, found, others, known.asked)
        return render(request, "public/profile.html", {"profile": page, "known_on": known.until})

    return cached_page(
        request, key_parts=("profile", figures_state(site.municipality)), render=draw
    )


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two to six municipalities beside each other: `?kommune=187&kommune=253&tal=<code>`; `?kendt=`
    as on a profile."""
    site = cast(SiteRequest, request)
    known = knowing_of(request, today=site.today)

    def draw() -> HttpResponse:
        every = national_figures()
        asked = [code[:LONGEST_CODE] for code in request.GET.getlist(INDICATOR)][:MOST_INDICATORS]
        places = _asked_for(request)
        chosen = places[:MOST] or [site.municipality.pk]
        if known.until is None:
            found = [each for each in every if each.indicator.code in asked]
        else:
            found = figures_for(chosen, asked, known_on=known.until)
        page = comparison_of(chosen, asked, found, every, known.asked)
        context = {
            "compared": page,
            "is_asked": bool(request.GET),
            "is_too_many": len(places) > MOST,
            "known_on": known.until,
        }
        return render(request, "public/compare.html", context)

    return cached_page(
        request, key_parts=("compare", figures_state(site.municipality)), render=draw
    )


@require_safe
def compare_picture(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Two to six municipalities over time in one indicator, as a file."""
    site = cast(SiteRequest, request)
    known = knowing_of(request, today=site.today)

    def draw() -> Drawing:
        drawing = _compared(_asked_for(request)[:MOST], code, known)
        if drawing is None:
            raise Http404("There are too few figures for this picture")
        return drawing

    return picture_answer(
        request, form, key_parts=("compare", figures_state(site.municipality)), draw=draw
    )


def _compared(places: list[str], code: str, known: Knowing) -> Drawing | None:
    if len(places) < FEWEST:
        return None
    found = figures_for(places, [code], known_on=known.until)
    return courses_of(places, found[0]) if found else None


def _asked_for(request: HttpRequest) -> list[str]:
    """The municipalities that are asked for, each once."""
    asked = request.GET.getlist(MUNICIPALITY)
    return [code for code in dict.fromkeys(asked) if code in municipality_names()]
