"""Areas, objectives, goals and themes: add, write, move, place, own, remove."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from retning.apps.strategy.queries.draft import draft_node, draft_outline, strategy_of
from retning.apps.strategy.rules import EDIT_STRATEGIES
from retning.apps.strategy.services.draft import (
    assign_goal,
    change_node,
    move_node,
    place_goal,
    remove_node,
)
from retning.apps.strategy.services.refusals import Refused
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import sentences
from retning.web.staff.adding import Adding, adding_of
from retning.web.staff.conflicts import GONE, conflict_of
from retning.web.staff.forms.drafts import NodeChangeForm, NodeForm, OwnerForm, PlaceForm
from retning.web.staff.kinds import words_of
from retning.web.staff.lookups import goal_or_none, once_here_or_404, strategy_or_404

GET_OR_POST = ["GET", "HEAD", "POST"]


def _editor(strategy_key: UUID, anchor: object = "") -> str:
    """The outline, at one of its nodes."""
    address = reverse("staff:strategy", args=[strategy_key])
    return f"{address}#node-{anchor}" if anchor else f"{address}#outline"


def _too_late(request: StaffRequest, strategy: Any) -> HttpResponse:
    """Back to the outline, which shows how it is now."""
    messages.error(
        request, _("Somebody else moved or removed it meanwhile. Nothing has been changed.")
    )
    return redirect(_editor(strategy.key))


def _gone_node(request: StaffRequest, kind: str, key: UUID) -> HttpResponse:
    """The page that the writer sent, with the text, and what happened to the node."""
    strategy = once_here_or_404(request, kind, key)
    context = {
        "words": words_of(kind),
        "strategy": strategy,
        "form": NodeChangeForm(initial={name: request.POST.get(name) for name in ("text", "body")}),
        "back": _editor(strategy.key),
        "conflict": GONE,
    }
    return render(request, "staff/node_gone.html", context, status=409)


def _asks_for_preview(request: StaffRequest, context: dict[str, Any]) -> bool:
    """Whether the writer wants to see the explanation before saving."""
    if "preview" not in request.POST:
        return False
    context["preview"] = request.POST.get("body", "")
    return True


@require_http_methods(GET_OR_POST)
@requires(EDIT_STRATEGIES)
def node_add(request: StaffRequest, key: UUID, kind: str) -> HttpResponse:
    """A new area in the strategy, or what hangs below the area or objective that `under` names."""
    strategy = strategy_or_404(request, key)
    adding: Adding = adding_of(request, strategy, kind)
    form = NodeForm(request.POST or None)
    context = {
        "strategy": strategy,
        "form": form,
        "adding": adding,
        "words": words_of(kind),
        "back": _editor(key, adding.parent_key),
    }
    if not form.is_bound or _asks_for_preview(request, context):
        return render(request, "staff/node_add.html", context)
    if not form.is_valid():
        return render(request, "staff/node_add.html", context, status=422)
    added = adding.add(
        text=form.cleaned_data["text"],
        body=form.cleaned_data["body"],
        by=request.user,
        now=request.now,
    )
    messages.success(request, words_of(kind).added)
    return redirect(_editor(key, added.key))


@require_http_methods(GET_OR_POST)
@requires(EDIT_STRATEGIES)
def node(request: StaffRequest, kind: str, key: UUID) -> HttpResponse:
    """The wording. The second of two writers is shown both texts, and loses none."""
    found = draft_node(request.municipality, kind, key)
    if found is None:
        return _gone_node(request, kind, key)
    strategy = strategy_of(found)
    form = NodeChangeForm(request.POST) if request.method == "POST" else NodeChangeForm.of(found)
    context: dict[str, Any] = {
        "node": found,
        "kind": kind,
        "words": words_of(kind),
        "strategy": strategy,
        "form": form,
        "back": _editor(strategy.key, found.key),
    }
    if not form.is_bound or _asks_for_preview(request, context):
        return render(request, "staff/node.html", context)
    if not form.is_valid():
        return render(request, "staff/node.html", context, status=422)
    try:
        change_node(
            node=found,
            expected_version=form.cleaned_data["version"],
            text=form.cleaned_data["text"],
            body=form.cleaned_data["body"],
            by=request.user,
            now=request.now,
        )
    except ChangedMeanwhile as refusal:
        context["conflict"] = conflict_of(form, refusal)
        return render(request, "staff/node.html", context, status=409)
    messages.success(request, words_of(kind).saved)
    return redirect(context["back"])


@require_POST
@requires(EDIT_STRATEGIES)
def node_deeds(request: StaffRequest, key: UUID) -> HttpResponse:
    """One step up or down: a button's name says which way, its value `kind:key` what moves."""
    strategy = strategy_or_404(request, key)
    ways = {"up", "down"} & request.POST.keys()
    if len(ways) != 1:
        raise Http404("No such deed")
    way = ways.pop()
    kind, _colon, node_key = request.POST[way].partition(":")
    try:
        found = draft_node(request.municipality, kind, UUID(node_key))
    except ValueError:
        raise Http404("No such node") from None
    if found is None:
        return _too_late(request, once_here_or_404(request, kind, UUID(node_key)))
    if strategy_of(found) != strategy:
        raise Http404("No such node in this strategy")
    try:
        move_node(node=found, step=-1 if way == "up" else 1, by=request.user, now=request.now)
    except ChangedMeanwhile:
        return _too_late(request, strategy)
    words = words_of(kind)
    messages.success(request, words.moved_up if way == "up" else words.moved_down)
    return redirect(_editor(key, found.key))


