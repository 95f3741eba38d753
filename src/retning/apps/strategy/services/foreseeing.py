"""Outlooks are asked for as soon as a published goal has an indicator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from retning.apps.indicators.services.outlooks import RuleWanted, ask_for
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.queries.goal_targets import GoalTarget
from retning.foundation.audit.services import Actor

Years = tuple[int, int]


def ask_outlooks(
    *,
    municipality: Municipality,
    targets: Iterable[GoalTarget],
    period: Years,
    by: Actor,
    now: datetime,
) -> int:
    """Have outlooks made of those of the targets that an indicator measures; how many are new."""
    rules = [
        RuleWanted(each.indicator, each.target, period)
        for each in targets
        if each.measured_by is MeasuredBy.INDICATOR
    ]
    if not rules:
        return 0
    return ask_for(municipality=municipality, rules=rules, by=by.actor_key, now=now)
