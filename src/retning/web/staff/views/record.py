"""A hearing's record: what is there, what waits, what failed and why; the whole of it as ZIP."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from retning.apps.hearing.enums import JournalState
from retning.apps.hearing.queries.journal import (
    archive_with_key,
    archives_of,
    counts_of,
    entries_of,
    error_said,
    is_running_out,
)
from retning.apps.hearing.rules import KEEP_RECORD
from retning.apps.hearing.services.archives import ask_for_archive, file_archive
from retning.apps.hearing.services.journal import try_again
from retning.apps.hearing.services.refusals import Refused
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import enclosures
from retning.web.staff.lookups import hearing_or_404
from retning.web.staff.numbers import number_or_none

DOCUMENTS_A_PAGE = 25


@require_safe
@requires(KEEP_RECORD)
def hearing_record(request: StaffRequest, key: UUID) -> HttpResponse:
    """Every document, the newest first; `?vis=` names those in one state."""
    hearing = hearing_or_404(request, key)
    asked = request.GET.get("vis", "")
    state = JournalState(asked) if asked in JournalState.values else None
    found = Paginator(entries_of(hearing, state), DOCUMENTS_A_PAGE)
    listing = found.get_page(request.GET.get("side"))
    counts = counts_of(hearing)
    context = {
        "hearing": hearing,
        "counts": counts,
        "is_running_out": is_running_out(hearing, counts, request.today),
        "state": state,
        "listing": listing,
        "lines": [(entry, error_said(entry.last_error)) for entry in listing.object_list],
        "archives": archives_of(hearing),
        "receiver": _receiver(),
    }
    return render(request, "staff/record/record.html", context)


def _receiver() -> str:
    """Where documents go, without anything secret: "folder", the system's host, or empty."""
    parts = urlsplit(settings.JOURNAL_URL)
    return "folder" if parts.scheme == "file" else parts.hostname or ""


@require_POST
@requires(KEEP_RECORD)
def record_retry(request: StaffRequest, key: UUID) -> HttpResponse:
    """Let what failed be tried again: the document with a number, or all."""
    hearing = hearing_or_404(request, key)
    number = number_or_none(request.POST.get("number", ""))
    if "number" in request.POST and number is None:
        raise Http404("No such document")
    numbers = None if number is None else [number]
    count = try_again(hearing=hearing, numbers=numbers, by=request.user, now=request.now)
    said = ngettext(
        "%(count)s document is tried again within five minutes.",
        "%(count)s documents are tried again within five minutes.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("staff:hearing_record", key)


@require_POST
@requires(KEEP_RECORD)
def archive_make(request: StaffRequest, key: UUID) -> HttpResponse:
    """Have the whole record made as ZIP."""
    ask_for_archive(hearing=hearing_or_404(request, key), by=request.user, now=request.now)
    messages.success(request, _("The ZIP is being made. It stands here when it is ready."))
    return redirect("staff:hearing_record", key)


@require_safe
@requires(KEEP_RECORD)
def archive_file(request: StaffRequest, key: UUID, archive: UUID) -> HttpResponseBase:
    """A ZIP, to be saved."""
    found = archive_with_key(hearing_or_404(request, key), archive)
    return enclosures.download(request, None if found is None else found.attachment)


@require_POST
@requires(KEEP_RECORD)
def archive_filed(request: StaffRequest, key: UUID, archive: UUID) -> HttpResponse:
    """Somebody has put the ZIP on record by hand."""
    found = archive_with_key(hearing_or_404(request, key), archive)
    if found is None:
        raise Http404("No such ZIP of this hearing")
    try:
        count = file_archive(archive=found, by=request.user, now=request.now)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        said = ngettext(
            "%(count)s document is now marked as on record.",
            "%(count)s documents are now marked as on record.",
            count,
        )
        messages.success(request, said % {"count": count})
    return redirect("staff:hearing_record", key)
