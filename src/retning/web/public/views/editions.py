"""The editions of a strategy, one of them, and what it changed."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from retning.apps.strategy.queries.editions import published, published_with_resolutions
from retning.web.public.presenters.editions import (
    changes_page,
    comparison,
    edition_page,
    editions_page,
)
from retning.web.public.presenters.links import SINCE
from retning.web.public.views.strategies import found
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest


@require_safe
def editions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every edition of a strategy with the resolutions behind it."""
    every = published_with_resolutions(cast(SiteRequest, request).municipality)
    series = found(every.of_slug(slug))

    def draw() -> HttpResponse:
        return render(request, "public/editions.html", {"list": editions_page(series)})

    return cached_page(
        request, key_parts=("editions", every.fingerprint, every.bodies), render=draw
    )


@require_safe
def edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One edition's whole text, whether it stands or not."""
    every = published_with_resolutions(cast(SiteRequest, request).municipality)
    series = found(every.of_slug(slug))
    shown = found(series.numbered(number))

    def draw() -> HttpResponse:
        return render(request, "public/edition.html", {"shown": edition_page(series, shown)})

    return cached_page(request, key_parts=("edition", every.fingerprint, every.bodies), render=draw)


@require_safe
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What an edition changed, as red-line against the one before or the one that is asked for."""
    every = published(cast(SiteRequest, request).municipality)
    series = found(every.of_slug(slug))
    pair = found(comparison(series, number, request.GET.get(SINCE)))

    def draw() -> HttpResponse:
        page = changes_page(series, pair.edition, pair.since)
        return render(request, "public/changes.html", {"changes": page})

    parts = ("changes", every.fingerprint, str(pair.since.number) if pair.since else "")
    return cached_page(request, key_parts=parts, render=draw)
