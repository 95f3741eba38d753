"""What was found alike among the comments of a hearing: suggestions to those who handle them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.hearing.enums import GroupKind
from retning.apps.hearing.models.hearings import Hearing
from retning.apps.organisation.models import OwnedByMunicipality
from retning.foundation.records.classes import Afterwards, Retention, Trace, classed


class Grouping(OwnedByMunicipality):
    """The last time a hearing's comments were compared: `comments` of them, the newest of which was
    `newest` (its id). What was found before is gone."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("hearing", "comments", "newest", "made_at")
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    hearing = models.OneToOneField(Hearing, on_delete=models.CASCADE, related_name="grouping")
    comments = models.PositiveIntegerField(_("comments"))
    newest = models.BigIntegerField(_("newest comment"))
    made_at = models.DateTimeField(_("compared"))

    objects: ClassVar[models.Manager[Grouping]] = models.Manager()

    def __str__(self) -> str:
        return f"{self.hearing_id}: {self.comments}"


class CommentGroup(OwnedByMunicipality):
    """Comments that are alike: a suggestion, which decides nothing. `number` runs within a hearing,
    the largest group first; `members` are ids of comments with how much of the group's words each
    holds, `[[81, 0.92], …]`, the most typical first; `words` is what they share."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("grouping", "kind", "number", "size", "members"), never=("words",)
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        "words": Retention(
            purpose=_("to see which comments are alike, and answer them together"),
            keep=timedelta(0),
            then=Afterwards.ERASE,
            basis=_("GDPR article 6(1)(e): the hearing of those concerned"),
            since="grouping__hearing__erased_on",
        )
    }

    grouping = models.ForeignKey(Grouping, on_delete=models.CASCADE, related_name="groups")
    kind = models.CharField(_("kind"), max_length=10, choices=GroupKind.choices)
    number = models.PositiveIntegerField(_("number"))
    size = models.PositiveIntegerField(_("comments"))
    members = models.JSONField(_("which comments"), default=list)
    words = models.JSONField(_("words they share"), default=list)

    objects: ClassVar[models.Manager[CommentGroup]] = models.Manager()

    class Meta:
        ordering = ["grouping", "number"]
        constraints = [
            models.UniqueConstraint(fields=["grouping", "number"], name="one_group_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.grouping_id}-{self.number}"
