"""For administrators: who has which role, and how the site looks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.accounts.queries import user_by_email
from retning.apps.accounts.services import Refused as AccountRefused
from retning.apps.accounts.services import create_user
from retning.apps.organisation.enums import Role
from retning.apps.organisation.queries import appearance_of, members_ever
from retning.apps.organisation.rules import ADMINISTER
from retning.apps.organisation.services import (
    Refused,
    end_membership,
    grant_membership,
    set_appearance,
)
from retning.foundation.outbox.queries import undelivered
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.forms.organisation import AppearanceForm, EndForm, MembershipForm
from retning.web.staff.login.mail import send_first_password_link
from retning.web.staff.lookups import membership_or_404

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
@requires(ADMINISTER)
def members(request: StaffRequest) -> HttpResponse:
    """Everybody with a role, now or in days to come; those that have ended below."""
    everyone = members_ever(request.municipality)
    ended = [m for m in everyone if m.valid_to is not None and m.valid_to <= request.today]
    context = {
        "members": [m for m in everyone if m not in ended],
        "ended": ended,
        "today": request.today,
    }
    return render(request, "staff/members.html", context)


@require_http_methods(GET_OR_POST)
@requires(ADMINISTER)
def member_add(request: StaffRequest) -> HttpResponse:
    """A role for somebody; one who is new here gets a mail with a link to choose a password."""
    form = MembershipForm(
        request.POST or None, municipality=request.municipality, day=request.today
    )
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/member_add.html", {"form": form}, status=status)
    if not _granted(request, form):
        return render(request, "staff/member_add.html", {"form": form}, status=422)
    return redirect("staff:members")


def _granted(request: StaffRequest, form: MembershipForm) -> bool:
    values = form.cleaned_data
    user = user_by_email(values["email"])
    is_new = user is None
    deed: dict[str, Any] = {"by": request.user, "now": request.now}
    try:
        with transaction.atomic():
            user = user or create_user(
                email=values["email"], name=values["name"], password=None, **deed
            )
            grant_membership(
                user=user,
                municipality=request.municipality,
                role=Role(values["role"]),
                unit=values["unit"],
                valid_from=values["valid_from"],
                valid_to=values["valid_to"],
                **deed,
            )
    except AccountRefused as refusal:
        for sentence in refusal.sentences:
            form.add_error("name" if refusal.code.value == "name_missing" else "email", sentence)
        return False
    except Refused as refusal:
        form.add_error(
            next((n for n in refusal.fields if n in form.fields), None), refusal.sentence
        )
        return False
    # Only what was written: the account may be known from another municipality.
    messages.success(request, _("%(email)s has got the role.") % {"email": values["email"]})
    if is_new:
        messages.info(
            request, _told_of_the_link(values["email"], send_first_password_link(request, user))
        )
    return True


def _told_of_the_link(email: str, link: str) -> str:
    """What becomes of the mail to a new user; without a mail server the link is handed over."""
    if settings.MAIL_URL:
        return _(
            "%(email)s is new here. A mail with a link to choose a password is on its way. "
            "If it cannot be sent, it stands under “Mails not sent”."
        ) % {"email": email}
    return _(
        "No mail server is set up, so no mail is sent. Give %(email)s this link yourself; "
        "it works once, for three days: %(link)s"
    ) % {"email": email, "link": link}


@require_safe
@requires(ADMINISTER)
def mails(request: StaffRequest) -> HttpResponse:
    """Our mails that have not been sent: to whom, and why not; never what they say."""
    context = {"mails": undelivered(tenant=request.municipality.pk)}
    return render(request, "staff/mails.html", context)


@require_http_methods(GET_OR_POST)
@requires(ADMINISTER)
def member_end(request: StaffRequest, membership: int) -> HttpResponse:
    """End a role. It is kept, as what was."""
    found = membership_or_404(request, membership)
    form = EndForm(request.POST or None, initial={"valid_to": request.today})
    context = {"membership": found, "form": form}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/member_end.html", context, status=status)
    try:
        end_membership(
            membership=found,
            valid_to=form.cleaned_data["valid_to"],
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        form.add_error("valid_to" if "valid_to" in refusal.fields else None, refusal.sentence)
        return render(request, "staff/member_end.html", context, status=422)
    messages.success(
        request, _("The role of %(name)s has got its end.") % {"name": found.user.name}
    )
    return redirect("staff:members")


@require_http_methods(GET_OR_POST)
@requires(ADMINISTER)
def appearance(request: StaffRequest) -> HttpResponse:
    """Name, colours, contact; the colours' contrast is checked before anything is saved."""
    form = AppearanceForm(request.POST or None, appearance=appearance_of(request.municipality))
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/appearance.html", {"form": form}, status=status)
    try:
        set_appearance(
            municipality=request.municipality, look=form.look(), by=request.user, now=request.now
        )
    except Refused as refusal:
        form.add_error(
            next((n for n in refusal.fields if n in form.fields), None), refusal.sentence
        )
        return render(request, "staff/appearance.html", {"form": form}, status=422)
    messages.success(request, _("The appearance has been saved. The public pages show it at once."))
    return redirect("staff:appearance")
