"""Figures as they were published: only what changed is added, nothing is ever overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.indicators.enums import ReleaseState, SourceKind
from retning.apps.indicators.models.indicators import Indicator
from retning.apps.organisation.models import Municipality
from retning.foundation.attachments.models import Attachment
from retning.foundation.records.classes import Retention, Trace, classed


class Feed(models.Model):
    """A table of a source that is fetched again and again: when it came, when it is due, and
    since when it does not come. The last good release stands meanwhile."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "source",
            "table",
            "is_enabled",
            "every_days",
            "due_at",
            "expected_on",
            "tried_at",
            "succeeded_at",
            "failing_since",
            "problem",
            "detail",
        )
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    source = models.CharField(_("source"), max_length=12, choices=SourceKind.choices)
    table = models.CharField(_("table"), max_length=60)
    is_enabled = models.BooleanField(default=True)
    every_days = models.PositiveSmallIntegerField(default=7)
    due_at = models.DateTimeField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=40, blank=True)
    detail = models.TextField(blank=True)

    class Meta:
        ordering = ["source", "table"]
        constraints = [models.UniqueConstraint(fields=["source", "table"], name="one_feed_a_table")]

    def __str__(self) -> str:
        return f"{self.source} {self.table}"


class Release(models.Model):
    """What came from a source at one time. National where it has no `municipality`, else that
    municipality's own. `known_from`: when it became public here; held and rejected ones never
    were. `problems`: what is odd, as [{"code": …, "indicator": …, "area": …, …}]. `decided_*` and
    `reason`: who accepted or rejected what was held, and why. `takes_back`: the own release that
    this one undoes."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "municipality",
            "source",
            "table",
            "state",
            "fetched_at",
            "known_from",
            "updated",
            "request_id",
            "checksum",
            "attachment",
            "added",
            "note",
            "problems",
            "by",
            "decided_by",
            "decided_at",
            "reason",
            "takes_back",
        )
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.CharField(_("source"), max_length=12, choices=SourceKind.choices)
    table = models.CharField(_("table"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ReleaseState.choices)
    fetched_at = models.DateTimeField(_("fetched"))
    known_from = models.DateTimeField(_("known from"), null=True, blank=True)
    updated = models.DateField(_("updated by the source"), null=True, blank=True)
    request_id = models.CharField(max_length=80, blank=True)
    checksum = models.CharField(max_length=64, blank=True)
    attachment = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    added = models.PositiveIntegerField(_("figures added or changed"), default=0)
    note = models.TextField(_("proof or note"), blank=True)
    problems = models.JSONField(default=list, blank=True)
    by = models.CharField(max_length=100)
    decided_by = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    takes_back = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="taken_back_by"
    )

    class Meta:
        ordering = ["-fetched_at", "-pk"]
        indexes = [
            models.Index(fields=["municipality", "source", "table"], name="release_of_table")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(known_from__isnull=False) | ~models.Q(state=ReleaseState.PUBLIC),
                name="public_is_known_from",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.table} {self.fetched_at:%Y-%m-%d}"


class Observation(models.Model):
    """One figure: indicator, area, period, release. A later release's row takes its place; the
    earlier one stays. `state` is `core.benchmark.figures.State`."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("indicator", "area", "period", "value", "state", "answers", "release")
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    id = models.BigAutoField(primary_key=True)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    area = models.CharField(max_length=3)
    period = models.CharField(max_length=9)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    state = models.PositiveSmallIntegerField()
    answers = models.PositiveIntegerField(null=True)
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, related_name="observations", db_index=True
    )

    class Meta:
        indexes = [models.Index(fields=["indicator", "area", "period"], name="observation_cell")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.area} {self.period}"


class Panel(models.Model):
    """An indicator's newest public figures, packed (`core.benchmark.figures.Panel`), so that a page
    needs one row. Made anew in the transaction that makes a release public. National where it has
    no `municipality`; the two are never mixed."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("indicator", "municipality", "release", "fingerprint", "packed", "answers")
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="panels")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    packed = models.BinaryField()
    answers = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator"],
                condition=models.Q(municipality__isnull=True),
                name="one_national_panel",
            ),
            models.UniqueConstraint(
                fields=["indicator", "municipality"],
                condition=models.Q(municipality__isnull=False),
                name="one_own_panel",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.municipality_id or ''}"
