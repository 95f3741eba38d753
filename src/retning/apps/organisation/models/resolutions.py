"""Adoption is data: body, meeting, agenda item, text and dissent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.models.municipality import OwnedByMunicipality
from retning.apps.organisation.models.units import Unit
from retning.foundation.records.classes import Retention, Trace, classed


class Resolution(OwnedByMunicipality):
    """What a body decided at a meeting, on an agenda item. A correction is a new resolution."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("body", "met_on", "item", "text", "dissent", "link")
    )
    personal: ClassVar[Mapping[str, Retention]] = {}
    immutable: ClassVar[bool] = True

    body = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="resolutions")
    met_on = models.DateField(_("date of the meeting"))
    item = models.CharField(_("agenda item"), max_length=200)
    text = models.TextField(_("text of the decision"))
    dissent = models.TextField(_("dissent"), blank=True)
    link = models.URLField(_("link to the minutes"), blank=True)

    class Meta:
        ordering = ["met_on", "pk"]

    def __str__(self) -> str:
        return f"{self.body} {self.met_on}: {self.item}"


class Meeting(OwnedByMunicipality):
    """A day on which a body meets, and the last day on which its agenda takes something up."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("body", "held_on", "agenda_closes_on"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    body = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("date of the meeting"))
    agenda_closes_on = models.DateField(_("agenda closes"), null=True, blank=True)

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "held_on"], name="one_meeting_a_body_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.held_on}"
