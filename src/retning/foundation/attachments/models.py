"""Files that people hand in: kept by checksum, their names never trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from retning.foundation.records.classes import Retention, Trace, classed


class Attachment(models.Model):
    """One stored file of one tenant."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("tenant", "sha256", "size", "media_type", "stored_at"), hashed=("name",)
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    tenant = models.CharField(max_length=16, db_index=True)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "sha256"], name="one_file_a_checksum")
        ]

    def __str__(self) -> str:
        return self.name
