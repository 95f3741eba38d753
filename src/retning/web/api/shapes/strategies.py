"""Strategies as they stand, whole, in areas, and as one edition has them."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from retning.web.api.shapes.editions import EditionSummary, Resolution
from retning.web.api.shapes.goals import GoalSummary, Step, Theme
from retning.web.api.shapes.terms import Address, Count, Language, Prose, Shape, StandingName, Text


class Objective(Shape, frozen=True, kw_only=True):
    """The sentence that gathers a group of goals."""

    id: UUID
    text: Text
    body: Prose
    goals: list[GoalSummary]


class AreaText(Shape, frozen=True, kw_only=True):
    """An area with all that hangs below it; `goals` are those without an objective."""

    id: UUID
    title: Text
    body: Prose
    goals: list[GoalSummary]
    objectives: list[Objective]
    themes: list[Theme]
    url: Address
    api_url: Address


class AreaSummary(Shape, frozen=True, kw_only=True):
    """An area in a list."""

    id: UUID
    title: Text
    goal_count: Count
    theme_count: Count
    url: Address
    api_url: Address


class Area(AreaText, frozen=True, kw_only=True):
    """One area in the edition that stands for it: twin of its page."""

    chain: list[Step]
    edition: EditionSummary
    standing: StandingName
    language: Language


class Section(Shape, frozen=True, kw_only=True):
    """What planloven § 23 a asks a planning strategy to hold; empty in other strategies."""

    planning_since_revision: Prose
    revision_kind: Literal["", "full", "themed"]
    revision_decision: Prose
    readopted_parts: Prose


class StrategySummary(Shape, frozen=True, kw_only=True):
    """A strategy in a list."""

    id: UUID
    slug: str
    title: Text
    period_from: int
    period_to: int
    edition: EditionSummary
    goal_count: Count
    url: Address
    api_url: Address


class StrategyList(Shape, frozen=True, kw_only=True):
    """What the municipality has published, newest period first."""

    items: list[StrategySummary]
    total: Count
    url: Address
    api_url: Address
    language: Language


class StrategyHead(Shape, frozen=True, kw_only=True):
    """What a strategy says of itself."""

    id: UUID
    slug: str
    title: Text
    vision: Prose
    introduction: Prose
    period_from: int
    period_to: int
    area_label: Annotated[str, Meta(description="The municipality's word for an area.")]
    legal_basis: Literal["none", "planloven_23a"]
    section_23a: Section | None
    predecessor: Annotated[UUID | None, Meta(description="The strategy before this one.")]


class StrategyText(StrategyHead, frozen=True, kw_only=True):
    """A strategy's whole text in one edition."""

    areas: list[AreaText]


class Strategy(StrategyHead, frozen=True, kw_only=True):
    """One strategy as it stands: twin of its page."""

    edition: EditionSummary
    proposal: Annotated[
        EditionSummary | None, Meta(description="A newer proposal to change what stands.")
    ]
    resolutions: list[Resolution]
    areas: list[AreaSummary]
    whole_url: Address
    editions_url: Address
    url: Address
    api_url: Address
    language: Language


class WholeStrategy(StrategyText, frozen=True, kw_only=True):
    """All of a strategy as it stands: twin of the page that holds it all."""

    edition: EditionSummary
    resolutions: list[Resolution]
    url: Address
    api_url: Address
    language: Language


class Edition(EditionSummary, frozen=True, kw_only=True):
    """One edition, whole: twin of its page."""

    strategy: StrategyText
    note: Prose
    resolutions: list[Resolution]
    language: Language
