"""Goals with targets, for tests: in the draft, and adopted with one of each sort."""

from __future__ import annotations

from collections.abc import Sequence

from retning.apps.strategy.models import Goal
from retning.apps.strategy.queries.goal_targets import GoalTarget, as_draft_item
from retning.core.targets import Judged, Target, typed

SHARE = typed("blandt de 25 % bedste i landet")
DATE = typed("senest den 1. juli 2027")
PEOPLE = Judged()
EACH = (SHARE, DATE, PEOPLE)
"""One that an indicator measures, one that is done or not, one that people judge."""


def aimed(goal: Goal, targets: Sequence[Target] = EACH) -> Goal:
    """The goal with targets as a document gave it them: nobody has said anything of them."""
    goal.targets = [as_draft_item(GoalTarget(each)) for each in targets]
    goal.save(update_fields=["targets"])
    return goal
