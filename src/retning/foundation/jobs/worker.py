"""The worker: takes jobs one at a time, keeps their leases alive, and stops when told to.

Built on the library's worker (its options and signals); the loop is ours, since a lease has to be
taken in the transaction of the claim.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from datetime import timedelta
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, connections
from django.utils.crypto import get_random_string
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.management.commands.db_worker import Worker

from retning.foundation import clock
from retning.foundation.jobs import lifecycle
from retning.foundation.jobs.definition import GivesUp, recurrences
from retning.foundation.jobs.enums import Problem
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.presence import Presence
from retning.foundation.jobs.progress import Cancelled, HandedBack, LeaseLost, Progress
from retning.foundation.jobs.schedule import enqueue_due

logger = logging.getLogger("retning.jobs")

IDLE_SECONDS = 0.25
HEARTBEAT_SECONDS = 1.0
RECLAIM_EVERY = timedelta(seconds=1)
SCHEDULE_EVERY = timedelta(seconds=5)
TROUBLE_SECONDS = 1.0


class Heart(threading.Thread):
    """Renews the lease of the job at hand once a second, on a connection of its own."""

    def __init__(self) -> None:
        super().__init__(name="heart", daemon=True)
        self.progress: Progress | None = None
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(HEARTBEAT_SECONDS):
            progress = self.progress
            if progress is None:
                continue
            try:
                progress.beat(now=clock.now())
            except DatabaseError:
                logger.warning("No heartbeat for job %s", progress.job_id, exc_info=True)
                connections.close_all()
        connections.close_all()

    def end(self) -> None:
        self._ended.set()
        self.join(timeout=2)


class JobWorker(Worker):
    """One worker process. `batch` ends it when nothing waits."""

    def __init__(self, *, presence: Presence, batch: bool = False) -> None:
        super().__init__(
            queue_names=["*"],
            interval=IDLE_SECONDS,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=presence.worker,
            excluded_queue_names=[],
        )
        self.presence = presence
        self.heart = Heart()
        self._looked_for_lost = self._looked_at_calendar = clock.now() - timedelta(days=1)

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """First: no new job, and the present one stops at its next report. Again: it stops now."""
        if not self.running:
            raise HandedBack
        self.running = False
        logger.info("Worker %s stops (%s)", self.worker_id, signal.strsignal(signum))
        if self.heart.progress is not None:
            self.heart.progress.hand_back()

    def run(self) -> None:
        logger.info("Worker %s starts", self.worker_id)
        self.heart.start()
        try:
            while self.running:
                close_old_connections()
                try:
                    worked = self._turn()
                except DatabaseError:
                    logger.exception("The database did not answer; trying again")
                    connections.close_all()
                    time.sleep(TROUBLE_SECONDS)
                    continue
                if worked:
                    continue
                if self.batch:
                    break
                if self.running:
                    time.sleep(self.interval)
        except HandedBack:
            pass
        finally:
            self.heart.end()
        logger.info("Worker %s has stopped", self.worker_id)

    def _turn(self) -> bool:
        """Look after the lost and the due, then do one job; whether there was one."""
        now = clock.now()
        if now - self._looked_for_lost >= RECLAIM_EVERY:
            self._looked_for_lost = now
            if taken := lifecycle.reclaim(now=now, is_dead=self.presence.is_dead):
                logger.warning("Took back %d jobs from workers that are gone", taken)
        if now - self._looked_at_calendar >= SCHEDULE_EVERY:
            self._looked_at_calendar = now
            enqueue_due(recurrences(), now=now)
        job = lifecycle.claim(worker=self.worker_id, now=now)
        if job is None:
            return False
        self.run_job(job)
        return True

    def run_job(self, job: Job) -> None:
        """Run a claimed job and settle what became of it."""
        progress = Progress(job=job)
        self.heart.progress = progress
        if not self.running:
            progress.hand_back()
        try:
            attempt(job, progress)
        except (SystemExit, KeyboardInterrupt):
            lifecycle.hand_back(progress, now=clock.now())
            raise
        finally:
            self.heart.progress = None


def attempt(job: Job, progress: Progress) -> None:
    """Call the handler of a claimed job; every way it can end is settled here."""
    started = time.monotonic()
    try:
        job.task.task.func(progress, **job.task.args_kwargs["kwargs"])
        if not progress.closed:
            with progress.finishing():
                pass
        outcome = "done"
    except Cancelled:
        outcome = "cancelled" if lifecycle.end_cancelled(progress, now=clock.now()) else "lost"
    except HandedBack:
        outcome = "handed back" if lifecycle.hand_back(progress, now=clock.now()) else "lost"
    except LeaseLost:
        outcome = "lost"
    except GivesUp as refusal:
        outcome = _failed(progress, refusal, code=refusal.code, for_good=True)
    except Exception as error:
        logger.exception("Job %s (%s) raised", job.name, job.pk)
        outcome = _failed(progress, error, code=Problem.UNEXPECTED, for_good=False)
    seconds = time.monotonic() - started
    logger.info(
        "Job %s %s attempt %d: %s in %.2f s", job.name, job.pk, job.attempt, outcome, seconds
    )


def _failed(progress: Progress, error: Exception, *, code: str, for_good: bool) -> str:
    if progress.closed:
        return "done, then raised"
    settled = lifecycle.fail(progress, error=error, code=code, for_good=for_good, now=clock.now())
    return "error" if settled else "lost"


def run_waiting(*, limit: int = 1000) -> int:
    """Do every job that waits now, in this process and thread, without a heart; how many.

    For the demonstration, for tests, and for whoever has no worker. A job that is put off is not
    waited for.
    """
    worker = f"here-{get_random_string(12)}"
    for count in range(limit):
        job = lifecycle.claim(worker=worker, now=clock.now())
        if job is None:
            return count
        attempt(job, Progress(job=job))
    return limit


def main(*, batch: bool = False) -> int:
    """Run a worker until it is told to stop."""
    autodiscover_modules("tasks")
    connection.ensure_connection()
    folder = Path(settings.DATA_DIR) / "workers"
    with Presence(folder, worker=get_random_string(16)) as presence:
        worker = JobWorker(presence=presence, batch=batch)
        worker.configure_signals()
        worker.run()
    return 0
