"""What everyone is given of a picture that came with a response: a copy that does not tell where
and when it was taken (decision 0043). The picture itself stays as it came, for the record."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from retning.apps.hearing.enums import CopyProblem, ScanState
from retning.apps.hearing.models import ResponseFile
from retning.apps.hearing.queries.files import waits_for_copy
from retning.apps.hearing.services.file_jobs import JOBS
from retning.apps.hearing.services.writing import audited
from retning.foundation import clock
from retning.foundation.attachments.copies import LARGEST, NotCopied, bare_copy
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import store_made
from retning.foundation.audit.services import snapshot
from retning.foundation.jobs.services import Progress, job


@job(attempts=5)
def copy_picture(progress: Progress, *, key: str) -> None:
    """Make the copy that everyone is given of one picture, or note why there is none. The same
    picture, sent again by whomever, is copied once; a harmful one is not."""
    row = ResponseFile.objects.select_related("attachment").filter(key=key).first()
    if row is None or not waits_for_copy(row) or row.scan == ScanState.INFECTED:
        return
    made = _made_before(row) or _made_now(row.attachment, progress)
    with progress.finishing():
        _settle(row.pk, made, now=clock.now())


def _made_before(row: ResponseFile) -> Attachment | None:
    same = ResponseFile.objects.filter(attachment=row.attachment_id, public_copy__isnull=False)
    found = same.select_related("public_copy").order_by("pk").first()
    return None if found is None else found.public_copy


def _made_now(picture: Attachment, progress: Progress) -> bytes | CopyProblem:
    try:
        return bare_copy(picture, meanwhile=lambda: progress.report(0, 1))
    except NotCopied as refusal:
        return CopyProblem(refusal.why)


@transaction.atomic
def _settle(pk: int, made: Attachment | bytes | CopyProblem, *, now: datetime) -> None:
    rows = ResponseFile.objects.select_related("attachment").select_for_update(of=("self",))
    row = rows.filter(pk=pk).first()
    if row is None or not waits_for_copy(row):
        return
    before = snapshot(row)
    match made:
        case CopyProblem():
            row.copy_problem = made
        case bytes():
            row.public_copy = _kept(row.attachment, made, now)
        case Attachment():
            row.public_copy = made
    row.save(update_fields=["public_copy", "copy_problem"])
    deed = "picture_not_copied" if row.copy_problem else "picture_copied"
    audited(deed, row, before=before, by=JOBS, now=now)


def _kept(picture: Attachment, copy: bytes, now: datetime) -> Attachment:
    """In the transaction of what it is for: where that is undone, so is this."""
    return store_made(
        tenant=picture.tenant,
        chunks=[copy],
        name=picture.name,
        limit=LARGEST,
        media_type=picture.media_type,
        now=now,
    )
