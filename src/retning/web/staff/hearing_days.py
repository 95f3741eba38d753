"""The ways to a hearing's days: from its timetable, and to the decision that it rests on."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from retning.apps.hearing.models import Hearing
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.queries.timetables import Timetable
from retning.apps.hearing.rules import MANAGE_HEARINGS
from retning.core.law.timetable import StepKind
from retning.web.request.site import StaffRequest
from retning.web.staff.forms.hearings import FIRST, LAST


def days_url(request: StaffRequest, found: Hearing, timetable: Timetable) -> str:
    """Where the hearing gets the days that were reckoned; empty where whoever asks may not set
    them, or where they have been set or have passed."""
    days = {each.step.kind: each.step.on for each in timetable.steps}
    first, last = days[StepKind.OPENS], days[StepKind.CLOSES]
    may_set = MANAGE_HEARINGS(request.standing) and allows(found, May.BE_CHANGED, request.now)
    if not may_set or first < request.today or found.opens_on is not None:
        return ""
    given = urlencode({FIRST: first.isoformat(), LAST: last.isoformat()})
    return f"{reverse('staff:hearing_days', args=[found.key])}?{given}"


def how_to_record(found: Hearing) -> str:
    """Which decisions are offered, and the way to record another, which leads back here."""
    strategy = found.edition.strategy.key
    url = f"{reverse('staff:resolution_record', args=[strategy])}?hoering={found.key}"
    which = _("Those on this proposal come first; those behind other strategies are left out.")
    return format_html('{} <a href="{}">{}</a>', which, url, _("Record a decision"))
