"""The draft as the rows that an edition freezes, and what has changed since the last one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any
from uuid import UUID

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Edition, Goal, Strategy
from retning.apps.strategy.queries.draft import AreaOutline, DraftOutline, Node, draft_outline
from retning.apps.strategy.queries.editions import Series
from retning.apps.strategy.queries.goal_targets import frozen_data
from retning.foundation.freezing.comparison import Change, RowChange, compare
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.freezing.queries import checksum_over, hash_of, rows_of
from retning.foundation.freezing.services import Row

PUBLICATION = "publication"
"""Where a published strategy's own row keeps how it was published: no part of its text."""


def last_edition(strategy: Strategy) -> Edition | None:
    """The newest edition, of whatever kind: one query."""
    return Edition.objects.filter(strategy=strategy).select_related("frozen_set").last()


def editions_with_decisions(strategy: Strategy) -> list[Edition]:
    """Every edition of a strategy, newest first, with the resolutions behind it: two queries."""
    editions = Edition.objects.filter(strategy=strategy).order_by("-number")
    return list(editions.prefetch_related("resolutions__body"))


def changes_since(edition: Edition | None, outline: DraftOutline) -> list[RowChange]:
    """Red-line from an edition (or from nothing) to the draft, without what is the same."""
    published = text_of(rows_of(edition.frozen_set_id)) if edition else []
    changes = compare(published, as_frozen(rows_of_draft(outline)))
    return [change for change in changes if change.change is not Change.SAME]


def draft_checksum(outline: DraftOutline) -> str:
    """What tells one state of a draft from another: SHA-256 over everything an edition shows."""
    return checksum_over(hash_of(row) for row in as_frozen(rows_of_draft(outline)))


def text_of(rows: Sequence[FrozenRow]) -> list[FrozenRow]:
    """An edition's rows without how it was published, so that texts can be compared."""
    return [_without_publication(row) if PUBLICATION in row.data else row for row in rows]


def _without_publication(row: FrozenRow) -> FrozenRow:
    bare = copy(row)
    bare.data = {name: value for name, value in row.data.items() if name != PUBLICATION}
    return bare


def standing_rows(strategy: Strategy) -> list[FrozenRow]:
    """What a strategy is to those who come after it: the rows of the edition that stands, two
    queries; its draft where nothing has been published."""
    editions = list(Edition.objects.filter(strategy=strategy).order_by("-number"))
    if editions:
        return rows_of(Series(editions).standing.frozen_set_id)
    return as_frozen(rows_of_draft(draft_outline(strategy)))


def as_frozen(rows: Iterable[Row]) -> list[FrozenRow]:
    """Rows as they would come back from the database, in their order; not saved."""
    return [
        FrozenRow(
            key=row.key,
            kind=str(row.kind),
            parent_key=row.parent_key,
            order=order,
            text=row.text,
            body=row.body,
            data=row.data,
        )
        for order, row in enumerate(rows)
    ]


def rows_of_draft(outline: DraftOutline) -> list[Row]:
    """The draft as rows to freeze: the strategy, then each area with what hangs below it."""
    strategy = outline.strategy
    root = Row(
        key=strategy.key,
        kind=RowKind.STRATEGY,
        parent_key=None,
        text=strategy.title,
        body=strategy.introduction,
        data={
            "vision": strategy.vision,
            "period": [strategy.period_from, strategy.period_to],
            "area_label": strategy.area_label,
            "legal_basis": strategy.legal_basis,
            "planning_since_revision": strategy.planning_since_revision,
            "revision_kind": strategy.revision_kind,
            "revision_decision": strategy.revision_decision,
            "readopted_parts": strategy.readopted_parts,
            "predecessor": str(strategy.predecessor.key) if strategy.predecessor else None,
            **_endings(outline),
        },
    )
    return [root, *(row for area in outline.areas for row in _area_rows(area, strategy.key))]


def _endings(outline: DraftOutline) -> dict[str, Any]:
    """The predecessor's goals that do not go on, sorted by key; nothing where there are none, so
    that a strategy without a predecessor is frozen as it always was."""
    said = [
        {"key": str(ending.ancestor), "text": ending.text, "reason": ending.reason}
        for ending in sorted(outline.endings, key=lambda each: str(each.ancestor))
    ]
    endings = published_endings(outline.strategy.predecessor, said)
    return {"endings": endings} if endings else {}


def published_endings(
    predecessor: Strategy | None, endings: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Of what a strategy says that ended, what the public may know: goals of the predecessor's
    editions, in words that one of them has. Its drafts are nobody's. One query, where there are
    endings."""
    if predecessor is None or not endings:
        return []
    sets = Edition.objects.filter(strategy=predecessor).values("frozen_set")
    rows = FrozenRow.objects.filter(
        frozen_set__in=sets, kind=RowKind.GOAL, key__in=[ending["key"] for ending in endings]
    )
    texts: dict[str, list[str]] = {}
    for key, text in rows.order_by("frozen_set_id").values_list("key", "text"):
        texts.setdefault(str(key), []).append(text)
    return [
        ending if ending["text"] in known else {**ending, "text": known[-1]}
        for ending in endings
        if (known := texts.get(ending["key"]))
    ]


def _area_rows(outline: AreaOutline, strategy_key: UUID) -> Iterable[Row]:
    area = outline.area
    yield _row(RowKind.AREA, area, strategy_key)
    for goal in outline.goals:
        yield _goal_row(goal, area.key)
    for group in outline.objectives:
        yield _row(RowKind.OBJECTIVE, group.objective, area.key)
        for goal in group.goals:
            yield _goal_row(goal, group.objective.key)
    for theme in outline.themes:
        yield _row(RowKind.THEME, theme, area.key)


def _row(kind: RowKind, node: Node, parent: UUID, data: dict[str, Any] | None = None) -> Row:
    ancestor = {"ancestor": str(node.ancestor)} if node.ancestor else {}
    return Row(
        key=node.key,
        kind=kind,
        parent_key=parent,
        text=node.text,
        body=node.body,
        data={**(data or {}), **ancestor},
    )


def _goal_row(goal: Goal, parent: UUID) -> Row:
    unit, position = goal.owner_unit, goal.owner_position
    return _row(
        RowKind.GOAL,
        goal,
        parent,
        {
            "owner_unit": {"key": str(unit.key), "name": unit.name} if unit else None,
            "owner_position": {"key": str(position.key), "title": position.title}
            if position
            else None,
            "fields": [{"slug": field.slug, "name": field.name} for field in goal.fields.all()],
            **frozen_data(goal),
        },
    )
