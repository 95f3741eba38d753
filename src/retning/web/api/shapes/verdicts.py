"""Whether goals are met, and everything needed to see why."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta

from retning.web.api.shapes.figures import IsExample, Licence, PeriodCode
from retning.web.api.shapes.terms import Address, Language, Shape, Text

StatusName = Literal["met", "missed", "not_met", "on_track", "at_risk", "off_track", "unknown"]
Number = Annotated[float | None, Meta(description="In the indicator's unit.")]


class VerdictEvidence(Shape, frozen=True, kw_only=True):
    """Where the figure comes from."""

    source: str
    licence: Licence
    table: str
    updated: date | None
    known_from: date | None
    release: int | None
    is_budget: Annotated[bool, Meta(description="A budget figure, not an account.")]


class VerdictReading(Shape, frozen=True, kw_only=True):
    """A dated reading of an adopted wording (an interpretation)."""

    reason: str
    decided_by: str
    decided_on: date


class Verdict(Shape, frozen=True, kw_only=True):
    """One target of a goal, and whether it is met. Figures as published; see `sentence`."""

    number: Annotated[int, Meta(ge=1, description="Its place among the goal's targets.")]
    target: Annotated[str, Meta(description="The rule in words.")]
    rule: Annotated[dict[str, Any], Meta(description="The rule as data; see the documentation.")]
    status: StatusName
    label: str
    reason: Annotated[str, Meta(description="Why it is unknown; else empty.")]
    met_now: bool | None
    sentence: str
    period: PeriodCode | None
    value: Number
    threshold: Number
    gap: Annotated[float | None, Meta(description="What is missing; 0 or less where met.")]
    rank: int | None
    tied: int | None
    of: int | None
    cut: Annotated[int | None, Meta(description="The last rank inside.")]
    deadline: date | None
    probability: Annotated[
        Annotated[float, Meta(ge=0, le=1)] | None,
        Meta(description="Of being met at the deadline, by the outlook."),
    ]
    indicator: Annotated[str | None, Meta(description="The indicator's stable id.")]
    indicator_url: Address | None
    proxy: Annotated[str, Meta(description="How the indicator differs from the wording.")]
    is_example: IsExample
    evidence: VerdictEvidence | None
    reading: VerdictReading | None


class GoalVerdicts(Shape, frozen=True, kw_only=True):
    """A goal with its verdicts; none where nobody has said how it is measured."""

    id: UUID
    text: Text
    verdicts: list[Verdict]
    url: Address
    api_url: Address


class StrategyVerdicts(Shape, frozen=True, kw_only=True):
    """Every goal of a strategy and whether it is met. Twin of its page."""

    strategy: str
    edition: Annotated[int, Meta(ge=1)]
    judged_on: date
    items: list[GoalVerdicts]
    url: Address
    api_url: Address
    language: Language
