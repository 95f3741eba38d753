"""The map of the site, for search engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from retning.apps.hearing.queries.events import public_events
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
    every = _every_place(cast(SiteRequest, request))

    def draw() -> HttpResponse:
        places = every.places()
        if len(places) <= xml.ADDRESSES_A_FILE:
            content = xml.sitemap(places, whole=request.build_absolute_uri)
        else:
            numbers = range(1, -(-len(places) // xml.ADDRESSES_A_FILE) + 1)
            paths = [reverse("public:sitemap_part", args=[number]) for number in numbers]
            content = xml.sitemap_index([request.build_absolute_uri(path) for path in paths])
        return HttpResponse(content, content_type=CONTENT_TYPE)

    return cached_page(request, key_parts=("sitemap", *every.made_of), render=draw)


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One file of a map that is too large for one."""
    every = _every_place(cast(SiteRequest, request))

    def draw() -> HttpResponse:
        size = xml.ADDRESSES_A_FILE
        places = every.places()[(number - 1) * size : number * size] if number else []
        if not places:
            raise Http404("The map has no such part")
        content = xml.sitemap(places, whole=request.build_absolute_uri)
        return HttpResponse(content, content_type=CONTENT_TYPE)

    return cached_page(request, key_parts=("sitemap part", *every.made_of), render=draw)


@dataclass(frozen=True)
class _Every:
    """What the map is made of, for the caches, and how it is made."""

    made_of: tuple[str, ...]
    places: Callable[[], list[xml.Place]]


def _every_place(site: SiteRequest) -> _Every:
    here, hearings = site.municipality, every_hearing_at(site)
    every, events = published(here), public_events(here, site.now)
    met = ",".join(f"{each.key}{each.minutes_published_at}" for each in events)
    return _Every(
        (every.fingerprint, figures_state(here), fingerprint(hearings), met),
        lambda: xml.places(every, here, hearings, events),
    )
