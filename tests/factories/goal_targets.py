"""Goals with targets, for tests: in the draft, and adopted with one of each sort."""

from __future__ import annotations

from collections.abc import Sequence

from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.models import Goal, Proof, Strategy
from retning.apps.strategy.queries.goal_targets import GoalTarget, as_draft_item
from retning.apps.strategy.services.measuring import prove
from retning.core.targets import Judged, Target, typed
from retning.foundation.attachments.enclosures import Enclosure
from tests.factories.organisation import NOW, TESTER

SHARE = typed("blandt de 25 % bedste i landet")
DATE = typed("senest den 1. juli 2027")
PEOPLE = Judged()
EACH = (SHARE, DATE, PEOPLE)
"""One that an indicator measures, one that is done or not, one that people judge."""


def aimed(goal: Goal, targets: Sequence[Target] = EACH, indicator: str = "") -> Goal:
    """The goal with targets as a document gave it them: nobody has said anything of them, but
    that the first is measured by `indicator` where that is given."""
    first = GoalTarget(targets[0], indicator, MeasuredBy.INDICATOR if indicator else None)
    goal.targets = [
        as_draft_item(each) for each in (first, *(GoalTarget(each) for each in targets[1:]))
    ]
    goal.save(update_fields=["targets"])
    return goal


def proved(
    strategy: Strategy, goal: Goal, *, place: int, text: str = "Indviet", file: str = "Referat"
) -> Proof:
    """That an adopted goal's milestone is done, with a file that shows it."""
    return prove(
        strategy=strategy,
        goal=goal.key,
        place=place,
        done_on=NOW.date(),
        text=text,
        enclosure=Enclosure([file.encode()], f"{file}.txt"),
        by=TESTER,
        now=NOW,
    )
