"""Meetings before and in a hearing: who comes, tables with topics, and what was noted at them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from retning.apps.hearing.enums import EventKind, NoteKind, SignUpState
from retning.apps.hearing.models.hearings import Hearing
from retning.apps.organisation.models import OwnedByMunicipality
from retning.apps.strategy.models import Edition
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.records.classes import Afterwards, Retention, Trace, classed
from retning.foundation.records.models import Versioned

SEATS = [MinValueValidator(1), MaxValueValidator(10_000)]
DOTS = [MinValueValidator(0), MaxValueValidator(10_000)]


class Event(OwnedByMunicipality, Versioned):
    """A meeting before a hearing or in one. `edition` is the text that is talked about, whose rows
    notes are taken on; before there is a text it is none, and notes are taken on topics.

    Public from `published_at`. `capacity` None: as many as come. `minutes` are public from
    `minutes_published_at`, the notes with them. `dots` is how many dots each participant may
    give; 0: no voting.
    """

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "key",
            "hearing",
            "edition",
            "kind",
            "title",
            "description",
            "place",
            "address",
            "link",
            "starts_at",
            "ends_at",
            "takes_sign_ups",
            "capacity",
            "signs_up_until",
            "dots",
            "published_at",
            "cancelled_at",
            "cancelled_for",
            "minutes",
            "minutes_published_at",
        )
    )
    personal: ClassVar[Mapping[str, Retention]] = {}

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    hearing = models.ForeignKey(
        Hearing, on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=EventKind.choices)
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    link = models.URLField(_("link, where it is held online"), blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    takes_sign_ups = models.BooleanField(_("one signs up for it"), default=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, validators=SEATS)
    signs_up_until = models.DateTimeField(_("sign up until"), null=True, blank=True)
    dots = models.PositiveSmallIntegerField(_("dots for each"), default=0)
    published_at = models.DateTimeField(_("public from"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("called off"), null=True, blank=True)
    cancelled_for = models.TextField(_("why it was called off"), blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    minutes_published_at = models.DateTimeField(_("minutes public from"), null=True, blank=True)

    objects: ClassVar[models.Manager[Event]] = models.Manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_begins", condition=Q(ends_at__gt=F("starts_at"))
            )
        ]

    def __str__(self) -> str:
        return self.title


def _for_the_meeting() -> Retention:
    return Retention(
        purpose=_("to keep a place, and to write if something changes"),
        keep=timedelta(days=30),
        then=Afterwards.ERASE,
        basis=_("GDPR article 6(1)(e)"),
        since="event__ends_at",
    )


class SignUp(OwnedByMunicipality):
    """Somebody who wants to come, with `seats` people, themselves among them. Places are given in
    the order of `signed_up_at`; who waits gets the place of who cancels."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("key", "event", "seats", "state", "language", "signed_up_at", "state_at"),
        hashed=("name", "email"),
        never=("copy",),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        name: _for_the_meeting() for name in ("name", "email")
    }

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sign_ups")
    copy = models.BigIntegerField(unique=True, null=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), blank=True)
    seats = models.PositiveSmallIntegerField(
        _("how many come"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    state = models.CharField(_("state"), max_length=10, choices=SignUpState.choices)
    language = models.CharField(max_length=2, default="da")
    signed_up_at = models.DateTimeField(_("signed up"))
    state_at = models.DateTimeField(_("since"))

    objects: ClassVar[models.Manager[SignUp]] = models.Manager()

    class Meta:
        ordering = ["event", "signed_up_at", "pk"]

    def __str__(self) -> str:
        return str(self.key)


class EventTable(OwnedByMunicipality, Versioned):
    """A table at a meeting, with a topic and, where it has one, the row of the text that it is
    about. Its host writes at a secret address made of `key` (`queries.secrets`)."""

    trace: ClassVar[Mapping[str, Trace]] = classed(keep=("key", "event", "number", "topic", "row"))
    personal: ClassVar[Mapping[str, Retention]] = {}

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField(_("number"))
    topic = models.CharField(_("topic"), max_length=200)
    row = models.ForeignKey(
        FrozenRow, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[models.Manager[EventTable]] = models.Manager()

    class Meta:
        ordering = ["event", "number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="one_table_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.number}"


class Note(OwnedByMunicipality, Versioned):
    """What was said at a table: about a row of the text, as a goal that is missing, or as an
    objective made concrete. `copy` is drawn where it is written, so that a note sent again after
    a lost connection is one note. Shown with the minutes, unless it is `is_left_out`."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=(
            "key",
            "event",
            "table",
            "row",
            "row_key",
            "kind",
            "dots",
            "noted_at",
            "is_left_out",
        ),
        never=("text", "copy"),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        "text": Retention(
            purpose=_("to take what was said at a meeting into the hearing"),
            keep=None,
            then=Afterwards.KEEP,
            basis=_("read through before it is shown; notes name nobody"),
        )
    }

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="notes")
    table = models.ForeignKey(
        EventTable, on_delete=models.PROTECT, null=True, blank=True, related_name="notes"
    )
    row = models.ForeignKey(
        FrozenRow, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    row_key = models.UUIDField(null=True, blank=True, db_index=True)
    copy = models.BigIntegerField(unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=NoteKind.choices)
    text = models.TextField(_("note"))
    dots = models.PositiveIntegerField(_("dots"), default=0, validators=DOTS)
    noted_at = models.DateTimeField(_("noted"))
    is_left_out = models.BooleanField(_("left out of the minutes"), default=False)

    objects: ClassVar[models.Manager[Note]] = models.Manager()

    class Meta:
        ordering = ["event", "noted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.kind}"
