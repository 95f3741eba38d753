"""How likely rules are met at their deadlines, and which rules that is asked of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from retning.apps.indicators.models.indicators import Indicator
from retning.apps.organisation.models import OwnedByMunicipality
from retning.foundation.records.classes import Retention, Trace, classed


class OutlookRule(OwnedByMunicipality):
    """A rule that somebody wants an outlook of, and that a job works out anew whenever a release
    of its indicator goes public. `target` is `core.targets.as_plain`; `period` the plan's first
    and last year, or empty; `rule` their checksum (`queries.outlooks.rule_of`)."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("indicator", "rule", "target", "period", "asked_at")
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="rules")
    rule = models.CharField(max_length=64)
    target = models.JSONField()
    period = models.JSONField(default=list, blank=True)
    asked_at = models.DateTimeField()

    objects: ClassVar[models.Manager[OutlookRule]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "municipality", "rule"], name="one_outlook_rule"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.municipality_id} {self.rule[:8]}"


class Outlook(models.Model):
    """How likely a rule is met at its deadline, as a job worked it out on one panel. `rule` is the
    checksum of what was asked (`queries.outlooks.rule_of`); `fan`: quantiles by period."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "indicator",
            "area",
            "rule",
            "deadline",
            "fingerprint",
            "probability",
            "silent_because",
            "fan",
            "skill",
            "made_at",
        )
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="outlooks")
    area = models.CharField(max_length=3)
    rule = models.CharField(max_length=64)
    deadline = models.CharField(max_length=9)
    fingerprint = models.CharField(max_length=64)
    probability = models.FloatField(null=True)
    silent_because = models.CharField(max_length=20, blank=True)
    fan = models.JSONField(default=list, blank=True)
    skill = models.JSONField(default=dict, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "rule", "fingerprint"], name="one_outlook_a_rule"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.area} {self.deadline}"
