"""Units, positions and fields: enough to own goals."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.enums import PositionKind, UnitKind
from retning.apps.organisation.models.municipality import OwnedByMunicipality
from retning.foundation.records.classes import Retention, Trace, classed
from retning.foundation.records.models import Validity, ValidityQuerySet


class Unit(OwnedByMunicipality, Validity):
    """A part of the organisation: the council, a committee, the board, a centre, a workplace."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("key", "kind", "name", "parent"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    name = models.CharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    objects = ValidityQuerySet.as_manager()

    class Meta(Validity.Meta):
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Position(OwnedByMunicipality, Validity):
    """A duty in a unit, whoever holds it."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("key", "unit", "kind", "title"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="positions")
    kind = models.CharField(_("kind"), max_length=20, choices=PositionKind.choices)
    title = models.CharField(_("title"), max_length=200)

    objects = ValidityQuerySet.as_manager()

    class Meta(Validity.Meta):
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class PositionHolder(OwnedByMunicipality, Validity):
    """Who holds a position, and when."""

    no_overlap: ClassVar[tuple[str, ...]] = ("position", "person")
    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("position", "person"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="holders")
    person = models.ForeignKey(
        "organisation.Person", on_delete=models.PROTECT, related_name="positions"
    )

    objects = ValidityQuerySet.as_manager()

    class Meta(Validity.Meta):
        ordering = ["position", "valid_from"]

    def __str__(self) -> str:
        return f"{self.position_id}: {self.person_id}"


class Field(OwnedByMunicipality):
    """A field (fagområde) that cuts across areas and units: business, education, climate …"""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("name", "slug"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=100)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "slug"], name="one_field_a_slug_and_municipality"
            )
        ]

    def __str__(self) -> str:
        return self.name
