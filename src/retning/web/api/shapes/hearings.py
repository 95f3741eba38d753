"""Hearings: how long one can answer, what is heard, and what was said that everyone can read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from retning.web.api.shapes.terms import Address, Count, Language, Shape, Text

PhaseName = Literal["announced", "open", "closed", "handled", "concluded"]
SenderName = Literal["citizen", "company", "association", "authority"]
CommentName = Literal["comment", "wording", "new_goal"]


class HearingSummary(Shape, frozen=True, kw_only=True):
    """A hearing in few words. Both days are days on which one can answer; `days_left` counts today
    and is null where the hearing is not open."""

    slug: str
    title: Text
    kind: Literal["planning_strategy", "voluntary"]
    phase: PhaseName
    announced_on: date | None
    opens_on: date | None
    closes_on: date | None
    days_left: Annotated[int, Meta(ge=1)] | None
    url: Address
    api_url: Address


class HearingList(Shape, frozen=True, kw_only=True):
    """Every hearing that has been announced, the one that opened last first."""

    items: list[HearingSummary]
    url: Address
    api_url: Address
    language: Language


class HeardPart(Shape, frozen=True, kw_only=True):
    """A part of the text that is heard, in the order of the text; `comments` are on itself alone,
    not on what hangs below it."""

    id: UUID
    kind: Literal["strategy", "area", "objective", "goal", "theme"]
    parent_id: UUID | None
    text: Text
    comments: Count


class HearingExtended(Shape, frozen=True, kw_only=True):
    """The last day was moved."""

    before: date
    closes_on: date
    reason: Text


class HearingNamed(Shape, frozen=True, kw_only=True):
    """Another hearing, by its address."""

    slug: str
    title: Text


class Hearing(HearingSummary, frozen=True, kw_only=True):
    """One hearing. `parts` are the text that is heard with how much was said of each part;
    `shows_comments` is false where only the municipality reads them."""

    introduction: Text
    case_number: str
    strategy: str
    edition: Annotated[int, Meta(ge=1)]
    shows_comments: bool
    comments: Count
    parts: list[HeardPart]
    extended: list[HearingExtended]
    renews: HearingNamed | None
    renewal_reason: Text
    renewed_by: HearingNamed | None
    answer_url: Annotated[Address | None, Meta(description="Where one answers, while one can.")]
    feed_url: Address
    language: Language


class Comment(Shape, frozen=True, kw_only=True):
    """One comment as everyone can read it. `sender` says who it is as far as they want it told;
    `suggestion` is the wording to put instead, or the goal that is missing. What has been blacked
    out stands as bars."""

    id: UUID
    about_id: UUID
    kind: CommentName
    text: Text
    suggestion: Text
    is_redacted: bool
    sender_kind: SenderName
    sender: Text
    postcode: str
    received_at: datetime
    published_at: datetime


class CommentList(Shape, frozen=True, kw_only=True):
    """A page of a hearing's comments, the newest first."""

    items: list[Comment]
    total: Count
    page: Annotated[int, Meta(ge=1)]
    page_size: Annotated[int, Meta(ge=1)]
    next: Address | None
    previous: Address | None
    url: Address
    api_url: Address
    language: Language
