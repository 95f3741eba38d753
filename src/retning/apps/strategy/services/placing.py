"""Hanging a goal, an objective or a theme at another place in its strategy."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from retning.apps.strategy.models import Area, Goal, Objective, Theme
from retning.apps.strategy.queries.draft import Node
from retning.apps.strategy.services.draft import siblings_of
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.trail import recorded
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.records.services import ChangedMeanwhile


@transaction.atomic
def place_node(
    *, node: Goal | Objective | Theme, parent: Area | Objective, by: Actor, now: datetime
) -> Goal | Objective | Theme:
    """Hang a node below another area (a goal: or an objective) of the same strategy, last; an
    objective takes its goals along.

    Raises ChangedMeanwhile where either is gone; Refused: another_municipality.
    """
    area = parent if isinstance(parent, Area) else parent.area
    if area.strategy_id != node.area.strategy_id:
        raise Refused(Refusal.ANOTHER_MUNICIPALITY)
    for row in (parent, node):
        _held(row)
    before = snapshot(node)
    node.area = area
    changed = ["area", "order"]
    if isinstance(node, Goal):
        node.objective = parent if isinstance(parent, Objective) else None
        changed.append("objective")
    others: QuerySet[Any] = siblings_of(node).exclude(pk=node.pk)
    node.order = int(others.aggregate(last=Max("order"))["last"] or 0) + 1
    node.save(update_fields=changed)
    if isinstance(node, Objective):
        Goal.drafts.filter(objective=node).update(area=area)
    recorded(f"{node._meta.model_name}_placed", node, before=before, by=by, now=now)
    return node


def _held(row: Node) -> None:
    if type(row)._base_manager.select_for_update().filter(pk=row.pk).first() is None:
        raise ChangedMeanwhile(None)
