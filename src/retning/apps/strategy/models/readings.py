"""A document that was read, and its passages under review, until they are taken over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.organisation.models import OwnedByMunicipality
from retning.apps.strategy.enums import Difference, PassageKind, ReadingState, ReviewDeed
from retning.apps.strategy.models.draft import Strategy
from retning.foundation.attachments.models import Attachment
from retning.foundation.records.classes import Afterwards, Retention, Trace, classed
from retning.foundation.records.models import Versioned

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Reading(OwnedByMunicipality, Versioned):
    """One document on its way into a strategy.

    `repairs` are the ruined letters that were found in `source_text`, in order, as
    `[start, end, before, after, confidence, rule]`; `undone_repairs` what a person keeps as the
    source has it: `{"single": [number of a repair, …], "rules": [[before, after, rule], …]}`.
    `unsure_words` are what text recognition was unsure of, `[start, end, confidence in percent]`.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "attachment",
            "strategy",
            "previous",
            "page_count",
            "state",
            "job_id",
            "problem",
            "title",
            "municipality_name",
            "period_from",
            "period_to",
            "created_at",
            "discarded_at",
        ),
        hashed=("created_by_key",),
        never=("source_text", "repairs", "unsure_words", "undone_repairs"),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        "created_by_key": Retention(
            purpose=_("to know whom to ask about an upload"),
            keep=timedelta(days=5 * 365),
            then=Afterwards.ANONYMISE,
            basis=_("GDPR article 6(1)(e): a task in the exercise of public authority"),
            since="created_at",
        ),
        "source_text": Retention(
            purpose=_("to take a document that was put away in again"),
            keep=timedelta(days=365),
            then=Afterwards.ERASE,
            basis=_("GDPR article 6(1)(e): a task in the exercise of public authority"),
            since="discarded_at",
        ),
    }

    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    strategy = models.ForeignKey(
        Strategy, on_delete=models.CASCADE, null=True, blank=True, related_name="readings"
    )
    # The same document as it was read before, which this one is shown beside.
    previous = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    page_count = models.PositiveIntegerField(_("number of pages"), default=0)
    state = models.CharField(
        _("state"), max_length=12, choices=ReadingState.choices, default=ReadingState.WAITING
    )
    job_id = models.UUIDField(_("job"), null=True)
    problem = models.CharField(_("problem"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    municipality_name = models.CharField(_("municipality in the text"), max_length=100, blank=True)
    period_from = models.PositiveSmallIntegerField(_("from year"), null=True)
    period_to = models.PositiveSmallIntegerField(_("to year"), null=True)
    source_text = models.TextField(_("text of the document"), blank=True)
    repairs = models.JSONField(default=list)
    undone_repairs = models.JSONField(default=dict, blank=True)
    unsure_words = models.JSONField(default=list)
    created_at = models.DateTimeField(_("uploaded"))
    created_by_key = models.CharField(_("uploaded by"), max_length=40)
    discarded_at = models.DateTimeField(_("put away"), null=True, editable=False)

    drafts: ClassVar[models.Manager[Reading]] = models.Manager()

    if TYPE_CHECKING:
        passages: RelatedManager[Passage]
        pages: RelatedManager[SourcePage]
        steps: RelatedManager[ReviewStep]

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_reading_a_document",
                fields=["municipality", "attachment"],
                condition=models.Q(state__in=[ReadingState.WAITING, ReadingState.READ]),
            )
        ]

    def __str__(self) -> str:
        return self.title


class SourcePage(OwnedByMunicipality):
    """A page of a document that has pages: `Reading.source_text[start:end]`, its size in points,
    and its lines of print as `[start, end, left, top, right, bottom]`, the box in thousandths of
    the page (see `core.documents.Line`)."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("reading", "number", "start", "end", "width", "height"), never=("lines",)
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(_("number"))
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    lines = models.JSONField(default=list)

    drafts: ClassVar[models.Manager[SourcePage]] = models.Manager()

    class Meta:
        ordering = ["reading", "number"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "number"], name="one_source_page_a_number")
        ]

    def __str__(self) -> str:
        return str(self.number)


class Passage(OwnedByMunicipality, Versioned):
    """A stretch of the document's text and what it is.

    `start` and `end` count characters of `Reading.source_text`, `body_start` and `body_end` those
    of the explanation; a passage that a person wrote has none. Order is the reading order; the
    level of a passage (goal under objective under area) follows from order and kind. `accepted`: a
    person has said that it is right as it stands; `edited`: its words are a person's. `earlier` is
    the passage of the previous reading that it answers to, `difference` how it differs from it.

    `targets` are a goal's, as `queries.targets` keeps them; `target_confidence` is the least of
    theirs (0 where a goal has none that anybody found, 1 where a person has said what they are,
    `targets_edited`; null for what is no goal). `letters` are what was repaired or is unsure in its
    stretch of the source, as `queries.letters` keeps it.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "reading",
            "order",
            "kind",
            "text",
            "body",
            "start",
            "end",
            "body_start",
            "body_end",
            "page",
            "confidence",
            "dropped",
            "accepted",
            "edited",
            "earlier",
            "difference",
            "targets",
            "target_confidence",
            "targets_edited",
        ),
        never=("letters",),
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="passages")
    order = models.PositiveIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=10, choices=PassageKind.choices)
    text = models.TextField(_("text"))
    body = models.TextField(_("explanation"), blank=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    body_start = models.PositiveIntegerField(null=True)
    body_end = models.PositiveIntegerField(null=True)
    page = models.PositiveIntegerField(_("page"), null=True)
    confidence = models.FloatField(_("confidence"), null=True)
    dropped = models.BooleanField(_("left out"), default=False)
    accepted = models.BooleanField(_("approved"), default=False)
    edited = models.BooleanField(_("corrected"), default=False)
    earlier = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    difference = models.CharField(
        _("since last time"), max_length=10, choices=Difference.choices, blank=True
    )
    targets = models.JSONField(_("targets"), default=list, blank=True)
    target_confidence = models.FloatField(_("confidence of the targets"), null=True)
    targets_edited = models.BooleanField(_("targets corrected"), default=False)
    letters = models.JSONField(default=list, blank=True)

    drafts: ClassVar[models.Manager[Passage]] = models.Manager()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:60]}"


class ReviewStep(OwnedByMunicipality):
    """One deed of a review, with what undoes it.

    `before` lists the passages that it changed as they were, `{"id": …, field: value}`, and
    `created` the ids of those it made. Everything that changes a passage under review is a step,
    so undoing the newest one restores exactly what was.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("reading", "number", "deed", "made_at", "undone_at", "created"),
        hashed=("made_by_key",),
        never=("before",),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        "made_by_key": Retention(
            purpose=_("to know who did what in a review"),
            keep=timedelta(days=5 * 365),
            then=Afterwards.ANONYMISE,
            basis=_("GDPR article 6(1)(e): a task in the exercise of public authority"),
            since="made_at",
        ),
    }

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveIntegerField(_("number"))
    deed = models.CharField(_("deed"), max_length=12, choices=ReviewDeed.choices)
    before = models.JSONField(default=list)
    created = models.JSONField(default=list)
    made_at = models.DateTimeField(_("when"))
    made_by_key = models.CharField(_("who"), max_length=40)
    undone_at = models.DateTimeField(_("undone"), null=True)

    drafts: ClassVar[models.Manager[ReviewStep]] = models.Manager()

    class Meta:
        ordering = ["reading", "number"]
        constraints = [
            models.UniqueConstraint(fields=["reading", "number"], name="one_review_step_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.deed}"
