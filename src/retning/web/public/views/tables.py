"""A table at a meeting, at its host's secret address: notes onto the text, taken live on a tablet.

Works as plain forms. A script that sends `Accept: application/json` is answered with what became
of the note and the list as it is now, so that it can send what was written while offline, once.
"""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from retning.apps.hearing.queries.events import EventView, staff_event
from retning.apps.hearing.queries.notes import NoteView, find_note, notes_at_table
from retning.apps.hearing.queries.tables import TableState, opens_at, table_of, table_state
from retning.apps.hearing.services.notes import (
    change_at_table,
    count_dots,
    draw_note_copy,
    drop_at_table,
    take_note,
)
from retning.apps.hearing.services.refusals import Refused
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.public.forms.events import DotsForm, NoteChangeForm, NoteForm, key_or_none
from retning.web.public.personal import personal
from retning.web.request.site import SiteRequest

EDIT = "ret"
"""The parameter that names a note to be written better."""
Table = Any
"""The row of a table; views know no models."""


@csrf_exempt  # whoever has the address may do what it is for
@require_http_methods(["GET", "HEAD", "POST"])
def event_table(request: HttpRequest, secret: str) -> HttpResponse:
    """The table's page, and each note that is sent from it."""
    here = cast(SiteRequest, request)
    table = table_of(here.municipality, secret)
    event = staff_event(here.municipality, table.event.key, here.now) if table else None
    if table is None or event is None:
        raise Http404("No such table in this municipality")
    if request.method == "POST":
        if "dots_of" in request.POST:
            return _counted(request, table, secret)
        if "drop" in request.POST:
            return _dropped(request, table, secret)
        return _noted(request, table, event, secret)
    note = _at_table(here, table, request.GET.get(EDIT, ""))
    if note is not None:
        return _page(request, table, event, _change_form(table, note), note=note)
    return _page(request, table, event, _fresh(table))


def _noted(request: HttpRequest, table: Table, event: EventView, secret: str) -> HttpResponse:
    """A new note, or one that is written better: the form says which."""
    here = cast(SiteRequest, request)
    changed = _at_table(here, table, request.POST.get("note", ""))
    form: NoteForm
    form = (NoteChangeForm if changed else NoteForm)(request.POST, table=table)
    if not form.is_valid():
        return _refused(request, table, event, form, 422, changed)
    said = form.cleaned_data
    try:
        if changed is not None:
            change_at_table(
                note=changed,
                table=table,
                expected_version=said["version"],
                noted=form.noted,
                now=here.now,
            )
        else:
            take_note(table=table, noted=form.noted, copy=said["copy"], now=here.now)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _refused(request, table, event, form, 409, changed)
    except ChangedMeanwhile:
        form.add_error(None, _("Somebody else has changed the note meanwhile. Open it again."))
        return _refused(request, table, event, form, 409, changed)
    return _done(request, table, secret)


def _counted(request: HttpRequest, table: Table, secret: str) -> HttpResponse:
    here, form = cast(SiteRequest, request), DotsForm(request.POST)
    note = _at_table(here, table, request.POST["dots_of"])
    if note is not None and form.is_valid():
        try:
            count_dots(note=note, table=table, dots=form.cleaned_data["dots"], now=here.now)
        except Refused:
            return _done(request, table, secret, status=409)
    return _done(request, table, secret)


def _dropped(request: HttpRequest, table: Table, secret: str) -> HttpResponse:
    here = cast(SiteRequest, request)
    note = _at_table(here, table, request.POST["drop"])
    if note is not None:
        try:
            drop_at_table(note=note, table=table, now=here.now)
        except Refused:
            return _done(request, table, secret, status=409)
    return _done(request, table, secret)


def _at_table(here: SiteRequest, table: Table, key: str) -> Any:
    """The row of a note that was taken at this table; None for anything else."""
    named = key_or_none(key)
    found = find_note(here.municipality, named) if named is not None else None
    return found if found is not None and found.table_id == table.pk else None


def _fresh(table: Table) -> NoteForm:
    return NoteForm(initial={"copy": draw_note_copy()}, table=table)


def _change_form(table: Table, note: Any) -> NoteChangeForm:
    said = {name: getattr(note, name) for name in ("version", "kind", "text", "dots")}
    said["row"] = str(note.row_key or "")
    return NoteChangeForm(initial=said, table=table)


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _done(request: HttpRequest, table: Table, secret: str, *, status: int = 200) -> HttpResponse:
    if _is_script(request):
        return personal(JsonResponse({"kept": True, "list": _list(request, table)}, status=status))
    answer = redirect("public:event_table", secret)
    answer.headers["Location"] += "#noter"
    return personal(answer)


def _refused(
    request: HttpRequest,
    table: Table,
    event: EventView,
    form: NoteForm,
    status: int,
    note: Any,
) -> HttpResponse:
    if _is_script(request):
        said = " ".join(str(each) for problems in form.errors.values() for each in problems)
        return personal(JsonResponse({"kept": False, "said": said}, status=status))
    return _page(request, table, event, form, note=note, status=status)


def _page(
    request: HttpRequest,
    table: Table,
    event: EventView,
    form: NoteForm,
    *,
    note: Any = None,
    status: int = 200,
) -> HttpResponse:
    state = table_state(table.event, cast(SiteRequest, request).now)
    context = {
        "event": event,
        "table": table,
        "state": state,
        "opens_at": opens_at(table.event),
        "form": form if state is TableState.OPEN else None,
        "note": note,
        "notes": notes_at_table(table),
    }
    return personal(render(request, "public/event_table.html", context, status=status))


def _list(request: HttpRequest, table: Table) -> str:
    notes: list[NoteView] = notes_at_table(table)
    state = table_state(table.event, cast(SiteRequest, request).now)
    event = {"dots": table.event.dots}
    return render_to_string(
        "public/parts/table_notes.html",
        {"notes": notes, "event": event, "state": state},
        request=request,
    )
