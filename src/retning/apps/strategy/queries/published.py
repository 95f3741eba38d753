"""The rows of editions: whole trees, and one row through all the editions that had it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BigIntegerField, CharField, Q, QuerySet, UUIDField

from retning.apps.strategy.enums import EditionKind, RowKind
from retning.apps.strategy.models import Edition
from retning.apps.strategy.queries.editions import Published, Series
from retning.apps.strategy.queries.rows import text_of
from retning.foundation.freezing.comparison import RowChange, compare
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.freezing.queries import rows_of
from retning.foundation.records.prepared import Asked, Question


@dataclass(frozen=True)
class EditionNode:
    """A frozen row with what hangs below it, by kind."""

    row: FrozenRow
    objectives: Sequence[EditionNode] = ()
    goals: Sequence[EditionNode] = ()
    themes: Sequence[EditionNode] = ()
    areas: Sequence[EditionNode] = ()

    @property
    def goal_count(self) -> int:
        below = sum(node.goal_count for node in (*self.areas, *self.objectives))
        return len(self.goals) + below

    @property
    def theme_count(self) -> int:
        return len(self.themes) + sum(area.theme_count for area in self.areas)


class RowStanding(StrEnum):
    """What has become of a row, by the edition that stands and by the newest one."""

    CURRENT = "current"  # the standing edition has it
    PROPOSED = "proposed"  # only the newest edition, a proposal, has it
    ENDED = "ended"  # it was decided once, and is no longer
    DROPPED = "dropped"  # it was proposed, and is neither decided nor proposed now


@dataclass(frozen=True)
class RowVersion:
    """A row in one edition; `row` is None where the edition is without it."""

    edition: Edition
    row: FrozenRow | None


@dataclass(frozen=True)
class PublishedRow:
    """A row as the public reads it: in the standing edition, else in the newest decided one that
    had it, else in the newest proposal.

    `versions` runs from the newest edition of the strategy back to the first that had the row.
    """

    series: Series
    edition: Edition
    row: FrozenRow
    versions: Sequence[RowVersion]

    @property
    def standing(self) -> RowStanding:
        if self.edition.pk == self.series.standing.pk:
            return RowStanding.CURRENT
        if self.edition.kind != EditionKind.PROPOSAL:
            return RowStanding.ENDED
        is_newest = self.edition.pk == self.series.newest.pk
        return RowStanding.PROPOSED if is_newest else RowStanding.DROPPED


class NearRow(NamedTuple):
    """What a breadcrumb or a link needs of a row; `data` is only read of the strategy's."""

    key: UUID
    kind: str
    parent_key: UUID | None
    text: str
    data: dict[str, Any]


@dataclass(frozen=True)
class Surroundings:
    """`chain` runs from the strategy down to the row's parent; `siblings` are the rows of the
    same kind below that parent, in order, the row among them."""

    chain: Sequence[NearRow]
    siblings: Sequence[NearRow]


def edition_rows(edition: Edition) -> list[FrozenRow]:
    """Every row of an edition, in order: one query."""
    return rows_of(edition.frozen_set_id)


def edition_tree(edition: Edition) -> EditionNode:
    """A whole edition as a tree from its strategy row: one query."""
    return _tree(edition_rows(edition))


def edition_trees(editions: Iterable[Edition]) -> list[EditionNode]:
    """Whole editions, as they were given: one query, however many."""
    sets = [edition.frozen_set_id for edition in editions]
    rows: dict[int, list[FrozenRow]] = defaultdict(list)
    for row in FrozenRow.objects.filter(frozen_set__in=sets).order_by("frozen_set_id", "order"):
        rows[row.frozen_set_id].append(row)
    return [_tree(rows[frozen_set]) for frozen_set in sets]


def _tree(rows: Iterable[FrozenRow]) -> EditionNode:
    children: dict[UUID | None, list[FrozenRow]] = defaultdict(list)
    for row in rows:
        children[row.parent_key].append(row)

    def node(row: FrozenRow) -> EditionNode:
        below: dict[str, list[EditionNode]] = defaultdict(list)
        for child in children[row.key]:
            below[child.kind].append(node(child))
        return EditionNode(
            row=row,
            areas=below[RowKind.AREA],
            objectives=below[RowKind.OBJECTIVE],
            goals=below[RowKind.GOAL],
            themes=below[RowKind.THEME],
        )

    return node(children[None][0])


