"""How a job stands, in words for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")

    @property
    def is_final(self) -> bool:
        return self in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}


class Problem(models.TextChoices):
    """Why a job failed, where the handler did not say so itself (see `definition.GivesUp`)."""

    UNEXPECTED = "unexpected", _("Something went wrong that we had not foreseen.")
    LOST = "lost", _("The work was interrupted too many times.")
