"""Documents on their way in: the list, the upload, how far the reading is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retning.apps.strategy.enums import ReadingState
from retning.apps.strategy.queries.readings import (
    ReadingOnItsWay,
    on_their_way,
    readings_of,
    waiting_count,
)
from retning.apps.strategy.queries.reviewing import has_uncertain
from retning.apps.strategy.rules import EDIT_STRATEGIES
from retning.apps.strategy.services.readings import discard_reading, read_again, receive_document
from retning.apps.strategy.services.refusals import AlreadyUploaded, Refused
from retning.foundation.attachments.services import Refused as FileRefused
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import reading_sentences, sentences
from retning.web.staff.forms.documents import UploadForm
from retning.web.staff.lookups import reading_or_404
from retning.web.staff.uploads import QuotaUploadHandler

DOCUMENTS_A_PAGE = 25


@require_safe
@requires(EDIT_STRATEGIES)
def documents(request: StaffRequest) -> HttpResponse:
    """Every document of the municipality, newest first."""
    listing = Paginator(readings_of(request.municipality), DOCUMENTS_A_PAGE).get_page(
        request.GET.get("side")
    )
    context = {"listing": listing, "items": on_their_way(list(listing))}
    return render(request, "staff/documents.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT_STRATEGIES)
def upload(request: StaffRequest) -> HttpResponse:
    """Take a document in. The quota must stand before anything is read of the request, so the
    check against forgery is made inside."""
    handler = QuotaUploadHandler(request, limit=settings.UPLOAD_LIMIT_BYTES)
    request.upload_handlers = [handler]
    answer: HttpResponse = _upload(request, handler)
    return answer


@csrf_protect
def _upload(request: HttpRequest, handler: QuotaUploadHandler) -> HttpResponse:
    if request.method != "POST":
        return _upload_page(request, UploadForm(limit=handler.limit))
    form = UploadForm(request.POST, request.FILES, limit=handler.limit)
    if handler.is_exceeded:
        refusal = sentences.too_large(handler.limit)
        return _upload_page(request, UploadForm(limit=handler.limit), refusal=refusal, status=413)
    if not form.is_valid():
        return _upload_page(request, form, status=422)
    return _received(request, form, handler.limit)  # type: ignore[arg-type]


def _received(request: StaffRequest, form: UploadForm, limit: int) -> HttpResponse:
    document = form.cleaned_data["document"]
    before = waiting_count(request.municipality)
    try:
        reading = receive_document(
            municipality=request.municipality,
            chunks=document.chunks(),
            name=document.name,
            limit=limit,
            again=form.cleaned_data["again"],
            by=request.user,
            now=request.now,
        )
    except FileRefused as refusal:
        sentence = sentences.file_refused(refusal.code, refusal.detail, limit=limit)
        empty = UploadForm(limit=limit)
        return _upload_page(request, empty, refusal=sentence, status=422)
    except AlreadyUploaded as refusal:
        again = UploadForm(limit=limit)
        return _upload_page(request, again, standing=refusal.reading, status=409)
    messages.success(request, sentences.queued(before))
    return redirect("staff:document", reading.pk)


def _upload_page(
    request: HttpRequest, form: UploadForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    standing = context.get("standing")
    context |= {
        "form": form,
        "megabytes": sentences.megabytes(form.limit),
        "too_large": sentences.too_large(form.limit),
        "may_repeat": standing is not None and standing.state == ReadingState.TAKEN_OVER,
    }
    return render(request, "staff/upload.html", context, status=status)


@require_safe
@requires(EDIT_STRATEGIES)
def document(request: StaffRequest, document: int) -> HttpResponse:
    """How far a document is; one that has been read is shown for review."""
    reading = reading_or_404(request, document)
    if reading.state == ReadingState.READ:
        doubt = "?orden=usikre" if has_uncertain(reading) else ""
        return redirect(reverse("staff:review", args=[reading.pk]) + doubt)
    item = on_their_way([reading])[0]
    return render(request, "staff/document.html", _progress_context(item))


def _progress_context(item: ReadingOnItsWay) -> dict[str, Any]:
    reading = item.reading
    waits = reading.state == ReadingState.WAITING
    problem = ""
    if item.is_broken_off:
        problem = reading_sentences.broken_off(item)
    elif reading.state == ReadingState.FAILED:
        problem = reading_sentences.unreadable(reading.problem)
    return {
        "item": item,
        "reading": reading,
        "problem": problem,
        "recognising": reading_sentences.recognising(item) if waits else "",
        "is_moving": waits and not item.is_broken_off,
        "may_repeat": item.is_broken_off,
        "may_discard": reading.state in {ReadingState.WAITING, ReadingState.FAILED},
    }


@require_safe
@requires(EDIT_STRATEGIES)
def document_progress(request: StaffRequest, document: int) -> JsonResponse:
    """The same for a script: whether to ask again, and what to show meanwhile."""
    reading = reading_or_404(request, document)
    item = on_their_way([reading])[0]
    context = _progress_context(item)
    return JsonResponse(
        {
            "is_moving": context["is_moving"],
            "html": render_to_string("staff/parts/progress.html", context, request),
        }
    )


@require_POST
@requires(EDIT_STRATEGIES)
def document_repeat(request: StaffRequest, document: int) -> HttpResponse:
    """Try again where the reading broke off."""
    reading = reading_or_404(request, document)
    read_again(reading=reading, by=request.user, now=request.now)
    messages.success(request, _("The document is in the queue again."))
    return redirect("staff:document", reading.pk)


@require_POST
@requires(EDIT_STRATEGIES)
def document_discard(request: StaffRequest, document: int) -> HttpResponse:
    """Put a document away, and stop its reading."""
    reading = reading_or_404(request, document)
    try:
        discard_reading(reading=reading, by=request.user, now=request.now)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
        return redirect("staff:document", reading.pk)
    messages.success(
        request,
        _("“%(title)s” has been put away. You may upload the same file again.")
        % {"title": reading.title},
    )
    return redirect(reverse("staff:documents"))
