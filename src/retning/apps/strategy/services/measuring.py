"""What is said of an adopted goal's targets: how they are read, that they are done, how people
judge them. Each is a new row; what stood before stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from retning.apps.organisation.models import OwnedByMunicipality, Resolution, Unit
from retning.apps.strategy import validators
from retning.apps.strategy.enums import PanelShare, RowKind, TieRule
from retning.apps.strategy.models import (
    Edition,
    Interpretation,
    PanelJudgement,
    PanelMark,
    Proof,
    Strategy,
)
from retning.apps.strategy.queries.goal_targets import (
    GoalTarget,
    as_frozen_item,
    frozen_targets,
)
from retning.apps.strategy.queries.measuring import (
    as_interpreted,
    frozen_item,
    frozen_years,
    holds_for,
    standing_decided,
)
from retning.apps.strategy.services.foreseeing import ask_outlooks
from retning.apps.strategy.services.goal_targets import Means, check_means
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.trail import recorded
from retning.core.targets import Judged, Milestone, Target
from retning.foundation.attachments import enclosures
from retning.foundation.attachments.enclosures import Enclosure
from retning.foundation.audit.services import Actor
from retning.foundation.clock import date_in_denmark
from retning.foundation.freezing.models import FrozenRow

MOST_TARGETS = 12
MOST_JUDGES = 200


@dataclass(frozen=True)
class Decision:
    """Why a target is read so, who decided and when; a body's unit and its resolution where there
    is one."""

    reason: str
    decided_by: str
    decided_on: date
    unit: Unit | None = None
    resolution: Resolution | None = None


@dataclass(frozen=True)
class Mark:
    """One judge's mark: in what role they were asked, and why they say so."""

    judge: str
    mark: int
    reason: str = ""


@dataclass(frozen=True)
class Scale:
    """From which mark of which scale a goal holds, and how many must say so."""

    lowest: int = 1
    highest: int = 5
    counts_from: int = 4
    share: PanelShare = PanelShare.TWO_THIRDS


@transaction.atomic
def interpret(
    *,
    strategy: Strategy,
    goal: UUID,
    place: int,
    target: Target,
    means: Means,
    decision: Decision,
    ties: TieRule = TieRule.STANDARD,
    by: Actor,
    now: datetime,
) -> Interpretation:
    """Say how the target at `place` of an adopted goal is to be read, or (one place behind the
    last) give it one more. It holds from now on, beside the adopted wording, which stays.

    Raises Refused: not_adopted, no_such_target, not_yet (decided in the future or before the
    edition), no_reason, another_municipality, other_means, no_such_indicator, nothing_new.
    """
    _own(strategy, decision.unit, decision.resolution)
    edition, row = _adopted(strategy, goal)
    check_means(target, means, strategy.municipality_id)
    _check_decision(decision, edition, now)
    asked = GoalTarget(target, means.indicator, means.measured_by, validators.prose(means.note))
    newest = _newest(strategy, row.key, place)
    _check_place(strategy, row, place)
    _check_new(asked, ties, row, place, newest)
    made = _interpretation(strategy, edition, row, place, asked, decision)
    made.ties, made.supersedes, made.made_at = ties, newest, now
    made.save(force_insert=True)
    recorded("target_interpreted", made, by=by, now=now)
    ask_outlooks(
        municipality=strategy.municipality,
        targets=[asked],
        period=frozen_years(edition),
        by=by,
        now=now,
    )
    return made


def _interpretation(
    strategy: Strategy,
    edition: Edition,
    row: FrozenRow,
    place: int,
    asked: GoalTarget,
    decision: Decision,
) -> Interpretation:
    item = as_frozen_item(asked)
    return Interpretation(
        municipality_id=strategy.municipality_id,
        strategy=strategy,
        goal=row.key,
        edition=edition,
        place=place,
        wording=row.text,
        read_as=frozen_item(row, place),
        target=item["target"],
        measured_by=item["measured_by"],
        indicator=item["indicator"],
        note=item["note"],
        reason=validators.prose(decision.reason),
        decided_by=decision.decided_by.strip(),
        decided_on=decision.decided_on,
        unit=decision.unit,
        resolution=decision.resolution,
    )


def _check_place(strategy: Strategy, row: FrozenRow, place: int) -> None:
    known = {each.place for each in frozen_targets(row)} | _given_later(strategy, row)
    if not 0 <= place <= max(known, default=-1) + 1 or place >= MOST_TARGETS:
        raise Refused(Refusal.NO_SUCH_TARGET)


def _check_new(
    asked: GoalTarget, ties: TieRule, row: FrozenRow, place: int, newest: Interpretation | None
) -> None:
    standing = newest if newest is not None and holds_for(newest, row) else None
    was = _item_of(standing) if standing else frozen_item(row, place)
    if as_frozen_item(asked) == was and ties == (standing.ties if standing else TieRule.STANDARD):
        raise Refused(Refusal.NOTHING_NEW)


def _check_decision(decision: Decision, edition: Edition, now: datetime) -> None:
    if not validators.prose(decision.reason) or not decision.decided_by.strip():
        raise Refused(Refusal.NO_REASON)
    adopted_on = date_in_denmark(edition.published_at)
    if not adopted_on <= decision.decided_on <= date_in_denmark(now):
        raise Refused(Refusal.NOT_YET)


def _given_later(strategy: Strategy, row: FrozenRow) -> set[int]:
    """Places of targets that this wording was given after adoption."""
    rows = Interpretation.objects.filter(strategy=strategy, goal=row.key).order_by("pk")
    return {each.place for each in rows if holds_for(each, row)}


