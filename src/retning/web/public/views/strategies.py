"""The vision, a strategy, the whole of it on one page, and its areas."""

from __future__ import annotations

from typing import TypeVar, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from retning.apps.hearing.queries.said import SaidOf
from retning.apps.strategy.queries.editions import published, published_with_resolutions
from retning.apps.strategy.queries.judged import published_with_state
from retning.apps.strategy.queries.published import edition_tree
from retning.apps.strategy.queries.verdicts import goals_with_verdicts
from retning.core.charts import Drawing
from retning.web.public.hearing_now import (
    fingerprint,
    heard_in,
    noted_of_area_at,
    open_hearings_at,
    said_of_area_at,
)
from retning.web.public.knowing import knowing_of
from retning.web.public.picturing import picture_answer
from retning.web.public.presenters.areas import area_page
from retning.web.public.presenters.hearings import hearing_head
from retning.web.public.presenters.lineage import lineage_page
from retning.web.public.presenters.overview import drawing_of_goals, overview_of
from retning.web.public.presenters.said import said_part
from retning.web.public.presenters.strategies import front_page, strategy_page, strategy_text
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest

Found = TypeVar("Found")


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """The vision, the strategies that stand, and what is new."""
    site = cast(SiteRequest, request)
    every, open_now = published(site.municipality), open_hearings_at(site)

    def draw() -> HttpResponse:
        page = front_page(every)
        if page is None:
            return render(request, "public/nothing_yet.html")
        heads = [hearing_head(each) for each in open_now]
        return render(request, "public/front.html", {"front": page, "hearings": heads})

    parts = ("front", every.fingerprint, fingerprint(open_now))
    return cached_page(request, key_parts=parts, render=draw)


@require_safe
def strategy(request: HttpRequest, slug: str) -> HttpResponse:
    """One strategy as it stands."""
    every = published_with_resolutions(cast(SiteRequest, request).municipality)
    series = found(every.of_slug(slug))

    def draw() -> HttpResponse:
        return render(request, "public/strategy.html", {"strategy": strategy_page(every, series)})

    return cached_page(
        request, key_parts=("strategy", every.fingerprint, every.bodies), render=draw
    )


@require_safe
def whole(request: HttpRequest, slug: str) -> HttpResponse:
    """All of a strategy as it stands, on one page."""
    every = published_with_resolutions(cast(SiteRequest, request).municipality)
    series = found(every.of_slug(slug))

    def draw() -> HttpResponse:
        text = strategy_text(series, series.standing, edition_tree(series.standing))
        return render(request, "public/whole.html", {"text": text})

    return cached_page(request, key_parts=("whole", every.fingerprint, every.bodies), render=draw)


@require_safe
def verdicts(request: HttpRequest, slug: str) -> HttpResponse:
    """Every goal of a strategy as it stands, and whether it is met; `?kendt=` as on a goal's."""
    site = cast(SiteRequest, request)
    known = knowing_of(request, today=site.today)
    every, state = published_with_state(site.municipality, on=site.today)
    series = found(every.of_slug(slug))

    def draw() -> HttpResponse:
        tree = edition_tree(series.standing)
        judged = goals_with_verdicts(
            series.standing, municipality=site.municipality, on=known.on, known_on=known.until
        )
        page = overview_of(series, tree, judged, known.asked)
        context = {"overview": page, "known_on": known.until}
        return render(request, "public/verdicts.html", context)

    return cached_page(request, key_parts=("verdicts", every.fingerprint, state), render=draw)


@require_safe
def verdicts_picture(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The picture of every goal of a strategy, as a file; `?kendt=` as on its page."""
    site = cast(SiteRequest, request)
    known = knowing_of(request, today=site.today)
    every, state = published_with_state(site.municipality, on=site.today)
    series = found(every.of_slug(slug))

    def draw() -> Drawing:
        judged = goals_with_verdicts(
            series.standing, municipality=site.municipality, on=known.on, known_on=known.until
        )
        drawing = drawing_of_goals(edition_tree(series.standing), judged)
        if drawing is None:
            raise Http404("No goal of the strategy has a figure")
        return drawing

    parts = ("verdicts", every.fingerprint, state)
    return picture_answer(request, form, key_parts=parts, draw=draw)


@require_safe
def lineage(request: HttpRequest, slug: str) -> HttpResponse:
    """What became of the goals of the strategy before."""
    every = published(cast(SiteRequest, request).municipality)
    series = found(every.of_slug(slug))

    def draw() -> HttpResponse:
        page = lineage_page(every, series)
        if page is None:
            raise Http404("No predecessor of the strategy has been published")
        return render(request, "public/lineage.html", {"lineage": page})

    return cached_page(request, key_parts=("lineage", every.fingerprint), render=draw)


@require_safe
def area(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """One area with its objectives, goals and themes."""
    site = cast(SiteRequest, request)
    every = published(site.municipality)
    said, open_now = said_of_area_at(site, key), open_hearings_at(site)
    noted = noted_of_area_at(site, key)

    def draw() -> HttpResponse:
        page = area_page(every, slug, key)
        if page is None:
            raise Http404("No such area has been published")
        own = said.get(key, SaidOf())
        themes = [each for row, each in said.items() if row != key]
        part = said_part([own, *themes], key, heard_in(open_now, page.row), noted)
        return render(request, "public/area.html", {"shown": page, "part": part})

    heard = fingerprint(said, open_now, noted)
    return cached_page(request, key_parts=("area", every.fingerprint, heard), render=draw)


def found(published_one: Found | None) -> Found:
    """Raises Http404 where nothing with the address has been published."""
    if published_one is None:
        raise Http404("Nothing with this address has been published")
    return published_one
