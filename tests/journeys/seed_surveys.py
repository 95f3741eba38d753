"""Surveys for journeys to meet: one of each state."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from retning.apps.indicators.enums import SurveyMode
from retning.apps.indicators.models import Indicator
from retning.apps.indicators.services.surveys import answer_survey, close_survey, make_survey
from retning.apps.organisation.models import Municipality
from retning.foundation.audit.services import Actor
from tests.factories.surveys import ASKING


def surveys_to_see(municipality: Municipality, *, by: Actor, now: datetime) -> dict[str, str]:
    """Their keys by state: planned, open, counted (self-selected), counted with too few answers."""
    today = now.date()
    indicator = Indicator.objects.get(code="citizen-service")
    found, form = {}, 1
    for state, mode, first, counts in (
        ("planned", SurveyMode.POST, 3, ()),
        ("open", SurveyMode.WEB, -1, (3, 2, 1, 0)),
        ("counted", SurveyMode.OPEN, -2, (30, 20, 6, 2)),
        ("few", SurveyMode.VISIT, -3, (1, 1, 0, 0)),
    ):
        opens = today + timedelta(days=first)
        asking = replace(
            ASKING,
            mode=mode,
            sample=None if mode is SurveyMode.OPEN else 120,
            opens_on=opens,
            closes_on=opens + timedelta(days=20),
        )
        deed = {"by": by, "now": now}
        survey = make_survey(municipality=municipality, indicator=indicator, asking=asking, **deed)
        for choice, many in enumerate(counts):
            for _each in range(many):
                answer_survey(survey=survey, choices=[choice, None], form=form, now=now)
                form += 1
        if state in {"counted", "few"}:
            close_survey(survey=survey, expected_version=1, **deed)
        found[state] = str(survey.key)
    return found
