"""Reads of the outbox: within one tenant, or of a key that is one in all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from retning.foundation.outbox.enums import MailState
from retning.foundation.outbox.models import OutgoingMail


@dataclass(frozen=True)
class MailView:
    """A mail as an administrator may see it: where it was to go and what became of it, not what
    it said."""

    to: str
    subject: str
    state: MailState
    attempts: int
    next_try_at: datetime | None
    last_error: str
    queued_at: datetime

    @classmethod
    def of(cls, mail: OutgoingMail) -> MailView:
        return cls(
            to=mail.to,
            subject=mail.subject,
            state=MailState(mail.state),
            attempts=mail.attempts,
            next_try_at=mail.next_try_at,
            last_error=mail.last_error,
            queued_at=mail.queued_at,
        )


def is_queued_since(moment: datetime, *, key_prefix: str) -> bool:
    """Whether any mail whose key begins so has been queued after `moment`, for whichever tenant."""
    mails = OutgoingMail.objects.filter(key__startswith=key_prefix, queued_at__gt=moment)
    return mails.exists()


def undelivered(*, tenant: str, limit: int = 100) -> list[MailView]:
    """The tenant's mails that have not been sent, newest first. One query."""
    mails = OutgoingMail.objects.filter(tenant=tenant).exclude(state=MailState.SENT)
    newest = mails.defer("text", "html").order_by("-queued_at", "-pk")[:limit]
    return [MailView.of(mail) for mail in newest]


def mails_by_key(*, tenant: str, key_prefix: str) -> dict[str, MailView]:
    """What became of the tenant's mails whose keys begin so, by key, oldest first. One query."""
    mails = OutgoingMail.objects.filter(tenant=tenant, key__startswith=key_prefix)
    ordered = mails.defer("text", "html").order_by("queued_at", "pk")
    return {mail.key: MailView.of(mail) for mail in ordered}
