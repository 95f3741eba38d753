"""Having reports drawn: asked for by whoever has one, drawn in a process apart, kept as files.

The room that has the report owns the job, since only it can say the report again:

    rendition = ask_for(tenant=…, key=…, form=Format.PDF, name="Strategi.pdf", task=draw_edition,
                        arguments={…}, by=…, now=now)
    @job() def draw_edition(progress, *, rendition_id, …): make(progress, rendition_id, say=…)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from retning.foundation import clock, confined
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import let_go, store
from retning.foundation.jobs.enums import JobState
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.queries import JobView, view
from retning.foundation.jobs.services import GivesUp, JobTask, Progress, enqueue, repeat
from retning.foundation.reporting.models import Rendition
from retning.foundation.reporting.structure import Format, Report, packed

VERSION = "1"
"""Goes into every key: raise it when the same report comes to look otherwise."""

JOB_KEY = "rendition:"
STEPS = 3
LIMIT = 64 * 1024 * 1024
LET_GO_AFTER = timedelta(days=90)
TRIED_AGAIN_AFTER = timedelta(minutes=10)
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Format.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Format.HTML: "text/html",
}


@dataclass(frozen=True)
class Asked:
    """A rendition as it stands: its file, or the job that is to make it."""

    rendition: Rendition
    attachment: Attachment | None
    job: JobView | None
    is_full: bool = False
    """Nothing was queued: too many wait already."""

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
    priority: int | None = None,
    at_most: int | None = None,
) -> Asked:
    """The file of this key, if it has been made; else it is queued, once however many ask.

    `task` is given `arguments` and `rendition_id`. What failed is tried again, at most every ten
    minutes. Nothing is queued while `by` has `at_most` waiting already (0: never). Written in the
    caller's transaction; asking again the same day writes nothing.
    """
    wanted = Rendition(tenant=tenant, key=key, format=form, name=name, queued_at=now)
    rendition = _known(wanted, now=now)
    if rendition is not None and rendition.attachment is not None:
        return Asked(rendition, rendition.attachment, None)
    queued = _job_of(rendition) if rendition else None
    if queued is not None and not _may_be_repeated(queued, now=now):
        return Asked(rendition or wanted, None, view(queued))
    if at_most is not None and _waiting(tenant, by) >= at_most:
        return Asked(rendition or wanted, None, view(queued) if queued else None, is_full=True)
    rendition = rendition or _begun(wanted, now=now)
    if queued is None:
        queued = _queued(rendition, task, arguments, by=by, now=now, priority=priority)
    else:
        repeat(queued, now=now)
        queued = _job_of(rendition)
    return Asked(rendition, None, None if queued is None else view(queued))


def _known(wanted: Rendition, *, now: datetime) -> Rendition | None:
    """The rendition of the same key and format; that somebody asks for it today is written."""
    today = clock.date_in_denmark(now)
    found = (
        Rendition.objects.select_related("attachment")
        .filter(tenant=wanted.tenant, key=wanted.key, format=wanted.format)
        .first()
    )
    if found is not None and found.asked_on < today:
        Rendition.objects.filter(pk=found.pk).update(asked_on=today)
    return found


def _begun(wanted: Rendition, *, now: datetime) -> Rendition:
    wanted.asked_on = clock.date_in_denmark(now)
    try:
        with transaction.atomic():
            wanted.save(force_insert=True)
    except IntegrityError:
        found = _known(wanted, now=now)
        if found is None:
            raise
        return found
    return wanted


def _may_be_repeated(job: Job, *, now: datetime) -> bool:
    ended = job.task.finished_at
    return job.state.is_final and ended is not None and ended <= now - TRIED_AGAIN_AFTER


def _waiting(tenant: str, by: str) -> int:
    """How many drawings that somebody has asked for are not done."""
    asked = Job.objects.filter(tenant=tenant, key__startswith=JOB_KEY, created_by_key=by)
    return asked.filter(task__finished_at=None).count()


def _job_of(rendition: Rendition) -> Job | None:
    if rendition.job_id is None:
        return None
    return Job.objects.select_related("task").filter(pk=rendition.job_id).first()


def _queued(
    rendition: Rendition,
    task: JobTask,
    arguments: Mapping[str, Any],
    *,
    by: str,
    now: datetime,
    priority: int | None,
) -> Job:
    with transaction.atomic():
        queued = enqueue(
            task,
            tenant=rendition.tenant,
            key=f"{JOB_KEY}{rendition.pk}",
            by=by,
            now=now,
            priority=priority,
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
                # Another rendition may be the same file, or somebody has handed it in.
                let_go(rendition.attachment)
    return len(old)
