"""What documents said that found no place in a strategy: a place for it, or that it needs none."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.readings import passage_of
from retning.apps.strategy.rules import EDIT_STRATEGIES
from retning.apps.strategy.services.refusals import Refused
from retning.apps.strategy.services.review import drop_passage
from retning.apps.strategy.services.unplaced import place_passage
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import sentences
from retning.web.staff.forms.unplaced import PlacePassageForm
from retning.web.staff.lookups import strategy_or_404


def _back(key: UUID) -> str:
    return f"{reverse('staff:strategy', args=[key])}#unplaced"


def _waiting_or_404(request: StaffRequest, strategy_id: int, pk: int) -> Any:
    found = passage_of(request.municipality, pk)
    if found is None or found.reading.strategy_id != strategy_id:
        raise Http404("No such passage of this strategy's documents")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT_STRATEGIES)
def unplaced(request: StaffRequest, key: UUID, passage: int) -> HttpResponse:
    """Make an area, an objective, a goal or a theme of it."""
    strategy = strategy_or_404(request, key)
    found = _waiting_or_404(request, strategy.pk, passage)
    form = PlacePassageForm(request.POST or None, outline=draft_outline(strategy))
    context = {"strategy": strategy, "passage": found, "form": form, "back": _back(key)}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/unplaced.html", context, status=status)
    try:
        node = place_passage(
            passage=found,
            kind=PassageKind(form.cleaned_data["kind"]),
            parent=form.chosen,
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        form.add_error("parent", sentences.refused(refusal.code))
        return render(request, "staff/unplaced.html", context, status=422)
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else changed it meanwhile. Look again."))
        return redirect(_back(key))
    messages.success(request, _("It has a place in the strategy now."))
    return redirect(f"{reverse('staff:strategy', args=[key])}#node-{node.key}")


@require_POST
@requires(EDIT_STRATEGIES)
def unplaced_drop(request: StaffRequest, key: UUID, passage: int) -> HttpResponse:
    """Say that it is not needed. It stays with its document, where it can be taken in again."""
    strategy = strategy_or_404(request, key)
    found = _waiting_or_404(request, strategy.pk, passage)
    try:
        drop_passage(passage=found, dropped=True, by=request.user, now=request.now)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else changed it meanwhile. Look again."))
    else:
        messages.success(request, _("It is not needed. It stays with its document."))
    return redirect(_back(key))
