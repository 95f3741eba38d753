"""Base models that every room builds on: a validity period, and a row that can be told apart
from what somebody else has made of it meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from retning.foundation.records.classes import Retention, Trace, classed


class ValidityQuerySet(models.QuerySet[Any]):
    def valid_on(self, day: date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day), valid_from__lte=day)


class Validity(models.Model):
    """A row that holds from a day (included) until a day (not included; none is open-ended).

    `no_overlap` names the fields within which no two rows may hold on the same day; the database
    forbids it (`records.overlap`), on SQLite by triggers and on PostgreSQL by an exclusion
    constraint. A null in one of these fields counts as a value of its own.
    """

    no_overlap: ClassVar[tuple[str, ...]] = ()
    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("valid_from", "valid_to"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            )
        ]


class Versioned(models.Model):
    """A row that counts its changes, so that the second of two writers is told."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("version", "changed_at"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    changed_at = models.DateTimeField(_("changed"), editable=False)

    class Meta:
        abstract = True


JSONValue = dict[str, Any] | list[Any] | str | int | float | bool | None
