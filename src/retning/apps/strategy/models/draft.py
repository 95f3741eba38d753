"""The draft: never public. Its rows are reached by the name `drafts`, so that a public page that
forgot to ask for an edition would fail, not show."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.models import Field, OwnedByMunicipality, Position, Unit
from retning.apps.strategy.enums import LegalBasis, RevisionKind
from retning.foundation.records.classes import Retention, Trace, classed
from retning.foundation.records.models import Versioned

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

YEAR = [MinValueValidator(1990), MaxValueValidator(2100)]


class Strategy(OwnedByMunicipality, Versioned):
    """A strategy over a period of years, with a predecessor, under a long-lived vision.

    Rich texts (`introduction`, `body` …) are kept as the small Markdown that
    `core.prose` allows; they are rendered and sanitised whenever they are shown.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "key",
            "title",
            "slug",
            "vision",
            "introduction",
            "period_from",
            "period_to",
            "predecessor",
            "area_label",
            "legal_basis",
            "planning_since_revision",
            "revision_kind",
            "revision_decision",
            "readopted_parts",
        )
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(_("slug"), max_length=100)
    vision = models.TextField(_("vision"), blank=True)
    introduction = models.TextField(_("introduction"), blank=True)
    period_from = models.PositiveSmallIntegerField(_("from year"), validators=YEAR)
    period_to = models.PositiveSmallIntegerField(_("to year"), validators=YEAR)
    predecessor = models.ForeignKey(
        "self",
        verbose_name=_("predecessor"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
    )
    area_label = models.CharField(_("the word for an area"), max_length=40, blank=True)
    legal_basis = models.CharField(
        _("legal basis"), max_length=20, choices=LegalBasis.choices, default=LegalBasis.NONE
    )
    planning_since_revision = models.TextField(_("planning since the last revision"), blank=True)
    revision_kind = models.CharField(
        _("full or themed revision"), max_length=10, choices=RevisionKind.choices, blank=True
    )
    revision_decision = models.TextField(_("decision on the revision"), blank=True)
    readopted_parts = models.TextField(_("parts adopted again"), blank=True)

    drafts: ClassVar[models.Manager[Strategy]] = models.Manager()

    if TYPE_CHECKING:
        areas: RelatedManager[Area]
        endings: RelatedManager[Ending]

    class Meta:
        ordering = ["-period_from", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "slug"], name="one_strategy_a_slug_and_municipality"
            ),
            models.CheckConstraint(
                name="strategy_period_runs_forward", condition=Q(period_to__gte=F("period_from"))
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Node(OwnedByMunicipality, Versioned):
    """What areas, objectives, goals and themes share: a stable key, a place among siblings, and
    the passage of a document that they were read from; none where a person wrote them. `ancestor`
    is the key of the row of the predecessor's edition that it goes on from, if any; `begins_anew`
    that a person has said that there is none."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("key", "order", "text", "body", "source", "ancestor", "begins_anew")
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    order = models.PositiveIntegerField(_("order"), default=0)
    text = models.TextField(_("wording"))
    body = models.TextField(_("explanation"), blank=True)
    source = models.ForeignKey(
        "strategy.Passage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ancestor = models.UUIDField(_("goes on from"), null=True, blank=True, db_index=True)
    begins_anew = models.BooleanField(_("goes on from nothing"), default=False)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Area(Node):
    """A part of a strategy (delvision, tema, pejlemærke …); `text` is its title."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("strategy",))
    personal: ClassVar[Mapping[str, Retention]] = {}

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="areas")

    drafts: ClassVar[models.Manager[Area]] = models.Manager()

    if TYPE_CHECKING:
        objectives: RelatedManager[Objective]
        goals: RelatedManager[Goal]
        themes: RelatedManager[Theme]


class Objective(Node):
    """The sentence that gathers a group of goals."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("area",))
    personal: ClassVar[Mapping[str, Retention]] = {}

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="objectives")

    drafts: ClassVar[models.Manager[Objective]] = models.Manager()

    if TYPE_CHECKING:
        goals: RelatedManager[Goal]


class Goal(Node):
    """One commitment. It hangs on an objective, or straight on its area. `targets` are the rules it
    is judged by, and what each is measured by (`queries.goal_targets`)."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("area", "objective", "owner_unit", "owner_position", "targets")
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="goals")
    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, null=True, blank=True, related_name="goals"
    )
    owner_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_position = models.ForeignKey(
        Position, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    fields = models.ManyToManyField(Field, blank=True, related_name="+")
    targets = models.JSONField(_("targets"), default=list, blank=True)

    drafts: ClassVar[models.Manager[Goal]] = models.Manager()


class Theme(Node):
    """An open question that is worked on over the period; `text` is the question."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("area",))
    personal: ClassVar[Mapping[str, Retention]] = {}

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="themes")

    drafts: ClassVar[models.Manager[Theme]] = models.Manager()


class Ending(OwnedByMunicipality, Versioned):
    """That a goal of the predecessor does not go on in this strategy, and why. `ancestor` is the
    goal's key, `text` its wording when it ended."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("strategy", "ancestor", "text", "reason"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="endings")
    ancestor = models.UUIDField(_("the goal that ended"))
    text = models.TextField(_("wording"))
    reason = models.TextField(_("why it does not go on"), blank=True)

    drafts: ClassVar[models.Manager[Ending]] = models.Manager()

    class Meta:
        ordering = ["strategy", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "ancestor"], name="one_ending_a_goal")
        ]

    def __str__(self) -> str:
        return self.text[:80]
