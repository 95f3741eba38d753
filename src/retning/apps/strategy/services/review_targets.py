"""The targets of a goal under review: a person sets, answers, or says that it is no goal."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from retning.apps.strategy.enums import PassageKind, ReviewDeed
from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.queries.letters import without_places
from retning.apps.strategy.queries.targets import (
    SETTLED,
    Row,
    row_by_person,
    targets_of,
)
from retning.apps.strategy.services.passages import targets_read
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.steps import TARGETS, fields_of, fresh, stepped, under_review
from retning.apps.strategy.services.trail import recorded
from retning.core.targets import Target, as_plain
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.records.services import change


@dataclass(frozen=True)
class SaidTarget:
    """A target as a person wants it; `place`: of the present one (from 0) that it stands for, if
    any."""

    target: Target
    place: int | None = None


def followed_by(
    passage: Passage,
    reading: Reading,
    *,
    kind: PassageKind,
    text: str,
    anew: bool = False,
) -> dict[str, Any]:
    """What changes with a passage's kind and words: its targets are read anew, unless a person has
    said what they are (then only the words they came from are forgotten); its letters stand in the
    source alone where its words are a person's. With `anew` a person's targets go too."""
    changed: dict[str, Any] = {}
    if text != passage.text:
        changed["letters"] = without_places(passage.letters)
    if kind == passage.kind and text == passage.text and not anew:
        return changed
    if kind == PassageKind.GOAL and passage.targets_edited and not anew:
        rows = [{**row, "span": None, "evidence": {}} for row in passage.targets]
        return changed | {"targets": rows}
    like = copy(passage)
    like.kind, like.text = kind, text
    return changed | targets_read(like, reading)


@transaction.atomic
def change_targets(
    *,
    passage: Passage,
    expected_version: int,
    targets: Sequence[SaidTarget],
    by: Actor,
    now: datetime,
) -> Passage:
    """Say what the targets of a goal are, all of them; none is an answer too.

    Raises Refused, not_a_goal, for what is none; ChangedMeanwhile where somebody else has changed
    it since `expected_version`.
    """
    reading = under_review(passage.reading_id)
    if fresh(passage).kind != PassageKind.GOAL:
        raise Refused(Refusal.NOT_A_GOAL)
    rows = [_row(passage.targets, said) for said in targets]
    _set(passage, reading, rows, expected_version, by=by, now=now)
    return passage


def _row(rows: Sequence[Row], said: SaidTarget) -> Row:
    like = rows[said.place] if said.place is not None and said.place < len(rows) else None
    if like is not None and like["target"] == as_plain(said.target) and not like["doubt"]:
        return like
    return row_by_person(said.target, like)


@transaction.atomic
def answer_doubt(*, passage: Passage, place: int, choice: int, by: Actor, now: datetime) -> Passage:
    """Settle how the target at `place` is to be read: as it was (0), or as its alternative number
    `choice`. Raises Refused, no_such_answer, where that is not to be chosen (any more)."""
    reading = under_review(passage.reading_id)
    fresh(passage)
    kept = targets_of(passage)
    if not 0 <= place < len(kept) or len(kept) != len(passage.targets):
        raise Refused(Refusal.NO_SUCH_ANSWER)
    choices = [kept[place].target, *kept[place].alternatives]
    if not 0 <= choice < len(choices):
        raise Refused(Refusal.NO_SUCH_ANSWER)
    rows = list(passage.targets)
    rows[place] = row_by_person(choices[choice], rows[place])
    _set(passage, reading, rows, passage.version, by=by, now=now)
    return passage


def _set(
    passage: Passage,
    reading: Reading,
    rows: list[Row],
    expected_version: int,
    *,
    by: Actor,
    now: datetime,
) -> None:
    before, was = snapshot(passage), fields_of(passage, TARGETS)
    still = [row["confidence"] for row in rows if row["doubt"]]
    change(
        passage,
        expected_version=expected_version,
        now=now,
        targets=rows,
        target_confidence=min(still, default=SETTLED),
        targets_edited=True,
    )
    stepped(
        reading.pk,
        ReviewDeed.TARGETS,
        municipality_id=reading.municipality_id,
        before=[was],
        by=by,
        now=now,
    )
    recorded("passage_targets_changed", passage, before=before, by=by, now=now)


@transaction.atomic
def not_a_goal(*, passage: Passage, by: Actor, now: datetime) -> Passage:
    """Say that what was read as a goal is none: it is told as narrative, where it stands.

    Raises Refused, not_a_goal, where it is none already.
    """
    reading = under_review(passage.reading_id)
    if fresh(passage).kind != PassageKind.GOAL:
        raise Refused(Refusal.NOT_A_GOAL)
    before = snapshot(passage)
    was = fields_of(passage, ("kind", "accepted", "edited", *TARGETS))
    change(
        passage,
        expected_version=passage.version,
        now=now,
        kind=PassageKind.NARRATIVE,
        accepted=True,
        edited=True,
        targets=[],
        target_confidence=None,
        targets_edited=False,
    )
    stepped(
        reading.pk,
        ReviewDeed.NO_GOAL,
        municipality_id=reading.municipality_id,
        before=[was],
        by=by,
        now=now,
    )
    recorded("passage_said_no_goal", passage, before=before, by=by, now=now)
    return passage
