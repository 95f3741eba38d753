"""Figures from a file: choose it, say what stands where, look at what will change, take it in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.indicators.queries.indicators import catalogue
from retning.apps.indicators.rules import LOAD_FIGURES
from retning.apps.indicators.services.loading import (
    FILE_LIMIT,
    TABLE_LIMIT,
    FileKind,
    KeptFile,
    TableFile,
    export_state,
    keep_file,
    kept_file,
    look_at,
    preview_table,
    take_export,
    take_table,
)
from retning.apps.indicators.services.refusals import Refused
from retning.apps.indicators.services.releases import Taken
from retning.apps.indicators.sources.reply import Unavailable
from retning.apps.indicators.sources.sheets.guessing import Layout, SheetMapping, guess
from retning.apps.indicators.sources.sheets.sheet import Workbook
from retning.apps.indicators.sources.sheets.sheet import read as read_sheets
from retning.foundation.attachments.services import Refused as FileRefused
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import figures as words
from retning.web.staff import figures_tables as tables
from retning.web.staff.forms.figures import FileForm, MappingForm, TakeForm
from retning.web.staff.numbers import number_or_none
from retning.web.staff.uploads import QuotaUploadHandler


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@requires(LOAD_FIGURES)
def figures_upload(request: StaffRequest) -> HttpResponse:
    """Choose a file. The quota must stand before anything is read of the request, so the check
    against forgery is made inside."""
    handler = QuotaUploadHandler(request, limit=FILE_LIMIT)
    request.upload_handlers = [handler]
    answer: HttpResponse = _upload(request, handler)
    return answer


@csrf_protect
def _upload(request: HttpRequest, handler: QuotaUploadHandler) -> HttpResponse:
    staff = cast(StaffRequest, request)
    lines = catalogue(municipality=staff.municipality)
    if request.method != "POST":
        initial = {"indicator": request.GET.get("maal", "")}
        return _upload_page(request, FileForm(lines=lines, initial=initial))
    form = FileForm(request.POST, request.FILES, lines=lines)
    if handler.is_exceeded:
        form.errors.pop("figures_file", None)
        form.add_error("figures_file", words.too_large())
        return _upload_page(request, form, status=413)
    if not form.is_valid():
        return _upload_page(request, form, status=422)
    return _received(staff, form)


def _received(request: StaffRequest, form: FileForm) -> HttpResponse:
    sent, code = form.cleaned_data["figures_file"], form.cleaned_data["indicator"]
    data = sent.read()
    try:
        kept = keep_file(
            municipality=request.municipality,
            data=data,
            name=sent.name,
            by=request.user,
            now=request.now,
        )
    except FileRefused as refused:
        form.add_error("figures_file", words.file_refused(refused.code))
        return _upload_page(request, form, status=422)
    file = KeptFile(kept, data)
    if file.kind is not FileKind.TABLE:
        look_at(file=kept, by=request.user, now=request.now)
    elif len(data) > TABLE_LIMIT:
        form.add_error("figures_file", words.too_large())
    elif not code:
        form.add_error("indicator", _("Choose the indicator that the table has figures of."))
    if form.errors:
        return _upload_page(request, form, status=422)
    address = reverse("staff:figures_file", args=[kept.sha256])
    return redirect(f"{address}?maal={code}" if file.kind is FileKind.TABLE else address)


def _upload_page(request: HttpRequest, form: FileForm, *, status: int = 200) -> HttpResponse:
    return render(request, "staff/figures_upload.html", {"form": form}, status=status)


def _file_or_404(request: StaffRequest, sha256: str) -> KeptFile:
    found = kept_file(municipality=request.municipality, sha256=sha256)
    if found is None:
        raise Http404("No such file in this municipality")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@requires(LOAD_FIGURES)
def figures_file(request: StaffRequest, sha256: str) -> HttpResponse:
    """A file that was handed in: what it would change, and taking it in."""
    file = _file_or_404(request, sha256)
    if file.kind is FileKind.TABLE:
        return _table(request, file)
    return _export(request, file)


# --- A table ----------------------------------------------------------------------------


def _table(request: StaffRequest, file: KeptFile) -> HttpResponse:
    code = request.GET.get("maal", "")
    lines = {line.indicator.code: line for line in catalogue(municipality=request.municipality)}
    if code not in lines:
        return redirect("staff:figures_upload")
    context: dict[str, Any] = {
        "file": file.attachment,
        "indicator": lines[code].indicator,
        "indicator_name": lines[code].indicator.name(words.language()),
    }
    try:
        workbook = read_sheets(file.data)
        guessed = _guessed(request, workbook)
    except Unavailable as refused:
        context["refusal"] = words.unreadable(refused)
        return render(request, "staff/figures_table.html", context, status=422)
    said = request.GET if "sheet" in request.GET else None
    form = MappingForm(
        said, workbook=workbook, guessed=guessed, area=request.municipality.pk, auto_id="map_%s"
    )
    context |= {"form": form, "rows": tables.first_rows(form.shown, guessed)}
    if said is None and not _is_guess_valid(form):
        return render(request, "staff/figures_table.html", context)
    if said is not None and not form.is_valid():
        return render(request, "staff/figures_table.html", context, status=422)
    mapping = guessed if said is None else form.mapping
    table = TableFile(file.attachment, workbook, mapping, code)
    return _looked_at(request, table, context)


def _is_guess_valid(form: MappingForm) -> bool:
    """Whether the guess says all that is needed: a period may stand nowhere in the table."""
    said = form.initial
    return bool(form.is_wide or said["period"] >= 0 or said["all_period"])


def _guessed(request: StaffRequest, workbook: Workbook) -> SheetMapping:
    """The guess for the sheet that was chosen, else for the likeliest, in the chosen layout."""
    place = number_or_none(request.GET.get("sheet", ""))
    if place is None or place >= len(workbook.sheets):
        return guess(workbook, municipality=request.municipality.pk)
    one = Workbook((workbook.sheets[place],), workbook.checksum)
    try:
        found = replace(guess(one, municipality=request.municipality.pk), sheet=place)
    except Unavailable:
        found = SheetMapping(sheet=place, all_area=request.municipality.pk)
    chosen = request.GET.get("layout", "")
    return replace(found, layout=Layout(chosen)) if chosen in {*Layout} else found


def _looked_at(request: StaffRequest, table: TableFile, context: dict[str, Any]) -> HttpResponse:
    """What the table would change, or what has become of it."""
    take = TakeForm(request.POST or None)
    try:
        if request.method == "POST" and take.is_valid():
            return _table_taken(request, table, take)
        seen = preview_table(table, municipality=request.municipality, now=request.now)
    except Unavailable as refused:
        context["refusal"] = words.unreadable(refused)
        return render(request, "staff/figures_table.html", context, status=422)
    except Refused as refused:
        context["refusal"] = refused.sentence
        return render(request, "staff/figures_table.html", context, status=422)
    context |= {"seen": tables.shown_preview(seen), "take": take}
    status = 422 if take.is_bound else 200
    return render(request, "staff/figures_table.html", context, status=status)


def _table_taken(request: StaffRequest, table: TableFile, take: TakeForm) -> HttpResponse:
    taken = take_table(
        table=table,
        municipality=request.municipality,
        note=take.cleaned_data["note"],
        by=request.user,
        now=request.now,
    )
    return told(request, taken)


def told(request: StaffRequest, taken: Taken) -> HttpResponse:
    """What became of figures, and where to see it."""
    if taken.release is None:
        messages.info(request, _("Nothing was new: these figures stand already."))
        return redirect("staff:figures")
    if taken.held:
        messages.warning(request, _("The figures are held: somebody must look at what is odd."))
    elif taken.added:
        messages.success(request, _("The figures have been taken in and are public."))
    else:
        messages.info(request, _("The same figures were rejected before. Nothing changed."))
    return redirect("staff:release", taken.release.pk)


# --- An export --------------------------------------------------------------------------


def _export(request: StaffRequest, file: KeptFile) -> HttpResponse:
    if request.method == "POST":
        if request.POST.get("deed") == "take":
            take_export(file=file.attachment, by=request.user, now=request.now)
        else:
            look_at(file=file.attachment, by=request.user, now=request.now)
        return redirect("staff:figures_file", file.attachment.sha256)
    return render(request, "staff/figures_export.html", _export_context(request, file))


def _export_context(request: StaffRequest, file: KeptFile) -> dict[str, Any]:
    state = export_state(file.attachment, now=request.now)
    return {"file": file.attachment, "state": tables.shown_export(state)}


@require_safe
@requires(LOAD_FIGURES)
def figures_progress(request: StaffRequest, sha256: str) -> JsonResponse:
    """The same for a script: whether to ask again, and what to show meanwhile."""
    context = _export_context(request, _file_or_404(request, sha256))
    return JsonResponse(
        {
            "is_moving": context["state"].is_moving,
            "html": render_to_string("staff/parts/figures_progress.html", context, request),
        }
    )
