"""Mails with a link to choose a password: one after "forgotten", one to a new user."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext

from retning.apps.accounts.models import User
from retning.apps.accounts.queries import lock_user, user_who_may_log_in
from retning.apps.organisation.queries import is_member
from retning.foundation import clock
from retning.foundation.outbox.queries import is_queued_since
from retning.foundation.outbox.services import queue_mail
from retning.web.ui.look import look_of

PAUSE = timedelta(minutes=2)
INSTALLATION = ""


class Tokens(PasswordResetTokenGenerator):
    """A token holds until it is used, the user logs in, or `PASSWORD_RESET_TIMEOUT` has passed."""

    def _now(self) -> datetime:
        return clock.now().replace(tzinfo=None)


TOKENS = Tokens()


def send_reset_link(request: HttpRequest, email: str) -> None:
    """Mail a link to the user with this address, if there is one; at most one in two minutes."""
    user = user_who_may_log_in(email)
    if user is None:
        return
    with transaction.atomic():
        # One at a time: of two who ask at once, in two processes, the second sees the first's mail.
        lock_user(user)
        if not is_queued_since(clock.now() - PAUSE, key_prefix=_key(user, "reset")):
            _send(request, user, kind="reset", subject=gettext("Choose a new password"))


def send_first_password_link(request: HttpRequest, user: User) -> str:
    """Mail a new user the link with which to choose the first password; returns the link."""
    with transaction.atomic():
        return _send(request, user, kind="welcome", subject=gettext("Choose your password"))


def _key(user: User, kind: str) -> str:
    """How the keys of all mails of one kind to one user begin."""
    return f"password:{user.pk}:{kind}:"


def _send(request: HttpRequest, user: User, *, kind: str, subject: str) -> str:
    now = clock.now()
    site = look_of(getattr(request, "municipality", None)).site_name
    address = reverse(
        "staff:password_reset_confirm" if kind == "reset" else "staff:first_password",
        args=[urlsafe_base64_encode(force_bytes(user.pk)), TOKENS.make_token(user)],
    )
    link = request.build_absolute_uri(address)
    context = {"user": user, "link": link, "site": site}
    queue_mail(
        tenant=_tenant(request, user, now),
        key=f"{_key(user, kind)}{now.isoformat()}",
        to=user.email,
        subject=f"{site}: {subject}",
        text=render_to_string(f"staff/login/mail_{kind}.txt", context, request=request),
        now=now,
    )
    return link


def _tenant(request: HttpRequest, user: User, now: datetime) -> str:
    """Whose administrators may see that the mail was not sent: the municipality's, where the user
    has a role in it; else nobody's, since anybody may ask at any host name."""
    municipality = getattr(request, "municipality", None)
    if municipality is None or not is_member(user, municipality, on=clock.date_in_denmark(now)):
        return INSTALLATION
    return str(municipality.pk)
