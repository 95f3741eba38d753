"""The audit trail: who did which deed to what, when, and which fields it changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.foundation.records.classes import Afterwards, Retention, Trace, classed


class Entry(models.Model):
    """One deed. It is only ever added; its own retention alone takes it away.

    `fields` maps a field's name to `{"from": …, "to": …}` with values as classed by the subject's
    `trace`: kept ones as JSON, hashed ones as `hmac:…`, others not at all.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("tenant", "at", "deed", "subject_kind", "subject_id"),
        hashed=("actor_key",),
        never=("fields",),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        "actor_key": Retention(
            purpose=_("to be able to answer who did what"),
            keep=timedelta(days=5 * 365),
            then=Afterwards.ERASE,
            basis=_("GDPR article 6(1)(e) and article 5(2): accountability"),
            since="at",
        )
    }
    immutable: ClassVar[bool] = True
    erasable: ClassVar[bool] = True

    tenant = models.CharField(max_length=16, db_index=True)
    at = models.DateTimeField()
    actor_key = models.CharField(max_length=40)
    deed = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    fields = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "at"], name="audit_by_subject"),
            models.Index(fields=["tenant", "at"], name="audit_by_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_key} {self.deed} {self.subject_kind}"
