"""The gateway of a job's states: who takes it, and what becomes of an attempt that ended badly.

Every change locks the job's row and asks whether the attempt is still the one that is meant, so a
worker that lost its lease changes nothing. On PostgreSQL locked rows are skipped by others; on
SQLite the write transaction itself is the lock.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from retning.foundation.jobs.enums import Problem
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.progress import LEASE, Progress

LOSSES_BORNE = 10
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(hours=1)


def waiting(now: datetime) -> QuerySet[Job]:
    """The jobs that may be taken at `now`, the one to take first in front."""
    return Job.objects.filter(
        task__status=TaskResultStatus.READY, task__run_after__lte=now
    ).order_by("-task__priority", "task__run_after", "task__enqueued_at")


def claim(*, worker: str, now: datetime) -> Job | None:
    """Take the next waiting job for `worker`, with a lease; None where nothing waits."""
    if not waiting(now).exists():  # a read: an idle worker writes nothing
        return None
    with transaction.atomic():
        free = waiting(now).select_related("task").select_for_update(skip_locked=True)
        job = free.first()
        if job is None:
            return None
        job.task.claim(worker)
        job.attempt += 1
        job.worker = worker
        job.lease_until = now + LEASE
        job.heartbeat_at = now
        job.save(update_fields=["attempt", "worker", "lease_until", "heartbeat_at"])
    return job


def reclaim(*, now: datetime, is_dead: Callable[[str], bool]) -> int:
    """Take jobs from workers whose lease ran out or who are known to be dead; how many."""
    running = Job.objects.filter(task__status=TaskResultStatus.RUNNING)
    dead = {
        worker
        for worker in running.order_by().values_list("worker", flat=True).distinct()
        if is_dead(worker)
    }
    abandoned = Q(lease_until__lt=now) | Q(worker__in=dead)
    if not running.filter(abandoned).exists():
        return 0
    with transaction.atomic():
        locked = running.filter(abandoned).select_related("task")
        jobs = list(locked.select_for_update(skip_locked=True))
        for job in jobs:
            _lost(job, now=now)
    return len(jobs)


def _lost(job: Job, *, now: datetime) -> None:
    job.losses += 1
    if job.cancel_requested_at is not None:
        _close(job, now=now, cancelled=True)
    elif job.losses >= LOSSES_BORNE:
        _close(job, now=now, problem=Problem.LOST)
    else:
        # The first loss is most often a restart: no wait. A job that kills its workers waits.
        _wait(job, until=now + _pause(job.losses - 1))


def hand_back(progress: Progress, *, now: datetime) -> bool:
    """Let a job wait again as if this attempt had not been; False where the lease was lost."""
    with transaction.atomic():
        job = _mine(progress)
        if job is None:
            return False
        if job.cancel_requested_at is not None:
            _close(job, now=now, cancelled=True)
        else:
            _wait(job, until=now)
    progress.closed = True
    return True


def end_cancelled(progress: Progress, *, now: datetime) -> bool:
    """Close a job as cancelled; False where the lease was lost."""
    with transaction.atomic():
        job = _mine(progress)
        if job is None:
            return False
        _close(job, now=now, cancelled=True)
    progress.closed = True
    return True


def fail(progress: Progress, *, error: Exception, code: str, for_good: bool, now: datetime) -> bool:
    """Note an error. The job waits for its next attempt, or has failed with `code`.

    Returns False where the lease was lost.
    """
    with transaction.atomic():
        job = _mine(progress)
        if job is None:
            return False
        job.errors += 1
        job.task.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
        job.task.traceback = "".join(format_exception(error))
        job.task.save(update_fields=["exception_class_path", "traceback"])
        if job.cancel_requested_at is not None:
            _close(job, now=now, cancelled=True)
        elif for_good or job.errors >= job.max_attempts:
            _close(job, now=now, problem=code)
        else:
            _wait(job, until=now + _pause(job.errors))
    progress.closed = True
    return True


def close_waiting(job: Job, *, now: datetime) -> None:
    """Cancel a locked job that nobody has taken."""
    job.cancel_requested_at = now
    _close(job, now=now, cancelled=True)


def reopen(job: Job, *, now: datetime) -> None:
    """Let a locked job that failed or was cancelled wait again, with all its attempts."""
    job.errors = job.losses = job.done = job.of = 0
    job.cancel_requested_at = job.cancelled_at = None
    job.problem = ""
    job.task.finished_at = None
    job.task.exception_class_path = job.task.traceback = ""
    job.task.save()
    _wait(job, until=now)


def _mine(progress: Progress) -> Job | None:
    return (
        Job.objects.select_for_update()
        .select_related("task")
        .filter(pk=progress.job_id, attempt=progress.attempt, worker=progress.worker)
        .first()
    )


def _pause(bad_ends: int) -> timedelta:
    """5 s, 10 s, 20 s … an hour at most; nothing after none."""
    if bad_ends < 1:
        return timedelta(0)
    doublings = min(bad_ends - 1, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def _wait(job: Job, *, until: datetime) -> None:
    _put(job.task, TaskResultStatus.READY, run_after=until)
    job.worker, job.lease_until = "", None
    job.save()


def _close(job: Job, *, now: datetime, cancelled: bool = False, problem: str = "") -> None:
    _put(job.task, TaskResultStatus.FAILED, finished_at=now)
    job.worker, job.lease_until = "", None
    job.cancelled_at = now if cancelled else None
    job.problem = problem
    job.save()


def _put(task: DBTaskResult[Any, None], status: TaskResultStatus, **moment: datetime) -> None:
    task.status = status
    for field, value in moment.items():
        setattr(task, field, value)
    task.save(update_fields=["status", *moment])
