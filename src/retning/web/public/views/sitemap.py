"""The map of the site, for search engines."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from retning.apps.indicators.queries.state import figures_state
from retning.apps.strategy.queries.editions import published
from retning.web.public.hearing_now import every_hearing_at, fingerprint
from retning.web.public.presenters import xml
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest

CONTENT_TYPE = "application/xml; charset=utf-8"


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page; where they are too many for one file, the list of files."""
    site = cast(SiteRequest, request)
    here, heard = site.municipality, every_hearing_at(site)
    every = published(here)

    def draw() -> HttpResponse:
        places = xml.places(every, here, heard)
        if len(places) <= xml.ADDRESSES_A_FILE:
            content = xml.sitemap(places, whole=request.build_absolute_uri)
        else:
            numbers = range(1, -(-len(places) // xml.ADDRESSES_A_FILE) + 1)
            paths = [reverse("public:sitemap_part", args=[number]) for number in numbers]
            content = xml.sitemap_index([request.build_absolute_uri(path) for path in paths])
        return HttpResponse(content, content_type=CONTENT_TYPE)

    return cached_page(
        request,
        key_parts=("sitemap", every.fingerprint, figures_state(here), fingerprint(heard)),
        render=draw,
    )


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One file of a map that is too large for one."""
    site = cast(SiteRequest, request)
    here, heard = site.municipality, every_hearing_at(site)
    every = published(here)

    def draw() -> HttpResponse:
        size = xml.ADDRESSES_A_FILE
        places = (
            xml.places(every, here, heard)[(number - 1) * size : number * size] if number else []
        )
        if not places:
            raise Http404("The map has no such part")
        content = xml.sitemap(places, whole=request.build_absolute_uri)
        return HttpResponse(content, content_type=CONTENT_TYPE)

    parts = ("sitemap part", every.fingerprint, figures_state(here), fingerprint(heard))
    return cached_page(request, key_parts=parts, render=draw)
