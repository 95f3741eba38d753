"""What is held about somebody, wherever in the hearings it stands.

What is searched for is personal itself: it is asked for in a form, never in an address, and is
written down nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from retning.apps.hearing.models import (
    Comment,
    Correction,
    Follower,
    Hearing,
    Invitation,
    Note,
    Response,
    SignUp,
    SubjectRequest,
)
from retning.apps.organisation.models import Municipality
from retning.foundation.outbox.models import OutgoingMail

AT_LEAST = 3
"""Characters: what is shorter finds everybody."""
AT_MOST = 200
"""Rows of each kind."""


class HoldingKind(models.TextChoices):
    """What kind of thing is held. The first four can be part of what a request is about."""

    RESPONSE = "response", _("response")
    INVITATION = "invitation", _("on the list of those who are asked")
    FOLLOWER = "follower", _("follows the hearing by e-mail")
    SIGN_UP = "sign_up", _("has signed up for a meeting")
    MENTION = "mention", _("is named in a comment")
    NOTE = "note", _("is named in a note from a meeting")
    REQUEST = "request", _("has asked for access or erasure")
    MAIL = "mail", _("mails to the address, gone 30 days after they were written")


CHOSEN = frozenset(
    {HoldingKind.RESPONSE, HoldingKind.INVITATION, HoldingKind.FOLLOWER, HoldingKind.SIGN_UP}
)


@dataclass(frozen=True)
class Holding:
    """One thing that is held: its name is `kind:key`. `who` is who it says it is about, `hearing`
    where it stands (None for mails and meetings before there is a hearing)."""

    kind: HoldingKind
    name: str
    who: str
    label: str
    at: datetime | None
    hearing: Hearing | None
    response: Response | None = None

    @property
    def can_be_chosen(self) -> bool:
        return self.kind in CHOSEN


def is_searchable(wanted: str) -> bool:
    """Whether it is long enough to be about somebody."""
    return len(wanted.strip()) >= AT_LEAST


def holdings(municipality: Municipality, wanted: str) -> list[Holding]:
    """Everything of the municipality's hearings that has the e-mail address, the name or the
    reference `wanted`. Eight queries; nothing for what is too short."""
    asked = " ".join(wanted.split())
    if not is_searchable(asked):
        return []
    return [
        *_responses(municipality, asked),
        *_invitations(municipality, asked),
        *_followers(municipality, asked),
        *_sign_ups(municipality, asked),
        *_mentions(municipality, asked),
        *_notes(municipality, asked),
        *_requests(municipality, asked),
        *_mails(municipality, asked),
    ]


def named(kind: HoldingKind, key: object) -> str:
    return f"{kind.value}:{key}"


def _about(asked: str, *names: str, email: str = "") -> Q:
    """Rows whose `names` hold it, or whose `email` it is. SQLite folds only the letters of English,
    so Danish ones are asked for in the ways that people write them."""
    ways = {asked, asked.lower(), asked.upper(), asked.title()}
    held = (Q(**{f"{name}__icontains": way}) for name in names for way in ways)
    found: Q = reduce(or_, held, Q(pk__in=[]))
    return found | Q(**{f"{email}__iexact": asked}) if email else found


def _responses(municipality: Municipality, asked: str) -> Iterator[Holding]:
    about = _about(asked, "name", "organisation", "on_behalf_of", email="email")
    rows = Response.objects.filter(about | Q(reference__iexact=asked), municipality=municipality)
    for row in rows.select_related("hearing").order_by("received_at", "pk")[:AT_MOST]:
        who = ", ".join(filter(None, (row.name, row.organisation, row.on_behalf_of, row.email)))
        yield Holding(
            HoldingKind.RESPONSE,
            named(HoldingKind.RESPONSE, row.key),
            who,
            row.reference,
            row.received_at,
            row.hearing,
            row,
        )


def _invitations(municipality: Municipality, asked: str) -> Iterator[Holding]:
    rows = Invitation.objects.filter(
        _about(asked, "name", "note", email="email"), municipality=municipality
    )
    for row in rows.select_related("hearing").order_by("pk")[:AT_MOST]:
        who = ", ".join(filter(None, (row.name, row.email)))
        name = named(HoldingKind.INVITATION, row.key)
        yield Holding(HoldingKind.INVITATION, name, who, "", row.invited_at, row.hearing)


def _followers(municipality: Municipality, asked: str) -> Iterator[Holding]:
    rows = Follower.objects.filter(email__iexact=asked, municipality=municipality)
    for row in rows.select_related("hearing").order_by("pk")[:AT_MOST]:
        name = named(HoldingKind.FOLLOWER, row.key)
        yield Holding(HoldingKind.FOLLOWER, name, row.email, "", row.asked_at, row.hearing)


def _sign_ups(municipality: Municipality, asked: str) -> Iterator[Holding]:
    rows = SignUp.objects.filter(_about(asked, "name", email="email"), municipality=municipality)
    for row in rows.select_related("event__hearing").order_by("pk")[:AT_MOST]:
        who = ", ".join(filter(None, (row.name, row.email)))
        name = named(HoldingKind.SIGN_UP, row.key)
        hearing = row.event.hearing
        yield Holding(HoldingKind.SIGN_UP, name, who, row.event.title, row.signed_up_at, hearing)


def _mentions(municipality: Municipality, asked: str) -> Iterator[Holding]:
    own = ("text", "suggestion", "shown_text", "shown_suggestion")
    before = _about(asked, "text", "suggestion", "reason")
    was = Exists(Correction.objects.filter(before, comment=OuterRef("pk")))
    rows = Comment.objects.filter(_about(asked, *own) | was, municipality=municipality)
    found = rows.select_related("hearing", "response").order_by("received_at", "pk")
    for row in found[:AT_MOST]:
        name = named(HoldingKind.MENTION, row.key)
        reference = row.response.reference
        yield Holding(
            HoldingKind.MENTION, name, "", reference, row.received_at, row.hearing, row.response
        )


def _notes(municipality: Municipality, asked: str) -> Iterator[Holding]:
    rows = Note.objects.filter(_about(asked, "text"), municipality=municipality)
    for row in rows.select_related("event__hearing").order_by("noted_at", "pk")[:AT_MOST]:
        name = named(HoldingKind.NOTE, row.key)
        yield Holding(HoldingKind.NOTE, name, "", row.event.title, row.noted_at, row.event.hearing)


def _requests(municipality: Municipality, asked: str) -> Iterator[Holding]:
    rows = SubjectRequest.objects.filter(_about(asked, "asker"), municipality=municipality)
    for row in rows.select_related("hearing").order_by("asked_on", "pk")[:AT_MOST]:
        name = named(HoldingKind.REQUEST, row.key)
        yield Holding(HoldingKind.REQUEST, name, row.asker, "", None, row.hearing)


def _mails(municipality: Municipality, asked: str) -> Iterator[Holding]:
    rows = OutgoingMail.objects.filter(to__iexact=asked, tenant=municipality.pk)
    for row in rows.order_by("queued_at", "pk")[:AT_MOST]:
        name = named(HoldingKind.MAIL, row.pk)
        yield Holding(HoldingKind.MAIL, name, row.to, row.subject, row.queued_at, None)
