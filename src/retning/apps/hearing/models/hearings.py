"""The hearing itself: its dates, what it rests on, its extensions, and who was asked."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from retning.apps.hearing.enums import HearingKind, InvitationKind, Phase, Publishing
from retning.apps.organisation.models import OwnedByMunicipality, Resolution, Unit
from retning.apps.strategy.models import Edition
from retning.foundation.records.classes import Afterwards, Retention, Trace, classed
from retning.foundation.records.models import Versioned


class Hearing(OwnedByMunicipality, Versioned):
    """The period in which everyone can comment on an edition that is a proposal.

    Days are days in Denmark; `opens_on` and `closes_on` are both days on which one can answer.
    The phase follows from `announced_on`, `opens_on`, `closes_on`, `handled_on` and
    `concluded_on` (`queries.phases`); a day that has not been set has not come. A hearing that is
    not announced is nobody's but the municipality's own staff.

    `erased_on` is the day from which what is personal is gone; every sender is told it. A renewed
    hearing is a hearing of its own: `renews` is the one before, `renewal_reason` says why.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "key",
            "slug",
            "edition",
            "kind",
            "title",
            "introduction",
            "announced_on",
            "opens_on",
            "closes_on",
            "handled_on",
            "concluded_on",
            "resolution",
            "plandata_published_on",
            "plandata_reference",
            "publishing",
            "takes_files",
            "case_number",
            "erased_on",
            "renews",
            "renewal_reason",
            "timetable",
        )
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=100)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="hearings")
    kind = models.CharField(_("kind"), max_length=20, choices=HearingKind.choices)
    title = models.CharField(_("title"), max_length=200)
    introduction = models.TextField(_("introduction"), blank=True)
    announced_on = models.DateField(_("announced"), null=True, blank=True)
    opens_on = models.DateField(_("opens"), null=True, blank=True)
    closes_on = models.DateField(_("last day"), null=True, blank=True)
    handled_on = models.DateField(_("responses handled"), null=True, blank=True)
    concluded_on = models.DateField(_("concluded"), null=True, blank=True)
    resolution = models.ForeignKey(
        Resolution, on_delete=models.PROTECT, null=True, blank=True, related_name="hearings"
    )
    plandata_published_on = models.DateField(_("published in Plandata"), null=True, blank=True)
    plandata_reference = models.CharField(_("number in Plandata"), max_length=60, blank=True)
    publishing = models.CharField(
        _("comments are shown"),
        max_length=12,
        choices=Publishing.choices,
        default=Publishing.AFTER_CHECK,
    )
    takes_files = models.BooleanField(_("takes files"), default=True)
    case_number = models.CharField(_("case number"), max_length=60, blank=True)
    erased_on = models.DateField(_("personal data gone"), null=True, blank=True)
    renews = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="renewed_by"
    )
    renewal_reason = models.TextField(_("why it is held again"), blank=True)
    timetable = models.JSONField(_("timetable"), default=dict, blank=True)
    """What the timetable was reckoned from, see `core.law.timetable`; {} where it has not been."""

    objects: ClassVar[models.Manager[Hearing]] = models.Manager()

    class Meta:
        ordering = [F("opens_on").desc(nulls_first=True), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "slug"], name="one_hearing_a_slug_and_municipality"
            ),
            models.CheckConstraint(
                name="hearing_closes_after_it_opens",
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Extension(OwnedByMunicipality):
    """The last day was moved, and why. The hearing has the day that counts."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("hearing", "before", "closes_on", "reason", "extended_at")
    )
    personal: ClassVar[Mapping[str, Retention]] = {}
    immutable: ClassVar[bool] = True

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="extensions")
    before = models.DateField(_("last day before"))
    closes_on = models.DateField(_("last day"))
    reason = models.TextField(_("why"))
    extended_at = models.DateTimeField(_("extended"))

    objects: ClassVar[models.Manager[Extension]] = models.Manager()

    class Meta:
        ordering = ["hearing", "extended_at", "pk"]

    def __str__(self) -> str:
        return f"{self.hearing_id}: {self.closes_on}"


def _while_in_hearing(purpose: str | Promise) -> Retention:
    return Retention(
        purpose=purpose,
        keep=timedelta(0),
        then=Afterwards.ANONYMISE,
        basis=_("GDPR article 6(1)(e): the hearing of those concerned"),
        since="hearing__erased_on",
    )


class Invitation(OwnedByMunicipality, Versioned):
    """Somebody on the list of those who are asked to answer (høringsliste). `email` is where they
    are written to; without one they are written to by other means. How it stands follows from the
    moments."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "key",
            "hearing",
            "kind",
            "unit",
            "invited_at",
            "reminded_at",
            "answered_at",
            "no_remarks_at",
        ),
        hashed=("name", "email"),
        never=("note",),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        name: _while_in_hearing(_("to ask those whom the hearing concerns"))
        for name in ("name", "email", "note")
    }

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="invitations")
    kind = models.CharField(_("kind"), max_length=20, choices=InvitationKind.choices)
    name = models.CharField(_("who"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="hearing_invitations"
    )
    note = models.CharField(_("note for staff"), max_length=300, blank=True)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    no_remarks_at = models.DateTimeField(_("no remarks"), null=True, blank=True)

    objects: ClassVar[models.Manager[Invitation]] = models.Manager()

    class Meta:
        ordering = ["hearing", "kind", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class Follower(OwnedByMunicipality):
    """Somebody who wants to be told of what is new, at most once a day. Counts only once they have
    said so again from their own mailbox (`confirmed_at`); one click and the row is gone.
    `told_phase` is the phase that they know of: a day has time for two."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("key", "hearing", "language", "asked_at", "confirmed_at", "told_at", "told_phase"),
        hashed=("email",),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        "email": Retention(
            purpose=_("to tell of what is new in the hearing"),
            keep=timedelta(days=30),
            then=Afterwards.ERASE,
            basis=_("GDPR article 6(1)(a): consent, given twice and taken back with one click"),
            since="hearing__concluded_on",
        )
    }

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    hearing = models.ForeignKey(Hearing, on_delete=models.CASCADE, related_name="followers")
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(max_length=2, default="da")
    asked_at = models.DateTimeField(_("asked"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    told_at = models.DateTimeField(_("told last"), null=True)
    told_phase = models.CharField(max_length=10, choices=Phase.choices)

    objects: ClassVar[models.Manager[Follower]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hearing", "email"], name="one_follower_a_hearing_and_address"
            )
        ]

    def __str__(self) -> str:
        return str(self.key)
