"""Surveys: made, answered by nobody in particular, counted, and then only their sums are kept.

When people can answer follows from the dates. When it is counted, each choice gets its number of
answers (`Survey.questions`), the single answers are erased, and the share becomes the
municipality's own figure of the indicator (docs/decisions/0034).
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.db.models import Q

from retning.apps.indicators.enums import PeriodType, SourceKind
from retning.apps.indicators.models import Indicator, Survey, SurveyAnswer
from retning.apps.indicators.queries.surveys import is_counted, may_answer
from retning.apps.indicators.services.asking import Asking, with_counts
from retning.apps.indicators.services.own import enter_figures
from retning.apps.indicators.services.refusals import Refusal, Refused
from retning.apps.indicators.services.releases import Taken
from retning.apps.organisation.models import Municipality
from retning.core.anonymity import LEAST
from retning.core.benchmark.figures import Figure
from retning.core.periods import PeriodKind, holding
from retning.foundation.audit.services import Actor, record, snapshot
from retning.foundation.clock import date_in_denmark
from retning.foundation.records.services import change

LARGEST_FORM = 2**62
MOST_ANSWERS = 1_000_000


def draw_form() -> int:
    """A number for one copy of the questionnaire, drawn at random: the same copy counts once,
    however often it is sent. It becomes the answer's id, so that ids do not tell who came first."""
    return 1 + secrets.randbelow(LARGEST_FORM)


@transaction.atomic
def make_survey(
    *,
    municipality: Municipality,
    indicator: Indicator,
    asking: Asking,
    by: Actor,
    now: datetime,
) -> Survey:
    """A survey that gives an indicator its figure. Raises Refused: not_valid (the detail names the
    field), no_such_indicator, not_a_share."""
    check_indicator(indicator, municipality)
    survey = Survey(
        municipality=municipality, indicator=indicator, changed_at=now, **asking.checked().fields()
    )
    survey.save(force_insert=True)
    _audited("survey_made", survey, before=None, by=by, now=now)
    return survey


def check_indicator(indicator: Indicator, municipality: Municipality) -> None:
    """Raises Refused: no_such_indicator (another municipality's), not_a_share."""
    if indicator.municipality_id not in {None, municipality.pk}:
        raise Refused(Refusal.NO_SUCH_INDICATOR)
    if indicator.unit_da.strip() not in {"%", "pct.", "procent"}:
        raise Refused(Refusal.NOT_A_SHARE)


@transaction.atomic
def change_survey(
    *, survey: Survey, expected_version: int, asking: Asking, by: Actor, now: datetime
) -> Survey:
    """What a survey asks, before the first day on which it can be answered.

    Raises Refused: not_valid, has_begun; ChangedMeanwhile.
    """
    row = _locked(survey)
    if is_counted(row) or row.opens_on <= date_in_denmark(now):
        raise Refused(Refusal.HAS_BEGUN)
    before = snapshot(row)
    change(row, expected_version=expected_version, now=now, **asking.checked().fields())
    _audited("survey_changed", row, before=before, by=by, now=now)
    return row


@transaction.atomic
def answer_survey(
    *, survey: Survey, choices: Sequence[int | None], form: int, now: datetime
) -> bool:
    """One set of answers: a choice for each question, None where it was left open. False where
    this copy of the form had been sent before: it counts once. Nothing of who answered is known
    here, and no audit line is written.

    Raises Refused: not_open, not_an_answer.
    """
    row = _locked(survey)
    today = date_in_denmark(now)
    if not may_answer(row, today):
        raise Refused(Refusal.NOT_OPEN)
    many = [len(question["choices"]) for question in row.questions]
    right = len(choices) == len(many) and all(
        choice is None or 0 <= choice < most for choice, most in zip(choices, many, strict=True)
    )
    if not right or not 1 <= form <= LARGEST_FORM or all(each is None for each in choices):
        raise Refused(Refusal.NOT_AN_ANSWER)
    _answer, is_new = SurveyAnswer.objects.get_or_create(
        pk=form,
        defaults={
            "survey": row,
            "municipality_id": row.municipality_id,
            "choices": list(choices),
            "day": today,
        },
    )
    return is_new


