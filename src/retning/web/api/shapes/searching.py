"""What a question finds."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from retning.web.api.shapes.terms import Address, Count, Language, RowKindName, Shape, Text


class FoundWords(Shape, frozen=True, kw_only=True):
    """A piece of a text; `is_hit` where it is a word that was found."""

    text: str
    is_hit: bool


class FoundStep(Shape, frozen=True, kw_only=True):
    """A row that what was found hangs below."""

    kind: RowKindName
    id: UUID
    title: Text


class Found(Shape, frozen=True, kw_only=True):
    """A row that was found, and where it hangs."""

    kind: RowKindName
    id: UUID
    strategy: str
    edition: Annotated[int, Meta(ge=1)]
    is_proposal: bool
    title: list[FoundWords]
    excerpt: list[FoundWords]
    chain: list[FoundStep]
    url: Address
    api_url: Address | None


class SearchResults(Shape, frozen=True, kw_only=True):
    """A page of what was found, best first. Twin of the search page."""

    items: list[Found]
    total: Count
    suggestions: Annotated[list[str], Meta(description="Questions that would find something.")]
    page: Annotated[int, Meta(ge=1)]
    page_size: Annotated[int, Meta(ge=1, le=200)]
    next: Address | None
    previous: Address | None
    url: Address
    api_url: Address
    language: Language
