"""A meeting's tables, notes and minutes behind login."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from retning.apps.hearing.queries.events import EventPhase
from retning.apps.hearing.queries.notes import (
    find_note,
    find_table,
    minutes_of,
    notes_of,
    state_of_minutes,
)
from retning.apps.hearing.rules import MANAGE_EVENTS
from retning.apps.hearing.services.notes import (
    add_note,
    draw_note_copy,
    edit_note,
    publish_minutes,
    write_minutes,
)
from retning.apps.hearing.services.refusals import Refused
from retning.apps.hearing.services.tables import change_table, make_table
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.event_deeds import REMOVE, done
from retning.web.staff.form_sending import sent
from retning.web.staff.forms.events import (
    MinutesForm,
    NoteForm,
    TableForm,
    initial_of_note,
    initial_of_table,
)
from retning.web.staff.noting import as_it_will_stand, findings_in, read_through
from retning.web.staff.numbers import number_or_none
from retning.web.staff.views.events import GET_OR_POST, event_or_404, event_row_or_404

ON_NOTES = {"leave_out", "take_in"}


@require_POST
@requires(MANAGE_EVENTS)
def event_deeds(request: StaffRequest, key: UUID) -> HttpResponse:
    """The one deed that a button names."""
    row = event_row_or_404(request, key)
    try:
        name, said = done(request, row)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("staff:event", key)
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else has changed this meanwhile. See what."))
        return redirect("staff:event", key)
    messages.success(request, said)
    if name == REMOVE:
        return redirect("staff:events")
    return redirect("staff:event_notes" if name in ON_NOTES else "staff:event", key)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_EVENTS)
def event_table_add(request: StaffRequest, key: UUID) -> HttpResponse:
    """A table more."""
    row, back = event_row_or_404(request, key), reverse("staff:event", args=[key])
    form = TableForm(request.POST or None, event=row)
    return sent(
        request,
        form,
        "staff/event_table.html",
        {"event": row, "back": back},
        lambda: make_table(
            event=row,
            topic=form.cleaned_data["topic"],
            row=form.row_chosen,
            by=request.user,
            now=request.now,
        ),
        done=_("The table has been made. Give its host the address."),
        to=back,
    )


@require_http_methods(GET_OR_POST)
@requires(MANAGE_EVENTS)
def event_table(request: StaffRequest, key: UUID, table: UUID) -> HttpResponse:
    """What a table is about."""
    row, found = event_row_or_404(request, key), find_table(request.municipality, table)
    if found is None or found.event_id != row.pk:
        raise Http404("No such table at this meeting")
    back = reverse("staff:event", args=[key])
    form = TableForm(request.POST or None, event=row, initial=initial_of_table(found))
    return sent(
        request,
        form,
        "staff/event_table.html",
        {"event": row, "table": found, "back": back},
        lambda: change_table(
            table=found,
            expected_version=form.cleaned_data["version"] or 0,
            topic=form.cleaned_data["topic"],
            row=form.row_chosen,
            by=request.user,
            now=request.now,
        ),
        done=_("The table has been changed."),
        to=back,
    )


@require_http_methods(GET_OR_POST)
@requires(MANAGE_EVENTS)
def event_notes(request: StaffRequest, key: UUID) -> HttpResponse:
    """Every note of a meeting, and one more from a wall or a sheet."""
    found, row = event_or_404(request, key), event_row_or_404(request, key)
    form = NoteForm(request.POST or None, event=row, initial={"copy": draw_note_copy()})
    notes = read_through(notes_of(key, request.municipality))
    return sent(
        request,
        form,
        "staff/event_notes.html",
        {"event": found, "back": reverse("staff:event", args=[key]), "notes": notes},
        lambda: add_note(
            event=row,
            noted=form.noted,
            copy=form.cleaned_data["copy"] or draw_note_copy(),
            by=request.user,
            now=request.now,
        ),
        done=_("The note has been added."),
        to=reverse("staff:event_notes", args=[key]),
    )


@require_http_methods(GET_OR_POST)
@requires(MANAGE_EVENTS)
def event_note(request: StaffRequest, key: UUID, note: UUID) -> HttpResponse:
    """A note as it is to stand in the minutes."""
    row, found = event_row_or_404(request, key), find_note(request.municipality, note)
    if found is None or found.event_id != row.pk:
        raise Http404("No such note of this meeting")
    back = reverse("staff:event_notes", args=[key])
    form = NoteForm(request.POST or None, event=row, initial=initial_of_note(found))
    return sent(
        request,
        form,
        "staff/event_note.html",
        {"event": row, "note": found, "back": back},
        lambda: edit_note(
            note=found,
            expected_version=form.cleaned_data["version"] or 0,
            noted=form.noted,
            by=request.user,
            now=request.now,
        ),
        done=_("The note has been changed."),
        to=back,
    )


@require_http_methods(GET_OR_POST)
@requires(MANAGE_EVENTS)
def event_minutes(request: StaffRequest, key: UUID) -> HttpResponse:
    """What is written of a meeting beside its notes."""
    found, row = event_or_404(request, key), event_row_or_404(request, key)
    back = reverse("staff:event", args=[key])
    initial = {"version": row.version, "minutes": row.minutes}
    form = MinutesForm(request.POST or None, initial=initial)
    return sent(
        request,
        form,
        "staff/event_minutes.html",
        {"event": found, "back": back},
        lambda: write_minutes(
            event=row,
            expected_version=form.cleaned_data["version"] or 0,
            minutes=form.cleaned_data["minutes"],
            by=request.user,
            now=request.now,
        ),
        done=_("The minutes have been saved."),
        to=back,
    )


@require_http_methods(GET_OR_POST)
@requires(MANAGE_EVENTS)
def event_minutes_publish(request: StaffRequest, key: UUID) -> HttpResponse:
    """What everyone is going to read, looked at first; then it is made public as it was seen."""
    if request.method == "POST":
        return _published(request, key)
    found = event_or_404(request, key)
    if found.phase is not EventPhase.OVER:
        return redirect("staff:event", key)
    seen, notes = state_of_minutes(key, request.municipality), notes_of(key, request.municipality)
    context = {
        "event": found,
        "back": reverse("staff:event", args=[key]),
        "seen": seen,
        "gathered": as_it_will_stand(minutes_of(key, request.municipality)),
        "findings": findings_in(found.minutes, notes),
        "left_out": sum(note.is_left_out for note in notes),
    }
    return render(request, "staff/event_minutes_publish.html", context)


def _published(request: StaffRequest, key: UUID) -> HttpResponse:
    """A note that came, or was changed, after somebody looked is looked at first."""
    try:
        publish_minutes(
            event=event_row_or_404(request, key),
            expected_version=number_or_none(request.POST.get("version", "")) or 0,
            seen=request.POST.get("seen", ""),
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    except ChangedMeanwhile:
        said = _("Something has been written meanwhile, so nothing is public yet. Look once more.")
        messages.error(request, said)
        return redirect("staff:event_minutes_publish", key)
    else:
        messages.success(request, _("The minutes are public."))
    return redirect("staff:event", key)
