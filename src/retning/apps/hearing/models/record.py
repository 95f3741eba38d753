"""What is put on record elsewhere, and what people ask of what is held about them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.apps.hearing.enums import JournalKind, JournalState, RequestKind, RequestState
from retning.apps.hearing.models.events import Event
from retning.apps.hearing.models.hearings import Hearing, Invitation
from retning.apps.hearing.models.responses import Response
from retning.apps.organisation.models import OwnedByMunicipality
from retning.foundation.attachments.models import Attachment
from retning.foundation.records.classes import Afterwards, Retention, Trace, classed
from retning.foundation.records.models import Versioned


class JournalEntry(OwnedByMunicipality):
    """One document for the municipality's record (ESDH): what came in or went out, once. `number`
    runs within a hearing; `happening` names what happened by its row, so that it is there once
    (`response:81`, `addition:81:2026-11-23T10:00`). `reference` is what the receiving system
    called it."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "hearing",
            "number",
            "happening",
            "kind",
            "response",
            "invitation",
            "event",
            "request",
            "occurred_at",
            "state",
            "attempts",
            "next_try_at",
            "delivered_at",
            "checksum",
            "reference",
        ),
        never=("last_error",),
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="journal")
    number = models.PositiveIntegerField(_("number"))
    happening = models.CharField(max_length=100)
    kind = models.CharField(_("kind"), max_length=12, choices=JournalKind.choices)
    response = models.ForeignKey(
        Response, on_delete=models.PROTECT, null=True, blank=True, related_name="journal"
    )
    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, null=True, blank=True, related_name="journal"
    )
    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, null=True, blank=True, related_name="journal"
    )
    request = models.ForeignKey(
        "SubjectRequest", on_delete=models.PROTECT, null=True, blank=True, related_name="journal"
    )
    occurred_at = models.DateTimeField(_("happened"))
    state = models.CharField(
        _("state"), max_length=10, choices=JournalState.choices, default=JournalState.WAITING
    )
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("on record since"), null=True, blank=True)
    checksum = models.CharField(max_length=64, blank=True)
    reference = models.CharField(_("number in the record"), max_length=100, blank=True)
    last_error = models.CharField(_("what went wrong"), max_length=300, blank=True)

    objects: ClassVar[models.Manager[JournalEntry]] = models.Manager()

    class Meta:
        ordering = ["hearing", "number"]
        constraints = [
            models.UniqueConstraint(fields=["hearing", "number"], name="one_entry_a_number"),
            models.UniqueConstraint(fields=["hearing", "happening"], name="one_entry_a_happening"),
        ]
        indexes = [models.Index(fields=["state", "next_try_at"], name="journal_by_state")]

    def __str__(self) -> str:
        return f"{self.hearing_id}-{self.number}"


class SubjectRequest(OwnedByMunicipality, Versioned):
    """Somebody asks for access or erasure, and what was answered, with reasons. Who asked is told
    only as far as it takes to answer, and erased with the case.

    `responses` and `others` are what it is about; `others` names rows of other kinds
    (`follower:<key>`, `sign_up:<key>`, `invitation:<key>`). `kept` is what an erasure left in
    place, and why: pairs of a row's name and a code of `KeptFor`.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "key",
            "hearing",
            "kind",
            "asked_on",
            "others",
            "kept",
            "state",
            "decided_on",
        ),
        never=("asker", "reason"),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        name: Retention(
            purpose=_("to answer somebody who asks for access or erasure"),
            keep=timedelta(days=2 * 365),
            then=Afterwards.ANONYMISE,
            basis=_("GDPR article 6(1)(c): to be able to show how the request was answered"),
            since="decided_on",
        )
        for name in ("asker", "reason")
    }

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(_("asks for"), max_length=15, choices=RequestKind.choices)
    asker = models.CharField(_("who asks"), max_length=300, blank=True)
    asked_on = models.DateField(_("asked"))
    responses = models.ManyToManyField(Response, blank=True, related_name="requests")
    others = models.JSONField(default=list, blank=True)
    kept = models.JSONField(default=list, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState.choices, default=RequestState.OPEN
    )
    reason = models.TextField(_("reasons"), blank=True)
    decided_on = models.DateField(_("answered"), null=True, blank=True)

    objects: ClassVar[models.Manager[SubjectRequest]] = models.Manager()

    class Meta:
        ordering = ["asked_on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_on}"


class Archive(OwnedByMunicipality):
    """A ZIP of all of a hearing's record, or of what answers a `request`: made by a job, fetched by
    staff, gone after a week, since it can be made again. `last_number` is the newest entry of the
    record that is in it; `filed_at` is when somebody said that they had put it on record."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "key",
            "hearing",
            "request",
            "asked_at",
            "made_at",
            "filed_at",
            "attachment",
            "documents",
            "last_number",
        ),
        never=("job_id",),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        "attachment": Retention(
            purpose=_("to hand over what is on record, or what somebody has a right to see"),
            keep=timedelta(days=7),
            then=Afterwards.ERASE,
            basis=_("GDPR article 6(1)(c): it is fetched within a week, and can be made again"),
            since="asked_at",
        )
    }

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, related_name="archives")
    request = models.ForeignKey(
        SubjectRequest, on_delete=models.CASCADE, null=True, blank=True, related_name="archives"
    )
    asked_at = models.DateTimeField(_("asked for"))
    made_at = models.DateTimeField(_("made"), null=True, blank=True)
    filed_at = models.DateTimeField(_("put on record"), null=True, blank=True)
    attachment = models.ForeignKey(
        Attachment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    documents = models.PositiveIntegerField(_("documents"), default=0)
    last_number = models.PositiveIntegerField(default=0)
    job_id = models.UUIDField(null=True)

    objects: ClassVar[models.Manager[Archive]] = models.Manager()

    class Meta:
        ordering = ["hearing", "-asked_at", "-pk"]

    def __str__(self) -> str:
        return str(self.key)