@dataclass(frozen=True)
class Counted:
    """What became of a survey: `answers` to the question that counts, and the figure that was
    taken in; None where so few answered that no figure is given."""

    survey: Survey
    answers: int
    taken: Taken | None

    @property
    def is_too_few(self) -> bool:
        return self.answers < LEAST


@transaction.atomic
def close_survey(*, survey: Survey, expected_version: int, by: Actor, now: datetime) -> Counted:
    """Count the answers, end the survey, and keep nothing but the sums. Under five answers give no
    figure. Raises Refused: is_counted, not_begun; ChangedMeanwhile."""
    row = _locked(survey)
    if row.opens_on > date_in_denmark(now):
        raise Refused(Refusal.NOT_BEGUN)
    counts = [[0] * len(question["choices"]) for question in row.questions]
    for choices in row.answers.order_by("pk").values_list("choices", flat=True).iterator():
        for place, choice in enumerate(choices):
            if choice is not None:
                counts[place][choice] += 1
    counted = _count(row, expected_version, counts, proof=_proof(row), by=by, now=now)
    row.answers.all().delete()
    return counted


@transaction.atomic
def enter_results(
    *,
    survey: Survey,
    expected_version: int,
    counts: Sequence[Sequence[int]],
    proof: str,
    by: Actor,
    now: datetime,
) -> Counted:
    """The results of a survey that was made elsewhere: how many took each choice of each question.

    Raises Refused: no_proof, not_valid, has_answers, is_counted, not_begun; ChangedMeanwhile.
    """
    row = _locked(survey)
    if not proof.strip():
        raise Refused(Refusal.NO_PROOF)
    if row.opens_on > date_in_denmark(now):
        raise Refused(Refusal.NOT_BEGUN)
    if row.answers.exists():
        raise Refused(Refusal.HAS_ANSWERS)
    shape = [len(question["choices"]) for question in row.questions]
    if [len(each) for each in counts] != shape:
        raise Refused(Refusal.NOT_VALID, detail="counts")
    if any(not 0 <= many <= MOST_ANSWERS for each in counts for many in each):
        raise Refused(Refusal.NOT_VALID, detail="counts")
    if not any(counts[row.counts]):
        raise Refused(Refusal.NOT_VALID, detail="counts")
    return _count(row, expected_version, counts, proof=proof.strip(), by=by, now=now)


def _count(
    row: Survey,
    expected_version: int,
    counts: Sequence[Sequence[int]],
    *,
    proof: str,
    by: Actor,
    now: datetime,
) -> Counted:
    if is_counted(row):
        raise Refused(Refusal.IS_COUNTED)
    before = snapshot(row)
    told = counts[row.counts]
    answers = sum(told)
    taken = None
    closes_on = min(row.closes_on, date_in_denmark(now))
    if answers >= LEAST:
        share = Decimal(100 * sum(told[place] for place in row.counted)) / answers
        period = holding(_kind(row.indicator), closes_on).code
        taken = enter_figures(
            municipality=row.municipality,
            code=row.indicator.code,
            figures={period: Figure(share.quantize(Decimal("0.1"), ROUND_HALF_UP))},
            answers={period: answers},
            proof=proof,
            source=SourceKind.SURVEY,
            by=by,
            now=now,
        )
    change(
        row,
        expected_version=expected_version,
        now=now,
        questions=with_counts(row.questions, counts),
        closes_on=closes_on,
        release=taken.release if taken is not None else None,
    )
    _audited("survey_counted", row, before=before, by=by, now=now)
    return Counted(row, answers, taken)


def _kind(indicator: Indicator) -> PeriodKind:
    return PeriodKind(PeriodType(indicator.period_type).value)


def _proof(row: Survey) -> str:
    return f"{row.title_da} ({row.opens_on:%Y-%m-%d} – {row.closes_on:%Y-%m-%d})"


def _locked(survey: Survey) -> Survey:
    """The row as it is now, held for this transaction: nobody answers while it is counted."""
    rows = Survey.objects.select_related("indicator", "municipality")
    return rows.select_for_update(of=("self",)).get(
        Q(pk=survey.pk) & Q(municipality=survey.municipality_id)
    )


def _audited(deed: str, survey: Survey, *, before: object, by: Actor, now: datetime) -> None:
    record(
        tenant=survey.municipality_id,
        deed=deed,
        subject=survey,
        before=before,  # type: ignore[arg-type]
        by=by,
        now=now,
    )
