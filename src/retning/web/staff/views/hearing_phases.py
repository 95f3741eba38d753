"""A hearing's way through its phases: announced, dated, extended, handled, concluded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from retning.apps.hearing.queries.hearings import unasked_in
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.queries.timetables import rule_of
from retning.apps.hearing.rules import MANAGE_HEARINGS
from retning.apps.hearing.services.days import Basis, what_is_wrong
from retning.apps.hearing.services.hearings import delete_hearing
from retning.apps.hearing.services.phasing import (
    announce_hearing,
    call_back_hearing,
    conclude_hearing,
    extend_hearing,
    handle_hearing,
    open_hearing,
)
from retning.apps.hearing.services.refusals import Refused
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.form_sending import sent, tell
from retning.web.staff.forms.hearings import (
    AnnounceForm,
    DaysForm,
    DeedForm,
    ExtendForm,
    StepForm,
    brought_along,
    first_days,
    is_odd,
)
from retning.web.staff.hearing_days import how_to_record
from retning.web.staff.hearing_deeds import changed_meanwhile, said
from retning.web.staff.lookups import hearing_or_404
from retning.web.staff.views.hearings import GET_OR_POST

Deed = Callable[..., object]


def _do(request: StaffRequest, found: Any, form: StepForm, deed: Deed) -> None:
    """Raises what the deed does: Refused, ChangedMeanwhile."""
    deed(
        hearing=found,
        expected_version=form.cleaned_data["version"],
        by=request.user,
        now=request.now,
        **form.given,
    )


def _with_form(
    request: StaffRequest,
    found: Any,
    form: StepForm,
    page: str,
    deed: Deed,
    done: str,
    **context: Any,
) -> HttpResponse:
    """A page with a form that changes the hearing's days: drawn, refused, or done."""
    back = reverse("staff:hearing", args=[found.key])
    context |= {"hearing": found, "rule": rule_of(found.kind), "back": back}
    return sent(
        request,
        form,
        page,
        context,
        lambda: _do(request, found, form, deed),
        done=done,
        to=back,
        meanwhile=changed_meanwhile(),
    )


@require_http_methods(GET_OR_POST)
@requires(MANAGE_HEARINGS)
def hearing_announce(request: StaffRequest, key: UUID) -> HttpResponse:
    """Tell everyone that it is coming, though it has no days yet."""
    found = hearing_or_404(request, key)
    initial = {"version": found.version, "announced_on": found.announced_on or request.today}
    form = AnnounceForm(request.POST or None, initial=initial)
    done = _("The hearing has been announced.")
    return _with_form(request, found, form, "staff/hearing_announce.html", announce_hearing, done)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_HEARINGS)
def hearing_days(request: StaffRequest, key: UUID) -> HttpResponse:
    """Its first and last day, and what it rests on."""
    found = hearing_or_404(request, key)
    initial = first_days(found, request.today) | brought_along(request.GET)
    form = DaysForm(request.POST or None, hearing=found, initial=initial)
    form.fields["resolution"].help_text = how_to_record(found)
    if form.is_bound and allows(found, May.BE_CHANGED, request.now):
        _tell_all(form, found, request.today)
    done = _("The hearing has its days. It opens and closes by itself.")
    more = {"unasked": unasked_in(found), "is_odd": is_odd(found.edition, found.kind)}
    return _with_form(request, found, form, "staff/hearing_days.html", open_hearing, done, **more)


def _tell_all(form: DaysForm, found: Any, today: date) -> None:
    """Everything that is wrong at once, so that nobody sends the form again for each of it."""
    form.is_valid()
    given = form.cleaned_data
    wrong = what_is_wrong(
        found,
        opens_on=given.get("opens_on"),
        closes_on=given.get("closes_on"),
        basis=Basis(given.get("resolution"), given.get("plandata_published_on")),
        today=today,
    )
    for refusal in list(wrong):
        if refusal.detail not in form.errors:
            tell(form, refusal)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_HEARINGS)
def hearing_extend(request: StaffRequest, key: UUID) -> HttpResponse:
    """A later last day, with the reason."""
    found = hearing_or_404(request, key)
    form = ExtendForm(request.POST or None, initial={"version": found.version})
    done = _("The hearing has been extended. Everyone can see it, and why.")
    may_extend = allows(found, May.BE_EXTENDED, request.now)
    page = "staff/hearing_extend.html"
    return _with_form(request, found, form, page, extend_hearing, done, may_extend=may_extend)


def _done(request: StaffRequest, key: UUID, deed: Deed, done: str) -> HttpResponse:
    """A deed that needs no more than a button; then back to the hearing."""
    found = hearing_or_404(request, key)
    form = DeedForm(request.POST)
    if not form.is_valid():
        raise Http404("No such version of the hearing")
    try:
        _do(request, found, form, deed)
    except Refused as refusal:
        messages.error(request, said(refusal))
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else has changed the hearing meanwhile. See what."))
    else:
        messages.success(request, done)
    return redirect("staff:hearing", key)


@require_POST
@requires(MANAGE_HEARINGS)
def hearing_handle(request: StaffRequest, key: UUID) -> HttpResponse:
    """The responses have been handled."""
    return _done(request, key, handle_hearing, _("The responses have been handled."))


@require_POST
@requires(MANAGE_HEARINGS)
def hearing_conclude(request: StaffRequest, key: UUID) -> HttpResponse:
    """It is over."""
    return _done(request, key, conclude_hearing, _("The hearing has been concluded."))


@require_POST
@requires(MANAGE_HEARINGS)
def hearing_call_back(request: StaffRequest, key: UUID) -> HttpResponse:
    """Not announced any longer."""
    return _done(request, key, call_back_hearing, _("The hearing has been called back."))


@require_POST
@requires(MANAGE_HEARINGS)
def hearing_delete(request: StaffRequest, key: UUID) -> HttpResponse:
    """Remove a draft."""
    found = hearing_or_404(request, key)
    try:
        delete_hearing(hearing=found, by=request.user, now=request.now)
    except Refused as refusal:
        messages.error(request, said(refusal))
        return redirect("staff:hearing", key)
    messages.success(request, _("The draft has been removed."))
    return redirect("staff:hearings")
