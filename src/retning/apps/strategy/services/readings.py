"""A document comes in, is read by a job, is corrected by a person, and becomes a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import ReadingState
from retning.apps.strategy.models import Passage, Reading, SourcePage
from retning.apps.strategy.queries.readings import LONG, OPEN_STATES
from retning.apps.strategy.services.earlier import beside, earlier_reading
from retning.apps.strategy.services.passages import letters_read, letters_then, passages_read
from retning.apps.strategy.services.refusals import AlreadyUploaded, Refusal, Refused
from retning.apps.strategy.services.trail import recorded
from retning.core.documents import Document, Unreadable, outline, passages
from retning.core.documents.cautions import caution_code
from retning.core.documents.packages_kinds import MEDIA_TYPES
from retning.foundation import clock, recognition
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import open_stored, store
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.jobs.services import Job, Progress, cancel, enqueue, job, repeat
from retning.foundation.recognition import Kept
from retning.foundation.recognition.kept import kept_of

ALLOWED_TYPES = (
    "text/plain",
    "text/html",
    "application/pdf",
    *MEDIA_TYPES.values(),
)
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
    kept = kept_of(_kept_as(reading))
    _read_upload(progress, reading, kept)
    # Only now: whoever is stopped before goes on with them another time.
    kept.forget()


def _kept_as(reading: Reading) -> str:
    return f"reading-{reading.pk}"


def _read_upload(progress: Progress, reading: Reading, kept: Kept) -> None:
    steps = _Steps(progress, reading)
    steps.done(0)
    try:
        # Asked several times a second: whoever cancels, or stops the worker, is heard at once.
        document = read_stored(
            reading.attachment, meanwhile=steps.breathe, page=steps.page, kept=kept
        )
        steps.done(1)
        draft = outline(document)
    except Unreadable as refusal:
        with progress.finishing():
            _failed(reading, problem=refusal.code, now=clock.now())
        return
    found = list(passages(draft))
    if len(found) > PASSAGE_LIMIT:
        with progress.finishing():
            _failed(reading, problem=TOO_LONG, now=clock.now())
        return
    steps.done(2)
    said = {
        "title": draft.title_text[:300] or reading.attachment.name,
        "municipality_name": draft.municipality_name,
        "period_from": draft.period.first if draft.period else None,
        "period_to": draft.period.last if draft.period else None,
    }
    now = clock.now()
    rows = list(passages_read(reading, document, found, now=now))
    said |= letters_read(document)
    if previous := earlier_reading(reading, title=draft.title_text, found=rows):
        said |= letters_then(previous, document, rows)
        rows = beside(previous, document, rows)
    with progress.finishing():
        _read(reading, document, rows, said={**said, "previous": previous}, now=now)


class _Steps:
    """How far a document is: by steps, or by pages where they have to be recognised."""

    def __init__(self, progress: Progress, reading: Reading) -> None:
        self.progress, self.reading = progress, reading
        self.at, self.of = 0, STEPS
        self.pages = 0

    def done(self, step: int) -> None:
        """So many of the steps are done; pages are counted alone."""
        if not self.pages:
            self.at = step
        self.breathe()

    def page(self, done: int, of: int) -> None:
        """So many pages are recognised. That there are pages to count stands on the reading."""
        if self.pages != of:
            waiting = Reading.drafts.filter(pk=self.reading.pk, state=ReadingState.WAITING)
            waiting.update(page_count=of)
        self.at, self.of, self.pages = done, of, of
        self.breathe()

    def breathe(self) -> None:
        """Raises what stops the job, if anything does."""
        self.progress.report(self.at, self.of)


def read_stored(
    attachment: Attachment,
    *,
    meanwhile: Callable[[], None] | None = None,
    page: Callable[[int, int], None] | None = None,
    kept: Kept | None = None,
) -> Document:
    """A stored document as text and blocks, its scanned pages recognised: in processes of their own
    with limits (decisions 0013, 0026). Raises Unreadable, whatever the file does to its reader."""
    with open_stored(attachment) as stored:
        data = stored.read()
    return recognition.read_document(
        data, name=attachment.name, meanwhile=meanwhile, page=page, kept=kept
    )


def _failed(reading: Reading, *, problem: str, now: datetime) -> None:
    Reading.drafts.filter(pk=reading.pk, state=ReadingState.WAITING).update(
        state=ReadingState.FAILED,
        problem=problem,
        page_count=0,
        changed_at=now,
        version=F("version") + 1,
    )


def _read(
    reading: Reading,
    document: Document,
    found: Sequence[Passage],
    *,
    said: Mapping[str, Any],
    now: datetime,
) -> None:
    """Write all passages or none, and only while the document still waits."""
    taken = Reading.drafts.filter(pk=reading.pk, state=ReadingState.WAITING).update(
        state=ReadingState.READ,
        problem=caution_code(document),
        source_text=document.text,
        page_count=len(document.pages),
        changed_at=now,
        version=F("version") + 1,
        **said,
    )
    if not taken:
        return
    SourcePage.drafts.bulk_create(_pages(reading, document), batch_size=100)
    Passage.drafts.bulk_create(found, batch_size=500)


def _pages(reading: Reading, document: Document) -> Iterator[SourcePage]:
    for page in document.pages:
        yield SourcePage(
            municipality_id=reading.municipality_id,
            reading=reading,
            number=page.number,
            start=page.start,
            end=page.end,
            width=page.width,
            height=page.height,
            lines=[astuple(line) for line in page.lines],
        )


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
    transaction.on_commit(kept_of(_kept_as(reading)).forget)
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
    return queued, held(reading.pk)


def held(reading_id: int) -> Reading:
    return Reading.drafts.select_for_update().defer(*LONG).get(pk=reading_id)
