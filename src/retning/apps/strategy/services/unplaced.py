"""After taking over: what found no place in the strategy gets one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Area, Goal, Objective, Passage, Strategy, Theme
from retning.apps.strategy.queries.draft import Node, strategy_id_of
from retning.apps.strategy.queries.targets import goal_items
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.passages import targets_read
from retning.apps.strategy.services.readings import held
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.steps import TARGETS, fresh
from retning.apps.strategy.services.trail import recorded
from retning.core.prose import from_plain
from retning.foundation.audit.services import Actor, snapshot


@transaction.atomic
def place_passage(
    *,
    passage: Passage,
    kind: PassageKind,
    parent: Strategy | Area | Objective,
    by: Actor,
    now: datetime,
) -> Node:
    """Make a part of the strategy of a passage that found no place in it: an area of the strategy,
    an objective, a goal or a theme of an area, a goal of an objective; last below `parent`.

    Raises Refused, not_to_place, where the passage has a place or is left out, the document is not
    taken over into that strategy, or `parent` takes nothing of that kind; ChangedMeanwhile where it
    is gone.
    """
    reading = held(passage.reading_id)
    fresh(passage)
    parent_id = parent.pk if isinstance(parent, Strategy) else strategy_id_of(parent)
    waits = passage.kind == PassageKind.UNPLACED and not passage.dropped
    if not waits or reading.state != ReadingState.TAKEN_OVER or reading.strategy_id != parent_id:
        raise Refused(Refusal.NOT_TO_PLACE)
    node = _added(passage, kind, parent, by=by, now=now)
    node.source = passage
    node.save(update_fields=["source"])
    before = snapshot(passage)
    passage.kind, passage.accepted = kind, True
    for name, value in targets_read(passage, reading).items():
        setattr(passage, name, value)
    passage.save(update_fields=["kind", "accepted", *TARGETS])
    if isinstance(node, Goal):
        node.targets = goal_items(passage)
        node.save(update_fields=["targets"])
    recorded("passage_placed", passage, before=before, by=by, now=now)
    return node


def _added(
    passage: Passage, kind: PassageKind, parent: Strategy | Area | Objective, **when: Any
) -> Area | Objective | Goal | Theme:
    told: dict[str, Any] = {"text": passage.text, "body": from_plain(passage.body), **when}
    match kind, parent:
        case PassageKind.AREA, Strategy():
            return draft.add_area(strategy=parent, **told)
        case PassageKind.OBJECTIVE, Area():
            return draft.add_objective(area=parent, **told)
        case PassageKind.GOAL, Area() | Objective():
            return draft.add_goal(parent=parent, **told)
        case PassageKind.THEME, Area():
            return draft.add_theme(area=parent, **told)
    raise Refused(Refusal.NOT_TO_PLACE)
