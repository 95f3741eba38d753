"""A municipality in all figures, and municipalities beside each other."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from retning.apps.indicators.queries.geography import municipality_names
from retning.apps.indicators.queries.national import national_figures
from retning.apps.indicators.queries.state import figures_state
from retning.apps.organisation.sources import municipality_facts
from retning.web.public.presenters.figures import INDICATOR, MUNICIPALITY, profile_url
from retning.web.public.presenters.profiles import (
    MOST,
    MOST_INDICATORS,
    comparison_of,
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
    """Any of the 98 in every figure of the catalogue: newest, place, change."""
    site = cast(SiteRequest, request)

    def draw() -> HttpResponse:
        code = next((fact.code for fact in municipality_facts() if fact.slug == place), None)
        if code is None:
            raise Http404("There is no such municipality")
        others = [
            Link(fact.name, profile_url(fact.slug), current=fact.slug == place)
            for fact in municipality_facts()
        ]
        page = profile_of(code, site.municipality.pk, national_figures(), others)
        return render(request, "public/profile.html", {"profile": page})

    return cached_page(
        request, key_parts=("profile", figures_state(site.municipality)), render=draw
    )


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two to six municipalities beside each other: `?kommune=187&kommune=253&tal=<code>`."""
    site = cast(SiteRequest, request)

    def draw() -> HttpResponse:
        every = national_figures()
        asked = [code[:LONGEST_CODE] for code in request.GET.getlist(INDICATOR)][:MOST_INDICATORS]
        codes = [code for code in request.GET.getlist(MUNICIPALITY) if code in municipality_names()]
        chosen = codes[:MOST] or [site.municipality.pk]
        found = [each for each in every if each.indicator.code in asked]
        page = comparison_of(chosen, asked, found, every)
        is_asked = bool(request.GET)
        return render(request, "public/compare.html", {"compared": page, "is_asked": is_asked})

    return cached_page(
        request, key_parts=("compare", figures_state(site.municipality)), render=draw
    )
