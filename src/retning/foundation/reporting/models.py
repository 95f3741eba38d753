"""Files that were made of reports: kept while people ask for them, and made again when they do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from retning.foundation.attachments.models import Attachment
from retning.foundation.records.classes import Retention, Trace, classed


class Rendition(models.Model):
    """One report in one format. `key` names everything that the file is made of; the same key
    always gives the same text. Made once `attachment` is there; until then `job_id` makes it.

    `asked_on` is the last day that somebody asked for it: a file that nobody asks for is let go.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("tenant", "key", "format", "name", "attachment", "made_at"),
        never=("job_id", "queued_at", "asked_on"),
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    tenant = models.CharField(max_length=16)
    key = models.CharField(max_length=64)
    format = models.CharField(max_length=4)
    name = models.CharField(max_length=200)
    attachment = models.ForeignKey(
        Attachment, null=True, on_delete=models.PROTECT, related_name="+"
    )
    job_id = models.UUIDField(null=True)
    queued_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    asked_on = models.DateField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "key", "format"], name="one_rendition_a_key_and_format"
            )
        ]

    def __str__(self) -> str:
        return self.name
