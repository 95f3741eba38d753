"""Moving a goal, an objective or a theme to another place in its strategy."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from retning.apps.strategy.queries.draft import draft_node, draft_outline, strategy_of
from retning.apps.strategy.rules import EDIT_STRATEGIES
from retning.apps.strategy.services.placing import place_node
from retning.apps.strategy.services.refusals import Refused
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import sentences
from retning.web.staff.forms.places import PlaceForm
from retning.web.staff.kinds import words_of
from retning.web.staff.lookups import once_here_or_404
from retning.web.staff.returning import editor_url, too_late

MOVABLE = {"goal", "objective", "theme"}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT_STRATEGIES)
def node_place(request: StaffRequest, kind: str, key: UUID) -> HttpResponse:
    """Hang it below another area of its strategy, or, a goal, below an objective."""
    if kind not in MOVABLE:
        raise Http404("An area hangs below nothing")
    found = draft_node(request.municipality, kind, key)
    if found is None:
        return too_late(request, once_here_or_404(request, kind, key))
    strategy = strategy_of(found)
    form = PlaceForm(request.POST or None, outline=draft_outline(strategy), node=found)
    back = editor_url(strategy.key, found.key)
    words = words_of(kind)
    context = {"node": found, "words": words, "strategy": strategy, "form": form, "back": back}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/node_place.html", context, status=status)
    try:
        place_node(node=form.node, parent=form.chosen, by=request.user, now=request.now)
    except ChangedMeanwhile:
        return too_late(request, strategy)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
    else:
        messages.success(request, words.placed)
    return redirect(back)
