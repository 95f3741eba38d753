"""A hearing's timetable, back from the legal deadline; and the calendar of meetings."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from retning.apps.hearing.queries.timetables import Choices, choices_of, timetable_of
from retning.apps.hearing.rules import MANAGE_HEARINGS, READ_HEARINGS
from retning.apps.hearing.services.refusals import Refused
from retning.apps.hearing.services.timetables import set_timetable
from retning.apps.organisation import services
from retning.apps.organisation.queries import bodies_of, meetings_of
from retning.apps.organisation.rules import KEEP_MEETINGS
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import check, requires
from retning.web.request.site import StaffRequest
from retning.web.staff.form_sending import tell
from retning.web.staff.forms.timetables import MeetingsForm, TimetableForm
from retning.web.staff.hearing_days import days_url
from retning.web.staff.hearing_deeds import changed_meanwhile
from retning.web.staff.lookups import hearing_or_404, meeting_or_404
from retning.web.staff.timetables import shown_holidays, shown_steps
from retning.web.staff.views.hearings import GET_OR_POST


@require_http_methods(GET_OR_POST)
@requires(READ_HEARINGS)
def hearing_timetable(request: StaffRequest, key: UUID) -> HttpResponse:
    """Which dates can still be met, and why the others cannot; what it is reckoned from."""
    if request.method == "POST":
        check(request, MANAGE_HEARINGS)
    found = hearing_or_404(request, key)
    choices = choices_of(found, today=request.today)
    form = TimetableForm(
        request.POST or None,
        municipality=request.municipality,
        day=request.today,
        initial=_initial(found.version, choices),
    )
    if form.is_bound and form.is_valid() and (answer := _saved(request, found, form)) is not None:
        return answer
    timetable = None if choices is None else timetable_of(found, choices, today=request.today)
    context: dict[str, Any] = {
        "hearing": found,
        "form": form,
        "timetable": timetable,
        "steps": [] if timetable is None else shown_steps(timetable),
        "holidays": [] if timetable is None else shown_holidays(timetable),
        "may_manage": MANAGE_HEARINGS(request.standing),
        "may_keep_meetings": KEEP_MEETINGS(request.standing),
        "days_url": "" if timetable is None else days_url(request, found, timetable),
        "back": reverse("staff:hearing", args=[key]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "staff/hearing_timetable.html", context, status=status)


def _saved(request: StaffRequest, found: Any, form: TimetableForm) -> HttpResponse | None:
    """Back to the timetable as it now is; None where it was refused, which the form tells."""
    try:
        set_timetable(
            hearing=found,
            expected_version=form.cleaned_data["version"],
            choices=form.choices,
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        tell(form, refusal)
        return None
    except ChangedMeanwhile:
        form.add_error(None, changed_meanwhile())
        return None
    messages.success(request, _("The timetable has been reckoned anew."))
    return redirect("staff:hearing_timetable", found.key)


def _initial(version: int, choices: Choices | None) -> dict[str, Any]:
    if choices is None:
        return {"version": version, "publishing": 3, "handling": 20, "agenda": 10}
    names = ("deadline", "council", "committee", "publishing", "handling", "agenda")
    return {"version": version} | {name: getattr(choices, name) for name in names}


@require_http_methods(GET_OR_POST)
@requires(KEEP_MEETINGS)
def meetings(request: StaffRequest) -> HttpResponse:
    """The days on which the bodies meet, from today on; more can be added."""
    form = MeetingsForm(
        request.POST or None,
        municipality=request.municipality,
        day=request.today,
        initial={"agenda_days": 10, "body": request.GET.get("organ", "")},
    )
    if form.is_bound and form.is_valid():
        try:
            added = services.add_meetings(by=request.user, now=request.now, **form.cleaned_data)
        except services.Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            said = ngettext(
                "%(number)s day has been added to the calendar.",
                "%(number)s days have been added to the calendar.",
                len(added),
            )
            messages.success(request, said % {"number": len(added)})
            return redirect("staff:meetings")
    rows = meetings_of(request.municipality, since=request.today)
    rows.sort(key=lambda meeting: (meeting.body.name, meeting.held_on))
    context = {
        "form": form,
        "bodies": [
            (body, list(held)) for body, held in groupby(rows, lambda meeting: meeting.body)
        ],
        "has_bodies": bodies_of(request.municipality, on=request.today).exists(),
    }
    return render(request, "staff/meetings.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(KEEP_MEETINGS)
def meeting_remove(request: StaffRequest, meeting: int) -> HttpResponse:
    """A meeting that is not held."""
    found = meeting_or_404(request, meeting)
    services.remove_meeting(meeting=found, by=request.user, now=request.now)
    messages.success(request, _("The day has been removed from the calendar."))
    return redirect("staff:meetings")
