"""Deeds on the draft. The second of two writers gets `ChangedMeanwhile` and loses no text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max, QuerySet

from retning.apps.organisation.models import (
    Field,
    Municipality,
    OwnedByMunicipality,
    Position,
    Unit,
)
from retning.apps.strategy import validators
from retning.apps.strategy.enums import LegalBasis
from retning.apps.strategy.models import Area, Goal, Objective, Strategy, Theme
from retning.apps.strategy.queries.draft import Node, successors_of
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.trail import recorded
from retning.core.danish.slug import slug_of
from retning.foundation.audit.services import Actor, Related, snapshot
from retning.foundation.records.models import Versioned
from retning.foundation.records.services import ChangedMeanwhile, change

NewNode = TypeVar("NewNode", Area, Objective, Goal, Theme)
Row = TypeVar("Row", bound=Versioned)
PROSE_FIELDS = frozenset(
    {
        "vision",
        "introduction",
        "planning_since_revision",
        "revision_decision",
        "readopted_parts",
    }
)


@transaction.atomic
def create_strategy(
    *,
    municipality: Municipality,
    title: str,
    period_from: int,
    period_to: int,
    by: Actor,
    now: datetime,
    predecessor: Strategy | None = None,
    legal_basis: LegalBasis = LegalBasis.NONE,
    **texts: str,
) -> Strategy:
    """A new, empty strategy. `texts` are any of `area_label` and `PROSE_FIELDS`."""
    validators.period(period_from, period_to)
    _same_municipality(municipality, predecessor)
    kept_title = validators.wording(title)
    strategy = Strategy(
        municipality=municipality,
        title=kept_title,
        slug=_free_slug(municipality, kept_title),
        period_from=period_from,
        period_to=period_to,
        predecessor=predecessor,
        legal_basis=legal_basis,
        changed_at=now,
        **_clean(texts),
    )
    strategy.save(force_insert=True)
    recorded("strategy_created", strategy, by=by, now=now)
    return strategy


@transaction.atomic
def change_strategy(
    *, strategy: Strategy, expected_version: int, by: Actor, now: datetime, **fields: Any
) -> Strategy:
    """Change a strategy's own fields. Its address stays: links to it must not break.

    Raises ChangedMeanwhile; Refused: another_municipality, own_successor.
    """
    _same_municipality(strategy.municipality, fields.get("predecessor"))
    predecessor = fields.get("predecessor")
    if predecessor is not None and predecessor in successors_of(strategy):
        raise Refused(Refusal.OWN_SUCCESSOR)
    validators.period(
        fields.get("period_from", strategy.period_from),
        fields.get("period_to", strategy.period_to),
    )
    before = snapshot(strategy)
    cleaned = _clean(fields)
    if "title" in cleaned:
        cleaned["title"] = validators.wording(cleaned["title"])
    change(strategy, expected_version=expected_version, now=now, **cleaned)
    recorded("strategy_changed", strategy, before=before, by=by, now=now)
    return strategy


@transaction.atomic
def add_area(*, strategy: Strategy, text: str, by: Actor, now: datetime, body: str = "") -> Area:
    """A new area, last in its strategy."""
    area = Area(strategy=strategy, **_node_fields(strategy, text, body, now))
    return _added(area, Area.drafts.filter(strategy=strategy), by=by, now=now)


@transaction.atomic
def add_objective(*, area: Area, text: str, by: Actor, now: datetime, body: str = "") -> Objective:
    """A new objective, last in its area."""
    objective = Objective(area=area, **_node_fields(area, text, body, now))
    return _added(objective, Objective.drafts.filter(area=area), by=by, now=now)


@transaction.atomic
def add_goal(
    *, parent: Area | Objective, text: str, by: Actor, now: datetime, body: str = ""
) -> Goal:
    """A new goal, last below its objective, or straight below its area."""
    area, objective = _place(parent)
    goal = Goal(area=area, objective=objective, **_node_fields(area, text, body, now))
    siblings = Goal.drafts.filter(area=area, objective=objective)
    return _added(goal, siblings, by=by, now=now)


@transaction.atomic
def add_theme(*, area: Area, text: str, by: Actor, now: datetime, body: str = "") -> Theme:
    """A new theme, last in its area."""
    theme = Theme(area=area, **_node_fields(area, text, body, now))
    return _added(theme, Theme.drafts.filter(area=area), by=by, now=now)


@transaction.atomic
def change_node(
    *, node: Node, expected_version: int, text: str, body: str, by: Actor, now: datetime
) -> Node:
    """Change the wording and the explanation of an area, objective, goal or theme."""
    before = snapshot(node)
    change(
        node,
        expected_version=expected_version,
        now=now,
        text=validators.wording(text),
        body=validators.prose(body),
    )
    recorded(f"{node._meta.model_name}_changed", node, before=before, by=by, now=now)
    return node


@transaction.atomic
def assign_goal(
    *,
    goal: Goal,
    owner_unit: Unit | None,
    owner_position: Position | None,
    fields: Iterable[Field],
    by: Actor,
    now: datetime,
) -> Goal:
    """Say who owns a goal (a unit, and a position in it) and which fields it belongs to.

    Raises ChangedMeanwhile where the goal is gone; Refused: another_municipality,
    position_elsewhere.
    """
    fields = list(fields)
    _same_municipality(goal.municipality, owner_unit, owner_position, *fields)
    if owner_unit and owner_position and owner_position.unit_id != owner_unit.pk:
        raise Refused(Refusal.POSITION_ELSEWHERE)
    _locked(goal)
    before = snapshot(goal)
    fields_before = _field_keys(goal)
    goal.owner_unit = owner_unit or (owner_position.unit if owner_position else None)
    goal.owner_position = owner_position
    goal.save(update_fields=["owner_unit", "owner_position"])
    goal.fields.set(fields)
    related: Related = {"fields": (fields_before, [field.pk for field in fields])}
    recorded("goal_assigned", goal, before=before, related=related, by=by, now=now)
    return goal


@transaction.atomic
def move_node(*, node: Node, step: int, by: Actor, now: datetime) -> Node:
    """Move a node `step` places among its siblings (-1 is up); at the end it stays.

    Raises ChangedMeanwhile where it is no longer among them.
    """
    siblings: list[Node] = list(siblings_of(node).select_for_update())
    if node not in siblings:
        raise ChangedMeanwhile(type(node).drafts.filter(pk=node.pk).first())
    here = siblings.index(node)
    moved = siblings.pop(here)
    before = snapshot(moved)
    siblings.insert(min(max(here + step, 0), len(siblings)), moved)
    _number(siblings)
    recorded(f"{moved._meta.model_name}_moved", moved, before=before, by=by, now=now)
    return moved


@transaction.atomic
def remove_node(*, node: Node, by: Actor, now: datetime) -> None:
    """Take a node out of the draft; editions keep it. An area or objective must be empty first.

    Raises ChangedMeanwhile where somebody else removed it first; Refused: not_empty.
    """
    if isinstance(node, Area | Objective) and node.goals.exists():
        raise Refused(Refusal.NOT_EMPTY)
    if isinstance(node, Area) and (node.objectives.exists() or node.themes.exists()):
        raise Refused(Refusal.NOT_EMPTY)
    before = snapshot(_locked(node))
    related: Related = {"fields": (_field_keys(node), [])} if isinstance(node, Goal) else {}
    node.delete()
    deed = f"{node._meta.model_name}_removed"
    recorded(deed, node, before=before, related=related, by=by, now=now)


def siblings_of(node: Node) -> QuerySet[Any]:
    """The nodes that `node` is ordered among, itself included."""
    match node:
        case Area():
            return Area.drafts.filter(strategy=node.strategy_id)
        case Goal():
            return Goal.drafts.filter(area=node.area_id, objective=node.objective_id)
        case Objective():
            return Objective.drafts.filter(area=node.area_id)
        case Theme():
            return Theme.drafts.filter(area=node.area_id)


def _locked(row: Row) -> Row:
    """The row as it is in the database now, held until the end of the deed."""
    current = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
    if current is None:
        raise ChangedMeanwhile(None)
    return current


def _field_keys(goal: Goal) -> list[int]:
    return list(goal.fields.values_list("pk", flat=True))


def _place(parent: Area | Objective) -> tuple[Area, Objective | None]:
    return (parent, None) if isinstance(parent, Area) else (parent.area, parent)


def _node_fields(owner: OwnedByMunicipality, text: str, body: str, now: datetime) -> dict[str, Any]:
    return {
        "municipality": owner.municipality,
        "text": validators.wording(text),
        "body": validators.prose(body),
        "changed_at": now,
    }


def _added(node: NewNode, siblings: QuerySet[Any], *, by: Actor, now: datetime) -> NewNode:
    node.order = _last(siblings) + 1
    node.save(force_insert=True)
    recorded(f"{node._meta.model_name}_added", node, by=by, now=now)
    return node


def _last(siblings: QuerySet[Any]) -> int:
    return int(siblings.aggregate(last=Max("order"))["last"] or 0)


def _number(siblings: Iterable[Node]) -> None:
    for place, sibling in enumerate(siblings, start=1):
        if sibling.order != place:
            sibling.order = place
            sibling.save(update_fields=["order"])


def _clean(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: validators.prose(value) if name in PROSE_FIELDS else value
        for name, value in fields.items()
    }


def _same_municipality(owner: Municipality, *rows: OwnedByMunicipality | None) -> None:
    if any(row is not None and row.municipality_id != owner.pk for row in rows):
        raise Refused(Refusal.ANOTHER_MUNICIPALITY)


def _free_slug(municipality: Municipality, title: str) -> str:
    base = slug_of(title) or "strategi"
    taken = set(
        Strategy.drafts.filter(municipality=municipality, slug__startswith=base).values_list(
            "slug", flat=True
        )
    )
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
