"""What is measured, and what a municipality makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.indicators.enums import PeriodType, Polarity, SourceKind
from retning.apps.organisation.models import Municipality, OwnedByMunicipality
from retning.foundation.records.classes import Retention, Trace, classed
from retning.foundation.records.models import Versioned


class Indicator(models.Model):
    """What is measured: the same for everybody, unless a municipality made it (`municipality`).

    Shared ones are loaded from the catalogue (`data/catalogue/*.toml`) or named by an export that
    holds more than the catalogue does (`is_catalogued` False). `query` asks the source for it.
    `checked`: `query` has given figures, or was held against a recorded reply.
    `breaks`: [{"period": code, "da": …, "en": …}]. `proxy_*`: how it differs from what it is often
    taken for; empty where it is the thing itself. `words`: other words people use for it.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "code",
            "municipality",
            "is_catalogued",
            "name_da",
            "name_en",
            "unit_da",
            "unit_en",
            "polarity",
            "definition_da",
            "definition_en",
            "period_type",
            "price_level",
            "breaks",
            "proxy_da",
            "proxy_en",
            "fields",
            "words",
            "source",
            "table",
            "query",
            "attribution",
            "licence",
            "checked",
            "unchecked_because",
        )
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    code = models.SlugField(_("code"), max_length=80, unique=True)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_catalogued = models.BooleanField(default=True)
    name_da = models.CharField(_("name in Danish"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    unit_da = models.CharField(_("unit in Danish"), max_length=60, blank=True)
    unit_en = models.CharField(_("unit in English"), max_length=60, blank=True)
    polarity = models.CharField(
        _("polarity"), max_length=10, choices=Polarity.choices, default=Polarity.NEITHER
    )
    definition_da = models.TextField(_("definition in Danish"), blank=True)
    definition_en = models.TextField(_("definition in English"), blank=True)
    period_type = models.CharField(
        _("period"), max_length=12, choices=PeriodType.choices, default=PeriodType.YEAR
    )
    price_level = models.CharField(_("price level"), max_length=60, blank=True)
    breaks = models.JSONField(_("breaks"), default=list, blank=True)
    proxy_da = models.TextField(_("how it differs, in Danish"), blank=True)
    proxy_en = models.TextField(_("how it differs, in English"), blank=True)
    fields = models.JSONField(_("fields"), default=list, blank=True)
    words = models.JSONField(_("other words for it"), default=list, blank=True)
    source = models.CharField(_("source"), max_length=12, choices=SourceKind.choices)
    table = models.CharField(_("table"), max_length=60, blank=True)
    query = models.JSONField(_("query"), default=dict, blank=True)
    attribution = models.CharField(_("attribution"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    checked = models.BooleanField(_("the query has been tried"), default=False)
    unchecked_because = models.TextField(_("why it has not"), blank=True)

    class Meta:
        ordering = ["name_da", "code"]

    def __str__(self) -> str:
        return self.name_da


class IndicatorUse(OwnedByMunicipality, Versioned):
    """A municipality's use of an indicator: its own name and note, whether outlooks are shown, and
    whether its own figures go before national ones where there are both."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("indicator", "name", "note", "shows_outlook", "prefers_own")
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="uses")
    name = models.CharField(_("the municipality's own name for it"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    shows_outlook = models.BooleanField(_("show the outlook"), default=True)
    prefers_own = models.BooleanField(_("own figures before national ones"), default=False)

    objects: ClassVar[models.Manager[IndicatorUse]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "indicator"], name="one_use_each")
        ]

    def __str__(self) -> str:
        return self.name or str(self.indicator)


class FigureSettings(OwnedByMunicipality, Versioned):
    """A municipality's choices for all its figures; no row: the defaults."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("shows_outlooks",))
    personal: ClassVar[Mapping[str, Retention]] = {}

    shows_outlooks = models.BooleanField(_("show outlooks"), default=True)

    objects: ClassVar[models.Manager[FigureSettings]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality"], name="one_figure_settings")]

    def __str__(self) -> str:
        return str(self.municipality_id)
