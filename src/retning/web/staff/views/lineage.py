"""Lineage: a strategy out of another, and what each goal of the two has become."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retning.apps.strategy.queries.draft import draft_node, strategy_of
from retning.apps.strategy.queries.lineage import candidates, lineage_work, predecessor_wordings
from retning.apps.strategy.rules import EDIT_STRATEGIES, READ_DRAFTS
from retning.apps.strategy.services.lineage import (
    confirm_ancestors,
    end_goals,
    set_ancestor,
    take_back_ending,
)
from retning.apps.strategy.services.refusals import Refused
from retning.apps.strategy.services.succession import begin_successor
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import sentences
from retning.web.staff.answers import choice_of, choices_of
from retning.web.staff.conflicts import conflict_of
from retning.web.staff.forms.lineage import AncestorForm, EndingsForm, SuccessorForm
from retning.web.staff.kinds import words_of
from retning.web.staff.lookups import ending_or_none, once_here_or_404, strategy_or_404
from retning.web.staff.returning import too_late

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@requires(EDIT_STRATEGIES)
def successor(request: StaffRequest, key: UUID) -> HttpResponse:
    """A new strategy out of this one: everything goes on until somebody says otherwise."""
    strategy = strategy_or_404(request, key)
    is_sent = request.method == "POST"
    form = SuccessorForm(request.POST) if is_sent else SuccessorForm.after(strategy)
    context = {"strategy": strategy, "form": form, "back": reverse("staff:strategy", args=[key])}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/successor.html", context, status=status)
    made = begin_successor(strategy=strategy, by=request.user, now=request.now, **form.cleaned_data)
    messages.success(
        request, _("The new strategy has been made. Change what is to change; the rest goes on.")
    )
    return redirect("staff:strategy", made.key)


@require_safe
@requires(READ_DRAFTS)
def lineage(request: StaffRequest, key: UUID) -> HttpResponse:
    """Old goals beside new ones: what goes on, what is suggested, what nobody has answered for."""
    return _page(request, strategy_or_404(request, key))


def _page(
    request: StaffRequest, strategy: Any, *, form: EndingsForm | None = None, status: int = 200
) -> HttpResponse:
    work = lineage_work(strategy)
    context = {
        "strategy": strategy,
        "work": work,
        "form": form or EndingsForm(goals=[each.wording for each in work.unanswered]),
        "may_edit": EDIT_STRATEGIES(request.standing),
    }
    return render(request, "staff/lineage.html", context, status=status)


@require_POST
@requires(EDIT_STRATEGIES)
def lineage_deeds(request: StaffRequest, key: UUID) -> HttpResponse:
    """What the page's buttons ask for, by their names: `confirm` or `anew` one row, `confirm_all`
    that were shown as certain, `anew_all` that nothing was like, `end` the goals with
    a reason, `take_back` an ending."""
    strategy = strategy_or_404(request, key)
    deeds = {
        "confirm": _confirm,
        "confirm_all": _confirm,
        "anew_all": _confirm,
        "anew": _anew,
        "end": _end,
        "take_back": _take_back,
    }
    asked = deeds.keys() & request.POST.keys()
    if len(asked) != 1:
        raise Http404("No such deed")
    try:
        answer = deeds[asked.pop()](request, strategy)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
        answer = None
    return answer or redirect("staff:lineage", key)


def _confirm(request: StaffRequest, strategy: Any) -> None:
    names = {"confirm": "confirm", "confirm_all": "choice", "anew_all": "rest"}
    shown = next(said for button, said in names.items() if button in request.POST)
    choices = choices_of(request.POST.getlist(shown))
    done = confirm_ancestors(strategy=strategy, choices=choices, by=request.user, now=request.now)
    if done:
        words = ngettext(
            "%(count)s has been answered for.", "%(count)s have been answered for.", done
        )
        messages.success(request, words % {"count": done})
    if left := len(choices) - done:
        words = ngettext(
            "%(count)s was changed by somebody else meanwhile, and was left as it is.",
            "%(count)s were changed by somebody else meanwhile, and were left as they are.",
            left,
        )
        messages.warning(request, words % {"count": left})


def _anew(request: StaffRequest, strategy: Any) -> HttpResponse | None:
    choice = choice_of(request.POST["anew"])
    node = draft_node(request.municipality, choice.kind, choice.key)
    if node is None:
        return too_late(request, once_here_or_404(request, choice.kind, choice.key))
    if strategy_of(node) != strategy:
        raise Http404("No such node in this strategy")
    try:
        set_ancestor(
            node=node,
            ancestor=None,
            expected_version=choice.version,
            by=request.user,
            now=request.now,
        )
    except ChangedMeanwhile:
        messages.warning(
            request, _("It was changed by somebody else meanwhile, and was left as it is.")
        )
    else:
        messages.success(request, _("It is new: it goes on from nothing earlier."))
    return None


def _end(request: StaffRequest, strategy: Any) -> HttpResponse | None:
    # Every goal that was asked about, also where somebody else has answered for it meanwhile: what
    # was written of it must not be lost.
    old = predecessor_wordings(strategy).get("goal", [])
    form = EndingsForm(request.POST, goals=[each for each in old if str(each.key) in request.POST])
    if not form.is_valid():
        return _page(request, strategy, form=form, status=422)
    if not form.reasons:
        messages.warning(request, _("Nothing was written. Write why a goal does not go on."))
        return None
    try:
        ended = end_goals(strategy=strategy, reasons=form.reasons, by=request.user, now=request.now)
    except (ChangedMeanwhile, Refused):
        messages.warning(
            request,
            _(
                "Somebody else has answered for one of the goals meanwhile. Nothing has been "
                "saved: your words stand below, beside theirs."
            ),
        )
        return _page(request, strategy, form=form, status=409)
    words = ngettext("%(count)s goal has ended.", "%(count)s goals have ended.", len(ended))
    messages.success(request, words % {"count": len(ended)})
    return None


def _take_back(request: StaffRequest, strategy: Any) -> None:
    ending = ending_or_none(strategy, request.POST["take_back"])
    try:
        if ending is None:
            raise ChangedMeanwhile(None)
        take_back_ending(ending=ending, by=request.user, now=request.now)
    except ChangedMeanwhile:
        messages.warning(request, _("Somebody else has taken it back already."))
    else:
        messages.success(request, _("It has been taken back: the goal is unanswered again."))


@require_http_methods(GET_OR_POST)
@requires(EDIT_STRATEGIES)
def node_ancestor(request: StaffRequest, kind: str, key: UUID) -> HttpResponse:
    """Choose what a row goes on from, the most alike first; or that it begins anew."""
    words = words_of(kind)
    node = draft_node(request.municipality, kind, key)
    if node is None:
        return too_late(request, once_here_or_404(request, kind, key))
    # As the strategy's own page reads it: with its predecessor.
    strategy = strategy_or_404(request, strategy_of(node).key)
    found = candidates(node, predecessor_wordings(strategy).get(kind, []))
    is_sent = request.method == "POST"
    form = AncestorForm(request.POST, candidates=found) if is_sent else AncestorForm.of(node, found)
    back = f"{reverse('staff:lineage', args=[strategy.key])}#node-{key}"
    context: dict[str, Any] = {
        "node": node,
        "words": words,
        "strategy": strategy,
        "form": form,
        "back": back,
    }
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/node_ancestor.html", context, status=status)
    try:
        set_ancestor(
            node=node,
            ancestor=form.chosen,
            expected_version=form.cleaned_data["version"],
            by=request.user,
            now=request.now,
        )
    except ChangedMeanwhile as refusal:
        context["conflict"] = conflict_of(form, refusal)
        return render(request, "staff/node_ancestor.html", context, status=409)
    except Refused as refusal:
        messages.error(request, sentences.refused(refusal.code))
    else:
        messages.success(request, _("It has been saved what it goes on from."))
    return redirect(back)
