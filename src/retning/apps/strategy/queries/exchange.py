"""A whole edition as JSON: what the file holds, and an edition as such a file."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, TypeAlias
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.rows import PUBLICATION
from retning.apps.strategy.validators import BODY_LIMIT, WORDING_LIMIT
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.freezing.queries import rows_of

SCHEMA = "retning/edition"
VERSION = 1
ROW_LIMIT = 20_000
FILE_LIMIT = 5_000_000
"""In bytes: many times the largest planning strategy that we know of, and little enough for a web
worker to hold."""

NO_NUL = "^[^\\u0000]*$"  # PostgreSQL cannot keep it
Wording: TypeAlias = Annotated[str, Meta(min_length=1, max_length=WORDING_LIMIT, pattern=NO_NUL)]
Prose: TypeAlias = Annotated[str, Meta(max_length=BODY_LIMIT, pattern=NO_NUL)]
Title: TypeAlias = Annotated[str, Meta(min_length=1, max_length=300, pattern=NO_NUL)]
Short: TypeAlias = Annotated[str, Meta(max_length=200, pattern=NO_NUL)]
Slug: TypeAlias = Annotated[str, Meta(pattern="^[-a-zA-Z0-9_]+$", max_length=100)]
Code: TypeAlias = Annotated[str, Meta(pattern="^[-a-zA-Z0-9_]*$", max_length=80)]
Checksum: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Year: TypeAlias = Annotated[int, Meta(ge=1990, le=2100)]
Kind: TypeAlias = Literal["proposal", "adopted", "revised"]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What all parts are: a member that is not known here is refused, never lost."""


class Named(Part, frozen=True, kw_only=True):
    """A body or a unit, by its key and the name it had."""

    key: UUID
    name: Short


class NamedPosition(Part, frozen=True, kw_only=True):
    """A position, by its key and the title it had."""

    key: UUID
    title: Short


class NamedField(Part, frozen=True, kw_only=True):
    """A field (fagområde), by its slug and the name it had."""

    slug: Slug
    name: Short


class FrozenResolution(Part, frozen=True, kw_only=True):
    """What a body decided, on which the edition rests."""

    body: Named
    met_on: date
    item: Short
    text: Prose
    dissent: Prose
    link: Short


class Publication(Part, frozen=True, kw_only=True):
    """How the edition was published; part of what is frozen."""

    kind: Kind
    note: Prose
    resolutions: Annotated[list[FrozenResolution], Meta(max_length=100)]


class Ending(Part, frozen=True, kw_only=True):
    """A goal of the strategy before that does not go on in this one."""

    key: UUID
    text: Wording
    reason: Prose


class StrategyData(Part, frozen=True, kw_only=True):
    vision: Prose
    period: tuple[Year, Year]
    area_label: Annotated[str, Meta(max_length=40, pattern=NO_NUL)]
    legal_basis: Literal["none", "planloven_23a"]
    planning_since_revision: Prose
    revision_kind: Literal["", "full", "themed"]
    revision_decision: Prose
    readopted_parts: Prose
    predecessor: UUID | None
    publication: Publication
    endings: Annotated[list[Ending], Meta(max_length=ROW_LIMIT)] | UnsetType = UNSET


class NodeData(Part, frozen=True, kw_only=True):
    ancestor: UUID | UnsetType = UNSET


class FrozenTarget(Part, frozen=True, kw_only=True):
    """A rule that the goal is judged by, and what it is measured by."""

    target: Annotated[
        dict[str, Any],
        Meta(description="The target as plain values, of one of the kinds in docs/targets.md."),
    ]
    indicator: Code
    measured_by: Literal["", "indicator", "milestone", "panel", "none"]
    note: Prose


class GoalData(NodeData, frozen=True, kw_only=True):
    owner_unit: Named | None
    owner_position: NamedPosition | None
    fields: Annotated[list[NamedField], Meta(max_length=100)]
    targets: Annotated[list[FrozenTarget], Meta(min_length=1, max_length=50)] | UnsetType = UNSET


