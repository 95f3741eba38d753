"""The targets of a draft's goals: worded, linked to what measures them, all at once or each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.queries.draft import draft_outline, strategy_of
from retning.apps.strategy.queries.goal_targets import GoalTarget, targets_of_draft
from retning.apps.strategy.queries.linking import linking
from retning.apps.strategy.queries.measuring import standing_decided
from retning.apps.strategy.rules import EDIT_STRATEGIES, READ_DRAFTS
from retning.apps.strategy.services.goal_targets import (
    Worded,
    link_target,
    settle_doubt,
    word_goal,
)
from retning.apps.strategy.services.refusals import Refused
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import sentences
from retning.web.staff.forms.measuring import LATER, NO_SOURCE, LinkForm, means_of_choice
from retning.web.staff.forms.targets import TargetsForm
from retning.web.staff.linking import Choice, choices_for
from retning.web.staff.lookups import goal_or_none, once_here_or_404, strategy_or_404
from retning.web.staff.measuring import (
    draft_verdicts,
    open_targets,
    shown_goals,
    shown_history,
    shown_target,
)
from retning.web.staff.numbers import number_or_none
from retning.web.staff.returning import too_late
from retning.web.staff.views.review import PART
from retning.web.staff.views.targets import TRY

GET_OR_POST = ["GET", "HEAD", "POST"]
SEARCH = "soeg"
ANSWER = "answer"


@require_http_methods(GET_OR_POST)
@requires(READ_DRAFTS)
def measuring(request: StaffRequest, key: UUID) -> HttpResponseBase:
    """Every goal of a strategy with its targets and what is missing; what measures those that
    nobody has said it of can be confirmed at once."""
    strategy = strategy_or_404(request, key)
    outline = draft_outline(strategy)
    may_edit = EDIT_STRATEGIES(request.standing)
    if request.method == "POST":
        return _linked_at_once(request, strategy, outline.all_goals)
    goals = shown_goals(request, outline)
    context = {
        "strategy": strategy,
        "goals": goals,
        "ready": sum(each.is_ready for each in goals),
        "open": open_targets(request, outline.all_goals) if may_edit else [],
        "may_edit": may_edit,
        "adopted": standing_decided(strategy.pk),
    }
    return render(request, "staff/measuring.html", context)


@requires(EDIT_STRATEGIES)
def _linked_at_once(request: StaffRequest, strategy: Any, goals: list[Any]) -> HttpResponse:
    linked, gone = 0, 0
    for goal in goals:
        for target in targets_of_draft(goal):
            chosen = request.POST.get(f"m-{goal.pk}-{target.place}", LATER)
            if chosen == LATER or target.measured_by is not None:
                continue
            try:
                _link(request, goal, target, chosen)
                linked += 1
            except (ChangedMeanwhile, Refused):
                gone += 1
    said = ngettext(
        "What measures %(number)s target has been saved.",
        "What measures %(number)s targets has been saved.",
        linked,
    )
    messages.success(request, said % {"number": linked})
    if gone:
        messages.error(request, _("Somebody else has changed some of them meanwhile. Look again."))
    return redirect("staff:measuring", strategy.key)


def _link(request: StaffRequest, goal: Any, target: GoalTarget, chosen: str) -> None:
    link_target(
        goal=goal,
        expected_version=goal.version,
        place=target.place,
        means=means_of_choice(chosen),
        by=request.user,
        now=request.now,
    )


@require_http_methods(GET_OR_POST)
@requires(EDIT_STRATEGIES)
def goal_targets(request: StaffRequest, key: UUID) -> HttpResponse:
    """Say what a goal's targets are, typed in their canonical wording."""
    goal = goal_or_none(request, key)
    if goal is None:
        return too_late(request, once_here_or_404(request, "goal", key))
    if ANSWER in request.POST:
        return _answered(request, goal)
    strategy = strategy_of(goal)
    data = request.POST if request.method == "POST" else None
    form = TargetsForm.of_goal(goal, data)
    part = PART in request.headers
    context: dict[str, Any] = {"goal": goal, "strategy": strategy, "form": form, "is_part": part}
    context |= {"back": _measuring_url(goal), "action": request.path}
    template = "staff/parts/goal_targets_form.html" if part else "staff/goal_targets.html"
    if data is None:
        found = draft_verdicts(request, [goal])[goal.key]
        context["targets"] = [shown_target(goal, each) for each in found]
        return render(request, template, context)
    if not form.is_valid() or TRY in data:
        return render(request, template, context, status=200 if TRY in data else 422)
    try:
        word_goal(
            goal=goal,
            expected_version=form.version.cleaned_data["version"],
            targets=[Worded(said.target, said.place) for said in form.said],
            by=request.user,
            now=request.now,
        )
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else changed it meanwhile. Look again."))
        return redirect("staff:goal_targets", key)
    messages.success(request, _("The targets have been saved."))
    return redirect(_after_wording(goal))


