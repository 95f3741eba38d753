"""The deeds: enqueue work, cancel it, let it be tried again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django_tasks import TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult

from retning.foundation.jobs import lifecycle
from retning.foundation.jobs.definition import GivesUp, JobTask, job, recurring
from retning.foundation.jobs.enums import JobState
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.progress import Cancelled, Progress
from retning.foundation.records.insertion import put

__all__ = [
    "Cancelled",
    "GivesUp",
    "Job",
    "JobTask",
    "Progress",
    "cancel",
    "enqueue",
    "job",
    "recurring",
    "repeat",
]


def enqueue(
    task: JobTask,
    *,
    tenant: str,
    key: str,
    by: str,
    now: datetime,
    run_after: datetime | None = None,
    priority: int | None = None,
    arguments: Mapping[str, Any] | None = None,
    is_new: bool = False,
) -> Job:
    """Have `task` run with `arguments` (JSON), at `run_after` or as soon as a worker is free; with
    `priority` before or after what else waits, or with the task's own.

    Written in the caller's transaction. The second call with one tenant and key returns the job
    of the first, however it stands. `by` is an actor key; an empty tenant is the installation.
    Who has just made the row that `key` names knows that the key `is_new`: then nothing is looked
    up, in a transaction of the caller's, and a key that was not new is an IntegrityError.
    """
    planned = _planned(task, priority, run_after or now, arguments or {})
    row = Job(
        task=planned,
        tenant=tenant,
        key=key,
        name=task.name,
        max_attempts=task.attempts,
        created_by_key=by,
        created_at=now,
    )
    if is_new:
        return _queued(planned, row)
    existing = _by_key(tenant, key)
    if existing is not None:
        return existing
    return _queued_once(planned, row)


def _queued_once(planned: DBTaskResult[..., None], row: Job) -> Job:
    """The job, or the one that somebody else has queued meanwhile."""
    try:
        with transaction.atomic():
            return _queued(planned, row)
    except IntegrityError:
        existing = _by_key(row.tenant, row.key)
        if existing is None:
            raise
        return existing


def _planned(
    task: JobTask, priority: int | None, run_after: datetime, arguments: Mapping[str, Any]
) -> DBTaskResult[..., None]:
    """The kept library's row, as its own `enqueue` makes it; that one writes its SQL anew."""
    chosen = task if priority is None else task.using(priority=priority)
    return DBTaskResult(
        args_kwargs={"args": [], "kwargs": normalize_json(dict(arguments))},
        priority=chosen.priority,
        task_path=chosen.module_path,
        queue_name=chosen.queue_name,
        run_after=run_after,
        backend_name=chosen.backend,
    )


def _queued(planned: DBTaskResult[..., None], row: Job) -> Job:
    put(planned)
    return put(row)


def _by_key(tenant: str, key: str) -> Job | None:
    return Job.objects.select_related("task").filter(tenant=tenant, key=key).first()


def cancel(job: Job, *, now: datetime) -> JobState:
    """Cancel a job: at once while it waits, at its next report while it runs.

    Returns how the job then stands (RUNNING: asked to stop). A finished job stays as it is.
    """
    with transaction.atomic():
        held = _locked(job)
        if held.task.status == TaskResultStatus.READY:
            lifecycle.close_waiting(held, now=now)
        elif held.task.status == TaskResultStatus.RUNNING and held.cancel_requested_at is None:
            held.cancel_requested_at = now
            held.save(update_fields=["cancel_requested_at"])
    return held.state


def repeat(job: Job, *, now: datetime) -> JobState:
    """Let a failed or cancelled job be tried again; any other stays as it is."""
    with transaction.atomic():
        held = _locked(job)
        if held.state in {JobState.FAILED, JobState.CANCELLED}:
            lifecycle.reopen(held, now=now)
    return held.state


def _locked(job: Job) -> Job:
    return Job.objects.select_for_update().select_related("task").get(pk=job.pk)
