"""Signing up for a meeting without an account, and the page of one's own that it leads to."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from retning.apps.hearing.enums import HeldFor
from retning.apps.hearing.queries.events import (
    EventView,
    find_event,
    public_event,
    sign_up_of,
    sign_up_view,
)
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services.refusals import Refused
from retning.apps.hearing.services.signing_up import cancel_sign_up, sign_up
from retning.web.public.forms.events import SignUpForm
from retning.web.public.guarding import COPY_FIELD, NotOurs, check, draw_copy
from retning.web.public.personal import personal
from retning.web.public.views.events import event_or_404, way_back
from retning.web.request.site import SiteRequest

WHAT = "sign_up"
"""What the form is, to its guard."""


@csrf_exempt  # no account, no session, no cookie: nobody's rights can be borrowed by a form
@require_http_methods(["GET", "HEAD", "POST"])
def event_sign_up(request: HttpRequest, key: UUID) -> HttpResponse:
    """The form, and what is sent with it: kept before the answer is written."""
    here, found = cast(SiteRequest, request), event_or_404(request, key)
    if not found.may_sign_up:
        return redirect("public:event", key)
    if request.method != "POST":
        copy = draw_copy(found, what=WHAT, now=here.now)
        return _form(request, found, SignUpForm(), copy)
    form, copy = SignUpForm(request.POST), request.POST.get(COPY_FIELD, "")
    try:
        guarded = check(request, found, copy, request.POST, what=WHAT)
    except NotOurs as problem:
        form.add_error(None, problem.sentence)
        return _form(request, found, form, problem.fresh, status=422)
    if HeldFor.TRAP in guarded.held_for:
        form.add_error(None, _("Leave the field that is hidden empty, and send it again."))
    elif guarded.is_a_robots:
        sentence = _("We cannot sign you up just now. Try again in a quarter of an hour.")
        form.add_error(None, sentence)
        return _form(request, found, form, copy, status=429)
    if not form.is_valid():
        return _form(request, found, form, copy, status=422)
    event = find_event(here.municipality, key)
    if event is None:
        raise Http404("No such meeting in this municipality")
    try:
        made = sign_up(
            event=event,
            applicant=form.applicant((get_language() or "da")[:2]),
            copy=guarded.copy,
            link=lambda secret: whole_address(request, secret),
            now=here.now,
        )
    except Refused as refusal:
        form.add_error(refusal.detail if refusal.detail in form.fields else None, refusal.sentence)
        return _form(request, found, form, copy, status=409)
    return personal(redirect("public:sign_up", secret_of(Purpose.SIGN_UP, made.key)))


@csrf_exempt  # whoever has the address may do what it is for
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_page(request: HttpRequest, secret: str) -> HttpResponse:
    """One's own sign-up at its secret address: how it stands, and not coming after all."""
    here = cast(SiteRequest, request)
    row = sign_up_of(here.municipality, secret)
    found = public_event(here.municipality, row.event.key, here.now) if row else None
    if row is None or found is None:
        raise Http404("No such sign-up in this municipality")
    refused = ""
    if request.method == "POST":
        try:
            cancel_sign_up(
                sign_up=row, link=lambda each: whole_address(request, each), now=here.now
            )
        except Refused as refusal:
            refused = refusal.sentence
        else:
            return personal(redirect("public:sign_up", secret))
    context = {
        "event": found,
        "sign_up": sign_up_view(row),
        "chain": way_back(found),
        "refused": refused,
        "may_cancel": found.starts_at > here.now and not found.is_called_off,
    }
    status = 409 if refused else 200
    return personal(render(request, "public/sign_up.html", context, status=status))


def whole_address(request: HttpRequest, secret: str) -> str:
    """Where a sign-up's own page is, in the language that is active."""
    return request.build_absolute_uri(reverse("public:sign_up", args=[secret]))


def _form(
    request: HttpRequest, event: EventView, form: SignUpForm, copy: str, *, status: int = 200
) -> HttpResponse:
    context = {"event": event, "form": form, "copy": copy, "chain": way_back(event)}
    return personal(render(request, "public/event_sign_up.html", context, status=status))
