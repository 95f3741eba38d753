"""The review: passages beside their source, edited, moved, left out, added; then taken over."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.queries.readings import passage_counts
from retning.apps.strategy.rules import EDIT_STRATEGIES
from retning.apps.strategy.services.refusals import DoesNotFit, Refused
from retning.apps.strategy.services.review import (
    add_passage,
    change_passage,
    drop_passage,
    move_passage,
)
from retning.apps.strategy.services.taking_over import take_over
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import sentences
from retning.web.staff.conflicts import conflict_of
from retning.web.staff.forms.documents import AddedPassageForm, PassageForm, TakeOverForm
from retning.web.staff.lookups import passage_or_404, reading_or_404
from retning.web.staff.passages import DROPPED, address_of, around, review_page, summary

FILTERS = {*PassageKind.values, DROPPED}


def steps() -> list[str]:
    """The way of a document, as the step indicator names it."""
    return [_("Upload"), _("Reading"), _("Review"), _("Taking over")]


@require_safe
@requires(EDIT_STRATEGIES)
def review(request: StaffRequest, document: int) -> HttpResponse:
    """The list beside the source, a page at a time."""
    reading = reading_or_404(request, document)
    if reading.state not in {ReadingState.READ, ReadingState.TAKEN_OVER}:
        return redirect("staff:document", reading.pk)
    only = request.GET.get("vis", "")
    if only and only not in FILTERS:
        raise Http404("No such kind of passage")
    shown = review_page(reading, number=request.GET.get("side", "1"), only=only)
    context = {
        "reading": reading,
        "shown": shown,
        "steps": steps(),
        "is_open": reading.state == ReadingState.READ,
        "language_warning": sentences.language_warning(reading.problem),
    }
    return render(request, "staff/review.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT_STRATEGIES)
def passage(request: StaffRequest, document: int, passage: int) -> HttpResponse:
    """Correct one passage beside its place in the source."""
    found = passage_or_404(request, document, passage)
    form = PassageForm(request.POST) if request.method == "POST" else PassageForm.of(found)
    context: dict[str, Any] = {"passage": found, "reading": found.reading, "form": form}
    context["pieces"] = around(found)
    context["back"] = address_of(found)
    if not form.is_bound:
        return render(request, "staff/passage.html", context)
    if not form.is_valid():
        return render(request, "staff/passage.html", context, status=422)
    try:
        change_passage(
            passage=found,
            expected_version=form.cleaned_data["version"],
            kind=PassageKind(form.cleaned_data["kind"]),
            text=form.cleaned_data["text"],
            body=form.cleaned_data["body"],
            by=request.user,
            now=request.now,
        )
    except ChangedMeanwhile as refusal:
        context["conflict"] = conflict_of(form, refusal)
        return render(request, "staff/passage.html", context, status=409)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
    else:
        messages.success(request, _("The passage has been saved."))
    return redirect(context["back"])


@require_POST
@requires(EDIT_STRATEGIES)
def passage_deeds(request: StaffRequest, document: int) -> HttpResponse:
    """One deed from the list: a button's name says which, its value to which passage."""
    deeds = {"up", "down", "drop", "restore"} & request.POST.keys()
    if len(deeds) != 1:
        raise Http404("No such deed")
    deed = deeds.pop()
    number = request.POST[deed]
    found = passage_or_404(request, document, int(number) if number.isdecimal() else 0)
    by: dict[str, Any] = {"passage": found, "by": request.user, "now": request.now}
    try:
        match deed:
            case "up" | "down":
                move_passage(step=-1 if deed == "up" else 1, **by)
            case "drop" | "restore":
                drop_passage(dropped=deed == "drop", **by)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
        return redirect("staff:document", document)
    messages.success(request, _said(deed))
    only = request.POST.get("vis", "")
    if only in FILTERS:
        return redirect(f"{reverse('staff:review', args=[document])}?{urlencode({'vis': only})}")
    found.refresh_from_db(fields=["order"])
    return redirect(address_of(found))


def _said(deed: str) -> str:
    return {
        "up": _("The passage has been moved up."),
        "down": _("The passage has been moved down."),
        "drop": _("The passage is left out. It stays in the list and can be taken in again."),
        "restore": _("The passage has been taken in again."),
    }[deed]


@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT_STRATEGIES)
def passage_add(request: StaffRequest, document: int) -> HttpResponse:
    """Add what the reader did not see, after the passage that `efter` names, or first."""
    reading = reading_or_404(request, document)
    number = request.GET.get("efter", "")
    after = passage_or_404(request, document, int(number)) if number.isdecimal() else None
    form = AddedPassageForm(request.POST or None)
    context: dict[str, Any] = {"reading": reading, "after": after, "form": form}
    context["back"] = address_of(after) if after else reverse("staff:review", args=[document])
    if not form.is_bound:
        return render(request, "staff/passage_add.html", context)
    if not form.is_valid():
        return render(request, "staff/passage_add.html", context, status=422)
    try:
        added = add_passage(
            reading=reading,
            after=after,
            kind=PassageKind(form.cleaned_data["kind"]),
            text=form.cleaned_data["text"],
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
        return redirect("staff:document", document)
    messages.success(request, _("The passage has been added."))
    return redirect(address_of(added))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT_STRATEGIES)
def document_take_over(request: StaffRequest, document: int) -> HttpResponse:
    """Make a draft of what was read."""
    reading = reading_or_404(request, document)
    if reading.state != ReadingState.READ:
        return redirect("staff:document", reading.pk)
    if request.method == "POST":
        form = TakeOverForm(request.POST, municipality=request.municipality)
    else:
        form = TakeOverForm.of(reading, year=request.today.year)
    shown = summary(passage_counts(reading))
    context = {"reading": reading, "shown": shown, "form": form, "steps": steps()}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/take_over.html", context, status=status)
    try:
        strategy = take_over(
            reading=reading,
            strategy=form.strategy,
            title=form.cleaned_data["title"],
            period_from=form.cleaned_data["period_from"],
            period_to=form.cleaned_data["period_to"],
            by=request.user,
            now=request.now,
        )
    except DoesNotFit as refusal:
        form.add_error(None, sentences.does_not_fit(refusal))
        return render(request, "staff/take_over.html", context, status=422)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
        return redirect("staff:document", reading.pk)
    messages.success(
        request,
        _("The document has been taken over. Here is the draft; the public does not see it yet."),
    )
    return redirect("staff:strategy", strategy.key)
