"""The work list: what waits for whoever asks."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from retning.apps.hearing.queries.work import HearingWork, work_in
from retning.apps.hearing.rules import KEEP_RECORD, MODERATE, READ_HEARINGS
from retning.apps.hearing.rules import visible_to as hearings_visible_to
from retning.apps.indicators.enums import ReleaseState
from retning.apps.indicators.rules import (
    DECIDE_ON_RELEASES,
    MANAGE_SURVEYS,
    READ_RELEASES,
    visible_to,
)
from retning.apps.organisation.rules import ADMINISTER, ENTER
from retning.apps.strategy.queries.draft import draft_standings
from retning.apps.strategy.queries.readings import on_their_way, open_readings
from retning.apps.strategy.rules import EDIT_STRATEGIES, PUBLISH, READ_DRAFTS
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest

HELD_SHOWN = 5


@requires(ENTER)
def home(request: StaffRequest) -> HttpResponse:
    """What waits, as far as the roles reach; a friendly page where nothing does."""
    standing = request.standing
    reads, edits = READ_DRAFTS(standing), EDIT_STRATEGIES(standing)
    strategies = draft_standings(request.municipality) if reads else []
    releases = visible_to(standing, municipality=request.municipality)
    held = releases.filter(state=ReleaseState.HELD).order_by("fetched_at", "pk")
    context = {
        **_hearings(request),
        "held": held[:HELD_SHOWN] if DECIDE_ON_RELEASES(standing) else [],
        "documents": on_their_way(open_readings(request.municipality)) if edits else [],
        "unowned": [each for each in strategies if each.unowned_count],
        "unpublished": [each for each in strategies if not each.last_edition],
        "changed": [each for each in strategies if each.is_changed],
        "may_read": reads,
        "may_trace": READ_RELEASES(standing),
        "may_ask": MANAGE_SURVEYS(standing),
        "may_edit": edits,
        "may_publish": PUBLISH(standing),
        "may_administer": ADMINISTER(standing),
        "roles": sorted(str(role.label) for role in standing.roles),
    }
    return render(request, "staff/home.html", context)


def _hearings(request: StaffRequest) -> dict[str, object]:
    """What waits in hearings for those who decide what is shown and those who keep the record."""
    standing = request.standing
    moderates, keeps = MODERATE(standing), KEEP_RECORD(standing)
    rows = hearings_visible_to(standing, municipality=request.municipality)
    work: list[HearingWork] = work_in(rows) if moderates or keeps else []
    return {
        "to_look_at": [each for each in work if each.to_look_at] if moderates else [],
        "to_answer": [each for each in work if each.requests] if keeps else [],
        "undelivered": [each for each in work if each.undelivered] if keeps else [],
        "may_hear": READ_HEARINGS(standing),
    }