class StrategyRow(Part, frozen=True, kw_only=True, tag_field="kind", tag="strategy"):
    """The strategy itself: the first row."""

    key: UUID
    parent_key: None
    text: Title
    body: Prose
    data: StrategyData
    hash: Checksum


class NodeRow(Part, frozen=True, kw_only=True):
    """A row below another; `hash` is SHA-256 over the row and its place, as docs/api.md tells."""

    key: UUID
    parent_key: UUID
    text: Wording
    body: Prose
    data: NodeData
    hash: Checksum


class AreaRow(NodeRow, frozen=True, kw_only=True, tag_field="kind", tag="area"):
    pass


class ObjectiveRow(
    NodeRow,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag_field="kind",
    tag="objective",
):
    pass


class ThemeRow(NodeRow, frozen=True, kw_only=True, tag_field="kind", tag="theme"):
    pass


class GoalRow(Part, frozen=True, kw_only=True, tag_field="kind", tag="goal"):
    key: UUID
    parent_key: UUID
    text: Wording
    body: Prose
    data: GoalData
    hash: Checksum


ExchangedRow: TypeAlias = StrategyRow | AreaRow | ObjectiveRow | GoalRow | ThemeRow


class StrategyName(Part, frozen=True, kw_only=True):
    """Which strategy it is an edition of: the stable key, and the name in addresses."""

    key: UUID
    slug: Slug


class EditionDocument(Part, frozen=True, kw_only=True):
    """A whole edition. `checksum` is SHA-256 over the rows' hashes in order, one a line."""

    schema: Literal["retning/edition"]
    version: Literal[1]
    municipality: Annotated[str, Meta(pattern="^[0-9]{3}$")]
    strategy: StrategyName
    number: Annotated[int, Meta(ge=1, le=10_000)]
    kind: Kind
    title: Title
    note: Prose
    published_at: Annotated[datetime, Meta(tz=True)]
    resolutions: Annotated[list[FrozenResolution], Meta(max_length=100)]
    checksum: Checksum
    rows: Annotated[list[ExchangedRow], Meta(min_length=1, max_length=ROW_LIMIT)]


def edition_document(edition: Edition) -> dict[str, Any]:
    """A whole edition as plain values, in an order that is always the same; one query for its rows.

    The resolutions are told as they were when the edition was frozen.
    """
    rows = rows_of(edition.frozen_set_id)
    root = rows[0]
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "municipality": edition.municipality_id,
        "strategy": {"key": str(root.key), "slug": edition.slug},
        "number": edition.number,
        "kind": edition.kind,
        "title": edition.title,
        "note": edition.note,
        "published_at": edition.published_at.astimezone(UTC).isoformat(),
        "resolutions": _in_order(root.data[PUBLICATION]["resolutions"]),
        "checksum": edition.frozen_set.checksum,
        "rows": [_row(row) for row in rows],
    }


def _row(row: FrozenRow) -> dict[str, Any]:
    return {
        "key": str(row.key),
        "kind": row.kind,
        "parent_key": str(row.parent_key) if row.parent_key else None,
        "text": row.text,
        "body": row.body,
        "data": _in_order(row.data),
        "hash": row.hash,
    }


def _in_order(value: Any) -> Any:
    """The names sorted, however deep: PostgreSQL keeps them in an order of its own."""
    match value:
        case dict():
            return {name: _in_order(value[name]) for name in sorted(value)}
        case list():
            return [_in_order(inner) for inner in value]
        case _:
            return value


def document_bytes(document: dict[str, Any]) -> bytes:
    """The document as the file that people get: UTF-8, a line a member."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def document_schema() -> dict[str, Any]:
    """JSON Schema 2020-12 of the file; `docs/edition.schema.json` is this."""
    schema = msgspec.json.schema(EditionDocument)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An edition from Retning",
    }
    return head | schema
