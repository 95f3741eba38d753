"""A survey as the API tells it."""

from __future__ import annotations

from typing import Any, cast

from retning.apps.indicators.queries.surveys import Phase, QuestionView, SurveyView
from retning.web.api import shapes
from retning.web.api.presenters.pieces import Teller


def survey(tell: Teller, found: SurveyView) -> shapes.Survey:
    """What was asked and answered. How many have answered is told once it has been counted."""
    is_told = found.phase is Phase.COUNTED and not found.is_too_few
    return shapes.Survey(
        id=found.key,
        title=found.title,
        indicator=found.indicator_code,
        population=found.population,
        population_size=found.population_size,
        sample=found.sample,
        mode=cast(Any, found.mode.value),
        is_representative=found.is_representative,
        opens_on=found.opens_on,
        closes_on=found.closes_on,
        phase=cast(Any, found.phase.value),
        answers=found.answers if is_told else None,
        response_rate=found.response_rate if is_told else None,
        share=found.share,
        is_public=found.is_public,
        questions=[_question(each) for each in found.questions],
        text_language=cast(Any, found.language),
        url=tell.page("survey", found.key),
        results_url=tell.page("survey_results", found.key),
        api_url=tell.twin("survey", found.key),
        language=tell.language,
    )


def _question(question: QuestionView) -> shapes.SurveyQuestion:
    return shapes.SurveyQuestion(
        text=question.text,
        counts=question.counts,
        answers=question.answers,
        choices=[
            shapes.SurveyChoice(
                text=each.text,
                counts=each.counts,
                answers=each.answers,
                share=each.share,
                is_hidden=each.is_hidden,
            )
            for each in question.choices
        ],
    )
