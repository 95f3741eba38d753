"""What is asked of somebody who wants to log in or to choose a password."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from retning.apps.accounts.models import User
from retning.apps.accounts.services import change_password
from retning.foundation import clock
from retning.web.staff.login.limits import Reason, Wait, wait_of
from retning.web.ui.formats import date_and_time


class LoginForm(forms.Form):
    """E-mail address and password; the same sentence whichever of them is wrong."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None
        self.wait: Wait | None = None

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        email, password = values.get("email"), values.get("password")
        if self.request is None or not email or not password:
            return values
        user = authenticate(self.request, username=email, password=password)
        if isinstance(user, User):
            self.user = user
            return values
        self.wait = wait_of(self.request, email, now=clock.now())
        raise ValidationError(_refusal(self.wait), code="refused")

    def get_user(self) -> User | None:
        """For Django's login view."""
        return self.user


def _refusal(wait: Wait | None) -> str:
    match wait:
        case Wait(reason=Reason.ACCOUNT, until=until):
            return gettext(
                "There have been too many attempts with this e-mail address. "
                "Try again after %(moment)s."
            ) % {"moment": date_and_time(until)}
        case Wait(reason=Reason.ADDRESS):
            seconds = wait.seconds(clock.now())
            return ngettext(
                "There are many attempts from your network just now. "
                "Wait %(seconds)d second and try again.",
                "There are many attempts from your network just now. "
                "Wait %(seconds)d seconds and try again.",
                seconds,
            ) % {"seconds": seconds}
        case _:
            return gettext("The e-mail address or the password is wrong. Check both and try again.")


class AskForLinkForm(forms.Form):
    """Where to send the link to choose a new password."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class ChoosesPassword:
    """Saves through the service, so that the audit trail tells it. The one who holds the link,
    or the session, is the user."""

    user: User
    cleaned_data: ClassVar[dict[str, Any]]

    def save(self, commit: bool = True) -> User:
        return change_password(
            user=self.user,
            password=self.cleaned_data["new_password1"],
            by=self.user,
            now=clock.now(),
        )


class ChoosePasswordForm(ChoosesPassword, SetPasswordForm):  # type: ignore[type-arg]
    """A new password by a link."""


class ChangePasswordForm(ChoosesPassword, PasswordChangeForm):
    """A new password by the old one."""
