"""Surveys as pages and the API show them: what is asked, when, and what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from retning.apps.indicators.enums import ReleaseState, SurveyMode
from retning.apps.indicators.models import Survey
from retning.apps.organisation.models import Municipality
from retning.core.anonymity import LEAST, told


class Phase(StrEnum):
    """Where a survey stands; it follows from its dates and from whether it has been counted."""

    PLANNED = "planned"
    OPEN = "open"
    ENDED = "ended"
    COUNTED = "counted"


def is_counted(survey: Survey) -> bool:
    """Whether only the sums are left."""
    return any("answers" in each for question in survey.questions for each in question["choices"])


def may_answer(survey: Survey, today: date) -> bool:
    """Whether people can answer here on a day: the first and the last one included."""
    return not is_counted(survey) and survey.opens_on <= today <= survey.closes_on


def phase_of(survey: Survey, today: date) -> Phase:
    """Where it stands on a day."""
    if is_counted(survey):
        return Phase.COUNTED
    if today < survey.opens_on:
        return Phase.PLANNED
    return Phase.OPEN if today <= survey.closes_on else Phase.ENDED


@dataclass(frozen=True)
class ChoiceView:
    """`answers` is None where it is not told: not counted yet, or too few (`is_hidden`)."""

    text: str
    da: str
    en: str
    counts: bool
    answers: int | None = None
    share: float | None = None
    is_hidden: bool = False


@dataclass(frozen=True)
class QuestionView:
    """A question; `answers`: how many answered it, None where that is not told."""

    text: str
    da: str
    en: str
    choices: tuple[ChoiceView, ...]
    answers: int | None
    counts: bool

    @property
    def hides(self) -> bool:
        return any(choice.is_hidden for choice in self.choices)


@dataclass(frozen=True)
class SurveyView:
    """A survey on a day. `answers`: how many answered (the question that counts, once counted);
    `share`: the figure in per cent. `is_public`: whether its figure stands. `language`: what its
    texts are in: English only where all of it is."""

    key: UUID
    version: int
    indicator_code: str
    indicator: str
    language: str
    title: str
    title_da: str
    title_en: str
    questions: tuple[QuestionView, ...]
    population: str
    population_size: int | None
    sample: int | None
    mode: SurveyMode
    opens_on: date
    closes_on: date
    phase: Phase
    answers: int
    share: float | None
    is_public: bool
    is_held: bool

    @property
    def is_representative(self) -> bool:
        """Self-selected answers speak for nobody else, and never make a goal met."""
        return self.mode is not SurveyMode.OPEN

    @property
    def is_too_few(self) -> bool:
        return self.answers < LEAST

    @property
    def response_rate(self) -> float | None:
        """Per cent of those who were asked; None where it is not known how many were."""
        if not self.sample or not self.is_representative:
            return None
        return 100 * self.answers / self.sample

    @property
    def counting(self) -> QuestionView:
        """The question that gives the figure."""
        return next(question for question in self.questions if question.counts)


def find_survey(municipality: Municipality, key: UUID) -> Survey | None:
    """The row, for a deed; another municipality's is not found. One query."""
    rows = Survey.objects.select_related("indicator", "release")
    return rows.filter(municipality=municipality, key=key).first()


def survey_page(
    municipality: Municipality, key: UUID, *, today: date, language: str = "da"
) -> SurveyView | None:
    """One survey, in a language where it is written in it. One query."""
    row = _counted(Survey.objects.filter(municipality=municipality, key=key)).first()
    return _view(row, today, language) if row is not None else None


def surveys_of(
    municipality: Municipality, *, today: date, language: str = "da"
) -> list[SurveyView]:
    """Every survey of a municipality, the newest first. One query."""
    rows = _counted(Survey.objects.filter(municipality=municipality))
    return [_view(row, today, language) for row in rows]


def surveys_of_indicator(
    municipality: Municipality, code: str, *, today: date, language: str = "da"
) -> list[SurveyView]:
    """The surveys that have given an indicator its figures here, or are open. One query."""
    rows = _counted(Survey.objects.filter(municipality=municipality, indicator__code=code))
    views = (_view(row, today, language) for row in rows)
    return [view for view in views if view.phase in {Phase.OPEN, Phase.COUNTED}]


def _counted(rows: QuerySet[Survey]) -> QuerySet[Survey]:
    with_answers = rows.select_related("indicator", "release").annotate(given=Count("answers"))
    return with_answers.order_by("-opens_on", "pk")


def _view(row: Any, today: date, asked: str) -> SurveyView:
    counted = is_counted(row)
    language = "en" if asked == "en" and _is_translated(row) else "da"
    questions = tuple(
        _question(question, row.counted if place == row.counts else (), language)
        for place, question in enumerate(row.questions)
    )
    counts = [each.get("answers", 0) for each in row.questions[row.counts]["choices"]]
    answers = sum(counts) if counted else row.given
    share = None
    if counted and answers >= LEAST:
        share = 100 * sum(counts[place] for place in row.counted) / answers
    return SurveyView(
        key=row.key,
        version=row.version,
        indicator_code=row.indicator.code,
        indicator=(row.indicator.name_en if asked == "en" else "") or row.indicator.name_da,
        language=language,
        title=row.title_en if language == "en" else row.title_da,
        title_da=row.title_da,
        title_en=row.title_en,
        questions=questions,
        population=row.population,
        population_size=row.population_size,
        sample=row.sample,
        mode=SurveyMode(row.mode),
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        phase=phase_of(row, today),
        answers=answers,
        share=share,
        is_public=row.release is not None and row.release.state == ReleaseState.PUBLIC,
        is_held=row.release is not None and row.release.state == ReleaseState.HELD,
    )


def _is_translated(row: Survey) -> bool:
    texts = [row.title_en]
    for question in row.questions:
        texts += [question["en"], *(choice["en"] for choice in question["choices"])]
    return all(texts)


def _question(plain: dict[str, Any], counted: Sequence[int], language: str) -> QuestionView:
    choices = plain["choices"]
    is_done = any("answers" in each for each in choices)
    numbers = [each.get("answers", 0) for each in choices]
    seen = told(numbers) if is_done else (None,) * len(numbers)
    total = sum(numbers)
    return QuestionView(
        text=plain[language],
        da=plain["da"],
        en=plain["en"],
        answers=total if is_done and total >= LEAST else None,
        counts=bool(counted),
        choices=tuple(
            ChoiceView(
                text=each[language],
                da=each["da"],
                en=each["en"],
                counts=place in counted,
                answers=many,
                share=100 * many / total if many is not None else None,
                is_hidden=is_done and many is None,
            )
            for place, (each, many) in enumerate(zip(choices, seen, strict=True))
        ),
    )
