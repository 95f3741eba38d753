"""A survey: answered by whoever has its address, thanked for, and its results."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from retning.apps.indicators.queries.surveys import (
    Phase,
    SurveyView,
    find_survey,
    survey_page,
)
from retning.apps.indicators.services.refusals import Refused
from retning.apps.indicators.services.surveys import answer_survey
from retning.web.public.forms.surveys import AnswerForm, draw_copy
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest


def _survey_or_404(request: HttpRequest, key: UUID) -> SurveyView:
    here = cast(SiteRequest, request)
    language = (get_language() or "da")[:2]
    found = survey_page(here.municipality, key, today=here.today, language=language)
    if found is None:
        raise Http404("No such survey in this municipality")
    return found


@csrf_exempt  # no account, no session, no cookie: nobody's rights can be borrowed by a form
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, key: UUID) -> HttpResponse:
    """The questionnaire. What is sent is kept before the answer to it is written."""
    found = _survey_or_404(request, key)
    if found.phase is not Phase.OPEN:
        is_sent = request.method == "POST"
        return redirect("public:survey", key) if is_sent else _drawn(request, found, None)
    if request.method != "POST":
        return _drawn(request, found, AnswerForm(initial={"copy": draw_copy(found)}, survey=found))
    form = AnswerForm(request.POST, survey=found)
    if not form.is_valid():
        return _drawn(request, found, form.with_new_copy(), status=422)
    row = find_survey(cast(SiteRequest, request).municipality, key)
    if row is None:
        raise Http404("No such survey in this municipality")
    try:
        answer_survey(
            survey=row,
            choices=form.choices,
            form=form.cleaned_data["copy"],
            now=cast(SiteRequest, request).now,
        )
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _drawn(request, found, form.with_new_copy(), status=409)
    return redirect("public:survey_thanks", key)


def _drawn(
    request: HttpRequest, found: SurveyView, form: AnswerForm | None, *, status: int = 200
) -> HttpResponse:
    """Each visitor's own copy: nobody keeps it."""
    context = {"survey": found, "form": form}
    response = render(request, "public/survey.html", context, status=status)
    patch_cache_control(response, no_store=True)
    return response


@require_safe
def survey_thanks(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where one comes after answering."""
    found = _survey_or_404(request, key)
    return cached_page(
        request,
        key_parts=("survey thanks", str(key), str(found.version)),
        render=lambda: render(request, "public/survey_thanks.html", {"survey": found}),
    )


@require_safe
def survey_results(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was answered, once it has been counted; until then, when it will be."""
    found = _survey_or_404(request, key)
    parts = ("survey results", str(key), str(found.version), found.phase, str(found.is_public))
    return cached_page(
        request,
        key_parts=parts,
        render=lambda: render(request, "public/survey_results.html", {"survey": found}),
    )
