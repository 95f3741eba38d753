"""Meetings: when, where, how many, and what was said there once the minutes are public."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from retning.web.api.shapes.hearings import HearingNamed
from retning.web.api.shapes.terms import Address, Count, Language, Shape, Text

EventPhaseName = Literal["coming", "on", "over", "told", "called_off"]
EventKindName = Literal[
    "vision_camp", "citizens_meeting", "workshop", "user_board", "innovation_committee", "other"
]


class EventSummary(Shape, frozen=True, kw_only=True):
    """A meeting in few words. `places` and `free` are null where as many can come as want to;
    `told` is a meeting whose minutes are public. Online, `address` may be empty."""

    id: UUID
    kind: EventKindName
    title: Text
    phase: EventPhaseName
    starts_at: datetime
    ends_at: datetime
    place: Text
    address: Text
    places: Annotated[int, Meta(ge=1)] | None
    free: Count | None
    hearing: HearingNamed | None
    url: Address
    api_url: Address


class EventList(Shape, frozen=True, kw_only=True):
    """Every meeting that everyone can see: those to come, the next one first, then those that
    have been, the newest first."""

    items: list[EventSummary]
    url: Address
    api_url: Address
    language: Language


class Event(EventSummary, frozen=True, kw_only=True):
    """One meeting. `link` is where it is held online, as far as everyone is told."""

    description: Text
    link: Text
    cancelled_for: Annotated[Text, Meta(description="Why it was called off.")]
    sign_up_url: Annotated[Address | None, Meta(description="Where one signs up, while one can.")]
    sign_up_until: datetime | None
    calendar_url: Address
    minutes_url: Address | None
    minutes_api_url: Address | None
    language: Language


class EventNote(Shape, frozen=True, kw_only=True):
    """What was noted; `dots` is how many votes it was given."""

    id: UUID
    kind: Literal["note", "new_goal", "concretised"]
    text: Text
    dots: Count


class EventMatter(Shape, frozen=True, kw_only=True):
    """The notes about one part of the text (`about_id` and its wording), or on a table's topic."""

    about_id: UUID | None
    about: Text
    topic: Text
    notes: list[EventNote]


class EventMinutes(Shape, frozen=True, kw_only=True):
    """The minutes of a meeting, and the notes that stand in them."""

    id: UUID
    title: Text
    starts_at: datetime
    minutes: Text
    published_at: datetime
    matters: list[EventMatter]
    url: Address
    api_url: Address
    language: Language
