"""Reads of jobs, always within one tenant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django_tasks import TaskResultStatus

from retning.foundation.jobs.enums import JobState
from retning.foundation.jobs.models import Job


@dataclass(frozen=True)
class JobView:
    """A job as a person may see it. `done` of `of` steps (0 of 0 where nothing was told);
    `problem` is a code, empty unless the job failed."""

    id: UUID
    name: str
    state: JobState
    done: int
    of: int
    problem: str
    cancelling: bool
    created_at: datetime
    finished_at: datetime | None


def view(job: Job) -> JobView:
    """The view of a job whose task is at hand."""
    state = job.state
    return JobView(
        id=job.pk,
        name=job.name,
        state=state,
        done=job.done,
        of=job.of,
        problem=job.problem if state is JobState.FAILED else "",
        cancelling=job.cancel_requested_at is not None and not state.is_final,
        created_at=job.created_at,
        finished_at=job.task.finished_at,
    )


def find(job_id: UUID, *, tenant: str) -> JobView | None:
    """The job, if it is this tenant's; another's is as if it were not there. One query."""
    job = Job.objects.select_related("task").filter(pk=job_id, tenant=tenant).first()
    return None if job is None else view(job)


def find_by_key(key: str, *, tenant: str) -> JobView | None:
    """The tenant's job of this idempotency key. One query."""
    job = Job.objects.select_related("task").filter(key=key, tenant=tenant).first()
    return None if job is None else view(job)


def is_under_way(name: str, *, tenant: str) -> bool:
    """Whether the tenant has a job of this name that waits or runs. One query."""
    unfinished = [TaskResultStatus.READY, TaskResultStatus.RUNNING]
    return Job.objects.filter(name=name, tenant=tenant, task__status__in=unfinished).exists()
