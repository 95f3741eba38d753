"""Work on a file that has just come with a response, which jobs do."""

from __future__ import annotations

from datetime import datetime

from retning.apps.hearing.models import ResponseFile
from retning.foundation.audit.services import SystemActor
from retning.foundation.jobs.services import JobTask, enqueue

JOBS = SystemActor("jobs")


def queue_for(task: JobTask, row: ResponseFile, *, what: str, now: datetime) -> None:
    """Have `task` done on a file, once, in the transaction that keeps it. `what` names the work in
    the job's key, which is the file's beside it."""
    enqueue(
        task,
        tenant=row.municipality_id,
        key=f"{what}:{row.key}",
        by=JOBS.actor_key,
        now=now,
        arguments={"key": str(row.key)},
        is_new=True,
    )
