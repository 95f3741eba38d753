"""The targets of a goal in a draft: a person says what they are, and what measures each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from retning.apps.strategy import validators
from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.models import Goal
from retning.apps.strategy.queries.goal_targets import (
    GoalTarget,
    as_draft_item,
    means_of,
    renumbered,
    targets_of_draft,
)
from retning.apps.strategy.queries.linking import is_known
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.trail import recorded
from retning.core.targets import Target
from retning.foundation.audit.services import Actor, Snapshot, snapshot
from retning.foundation.records.services import change


@dataclass(frozen=True)
class Worded:
    """A target as a person wants it; `place`: of the present one (from 0) that it stands for."""

    target: Target
    place: int | None = None


@dataclass(frozen=True)
class Means:
    """What measures a target: an indicator by its code, people, proof, or nothing that exists
    (None: nobody has said). `note`: how the indicator differs from the wording."""

    measured_by: MeasuredBy | None
    indicator: str = ""
    note: str = ""


@transaction.atomic
def word_goal(
    *, goal: Goal, expected_version: int, targets: Sequence[Worded], by: Actor, now: datetime
) -> Goal:
    """Say what a goal's targets are, all of them; none is an answer too. A reworded target keeps
    its indicator where one may measure it. Raises ChangedMeanwhile."""
    present = {each.place: each for each in targets_of_draft(goal)}
    found = [_worded(said, present) for said in targets]
    before = _keep(goal, found, expected_version, now)
    recorded("goal_targets_changed", goal, before=before, by=by, now=now)
    return goal


def _worded(said: Worded, present: dict[int, GoalTarget]) -> GoalTarget:
    like = present.get(said.place) if said.place is not None else None
    if like is None:
        return GoalTarget(said.target)
    settled = replace(like, target=said.target, doubt=None, alternatives=())
    if MeasuredBy.INDICATOR in means_of(said.target):
        return settled
    return replace(settled, indicator="", measured_by=None, note="")


@transaction.atomic
def link_target(
    *, goal: Goal, expected_version: int, place: int, means: Means, by: Actor, now: datetime
) -> Goal:
    """Confirm what measures the target at `place`. Raises Refused: no_such_target,
    no_such_indicator (here), other_means (a date is not measured by an indicator);
    ChangedMeanwhile."""
    found = list(targets_of_draft(goal))
    at = next((n for n, each in enumerate(found) if each.place == place), None)
    if at is None:
        raise Refused(Refusal.NO_SUCH_TARGET)
    check_means(found[at].target, means, goal.municipality_id)
    found[at] = replace(
        found[at],
        measured_by=means.measured_by,
        indicator=means.indicator,
        note=validators.prose(means.note),
    )
    before = _keep(goal, found, expected_version, now)
    recorded("goal_target_linked", goal, before=before, by=by, now=now)
    return goal


def check_means(target: Target, means: Means, municipality_code: str) -> None:
    """Raises Refused: other_means, no_such_indicator."""
    if means.measured_by is not None and means.measured_by not in means_of(target):
        raise Refused(Refusal.OTHER_MEANS)
    if (means.measured_by is MeasuredBy.INDICATOR) is not bool(means.indicator):
        raise Refused(Refusal.NO_SUCH_INDICATOR)
    if means.indicator and not is_known(means.indicator, municipality_code=municipality_code):
        raise Refused(Refusal.NO_SUCH_INDICATOR)


@transaction.atomic
def settle_doubt(
    *, goal: Goal, expected_version: int, place: int, choice: int, by: Actor, now: datetime
) -> Goal:
    """Settle how an ambiguous target is to be read: as it was (0), or as its alternative number
    `choice`. Raises Refused, no_such_answer; ChangedMeanwhile."""
    found = list(targets_of_draft(goal))
    at = next((n for n, each in enumerate(found) if each.place == place), None)
    ways = (found[at].target, *found[at].alternatives) if at is not None else ()
    if at is None or len(ways) == 1 or not 0 <= choice < len(ways):
        raise Refused(Refusal.NO_SUCH_ANSWER)
    found[at] = _worded(Worded(ways[choice], place), {place: found[at]})
    before = _keep(goal, found, expected_version, now)
    recorded("goal_targets_changed", goal, before=before, by=by, now=now)
    return goal


def _keep(
    goal: Goal, found: Sequence[GoalTarget], expected_version: int, now: datetime
) -> Snapshot:
    """Write the targets down; what the goal was before."""
    before = snapshot(goal)
    items = [as_draft_item(each) for each in renumbered(found)]
    change(goal, expected_version=expected_version, now=now, targets=items)
    return before
