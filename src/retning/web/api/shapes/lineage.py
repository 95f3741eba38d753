"""Goals over strategies: what one goes on from, what goes on from it, what ended and why."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from retning.web.api.shapes.editions import EditionSummary
from retning.web.api.shapes.terms import Address, Language, Shape, Text

Reason = Annotated[str, Meta(description="Why, in the municipality's words; may be empty.")]


class StrategyName(Shape, frozen=True, kw_only=True):
    """A strategy by what one of its editions calls it, and the years it is for."""

    slug: str
    title: Text
    period_from: int
    period_to: int
    url: Address
    api_url: Address


class RelatedGoal(Shape, frozen=True, kw_only=True):
    """A goal of another strategy, as it stands there."""

    id: UUID
    text: Text
    strategy: StrategyName
    edition: EditionSummary
    url: Address
    api_url: Address


class GoalEnding(Shape, frozen=True, kw_only=True):
    """That a later strategy says that the goal does not go on."""

    strategy: StrategyName
    reason: Reason


class GoalLineage(Shape, frozen=True, kw_only=True):
    """A goal's history over strategies."""

    forebears: Annotated[
        list[RelatedGoal], Meta(description="What it goes on from, the nearest first.")
    ]
    heirs: Annotated[
        list[RelatedGoal], Meta(description="What goes on from it, the oldest strategy first.")
    ]
    endings: Annotated[
        list[GoalEnding], Meta(description="Who says that it ended; none where it has heirs.")
    ]


class GoalNamed(Shape, frozen=True, kw_only=True):
    """A goal by its words."""

    id: UUID
    text: Text
    url: Address
    api_url: Address


class GoalEnded(GoalNamed, frozen=True, kw_only=True):
    """An old goal that does not go on."""

    reason: Reason


class Succession(Shape, frozen=True, kw_only=True):
    """A new goal, and the old one that it goes on from."""

    old: GoalNamed
    new: GoalNamed


class StrategyLineage(Shape, frozen=True, kw_only=True):
    """What became of the goals of the strategy before: twin of its page."""

    old: StrategyName
    new: StrategyName
    edition: EditionSummary
    kept: list[Succession]
    changed: list[Succession]
    added: list[GoalNamed]
    ended: list[GoalEnded]
    unanswered: Annotated[
        list[GoalNamed], Meta(description="Old goals of which nothing has been said.")
    ]
    url: Address
    api_url: Address
    language: Language
