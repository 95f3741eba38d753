"""What is said of an adopted goal's targets: how they are read, that they are done, how people
judge them. Written once: what was wrong is succeeded by a new row, never edited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.models import OwnedByMunicipality, Resolution, Unit
from retning.apps.strategy.enums import MeasuredBy, PanelShare, TieRule
from retning.apps.strategy.models.draft import Strategy
from retning.apps.strategy.models.editions import Edition
from retning.foundation.attachments.models import Attachment
from retning.foundation.records.classes import Afterwards, Retention, Trace, classed

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Interpretation(OwnedByMunicipality):
    """How a target of an adopted goal is to be read: which rule, which indicator, which tie rule.

    `goal` is the goal's key, `place` the target's (from 0; one more than there are: a target first
    given now). `wording` and `read_as` are the goal's wording and the frozen target there (null
    where there was none): it holds for every edition that says the same. The newest one of a place
    counts; `supersedes` is the one before it.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "strategy",
            "goal",
            "edition",
            "place",
            "wording",
            "read_as",
            "target",
            "measured_by",
            "indicator",
            "note",
            "ties",
            "reason",
            "decided_by",
            "decided_on",
            "unit",
            "resolution",
            "supersedes",
            "made_at",
        )
    )
    personal: ClassVar[Mapping[str, Retention]] = {}
    immutable: ClassVar[bool] = True

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="interpretations")
    goal = models.UUIDField(_("goal"), db_index=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="interpretations")
    place = models.PositiveSmallIntegerField(_("which target"))
    wording = models.TextField(_("wording"))
    read_as = models.JSONField(_("the rule as adopted"), null=True, blank=True)
    target = models.JSONField(_("target"))
    measured_by = models.CharField(
        _("measured by"), max_length=10, choices=MeasuredBy.choices, blank=True
    )
    indicator = models.SlugField(_("indicator"), max_length=80, blank=True)
    note = models.TextField(_("how it differs from the wording"), blank=True)
    ties = models.CharField(
        _("tie rule"), max_length=10, choices=TieRule.choices, default=TieRule.STANDARD
    )
    reason = models.TextField(_("reason"))
    decided_by = models.CharField(_("who decided"), max_length=200)
    decided_on = models.DateField(_("decided"))
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    made_at = models.DateTimeField(_("entered"))

    objects: ClassVar[models.Manager[Interpretation]] = models.Manager()

    class Meta:
        ordering = ["goal", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "goal", "place"],
                condition=Q(supersedes__isnull=True),
                name="one_first_interpretation",
            ),
            models.CheckConstraint(
                name="an_indicator_is_named",
                condition=~Q(measured_by=MeasuredBy.INDICATOR) | ~Q(indicator=""),
            ),
            models.CheckConstraint(
                name="interpretations_have_reasons", condition=~Q(reason="") & ~Q(decided_by="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal} {self.place} {self.decided_on}"


class Proof(OwnedByMunicipality):
    """That a milestone was done on a day, and what shows it; `done_on` null: after all it is not.
    The newest one of a goal's target counts."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("strategy", "goal", "place", "done_on", "text", "attachment", "made_at")
    )
    personal: ClassVar[Mapping[str, Retention]] = {}
    immutable: ClassVar[bool] = True

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="proofs")
    goal = models.UUIDField(_("goal"), db_index=True)
    place = models.PositiveSmallIntegerField(_("which target"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    text = models.TextField(_("what shows it"))
    attachment = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("entered"))

    objects: ClassVar[models.Manager[Proof]] = models.Manager()

    class Meta:
        ordering = ["goal", "place", "pk"]
        constraints = [models.CheckConstraint(name="a_proof_says_what", condition=~Q(text=""))]

    def __str__(self) -> str:
        return f"{self.goal} {self.place} {self.done_on or '–'}"


class PanelJudgement(OwnedByMunicipality):
    """What people found of a goal that has no number: each gives a mark on a scale, and a reason.
    The goal holds where at least `share` of them give `counts_from` or more. The newest one of a
    goal's target counts."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "strategy",
            "goal",
            "place",
            "question",
            "lowest",
            "highest",
            "counts_from",
            "share",
            "asked",
            "asked_number",
            "judged_on",
            "marks_given",
            "marks_counting",
            "made_at",
        )
    )
    personal: ClassVar[Mapping[str, Retention]] = {}
    immutable: ClassVar[bool] = True

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="judgements")
    goal = models.UUIDField(_("goal"), db_index=True)
    place = models.PositiveSmallIntegerField(_("which target"))
    question = models.CharField(_("the question"), max_length=500)
    lowest = models.SmallIntegerField(_("lowest mark"), default=1)
    highest = models.SmallIntegerField(_("highest mark"), default=5)
    counts_from = models.SmallIntegerField(_("from which mark it holds"), default=4)
    share = models.CharField(
        _("how many must say so"),
        max_length=4,
        choices=PanelShare.choices,
        default=PanelShare.TWO_THIRDS,
    )
    asked = models.CharField(_("who were asked"), max_length=300)
    asked_number = models.PositiveSmallIntegerField(_("how many were asked"))
    judged_on = models.DateField(_("judged on"))
    marks_given = models.PositiveSmallIntegerField(_("how many gave a mark"))
    marks_counting = models.PositiveSmallIntegerField(_("how many say that it holds"))
    made_at = models.DateTimeField(_("entered"))

    objects: ClassVar[models.Manager[PanelJudgement]] = models.Manager()

    if TYPE_CHECKING:
        marks: RelatedManager[PanelMark]

    class Meta:
        ordering = ["goal", "place", "pk"]
        constraints = [
            models.CheckConstraint(
                name="the_scale_goes_upwards",
                condition=Q(lowest__lt=F("counts_from"), counts_from__lte=F("highest")),
            ),
            models.CheckConstraint(
                name="marks_are_of_those_asked",
                condition=Q(
                    marks_given__gte=1,
                    marks_given__lte=F("asked_number"),
                    marks_counting__lte=F("marks_given"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal} {self.place} {self.judged_on}"

    @property
    def holds(self) -> bool:
        """Whether enough of those who gave a mark say that the goal holds; exact."""
        return Fraction(self.marks_counting, self.marks_given) >= Fraction(self.share)


class PanelMark(OwnedByMunicipality):
    """One judge's mark and reason. `judge` says in what role somebody was asked; it is never
    shown to the public, and is gone two years after the judgement was entered."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("judgement", "number", "mark", "made_at"), never=("judge", "reason")
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        name: Retention(
            purpose=_("to show that those were asked who were to be asked"),
            keep=timedelta(days=730),
            then=Afterwards.ANONYMISE,
            basis=_("GDPR article 6(1)(e): a task in the exercise of public authority"),
            since="made_at",
            replacement="–",
        )
        for name in ("judge",)
    }

    judgement = models.ForeignKey(PanelJudgement, on_delete=models.CASCADE, related_name="marks")
    number = models.PositiveSmallIntegerField(_("number"))
    judge = models.CharField(_("in what role"), max_length=200)
    mark = models.SmallIntegerField(_("mark"))
    reason = models.TextField(_("reason"), blank=True)
    made_at = models.DateTimeField(_("entered"))

    objects: ClassVar[models.Manager[PanelMark]] = models.Manager()

    class Meta:
        ordering = ["judgement", "number"]
        constraints = [
            models.UniqueConstraint(fields=["judgement", "number"], name="one_mark_a_judge")
        ]

    def __str__(self) -> str:
        return f"{self.judgement_id} {self.number}: {self.mark}"
