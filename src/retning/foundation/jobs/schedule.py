"""Which recurring runs are due, and enqueueing them: once each, however many workers ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from django_tasks import TaskResultStatus

from retning.foundation.clock import COPENHAGEN
from retning.foundation.jobs.definition import Recurrence
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.services import enqueue

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
INSTALLATION = ""
SCHEDULER = "system:schedule"


def period_of(recurrence: Recurrence, *, now: datetime) -> str:
    """The name of the period that `now` lies in: its first moment in UTC, or its Danish date."""
    if recurrence.every is not None:
        begun = EPOCH + (now - EPOCH) // recurrence.every * recurrence.every
        return begun.strftime("%Y-%m-%dT%H:%M:%SZ")
    return _day_begun(recurrence.daily_at or time(), now=now)


def _day_begun(at: time, *, now: datetime) -> str:
    today = now.astimezone(COPENHAGEN).date()
    begins = datetime.combine(today, at, tzinfo=COPENHAGEN)
    # Compared in UTC: in one zone Python would compare the clocks on the wall.
    begun = begins.astimezone(UTC) <= now.astimezone(UTC)
    return (today if begun else today - timedelta(days=1)).isoformat()


def enqueue_due(recurrences: Sequence[Recurrence], *, now: datetime) -> list[Job]:
    """Enqueue every recurring job whose present period has no run yet; the new ones.

    A job still waiting or running from an earlier period is not overtaken.
    """
    return [
        enqueue(recurrence.task, tenant=INSTALLATION, key=key, by=SCHEDULER, now=now)
        for recurrence in recurrences
        if not _has_run(key := _key(recurrence, now=now), name=recurrence.task.name)
    ]


def _key(recurrence: Recurrence, *, now: datetime) -> str:
    return f"{recurrence.task.module_path}@{period_of(recurrence, now=now)}"


def _has_run(key: str, *, name: str) -> bool:
    ours = Job.objects.filter(tenant=INSTALLATION, created_by_key=SCHEDULER)
    unfinished = ours.filter(
        name=name, task__status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]
    )
    return ours.filter(key=key).exists() or unfinished.exists()
