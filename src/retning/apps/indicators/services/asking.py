"""What a survey asks, as a value to hand around, and as the model keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from retning.apps.indicators.enums import SurveyMode
from retning.apps.indicators.services.refusals import Refusal, Refused

MOST_QUESTIONS, MOST_CHOICES = 8, 12
LONGEST_QUESTION, LONGEST_CHOICE, LONGEST_NAME = 300, 120, 200
LONGEST_DAYS = 366


@dataclass(frozen=True)
class Choice:
    """One answer that can be ticked, in both languages (English may be empty)."""

    da: str
    en: str = ""


@dataclass(frozen=True)
class Question:
    """A question and what can be answered, in the order shown."""

    da: str
    choices: tuple[Choice, ...]
    en: str = ""


@dataclass(frozen=True)
class Asking:
    """A questionnaire, whom it asks and when. The figure is the share of the answers to question
    `counts` (from 0) that are among the `counted` choices (from 0)."""

    title_da: str
    questions: tuple[Question, ...]
    population: str
    mode: SurveyMode
    opens_on: date
    closes_on: date
    title_en: str = ""
    counts: int = 0
    counted: tuple[int, ...] = (0,)
    population_size: int | None = None
    sample: int | None = None

    def checked(self) -> Asking:
        """Itself. Raises Refused(NOT_VALID), whose detail names what is wrong."""
        for name, right in (
            ("title_da", _is_text(self.title_da, LONGEST_NAME)),
            ("title_en", len(self.title_en) <= LONGEST_NAME),
            ("population", _is_text(self.population, LONGEST_NAME)),
            ("questions", 1 <= len(self.questions) <= MOST_QUESTIONS),
            ("questions", all(map(_is_question, self.questions))),
            ("counts", self._has_counting()),
            ("counted", self._counts_some()),
            ("closes_on", 0 <= (self.closes_on - self.opens_on).days <= LONGEST_DAYS),
            ("sample", self.sample is None or self.sample > 0),
            ("sample", self.mode is not SurveyMode.OPEN or self.sample is None),
            ("sample", (self.sample or 0) <= (self.population_size or self.sample or 0)),
        ):
            if not right:
                raise Refused(Refusal.NOT_VALID, detail=name)
        return self

    def _has_counting(self) -> bool:
        return 0 <= self.counts < len(self.questions)

    def _counts_some(self) -> bool:
        """Some choices count, not all of them, none twice."""
        many = len(self.questions[self.counts].choices) if self._has_counting() else 0
        right = all(0 <= place < many for place in self.counted)
        return right and 0 < len(set(self.counted)) == len(self.counted) < many

    def fields(self) -> dict[str, Any]:
        """As the model's fields."""
        return {
            "title_da": self.title_da.strip(),
            "title_en": self.title_en.strip(),
            "questions": [_plain(question) for question in self.questions],
            "counts": self.counts,
            "counted": sorted(self.counted),
            "population": self.population.strip(),
            "population_size": self.population_size,
            "sample": self.sample,
            "mode": self.mode,
            "opens_on": self.opens_on,
            "closes_on": self.closes_on,
        }


def with_counts(
    questions: Sequence[Mapping[str, Any]], counts: Sequence[Sequence[int]]
) -> list[dict[str, Any]]:
    """The questions as kept, each choice with how many took it: what remains of the answers."""
    return [
        {
            **question,
            "choices": [
                {**choice, "answers": many}
                for choice, many in zip(question["choices"], told, strict=True)
            ],
        }
        for question, told in zip(questions, counts, strict=True)
    ]


def _plain(question: Question) -> dict[str, Any]:
    choices = [{"da": each.da.strip(), "en": each.en.strip()} for each in question.choices]
    return {"da": question.da.strip(), "en": question.en.strip(), "choices": choices}


def _is_text(text: str, longest: int) -> bool:
    return bool(text.strip()) and len(text) <= longest


def _is_question(question: Question) -> bool:
    names = [choice.da.strip() for choice in question.choices]
    return (
        _is_text(question.da, LONGEST_QUESTION)
        and len(question.en) <= LONGEST_QUESTION
        and 2 <= len(names) <= MOST_CHOICES
        and len(set(names)) == len(names)
        and all(_is_text(name, LONGEST_CHOICE) for name in names)
        and all(len(choice.en) <= LONGEST_CHOICE for choice in question.choices)
    )