def edition_changes(old: Edition, new: Edition) -> list[RowChange]:
    """Red-line from one edition to another, every row of either, in order: two queries."""
    return compare(text_of(edition_rows(old)), text_of(edition_rows(new)))


def edition_of_strategy(published: Published, key: UUID) -> Edition | None:
    """The standing edition of the strategy with a stable key, if it is published: one query."""
    sets = [edition.frozen_set_id for edition in published.editions]
    rows = FrozenRow.objects.filter(key=key, kind=RowKind.STRATEGY, frozen_set__in=sets)
    having = set(rows.values_list("frozen_set_id", flat=True))
    return next((s.standing for s in published.series if s.newest.frozen_set_id in having), None)


def published_row(published: Published, kind: RowKind, key: UUID) -> PublishedRow | None:
    """One row of the municipality's editions, or None where none ever had it: one query."""
    return published_rows(published, kind, [key]).get(key)


def published_rows(
    published: Published, kind: RowKind, keys: Collection[UUID]
) -> dict[UUID, PublishedRow]:
    """Those of the keys that an edition of the municipality ever had, each as the public reads it:
    one query, however many."""
    frozen_sets = [edition.frozen_set_id for edition in published.editions]
    if not keys or not frozen_sets:
        return {}
    found: dict[UUID, dict[int, FrozenRow]] = defaultdict(dict)
    for row in _FROZEN.models(keys=list(keys), kind=kind, frozen_sets=frozen_sets):
        found[row.key][row.frozen_set_id] = row
    return {key: _published_row(published, rows) for key, rows in found.items()}


def _frozen(keys: Any, kind: Asked, frozen_sets: Any) -> QuerySet[FrozenRow]:
    found = FrozenRow.objects.filter(key__in=keys, kind=kind, frozen_set__id__in=frozen_sets)
    return found.order_by()  # the model's own order would join the sets for nothing


_FROZEN = Question(_frozen, keys=UUIDField(), kind=CharField(), frozen_sets=BigIntegerField())


def _published_row(published: Published, rows: dict[int, FrozenRow]) -> PublishedRow:
    having = [edition for edition in published.editions if edition.frozen_set_id in rows]
    series = published.of_edition(having[0])
    first = min(edition.number for edition in having)
    shown = _shown(series, rows)
    return PublishedRow(
        series=series,
        edition=shown,
        row=rows[shown.frozen_set_id],
        versions=[
            RowVersion(edition, rows.get(edition.frozen_set_id))
            for edition in series.editions
            if edition.number >= first
        ],
    )


def _shown(series: Series, rows: dict[int, FrozenRow]) -> Edition:
    having = [edition for edition in series.editions if edition.frozen_set_id in rows]
    decided = (edition for edition in having if edition.kind != EditionKind.PROPOSAL)
    return next(decided, having[0])


def surroundings(row: FrozenRow) -> Surroundings:
    """What hangs above a row and beside it in its edition: one query."""
    found = _NEAR.rows(frozen_set=row.frozen_set_id, kind=row.kind, parent=row.parent_key)
    rows = [NearRow(*values) for values in found]
    by_key = {near.key: near for near in rows}
    chain: list[NearRow] = []
    parent = row.parent_key
    while parent is not None:
        chain.append(by_key[parent])
        parent = by_key[parent].parent_key
    siblings = [near for near in rows if (near.kind, near.parent_key) == (row.kind, row.parent_key)]
    return Surroundings(chain=chain[::-1], siblings=siblings)


def _near(frozen_set: Asked, kind: Asked, parent: Asked) -> QuerySet[FrozenRow, Any]:
    """A row without a parent is the strategy's, which is found by its kind."""
    beside = Q(kind=kind, parent_key=parent)
    return (
        FrozenRow.objects.filter(frozen_set_id=frozen_set)
        .filter(Q(kind__in=[RowKind.STRATEGY, RowKind.AREA]) | Q(key=parent) | beside)
        .order_by("order")
        .values_list("key", "kind", "parent_key", "text", "data")
    )


_NEAR = Question(_near, frozen_set=BigIntegerField(), kind=CharField(), parent=UUIDField())
