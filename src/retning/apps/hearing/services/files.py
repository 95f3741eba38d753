"""Files that come with a response: kept as they were sent, examined, and shown to nobody until
somebody has looked at them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from retning.apps.hearing.enums import ScanState, Showing, WithheldFor
from retning.apps.hearing.models import Response, ResponseFile
from retning.apps.hearing.queries.files import waits_for_copy
from retning.apps.hearing.services.file_jobs import JOBS, queue_for
from retning.apps.hearing.services.pictures import copy_picture
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.writing import audited
from retning.foundation import clock
from retning.foundation.attachments import services as attachments
from retning.foundation.attachments.enclosures import Enclosure, kept
from retning.foundation.attachments.names import display_name
from retning.foundation.attachments.scanner import NotThere, examine
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.jobs.services import Progress, job

MOST_FILES = 5
"""That come with one response, counting those that came before."""
NAME_KEPT = "response-file"
"""What the kept content is called: two who send the same content never see each other's names."""
LONGEST_NAME = 200
AGAIN_AFTER = timedelta(minutes=10)
"""How long after nobody examined a file it is tried again."""


class FileRefused(Refused):
    """One of the files was not taken; `name` is what its sender calls it."""

    def __init__(self, code: Refusal, name: str) -> None:
        super().__init__(code)
        self.name = name

    @property
    def sentence(self) -> str:
        return f"{self.name}: {super().sentence}" if self.name else super().sentence


@transaction.atomic
def keep_files(
    *,
    response: Response,
    enclosures: Sequence[Enclosure],
    received_at: datetime | None = None,
    now: datetime,
) -> tuple[ResponseFile, ...]:
    """Keep files with a response; those it had already are not told again. Nobody sees them before
    they have been examined, where a scanner is set up, and somebody has looked at them; of a
    picture everyone gets a copy alone. They came at `received_at`, or now.

    Raises FileRefused (a Refused): no_files_here, too_many_files, file_too_large, file_empty,
    file_kind, file_locked, file_damaged; then none of them is kept.
    """
    if not enclosures:
        return ()
    if not response.hearing.takes_files:
        raise FileRefused(Refusal.NO_FILES_HERE, "")
    had = set(response.files.values_list("attachment_id", flat=True))
    new = []
    for enclosure in enclosures:
        row = _drawn(response, enclosure, received_at or now, now)
        if row.attachment_id not in had:
            had.add(row.attachment_id)
            new.append(row)
    if len(had) > MOST_FILES:
        raise FileRefused(Refusal.TOO_MANY_FILES, "")
    ResponseFile.objects.bulk_create(new)
    for row in new if settings.CLAMAV else ():
        queue_for(scan_file, row, what="scan", now=now)
    for row in filter(waits_for_copy, new):
        queue_for(copy_picture, row, what="copy", now=now)
    return tuple(new)


def _drawn(
    response: Response, enclosure: Enclosure, received_at: datetime, now: datetime
) -> ResponseFile:
    name = display_name(enclosure.name)[:LONGEST_NAME]
    try:
        attachment = kept(
            Enclosure(enclosure.chunks, NAME_KEPT), tenant=response.municipality_id, now=now
        )
    except attachments.Refused as refused:
        raise FileRefused(_code(refused.code), name) from None
    return ResponseFile(
        municipality_id=response.municipality_id,
        response=response,
        attachment=attachment,
        name=name,
        received_at=received_at,
        scan=ScanState.WAITING if settings.CLAMAV else ScanState.NOT_EXAMINED,
    )


def _code(code: attachments.Refusal) -> Refusal:
    match code:
        case attachments.Refusal.EMPTY:
            return Refusal.FILE_EMPTY
        case attachments.Refusal.TOO_LARGE:
            return Refusal.FILE_TOO_LARGE
        case attachments.Refusal.ENCRYPTED:
            return Refusal.FILE_LOCKED
        case attachments.Refusal.DAMAGED | attachments.Refusal.BOMB:
            return Refusal.FILE_DAMAGED
        case (
            attachments.Refusal.WRONG_TYPE
            | attachments.Refusal.NOT_TEXT
            | attachments.Refusal.NOT_DECODABLE
        ):
            return Refusal.FILE_KIND


@job(attempts=5)
def scan_file(progress: Progress, *, key: str) -> None:
    """Have one file examined; where nobody does it now, again in ten minutes. What is harmful can
    be opened by nobody."""
    row = ResponseFile.objects.select_related("attachment").filter(key=key).first()
    if row is None or row.scan != ScanState.WAITING:
        return
    try:
        found = _examined(row)
    except NotThere:
        with progress.again(at=clock.now() + AGAIN_AFTER):
            return
    with progress.finishing():
        settle_scan(file=row, found=found, by=JOBS, now=clock.now())


def _examined(row: ResponseFile) -> ScanState:
    """What a file is. Without a scanner it is not examined; one that is lost harms nobody."""
    if not settings.CLAMAV:
        return ScanState.NOT_EXAMINED
    try:
        with attachments.open_stored(row.attachment) as stored:
            harmful = examine(stored, scanner=settings.CLAMAV).found
    except FileNotFoundError:
        return ScanState.NOT_EXAMINED
    return ScanState.INFECTED if harmful else ScanState.CLEAN


@transaction.atomic
def settle_scan(*, file: ResponseFile, found: ScanState, by: Actor, now: datetime) -> None:
    """Note what was found in a file that waited for it. A harmful one is not shown, and nobody has
    to decide that."""
    row = ResponseFile.objects.select_for_update().get(pk=file.pk)
    if row.scan != ScanState.WAITING:
        return
    before = snapshot(row)
    row.scan, row.scanned_at = found, None if found is ScanState.NOT_EXAMINED else now
    if found is ScanState.INFECTED:
        row.showing, row.withheld_for = Showing.WITHHELD, WithheldFor.HARMFUL_FILE
        row.decided_at = now
    row.save(update_fields=["scan", "scanned_at", "showing", "withheld_for", "decided_at"])
    audited("file_examined", row, before=before, by=by, now=now)
