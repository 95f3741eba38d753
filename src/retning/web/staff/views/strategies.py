"""Strategies: the list, the editor with its outline, a strategy's own fields, the preview."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.accounts.queries import names_of
from retning.apps.hearing.queries.hearings import HearingLine, hearings_of_strategy
from retning.apps.hearing.rules import READ_HEARINGS
from retning.apps.strategy.queries.draft import draft_outline, draft_standings
from retning.apps.strategy.queries.readings import unplaced_of
from retning.apps.strategy.queries.rows import editions_with_decisions
from retning.apps.strategy.queries.trail import trail_of_strategy, wordings_of
from retning.apps.strategy.rules import EDIT_STRATEGIES, PUBLISH, READ_DRAFTS
from retning.apps.strategy.services.draft import change_strategy, create_strategy
from retning.apps.strategy.services.refusals import Refused
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import sentences
from retning.web.staff.conflicts import conflict_of
from retning.web.staff.forms.drafts import StrategyChangeForm, StrategyForm
from retning.web.staff.lookups import strategy_or_404
from retning.web.staff.trails import lines_of

ENTRIES_A_PAGE = 50


@require_safe
@requires(READ_DRAFTS)
def strategies(request: StaffRequest) -> HttpResponse:
    """Every strategy of the municipality, newest period first."""
    context = {
        "strategies": draft_standings(request.municipality),
        "may_edit": EDIT_STRATEGIES(request.standing),
        "may_publish": PUBLISH(request.standing),
    }
    return render(request, "staff/strategies.html", context)


@require_safe
@requires(READ_DRAFTS)
def strategy(request: StaffRequest, key: UUID) -> HttpResponse:
    """The editor: the outline with everything that can be done to it."""
    found = strategy_or_404(request, key)
    editions = editions_with_decisions(found)
    context = {
        "strategy": found,
        "outline": draft_outline(found),
        "editions": editions,
        "unplaced": unplaced_of(found),
        "hearings": _hearings(request, found) if editions else [],
        "may_edit": EDIT_STRATEGIES(request.standing),
        "may_publish": PUBLISH(request.standing),
    }
    return render(request, "staff/strategy.html", context)


def _hearings(request: StaffRequest, found: Any) -> list[HearingLine]:
    """The hearings of its proposals, for those who may see them."""
    if not READ_HEARINGS(request.standing):
        return []
    return hearings_of_strategy(found, now=request.now)


@require_safe
@requires(READ_DRAFTS)
def strategy_preview(request: StaffRequest, key: UUID) -> HttpResponse:
    """The whole draft as the public would read it; marked, and only for staff."""
    found = strategy_or_404(request, key)
    context = {"strategy": found, "outline": draft_outline(found)}
    return render(request, "staff/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT_STRATEGIES)
def strategy_create(request: StaffRequest) -> HttpResponse:
    """A new strategy, empty."""
    year = request.today.year
    form = StrategyForm(
        request.POST or None,
        municipality=request.municipality,
        initial={"period_from": year, "period_to": year + 3, "legal_basis": "none"},
    )
    context: dict[str, Any] = {"form": form, "prose_fields": StrategyForm.PROSE}
    if not form.is_bound or _asks_for_preview(request, form, context):
        return render(request, "staff/strategy_fields.html", context)
    if not form.is_valid():
        return render(request, "staff/strategy_fields.html", context, status=422)
    values = dict(form.cleaned_data)
    revision_kind = values.pop("revision_kind")
    made = create_strategy(
        municipality=request.municipality,
        revision_kind=revision_kind,
        by=request.user,
        now=request.now,
        **values,
    )
    messages.success(request, _("The strategy has been made. Add its first area."))
    return redirect("staff:strategy", made.key)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(EDIT_STRATEGIES)
def strategy_fields(request: StaffRequest, key: UUID) -> HttpResponse:
    """A strategy's own fields: title, period, vision, legal basis and what that requires."""
    found = strategy_or_404(request, key)
    if request.method == "POST":
        form = StrategyChangeForm(request.POST, municipality=request.municipality, strategy=found)
    else:
        form = StrategyChangeForm.of(found)
    context: dict[str, Any] = {"strategy": found, "form": form}
    if not form.is_bound or _asks_for_preview(request, form, context):
        return render(request, "staff/strategy_fields.html", context)
    if not form.is_valid():
        return render(request, "staff/strategy_fields.html", context, status=422)
    try:
        change_strategy(
            strategy=found,
            expected_version=form.cleaned_data["version"],
            by=request.user,
            now=request.now,
            **form.values(),
        )
    except ChangedMeanwhile as refusal:
        context["conflict"] = conflict_of(form, refusal)
        return render(request, "staff/strategy_fields.html", context, status=409)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
        return redirect("staff:strategy_fields", found.key)
    messages.success(request, _("The strategy has been saved."))
    return redirect("staff:strategy", found.key)


def _asks_for_preview(request: StaffRequest, form: StrategyForm, context: dict[str, Any]) -> bool:
    """Whether the writer wants to see the texts before saving; then they are put in `context`."""
    if "preview" not in request.POST:
        return False
    context["previews"] = [
        (form.fields[name].label, text)
        for name in StrategyForm.PROSE
        if (text := request.POST.get(name, "").strip())
    ]
    return True


@require_safe
@requires(READ_DRAFTS)
def strategy_trail(request: StaffRequest, key: UUID) -> HttpResponse:
    """Who did what to the strategy, when, and in which fields."""
    found = strategy_or_404(request, key)
    listing = Paginator(trail_of_strategy(found), ENTRIES_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "strategy": found,
        "listing": listing,
        "lines": lines_of(listing.object_list, names_of, wordings_of),
    }
    return render(request, "staff/trail.html", context)
