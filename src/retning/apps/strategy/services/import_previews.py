"""Editions in files that somebody looks at before taking them in: kept for a day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.queries.exchange import FILE_LIMIT
from retning.apps.strategy.services.import_checks import ImportRefusal, ImportRefused
from retning.foundation.attachments.content import HTML, TEXT
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import Refused as FileRefused
from retning.foundation.attachments.services import find_stored, let_go, open_stored, store
from retning.foundation.audit.services import Actor
from retning.foundation.jobs.services import Progress, enqueue, job

KEPT_FOR = timedelta(days=1)


def keep_preview(
    *, municipality: Municipality, data: bytes, name: str, by: Actor, now: datetime
) -> Attachment:
    """Keep the file under its checksum until it is taken in, and at most a day. Raises
    ImportRefused."""
    with transaction.atomic():
        try:
            kept = store(
                tenant=municipality.pk,
                chunks=[data],
                name=name,
                limit=FILE_LIMIT,
                allowed={TEXT, HTML},
                now=now,
            )
        except FileRefused as refused:
            raise ImportRefused(ImportRefusal.NOT_JSON) from refused
        enqueue(
            forget_preview,
            tenant=municipality.pk,
            key=f"import:{kept.pk}:{now.date()}",
            by=by.actor_key,
            now=now,
            run_after=now + KEPT_FOR,
            arguments={"attachment_id": kept.pk},
        )
        return kept


def kept_preview(*, municipality: Municipality, sha256: str) -> bytes:
    """The file that was looked at. Raises ImportRefused: NOT_KEPT."""
    kept = find_stored(tenant=municipality.pk, sha256=sha256)
    try:
        if kept is None:
            raise FileNotFoundError
        with open_stored(kept) as file:
            return file.read(FILE_LIMIT + 1)
    except FileNotFoundError:
        raise ImportRefused(ImportRefusal.NOT_KEPT) from None


@job()
def forget_preview(_progress: Progress, *, attachment_id: int) -> None:
    """Let go of a file that was looked at, unless it has been handed in as a document as well."""
    attachment = Attachment.objects.filter(pk=attachment_id).first()
    if attachment is not None:
        let_go(attachment)
