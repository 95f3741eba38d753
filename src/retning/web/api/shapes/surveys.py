"""Surveys: what was asked of whom, and what was answered, as far as it may be told."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from retning.web.api.shapes.terms import Address, Count, Language, Shape, Text

Share = Annotated[float, Meta(ge=0, le=100, description="Per cent.")]


class SurveyChoice(Shape, frozen=True, kw_only=True):
    """One answer. `answers` and `share` are null where it is not counted yet, and where a number
    under five, or one that would give it away, is not told (`is_hidden`)."""

    text: Text
    counts: bool
    answers: Count | None
    share: Share | None
    is_hidden: bool


class SurveyQuestion(Shape, frozen=True, kw_only=True):
    """A question; the one that `counts` gives the indicator its figure."""

    text: Text
    counts: bool
    answers: Count | None
    choices: list[SurveyChoice]


class Survey(Shape, frozen=True, kw_only=True):
    """A survey. Twin of its public pages. Self-selected answers are not representative, and never
    make a goal met. `language` is that of the API's own words, `text_language` the survey's."""

    id: UUID
    title: Text
    indicator: str
    population: Text
    population_size: Count | None
    sample: Count | None
    mode: Literal["post", "telephone", "visit", "web", "open"]
    is_representative: bool
    opens_on: date
    closes_on: date
    phase: Literal["planned", "open", "ended", "counted"]
    answers: Count | None
    response_rate: Annotated[float, Meta(ge=0, description="Per cent of those asked.")] | None
    share: Share | None
    is_public: Annotated[bool, Meta(description="Whether its figure stands.")]
    questions: list[SurveyQuestion]
    text_language: Language
    url: Address
    results_url: Address
    api_url: Address
    language: Language
