"""How figures stand: what waits, the sources, releases, and what a figure has been."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from retning.apps.indicators.enums import ReleaseState
from retning.apps.indicators.queries.feeds import calendar, health
from retning.apps.indicators.queries.indicators import history_of, indicator_page
from retning.apps.indicators.queries.releases import brought_by, changes_of
from retning.apps.indicators.rules import (
    DECIDE_ON_RELEASES,
    LOAD_FIGURES,
    MANAGE_SURVEYS,
    READ_RELEASES,
    SET_FIGURES,
    may_decide,
    visible_to,
)
from retning.apps.indicators.services.choices import show_outlooks, shows_outlooks
from retning.apps.indicators.services.own import take_back
from retning.apps.indicators.services.refusals import Refusal, Refused
from retning.apps.indicators.services.releases import Taken, accept_release, reject_release
from retning.core.periods import NoPeriod, period_of
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff import figures as words
from retning.web.staff.enclosures import download
from retning.web.staff.forms.figures import ReasonForm

RELEASES_A_PAGE = 10


@require_safe
@requires(READ_RELEASES)
def figures(request: StaffRequest) -> HttpResponse:
    """What waits, how the sources stand, what is expected, and the municipality's own."""
    visible = visible_to(request.standing, municipality=request.municipality)
    visible = visible.defer("problems").order_by("-fetched_at", "-pk")
    own = visible.filter(municipality=request.municipality)
    listing = Paginator(own, RELEASES_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "held": visible.filter(state=ReleaseState.HELD),
        "sources": words.source_lines(health()),
        "expected": calendar(),
        "listing": listing,
        "shows_outlooks": shows_outlooks(request.municipality),
        "may_load": LOAD_FIGURES(request.standing),
        "may_set": SET_FIGURES(request.standing),
        "may_ask": MANAGE_SURVEYS(request.standing),
    }
    return render(request, "staff/figures.html", context)


@require_POST
@requires(SET_FIGURES)
def figures_outlooks(request: StaffRequest) -> HttpResponse:
    """Whether outlooks are shown on the municipality's pages."""
    shows = request.POST.get("shows") == "1"
    show_outlooks(
        municipality=request.municipality, shows_outlooks=shows, by=request.user, now=request.now
    )
    told = _("Outlooks are shown.") if shows else _("Outlooks are hidden on all pages.")
    messages.success(request, told)
    return redirect("staff:figures")


def _release_or_404(request: StaffRequest, number: int) -> Any:
    visible = visible_to(request.standing, municipality=request.municipality)
    found = visible.select_related("attachment").filter(pk=number).first()
    if found is None:
        raise Http404("No such release here")
    return found


@require_safe
@requires(READ_RELEASES)
def release(request: StaffRequest, release: int) -> HttpResponse:
    """What came at one time: figures before and after, what is odd, and where it came from."""
    return _release_page(request, _release_or_404(request, release), ReasonForm())


def _release_page(
    request: StaffRequest, found: Any, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    brought = brought_by(found)
    english = words.language() == "en"
    names = {each.code: each.name_en if english else each.name_da for each in brought}
    actors = words.names_of_actors({found.by, found.decided_by} - {""})
    is_own = found.municipality_id == request.municipality.pk
    taken_back = found.taken_back_by.first() if is_own else None
    attachment = found.attachment
    may_load = LOAD_FIGURES(request.standing)
    context = {
        "release": found,
        "brought": [(each, names[each.code] or each.name_da) for each in brought],
        "changes": words.change_lines(changes_of(found, limit=100)),
        "problems": words.problem_lines(found.problems, names),
        "by": actors.get(found.by, ""),
        "decided_by": actors.get(found.decided_by, ""),
        "form": form,
        "may_decide": may_decide(request.standing, found),
        "taken_back": taken_back,
        "may_take_back": may_load
        and is_own
        and found.state == ReleaseState.PUBLIC
        and taken_back is None,
        "has_file": attachment is not None and attachment.tenant == request.municipality.pk,
    }
    return render(request, "staff/release.html", context, status=status)


@require_POST
@requires(DECIDE_ON_RELEASES)
def release_decide(request: StaffRequest, release: int) -> HttpResponse:
    """Accept or reject what is held, or take an own release back; the reason is kept."""
    found = _release_or_404(request, release)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _release_page(request, found, form, status=422)
    deed, reason = request.POST.get("deed", ""), form.cleaned_data["reason"]
    try:
        _decided(request, found, deed, reason)
    except Refused as refusal:
        form.add_error("reason" if refusal.code is Refusal.NO_REASON else None, refusal.sentence)
        return _release_page(request, found, form, status=422)
    return redirect("staff:release", found.pk)


def _decided(request: StaffRequest, found: Any, deed: str, reason: str) -> None:
    by: dict[str, Any] = {"by": request.user, "now": request.now}
    match deed:
        case "accept":
            accept_release(release=found, reason=reason, **by)
            messages.success(request, _("The figures are public now."))
        case "reject":
            reject_release(release=found, reason=reason, **by)
            messages.success(request, _("The figures have been rejected. What stood still stands."))
        case "take_back":
            taken = take_back(release=found, reason=reason, **by)
            messages.success(request, _taken_back(taken))
        case _:
            raise Http404("No such deed")


def _taken_back(taken: Taken) -> str:
    if taken.release is None:
        return _("None of these figures stood any longer, so nothing changed.")
    return _("The figures have been taken back. What was there before stands again.")


@require_safe
@requires(READ_RELEASES)
def release_file(request: StaffRequest, release: int) -> HttpResponseBase:
    """The file that a release came from, where it was handed in here."""
    return download(request, _release_or_404(request, release).attachment)


@require_safe
@requires(READ_RELEASES)
def figure_trace(request: StaffRequest, code: str, area: str, period: str) -> HttpResponse:
    """Everything that one figure has been: release, table, date."""
    shown = indicator_page(code, municipality=request.municipality)
    try:
        at = period_of(period)
    except NoPeriod:
        raise Http404("No such period") from None
    history = history_of(code, area, period, municipality=request.municipality)
    if shown is None or not history:
        raise Http404("No such figure")
    context = {
        "indicator": shown.indicator,
        "name": shown.indicator.name(words.language()),
        "area": words.area_name(area),
        "period": words.period_text(at),
        "unit": shown.indicator.unit(words.language()),
        "history": [(each, words.figure_text(each.figure)) for each in history],
    }
    return render(request, "staff/figure_trace.html", context)