@require_http_methods(GET_OR_POST)
@requires(EDIT_STRATEGIES)
def node_remove(request: StaffRequest, kind: str, key: UUID) -> HttpResponse:
    """Ask once, then remove; what is published stays."""
    found = draft_node(request.municipality, kind, key)
    if found is None:
        return _too_late(request, once_here_or_404(request, kind, key))
    strategy = strategy_of(found)
    context = {
        "node": found,
        "words": words_of(kind),
        "strategy": strategy,
        "back": _editor(strategy.key, found.key),
    }
    if request.method != "POST":
        return render(request, "staff/node_remove.html", context)
    try:
        remove_node(node=found, by=request.user, now=request.now)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
        return redirect(_editor(strategy.key, key))
    except ChangedMeanwhile:
        return _too_late(request, strategy)
    messages.success(request, words_of(kind).removed)
    return redirect(_editor(strategy.key))


@require_http_methods(GET_OR_POST)
@requires(EDIT_STRATEGIES)
def goal_owner(request: StaffRequest, key: UUID) -> HttpResponse:
    """Who owns a goal, and which fields it belongs to."""
    goal = goal_or_none(request, key)
    if goal is None:
        return _too_late(request, once_here_or_404(request, "goal", key))
    strategy = strategy_of(goal)
    if request.method == "POST":
        form = OwnerForm(request.POST, goal=goal, day=request.today)
    else:
        form = OwnerForm.of(goal, day=request.today)
    back = _editor(strategy.key, goal.key)
    context = {"goal": goal, "strategy": strategy, "form": form, "back": back}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/goal_owner.html", context, status=status)
    try:
        assign_goal(goal=goal, by=request.user, now=request.now, **form.values())
    except ChangedMeanwhile:
        return _too_late(request, strategy)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
    else:
        messages.success(request, _("The goal's owner has been saved."))
    return redirect(back)


@require_http_methods(GET_OR_POST)
@requires(EDIT_STRATEGIES)
def goal_place(request: StaffRequest, key: UUID) -> HttpResponse:
    """Hang a goal below another objective or area of its strategy."""
    goal = goal_or_none(request, key)
    if goal is None:
        return _too_late(request, once_here_or_404(request, "goal", key))
    strategy = strategy_of(goal)
    parent = goal.objective or goal.area
    form = PlaceForm(
        request.POST or None,
        outline=draft_outline(strategy),
        initial={"parent": str(parent.key)},
    )
    back = _editor(strategy.key, goal.key)
    context = {"goal": goal, "strategy": strategy, "form": form, "back": back}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/goal_place.html", context, status=status)
    try:
        place_goal(goal=goal, parent=form.chosen, by=request.user, now=request.now)
    except ChangedMeanwhile:
        return _too_late(request, strategy)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
    else:
        messages.success(request, _("The goal has been moved."))
    return redirect(back)
