"""A response is sent from the site: kept once, with all that came with it, before anybody is told
that it has been received."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from retning.apps.hearing.enums import Channel, HeldFor
from retning.apps.hearing.models import Hearing, Invitation, Response
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.services.adding import add_to_response
from retning.apps.hearing.services.files import keep_files
from retning.apps.hearing.services.letters import Letter
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.responses import Said, Sender, comments_of, drawn
from retning.foundation.attachments.enclosures import Enclosure
from retning.foundation.outbox.services import queue_mail
from retning.foundation.records.insertion import put, put_all


@dataclass(frozen=True)
class Sent:
    """`is_new` where it had not been sent before; `added` is how much was new in a copy of the
    form that had been."""

    response: Response
    is_new: bool
    added: int = 0


def send_response(
    *,
    hearing: Hearing,
    copy: int,
    sender: Sender,
    said: Sequence[Said],
    held_for: Collection[HeldFor] = (),
    enclosures: Sequence[Enclosure] = (),
    invitation: Invitation | None = None,
    letter: Callable[[Response], Letter],
    now: datetime,
) -> Sent:
    """Keep a response. `copy` is the number of the form it came on: the same number again is the
    same response, to which only what had not been said is added, and the second of two clicks
    finds the first one's. `letter` writes the receipt, which is queued in the same transaction
    where the sender gave an address.

    Nobody's account did it, so no line of the trail is written: the response is its own
    (decision 0040). Raises Refused: not_now, nothing_said, and those of the files.
    """
    if not allows(hearing, May.ANSWER, now):
        return _sent_in_time(hearing, copy)
    if not said and not enclosures:
        raise Refused(Refusal.NOTHING_SAID)
    reasons = [str(each) for each in held_for]
    came = {"copy": copy, "channel": Channel.WEB, "received_at": now, "held_for": reasons}
    for response in drawn(hearing, sender, invitation=invitation, now=now, **came):
        try:
            with transaction.atomic():
                _keep(response, hearing, said, enclosures, invitation, letter, now)
        except IntegrityError:
            before = sent_before(hearing, copy)
            if before is None:
                continue
            added = add_to_response(
                response=before, said=said, enclosures=enclosures, held_for=held_for, now=now
            )
            return Sent(before, is_new=False, added=added)
        return Sent(response, is_new=True)
    raise Refused(Refusal.NOT_VALID, "copy")


def _sent_in_time(hearing: Hearing, copy: int) -> Sent:
    """Of a hearing that takes no more: what the copy has made before. Raises Refused."""
    before = sent_before(hearing, copy)
    if before is None:
        raise Refused(Refusal.NOT_NOW)
    return Sent(before, is_new=False)


def sent_before(hearing: Hearing, copy: int) -> Response | None:
    """The response that a copy of the form has already made."""
    return Response.objects.filter(copy=copy, hearing=hearing).first()


def _keep(
    response: Response,
    hearing: Hearing,
    said: Sequence[Said],
    enclosures: Sequence[Enclosure],
    invitation: Invitation | None,
    letter: Callable[[Response], Letter],
    now: datetime,
) -> None:
    put(response)
    put_all(comments_of(response, hearing, said, held_for=response.held_for, now=now))
    if enclosures:
        keep_files(response=response, enclosures=enclosures, now=now)
    if invitation is not None and invitation.answered_at is None:
        Invitation.objects.filter(pk=invitation.pk).update(answered_at=now, changed_at=now)
    if response.email:
        written = letter(response)
        queue_mail(
            tenant=response.municipality_id,
            key=f"receipt:{response.key}",
            to=response.email,
            subject=written.subject,
            text=written.text,
            now=now,
            is_new=True,
        )
