"""What is alike among comments, by itself: every night where something new has come in."""

from __future__ import annotations

from datetime import time

from retning.apps.hearing.services.grouping import ask_for_due_groups
from retning.foundation import clock
from retning.foundation.audit.services import SystemActor
from retning.foundation.jobs.services import Progress, job, recurring

JOBS = SystemActor("jobs")


@recurring(daily_at=time(2, 40))
@job()
def group_new_comments(_progress: Progress) -> None:
    """Have every hearing with new comments compared. Done twice, it finds nothing more."""
    ask_for_due_groups(by=JOBS, now=clock.now())
