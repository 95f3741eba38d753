"""What a person does to one passage of a review: correct, divide, add; and the list's own deeds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.queries.reviewing import passage_before
from retning.apps.strategy.rules import EDIT_STRATEGIES
from retning.apps.strategy.services.refusals import Refused
from retning.apps.strategy.services.review import add_passage, change_passage, split_passage
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import sentences
from retning.web.staff.conflicts import conflict_of
from retning.web.staff.deeds import Done, done
from retning.web.staff.forms.passages import AddedPassageForm, PassageForm, SplitForm
from retning.web.staff.lookups import passage_or_404, reading_or_404
from retning.web.staff.numbers import number_or_none
from retning.web.staff.passages import View, address_of
from retning.web.staff.source import around
from retning.web.staff.views.review import PART, view_of


def back_to(passage: Any, view: View) -> str:
    """Where the list goes on after a deed on `passage`: the same filter, or the passage's page."""
    if view.is_whole:
        return address_of(passage, view)
    address = reverse("staff:review", args=[passage.reading_id])
    return f"{address}?{view.query(ved=passage.pk)}#passage-{passage.pk}"


@require_POST
@requires(EDIT_STRATEGIES)
def passage_deeds(request: StaffRequest, document: int) -> HttpResponse:
    """One deed from the list: a button's name says which, its value to which passage."""
    reading, view = reading_or_404(request, document), view_of(request)
    try:
        told = done(request, reading)
    except Refused as refusal:
        return _refused(request, refusal, document)
    except ChangedMeanwhile:
        told = Done(_("Somebody else changed it meanwhile. Look again."), None, True)
    (messages.error if told.is_refused else messages.success)(request, told.said)
    if "letters" in request.POST:
        return redirect("staff:repairs", document)
    if told.passage is not None:
        return redirect(back_to(told.passage, view))
    query = view.query()
    return redirect(reverse("staff:review", args=[document]) + (f"?{query}" if query else ""))


def _refused(request: StaffRequest, refusal: Refused, document: int) -> HttpResponse:
    messages.error(request, sentences.refused(refusal.code))
    return redirect("staff:document", document)


def _page(
    request: StaffRequest, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page, or for a script the form alone."""
    part = PART in request.headers
    template = f"staff/parts/{name}_form.html" if part else f"staff/{name}.html"
    return render(request, template, context | {"is_part": part}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT_STRATEGIES)
def passage(request: StaffRequest, document: int, passage: int) -> HttpResponse:
    """Correct one passage beside its place in the source."""
    found, view = passage_or_404(request, document, passage), view_of(request)
    form = PassageForm(request.POST) if request.method == "POST" else PassageForm.of(found)
    context: dict[str, Any] = {"passage": found, "reading": found.reading, "form": form}
    context |= {"pieces": around(found), "back": back_to(found, view), "view": view}
    if not form.is_bound:
        return _page(request, "passage", context)
    if not form.is_valid():
        return _page(request, "passage", context, status=422)
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
        return _page(request, "passage", context, status=409)
    except Refused as refusal:
        return _refused(request, refusal, document)
    messages.success(request, _("The passage has been saved."))
    return redirect(context["back"])


@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT_STRATEGIES)
def passage_split(request: StaffRequest, document: int, passage: int) -> HttpResponse:
    """Divide one passage: a script says at which character, a person draws a line."""
    found, view = passage_or_404(request, document, passage), view_of(request)
    form = SplitForm(request.POST, passage=found) if request.method == "POST" else SplitForm.of(
        found
    )  # fmt: skip
    context: dict[str, Any] = {"passage": found, "reading": found.reading, "form": form}
    context |= {"back": back_to(found, view), "view": view}
    if not form.is_bound:
        return _page(request, "passage_split", context)
    if not form.is_valid():
        return _page(request, "passage_split", context, status=422)
    try:
        made = split_passage(
            passage=found,
            expected_version=form.cleaned_data["version"],
            at=form.cleaned_data["at"],
            kind=form.kind,
            by=request.user,
            now=request.now,
        )
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else changed it meanwhile. Look again."))
        return redirect(reverse("staff:review", args=[document]))
    except Refused as refusal:
        form.add_error("text", sentences.refused(refusal.code))
        return _page(request, "passage_split", context, status=422)
    messages.success(request, _("The passage has been divided. This is the second half."))
    return redirect(back_to(made, view))


@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT_STRATEGIES)
def passage_add(request: StaffRequest, document: int) -> HttpResponse:
    """Add what the reader did not see: a stretch of the source where it stands, else a text after
    the passage that `efter` names, or first."""
    reading, view = reading_or_404(request, document), view_of(request)
    number = number_or_none(request.GET.get("efter", ""))
    after = passage_or_404(request, document, number) if number is not None else None
    form = AddedPassageForm(request.POST or None)
    back = back_to(after, view) if after else reverse("staff:review", args=[document])
    context: dict[str, Any] = {"reading": reading, "after": after, "form": form, "back": back}
    context |= {"view": view}
    if not form.is_bound:
        return _page(request, "passage_add", context)
    if not form.is_valid():
        return _page(request, "passage_add", context, status=422)
    span = form.span
    if span and after is None:
        after = passage_before(reading, span[0])
    try:
        added = add_passage(
            reading=reading,
            after=after,
            kind=PassageKind(form.cleaned_data["kind"]),
            text=form.cleaned_data["text"],
            span=span,
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        return _refused(request, refusal, document)
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else changed it meanwhile. Look again."))
        return redirect("staff:review", document)
    messages.success(request, _("The passage has been added."))
    return redirect(address_of(added, view) if span else back_to(added, view))
