"""Meetings that everyone can see: which there are, one of them, its minutes, and as a calendar
file."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from retning.apps.hearing.queries.events import EventView, public_event, public_events
from retning.apps.hearing.queries.notes import minutes_of
from retning.web.public.presenters.calendars import calendar_file
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest
from retning.web.ui.links import Link


def event_or_404(request: HttpRequest, key: UUID) -> EventView:
    """One that everyone can see; another municipality's is not found."""
    here = cast(SiteRequest, request)
    found = public_event(here.municipality, key, here.now)
    if found is None:
        raise Http404("No such meeting in this municipality")
    return found


def way_back(event: EventView) -> list[Link]:
    """The way from the meeting back to its hearing, or to all meetings."""
    if event.hearing_slug:
        address = reverse("public:hearing", args=[event.hearing_slug])
        return [Link(event.hearing_title, address)]
    return [Link(gettext("Meetings"), reverse("public:events"))]


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """The meetings to come, and those that have been."""
    here = cast(SiteRequest, request)
    found = public_events(here.municipality, here.now)
    context = {
        "coming": [each for each in found if each.ends_at > here.now],
        "been": [each for each in found if each.ends_at <= here.now],
    }
    return cached_page(
        request,
        key_parts=("events", repr(found)),
        render=lambda: render(request, "public/events.html", context),
    )


@require_safe
def event(request: HttpRequest, key: UUID) -> HttpResponse:
    """One meeting: when, where, what about, and how one comes."""
    found = event_or_404(request, key)
    return cached_page(
        request,
        key_parts=("event", repr(found)),
        render=lambda: render(
            request, "public/event.html", {"event": found, "chain": way_back(found)}
        ),
    )


@require_safe
def event_calendar(request: HttpRequest, key: UUID) -> HttpResponse:
    """The meeting for one's own calendar."""
    found = event_or_404(request, key)
    address = request.build_absolute_uri(reverse("public:event", args=[key]))
    content = calendar_file(found, address=address, host=request.get_host())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="moede-{key}.ics"'
    return response


@require_safe
def event_minutes(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was said at a meeting, once its minutes are public."""
    found = event_or_404(request, key)
    if not found.has_minutes:
        raise Http404("The minutes are not public")
    gathered = minutes_of(key, cast(SiteRequest, request).municipality)
    context = {"event": found, "gathered": gathered, "chain": way_back(found)}
    return cached_page(
        request,
        key_parts=("event minutes", repr(found), repr(gathered)),
        render=lambda: render(request, "public/event_minutes.html", context),
    )
