"""Editions: the frozen, numbered texts that the public reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.models import OwnedByMunicipality, Resolution
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models.draft import Strategy
from retning.foundation.freezing.models import FrozenSet
from retning.foundation.records.classes import Retention, Trace, classed


class Edition(OwnedByMunicipality):
    """A frozen text of a strategy, public from `published_at`; never changed, only succeeded."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "strategy",
            "number",
            "kind",
            "frozen_set",
            "title",
            "slug",
            "note",
            "published_at",
        )
    )
    personal: ClassVar[Mapping[str, Retention]] = {}
    immutable: ClassVar[bool] = True

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=EditionKind.choices)
    frozen_set = models.OneToOneField(FrozenSet, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(_("slug"), max_length=100)
    note = models.TextField(_("why this edition"), blank=True)
    published_at = models.DateTimeField(_("published"))
    resolutions = models.ManyToManyField(Resolution, blank=True, related_name="editions")

    objects: ClassVar[models.Manager[Edition]] = models.Manager()

    class Meta:
        ordering = ["strategy", "number"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "number"], name="one_edition_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
