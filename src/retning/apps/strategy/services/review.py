"""What a person does to what was read: each deed is a step that can be undone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from retning.apps.strategy import validators
from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.services.readings import held
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.trail import recorded
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.records.services import change


@transaction.atomic
def change_passage(
    *,
    passage: Passage,
    expected_version: int,
    kind: PassageKind,
    text: str,
    body: str,
    by: Actor,
    now: datetime,
) -> Passage:
    """Correct what was read: what a passage is, its text, its explanation."""
    _under_review(passage.reading_id)
    before = snapshot(passage)
    change(
        passage,
        expected_version=expected_version,
        now=now,
        kind=kind,
        text=validators.prose(text) if kind == PassageKind.NARRATIVE else validators.wording(text),
        body=validators.prose(body),
    )
    if kind == PassageKind.TITLE:
        # What a person says is the title is what the document, and the strategy from it, is called.
        Reading.drafts.filter(pk=passage.reading_id).update(title=passage.text[:300])
    recorded("passage_changed", passage, before=before, by=by, now=now)
    return passage


@transaction.atomic
def drop_passage(*, passage: Passage, dropped: bool, by: Actor, now: datetime) -> Passage:
    """Leave a passage out, or take it in again. It stays visible."""
    _under_review(passage.reading_id)
    before = snapshot(passage)
    passage.dropped = dropped
    passage.save(update_fields=["dropped"])
    recorded(
        "passage_dropped" if dropped else "passage_restored", passage, before=before, by=by, now=now
    )
    return passage


@transaction.atomic
def move_passage(*, passage: Passage, step: int, by: Actor, now: datetime) -> Passage:
    """Move a passage past `step` neighbours (-1 is up); a goal may so reach another objective."""
    _under_review(passage.reading_id)
    ordered = list(Passage.drafts.filter(reading=passage.reading_id).select_for_update())
    here = ordered.index(passage)
    there = min(max(here + step, 0), len(ordered) - 1)
    moved = ordered.pop(here)
    before = snapshot(moved)
    ordered.insert(there, moved)
    for place, sibling in enumerate(ordered, start=1):
        if sibling.order != place:
            sibling.order = place
            sibling.save(update_fields=["order"])
    recorded("passage_moved", moved, before=before, by=by, now=now)
    return passage


@transaction.atomic
def add_passage(
    *,
    reading: Reading,
    after: Passage | None,
    kind: PassageKind,
    text: str,
    by: Actor,
    now: datetime,
) -> Passage:
    """Add what the reader did not see, after a passage, or first."""
    _under_review(reading.pk)
    if after:
        after.refresh_from_db(fields=["order"])
    place = after.order + 1 if after else 1
    Passage.drafts.filter(reading=reading, order__gte=place).update(order=F("order") + 1)
    passage = Passage.drafts.create(
        municipality_id=reading.municipality_id,
        reading=reading,
        order=place,
        kind=kind,
        text=validators.wording(text),
        changed_at=now,
    )
    recorded("passage_added", passage, by=by, now=now)
    return passage


def _under_review(reading_id: int) -> None:
    """Hold the document, so that it is not taken over while a passage of it is corrected."""
    state = held(reading_id).state
    if state == ReadingState.TAKEN_OVER:
        raise Refused(Refusal.ALREADY_TAKEN_OVER)
    if state != ReadingState.READ:
        raise Refused(Refusal.NOT_READ_YET)
