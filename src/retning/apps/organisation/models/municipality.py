"""The 98 municipalities, their dated regions and the host names they are served under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.enums import MunicipalityGroup, Region
from retning.apps.organisation.validators import validate_code, validate_host_name
from retning.foundation.records.classes import Retention, Trace, classed
from retning.foundation.records.models import Validity, ValidityQuerySet


class Municipality(models.Model):
    """One of the 98, by its official three-digit code."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("code", "name", "official_name", "slug", "dst_group")
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    code = models.CharField(_("code"), max_length=3, primary_key=True, validators=[validate_code])
    name = models.CharField(_("name"), max_length=60, unique=True)
    official_name = models.CharField(_("official name"), max_length=80)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    dst_group = models.CharField(
        _("Statistics Denmark's group"), max_length=20, choices=MunicipalityGroup.choices
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class OwnedByMunicipality(models.Model):
    """Every owned row carries its municipality, so that no query can forget whose it is."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("municipality",))
    personal: ClassVar[Mapping[str, Retention]] = {}
    tenant_field: ClassVar[str] = "municipality_id"

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class RegionPeriod(Validity):
    """The region a municipality lies in, from a day until a day."""

    no_overlap: ClassVar[tuple[str, ...]] = ("municipality",)
    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("municipality", "region"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="region_periods"
    )
    region = models.CharField(_("region"), max_length=20, choices=Region.choices)

    objects = ValidityQuerySet.as_manager()

    class Meta(Validity.Meta):
        ordering = ["municipality", "valid_from"]

    def __str__(self) -> str:
        return f"{self.municipality_id}: {self.region} {self.valid_from}"


class HostName(models.Model):
    """A host name under which a municipality's pages are served."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("host", "municipality"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    host = models.CharField(
        _("host name"), max_length=253, unique=True, validators=[validate_host_name]
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="host_names"
    )

    def __str__(self) -> str:
        return self.host
