"""Hearings behind login: the list, one with all that hangs on it, making and changing one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.queries.hearings import (
    HearingHub,
    hearing_hub,
    hearings_of,
    proposals_to_hear,
    under_way,
)
from retning.apps.hearing.queries.phases import May
from retning.apps.hearing.rules import MANAGE_EVENTS, MANAGE_HEARINGS, READ_HEARINGS, visible_to
from retning.apps.hearing.services.hearings import (
    change_hearing,
    change_running,
    make_hearing,
    renew_hearing,
)
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.form_sending import sent
from retning.web.staff.forms.hearings import (
    HearingChangeForm,
    HearingForm,
    RenewForm,
    RunningForm,
    first_choices,
    is_odd,
)
from retning.web.staff.hearing_deeds import changed_meanwhile, deeds_of
from retning.web.staff.hearing_parts import parts_for
from retning.web.staff.lookups import hearing_or_404
from retning.web.staff.numbers import number_or_none

GET_OR_POST = ["GET", "HEAD", "POST"]


def _at(key: UUID) -> str:
    return reverse("staff:hearing", args=[key])


@require_safe
@requires(READ_HEARINGS)
def hearings(request: StaffRequest) -> HttpResponse:
    """Every hearing, those that are being made first, then the newest."""
    rows = visible_to(request.standing, municipality=request.municipality)
    context = {
        "hearings": hearings_of(rows, now=request.now),
        "may_manage": MANAGE_HEARINGS(request.standing),
        "may_arrange": MANAGE_EVENTS(request.standing),
    }
    return render(request, "staff/hearings.html", context)


@require_safe
@requires(READ_HEARINGS)
def hearing(request: StaffRequest, key: UUID) -> HttpResponse:
    """One hearing: where it stands, what can be done with it now, and the way to all its parts."""
    found = hearing_or_404(request, key)
    hub = hearing_hub(found, now=request.now)
    context = {
        "hearing": found,
        "hub": hub,
        "facts": _facts(hub),
        "parts": parts_for(request.standing, hub),
        "deeds": deeds_of(request, hub),
        "may_manage": MANAGE_HEARINGS(request.standing),
        "may_change": hub.may(May.BE_CHANGED),
        "unasked": hub.unasked if hub.phase != Phase.DRAFT and hub.may(May.INVITE) else 0,
    }
    return render(request, "staff/hearing.html", context)


def _facts(hub: HearingHub) -> list[tuple[str, int]]:
    facts = [
        (_("Responses"), hub.responses),
        (_("Comments and files to look at"), hub.waiting),
        (_("Asked to answer"), hub.invited),
        (_("Have answered or have no remarks"), hub.answered),
    ]
    if hub.unasked:
        facts.insert(3, (_("On the list, not asked yet"), hub.unasked))
    return facts


@require_http_methods(GET_OR_POST)
@requires(MANAGE_HEARINGS)
def hearing_make(request: StaffRequest) -> HttpResponse:
    """A new hearing. `?udgave=` names the proposal."""
    offered = proposals_to_hear(request.municipality)
    asked = number_or_none(request.GET.get("udgave", ""))
    edition = next((each for each in offered if asked in {None, each.pk}), None)
    initial = first_choices(edition)
    form = HearingForm(request.POST or None, municipality=request.municipality, initial=initial)
    return sent(
        request,
        form,
        "staff/hearing_form.html",
        {
            "back": reverse("staff:hearings"),
            "has_proposals": bool(offered),
            "under_way": under_way(request.municipality),
        },
        lambda: make_hearing(
            municipality=request.municipality,
            edition=form.cleaned_data["edition"],
            kind=form.kind_chosen,
            told=form.told,
            by=request.user,
            now=request.now,
        ),
        done=_("The hearing has been made. Only staff see it yet."),
        to=lambda made: _at(made.key),
    )


@require_http_methods(GET_OR_POST)
@requires(MANAGE_HEARINGS)
def hearing_change(request: StaffRequest, key: UUID) -> HttpResponse:
    """What it is about and says, until it opens; after that what can still be changed."""
    found = hearing_or_404(request, key)
    hub = hearing_hub(found, now=request.now)
    form = _change_form(request, hub)
    return sent(
        request,
        form,
        "staff/hearing_form.html",
        {"hearing": found, "has_proposals": True, "back": _at(key)},
        lambda: _save(request, hub, form),
        done=_("The hearing has been saved."),
        to=_at(key),
        meanwhile=changed_meanwhile(),
    )


def _change_form(request: StaffRequest, hub: HearingHub) -> HearingChangeForm | RunningForm:
    kind = HearingChangeForm if hub.may(May.BE_CHANGED) else RunningForm
    initial = {
        name: getattr(hub.hearing, f"{name}_id" if name == "edition" else name)
        for name in kind.base_fields
        if name != "is_sure"
    }
    if kind is RunningForm:
        return RunningForm(request.POST or None, initial=initial)
    initial["is_sure"] = is_odd(hub.hearing.edition, hub.hearing.kind)
    return HearingChangeForm(request.POST or None, hearing=hub.hearing, initial=initial)


def _save(request: StaffRequest, hub: HearingHub, form: HearingChangeForm | RunningForm) -> None:
    said = form.cleaned_data
    if isinstance(form, RunningForm):
        change_running(
            hearing=hub.hearing,
            expected_version=said["version"],
            publishing=said["publishing"],
            case_number=said["case_number"],
            by=request.user,
            now=request.now,
        )
        return
    change_hearing(
        hearing=hub.hearing,
        expected_version=said["version"],
        edition=said["edition"],
        kind=form.kind_chosen,
        told=form.told,
        by=request.user,
        now=request.now,
    )


@require_http_methods(GET_OR_POST)
@requires(MANAGE_HEARINGS)
def hearing_renew(request: StaffRequest, key: UUID) -> HttpResponse:
    """Hold it again, with the reason."""
    found = hearing_or_404(request, key)
    form = RenewForm(request.POST or None, hearing=found, initial={"edition": found.edition_id})
    return sent(
        request,
        form,
        "staff/hearing_renew.html",
        {"hearing": found, "back": _at(key)},
        lambda: renew_hearing(
            hearing=found,
            edition=form.cleaned_data["edition"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=request.now,
        ),
        done=_("The new hearing has been made, with the same list of those who are asked."),
        to=lambda made: _at(made.key),
    )