def _after_wording(goal: Any) -> str:
    """Where a person goes on: to the first target that nobody has said what measures."""
    for target in targets_of_draft(goal):
        if target.measured_by is None:
            return reverse("staff:goal_target", args=[goal.key, target.number])
    return _measuring_url(goal)


def _measuring_url(goal: Any) -> str:
    address = reverse("staff:measuring", args=[strategy_of(goal).key])
    return f"{address}#goal-{goal.key}"


def _answered(request: StaffRequest, goal: Any) -> HttpResponse:
    """A question that an ambiguous wording leaves open is answered."""
    place, _colon, choice = request.POST[ANSWER].partition(":")
    at, chosen = number_or_none(place), number_or_none(choice)
    if at is None or chosen is None:
        raise Http404("No such answer")
    version = number_or_none(request.POST.get("version", "")) or 0
    try:
        settle_doubt(
            goal=goal,
            expected_version=version,
            place=at,
            choice=chosen,
            by=request.user,
            now=request.now,
        )
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else changed it meanwhile. Look again."))
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
    else:
        messages.success(request, _("Thank you: the target is read so."))
    return redirect("staff:goal_targets", goal.key)


@require_http_methods(GET_OR_POST)
@requires(EDIT_STRATEGIES)
def goal_target(request: StaffRequest, key: UUID, number: int) -> HttpResponse:
    """What measures one target: the likeliest indicators with reasons, a search, no source; its
    verdict as it would be today, with a picture."""
    goal = goal_or_none(request, key)
    if goal is None:
        return too_late(request, once_here_or_404(request, "goal", key))
    verdicts = {each.target.number: each for each in draft_verdicts(request, [goal])[key]}
    if number not in verdicts:
        raise Http404("No such target")
    target = verdicts[number].target
    asked = request.GET.get(SEARCH, "").strip()[:200]
    choices, found = choices_for(linking(request.municipality), goal.text, target, asked)
    form = LinkForm(
        request.POST or None,
        choices=[(each.code, _with_reason(each)) for each in choices],
        initial={
            "version": goal.version,
            "indicator": _chosen(target),
            "note": target.note,
        },
    )
    context = {
        "goal": goal,
        "strategy": strategy_of(goal),
        "target": shown_target(goal, verdicts[number], with_picture=True),
        "form": form,
        "found": found,
        "history": shown_history(verdicts[number]),
        "asked": asked,
        "back": _measuring_url(goal),
        "is_figure": target.indicator or target.measured_by in {None, MeasuredBy.NONE},
    }
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/goal_target.html", context, status=status)
    _confirmed(request, goal, target, form)
    return redirect("staff:goal_target", key, number)


def _confirmed(request: StaffRequest, goal: Any, target: GoalTarget, form: LinkForm) -> None:
    try:
        link_target(
            goal=goal,
            expected_version=form.cleaned_data["version"],
            place=target.place,
            means=form.means,
            by=request.user,
            now=request.now,
        )
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else changed it meanwhile. Look again."))
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
    else:
        messages.success(request, _("What measures the target has been saved."))


def _with_reason(choice: Choice) -> str:
    return f"{choice.label} – {choice.reason}" if choice.reason else choice.label


def _chosen(target: GoalTarget) -> str:
    return NO_SOURCE if target.measured_by is MeasuredBy.NONE else target.indicator
