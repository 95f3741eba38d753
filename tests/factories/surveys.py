"""Surveys for tests, made by the real services; nothing is left to chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from retning.apps.indicators.enums import SourceKind, SurveyMode
from retning.apps.indicators.models import Indicator, Survey
from retning.apps.indicators.services.asking import Asking, Choice, Question
from retning.apps.indicators.services.surveys import answer_survey, make_survey
from retning.apps.organisation.models import Municipality
from tests.factories import indicators
from tests.factories.organisation import NOW, TESTER

TODAY = NOW.date()
SATISFIED = Question(
    "Hvor tilfreds er du med Borgerservice?",
    (
        Choice("Meget tilfreds", "Very satisfied"),
        Choice("Tilfreds", "Satisfied"),
        Choice("Hverken eller", "Neither"),
        Choice("Utilfreds", "Dissatisfied"),
    ),
    "How satisfied are you with citizen service?",
)
HOW = Question(
    "Hvordan kontaktede du os?",
    (Choice("Mødte op", "In person"), Choice("Ringede", "By telephone")),
    "How did you reach us?",
)
ASKING = Asking(
    title_da="Hvordan var dit besøg i Borgerservice?",
    title_en="How was your visit to citizen service?",
    questions=(SATISFIED, HOW),
    population="Borgere der har besøgt Borgerservice i november",
    population_size=900,
    sample=200,
    mode=SurveyMode.WEB,
    opens_on=TODAY,
    closes_on=TODAY + timedelta(days=14),
    counts=0,
    counted=(0, 1),
)


def asking(**said: Any) -> Asking:
    return replace(ASKING, **said)


def share_indicator(code: str = "test-satisfied") -> Indicator:
    """What a survey of these tests gives figures of."""
    found = Indicator.objects.filter(code=code).first()
    return found or indicators.indicator(code, name="Tilfredse", source=SourceKind.SURVEY)


def survey(
    municipality: Municipality, *, indicator: Indicator | None = None, **said: Any
) -> Survey:
    return make_survey(
        municipality=municipality,
        indicator=indicator or share_indicator(),
        asking=asking(**said),
        by=TESTER,
        now=NOW,
    )


def answers(asked: Survey, counts: Sequence[int], *, now: datetime = NOW, start: int = 1) -> None:
    """So many answers of each choice to the first question; the second is left open."""
    form = start
    for choice, many in enumerate(counts):
        for _each in range(many):
            answer_survey(survey=asked, choices=[choice, None], form=form, now=now)
            form += 1


def days(number: int) -> date:
    return TODAY + timedelta(days=number)
