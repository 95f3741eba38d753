"""Goals and themes."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from retning.web.api.shapes.editions import EditionSummary
from retning.web.api.shapes.lineage import GoalLineage
from retning.web.api.shapes.terms import (
    Address,
    Count,
    Language,
    Prose,
    RowKindName,
    Shape,
    StandingName,
    Text,
)
from retning.web.api.shapes.verdicts import Verdict


class Owner(Shape, frozen=True, kw_only=True):
    """Who a goal belongs to, by the names they had when the edition was published."""

    unit_id: UUID | None
    unit: str
    position_id: UUID | None
    position: str


class FieldName(Shape, frozen=True, kw_only=True):
    """A field (fagområde) that cuts across areas and units."""

    slug: str
    name: str


class Step(Shape, frozen=True, kw_only=True):
    """A step in the chain from the strategy down."""

    kind: RowKindName
    id: UUID
    text: Text
    url: Address
    api_url: Address | None


class GoalSummary(Shape, frozen=True, kw_only=True):
    """A goal in a list."""

    id: UUID
    text: Text
    body: Prose
    owner: Owner | None
    fields: list[FieldName]
    url: Address
    api_url: Address


class Theme(Shape, frozen=True, kw_only=True):
    """An open question that is worked on over the period."""

    id: UUID
    question: Text
    body: Prose
    url: Address
    api_url: Address


class GoalVersion(Shape, frozen=True, kw_only=True):
    """A goal in one edition. Where `is_absent`, that edition is without it."""

    edition: EditionSummary
    is_absent: bool
    text: Text
    body: Prose
    owner: Owner | None


class Goal(GoalSummary, frozen=True, kw_only=True):
    """One goal: where it hangs, its wording, its owner, its history. Twin of its page."""

    standing: StandingName
    strategy: str
    chain: list[Step]
    edition: EditionSummary
    ancestor: Annotated[
        UUID | None, Meta(description="The goal of the strategy before that it goes on from.")
    ]
    lineage: Annotated[GoalLineage, Meta(description="Its history over strategies.")]
    verdicts: Annotated[list[Verdict], Meta(description="Its targets, judged today.")]
    versions: list[GoalVersion]
    previous: Address | None
    next: Address | None
    embed_url: Address
    language: Language


class ThemeFound(Theme, frozen=True, kw_only=True):
    """One theme and where it hangs: twin of its place on its area's page."""

    standing: StandingName
    strategy: str
    chain: list[Step]
    edition: EditionSummary
    language: Language


class GoalListed(GoalSummary, frozen=True, kw_only=True):
    """A goal in the list of all goals."""

    strategy: str
    area_id: UUID
    area: Text
    objective: Text
    edition: Annotated[int, Meta(ge=1, description="The number of the edition that stands.")]


class GoalList(Shape, frozen=True, kw_only=True):
    """A page of the goals that stand."""

    items: list[GoalListed]
    total: Count
    page: Annotated[int, Meta(ge=1)]
    page_size: Annotated[int, Meta(ge=1, le=200)]
    next: Address | None
    previous: Address | None
    url: Address
    api_url: Address
    language: Language
