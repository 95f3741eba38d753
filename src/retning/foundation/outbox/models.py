"""Mails on their way out, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from retning.foundation.outbox.enums import MailState
from retning.foundation.records.classes import Afterwards, Retention, Trace, classed


def _held_for_delivery() -> Retention:
    return Retention(
        purpose=_("to deliver the message and to answer whether it arrived"),
        keep=timedelta(days=30),
        then=Afterwards.ERASE,
        basis=_("GDPR article 6(1)(e)"),
        since="queued_at",
    )


class OutgoingMail(models.Model):
    """One mail to one recipient. An empty `tenant` is the installation itself."""

    trace: ClassVar[Mapping[str, Trace]] = classed(
        keep=("tenant", "message_id", "state", "attempts", "queued_at", "sent_at"),
        hashed=("to",),
        never=("key", "subject", "text", "html", "unsubscribe", "next_try_at", "last_error"),
    )
    personal: ClassVar[Mapping[str, Retention]] = {
        "to": _held_for_delivery(),
        "subject": _held_for_delivery(),
        "text": _held_for_delivery(),
        "html": _held_for_delivery(),
        "unsubscribe": _held_for_delivery(),
        "last_error": _held_for_delivery(),
    }

    tenant = models.CharField(max_length=16, blank=True)
    key = models.CharField(max_length=200)
    message_id = models.CharField(max_length=300, unique=True)
    to = models.EmailField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    html = models.TextField(blank=True)
    unsubscribe = models.URLField(max_length=500, blank=True)
    """Where one click ends mails of this kind, which mail programs offer beside it (RFC 8058)."""
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next attempt"), null=True)
    last_error = models.CharField(_("the mail server's answer"), max_length=500, blank=True)
    queued_at = models.DateTimeField(_("queued"))
    sent_at = models.DateTimeField(_("sent"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "key"], name="one_mail_a_tenant_and_key")
        ]
        indexes = [models.Index(fields=["tenant", "state"], name="mails_by_state")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.state}"
