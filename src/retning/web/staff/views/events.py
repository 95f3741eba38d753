"""Meetings behind login: planned, made public, changed, called off; and who comes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.hearing.queries.events import (
    EventView,
    find_event,
    sign_ups_of,
    staff_event,
    staff_events,
)
from retning.apps.hearing.queries.notes import tables_of
from retning.apps.hearing.rules import MANAGE_EVENTS
from retning.apps.hearing.services.events import call_off, change_event, make_event
from retning.apps.hearing.services.refusals import Refused
from retning.apps.hearing.services.signing_up import sign_up
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.event_links import sign_up_link, table_address
from retning.web.staff.forms.events import CallOffForm, EventForm, OnBehalfForm, initial_of
from retning.web.staff.lookups import hearing_or_404

GET_OR_POST = ["GET", "HEAD", "POST"]
FIELD_OF = {"ends_at": "ends", "starts_at": "begins"}
"""Where a refusal's detail is told, where the form calls it otherwise."""


def event_or_404(request: StaffRequest, key: UUID) -> EventView:
    found = staff_event(request.municipality, key, request.now)
    if found is None:
        raise Http404("No such meeting in this municipality")
    return found


def event_row_or_404(request: StaffRequest, key: UUID) -> Any:
    found = find_event(request.municipality, key)
    if found is None:
        raise Http404("No such meeting in this municipality")
    return found


def tell(form: Form, refusal: Refused) -> None:
    """Beside the field that the refusal is about, else above the form."""
    name = FIELD_OF.get(refusal.detail, refusal.detail)
    form.add_error(name if name in form.fields else None, refusal.sentence)


def changed_meanwhile(form: Form) -> None:
    form.add_error(None, _("Somebody else has changed this meanwhile. Open it again and see what."))


@require_safe
@requires(MANAGE_EVENTS)
def events(request: StaffRequest) -> HttpResponse:
    """Every meeting, the next one first."""
    found = staff_events(request.municipality, request.now)
    return render(request, "staff/events.html", {"events": found})


@require_safe
@requires(MANAGE_EVENTS)
def hearing_events(request: StaffRequest, key: UUID) -> HttpResponse:
    """The meetings in one hearing."""
    hearing = hearing_or_404(request, key)
    found = staff_events(request.municipality, request.now, hearing=hearing)
    return render(request, "staff/events.html", {"events": found, "hearing": hearing})


@require_safe
@requires(MANAGE_EVENTS)
def event(request: StaffRequest, key: UUID) -> HttpResponse:
    """One meeting: how it stands, who comes, its tables with their hosts' addresses."""
    found = event_or_404(request, key)
    tables = [
        {"table": table, "address": table_address(request, table.secret)}
        for table in tables_of(key, request.municipality)
    ]
    context = {
        "event": found,
        "sign_ups": sign_ups_of(found),
        "tables": tables,
        "is_before": found.starts_at > request.now,
    }
    return render(request, "staff/event.html", context)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_EVENTS)
def event_make(request: StaffRequest) -> HttpResponse:
    """A new meeting. `?hoering=` is the key of the hearing that it belongs to."""
    form = EventForm(
        request.POST or None,
        municipality=request.municipality,
        initial={"hearing": request.GET.get("hoering", "")},
    )
    context = {"form": form, "back": reverse("staff:events")}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/event_form.html", context, status=status)
    try:
        made = make_event(
            municipality=request.municipality, plan=form.plan, by=request.user, now=request.now
        )
    except Refused as refusal:
        tell(form, refusal)
        return render(request, "staff/event_form.html", context, status=422)
    messages.success(request, _("The meeting has been made. Only you and your colleagues see it."))
    return redirect("staff:event", made.key)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_EVENTS)
def event_change(request: StaffRequest, key: UUID) -> HttpResponse:
    """What is said of a meeting; whoever has signed up is told where it is moved."""
    row = event_row_or_404(request, key)
    form = EventForm(
        request.POST or None, municipality=request.municipality, initial=initial_of(row)
    )
    context = {"form": form, "event": row, "back": reverse("staff:event", args=[key])}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/event_form.html", context, status=status)
    try:
        change_event(
            event=row,
            expected_version=form.cleaned_data["version"] or 0,
            plan=form.plan,
            link=sign_up_link(request),
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        tell(form, refusal)
        return render(request, "staff/event_form.html", context, status=422)
    except ChangedMeanwhile:
        changed_meanwhile(form)
        return render(request, "staff/event_form.html", context, status=409)
    messages.success(request, _("The meeting has been changed."))
    return redirect("staff:event", key)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_EVENTS)
def event_call_off(request: StaffRequest, key: UUID) -> HttpResponse:
    """Call a meeting off, and tell everybody who has signed up."""
    found, row = event_or_404(request, key), event_row_or_404(request, key)
    form = CallOffForm(request.POST or None, initial={"version": found.version})
    told = [each for each in sign_ups_of(found) if not each.is_cancelled]
    context = {
        "form": form,
        "event": found,
        "back": reverse("staff:event", args=[key]),
        "by_mail": sum(bool(each.email) for each in told),
        "without_mail": [each for each in told if not each.email],
    }
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/event_call_off.html", context, status=status)
    try:
        call_off(
            event=row,
            expected_version=form.cleaned_data["version"] or 0,
            reason=form.cleaned_data["reason"],
            link=sign_up_link(request),
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        tell(form, refusal)
        return render(request, "staff/event_call_off.html", context, status=422)
    except ChangedMeanwhile:
        changed_meanwhile(form)
        return render(request, "staff/event_call_off.html", context, status=409)
    messages.success(request, _("The meeting has been called off, and everybody is written to."))
    return redirect("staff:event", key)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_EVENTS)
def event_sign_up(request: StaffRequest, key: UUID) -> HttpResponse:
    """Sign somebody up who has called."""
    found, row = event_or_404(request, key), event_row_or_404(request, key)
    form = OnBehalfForm(request.POST or None)
    context = {"form": form, "event": found, "back": reverse("staff:event", args=[key])}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/event_sign_up.html", context, status=status)
    try:
        sign_up(
            event=row,
            applicant=form.applicant,
            copy=None,
            link=sign_up_link(request),
            now=request.now,
            by=request.user,
        )
    except Refused as refusal:
        tell(form, refusal)
        return render(request, "staff/event_sign_up.html", context, status=422)
    messages.success(request, _("They have been signed up."))
    return redirect("staff:event", key)
