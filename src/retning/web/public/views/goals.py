"""One goal, and the way to a theme."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.editions import published
from retning.apps.strategy.queries.published import published_row, surroundings
from retning.apps.strategy.queries.published_lineage import published_lineage
from retning.web.public.presenters.embedding import embedding_of
from retning.web.public.presenters.goals import goal_page
from retning.web.public.presenters.links import theme_url
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest


@require_safe
def goal(request: HttpRequest, key: UUID) -> HttpResponse:
    """One goal: the chain up to the vision, its wording, its owner, its history."""
    every = published(cast(SiteRequest, request).municipality)

    def draw() -> HttpResponse:
        found = published_row(every, RowKind.GOAL, key)
        if found is None:
            raise Http404("No such goal has been published")
        page = goal_page(found, surroundings(found.row), published_lineage(every, found))
        embedding = embedding_of(request.build_absolute_uri, found)
        return render(request, "public/goal.html", {"goal": page, "embedding": embedding})

    return cached_page(request, key_parts=("goal", every.fingerprint), render=draw)


@require_safe
def theme(request: HttpRequest, key: UUID) -> HttpResponse:
    """To the theme's place on its area's page: an address that lasts when it moves."""
    every = published(cast(SiteRequest, request).municipality)
    found = published_row(every, RowKind.THEME, key)
    if found is None or found.row.parent_key is None:
        raise Http404("No such theme has been published")
    return HttpResponseRedirect(theme_url(found.edition.slug, found.row.parent_key, key))
