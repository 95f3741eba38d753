"""A goal on somebody else's page: the small page itself, and where its line of HTML is told."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlsplit
from uuid import UUID

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.editions import Published, published
from retning.apps.strategy.queries.judged import published_with_state, verdicts_of_row
from retning.apps.strategy.queries.published import PublishedRow, published_row, surroundings
from retning.web.public.presenters.embedding import (
    EMBED_HEIGHT,
    EMBED_WIDTH,
    embed_line,
    embedded_goal,
    hearing_embed_line,
)
from retning.web.public.views.hearings import hearing_or_404
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest
from retning.web.ui.look import look_of

GOAL, HEARING = "public:goal", "public:hearing"


@require_safe
@xframe_options_exempt
def embed(request: HttpRequest, key: UUID) -> HttpResponse:
    """One goal, small: the only page that other sites may show within theirs."""

    @csp_replace({"frame-ancestors": ["*"]})
    def answer(request: HttpRequest) -> HttpResponse:
        return _embed(request, key)

    return cast(HttpResponse, answer(request))


def _embed(request: HttpRequest, key: UUID) -> HttpResponse:
    site = cast(SiteRequest, request)
    every, state = published_with_state(site.municipality, on=site.today)

    def draw() -> HttpResponse:
        found = _found(every, key)
        verdicts = verdicts_of_row(
            found, surroundings(found.row), municipality=site.municipality, on=site.today
        )
        goal = embedded_goal(found, verdicts)
        return render(request, "public/embed.html", {"goal": goal})

    return cached_page(request, key_parts=("embed", every.fingerprint, state), render=draw)


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """How to show the goal or hearing whose address is given as `url`, after oembed.com."""
    here = cast(SiteRequest, request).municipality
    language, name, named = _page_of(request)
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=501)
    whole = request.build_absolute_uri
    with translation.override(language):
        if name == HEARING:
            title = hearing_or_404(request, str(named)).hearing.title
            line = hearing_embed_line(whole, str(named), title)
        else:
            row = _found(published(here), cast(UUID, named)).row
            title, line = row.text, embed_line(whole, row.key, row.text)
    answer = JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": look_of(here).site_name,
            "provider_url": request.build_absolute_uri("/"),
            "html": line,
            "width": _at_most(request, "maxwidth", EMBED_WIDTH),
            "height": _at_most(request, "maxheight", EMBED_HEIGHT),
        }
    )
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _found(every: Published, key: UUID) -> PublishedRow:
    found = published_row(every, RowKind.GOAL, key)
    if found is None:
        raise Http404("No such goal has been published")
    return found


def _page_of(request: HttpRequest) -> tuple[str, str, UUID | str]:
    """The language, the page's name and the key or short name in the address that is asked about.
    Raises Http404 for an address of another site, and for one that cannot be shown elsewhere."""
    try:
        address = urlsplit(request.GET.get("url", ""))
        if address.scheme not in {"http", "https"} or address.netloc != request.get_host():
            raise Http404("That is an address of another site")
        language = translation.get_language_from_path(address.path) or settings.LANGUAGE_CODE
        with translation.override(language):
            match = resolve(address.path)
    except (Resolver404, ValueError):
        raise Http404("That is no address of a goal or a hearing") from None
    if match.view_name not in {GOAL, HEARING}:
        raise Http404("That is no address of a goal or a hearing")
    return language, match.view_name, next(iter(match.kwargs.values()))


def _at_most(request: HttpRequest, name: str, own: int) -> int:
    given = request.GET.get(name, "")
    return min(int(given), own) if given.isascii() and given.isdigit() and len(given) < 6 else own
