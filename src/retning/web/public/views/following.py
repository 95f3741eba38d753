"""To follow a hearing by mail: ask, confirm from one's own mailbox, and leave."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from retning.apps.hearing.queries.following import follower_of
from retning.apps.hearing.queries.public import PublicHearing
from retning.apps.hearing.queries.secrets import Purpose, key_of
from retning.apps.hearing.services.following import ask_to_follow, confirm_following, leave
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.web.public.following import confirmation
from retning.web.public.guarding import COPY_FIELD, NotOurs, check, draw_copy
from retning.web.public.personal import personal
from retning.web.public.presenters.hearings import hearing_chain, hearing_head
from retning.web.public.views.hearings import hearing_or_404
from retning.web.request.site import SiteRequest

FOLLOW, SENT = "follow", "sendt"
LONGEST = 254


# No account, no session, no cookie: nobody's rights can be borrowed by a form (`guarding`).
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def hearing_follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to follow: an address, and then what is in its mailbox."""
    found = hearing_or_404(request, slug)
    if request.method != "POST" or not found.may_be_followed:
        return _drawn(request, found)
    email = request.POST.get("email", "").strip()[:LONGEST]
    try:
        guarded = check(
            request, found.hearing, request.POST.get(COPY_FIELD, ""), request.POST, what=FOLLOW
        )
    except NotOurs as refusal:
        return _drawn(request, found, email, refusal.sentence, refusal.fresh, status=422)
    if guarded.is_a_robots:
        sentence = _("We cannot send you a mail just now. Try again in an hour.")
        return _drawn(request, found, email, sentence, status=429)
    try:
        ask_to_follow(
            hearing=found.hearing,
            email=email,
            language=(get_language() or "da")[:2],
            write=lambda follower: confirmation(follower, request.build_absolute_uri),
            now=cast(SiteRequest, request).now,
        )
    except Refused as refused:
        sentence = (
            _("Write your e-mail address, as name@example.dk.")
            if refused.code is Refusal.NOT_VALID
            else refused.sentence
        )
        return _drawn(request, found, email, sentence, status=422)
    return redirect(f"{reverse('public:hearing_follow', args=[slug])}?{SENT}=1")


def _drawn(
    request: HttpRequest,
    found: PublicHearing,
    email: str = "",
    error: str = "",
    copy: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    now = cast(SiteRequest, request).now
    context = {
        "head": hearing_head(found),
        "chain": hearing_chain(found),
        "is_sent": request.method == "GET" and SENT in request.GET,
        "may_be_followed": found.may_be_followed,
        "email": email,
        "error": error,
        "copy": copy or draw_copy(found.hearing, what=FOLLOW, now=now),
    }
    return personal(render(request, "public/hearing_follow.html", context, status=status))


# Whoever holds the secret may do this, and no cookie says so: no other site can borrow it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def follow_confirm(request: HttpRequest, secret: str) -> HttpResponse:
    """The owner of the mailbox says that they meant it. Opening the page changes nothing: programs
    open the links of mails too."""
    site = cast(SiteRequest, request)
    follower = follower_of(site.municipality, secret, Purpose.CONFIRM)
    if follower is None:
        return _gone(request, secret, Purpose.CONFIRM)
    if request.method == "POST":
        confirm_following(follower=follower, now=site.now)
        return redirect("public:follow_confirm", secret)
    context = {"hearing": follower.hearing, "is_confirmed": follower.confirmed_at is not None}
    return personal(render(request, "public/follow_confirm.html", context))


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def follow_leave(request: HttpRequest, secret: str) -> HttpResponse:
    """No more mails. A POST ends it, also the one that mail programs send (RFC 8058)."""
    site = cast(SiteRequest, request)
    follower = follower_of(site.municipality, secret, Purpose.LEAVE)
    if follower is None:
        return _gone(request, secret, Purpose.LEAVE)
    is_left = request.method == "POST"
    if is_left:
        leave(follower=follower, now=site.now)
    context = {"hearing": follower.hearing, "is_left": is_left}
    return personal(render(request, "public/follow_leave.html", context))


def _gone(request: HttpRequest, secret: str, purpose: Purpose) -> HttpResponse:
    """A secret of ours whose follower has left or did not confirm in time; others are not found."""
    if key_of(purpose, secret) is None:
        raise Http404("No such address")
    context = {"hearing": None, "is_left": True}
    return personal(render(request, "public/follow_leave.html", context))
