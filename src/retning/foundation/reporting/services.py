"""Having reports drawn: asked for by whoever has one, drawn in a process apart, kept as files.

The room that has the report owns the job, since only it can say the report again:

    rendition = ask_for(tenant=…, key=…, form=Format.PDF, name="Strategi.pdf", task=draw_edition,
                        arguments={…}, by=…, now=now)
    @job() def draw_edition(progress, *, rendition_id, …): make(progress, rendition_id, say=…)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from retning.foundation import clock, confined
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import store
from retning.foundation.jobs.enums import JobState
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.queries import JobView, view
from retning.foundation.jobs.services import GivesUp, JobTask, Progress, enqueue, repeat
from retning.foundation.reporting.models import Rendition
from retning.foundation.reporting.structure import Format, Report, packed

VERSION = "1"
"""Goes into every key: raise it when the same report comes to look otherwise."""

STEPS = 3
LIMIT = 64 * 1024 * 1024
LET_GO_AFTER = timedelta(days=90)
TRIED_AGAIN_AFTER = timedelta(minutes=10)
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Format.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Asked:
    """A rendition as it stands: its file, or the job that is to make it."""

    rendition: Rendition
    attachment: Attachment | None
    job: JobView | None

    @property
    def has_failed(self) -> bool:
        stopped = {JobState.FAILED, JobState.CANCELLED}
        return self.attachment is None and (self.job is None or self.job.state in stopped)


def drawn(report: Report, form: Format) -> bytes:
    """The report as a file, drawn in a process apart. Raises confined.Broken."""
    return confined.run(f"retning.foundation.reporting.drawing_{form}:draw", packed(report))


def ask_for(
    *,
    tenant: str,
    key: str,
    form: Format,
    name: str,
    task: JobTask,
    arguments: Mapping[str, Any],
    by: str,
    now: datetime,
) -> Asked:
    """The file of this key, if it has been made; else it is queued, once however many ask.

    `task` is given `arguments` and `rendition_id`. What failed is tried again, at most every ten
    minutes. Written in the caller's transaction; asking again the same day writes nothing.
    """
    rendition = _kept(tenant=tenant, key=key, form=form, name=name, now=now)
    if rendition.attachment is not None:
        return Asked(rendition, rendition.attachment, None)
    queued = _job_of(rendition)
    if queued is not None:
        ended = queued.task.finished_at
        if queued.state.is_final and ended is not None and ended <= now - TRIED_AGAIN_AFTER:
            repeat(queued, now=now)
            queued = _job_of(rendition)
    else:
        queued = _queued(rendition, task, arguments, by=by, now=now)
    return Asked(rendition, None, None if queued is None else view(queued))


def _kept(*, tenant: str, key: str, form: Format, name: str, now: datetime) -> Rendition:
    today = clock.date_in_denmark(now)
    known = Rendition.objects.select_related("attachment").filter(
        tenant=tenant, key=key, format=form
    )
    found = known.first()
    if found is None:
        try:
            with transaction.atomic():
                return Rendition.objects.create(
                    tenant=tenant, key=key, format=form, name=name, queued_at=now, asked_on=today
                )
        except IntegrityError:
            found = known.get()
    if found.asked_on < today:
        Rendition.objects.filter(pk=found.pk).update(asked_on=today)
    return found


def _job_of(rendition: Rendition) -> Job | None:
    if rendition.job_id is None:
        return None
    return Job.objects.select_related("task").filter(pk=rendition.job_id).first()


def _queued(
    rendition: Rendition, task: JobTask, arguments: Mapping[str, Any], *, by: str, now: datetime
) -> Job:
    with transaction.atomic():
        queued = enqueue(
            task,
            tenant=rendition.tenant,
            key=f"rendition:{rendition.pk}",
            by=by,
            now=now,
            arguments={**arguments, "rendition_id": rendition.pk},
        )
        Rendition.objects.filter(pk=rendition.pk).update(job_id=queued.pk)
    rendition.job_id = queued.pk
    return queued


def make(progress: Progress, rendition_id: int, *, say: Callable[[], Report]) -> None:
    """Draw what `say` tells and keep the file, together with the job's end.

    Raises GivesUp where the report breaks its drawer: it would do so again.
    """
    rendition = Rendition.objects.filter(pk=rendition_id, attachment=None).first()
    if rendition is None:
        return
    form = Format(rendition.format)
    progress.report(0, STEPS)
    report = say()
    progress.report(1, STEPS)
    try:
        data = drawn(report, form)
    except confined.Broken as broken:
        raise GivesUp(str(broken.code)) from broken
    progress.report(2, STEPS)
    with progress.finishing():
        now = clock.now()
        attachment = store(
            tenant=rendition.tenant,
            chunks=[data],
            name=rendition.name,
            limit=LIMIT,
            allowed=[MEDIA_TYPES[form]],
            now=now,
        )
        Rendition.objects.filter(pk=rendition.pk).update(attachment=attachment, made_at=now)


def forget_lost(rendition: Rendition) -> None:
    """The file is gone from the disk: whoever asks next has it made again."""
    Rendition.objects.filter(pk=rendition.pk).delete()


def forget_unasked(*, now: datetime) -> int:
    """Let go of renditions that nobody has asked for in 90 days, and of their files where nothing
    else holds them; how many renditions."""
    before = clock.date_in_denmark(now - LET_GO_AFTER)
    old = list(Rendition.objects.select_related("attachment").filter(asked_on__lt=before))
    for rendition in old:
        with transaction.atomic():
            rendition.delete()
            if rendition.attachment is not None:
                _let_go(rendition.attachment)
    return len(old)


def _let_go(attachment: Attachment) -> None:
    # The file itself goes when the store is swept: no row knows it then.
    # Another rendition may be the same file, or somebody has handed it in.
    with suppress(ProtectedError), transaction.atomic():
        attachment.delete()
