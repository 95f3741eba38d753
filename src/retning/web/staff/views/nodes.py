"""Areas, objectives, goals and themes: add, write, move up and down, own, remove."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from retning.apps.strategy.queries.draft import draft_node, strategy_of
from retning.apps.strategy.rules import EDIT_STRATEGIES
from retning.apps.strategy.services.draft import (
    assign_goal,
    change_node,
    move_node,
    remove_node,
)
from retning.apps.strategy.services.refusals import Refused
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import sentences
from retning.web.staff.adding import Adding, adding_of
from retning.web.staff.conflicts import GONE, conflict_of
from retning.web.staff.forms.drafts import NodeChangeForm, NodeForm, OwnerForm
from retning.web.staff.kinds import words_of
from retning.web.staff.lookups import goal_or_none, once_here_or_404, strategy_or_404
from retning.web.staff.returning import editor_url, too_late

GET_OR_POST = ["GET", "HEAD", "POST"]


def _gone_node(request: StaffRequest, kind: str, key: UUID) -> HttpResponse:
    """The page that the writer sent, with the text, and what happened to the node."""
    strategy = once_here_or_404(request, kind, key)
    context = {
        "words": words_of(kind),
        "strategy": strategy,
        "form": NodeChangeForm(initial={name: request.POST.get(name) for name in ("text", "body")}),
        "back": editor_url(strategy.key),
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
        "back": editor_url(key, adding.parent_key),
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
    return redirect(editor_url(key, added.key))


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
        "back": editor_url(strategy.key, found.key),
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
        return too_late(request, once_here_or_404(request, kind, UUID(node_key)))
    if strategy_of(found) != strategy:
        raise Http404("No such node in this strategy")
    try:
        move_node(node=found, step=-1 if way == "up" else 1, by=request.user, now=request.now)
    except ChangedMeanwhile:
        return too_late(request, strategy)
    words = words_of(kind)
    messages.success(request, words.moved_up if way == "up" else words.moved_down)
    return redirect(editor_url(key, found.key))


@require_http_methods(GET_OR_POST)
@requires(EDIT_STRATEGIES)
def node_remove(request: StaffRequest, kind: str, key: UUID) -> HttpResponse:
    """Ask once, then remove; what is published stays."""
    found = draft_node(request.municipality, kind, key)
    if found is None:
        return too_late(request, once_here_or_404(request, kind, key))
    strategy = strategy_of(found)
    context = {
        "node": found,
        "words": words_of(kind),
        "strategy": strategy,
        "back": editor_url(strategy.key, found.key),
    }
    if request.method != "POST":
        return render(request, "staff/node_remove.html", context)
    try:
        remove_node(node=found, by=request.user, now=request.now)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
        return redirect(editor_url(strategy.key, key))
    except ChangedMeanwhile:
        return too_late(request, strategy)
    messages.success(request, words_of(kind).removed)
    return redirect(editor_url(strategy.key))


@require_http_methods(GET_OR_POST)
@requires(EDIT_STRATEGIES)
def goal_owner(request: StaffRequest, key: UUID) -> HttpResponse:
    """Who owns a goal, and which fields it belongs to."""
    goal = goal_or_none(request, key)
    if goal is None:
        return too_late(request, once_here_or_404(request, "goal", key))
    strategy = strategy_of(goal)
    if request.method == "POST":
        form = OwnerForm(request.POST, goal=goal, day=request.today)
    else:
        form = OwnerForm.of(goal, day=request.today)
    back = editor_url(strategy.key, goal.key)
    context = {"goal": goal, "strategy": strategy, "form": form, "back": back}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/goal_owner.html", context, status=status)
    try:
        assign_goal(goal=goal, by=request.user, now=request.now, **form.values())
    except ChangedMeanwhile:
        return too_late(request, strategy)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
    else:
        messages.success(request, _("The goal's owner has been saved."))
    return redirect(back)
