"""Editions, and what changed between them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from retning.web.api.shapes.terms import (
    Address,
    Checksum,
    Count,
    EditionKindName,
    Language,
    Prose,
    RowKindName,
    Shape,
    Text,
)


class Resolution(Shape, frozen=True, kw_only=True):
    """What a body decided, on which an edition rests."""

    body: str
    met_on: date
    item: str
    text: str
    dissent: str
    link: str


class EditionSummary(Shape, frozen=True, kw_only=True):
    """A frozen, numbered text of a strategy; never changed, only succeeded."""

    number: Annotated[int, Meta(ge=1)]
    kind: EditionKindName
    label: Annotated[str, Meta(description="The kind in words, in `language`.")]
    is_standing: Annotated[bool, Meta(description="Whether this is the one that applies.")]
    title: Text
    published_at: datetime
    checksum: Checksum
    url: Address
    api_url: Address
    document_url: Annotated[
        str,
        Meta(description="The whole edition as a file.", extra_json_schema={"format": "uri"}),
    ]
    changes_url: Annotated[
        str | None, Meta(description="What it changed; null for the first edition.")
    ]


class EditionListed(EditionSummary, frozen=True, kw_only=True):
    """An edition in the list, with what it rests on."""

    note: Prose
    resolutions: list[Resolution]


class EditionList(Shape, frozen=True, kw_only=True):
    """Every edition of a strategy, newest first."""

    strategy: str
    items: list[EditionListed]
    total: Count
    url: Address
    api_url: Address
    language: Language


class Words(Shape, frozen=True, kw_only=True):
    """Words that are in both, only in the earlier, or only in the later."""

    kind: Literal["same", "removed", "added"]
    text: str


class DataDifference(Shape, frozen=True, kw_only=True):
    """A value beside the wording that is not as it was."""

    name: str
    old: Annotated[object, Meta(description="What the row held before; its form is the field's.")]
    new: Annotated[object, Meta(description="What the row holds now; its form is the field's.")]


class RowDifference(Shape, frozen=True, kw_only=True):
    """A row that is not as it was."""

    id: UUID
    kind: RowKindName
    change: Literal["added", "removed", "changed", "moved"]
    is_moved: bool
    old: Annotated[str | None, Meta(description="The wording before; null where it is new.")]
    new: Annotated[str | None, Meta(description="The wording now; null where it is taken out.")]
    text: list[Words]
    body: list[Words]
    data: list[DataDifference]
    url: Address | None


class Changes(Shape, frozen=True, kw_only=True):
    """What an edition changed against an earlier one; nothing for the first."""

    strategy: str
    edition: EditionSummary
    since: EditionSummary | None
    items: list[RowDifference]
    total: Count
    url: Address
    api_url: Address
    language: Language
