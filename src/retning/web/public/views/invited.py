"""One that is asked to answer, at their own address: what it is about, answer, or “no remarks”."""

from __future__ import annotations

from typing import Any, cast
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from retning.apps.hearing.queries.invitations import invited_by
from retning.apps.hearing.queries.phases import May, allows, days_left, phase_of
from retning.apps.hearing.services.invitations import no_remarks
from retning.apps.hearing.services.refusals import Refused
from retning.foundation.audit.services import SystemActor
from retning.web.public.personal import personal
from retning.web.public.views.answering import INVITED_QUERY
from retning.web.request.site import SiteRequest

INVITED = SystemActor("invited")
"""Whoever holds an invitation's secret address; it is not asked who that is."""


# Whoever holds the secret may do this, and no cookie says so: no other site can borrow it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def hearing_invited(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """Answer, or say (POST) that there are no remarks."""
    here = cast(SiteRequest, request)
    invitation = invited_by(here.municipality, slug, secret)
    if invitation is None:
        raise Http404("No such invitation in this municipality")
    if request.method != "POST":
        return _drawn(here, invitation, secret)
    try:
        no_remarks(invitation=invitation, by=INVITED, now=here.now)
    except Refused as refusal:
        return _drawn(here, invitation, secret, refusal=refusal.sentence, status=409)
    answer = redirect("public:hearing_invited", slug, secret)
    answer.status_code = 303
    return personal(answer)


def _drawn(
    request: SiteRequest,
    invitation: Any,
    secret: str,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    hearing = invitation.hearing
    room = reverse("public:hearing_answer", args=[hearing.slug])
    context = {
        "invitation": invitation,
        "hearing": hearing,
        "phase": phase_of(hearing, request.now),
        "days_left": days_left(hearing, request.now),
        "may_answer": allows(hearing, May.ANSWER, request.now),
        "answer_url": f"{room}?{urlencode({INVITED_QUERY: secret})}",
        "refusal": refusal,
    }
    return personal(render(request, "public/hearing_invited.html", context, status=status))
