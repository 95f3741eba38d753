"""Mails with a link to choose a password: one after "forgotten", one to a new user."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.cache import cache
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext

from retning.apps.accounts.models import User
from retning.apps.accounts.queries import user_who_may_log_in
from retning.foundation import clock
from retning.web.ui.look import look_of

PAUSE = timedelta(minutes=2)


class Tokens(PasswordResetTokenGenerator):
    """A token holds until it is used, the user logs in, or `PASSWORD_RESET_TIMEOUT` has passed."""

    def _now(self) -> datetime:
        return clock.now().replace(tzinfo=None)


TOKENS = Tokens()


def send_reset_link(request: HttpRequest, email: str) -> None:
    """Mail a link to the user with this address, if there is one; at most one in two minutes."""
    user = user_who_may_log_in(email)
    if user is not None and cache.add(
        f"reset-link:{user.pk}", value=True, timeout=PAUSE.total_seconds()
    ):
        _send(request, user, kind="reset", subject=gettext("Choose a new password"))


def send_first_password_link(request: HttpRequest, user: User) -> None:
    """Mail a new user the link with which to choose the first password."""
    _send(request, user, kind="welcome", subject=gettext("Choose your password"))


def _send(request: HttpRequest, user: User, *, kind: str, subject: str) -> None:
    site = look_of(getattr(request, "municipality", None)).site_name
    address = reverse(
        "staff:password_reset_confirm" if kind == "reset" else "staff:first_password",
        args=[urlsafe_base64_encode(force_bytes(user.pk)), TOKENS.make_token(user)],
    )
    context = {"user": user, "link": request.build_absolute_uri(address), "site": site}
    text = render_to_string(f"staff/login/mail_{kind}.txt", context, request=request)
    send_mail(f"{site}: {subject}", text, None, [user.email])
