"""Queue a mail; deliver what is queued."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from retning.foundation import clock
from retning.foundation.jobs.services import Progress, enqueue, job
from retning.foundation.outbox.enums import MailState
from retning.foundation.outbox.models import OutgoingMail
from retning.foundation.outbox.smtp import (
    NotNow,
    RefusedForGood,
    compose,
    parse_mail_url,
    send,
)
from retning.foundation.records.insertion import put

logger = logging.getLogger("retning.outbox")

OUTBOX = "system:outbox"
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=4),
    timedelta(hours=8),
    timedelta(hours=16),
)


def queue_mail(
    *,
    tenant: str,
    key: str,
    to: str,
    subject: str,
    text: str,
    now: datetime,
    html: str = "",
    unsubscribe: str = "",
    is_new: bool = False,
) -> OutgoingMail:
    """Have a mail sent, if the caller's transaction commits.

    The second call with one tenant and key returns the mail of the first, unchanged. Line breaks
    in the subject become spaces. `unsubscribe` is where a POST ends mails of this kind. Who has
    just made the row that `key` names knows that the mail `is_new`, and nothing is looked up.
    Raises ValidationError for what is no e-mail address.
    """
    validate_email(to)
    existing = None if is_new else _by_key(tenant, key)
    if existing is not None:
        return existing
    mail = OutgoingMail(
        tenant=tenant,
        key=key,
        message_id=message_id_of(tenant=tenant, key=key),
        to=to,
        subject=" ".join(subject.split())[:300],
        text=text,
        html=html,
        unsubscribe=unsubscribe,
        next_try_at=now,
        queued_at=now,
    )
    if is_new:
        return _put_in_queue(mail)
    return _put_once(mail)


def _put_once(mail: OutgoingMail) -> OutgoingMail:
    """In the queue, or the one that somebody else has put there meanwhile."""
    try:
        with transaction.atomic():
            return _put_in_queue(mail)
    except IntegrityError:
        existing = _by_key(mail.tenant, mail.key)
        if existing is None:
            raise
        return existing


def _put_in_queue(mail: OutgoingMail) -> OutgoingMail:
    """The mail and the job that delivers it, in the transaction that the caller is in."""
    put(mail)
    enqueue(
        deliver,
        tenant=mail.tenant,
        key=f"mail:{mail.pk}",
        by=OUTBOX,
        now=mail.queued_at,
        arguments={"mail_id": mail.pk},
        is_new=True,  # the key is the mail's own number
    )
    return mail


def _by_key(tenant: str, key: str) -> OutgoingMail | None:
    return OutgoingMail.objects.filter(tenant=tenant, key=key).first()


def forget_mails(*, tenant: str, to: str) -> int:
    """Forget a tenant's mails to an address that are on their way no longer; how many."""
    mails = OutgoingMail.objects.filter(tenant=tenant, to__iexact=to)
    count, _by_model = mails.exclude(state=MailState.WAITING).delete()
    return count


def message_id_of(*, tenant: str, key: str) -> str:
    """The Message-ID of a mail: the same for the same tenant and key, and telling neither."""
    name = hashlib.sha256(f"{settings.SECRET_KEY}\0{tenant}\0{key}".encode()).hexdigest()[:40]
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{name}@{domain}>"


@job(attempts=5)
def deliver(progress: Progress, *, mail_id: int) -> None:
    """Hand a waiting mail to the server and note what it answered, in one commit with the job."""
    mail = OutgoingMail.objects.filter(pk=mail_id, state=MailState.WAITING).first()
    if mail is None:
        return
    progress.report(0, 1)
    if not settings.MAIL_URL:
        _keep(mail, progress)
        return
    try:
        send(parse_mail_url(settings.MAIL_URL), _composed(mail))
    except RefusedForGood as refusal:
        _refused(mail, progress, words=str(refusal))
    except NotNow as trouble:
        _postpone(mail, progress, words=str(trouble))
    else:
        with progress.finishing():
            _note(mail, state=MailState.SENT, sent_at=clock.now(), next_try_at=None, last_error="")


def _composed(mail: OutgoingMail) -> EmailMessage:
    return compose(
        message_id=mail.message_id,
        sender=settings.DEFAULT_FROM_EMAIL,
        to=mail.to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        date=format_datetime(mail.queued_at),
        unsubscribe=mail.unsubscribe,
    )


def _keep(mail: OutgoingMail, progress: Progress) -> None:
    if settings.IS_DEMO:
        logger.info("No mail server. To %s: %s\n%s", mail.to, mail.subject, mail.text)
    with progress.finishing():
        _note(mail, state=MailState.KEPT, next_try_at=None)


def _refused(mail: OutgoingMail, progress: Progress, *, words: str) -> None:
    # What the server says may repeat the address: staff see it, the log gets its code alone.
    logger.warning("Mail %s was refused: %s", mail.message_id, words.partition(" ")[0])
    with progress.finishing():
        _note(mail, state=MailState.FAILED, next_try_at=None, last_error=words[:500])


def _postpone(mail: OutgoingMail, progress: Progress, *, words: str) -> None:
    if mail.attempts >= len(WAITS):
        _refused(mail, progress, words=words)
        return
    at = clock.now() + WAITS[mail.attempts]
    with progress.again(at=at):
        _note(mail, state=MailState.WAITING, next_try_at=at, last_error=words[:500])


def _note(mail: OutgoingMail, *, state: MailState, **fields: object) -> None:
    mail.state = state
    if state is not MailState.KEPT:
        mail.attempts += 1
    for name, value in fields.items():
        setattr(mail, name, value)
    mail.save(update_fields=["state", "attempts", *fields])
