"""An edition in from a file: choose it, look at what it holds, take it in."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from retning.apps.strategy.queries.exchange import FILE_LIMIT
from retning.apps.strategy.rules import PUBLISH
from retning.apps.strategy.services.import_checks import (
    ImportRefusal,
    ImportRefused,
    read_document,
)
from retning.apps.strategy.services.import_previews import keep_preview, kept_preview
from retning.apps.strategy.services.importing import import_edition, preview_import
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.exchanging import import_refused
from retning.web.staff.forms.exchange import ConfirmForm, ImportForm
from retning.web.staff.uploads import QuotaUploadHandler


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@requires(PUBLISH)
def edition_import(request: StaffRequest) -> HttpResponse:
    """The quota must stand before anything is read of the request, so the check against forgery
    is made inside."""
    handler = QuotaUploadHandler(request, limit=FILE_LIMIT)
    request.upload_handlers = [handler]
    answer: HttpResponse = _import(request, handler)
    return answer


@csrf_protect
def _import(request: HttpRequest, handler: QuotaUploadHandler) -> HttpResponse:
    staff = cast(StaffRequest, request)
    if request.method != "POST":
        return _page(request, ImportForm())
    if handler_exceeded(request, handler):
        return _page(request, ImportForm(), ImportRefused(ImportRefusal.TOO_LARGE), status=413)
    try:
        if "file" in request.POST:
            return _taken_in(staff)
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return _page(request, form, status=422)
        return _shown(staff, form)
    except ImportRefused as refused:
        return _page(request, ImportForm(), refused, status=422)


def handler_exceeded(request: HttpRequest, handler: QuotaUploadHandler) -> bool:
    """Whether more was sent than a file may hold; asks for the files, so that they are read."""
    return bool(request.FILES is not None and handler.is_exceeded)


def _shown(request: StaffRequest, form: ImportForm) -> HttpResponse:
    """What the file holds. It is kept under its checksum for a day."""
    sent = form.cleaned_data["document"]
    data = sent.read()
    document = read_document(data)
    preview = preview_import(
        municipality=request.municipality, document=document, by=request.user, now=request.now
    )
    kept = keep_preview(
        municipality=request.municipality,
        data=data,
        name=sent.name,
        by=request.user,
        now=request.now,
    )
    context = {
        "preview": preview,
        "resolutions": document["resolutions"],
        "confirm": ConfirmForm(initial={"file": kept.sha256}),
    }
    return render(request, "staff/edition_import.html", context)


def _taken_in(request: StaffRequest) -> HttpResponse:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _page(request, ImportForm({}), status=422)
    document = read_document(
        kept_preview(municipality=request.municipality, sha256=form.cleaned_data["file"])
    )
    edition = import_edition(
        municipality=request.municipality, document=document, by=request.user, now=request.now
    )
    messages.success(request, _("The edition has been taken in. Everyone can read it now."))
    return redirect("staff:edition", edition.strategy.key, edition.number)


def _page(
    request: HttpRequest,
    form: ImportForm,
    refused: ImportRefused | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form}
    if refused is not None:
        context |= {"refusal": import_refused(refused), "standing": refused.edition}
    return render(request, "staff/edition_import.html", context, status=status)
