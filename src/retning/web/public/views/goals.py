"""One goal, and the way to a theme."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.queries.editions import published
from retning.apps.strategy.queries.judged import published_with_state, verdicts_of_row
from retning.apps.strategy.queries.published import published_row, surroundings
from retning.apps.strategy.queries.published_lineage import published_lineage
from retning.core.charts import Drawing
from retning.web.public.hearing_now import (
    fingerprint,
    heard_in,
    noted_of_goal_at,
    open_hearings_at,
    said_of_goal_at,
)
from retning.web.public.knowing import knowing_of
from retning.web.public.picturing import picture_answer
from retning.web.public.presenters.embedding import embedding_of
from retning.web.public.presenters.goals import goal_page
from retning.web.public.presenters.links import theme_url
from retning.web.public.presenters.measures import drawings_of_goal
from retning.web.public.presenters.said import said_part
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest


@require_safe
def goal(request: HttpRequest, key: UUID) -> HttpResponse:
    """One goal: the chain up to the vision, its wording, whether it is met, its owner, history.

    `?kendt=2025-12-31`: judged on that day, on what was known then.
    """
    site = cast(SiteRequest, request)
    known = knowing_of(request, today=site.today)
    every, state = published_with_state(site.municipality, on=site.today)
    said, open_now = said_of_goal_at(site, key), open_hearings_at(site)
    noted = noted_of_goal_at(site, key)

    def draw() -> HttpResponse:
        found = published_row(every, RowKind.GOAL, key)
        if found is None:
            raise Http404("No such goal has been published")
        around = surroundings(found.row)
        verdicts = verdicts_of_row(
            found, around, municipality=site.municipality, on=known.on, known_on=known.until
        )
        family = published_lineage(every, found)
        page = goal_page(found, around, family, verdicts, known.on, known.query)
        embedding = embedding_of(request.build_absolute_uri, found)
        context = {
            "goal": page,
            "embedding": embedding,
            "known_on": known.until,
            "part": said_part([said], key, heard_in(open_now, found), noted),
        }
        return render(request, "public/goal.html", context)

    heard = fingerprint(said, open_now, noted)
    return cached_page(request, key_parts=("goal", every.fingerprint, state, heard), render=draw)


@require_safe
def goal_picture(
    request: HttpRequest, key: UUID, number: int, name: str, form: str
) -> HttpResponse:
    """A picture of one of a goal's targets as a file; `?kendt=` as on its page."""
    site = cast(SiteRequest, request)
    known = knowing_of(request, today=site.today)
    every, state = published_with_state(site.municipality, on=site.today)

    def draw() -> Drawing:
        found = published_row(every, RowKind.GOAL, key)
        if found is None:
            raise Http404("No such goal has been published")
        verdicts = verdicts_of_row(
            found,
            surroundings(found.row),
            municipality=site.municipality,
            on=known.on,
            known_on=known.until,
        )
        if not 1 <= number <= len(verdicts):
            raise Http404("There is no such target")
        drawn = drawings_of_goal(verdicts[number - 1])
        if name not in drawn:
            raise Http404("There is no such picture")
        return drawn[name]

    parts = ("goal", every.fingerprint, state)
    return picture_answer(request, form, key_parts=parts, draw=draw)


@require_safe
def theme(request: HttpRequest, key: UUID) -> HttpResponse:
    """To the theme's place on its area's page: an address that lasts when it moves."""
    every = published(cast(SiteRequest, request).municipality)
    found = published_row(every, RowKind.THEME, key)
    if found is None or found.row.parent_key is None:
        raise Http404("No such theme has been published")
    return HttpResponseRedirect(theme_url(found.edition.slug, found.row.parent_key, key))
