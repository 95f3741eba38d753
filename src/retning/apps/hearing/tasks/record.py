"""The record by itself: every five minutes what has come in gets its entry and is delivered."""

from __future__ import annotations

from datetime import time, timedelta

from retning.apps.hearing.services.following import forget_followers
from retning.apps.hearing.services.journal import (
    JOBS,
    give_up_emptied,
    make_entries,
    queue_deliveries,
    sweep_receiver,
)
from retning.foundation import clock
from retning.foundation.jobs.services import Progress, job, recurring


@recurring(every=timedelta(minutes=5))
@job(priority=-5)
def keep_record(_progress: Progress) -> None:
    """Make entries of what has come in, and have what is due delivered. Done twice, it finds
    nothing more."""
    make_entries(by=JOBS, now=clock.now())
    give_up_emptied(by=JOBS, now=clock.now())
    queue_deliveries(by=JOBS, now=clock.now())


@recurring(daily_at=time(3, 40))
@job()
def tidy_receiver(_progress: Progress) -> None:
    """Remove from the record's folder what interruptions left beside. Done twice, it finds nothing
    more."""
    sweep_receiver(by=JOBS, now=clock.now())


@recurring(every=timedelta(hours=1))
@job()
def let_go_of_followers(_progress: Progress) -> None:
    """Forget those who never said yes, and those of hearings whose day of erasure has come. Done
    twice, it finds nothing more."""
    forget_followers(by=JOBS, now=clock.now())
