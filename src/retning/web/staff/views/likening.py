"""What is alike among a hearing's comments: suggestions, which decide nothing."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.hearing.queries.groups import group_with_number, groups_of, likened
from retning.apps.hearing.rules import READ_RESPONSES
from retning.apps.hearing.services.grouping import ask_for_groups, comparing
from retning.foundation.jobs.enums import JobState
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.likening import beside
from retning.web.staff.lookups import hearing_or_404

GROUPS_A_PAGE = 50
COMMENTS_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@requires(READ_RESPONSES)
def hearing_groups(request: StaffRequest, key: UUID) -> HttpResponse:
    """Campaigns and matters as they were found last; a POST has the comments compared anew."""
    hearing = hearing_or_404(request, key)
    if request.method == "POST":
        ask_for_groups(hearing=hearing, by=request.user, now=request.now)
        messages.success(request, _("The comments are being compared. You may leave this page."))
        return redirect("staff:hearing_groups", hearing.key)
    found, job = groups_of(hearing), comparing(hearing)
    context = {
        "hearing": hearing,
        "found": found,
        "campaigns": found.campaigns[:GROUPS_A_PAGE],
        "matters": found.matters[:GROUPS_A_PAGE],
        "is_under_way": job is not None and not job.state.is_final,
        "has_failed": job is not None and job.state is JobState.FAILED,
    }
    return render(request, "staff/hearing/groups.html", context)


@require_safe
@requires(READ_RESPONSES)
def hearing_group(request: StaffRequest, key: UUID, group: int) -> HttpResponse:
    """One group: its words, its typical text, and each comment beside it."""
    hearing = hearing_or_404(request, key)
    alike = group_with_number(hearing, group)
    if alike is None:
        raise Http404("No such group in this hearing")
    listing = Paginator(alike.members, COMMENTS_A_PAGE).get_page(request.GET.get("side"))
    members = list(listing.object_list)
    found = likened(hearing, members)
    typical = (likened(hearing, alike.members[:1]) or found)[:1]
    context = {
        "hearing": hearing,
        "group": alike,
        "listing": listing,
        "items": beside(alike, typical[0].comment, found) if typical else [],
        "gone": len(members) - len(found),
    }
    return render(request, "staff/hearing/group.html", context)
