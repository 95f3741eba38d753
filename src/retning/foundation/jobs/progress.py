"""What a handler is given: telling how far it has come, and committing what it did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django_tasks import TaskResultStatus

from retning.foundation import clock
from retning.foundation.jobs.models import Job

LEASE = timedelta(seconds=30)


class Stopped(BaseException):
    """The handler is to stop here; what it has not committed is undone.

    Not an Exception, so that a handler's `except Exception` cannot hold it back.
    """


class Cancelled(Stopped):
    """Somebody cancelled the job."""


class HandedBack(Stopped):
    """The worker is stopping; the job will be taken up again."""


class LeaseLost(Stopped):
    """Another worker has the job now; nothing of this attempt may be committed."""


class Progress:
    """One attempt at one job. Used by the handler's thread; `beat` by the heart's."""

    def __init__(self, *, job: Job) -> None:
        self.job_id: UUID = job.pk
        self.tenant = job.tenant
        self.key = job.key
        self.attempt = job.attempt
        self.worker = job.worker
        self.closed = False
        self._done = job.done
        self._of = job.of
        self._stop: type[Stopped] | None = None

    def report(self, done: int, of: int) -> None:
        """Tell that `done` of `of` steps are done. Costs nothing: the heart writes it down.

        Raises Cancelled, HandedBack or LeaseLost where the handler is to stop.
        """
        self._done, self._of = done, of
        if self._stop is not None and not self.closed:
            raise self._stop

    def hand_back(self) -> None:
        """Ask the handler to stop at its next report, so that another worker takes the job."""
        if self._stop is None:
            self._stop = HandedBack

    def beat(self, *, now: datetime) -> None:
        """Renew the lease, write progress down, and learn whether to stop."""
        mine = Job.objects.filter(pk=self.job_id, attempt=self.attempt, worker=self.worker)
        held = mine.update(lease_until=now + LEASE, heartbeat_at=now, done=self._done, of=self._of)
        if not held:
            if not self.closed:
                self._stop = LeaseLost
        elif mine.filter(cancel_requested_at__isnull=False).exists():
            self._stop = Cancelled

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """A transaction that holds the job, and marks it done as its last act.

        What is written inside is committed together with the completion, or not at all: that is
        what makes an effect happen exactly once. Raises LeaseLost or Cancelled on entering.
        """
        with transaction.atomic():
            job = self._held()
            yield
            now = clock.now()
            job.task.status = TaskResultStatus.SUCCESSFUL
            job.task.finished_at = now
            job.task.exception_class_path = job.task.traceback = ""
            job.task.save(
                update_fields=["status", "finished_at", "exception_class_path", "traceback"]
            )
            self._released(job)
        self.closed = True

    @contextmanager
    def again(self, *, at: datetime) -> Iterator[None]:
        """A transaction like `finishing`, after which the job waits until `at` and runs again."""
        with transaction.atomic():
            job = self._held()
            yield
            job.task.status = TaskResultStatus.READY
            job.task.run_after = at
            job.task.save(update_fields=["status", "run_after"])
            self._released(job)
        self.closed = True

    def _held(self) -> Job:
        job = (
            Job.objects.select_for_update()
            .select_related("task")
            .filter(pk=self.job_id, attempt=self.attempt, worker=self.worker)
            .first()
        )
        if job is None:
            raise LeaseLost
        if job.cancel_requested_at is not None:
            raise Cancelled
        return job

    def _released(self, job: Job) -> None:
        job.worker, job.lease_until = "", None
        job.done, job.of = self._done, self._of
        job.save(update_fields=["worker", "lease_until", "done", "of"])
