"""Requests for access and erasure: written down, searched for, handed over, decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retning.apps.hearing.enums import KeptFor, RequestKind, RequestState
from retning.apps.hearing.queries.holdings import holdings
from retning.apps.hearing.queries.journal import archives_of
from retning.apps.hearing.queries.requests import (
    Hindrance,
    answers_left,
    due_on,
    hindrance,
    outcomes,
    request_with_key,
    requests_of,
    subjects_of,
)
from retning.apps.hearing.rules import KEEP_RECORD
from retning.apps.hearing.services.archives import ask_for_archive
from retning.apps.hearing.services.refusals import Refused
from retning.apps.hearing.services.requests import choose_subjects, decide_request, make_request
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.event_links import sign_up_link
from retning.web.staff.forms.record import (
    DecisionForm,
    RequestForm,
    SearchForm,
    first_request,
)
from retning.web.staff.lookups import hearing_or_404

WHY: Mapping[Hindrance | None, str | Promise] = {
    Hindrance.NOTHING_CHOSEN: gettext_lazy(
        "Choose first what the request is about: until then it can only be refused."
    ),
    Hindrance.NOT_FILED: gettext_lazy(
        "Something of it is not on record yet: until it is, the request can only be refused."
    ),
    Hindrance.KEPT: gettext_lazy("The law keeps something of it, so it cannot be granted whole."),
    None: "",
}
"""Why some answers cannot be chosen."""


@require_http_methods(["GET", "HEAD", "POST"])
@requires(KEEP_RECORD)
def hearing_requests(request: StaffRequest, key: UUID) -> HttpResponse:
    """Those that wait and those that have been answered; a new one is written down."""
    hearing = hearing_or_404(request, key)
    form = RequestForm(request.POST or None, initial=first_request(request.today))
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = make_request(
                hearing=hearing,
                kind=RequestKind(said["kind"]),
                asker=said["asker"],
                asked_on=said["asked_on"],
                by=request.user,
                now=request.now,
            )
        except Refused as refusal:
            form.add_error(refusal.detail or None, refusal.sentence)
        else:
            return redirect("staff:hearing_request", key, made.key)
    lines = [(one, due_on(one.kind, one.asked_on)) for one in requests_of(hearing)]
    context = {"hearing": hearing, "form": form, "lines": lines, "today": request.today}
    status = 422 if form.is_bound else 200
    return render(request, "staff/record/requests.html", context, status=status)


@require_safe
@requires(KEEP_RECORD)
def hearing_request(request: StaffRequest, key: UUID, subject: UUID) -> HttpResponse:
    """One request: what it is about, what may be done, the answer."""
    return _page(request, key, _found(request, key, subject))


@require_POST
@requires(KEEP_RECORD)
def request_search(request: StaffRequest, key: UUID, subject: UUID) -> HttpResponse:
    """What is held. What was searched for is in no address and no session."""
    found = _found(request, key, subject)
    form = SearchForm(request.POST)
    if not form.is_valid():
        return _page(request, key, found, search=form, status=422)
    held = holdings(request.municipality, form.cleaned_data["wanted"])
    return _page(request, key, found, search=form, held=held)


@require_POST
@requires(KEEP_RECORD)
def request_choose(request: StaffRequest, key: UUID, subject: UUID) -> HttpResponse:
    """What the request is about: what was found and chosen, or every response."""
    found = _found(request, key, subject)
    names = None if "every" in request.POST else request.POST.getlist("name")
    try:
        choose_subjects(request=found, names=names, by=request.user, now=request.now)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("What the request is about has been saved."))
    return redirect("staff:hearing_request", key, subject)


@require_POST
@requires(KEEP_RECORD)
def request_package(request: StaffRequest, key: UUID, subject: UUID) -> HttpResponse:
    """Have what it is about made as ZIP."""
    found = _found(request, key, subject)
    ask_for_archive(
        hearing=hearing_or_404(request, key), request=found, by=request.user, now=request.now
    )
    messages.success(request, _("The ZIP is being made. It stands here when it is ready."))
    return redirect("staff:hearing_request", key, subject)


@require_POST
@requires(KEEP_RECORD)
def request_decide(request: StaffRequest, key: UUID, subject: UUID) -> HttpResponse:
    """The answer; erasure is done at once."""
    found = _found(request, key, subject)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, key, found, decision=form, status=422)
    try:
        decide_request(
            request=found,
            state=form.cleaned_data["state"],
            reason=form.cleaned_data["reason"],
            link=sign_up_link(request),
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        name = refusal.detail if refusal.detail in form.fields else None
        form.add_error(name, refusal.sentence)
        return _page(request, key, found, decision=form, status=422)
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else has changed the request meanwhile. See what."))
    else:
        messages.success(request, _("The request has been answered. The record gets the decision."))
    return redirect("staff:hearing_request", key, subject)


def _found(request: StaffRequest, key: UUID, subject: UUID) -> Any:
    found = request_with_key(hearing_or_404(request, key), subject)
    if found is None:
        raise Http404("No such request in this hearing")
    return found


def _page(
    request: StaffRequest,
    key: UUID,
    found: Any,
    *,
    search: SearchForm | None = None,
    decision: DecisionForm | None = None,
    held: list[Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    hearing = hearing_or_404(request, key)
    subjects = subjects_of(found)
    is_open = found.state == RequestState.OPEN
    is_erasure = found.kind == RequestKind.ERASURE
    would_be = outcomes(subjects, now=request.now) if is_open and is_erasure else []
    hindering = hindrance(subjects, would_be)
    context = {
        "hearing": hearing,
        "subject": found,
        "subjects": subjects,
        "chosen": subjects.names,
        "chosen_before": sorted(subjects.names - {one.name for one in held or ()}),
        "due_on": due_on(found.kind, found.asked_on),
        "is_open": is_open,
        "is_erasure": is_erasure,
        "is_public_access": found.kind == RequestKind.PUBLIC_ACCESS,
        "goes": [each for each in would_be if each.is_erased],
        "waits": [each for each in would_be if not each.is_erased],
        "has_receiver": bool(settings.JOURNAL_URL),
        "kept": [(name, KeptFor(code).label) for name, code in found.kept],
        "search": search or SearchForm(),
        "held": held,
        "decision": (decision or DecisionForm()).leave(
            answers_left(hindering), str(WHY[hindering])
        ),
        "archives": archives_of(hearing, found),
        "today": request.today,
    }
    return render(request, "staff/record/request.html", context, status=status)
