"""A response at its secret address: what became of it, add to it, withdraw it from publication."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from retning.apps.hearing.queries.answering import heard_rows
from retning.apps.hearing.queries.phases import May, allows, days_left, phase_of
from retning.apps.hearing.queries.responses import OwnResponse, own_response
from retning.apps.hearing.services.adding import add_to_response, is_full, withdraw_response
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.strategy.queries.wording import row_word
from retning.foundation.attachments.enclosures import Enclosure
from retning.web.public.forms.answering import Addition, read_addition
from retning.web.public.forms.posted import FILES, TooMuch, posted
from retning.web.public.guarding import COPY_FIELD, NotOurs, check, draw_copy
from retning.web.public.personal import personal
from retning.web.public.presenters.receipts import choices_of, receipt_of
from retning.web.public.uploads import chosen_again, too_large
from retning.web.request.site import SiteRequest

ADDED = "tilfoejet"
"""The part of the receipt that one comes back to after adding."""
ADDITION = "addition"
"""What the guard's copies on a receipt are drawn for."""
NO_MORE = {Refusal.NOT_NOW, Refusal.IS_WITHDRAWN, Refusal.ADDED_ENOUGH}


@require_safe
def receipt(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """What a sender is given, and comes back to."""
    return _drawn(request, _own_or_404(request, slug, secret), secret, Addition())


# Whoever holds the secret may do this, and no cookie says so: no other site can borrow it.
@csrf_exempt
@require_POST
def add(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """Add a comment or files; the same sent twice is there once. Guarded as the response was: what
    gives cause to look is held, whatever was shown of the response before."""
    here, own = cast(SiteRequest, request), _own_or_404(request, slug, secret)
    try:
        fields, files = posted(request)
    except TooMuch as much:
        return _drawn(request, own, secret, Addition(error=much.sentence), status=413)
    copy = fields.get(COPY_FIELD, "")
    addition = read_addition(fields, heard_rows(own.response.hearing))
    unkept, again = too_large(request), addition.without_files(chosen_again("", len(files)))
    if unkept:
        large = addition.without_files(chosen_again(unkept, len(files) + 1))
        return _drawn(request, own, secret, large, copy, status=413)
    if addition.error or not (addition.said or files):
        asked = again.with_something_said(bool(files))
        return _drawn(request, own, secret, asked, copy, status=422)
    try:
        if not allows(own.response.hearing, May.ADD, here.now):
            raise Refused(Refusal.NOT_NOW)
        guarded = check(request, own.response, copy, fields, what=ADDITION)
        add_to_response(
            response=own.response,
            said=addition.said,
            enclosures=[Enclosure(file.chunks(), file.name or "") for file in files],
            held_for=guarded.held_for,
            now=here.now,
        )
    except NotOurs as stranger:
        refused = again.refused(stranger.sentence)
        return _drawn(request, own, secret, refused, stranger.fresh, status=422)
    except Refused as refusal:
        refused, status = _refused(addition, refusal, len(files))
        return _drawn(request, own, secret, refused, copy, status=status)
    return _back(slug, secret, ADDED)


def _refused(addition: Addition, refusal: Refused, files: int) -> tuple[Addition, int]:
    """The addition with what was wrong where it belongs, and the answer's status."""
    if refusal.code in NO_MORE:
        return addition.refused(refusal.sentence), 409
    return addition.without_files(chosen_again(refusal.sentence, files)), 422


@csrf_exempt
@require_POST
def withdraw(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """Take the response out of everyone's sight."""
    own = _own_or_404(request, slug, secret)
    try:
        withdraw_response(response=own.response, now=cast(SiteRequest, request).now)
    except Refused as refusal:
        addition = Addition(error=refusal.sentence)
        return _drawn(request, own, secret, addition, status=409)
    return _back(slug, secret, "")


def _back(slug: str, secret: str, part: str) -> HttpResponse:
    answer = redirect("public:hearing_receipt", slug, secret)
    answer.status_code = 303
    if part:
        answer.headers["Location"] += f"#{part}"
    return personal(answer)


def _own_or_404(request: HttpRequest, slug: str, secret: str) -> OwnResponse:
    own = own_response(cast(SiteRequest, request).municipality, slug, secret)
    if own is None:
        raise Http404("No such response in this municipality")
    return own


def _drawn(
    request: HttpRequest,
    own: OwnResponse,
    secret: str,
    addition: Addition,
    copy: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    """The receipt; `copy` is that of a form that was sent and is drawn again."""
    here, hearing = cast(SiteRequest, request), own.response.hearing
    path = reverse("public:hearing_receipt", args=[hearing.slug, secret])
    takes_more = allows(hearing, May.ADD, here.now)
    is_withdrawn = own.response.withdrawn_at is not None
    is_open = takes_more and own.response.erased_at is None and not is_withdrawn
    may_add = is_open and not is_full(own.response)
    rows: list[Any] = list(heard_rows(hearing).values()) if may_add else []
    context = {
        "hearing": hearing,
        "receipt": receipt_of(own, secret=secret, address=request.build_absolute_uri(path)),
        "phase": phase_of(hearing, here.now),
        "days_left": days_left(hearing, here.now),
        "may_add": may_add,
        "is_full": is_open and not may_add,
        "may_send_new": takes_more and is_withdrawn,
        "copy": copy or draw_copy(own.response, what=ADDITION, now=here.now),
        "may_withdraw": allows(hearing, May.WITHDRAW, here.now),
        "choices": choices_of(rows, row_word),
        "addition": addition,
        "files_field": FILES,
    }
    return personal(render(request, "public/hearing_receipt.html", context, status=status))
