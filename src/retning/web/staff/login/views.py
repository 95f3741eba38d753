"""The pages of login, logout and choosing a password."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import views as django_views
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from retning.foundation import clock
from retning.web.staff.login.forms import (
    AskForLinkForm,
    ChangePasswordForm,
    ChoosePasswordForm,
    LoginForm,
)
from retning.web.staff.login.limits import forgive, remember_browser
from retning.web.staff.login.mail import TOKENS, send_reset_link


class LoginView(django_views.LoginView):
    """The session's key changes at login; a refusal for trying too often has the status 429."""

    template_name = "staff/login/login.html"
    authentication_form = LoginForm  # type: ignore[assignment]
    redirect_authenticated_user = True

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        remember_browser(response, form.cleaned_data["email"])
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        response = super().form_invalid(form)
        if form.wait is not None:
            response.status_code = 429
            response.headers["Retry-After"] = str(form.wait.seconds(clock.now()))
        return response


class LogoutView(django_views.LogoutView):
    """Only by POST: a link on another site logs nobody out."""

    next_page = settings.LOGOUT_REDIRECT_URL


class ForgottenView(FormView):  # type: ignore[type-arg]
    """Sends a link, and says the same whether or not there is an account."""

    template_name = "staff/login/forgotten.html"
    form_class = AskForLinkForm
    success_url = reverse_lazy("staff:password_reset_sent")

    def form_valid(self, form: Any) -> HttpResponse:
        send_reset_link(self.request, form.cleaned_data["email"])
        return super().form_valid(form)


class ChooseView(django_views.PasswordResetConfirmView):
    """A password by the link in a mail; the link works once."""

    template_name = "staff/login/choose.html"
    form_class = ChoosePasswordForm
    token_generator = TOKENS
    reset_url_token = "valg"  # noqa: S105 - stands in the address where the token stood
    success_url = reverse_lazy("staff:password_reset_complete")
    extra_context = {"heading": _("Choose a new password")}

    def get_user(self, uidb64: str) -> Any:
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active else None

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        forgive(self.request, form.user.email)
        return response


class FirstPasswordView(ChooseView):
    """A new user's first password."""

    extra_context = {"heading": _("Welcome. Choose your password")}


class ChangeView(django_views.PasswordChangeView):
    """A new password by the old one; other sessions of the user end."""

    template_name = "staff/login/change.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("staff:password_changed")
