"""Surveys behind login: made, changed before they open, counted, or typed from elsewhere."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from retning.apps.indicators.queries.surveys import (
    Phase,
    SurveyView,
    find_survey,
    survey_page,
    surveys_of,
)
from retning.apps.indicators.rules import MANAGE_SURVEYS
from retning.apps.indicators.services.refusals import Refusal, Refused
from retning.apps.indicators.services.surveys import (
    Counted,
    change_survey,
    close_survey,
    enter_results,
    make_survey,
)
from retning.foundation.records.services import ChangedMeanwhile
from retning.web.request.access import requires
from retning.web.request.site import StaffRequest
from retning.web.staff.forms.surveys import (
    FIELD_OF,
    CloseForm,
    ResultsForm,
    SurveyForm,
    initial_of,
)

GET_OR_POST = ["GET", "HEAD", "POST"]


def _language() -> str:
    return (get_language() or "da")[:2]


def _survey_or_404(request: StaffRequest, key: UUID) -> SurveyView:
    found = survey_page(request.municipality, key, today=request.today, language=_language())
    if found is None:
        raise Http404("No such survey in this municipality")
    return found


def _row_or_404(request: StaffRequest, key: UUID) -> Any:
    found = find_survey(request.municipality, key)
    if found is None:
        raise Http404("No such survey in this municipality")
    return found


def _tell(form: Form, refusal: Refused) -> None:
    """Beside the field that the refusal is about, else above the form."""
    name = FIELD_OF.get(refusal.detail, refusal.detail)
    if refusal.code is Refusal.NOT_A_SHARE:
        name = "indicator"
    form.add_error(name if name in form.fields else None, refusal.sentence)


def _changed(form: Form) -> None:
    form.add_error(
        None, _("Somebody else has changed the survey meanwhile. Open it again and see what.")
    )


@require_safe
@requires(MANAGE_SURVEYS)
def surveys(request: StaffRequest) -> HttpResponse:
    """Every survey, the newest first."""
    found = surveys_of(request.municipality, today=request.today, language=_language())
    return render(request, "staff/surveys.html", {"surveys": found})


@require_safe
@requires(MANAGE_SURVEYS)
def survey(request: StaffRequest, key: UUID) -> HttpResponse:
    """One survey: where it is answered, how many have, what came of it."""
    found = _survey_or_404(request, key)
    context = {
        "survey": found,
        "address": request.build_absolute_uri(reverse("public:survey", args=[key])),
        "close_form": CloseForm(initial={"version": found.version}),
        "may_change": found.phase is Phase.PLANNED,
        "may_count": found.phase in {Phase.OPEN, Phase.ENDED},
        "may_enter": found.phase in {Phase.OPEN, Phase.ENDED} and not found.answers,
    }
    return render(request, "staff/survey.html", context)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_SURVEYS)
def survey_make(request: StaffRequest) -> HttpResponse:
    """A new survey. `?maal=` names the indicator that it is to give figures of."""
    initial = {"indicator": request.GET.get("maal", ""), "counted": 2, "opens_on": request.today}
    form = SurveyForm(request.POST or None, municipality=request.municipality, initial=initial)
    context = {"form": form, "back": reverse("staff:surveys")}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/survey_form.html", context, status=status)
    try:
        made = make_survey(
            municipality=request.municipality,
            indicator=form.cleaned_data["indicator"],
            asking=form.asking,
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        _tell(form, refusal)
        return render(request, "staff/survey_form.html", context, status=422)
    messages.success(request, _("The survey has been made."))
    return redirect("staff:survey", made.key)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_SURVEYS)
def survey_change(request: StaffRequest, key: UUID) -> HttpResponse:
    """What it asks, before its first day."""
    found = _row_or_404(request, key)
    form = SurveyForm(
        request.POST or None,
        municipality=request.municipality,
        survey=found,
        initial=initial_of(found),
    )
    context = {"form": form, "survey": found, "back": reverse("staff:survey", args=[key])}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/survey_form.html", context, status=status)
    try:
        change_survey(
            survey=found,
            expected_version=form.cleaned_data["version"] or 0,
            asking=form.asking,
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        _tell(form, refusal)
        return render(request, "staff/survey_form.html", context, status=422)
    except ChangedMeanwhile:
        _changed(form)
        return render(request, "staff/survey_form.html", context, status=409)
    messages.success(request, _("The survey has been saved."))
    return redirect("staff:survey", key)


@require_POST
@requires(MANAGE_SURVEYS)
def survey_close(request: StaffRequest, key: UUID) -> HttpResponse:
    """Count the answers and end it."""
    found = _row_or_404(request, key)
    form = CloseForm(request.POST)
    if not form.is_valid():
        raise Http404("No such version of the survey")
    try:
        counted = close_survey(
            survey=found,
            expected_version=form.cleaned_data["version"],
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    except ChangedMeanwhile:
        messages.error(request, _("Somebody else has changed the survey meanwhile. See what."))
    else:
        messages.success(request, _counted(counted))
    return redirect("staff:survey", key)


@require_http_methods(GET_OR_POST)
@requires(MANAGE_SURVEYS)
def survey_results(request: StaffRequest, key: UUID) -> HttpResponse:
    """The results of a survey that was made elsewhere."""
    found, row = _survey_or_404(request, key), _row_or_404(request, key)
    form = ResultsForm(request.POST or None, survey=found, initial={"version": found.version})
    context = {"form": form, "survey": found, "back": reverse("staff:survey", args=[key])}
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "staff/survey_results.html", context, status=status)
    try:
        counted = enter_results(
            survey=row,
            expected_version=form.cleaned_data["version"],
            counts=form.counts,
            proof=form.cleaned_data["proof"],
            by=request.user,
            now=request.now,
        )
    except Refused as refusal:
        _tell(form, refusal)
        return render(request, "staff/survey_results.html", context, status=422)
    except ChangedMeanwhile:
        _changed(form)
        return render(request, "staff/survey_results.html", context, status=409)
    messages.success(request, _counted(counted))
    return redirect("staff:survey", key)


def _counted(counted: Counted) -> str:
    if counted.is_too_few:
        return _("The survey has been counted. Too few answered, so it gives no figure.")
    if counted.taken is not None and counted.taken.held:
        return _(
            "The survey has been counted. Its figure differs much from the one before, so it is "
            "held until somebody has looked at it."
        )
    return _("The survey has been counted, and its figure is public.")
