"""The steps of a review: what each deed changed, and how the newest one is taken back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Max

from retning.apps.strategy.enums import ReadingState, ReviewDeed
from retning.apps.strategy.models import Passage, Reading, ReviewStep
from retning.apps.strategy.queries.readings import newest_step
from retning.apps.strategy.services.readings import held
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.trail import recorded
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.records.services import ChangedMeanwhile

# What a step remembers of a passage. Who holds a wording in hand is told by its version.
WORDING = frozenset({"kind", "text", "body", "targets"})
REMEMBERED = (
    "order",
    "kind",
    "text",
    "body",
    "start",
    "end",
    "body_start",
    "body_end",
    "page",
    "confidence",
    "dropped",
    "accepted",
    "edited",
    "earlier_id",
    "difference",
    "version",
    "targets",
    "target_confidence",
    "targets_edited",
    "letters",
)
TARGETS = ("targets", "target_confidence", "targets_edited")
# What a step remembers of the document itself, by the field that it is kept in.
TITLE, UNDONE = "reading_title", "reading_undone_repairs"
_OF_THE_READING = {TITLE: "title", UNDONE: "undone_repairs"}


def under_review(reading_id: int) -> Reading:
    """The document, held, so that it is not taken over while a passage of it is corrected."""
    return reviewable(held(reading_id))


def reviewable(reading: Reading) -> Reading:
    """The document, where it is under review; else Refused."""
    if reading.state == ReadingState.TAKEN_OVER:
        raise Refused(Refusal.ALREADY_TAKEN_OVER)
    if reading.state != ReadingState.READ:
        raise Refused(Refusal.NOT_READ_YET)
    return reading


def fresh(passage: Passage) -> Passage:
    """The passage with the fields that the database has now.

    Raises ChangedMeanwhile where somebody has put it together with another.
    """
    current = Passage.drafts.filter(pk=passage.pk, reading=passage.reading_id).values(*REMEMBERED)
    if not (values := current.first()):
        raise ChangedMeanwhile(None)
    for name, value in values.items():
        setattr(passage, name, value)
    return passage


def fields_of(passage: Passage, names: Iterable[str]) -> dict[str, Any]:
    """What a step remembers of a passage before a deed changes these of its fields."""
    return {"id": passage.pk} | {name: getattr(passage, name) for name in names}


def stepped(
    reading_id: int,
    deed: ReviewDeed,
    *,
    municipality_id: str,
    before: Sequence[Mapping[str, Any]] = (),
    created: Sequence[int] = (),
    by: Actor,
    now: datetime,
) -> ReviewStep:
    """Write one step of a review; the document is held by the caller."""
    steps = ReviewStep.drafts.filter(reading=reading_id)
    last = steps.aggregate(last=Max("number"))["last"] or 0
    return ReviewStep.drafts.create(
        municipality_id=municipality_id,
        reading_id=reading_id,
        number=last + 1,
        deed=deed,
        before=list(before),
        created=list(created),
        made_at=now,
        made_by_key=by.actor_key,
    )


def shifted(reading_id: int, *, first: int, last: int | None = None, by: int) -> None:
    """Move the places from `first` to `last` (both included; to the end without one) by so many:
    one statement, however long the document is."""
    rows = Passage.drafts.filter(reading=reading_id, order__gte=first)
    if last is not None:
        rows = rows.filter(order__lte=last)
    rows.update(order=F("order") + by)


def placed(passage: Passage, place: int) -> None:
    """Put a passage at `place`; those it passes on the way make room, and fill the hole."""
    old = passage.order
    if place > old:
        shifted(passage.reading_id, first=old + 1, last=place, by=-1)
    elif place < old:
        shifted(passage.reading_id, first=place, last=old - 1, by=1)
    passage.order = place
    passage.save(update_fields=["order"])


def undone(
    reading: Reading, *, expected_number: int | None, by: Actor, now: datetime
) -> ReviewStep | None:
    """Take back the newest step of a document that is held; None where there is none left."""
    step = newest_step(reading).first()
    if step is None:
        return None
    if expected_number not in {None, step.number}:
        raise ChangedMeanwhile(None)
    before = snapshot(step)
    _TAKEN_BACK.get(ReviewDeed(step.deed), _restored)(step, now)
    step.undone_at = now
    step.save(update_fields=["undone_at"])
    recorded("review_step_undone", step, before=before, by=by, now=now)
    return step


def _restored(step: ReviewStep, now: datetime) -> None:
    """The fields of passages as they were: one statement for all that get the same."""
    alike: dict[str, list[int]] = defaultdict(list)
    for row in step.before:
        if of_reading := row.keys() & _OF_THE_READING.keys():
            told = {_OF_THE_READING[name]: row[name] for name in of_reading}
            Reading.drafts.filter(pk=step.reading_id).update(**told)
            continue
        values = {name: value for name, value in row.items() if name not in {"id", "version"}}
        alike[json.dumps(values, sort_keys=True)].append(row["id"])
    for fields, keys in alike.items():
        values = json.loads(fields)
        if WORDING & values.keys():
            # Whoever has the undone wording open must be told that it is another.
            values |= {"version": F("version") + 1, "changed_at": now}
        Passage.drafts.filter(reading=step.reading_id, pk__in=keys).update(**values)


def _taken_out(step: ReviewStep, now: datetime) -> None:
    """What the step made is no more, and those behind it stand where they stood."""
    made = Passage.drafts.get(reading=step.reading_id, pk__in=step.created)
    made.delete()
    shifted(step.reading_id, first=made.order + 1, by=-1)
    _restored(step, now)


def _brought_back(step: ReviewStep, now: datetime) -> None:
    """The passage that another took up stands again, under its own number."""
    answered = {row["earlier_id"] for row in step.before} - {None}
    there: set[int] = set()
    if answered:  # the earlier version may have been erased meanwhile
        there = set(Passage.drafts.filter(pk__in=answered).values_list("pk", flat=True))
    kept, gone = (
        {**row, "earlier_id": row["earlier_id"] if row["earlier_id"] in there else None}
        for row in step.before
    )
    gone["version"] += 1
    Passage.drafts.create(
        municipality_id=step.municipality_id, reading_id=step.reading_id, changed_at=now, **gone
    )
    values = {name: value for name, value in kept.items() if name not in {"id", "version"}}
    Passage.drafts.filter(reading=step.reading_id, pk=kept["id"]).update(
        **values, version=F("version") + 1, changed_at=now
    )


def _moved_back(step: ReviewStep, now: datetime) -> None:  # noqa: ARG001
    row = step.before[0]
    placed(Passage.drafts.get(reading=step.reading_id, pk=row["id"]), row["order"])


_TAKEN_BACK: Mapping[ReviewDeed, Callable[[ReviewStep, datetime], None]] = {
    ReviewDeed.SPLIT: _taken_out,
    ReviewDeed.ADD: _taken_out,
    ReviewDeed.MERGE: _brought_back,
    ReviewDeed.MOVE: _moved_back,
}
