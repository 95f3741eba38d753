"""Frozen rows of any kind: once written, never changed (triggers in both databases hold it)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from retning.foundation.records.classes import Retention, Trace, classed

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class FrozenSet(models.Model):
    """One frozen text: its rows, in order, and the checksum over them."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("tenant", "checksum", "frozen_at"))
    personal: ClassVar[Mapping[str, Retention]] = {}
    immutable: ClassVar[bool] = True

    tenant = models.CharField(max_length=16, db_index=True)
    checksum = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()

    if TYPE_CHECKING:
        rows: RelatedManager[FrozenRow]

    def __str__(self) -> str:
        return f"{self.tenant} {self.checksum[:12]}"


class FrozenRow(models.Model):
    """One frozen row: a stable key that it keeps from set to set, its kind, its place, its text."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("frozen_set", "key", "kind", "parent_key", "order", "hash"),
        never=("text", "body", "data"),
    )
    personal: ClassVar[Mapping[str, Retention]] = {}
    immutable: ClassVar[bool] = True

    frozen_set = models.ForeignKey(FrozenSet, on_delete=models.PROTECT, related_name="rows")
    key = models.UUIDField(default=uuid.uuid4, db_index=True)
    kind = models.CharField(max_length=40)
    parent_key = models.UUIDField(null=True)
    order = models.PositiveIntegerField()
    text = models.TextField()
    body = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["frozen_set", "order"]
        constraints = [
            models.UniqueConstraint(fields=["frozen_set", "key"], name="one_row_a_key"),
            models.UniqueConstraint(fields=["frozen_set", "order"], name="one_row_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:60]}"
