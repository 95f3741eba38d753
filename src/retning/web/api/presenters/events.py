"""Meetings as the API tells them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any, cast

from retning.apps.hearing.queries.events import EventView
from retning.apps.hearing.queries.notes import Gathered, NoteView
from retning.web.api import shapes
from retning.web.api.presenters.pieces import Teller


def event_list(tell: Teller, found: Sequence[EventView]) -> shapes.EventList:
    """Every meeting that everyone can see."""
    return shapes.EventList(
        items=[shapes.EventSummary(**_summary(tell, each)) for each in found],
        url=tell.page("events"),
        api_url=tell.twin("events"),
        language=tell.language,
    )


def event(tell: Teller, found: EventView) -> shapes.Event:
    """One meeting."""
    has_minutes = found.minutes_published_at is not None
    until = found.signs_up_until.astimezone(UTC)
    return shapes.Event(
        **_summary(tell, found),
        description=found.description,
        link=found.link if found.shows_link else "",
        cancelled_for=found.cancelled_for,
        sign_up_url=tell.page("event_sign_up", found.key) if found.may_sign_up else None,
        sign_up_until=until if found.may_sign_up else None,
        calendar_url=tell.page("event_calendar", found.key),
        minutes_url=tell.page("event_minutes", found.key) if has_minutes else None,
        minutes_api_url=tell.twin("event_minutes", found.key) if has_minutes else None,
        language=tell.language,
    )


def minutes(tell: Teller, found: EventView, gathered: Sequence[Gathered]) -> shapes.EventMinutes:
    """What was said at a meeting whose minutes are public."""
    published_at = found.minutes_published_at or found.ends_at
    return shapes.EventMinutes(
        id=found.key,
        title=found.title,
        starts_at=found.starts_at.astimezone(UTC),
        minutes=found.minutes,
        published_at=published_at.astimezone(UTC),
        matters=[
            shapes.EventMatter(
                about_id=each.row_key,
                about=each.about,
                topic=each.topic,
                notes=[_note(note) for note in each.notes],
            )
            for each in gathered
        ],
        url=tell.page("event_minutes", found.key),
        api_url=tell.twin("event_minutes", found.key),
        language=tell.language,
    )


def _summary(tell: Teller, found: EventView) -> dict[str, Any]:
    named = shapes.HearingNamed(slug=found.hearing_slug, title=found.hearing_title)
    return {
        "id": found.key,
        "kind": found.kind.value,
        "title": found.title,
        "phase": cast(Any, found.phase.value),
        "starts_at": found.starts_at.astimezone(UTC),
        "ends_at": found.ends_at.astimezone(UTC),
        "place": found.place,
        "address": found.address,
        "places": found.capacity,
        "free": found.free,
        "hearing": named if found.hearing_slug else None,
        "url": tell.page("event", found.key),
        "api_url": tell.twin("event", found.key),
    }


def _note(note: NoteView) -> shapes.EventNote:
    return shapes.EventNote(
        id=note.key, kind=cast(Any, note.kind.value), text=note.text, dots=note.dots
    )
