"""The end of a review: what was read becomes a draft, or more of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from retning.apps.strategy.enums import ReadingState
from retning.apps.strategy.queries.readings import gone_since, reading_of
from retning.apps.strategy.queries.reviewing import review_counts
from retning.apps.strategy.rules import EDIT_STRATEGIES
from retning.apps.strategy.services.refusals import DoesNotFit, Refused
from retning.apps.strategy.services.taking_over import TakingOver, taken_over
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import sentences
from retning.web.staff.forms.documents import TakeOverForm
from retning.web.staff.lookups import reading_or_404
from retning.web.staff.outcomes import outcomes
from retning.web.staff.passages import summary
from retning.web.staff.views.review import steps


@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT_STRATEGIES)
def document_take_over(request: StaffRequest, document: int) -> HttpResponse:
    """Make a draft of what was read."""
    reading = reading_or_404(request, document)
    if reading.state != ReadingState.READ:
        return redirect("staff:document", reading.pk)
    numbers = summary(review_counts(reading))
    context: dict[str, Any] = {"reading": reading, "numbers": numbers, "steps": steps()}
    earlier = _earlier(request, reading.previous_id)
    if earlier is not None:
        context |= {"earlier": earlier, "gone": gone_since(reading)}
    if request.method == "POST":
        form = TakeOverForm(request.POST, municipality=request.municipality)
    else:
        form = TakeOverForm.of(reading, year=request.today.year, into=earlier)
    context["form"] = form
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/take_over.html", context, status=status)
    try:
        became = taken_over(
            reading=reading,
            strategy=form.strategy,
            title=form.cleaned_data["title"],
            period_from=form.cleaned_data["period_from"],
            period_to=form.cleaned_data["period_to"],
            merge_areas=form.cleaned_data["merge_areas"],
            by=request.user,
            now=request.now,
        )
    except DoesNotFit as refusal:
        form.add_error(None, sentences.does_not_fit(refusal))
        return render(request, "staff/take_over.html", context, status=422)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
        return redirect("staff:document", reading.pk)
    return _told(request, became, numbers.unplaced_count)


def _earlier(request: StaffRequest, previous: int | None) -> Any:
    """The strategy that the document's previous reading was taken over into, or None."""
    found = reading_of(request.municipality, previous) if previous else None
    return found.strategy if found is not None else None


def _told(request: StaffRequest, became: TakingOver, unplaced: int) -> HttpResponse:
    """Say what became of it, and lead to the draft, or to what there has no place yet."""
    messages.success(
        request,
        _("The document has been taken over. Here is the draft; the public does not see it yet."),
    )
    for sentence in outcomes(became):
        messages.info(request, sentence)
    address = reverse("staff:strategy", args=[became.strategy.key])
    if unplaced:
        messages.warning(request, sentences.left_unplaced(unplaced))
    return redirect(f"{address}#unplaced" if unplaced else address)
