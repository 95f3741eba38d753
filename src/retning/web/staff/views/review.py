"""The review of a document: passages beside their source, a page at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from retning.apps.strategy.enums import ReadingState
from retning.apps.strategy.queries.readings import gone_since
from retning.apps.strategy.queries.reviewing import (
    UnderReview,
    page_of_source,
    review_counts,
    under_review,
    unreviewed_after,
)
from retning.apps.strategy.rules import EDIT_STRATEGIES
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import reading_sentences
from retning.web.staff.lookups import passage_or_404, reading_or_404
from retning.web.staff.numbers import number_or_none
from retning.web.staff.passages import (
    FILTERS,
    GONE,
    View,
    address_of,
    pick_kinds,
    review_keys,
    review_page,
    summary,
)
from retning.web.staff.pictures import picture_of_page
from retning.web.staff.source import PICTURE_WIDTH
from retning.web.staff.targets import marked_parts

PART = "X-Retning-Part"
"""A script asks with this header for the part of a page that changes, not for all of it."""

RETRY_SECONDS = "10"


def steps() -> list[str]:
    """The way of a document, as the step indicator names it."""
    return [_("Upload"), _("Reading"), _("Review"), _("Taking over")]


def view_of(request: StaffRequest) -> View:
    """What the address, or the form that a deed was sent from, asks to see of a review."""
    asked = request.POST if request.method == "POST" else request.GET
    only = asked.get("vis", "")
    if only and only not in FILTERS:
        raise Http404("No such kind of passage")
    pictures = asked.get("kilde") == "sider"
    by_doubt = asked.get("orden") == "usikre"
    return View(only, asked.get("side", "1"), as_pictures=pictures, by_doubt=by_doubt)


@require_safe
@requires(EDIT_STRATEGIES)
def review(request: StaffRequest, document: int) -> HttpResponse:
    """The source beside the list, a page at a time."""
    found = _under_review_or_404(request, document)
    reading = found.reading
    if reading.state not in {ReadingState.READ, ReadingState.TAKEN_OVER}:
        return redirect("staff:document", reading.pk)
    view = view_of(request)
    if view.as_pictures and not reading.page_count:
        view = replace(view, as_pictures=False)
    context: dict[str, Any] = {
        "reading": reading,
        "view": view,
        "steps": steps(),
        "is_open": reading.state == ReadingState.READ,
        "last_deed": found.last_deed,
        "gone_count": found.gone_count,
        "warnings": reading_sentences.reading_warnings(reading, here=request.municipality),
        "chosen": request.GET.get("ved", ""),
        "pick_kinds": pick_kinds(),
        "review_keys": review_keys(),
        "marked_parts": marked_parts(),
        "is_part": PART in request.headers,
    }
    if view.only == GONE:
        context |= {"numbers": summary(review_counts(reading)), "gone": gone_since(reading)}
    else:
        shown = review_page(reading, view)
        context |= {"shown": shown, "numbers": shown.numbers}
    context["filter_label"] = context["numbers"].label_of(view.only)
    template = "staff/parts/review_work.html" if context["is_part"] else "staff/review.html"
    return render(request, template, context)


def _under_review_or_404(request: StaffRequest, document: int) -> UnderReview:
    found = under_review(request.municipality, document)
    if found is None:
        raise Http404("No such document in this municipality")
    return found


@require_safe
@requires(EDIT_STRATEGIES)
def review_next(request: StaffRequest, document: int) -> HttpResponse:
    """Lead to the next passage that nobody has looked at, or that the reader was in doubt of."""
    reading = reading_or_404(request, document)
    found = unreviewed_after(
        reading,
        number_or_none(request.GET.get("efter", "")) or 0,
        in_doubt=request.GET.get("hvad") == "usikker",
    )
    if found is None:
        messages.success(request, _("Nothing is left to look at. You can go on."))
        return redirect("staff:review", reading.pk)
    return redirect(address_of(found, view_of(request)))


@require_safe
@requires(EDIT_STRATEGIES)
def review_at(request: StaffRequest, document: int, passage: int) -> HttpResponse:
    """Lead to one passage of a review, on whatever page of it that stands."""
    return redirect(address_of(passage_or_404(request, document, passage), view_of(request)))


@require_safe
@requires(EDIT_STRATEGIES, keeps=True)
def page_picture(request: StaffRequest, document: int, number: int) -> HttpResponse:
    """A page of a document as it is printed. The browser asks each time whether it may show it, and
    gets it again only where it has not got it."""
    reading = reading_or_404(request, document)
    if page_of_source(reading, number) is None:
        raise Http404("No such page")
    etag = f'"{reading.attachment.sha256}-{number}"'
    kept = get_conditional_response(request, etag=etag)
    response = kept or _shown(picture_of_page(reading.attachment, number, width=PICTURE_WIDTH))
    if response.status_code in {200, 304}:
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "private, no-cache"
    return response


def _shown(picture: bytes) -> HttpResponse:
    if not picture:
        sentence = _("This page could not be drawn. Its text can be read.")
        headers = {"Retry-After": RETRY_SECONDS}
        return HttpResponse(
            sentence, status=503, content_type="text/plain; charset=utf-8", headers=headers
        )
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}
    return HttpResponse(picture, content_type="image/png", headers=headers)
