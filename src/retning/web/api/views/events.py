"""The twins of the pages of meetings: which there are, one of them, and its minutes."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from retning.apps.hearing.queries.events import EventView, public_event, public_events
from retning.apps.hearing.queries.notes import minutes_of
from retning.web.api.asking import Asked, told
from retning.web.api.presenters import events
from retning.web.api.problems import not_found
from retning.web.api.views.reading import teller


def event_list(asked: Asked) -> HttpResponse:
    """Every meeting that everyone can see."""
    every = public_events(asked.request.municipality, asked.request.now)
    return told(asked, ("events", repr(every)), lambda: events.event_list(teller(asked), every))


def event(asked: Asked, key: UUID) -> HttpResponse:
    """One meeting."""
    found = _found(asked, key)
    return told(asked, ("event", repr(found)), lambda: events.event(teller(asked), found))


def event_minutes(asked: Asked, key: UUID) -> HttpResponse:
    """What was said at a meeting."""
    found = _found(asked, key)
    if found.minutes_published_at is None:
        raise not_found(gettext("The minutes of this meeting are not public."))
    gathered = minutes_of(key, asked.request.municipality)
    parts = ("event minutes", repr(found), repr(gathered))
    return told(asked, parts, lambda: events.minutes(teller(asked), found, gathered))


def _found(asked: Asked, key: UUID) -> EventView:
    found = public_event(asked.request.municipality, key, asked.request.now)
    if found is None:
        raise not_found(gettext("There is no such meeting."))
    return found
