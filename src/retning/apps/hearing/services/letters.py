"""Mails to those who take part, as the deeds ask for them: the doors write them, in the language of
whoever is written to and with addresses that only a door knows; the deed queues them in its own
transaction, so that a mail is sent if and only if the deed was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from retning.apps.hearing.models import Comment, Invitation, Response, ResponseFile
from retning.apps.hearing.queries.invitations import invitation_prefix
from retning.foundation.outbox.services import queue_mail


@dataclass(frozen=True)
class Letter:
    """A mail's subject, in which nothing personal may stand, and its text."""

    subject: str
    text: str


@dataclass(frozen=True)
class Decided:
    """What a response's sender is told: how each of its comments and files now stands."""

    response: Response
    comments: tuple[Comment, ...]
    files: tuple[ResponseFile, ...]


WriteDecided = Callable[[Decided], Letter]
WriteInvitation = Callable[[Invitation], Letter]
WriteReceived = Callable[[Response], Letter]


def decided_key(response: Response, now: datetime) -> str:
    """The outbox key of what a sender is told at a moment."""
    return f"hearing-decided:{response.pk}:{now.isoformat()}"


def received_key(response: Response) -> str:
    """The outbox key of the receipt for a response."""
    return f"receipt:{response.key}"


def invitation_key(invitation: Invitation, kind: str, now: datetime) -> str:
    """The outbox key of one mail to one on the list: its invitation, or a reminder."""
    return f"{invitation_prefix(invitation.hearing_id)}{invitation.pk}:{kind}:{now.isoformat()}"


def post(
    letter: Letter,
    *,
    to: str,
    tenant: str,
    key: str,
    at: datetime,
    unsubscribe: str = "",
    is_new: bool = False,
) -> None:
    """Queue a letter in the caller's transaction. `unsubscribe` is the whole address that a POST to
    ends mails of the kind; `is_new` where the caller knows that the key is not queued yet."""
    queue_mail(
        tenant=tenant,
        key=key,
        to=to,
        subject=letter.subject,
        text=letter.text,
        now=at,
        unsubscribe=unsubscribe,
        is_new=is_new,
    )
