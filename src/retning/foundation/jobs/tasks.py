"""The nightly housekeeping of the jobs and of the rooms below them, which know no jobs."""

from __future__ import annotations

from datetime import time, timedelta

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from retning.foundation import clock
from retning.foundation.attachments.services import sweep
from retning.foundation.jobs.definition import job, recurring
from retning.foundation.jobs.progress import Progress
from retning.foundation.retention.services import apply

KEPT_AFTER_THE_END = timedelta(days=30)


@recurring(daily_at=time(3, 10))
@job()
def forget_finished(progress: Progress) -> None:
    """Delete jobs that ended 30 days ago or more, their keys and their tracebacks."""
    ended_before = clock.now() - KEPT_AFTER_THE_END
    ended = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    with progress.finishing():
        DBTaskResult.objects.filter(status__in=ended, finished_at__lt=ended_before).delete()


@recurring(daily_at=time(3, 20))
@job()
def let_go_of_personal_data(_progress: Progress) -> None:
    """Erase or anonymise what has been kept long enough. Done twice, it finds nothing more."""
    apply(now=clock.now())


@recurring(daily_at=time(3, 30))
@job()
def sweep_files(_progress: Progress) -> None:
    """Remove files that crashes left behind. Done twice, it finds nothing more."""
    sweep(clock.now())
