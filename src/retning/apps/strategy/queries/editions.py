"""What the public reads: editions, never drafts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import EditionKind, RowKind
from retning.apps.strategy.models import Edition
from retning.foundation.freezing.models import FrozenRow

# A decided text stands before a proposal, a newer one before an older.
_DECIDED_FIRST = Case(
    When(kind=EditionKind.PROPOSAL, then=Value(0)), default=Value(1), output_field=IntegerField()
)


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


class GoalStanding(StrEnum):
    """Whether the standing edition has the goal, had it, or is proposed to have it."""

    CURRENT = "current"
    ENDED = "ended"
    PROPOSED = "proposed"


@dataclass(frozen=True)
class GoalVersion:
    """The wording of a goal in one edition."""

    edition: Edition
    row: FrozenRow


@dataclass(frozen=True)
class GoalText:
    """A goal as the public reads it.

    `chain` runs from the strategy down to the goal's own parent; `versions` from the newest
    edition to the oldest.
    """

    edition: Edition
    row: FrozenRow
    chain: Sequence[FrozenRow]
    versions: Sequence[GoalVersion]
    standing: GoalStanding


def editions_of(municipality: Municipality) -> QuerySet[Edition]:
    """The municipality's editions; first the one that stands: decided first, then newest."""
    return (
        Edition.objects.filter(municipality=municipality)
        .select_related("frozen_set", "strategy")
        .order_by(_DECIDED_FIRST.desc(), "-strategy__period_from", "-number")
    )


def current_editions(municipality: Municipality) -> list[Edition]:
    """The standing edition of each published strategy, the newest period first: one query."""
    standing: dict[int, Edition] = {}
    for edition in editions_of(municipality):
        standing.setdefault(edition.strategy_id, edition)
    return sorted(standing.values(), key=lambda edition: -edition.strategy.period_from)


def current_edition(municipality: Municipality, slug: str) -> Edition | None:
    """The standing edition of the strategy with this address, or None: one query."""
    return editions_of(municipality).filter(slug=slug).first()


def edition_numbered(municipality: Municipality, slug: str, number: int) -> Edition | None:
    """One edition by its number, or None: one query."""
    return editions_of(municipality).filter(slug=slug, number=number).first()


def editions_with_resolutions(municipality: Municipality, slug: str) -> list[Edition]:
    """Every edition of a strategy, newest first, with the resolutions behind it: two queries."""
    return list(
        editions_of(municipality)
        .filter(slug=slug)
        .order_by("-number")
        .prefetch_related("resolutions__body")
    )


def edition_rows(edition: Edition) -> list[FrozenRow]:
    """Every row of an edition, in order: one query."""
    return list(FrozenRow.objects.filter(frozen_set_id=edition.frozen_set_id).order_by("order"))


def edition_tree(edition: Edition) -> EditionNode:
    """A whole edition as a tree from its strategy row: one query."""
    return _tree(edition_rows(edition))


def area_tree(edition: Edition, key: UUID) -> tuple[FrozenRow, EditionNode] | None:
    """One area with all that hangs below it, and the strategy row above: one query."""
    tree = edition_tree(edition)
    for area in tree.areas:
        if area.row.key == key:
            return tree.row, area
    return None


def _tree(rows: Sequence[FrozenRow]) -> EditionNode:
    children: dict[UUID | None, list[FrozenRow]] = defaultdict(list)
    for row in rows:
        children[row.parent_key].append(row)

    def node(row: FrozenRow) -> EditionNode:
        below = [node(child) for child in children[row.key]]
        return EditionNode(
            row=row,
            areas=[child for child in below if child.row.kind == RowKind.AREA],
            objectives=[child for child in below if child.row.kind == RowKind.OBJECTIVE],
            goals=[child for child in below if child.row.kind == RowKind.GOAL],
            themes=[child for child in below if child.row.kind == RowKind.THEME],
        )

    return node(children[None][0])


def goal_text(municipality: Municipality, key: UUID) -> GoalText | None:
    """A published goal with its chain and its wording in every edition: three queries."""
    rows = {
        row.frozen_set_id: row
        for row in FrozenRow.objects.filter(
            key=key, kind=RowKind.GOAL, frozen_set__tenant=municipality.code
        )
    }
    editions = list(
        editions_of(municipality)
        .filter(strategy__editions__frozen_set__in=list(rows))
        .distinct()
        .order_by(_DECIDED_FIRST.desc(), "-number")
    )
    versions = [GoalVersion(e, rows[e.frozen_set_id]) for e in editions if e.frozen_set_id in rows]
    if not versions:
        return None
    shown = versions[0]
    return GoalText(
        edition=shown.edition,
        row=shown.row,
        chain=_chain(shown.row),
        versions=sorted(versions, key=lambda version: -version.edition.number),
        standing=_standing(of=shown.edition, among=editions[0]),
    )


def _standing(*, of: Edition, among: Edition) -> GoalStanding:
    if of.pk == among.pk:
        return GoalStanding.CURRENT
    return GoalStanding.ENDED if of.number < among.number else GoalStanding.PROPOSED


def _chain(row: FrozenRow) -> list[FrozenRow]:
    """The rows above `row`, from the strategy down: one query."""
    above = {
        candidate.key: candidate
        for candidate in FrozenRow.objects.filter(
            frozen_set_id=row.frozen_set_id,
            kind__in=[RowKind.STRATEGY, RowKind.AREA, RowKind.OBJECTIVE],
        ).only("key", "kind", "parent_key", "text", "frozen_set")
    }
    chain: list[FrozenRow] = []
    parent = row.parent_key
    while parent is not None:
        chain.append(above[parent])
        parent = above[parent].parent_key
    return chain[::-1]
