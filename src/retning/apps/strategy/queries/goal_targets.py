"""A goal's targets, in a draft and in an edition: each the rule, and what it is measured by.

An edition keeps `{"target": plain, "indicator": code or "", "measured_by": kind or "", "note":
text}` for each. A draft may keep `phrase`, `doubt` and `alternatives` besides: what a machine read
and nobody has settled. A bare plain target (drafts of earlier versions) is a target that nobody
has said what measures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from retning.apps.strategy.enums import MeasuredBy, RowKind
from retning.apps.strategy.models import Goal
from retning.core.targets import (
    Doubt,
    Judged,
    LanguageCode,
    Milestone,
    NoSuchTarget,
    Target,
    as_plain,
    from_plain,
    say,
)
from retning.foundation.freezing.comparison import RowChange
from retning.foundation.freezing.models import FrozenRow

Item = dict[str, Any]
TARGETS = "targets"
"""What a goal's frozen data calls them; a goal without any has no such name."""


@dataclass(frozen=True)
class GoalTarget:
    """One rule that a goal is judged by. `place` is its place among them, from 0; `note` says how
    the indicator differs from the wording (a proxy). `doubt`, `alternatives` and `phrase` (the
    words that name what is measured) are a draft's alone."""

    target: Target
    indicator: str = ""
    measured_by: MeasuredBy | None = None
    note: str = ""
    place: int = 0
    phrase: str = ""
    doubt: Doubt | None = None
    alternatives: tuple[Target, ...] = ()

    @property
    def number(self) -> int:
        return self.place + 1

    def said(self, language: LanguageCode = "da") -> str:
        """The canonical sentence."""
        return say(self.target, language)


def means_of(target: Target) -> tuple[MeasuredBy, ...]:
    """What may measure a target: dates are done or not, what has no number people judge."""
    match target:
        case Milestone():
            return (MeasuredBy.MILESTONE,)
        case Judged():
            return (MeasuredBy.PANEL,)
        case _:
            return (MeasuredBy.INDICATOR, MeasuredBy.NONE)


def measured(
    target: Target, measured_by: MeasuredBy | None, indicator: str = ""
) -> MeasuredBy | None:
    """What measures it, as far as that follows: of kinds with one possibility, that one."""
    possible = means_of(target)
    if len(possible) == 1:
        return possible[0]
    if indicator:
        return MeasuredBy.INDICATOR
    return measured_by if measured_by is MeasuredBy.NONE else None


def goal_targets_of(rows: object) -> tuple[GoalTarget, ...]:
    """The targets in a goal's list, old bare ones too; what is none (of a later version) is left
    out."""
    listed: Sequence[object] = rows if isinstance(rows, list) else ()
    return renumbered(found for row in listed if (found := _read(row)) is not None)


def _read(row: object) -> GoalTarget | None:
    values = row if isinstance(row, Mapping) else {}
    plain = values.get("target", values)
    try:
        target = from_plain(plain)
        alternatives = tuple(from_plain(each) for each in values.get("alternatives") or ())
    except NoSuchTarget:
        return None
    doubt = values.get("doubt")
    indicator = str(values.get("indicator") or "")
    said = values.get("measured_by")
    return GoalTarget(
        target=target,
        indicator=indicator,
        measured_by=measured(
            target, MeasuredBy(said) if said in MeasuredBy.values else None, indicator
        ),
        note=str(values.get("note") or ""),
        phrase=str(values.get("phrase") or ""),
        doubt=Doubt(doubt) if doubt in set(Doubt) else None,
        alternatives=alternatives,
    )


def as_frozen_item(found: GoalTarget) -> Item:
    """A target as an edition keeps it."""
    means = measured(found.target, found.measured_by, found.indicator)
    return {
        "target": as_plain(found.target),
        "indicator": found.indicator if means is MeasuredBy.INDICATOR else "",
        "measured_by": means.value if means else "",
        "note": found.note,
    }


def as_draft_item(found: GoalTarget) -> Item:
    """A target as a draft keeps it: with what nobody has settled yet."""
    open_ends: Item = {
        "phrase": found.phrase,
        "doubt": found.doubt.value if found.doubt else None,
        "alternatives": [as_plain(each) for each in found.alternatives],
    }
    return as_frozen_item(found) | {name: value for name, value in open_ends.items() if value}


def targets_of_draft(goal: Goal) -> tuple[GoalTarget, ...]:
    """A draft goal's targets."""
    return goal_targets_of(goal.targets)


def frozen_targets(row: FrozenRow) -> tuple[GoalTarget, ...]:
    """The targets that an edition froze with a goal."""
    return goal_targets_of(row.data.get(TARGETS))


def frozen_data(goal: Goal) -> dict[str, list[Item]]:
    """What an edition freezes of a goal's targets: nothing where there are none, so that goals
    without any are frozen as they always were."""
    items = [as_frozen_item(each) for each in targets_of_draft(goal)]
    return {TARGETS: items} if items else {}


def targets_by_goal(rows: Iterable[FrozenRow]) -> dict[UUID, tuple[GoalTarget, ...]]:
    """Every goal that has targets, by key, in the order of the edition."""
    goals = ((row.key, frozen_targets(row)) for row in rows if row.kind == RowKind.GOAL)
    return {key: found for key, found in goals if found}


@dataclass(frozen=True)
class TargetsChange:
    """A goal's targets before and after, where they are not the same."""

    old: tuple[GoalTarget, ...]
    new: tuple[GoalTarget, ...]


def targets_change(change: RowChange) -> TargetsChange | None:
    """What a red-line says of a goal's targets; None where they are as they were."""
    if TARGETS not in change.data:
        return None
    return TargetsChange(
        old=frozen_targets(change.old) if change.old else (),
        new=frozen_targets(change.new) if change.new else (),
    )


def is_untouched(rows: object, read: object) -> bool:
    """Whether a goal's targets are those that a document gave it, and nobody has said more."""
    now, then = goal_targets_of(rows), goal_targets_of(read)
    unsaid = all(not each.indicator and not each.note for each in now)
    return unsaid and [each.target for each in now] == [each.target for each in then]


def renumbered(found: Iterable[GoalTarget]) -> tuple[GoalTarget, ...]:
    """The targets with their places anew."""
    return tuple(replace(each, place=place) for place, each in enumerate(found))
