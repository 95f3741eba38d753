"""Django's way into the outbox: what Django sends by itself (a password reset) is queued too."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from email.utils import parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from retning.foundation import clock
from retning.foundation.outbox.services import queue_mail

INSTALLATION = ""


class OutboxBackend(BaseEmailBackend):
    """`EMAIL_BACKEND`. A mail to several recipients is queued once for each."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue; returns the number of messages. Attachments are refused with ValueError."""
        for message in email_messages:
            if message.attachments:
                raise ValueError("The outbox sends no attachments: send a link to the file")
            key = f"django:{uuid.uuid4()}"
            for number, recipient in enumerate(message.recipients()):
                queue_mail(
                    tenant=INSTALLATION,
                    key=f"{key}:{number}",
                    to=parseaddr(recipient)[1],
                    subject=str(message.subject),
                    text=str(message.body),
                    html=_html_of(message),
                    now=clock.now(),
                )
        return len(email_messages)


def _html_of(message: EmailMessage) -> str:
    for content, kind in getattr(message, "alternatives", ()):
        if kind == "text/html":
            return str(content)
    return ""
