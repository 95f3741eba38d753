"""What has been said of adopted goals' targets: interpretations, proofs, judgements. For pages,
each with the newest one that holds; on a day, as it was known at a moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import BigIntegerField, DateField, Q, QuerySet, UUIDField

from retning.apps.strategy.enums import MeasuredBy, RowKind, TieRule
from retning.apps.strategy.models import (
    Edition,
    Interpretation,
    PanelJudgement,
    Proof,
)
from retning.apps.strategy.queries.goal_targets import TARGETS, GoalTarget, measured
from retning.core.targets import NoSuchTarget, from_plain
from retning.core.targets.verdicts import Ties
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.records.prepared import Asked, Question

Place = tuple[UUID, int]
"""A goal's key and the place of one of its targets, from 0."""
Said = TypeVar("Said", Interpretation, Proof, PanelJudgement)


def interpretations_by_place(
    strategy_id: int,
    rows: Collection[FrozenRow],
    *,
    on: date,
    known_on: datetime | None = None,
) -> dict[Place, Interpretation]:
    """The newest interpretation that holds of each target of these goals: one query."""
    frozen = {row.key: row for row in rows}
    if not frozen:
        return {}
    found = _INTERPRETATIONS.models(strategy=strategy_id, goals=list(frozen), on=on)
    return _newest(
        each
        for each in found
        if (known_on is None or each.made_at <= known_on) and holds_for(each, frozen[each.goal])
    )


def _interpretations(strategy: Asked, goals: Any, on: Asked) -> QuerySet[Interpretation]:
    found = Interpretation.objects.filter(strategy=strategy, goal__in=goals, decided_on__lte=on)
    return found.order_by("pk")


_INTERPRETATIONS = Question(
    _interpretations, strategy=BigIntegerField(), goals=UUIDField(), on=DateField()
)


def proofs_by_place(
    strategy_id: int, goals: Collection[UUID], *, on: date, known_on: datetime | None = None
) -> dict[Place, Proof]:
    """What was last said of whether these goals' milestones are done: one query, none for none."""
    if not goals:
        return {}
    found = Proof.objects.filter(_of(strategy_id, goals, known_on)).select_related("attachment")
    said = (each for each in _in_order(found) if each.done_on is None or each.done_on <= on)
    return _newest(said)


def judgements_by_place(
    strategy_id: int, goals: Collection[UUID], *, on: date, known_on: datetime | None = None
) -> dict[Place, PanelJudgement]:
    """What people last found of these goals: one query, none for none."""
    if not goals:
        return {}
    found = PanelJudgement.objects.filter(_of(strategy_id, goals, known_on), judged_on__lte=on)
    return _newest(_in_order(found))


def _of(strategy_id: int, goals: Collection[UUID], known_on: datetime | None) -> Q:
    known = Q(made_at__lte=known_on) if known_on else Q()
    return Q(strategy=strategy_id, goal__in=goals) & known


def _in_order(rows: QuerySet[Any]) -> list[Any]:
    return list(rows.order_by("pk"))


def _newest(rows: Iterable[Said]) -> dict[Place, Said]:
    return {(each.goal, each.place): each for each in rows}


def frozen_item(row: FrozenRow, place: int) -> dict[str, Any] | None:
    """What the edition froze at a place of a goal's targets."""
    items = row.data.get(TARGETS) or []
    item = items[place] if 0 <= place < len(items) else None
    return item if isinstance(item, dict) else None


def holds_for(interpretation: Interpretation, row: FrozenRow) -> bool:
    """Whether an edition's goal says what the interpretation reads: the same wording, and the same
    frozen target."""
    is_same = frozen_item(row, interpretation.place) == interpretation.read_as
    return is_same and row.text == interpretation.wording


def as_interpreted(interpretation: Interpretation) -> GoalTarget | None:
    """The target as an interpretation reads it; None where this version does not know the kind."""
    try:
        target = from_plain(interpretation.target)
    except NoSuchTarget:
        return None
    said = MeasuredBy(interpretation.measured_by) if interpretation.measured_by else None
    return GoalTarget(
        target=target,
        indicator=interpretation.indicator,
        measured_by=measured(target, said, interpretation.indicator),
        note=interpretation.note,
        place=interpretation.place,
    )


def ties_of(interpretation: Interpretation | None) -> Ties:
    """The tie rule that holds: the ordinary one unless an interpretation says otherwise."""
    if interpretation is not None and interpretation.ties == TieRule.STRICT:
        return Ties.STRICT
    return Ties.STANDARD


def standing_decided(strategy_id: int) -> Edition | None:
    """The newest adopted or revised edition, which alone can be interpreted: one query."""
    decided = Edition.objects.filter(strategy=strategy_id).exclude(kind="proposal")
    return decided.select_related("frozen_set").order_by("-number").first()


def frozen_years(edition: Edition) -> tuple[int, int]:
    """The first and last year that an edition says the strategy is for: one query."""
    root = FrozenRow.objects.filter(frozen_set=edition.frozen_set_id, kind=RowKind.STRATEGY)
    first, last = root.order_by().values_list("data", flat=True)[0]["period"]
    return first, last


def interpretations_of(strategy_id: int) -> Sequence[Interpretation]:
    """Every interpretation of a strategy's goals, newest first, with who decided: one query."""
    rows = Interpretation.objects.filter(strategy=strategy_id)
    return list(
        rows.select_related("edition", "unit", "resolution__body").order_by("-decided_on", "-pk")
    )


def judgements_of(strategy_id: int, goal: UUID, place: int) -> Sequence[PanelJudgement]:
    """The judgements of a goal's target, newest first, with marks: two queries."""
    rows = PanelJudgement.objects.filter(strategy=strategy_id, goal=goal, place=place)
    return list(rows.prefetch_related("marks").order_by("-judged_on", "-pk"))


def proofs_of(strategy_id: int, goal: UUID, place: int) -> Sequence[Proof]:
    """The proofs of a milestone, newest first: one query."""
    rows = Proof.objects.filter(strategy=strategy_id, goal=goal, place=place)
    return list(rows.select_related("attachment").order_by("-pk"))
