"""What outlooks are worth: how they were tested, and the diagrams as files."""

from __future__ import annotations

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from retning.apps.indicators.queries.indicators import catalogue
from retning.apps.indicators.queries.state import figures_state
from retning.core.benchmark.worth import measured
from retning.core.charts import Drawing
from retning.web.public.picturing import picture_answer
from retning.web.public.presenters.figures import language_of_page
from retning.web.public.presenters.foretelling import PICTURES, drawing_of, tested
from retning.web.public.presenters.indicators import catalogue_link
from retning.web.request.rendering import cached_page
from retning.web.request.site import SiteRequest


@require_safe
def outlook_skill(request: HttpRequest) -> HttpResponse:
    """How outlooks were tested and how they did, by kind and by indicator."""
    site = cast(SiteRequest, request)

    def draw() -> HttpResponse:
        language = language_of_page()
        lines = catalogue(municipality=site.municipality)
        names = {line.indicator.code: line.indicator.name(language) for line in lines}
        context = {"tested": tested(measured(), names), "chain": [catalogue_link()]}
        return render(request, "public/outlook_skill.html", context)

    return cached_page(
        request, key_parts=("outlook skill", figures_state(site.municipality)), render=draw
    )


@require_safe
def outlook_skill_picture(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """One reliability diagram as a file."""

    def draw() -> Drawing:
        for kind, found in measured().kinds.items():
            if PICTURES[kind] == name:
                return drawing_of(kind, found)
        raise Http404("There is no such picture")

    return picture_answer(request, form, key_parts=("outlook skill",), draw=draw)
