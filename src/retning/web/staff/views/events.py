"""Meetings behind login: planned, made public, changed, called off; and who comes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.hearing.queries.events import (
    EventPhase,
    EventView,
    find_event,
    sign_ups_of,
    staff_event,
    staff_events,
)
from retning.apps.hearing.queries.notes import notes_of, tables_of
from retning.apps.hearing.rules import MANAGE_EVENTS
from retning.apps.hearing.services.events import call_off, change_event, make_event
from retning.apps.hearing.services.signing_up import sign_up
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.event_links import sign_up_link, table_address
from retning.web.staff.form_sending import sent
from retning.web.staff.forms.events import CallOffForm, EventForm, OnBehalfForm, initial_of
from retning.web.staff.lookups import hearing_or_404
from retning.web.staff.noting import findings_in

GET_OR_POST = ["GET", "HEAD", "POST"]


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
    if found.phase in {EventPhase.ON, EventPhase.OVER}:
        notes = notes_of(key, request.municipality)
        context["findings"] = findings_in(found.minutes, notes)
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
    return sent(
        request,
        form,
        "staff/event_form.html",
        {"back": reverse("staff:events")},
        lambda: make_event(
            municipality=request.municipality, plan=form.plan, by=request.user, now=request.now
        ),
        done=_("The meeting has been made. Only you and your colleagues see it."),
        to=lambda made: reverse("staff:event", args=[made.key]),
    )


@require_http_methods(GET_OR_POST)
@requires(MANAGE_EVENTS)
def event_change(request: StaffRequest, key: UUID) -> HttpResponse:
    """What is said of a meeting; whoever has signed up is told where it is moved."""
    row, back = event_row_or_404(request, key), reverse("staff:event", args=[key])
    form = EventForm(
        request.POST or None, municipality=request.municipality, initial=initial_of(row)
    )
    return sent(
        request,
        form,
        "staff/event_form.html",
        {"event": row, "back": back},
        lambda: change_event(
            event=row,
            expected_version=form.cleaned_data["version"] or 0,
            plan=form.plan,
            link=sign_up_link(request),
            by=request.user,
            now=request.now,
        ),
        done=_("The meeting has been changed."),
        to=back,
    )


@require_http_methods(GET_OR_POST)
@requires(MANAGE_EVENTS)
def event_call_off(request: StaffRequest, key: UUID) -> HttpResponse:
    """Call a meeting off, and tell everybody who has signed up."""
    found, row = event_or_404(request, key), event_row_or_404(request, key)
    form = CallOffForm(request.POST or None, initial={"version": found.version})
    told = [each for each in sign_ups_of(found) if not each.is_cancelled]
    back = reverse("staff:event", args=[key])
    context = {
        "event": found,
        "back": back,
        "by_mail": sum(bool(each.email) for each in told),
        "without_mail": [each for each in told if not each.email],
    }
    return sent(
        request,
        form,
        "staff/event_call_off.html",
        context,
        lambda: call_off(
            event=row,
            expected_version=form.cleaned_data["version"] or 0,
            reason=form.cleaned_data["reason"],
            link=sign_up_link(request),
            by=request.user,
            now=request.now,
        ),
        done=_("The meeting has been called off, and everybody is written to."),
        to=back,
    )


@require_http_methods(GET_OR_POST)
@requires(MANAGE_EVENTS)
def event_sign_up(request: StaffRequest, key: UUID) -> HttpResponse:
    """Sign somebody up who has called."""
    found, row = event_or_404(request, key), event_row_or_404(request, key)
    form, back = OnBehalfForm(request.POST or None), reverse("staff:event", args=[key])
    return sent(
        request,
        form,
        "staff/event_sign_up.html",
        {"event": found, "back": back},
        lambda: sign_up(
            event=row,
            applicant=form.applicant,
            copy=None,
            link=sign_up_link(request),
            now=request.now,
            by=request.user,
        ),
        done=_("They have been signed up."),
        to=back,
    )
