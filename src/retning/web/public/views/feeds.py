"""The feed of editions, and an edition as a file that another installation can take in."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from retning.apps.strategy.queries.editions import published
from retning.apps.strategy.queries.exchange import document_bytes
from retning.apps.strategy.queries.exchange import edition_document as document_of
from retning.web.public.presenters.xml import feed as feed_of
from retning.web.public.views.strategies import found
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest
from retning.web.ui.look import look_of


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest editions, for readers of feeds."""
    here = cast(SiteRequest, request).municipality
    every = published(here)

    def draw() -> HttpResponse:
        content = feed_of(
            every,
            name=look_of(here).site_name,
            author=here.official_name,
            municipality=here.pk,
            whole=request.build_absolute_uri,
        )
        return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")

    return cached_page(request, key_parts=("feed", every.fingerprint), render=draw)


@require_safe
def edition_document(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A whole edition as JSON, with the hashes that prove it."""
    every = published(cast(SiteRequest, request).municipality)
    shown = found(every.of_slug(slug)).numbered(number)
    if shown is None:
        raise Http404("No edition has this number")

    def draw() -> HttpResponse:
        content = document_bytes(document_of(shown))
        return HttpResponse(content, content_type="application/json")

    response = cached_page(request, key_parts=("edition file", every.fingerprint), render=draw)
    name = f"{slug}-udgave-{number}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
