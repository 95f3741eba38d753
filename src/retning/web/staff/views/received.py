"""What has come in to a hearing, whole: the list, one response, its files."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.hearing.enums import WithheldFor
from retning.apps.hearing.queries.files import OPENABLE, as_given
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.queries.received import Only, file_of, received, responses_of
from retning.apps.hearing.rules import ENTER_RESPONSES, MODERATE, READ_RESPONSES
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import enclosures
from retning.web.staff.lookups import hearing_or_404
from retning.web.staff.moderating import items

RESPONSES_A_PAGE = 50
FOUND_AT_MOST = 200
LONGEST_SEARCH = 100


@require_http_methods(["GET", "HEAD", "POST"])
@requires(READ_RESPONSES)
def hearing_responses(request: StaffRequest, key: UUID) -> HttpResponse:
    """Every response, the newest first; `?vis=` names which. A reference or sender is searched for
    by a form that is sent: who somebody is has no place in an address."""
    hearing = hearing_or_404(request, key)
    asked, sought = request.GET.get("vis", ""), request.POST.get("q", "")[:LONGEST_SEARCH]
    only = Only(asked) if asked in Only.values else Only.EVERY
    size = FOUND_AT_MOST if sought else RESPONSES_A_PAGE
    found = Paginator(responses_of(hearing, only, sought=sought), size)
    context = {
        "hearing": hearing,
        "only": only,
        "kinds": list(Only),
        "sought": sought,
        "listing": found.get_page(request.GET.get("side")),
        "may_enter": ENTER_RESPONSES(request.standing) and allows(hearing, May.ENTER, request.now),
    }
    return render(request, "staff/hearing/responses.html", context)


@require_safe
@requires(READ_RESPONSES)
def response(request: StaffRequest, key: UUID, response: UUID) -> HttpResponse:
    """One response with everything in it, and its moderator's deeds."""
    hearing = hearing_or_404(request, key)
    found = received(hearing, response)
    if found is None:
        raise Http404("No such response to this hearing")
    may_enter = ENTER_RESPONSES(request.standing) and allows(hearing, May.ENTER, request.now)
    may_moderate = MODERATE(request.standing) and allows(hearing, May.MODERATE, request.now)
    context = {
        "hearing": hearing,
        "response": found.response,
        "items": items(found.comments),
        "files": found.files,
        "reasons": WithheldFor.choices,
        "may_decide": may_moderate and not found.is_gone,
        "may_correct": may_enter and not found.is_gone,
    }
    return render(request, "staff/hearing/response.html", context)


@require_safe
@requires(READ_RESPONSES)
def hearing_file(request: StaffRequest, key: UUID, file: UUID) -> HttpResponseBase:
    """A file that came in, as it came; `?kopi` is what everyone is given of it. Nobody opens one
    that can do harm, or may."""
    found = file_of(hearing_or_404(request, key), file)
    if found is None or found.scan not in OPENABLE:
        raise Http404("No such file in this hearing")
    which = as_given(found) if "kopi" in request.GET else found.attachment
    return enclosures.download(request, which, name=found.name)
