"""A document comes in, is read by a job, is corrected by a person, and becomes a draft."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from retning.apps.organisation.models import Municipality
from retning.apps.strategy import validators
from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.queries.readings import OPEN_STATES
from retning.apps.strategy.services.refusals import AlreadyUploaded, Refusal, Refused
from retning.apps.strategy.services.trail import recorded
from retning.core.danish.language import LanguageCode
from retning.core.documents import Draft, Unreadable, outline, passages, read_document
from retning.foundation import clock
from retning.foundation.attachments.services import open_stored, store
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.jobs.services import Job, Progress, cancel, enqueue, job, repeat
from retning.foundation.records.services import change

ALLOWED_TYPES = ("text/plain", "text/html")
STEPS = 3
# More than any strategy has; what is reviewed and taken over together must end.
PASSAGE_LIMIT = 5_000
TOO_LONG = "too_long"


def receive_document(
    *,
    municipality: Municipality,
    chunks: Iterable[bytes],
    name: str,
    limit: int,
    by: Actor,
    now: datetime,
    again: bool = False,
) -> Reading:
    """Keep a document (at most `limit` bytes) and have it read by a job.

    Raises attachments' Refused where the file cannot be taken, and AlreadyUploaded where the same
    document is in review, or has become a draft and `again` is not said.
    """
    file: dict[str, Any] = {"chunks": chunks, "name": name, "limit": limit}
    attachment = store(tenant=municipality.code, allowed=ALLOWED_TYPES, now=now, **file)
    in_the_way = OPEN_STATES if again else (*OPEN_STATES, ReadingState.TAKEN_OVER)
    same = Reading.drafts.filter(municipality=municipality, attachment=attachment)
    if standing := same.filter(state__in=in_the_way).first():
        raise AlreadyUploaded(standing)
    reading = Reading(
        municipality=municipality,
        attachment=attachment,
        title=attachment.name,
        created_at=now,
        changed_at=now,
        created_by_key=by.actor_key,
    )
    try:
        return _received(reading, by=by, now=now)
    except IntegrityError:
        # Two uploads of one document in the same moment: the database let one through.
        if standing := same.filter(state__in=OPEN_STATES).first():
            raise AlreadyUploaded(standing) from None
        raise


@transaction.atomic
def _received(reading: Reading, *, by: Actor, now: datetime) -> Reading:
    reading.save(force_insert=True)
    queued = enqueue(
        read_upload,
        tenant=reading.municipality_id,
        key=f"reading:{reading.pk}",
        by=by.actor_key,
        now=now,
        arguments={"reading_id": reading.pk},
    )
    reading.job_id = queued.pk
    reading.save(update_fields=["job_id"])
    recorded("reading_received", reading, by=by, now=now)
    return reading


@job(attempts=3)
def read_upload(progress: Progress, *, reading_id: int) -> None:
    """Read a waiting document into passages, which are committed together with the job's end."""
    reading = Reading.drafts.select_related("attachment", "municipality").get(pk=reading_id)
    if reading.state != ReadingState.WAITING:
        return
    progress.report(0, STEPS)
    with open_stored(reading.attachment) as stored:
        data = stored.read()
    try:
        document = read_document(data, name=reading.attachment.name)
        progress.report(1, STEPS)
        draft = outline(document)
    except Unreadable as refusal:
        with progress.finishing():
            _failed(reading, problem=refusal.code, now=clock.now())
        return
    if sum(1 for _passage in passages(draft)) > PASSAGE_LIMIT:
        with progress.finishing():
            _failed(reading, problem=TOO_LONG, now=clock.now())
        return
    progress.report(2, STEPS)
    language = document.language
    foreign = language.confident and language.code != LanguageCode.DANISH
    problem = f"language:{language.code}" if foreign else ""
    with progress.finishing():
        _read(reading, draft, text=document.text, problem=problem, now=clock.now())


def _failed(reading: Reading, *, problem: str, now: datetime) -> None:
    Reading.drafts.filter(pk=reading.pk, state=ReadingState.WAITING).update(
        state=ReadingState.FAILED, problem=problem, changed_at=now, version=F("version") + 1
    )


def _read(reading: Reading, draft: Draft, *, text: str, problem: str, now: datetime) -> None:
    """Write all passages or none, and only while the document still waits."""
    waiting = Reading.drafts.filter(pk=reading.pk, state=ReadingState.WAITING)
    period = draft.period
    taken = waiting.update(
        state=ReadingState.READ,
        problem=problem,
        title=draft.title_text[:300] or reading.attachment.name,
        municipality_name=draft.municipality_name,
        period_from=period.first if period else None,
        period_to=period.last if period else None,
        source_text=text,
        changed_at=now,
        version=F("version") + 1,
    )
    if not taken:
        return
    Passage.drafts.bulk_create(
        (
            Passage(
                municipality_id=reading.municipality_id,
                reading=reading,
                order=order,
                kind=passage.kind,
                text=passage.text,
                body=passage.body,
                start=passage.start,
                end=passage.end,
                confidence=passage.confidence,
                changed_at=now,
            )
            for order, passage in enumerate(passages(draft), start=1)
        ),
        batch_size=500,
    )


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


@transaction.atomic
def discard_reading(*, reading: Reading, by: Actor, now: datetime) -> Reading:
    """Put a document away, and stop reading it; the same file may then be uploaded again."""
    queued, locked = _with_its_job(reading)
    if locked.state == ReadingState.TAKEN_OVER:
        raise Refused(Refusal.ALREADY_TAKEN_OVER)
    if queued and locked.state == ReadingState.WAITING:
        cancel(queued, now=now)
    before = snapshot(locked)
    for each in (locked, reading):
        each.state = ReadingState.DISCARDED
        each.changed_at = each.discarded_at = now
    locked.save(update_fields=["state", "changed_at", "discarded_at"])
    recorded("reading_discarded", locked, before=before, by=by, now=now)
    return reading


@transaction.atomic
def read_again(*, reading: Reading, by: Actor, now: datetime) -> Reading:
    """Try once more where the job broke off; a document that is read stays as it is."""
    queued, locked = _with_its_job(reading)
    if locked.state == ReadingState.WAITING:
        if queued:
            repeat(queued, now=now)
        recorded("reading_tried_again", locked, before=snapshot(locked), by=by, now=now)
    return locked


def _with_its_job(reading: Reading) -> tuple[Job | None, Reading]:
    """Both, held: the job first, as `Progress.finishing` takes them, or the two would wait for
    each other."""
    queued = Job.objects.select_for_update().filter(pk=reading.job_id).first()
    return queued, _held(reading.pk)


def _held(reading_id: int) -> Reading:
    return Reading.drafts.select_for_update().defer("source_text").get(pk=reading_id)


def _under_review(reading_id: int) -> None:
    """Hold the document, so that it is not taken over while a passage of it is corrected."""
    state = _held(reading_id).state
    if state == ReadingState.TAKEN_OVER:
        raise Refused(Refusal.ALREADY_TAKEN_OVER)
    if state != ReadingState.READ:
        raise Refused(Refusal.NOT_READ_YET)
