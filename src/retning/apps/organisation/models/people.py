"""Persons, and memberships: which user has which role where, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.enums import Role
from retning.apps.organisation.models.municipality import OwnedByMunicipality
from retning.apps.organisation.models.units import Unit
from retning.foundation.records.classes import Afterwards, Retention, Trace, classed
from retning.foundation.records.models import Validity, ValidityQuerySet


class Membership(OwnedByMunicipality, Validity):
    """A membership permits; a position obliges."""

    no_overlap: ClassVar[tuple[str, ...]] = ("user", "municipality", "role", "unit")
    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("user", "role", "unit"))
    personal: ClassVar[Mapping[str, Retention]] = {
        "user": Retention(
            purpose=_("to know who may do what, and could at the time"),
            keep=timedelta(days=5 * 365),
            then=Afterwards.ERASE,
            basis=_("GDPR article 6(1)(e): a task in the exercise of public authority"),
            since="valid_to",
        )
    }

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

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("user", "created_on"), hashed=("name", "email")
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        name: Retention(
            purpose=_("to name who holds a position and who may be written to"),
            keep=timedelta(days=5 * 365),
            then=Afterwards.ANONYMISE,
            basis=_("GDPR article 6(1)(e): a task in the exercise of public authority"),
            since="positions__valid_to",
            or_since="created_on",
        )
        for name in ("name", "email", "user")
    }

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="persons",
    )

    created_on = models.DateField(_("created"))

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "user"], name="one_person_a_user_and_municipality"
            )
        ]

    def __str__(self) -> str:
        return self.name
