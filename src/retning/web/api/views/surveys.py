"""The twin of a survey's public pages."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext

from retning.apps.indicators.queries.surveys import survey_page
from retning.web.api.asking import Asked, told
from retning.web.api.presenters import surveys
from retning.web.api.problems import not_found
from retning.web.api.views.reading import teller


def survey(asked: Asked, key: UUID) -> HttpResponse:
    """What was asked of whom, and what was answered."""
    here = asked.request
    found = survey_page(here.municipality, key, today=here.today, language=asked.language)
    if found is None:
        raise not_found(gettext("There is no such survey."))
    parts = ("survey", str(key), str(found.version), found.phase, str(found.is_public))
    return told(asked, parts, lambda: surveys.survey(teller(asked), found))