def _newest(strategy: Strategy, goal: UUID, place: int) -> Interpretation | None:
    rows = Interpretation.objects.filter(strategy=strategy, goal=goal, place=place)
    return rows.order_by("-pk").first()


def _item_of(interpretation: Interpretation) -> dict[str, object] | None:
    found = as_interpreted(interpretation)
    return as_frozen_item(found) if found else None


@transaction.atomic
def prove(
    *,
    strategy: Strategy,
    goal: UUID,
    place: int,
    done_on: date | None,
    text: str,
    enclosure: Enclosure | None = None,
    by: Actor,
    now: datetime,
) -> Proof:
    """Say that a milestone was done on a day, and what shows it; `done_on` None: that after all it
    is not. Raises Refused: not_adopted, no_such_target, not_a_milestone, not_yet, no_reason; and
    attachments' Refused for a file that is not taken."""
    target = _target_at(strategy, goal, place)
    if not isinstance(target, Milestone):
        raise Refused(Refusal.NOT_A_MILESTONE)
    if done_on is not None and done_on > date_in_denmark(now):
        raise Refused(Refusal.NOT_YET)
    kept = validators.prose(text)
    if not kept:
        raise Refused(Refusal.NO_REASON)
    made = Proof.objects.create(
        municipality_id=strategy.municipality_id,
        strategy=strategy,
        goal=goal,
        place=place,
        done_on=done_on,
        text=kept,
        attachment=enclosures.kept(enclosure, tenant=strategy.municipality_id, now=now),
        made_at=now,
    )
    recorded("milestone_proved", made, by=by, now=now)
    return made


@transaction.atomic
def judge_by_panel(
    *,
    strategy: Strategy,
    goal: UUID,
    place: int,
    question: str,
    scale: Scale,
    marks: Sequence[Mark],
    asked: str,
    asked_number: int,
    judged_on: date,
    by: Actor,
    now: datetime,
) -> PanelJudgement:
    """Keep what people found of a goal that has no number.

    Raises Refused: not_adopted, no_such_target, not_for_people, not_yet, no_reason (no question, or
    it is not said who was asked), no_marks, off_the_scale, too_many_marks (more than were asked).
    """
    if not isinstance(_target_at(strategy, goal, place), Judged):
        raise Refused(Refusal.NOT_FOR_PEOPLE)
    _check_panel(question, asked, judged_on, now)
    _check_marks(scale, marks, asked_number)
    made = PanelJudgement.objects.create(
        municipality_id=strategy.municipality_id,
        strategy=strategy,
        goal=goal,
        place=place,
        question=" ".join(question.split()),
        **asdict(scale),
        asked=" ".join(asked.split()),
        asked_number=asked_number,
        judged_on=judged_on,
        marks_given=len(marks),
        marks_counting=sum(each.mark >= scale.counts_from for each in marks),
        made_at=now,
    )
    _keep_marks(made, marks)
    recorded("goal_judged_by_panel", made, by=by, now=now)
    return made


def _keep_marks(made: PanelJudgement, marks: Sequence[Mark]) -> None:
    PanelMark.objects.bulk_create(
        PanelMark(
            municipality_id=made.municipality_id,
            judgement=made,
            number=number,
            judge=" ".join(each.judge.split()),
            mark=each.mark,
            reason=validators.prose(each.reason),
            made_at=made.made_at,
        )
        for number, each in enumerate(marks, start=1)
    )


def _check_panel(question: str, asked: str, judged_on: date, now: datetime) -> None:
    if not question.strip() or not asked.strip():
        raise Refused(Refusal.NO_REASON)
    if judged_on > date_in_denmark(now):
        raise Refused(Refusal.NOT_YET)


def _check_marks(scale: Scale, marks: Sequence[Mark], asked_number: int) -> None:
    if any(not each.judge.strip() for each in marks):
        raise Refused(Refusal.NO_REASON)
    if not marks:
        raise Refused(Refusal.NO_MARKS)
    if len(marks) > min(asked_number, MOST_JUDGES):
        raise Refused(Refusal.TOO_MANY_MARKS)
    is_scale = scale.lowest < scale.counts_from <= scale.highest
    if not is_scale or any(not scale.lowest <= each.mark <= scale.highest for each in marks):
        raise Refused(Refusal.OFF_THE_SCALE)


def _target_at(strategy: Strategy, goal: UUID, place: int) -> Target:
    """The target at a place of an adopted goal as it is read now."""
    _edition, row = _adopted(strategy, goal)
    newest = _newest(strategy, goal, place)
    if newest is not None and holds_for(newest, row):
        found = as_interpreted(newest)
    else:
        found = next((each for each in frozen_targets(row) if each.place == place), None)
    if found is None:
        raise Refused(Refusal.NO_SUCH_TARGET)
    return found.target


def _adopted(strategy: Strategy, goal: UUID) -> tuple[Edition, FrozenRow]:
    """The decided edition that stands, and the goal's row in it. Two who speak of the strategy at
    once stand in line here."""
    Strategy.drafts.select_for_update(no_key=True).get(pk=strategy.pk)
    edition = standing_decided(strategy.pk)
    if edition is None:
        raise Refused(Refusal.NOT_ADOPTED)
    rows = FrozenRow.objects.filter(
        frozen_set=edition.frozen_set_id, key=goal, kind=RowKind.GOAL
    ).order_by()
    row = rows.first()
    if row is None:
        raise Refused(Refusal.NOT_ADOPTED)
    return edition, row


def _own(strategy: Strategy, *rows: OwnedByMunicipality | None) -> None:
    if any(row is not None and row.municipality_id != strategy.municipality_id for row in rows):
        raise Refused(Refusal.ANOTHER_MUNICIPALITY)
