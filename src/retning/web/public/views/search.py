"""Searching in what has been published."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.editions import published
from retning.apps.strategy.queries.search import search as search_published
from retning.web.public.presenters.search import KIND, PAGE, QUESTION, search_page
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest

LONGEST = 200
LAST_PAGE = 1_000


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What answers `?q=`, best first; `?art=` of one kind only, `?side=` further pages."""
    municipality = cast(SiteRequest, request).municipality
    every = published(municipality)
    question = request.GET.get(QUESTION, "")[:LONGEST].replace("\0", " ")
    kind = _kind(request.GET.get(KIND, ""))
    number = _number(request.GET.get(PAGE, "1"))

    def draw() -> HttpResponse:
        kinds = [kind] if kind else []
        results = search_published(municipality, question, kinds=kinds, page=number)
        if number > 1 and not results.hits:
            raise Http404("So many pages were not found")
        page = search_page(question, kind, results)
        return render(request, "public/search.html", {"search": page})

    return cached_page(request, key_parts=("search", every.fingerprint), render=draw)


def _kind(asked: str) -> RowKind | None:
    return RowKind(asked) if asked in RowKind.values else None


def _number(asked: str) -> int:
    """Raises Http404 for what is no page."""
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 4):
        raise Http404("That is no page")
    if not 1 <= int(asked) <= LAST_PAGE:
        raise Http404("There is no such page")
    return int(asked)
