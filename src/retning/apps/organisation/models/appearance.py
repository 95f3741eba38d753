"""How a municipality's pages look: name, logo, two colours, contact, its own footer links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.models.municipality import Municipality
from retning.apps.organisation.validators import validate_colour
from retning.foundation.records.classes import Afterwards, Retention, Trace, classed


class Appearance(models.Model):
    """One a municipality. Both colours must carry white text (contrast 4.5 or more).

    `logo_key` is the checksum of the picture in the attachment store, empty where there is none;
    its width and height are in pixels, so that a page keeps its place while it is fetched.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "municipality",
            "site_name",
            "primary_colour",
            "link_colour",
            "logo_key",
            "logo_text",
            "logo_width",
            "logo_height",
            "address",
            "phone",
            "email",
            "website",
            "accessibility_contact",
            "accessibility_statement_url",
        )
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        name: Retention(
            purpose=_("the municipality's public contact details"),
            keep=None,
            then=Afterwards.KEEP,
            basis=_("published by the municipality as its own; not about a private person"),
        )
        for name in ("phone", "email", "accessibility_contact")
    }

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="appearance"
    )
    site_name = models.CharField(_("name of the site"), max_length=100)
    primary_colour = models.CharField(
        _("primary colour"), max_length=7, default="#1e5b4a", validators=[validate_colour]
    )
    link_colour = models.CharField(
        _("link colour"), max_length=7, default="#004d99", validators=[validate_colour]
    )
    logo_key = models.CharField(_("logo"), max_length=64, blank=True)
    logo_text = models.CharField(_("what the logo shows"), max_length=200, blank=True)
    logo_width = models.PositiveSmallIntegerField(_("the logo's width"), default=0)
    logo_height = models.PositiveSmallIntegerField(_("the logo's height"), default=0)
    address = models.TextField(_("postal address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("the municipality's own website"), blank=True)
    accessibility_contact = models.TextField(_("contact about accessibility"), blank=True)
    accessibility_statement_url = models.URLField(_("statement in the WAS tool"), blank=True)

    def __str__(self) -> str:
        return self.site_name
