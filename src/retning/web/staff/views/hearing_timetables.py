"""A hearing's timetable, back from the legal deadline."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from retning.apps.hearing.rules import READ_HEARINGS
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.lookups import hearing_or_404


@require_safe
@requires(READ_HEARINGS)
def hearing_timetable(request: StaffRequest, key: UUID) -> HttpResponse:
    """Which dates can still be met."""
    found = hearing_or_404(request, key)
    context = {"hearing": found, "back": reverse("staff:hearing", args=[key])}
    return render(request, "staff/hearing_timetable.html", context)
