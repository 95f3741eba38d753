"""What is said of an adopted strategy's targets: interpretations, judgements by people."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.queries.measuring import (
    interpretations_of,
    judgements_of,
    standing_decided,
)
from retning.apps.strategy.queries.published import edition_rows
from retning.apps.strategy.queries.verdicts import GoalVerdict, verdicts_of
from retning.apps.strategy.rules import INTERPRET, READ_DRAFTS
from retning.apps.strategy.services.measuring import interpret, judge_by_panel
from retning.apps.strategy.services.refusals import Refused
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import sentences
from retning.web.staff.adopted import (
    shown_adopted_goals,
    shown_interpretations,
    shown_judgements,
)
from retning.web.staff.adopted_places import Place, as_read, check_means, place_or_404
from retning.web.staff.forms.measuring import InterpretationForm, PanelForm
from retning.web.staff.lookups import strategy_or_404
from retning.web.staff.views.review import PART
from retning.web.staff.views.targets import TRY

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
@requires(READ_DRAFTS)
def adopted(request: StaffRequest, key: UUID) -> HttpResponse:
    """Every goal of the adopted edition with its targets, and what may be said of each."""
    strategy = strategy_or_404(request, key)
    edition = standing_decided(strategy.pk)
    rows = edition_rows(edition) if edition else []
    verdicts: Mapping[UUID, tuple[GoalVerdict, ...]] = {}
    if edition:
        verdicts = verdicts_of(
            rows, edition=edition, municipality=request.municipality, on=request.today
        )
    context = {
        "strategy": strategy,
        "edition": edition,
        "goals": shown_adopted_goals(strategy, rows, verdicts),
        "interpretations": shown_interpretations(interpretations_of(strategy.pk), rows, verdicts),
        "may_interpret": INTERPRET(request.standing),
    }
    return render(request, "staff/adopted.html", context)


@require_http_methods(GET_OR_POST)
@requires(INTERPRET)
def interpretation(request: StaffRequest, key: UUID, goal: UUID, number: int) -> HttpResponse:
    """Say how an adopted target is to be read, or give the goal a first or one more target."""
    there = place_or_404(request, key, goal, number)
    form = InterpretationForm(
        request.POST or None,
        municipality=request.municipality,
        initial=as_read(there, request.today),
    )
    context = there.context(form) | {"is_part": PART in request.headers, "action": request.path}
    if form.is_bound and TRY in request.POST:
        form.is_valid()
        return render(request, "staff/parts/interpretation_read.html", context)
    if not form.is_bound or not form.is_valid() or form.said is None:
        status = 422 if form.is_bound else 200
        return render(request, "staff/interpretation.html", context, status=status)
    try:
        interpret(
            strategy=there.strategy,
            goal=goal,
            place=there.place,
            target=form.said,
            means=form.means,
            decision=form.decision,
            ties=form.tie_rule,
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        form.add_error(None, sentences.refused(refusal.code))
        return render(request, "staff/interpretation.html", context, status=422)
    messages.success(request, _("The interpretation has been saved. It stands beside the goal."))
    return redirect(context["back"])


@require_http_methods(GET_OR_POST)
@requires(INTERPRET)
def judgement(request: StaffRequest, key: UUID, goal: UUID, number: int) -> HttpResponse:
    """Keep what people found of a goal that has no number."""
    there = place_or_404(request, key, goal, number)
    check_means(there, MeasuredBy.PANEL)
    form = PanelForm(
        request.POST or None,
        initial={"judged_on": request.today, "question": _question(there)},
    )
    context = there.context(form)
    context["judgements"] = shown_judgements(judgements_of(there.strategy.pk, goal, there.place))
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/judgement.html", context, status=status)
    said = form.cleaned_data
    try:
        judge_by_panel(
            strategy=there.strategy,
            goal=goal,
            place=there.place,
            question=said["question"],
            scale=form.scale,
            marks=said["marks"],
            asked=said["asked"],
            asked_number=said["asked_number"],
            judged_on=said["judged_on"],
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        form.add_error(None, sentences.refused(refusal.code))
        return render(request, "staff/judgement.html", context, status=422)
    messages.success(request, _("The judgement has been saved, and stands beside the goal."))
    return redirect(context["back"])


def _question(there: Place) -> str:
    return _("Does this hold: “%(goal)s”?") % {"goal": there.row.text[:400]}
