"""What Retning adds to a queued task: whose it is, who holds it, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from retning.foundation.jobs.enums import JobState
from retning.foundation.records.classes import Afterwards, Retention, Trace, classed


class Job(models.Model):
    """One piece of work. Its id is the task's; an empty `tenant` is the installation itself.

    `attempt` counts claims and only grows: it is the fence that keeps a worker which lost its
    lease from finishing. `errors` and `losses` count how attempts ended badly.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("task", "tenant", "key", "name", "max_attempts", "problem", "created_at"),
        hashed=("created_by_key",),
        never=(
            "done",
            "of",
            "attempt",
            "errors",
            "losses",
            "worker",
            "lease_until",
            "heartbeat_at",
            "cancel_requested_at",
            "cancelled_at",
        ),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        "created_by_key": Retention(
            purpose=_("to show people their own work in progress"),
            keep=timedelta(days=90),
            then=Afterwards.ANONYMISE,
            basis=_("GDPR article 6(1)(e)"),
        )
    }

    task = models.OneToOneField(
        DBTaskResult, on_delete=models.CASCADE, primary_key=True, related_name="job"
    )
    tenant = models.CharField(max_length=16, blank=True)
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    attempt = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    losses = models.PositiveIntegerField(default=0)
    max_attempts = models.PositiveIntegerField(default=3)
    worker = models.CharField(max_length=64, blank=True)
    lease_until = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    cancel_requested_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=100, blank=True)
    created_by_key = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "key"], name="one_job_a_tenant_and_key")
        ]
        indexes = [models.Index(fields=["name", "tenant"], name="jobs_by_name")]

    def __str__(self) -> str:
        return f"{self.name} {self.key}"

    @property
    def state(self) -> JobState:
        """How the job stands (reads the task: select it along)."""
        match TaskResultStatus(self.task.status):
            case TaskResultStatus.READY:
                return JobState.WAITING
            case TaskResultStatus.RUNNING:
                return JobState.RUNNING
            case TaskResultStatus.SUCCESSFUL:
                return JobState.DONE
            case TaskResultStatus.FAILED:
                return JobState.CANCELLED if self.cancelled_at else JobState.FAILED
