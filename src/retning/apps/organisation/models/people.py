"""Persons, and memberships: which user has which role where, and when."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.enums import Role
from retning.apps.organisation.models.municipality import OwnedByMunicipality
from retning.apps.organisation.models.units import Unit
from retning.foundation.records.models import Validity, ValidityQuerySet


class Membership(OwnedByMunicipality, Validity):
    """A membership permits; a position obliges."""

    no_overlap: ClassVar[tuple[str, ...]] = ("user", "municipality", "role", "unit")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )

    objects = ValidityQuerySet.as_manager()

    class Meta(Validity.Meta):
        ordering = ["municipality", "user", "role", "valid_from"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.municipality_id}"


class Person(OwnedByMunicipality):
    """Somebody in the organisation; user account and mail address optional."""

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="persons",
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "user"], name="one_person_a_user_and_municipality"
            )
        ]

    def __str__(self) -> str:
        return self.name
