"""What came by letter, e-mail or telephone, or was said at a meeting, entered by staff: kept like
every other response, with where it came from, the day it came, and whether that was too late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from retning.apps.hearing.enums import Channel
from retning.apps.hearing.models import Comment, Hearing, Invitation, Response
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.services.files import keep_files
from retning.apps.hearing.services.invitations import answered
from retning.apps.hearing.services.letters import WriteReceived, post, received_key
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.responses import Said, Sender, comments_of, drawn
from retning.foundation.attachments.enclosures import Enclosure
from retning.foundation.audit.services import Actor, record
from retning.foundation.clock import COPENHAGEN, date_in_denmark

LONGEST_NOTE = 300
UNTOLD = ("entered",)
"""Why nothing that was entered is shown at once: whoever wrote it was not told that it would be."""


@dataclass(frozen=True)
class Came:
    """How and when a response came. `received_on` is the day on which it reached the municipality,
    `dated_on` what stands in it, `source_note` who took it and where it is ("Ida in the reception,
    by telephone", "post list no. 12")."""

    channel: Channel
    received_on: date
    source_note: str
    dated_on: date | None = None

    def checked(self, hearing: Hearing, today: date) -> Came:
        """The same, spaces taken away. Raises Refused: not_valid, with the field's name; no_reason
        where nobody has said where it came from."""
        note = " ".join(self.source_note.split())
        begins = hearing.announced_on or today
        if self.channel is Channel.WEB:
            raise Refused(Refusal.NOT_VALID, "channel")
        if not begins <= self.received_on <= today:
            raise Refused(Refusal.NOT_VALID, "received_on")
        if self.dated_on is not None and self.dated_on > self.received_on:
            raise Refused(Refusal.NOT_VALID, "dated_on")
        if not note:
            raise Refused(Refusal.NO_REASON, "source_note")
        return Came(self.channel, self.received_on, note[:LONGEST_NOTE], self.dated_on)

    def moment(self, now: datetime) -> datetime:
        """When it came: this moment where it was today, else noon of its day in Denmark."""
        if self.received_on == date_in_denmark(now):
            return now
        return datetime.combine(self.received_on, time(12), tzinfo=COPENHAGEN)


@transaction.atomic
def enter_response(
    *,
    hearing: Hearing,
    came: Came,
    sender: Sender,
    said: Sequence[Said],
    enclosures: Sequence[Enclosure] = (),
    invitation: Invitation | None = None,
    write: WriteReceived,
    by: Actor,
    now: datetime,
) -> Response:
    """Keep a response that did not come by the site; nothing of it is shown before somebody has
    looked at it. `write` writes to the sender that it has come, where they gave an address.

    Raises Refused: not_now, nothing_said, not_valid, no_reason, other_municipality (an invitation
    to another hearing), and those of the files.
    """
    if not allows(hearing, May.ENTER, now):
        raise Refused(Refusal.NOT_NOW)
    came = came.checked(hearing, date_in_denmark(now))
    if not said and not enclosures:
        raise Refused(Refusal.NOTHING_SAID)
    if invitation is not None and invitation.hearing_id != hearing.pk:
        raise Refused(Refusal.OTHER_MUNICIPALITY)
    response = _kept(hearing, came, sender, invitation, now)
    came_at = response.received_at
    comments = comments_of(response, hearing, said, held_for=UNTOLD, now=came_at)
    Comment.objects.bulk_create(comments)
    keep_files(response=response, enclosures=enclosures, received_at=came_at, now=now)
    tenant = response.municipality_id
    record(tenant=tenant, deed="response_entered", subject=response, before=None, by=by, now=now)
    if invitation is not None:
        answered(invitation=invitation, by=by, now=came_at)
    if response.email:
        key = received_key(response)
        post(write(response), to=response.email, tenant=tenant, key=key, at=now)
    return response


def _kept(
    hearing: Hearing, came: Came, sender: Sender, invitation: Invitation | None, now: datetime
) -> Response:
    """The response under a reference that no other has."""
    is_late = hearing.closes_on is not None and came.received_on > hearing.closes_on
    for response in drawn(
        hearing,
        sender,
        invitation=invitation,
        now=now,
        channel=came.channel,
        received_at=came.moment(now),
        dated_on=came.dated_on,
        is_late=is_late,
        source_note=came.source_note,
    ):
        try:
            with transaction.atomic():
                response.save(force_insert=True)
        except IntegrityError:
            continue
        return response
    raise Refused(Refusal.NOT_VALID, "reference")
