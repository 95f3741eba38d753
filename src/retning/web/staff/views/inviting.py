"""The list of those who are asked: kept, written to, reminded, and who has answered."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retning.apps.hearing.queries.invitations import answers_of, invitations_of
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.rules import MANAGE_HEARINGS, READ_RESPONSES
from retning.apps.hearing.services import invitations as deeds
from retning.apps.hearing.services.refusals import Refused
from retning.apps.hearing.validators import read_list
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.form_sending import sent, tell
from retning.web.staff.forms.inviting import InvitationForm, ListForm, initial_of
from retning.web.staff.hearing_letters import invitation_address
from retning.web.staff.inviting import (
    invitation_deed,
    invitation_or_404,
    list_file,
    said_of_list,
)
from retning.web.staff.lookups import hearing_or_404

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
@requires(READ_RESPONSES)
def invitations(request: StaffRequest, key: UUID) -> HttpResponse:
    """Everybody on the list, and how many have answered."""
    hearing = hearing_or_404(request, key)
    listed = invitations_of(hearing)
    may_manage = MANAGE_HEARINGS(request.standing)
    context = {
        "hearing": hearing,
        "listed": listed,
        "answers": answers_of(listed),
        "to_invite": sum(
            1 for one in listed if one.invitation.invited_at is None and one.invitation.email
        ),
        "to_remind": sum(1 for one in listed if one.may_be_reminded),
        "may_manage": may_manage,
        "may_invite": may_manage and allows(hearing, May.INVITE, request.now),
        "may_remind": may_manage and allows(hearing, May.ANSWER, request.now),
    }
    return render(request, "staff/hearing/invitations.html", context)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_HEARINGS)
def invitation_add(request: StaffRequest, key: UUID) -> HttpResponse:
    """Put one on the list."""
    hearing = hearing_or_404(request, key)
    form = InvitationForm(
        request.POST or None, municipality=request.municipality, day=request.today
    )
    context = {"hearing": hearing, "form": form}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/hearing/invitation.html", context, status=status)
    try:
        added = deeds.add_invitations(
            hearing=hearing, listed=[form.invited], by=request.user, now=request.now
        )
    except Refused as refusal:
        tell(form, refusal)
        return render(request, "staff/hearing/invitation.html", context, status=422)
    if added.already:
        form.add_error("name", _("They are on the list already."))
        return render(request, "staff/hearing/invitation.html", context, status=422)
    said = _("%(name)s is on the list.") % {"name": form.invited.name}
    messages.success(request, said)
    return redirect("staff:invitations", key)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_HEARINGS)
def invitation(request: StaffRequest, key: UUID, invitation: UUID) -> HttpResponse:
    """One on the list: who they are, where they are written to, the address they answer at."""
    hearing = hearing_or_404(request, key)
    found = invitation_or_404(hearing, invitation)
    form = InvitationForm(
        request.POST or None,
        municipality=request.municipality,
        day=request.today,
        initial=initial_of(found),
    )
    return sent(
        request,
        form,
        "staff/hearing/invitation.html",
        {
            "hearing": hearing,
            "invitation": found,
            "address": invitation_address(request, found),
            "may_invite": allows(hearing, May.INVITE, request.now),
        },
        lambda: deeds.change_invitation(
            invitation=found,
            expected_version=form.cleaned_data["version"] or 0,
            invited=form.invited,
            by=request.user,
            now=request.now,
        ),
        done=_("The list has been saved."),
        to=reverse("staff:invitations", args=[key]),
        meanwhile=_("Somebody else has changed it meanwhile. Open it again and see."),
    )


@require_http_methods(GET_OR_POST)
@requires(MANAGE_HEARINGS)
def invitations_load(request: StaffRequest, key: UUID) -> HttpResponse:
    """Put many on the list, from a file or pasted. What cannot be used is told, line by line."""
    hearing = hearing_or_404(request, key)
    form = ListForm(request.POST or None, request.FILES or None)
    context = {"hearing": hearing, "form": form}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/hearing/invitations_load.html", context, status=status)
    read = read_list(form.data_given)
    problems = said_of_list(read)
    if problems:
        context["problems"] = problems
        return render(request, "staff/hearing/invitations_load.html", context, status=422)
    listed = [deeds.Invited(line.kind, line.name, line.email, line.note) for line in read.lines]
    try:
        added = deeds.add_invitations(
            hearing=hearing, listed=listed, by=request.user, now=request.now
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return render(request, "staff/hearing/invitations_load.html", context, status=422)
    messages.success(request, _added(added))
    return redirect("staff:invitations", key)


def _added(added: deeds.Added) -> str:
    said = ngettext(
        "%(count)s was put on the list.", "%(count)s were put on the list.", added.added
    ) % {"count": added.added}
    if not added.already:
        return said
    stood = ngettext(
        "%(count)s stood there already.", "%(count)s stood there already.", len(added.already)
    ) % {"count": len(added.already)}
    return f"{said} {stood}"


@require_safe
@requires(READ_RESPONSES)
def invitations_file(request: StaffRequest, key: UUID) -> HttpResponse:
    """The list as a file for a spreadsheet."""
    hearing = hearing_or_404(request, key)
    response = HttpResponse(
        list_file(invitations_of(hearing)), content_type="text/csv; charset=utf-8"
    )
    name = f"hoeringsliste-{hearing.slug}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@requires(MANAGE_HEARINGS)
def invitation_deeds(request: StaffRequest, key: UUID) -> HttpResponse:
    """Write to all, remind the silent, or a deed on one of them, named by the button."""
    hearing = hearing_or_404(request, key)
    try:
        said = invitation_deed(request, hearing)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, said)
    return redirect("staff:invitations", key)
