"""Surveys: made, answered, counted, and what a verdict may make of them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from retning.apps.indicators.enums import PeriodType, SourceKind, SurveyMode
from retning.apps.indicators.models import Observation, Release, Survey, SurveyAnswer
from retning.apps.indicators.queries.measuring import measured_by_code
from retning.apps.indicators.queries.surveys import (
    Phase,
    SurveyView,
    find_survey,
    survey_page,
    surveys_of,
    surveys_of_indicator,
)
from retning.apps.indicators.services.asking import Choice, Question
from retning.apps.indicators.services.refusals import Refusal, Refused
from retning.apps.indicators.services.surveys import (
    LARGEST_FORM,
    answer_survey,
    change_survey,
    close_survey,
    draw_form,
    enter_results,
)
from retning.core.targets import Reason, Status, judge, typed
from retning.foundation.audit.models import Entry
from retning.foundation.records.services import ChangedMeanwhile
from tests.cast import Cast
from tests.factories import indicators
from tests.factories import surveys as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.queries import assert_queries, assert_queries_at_1_and_3

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


def refused(code: Refusal, deed: Any, **said: Any) -> str:
    with pytest.raises(Refused) as refusal:
        deed(**said)
    assert refusal.value.code is code
    return refusal.value.detail


def closed(asked: Survey) -> Survey:
    return close_survey(survey=asked, expected_version=asked.version, by=TESTER, now=LATER).survey


def shown(cast: Cast, asked: Survey) -> SurveyView:
    found = survey_page(cast.municipality, asked.key, today=LATER.date())
    assert found is not None
    return found


def test_a_survey_is_made_with_its_audit_line(cast: Cast) -> None:
    asked = make.survey(cast.municipality)
    assert asked.counted == [0, 1]
    assert asked.questions[0]["choices"][1] == {"da": "Tilfreds", "en": "Satisfied"}
    line = Entry.objects.get(subject_kind="indicators.survey")
    assert (line.deed, line.tenant) == ("survey_made", cast.municipality.pk)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title_da": " "}, "title_da"),
        ({"population": ""}, "population"),
        ({"questions": ()}, "questions"),
        ({"questions": (Question("Hvad?", (Choice("Ja"),)),)}, "questions"),
        ({"questions": (Question("Hvad?", (Choice("Ja"), Choice("Ja"))),)}, "questions"),
        ({"counts": 2}, "counts"),
        ({"counted": ()}, "counted"),
        ({"counted": (0, 1, 2, 3)}, "counted"),
        ({"counted": (4,)}, "counted"),
        ({"counted": (0, 0)}, "counted"),
        ({"closes_on": make.days(-1)}, "closes_on"),
        ({"closes_on": make.days(400)}, "closes_on"),
        ({"sample": 0}, "sample"),
        ({"sample": 901}, "sample"),
        ({"mode": SurveyMode.OPEN}, "sample"),
    ],
)
def test_what_no_survey_can_be_is_refused(cast: Cast, said: dict[str, Any], field: str) -> None:
    assert refused(Refusal.NOT_VALID, make.survey, municipality=cast.municipality, **said) == field
    assert not Survey.objects.exists()


def test_a_figure_of_a_survey_is_a_share_of_an_indicator_that_is_known_here(cast: Cast) -> None:
    days = indicators.indicator("test-days", unit="dage")
    refused(Refusal.NOT_A_SHARE, make.survey, municipality=cast.municipality, indicator=days)
    theirs = indicators.indicator("test-theirs", municipality=cast.neighbour)
    refused(
        Refusal.NO_SUCH_INDICATOR, make.survey, municipality=cast.municipality, indicator=theirs
    )


def test_it_is_changed_before_its_first_day_alone(cast: Cast) -> None:
    asked = make.survey(cast.municipality, opens_on=make.days(1))
    changed = change_survey(
        survey=asked,
        expected_version=1,
        asking=make.asking(opens_on=make.days(1), title_da="Nyt navn"),
        by=TESTER,
        now=NOW,
    )
    assert (changed.title_da, changed.version) == ("Nyt navn", 2)
    with pytest.raises(ChangedMeanwhile):
        change_survey(survey=asked, expected_version=1, asking=make.asking(), by=TESTER, now=NOW)
    refused(
        Refusal.HAS_BEGUN,
        change_survey,
        survey=asked,
        expected_version=2,
        asking=make.asking(),
        by=TESTER,
        now=NOW + timedelta(days=1),
    )


def test_an_answer_keeps_the_choices_and_the_day_and_nothing_else(cast: Cast) -> None:
    asked = make.survey(cast.municipality)
    lines = Entry.objects.count()
    assert answer_survey(survey=asked, choices=[1, 0], form=77, now=NOW) is True
    kept = SurveyAnswer.objects.get()
    assert (kept.pk, kept.choices, kept.day) == (77, [1, 0], NOW.date())
    assert {field.name for field in SurveyAnswer._meta.concrete_fields} == {
        "id", "municipality", "survey", "choices", "day",
    }  # fmt: skip
    assert Entry.objects.count() == lines


def test_one_copy_of_the_form_counts_once(cast: Cast) -> None:
    asked = make.survey(cast.municipality)
    assert answer_survey(survey=asked, choices=[1, None], form=77, now=NOW) is True
    assert answer_survey(survey=asked, choices=[3, None], form=77, now=NOW) is False
    assert [each.choices for each in SurveyAnswer.objects.all()] == [[1, None]]
    assert answer_survey(survey=asked, choices=[1, None], form=78, now=NOW) is True


def test_forms_are_drawn_apart() -> None:
    drawn = {draw_form() for _each in range(200)}
    assert len(drawn) == 200
    assert all(1 <= each <= LARGEST_FORM for each in drawn)


@pytest.mark.parametrize("choices", [[None, None], [4, None], [-1, None], [0], [0, 0, 0], []])
def test_what_is_no_answer_is_refused(cast: Cast, choices: list[int | None]) -> None:
    asked = make.survey(cast.municipality)
    refused(Refusal.NOT_AN_ANSWER, answer_survey, survey=asked, choices=choices, form=1, now=NOW)
    refused(Refusal.NOT_AN_ANSWER, answer_survey, survey=asked, choices=[0, 0], form=0, now=NOW)


@pytest.mark.parametrize(("day", "is_open"), [(-1, False), (0, True), (14, True), (15, False)])
def test_it_is_answered_from_its_first_day_to_its_last(cast: Cast, day: int, is_open: bool) -> None:
    asked = make.survey(cast.municipality)
    said = {"survey": asked, "choices": [0, 0], "form": 1, "now": NOW + timedelta(days=day)}
    if is_open:
        assert answer_survey(**said)  # type: ignore[arg-type]
    else:
        refused(Refusal.NOT_OPEN, answer_survey, **said)


def test_closing_keeps_the_sums_alone_and_gives_the_figure(cast: Cast) -> None:
    asked = make.survey(cast.municipality)
    make.answers(asked, [20, 10, 6, 5])
    done = close_survey(survey=asked, expected_version=1, by=TESTER, now=LATER)
    assert done.answers == 41
    assert not done.is_too_few
    assert not SurveyAnswer.objects.exists()
    kept = Survey.objects.get()
    assert [each["answers"] for each in kept.questions[0]["choices"]] == [20, 10, 6, 5]
    assert kept.release is not None
    assert kept.release.source == SourceKind.SURVEY
    row = Observation.objects.get()
    assert (row.value, row.answers, row.period) == (Decimal("73.2"), 41, f"{NOW:%Y}")
    assert row.area == cast.municipality.pk
    assert kept.release.municipality_id == cast.municipality.pk
    refused(
        Refusal.IS_COUNTED, close_survey, survey=asked, expected_version=2, by=TESTER, now=LATER
    )
    refused(Refusal.NOT_OPEN, answer_survey, survey=asked, choices=[0, 0], form=99, now=NOW)


def test_closing_early_ends_it_that_day(cast: Cast) -> None:
    asked = make.survey(cast.municipality)
    make.answers(asked, [5, 5, 0, 0])
    close_survey(survey=asked, expected_version=1, by=TESTER, now=NOW)
    assert Survey.objects.get().closes_on == NOW.date()


def test_before_its_first_day_there_is_nothing_to_count(cast: Cast) -> None:
    asked = make.survey(cast.municipality, opens_on=make.days(1))
    refused(Refusal.NOT_BEGUN, close_survey, survey=asked, expected_version=1, by=TESTER, now=NOW)


def test_under_five_answers_give_no_figure(cast: Cast) -> None:
    asked = make.survey(cast.municipality)
    make.answers(asked, [2, 1, 1, 0])
    done = close_survey(survey=asked, expected_version=1, by=TESTER, now=LATER)
    assert (done.answers, done.is_too_few, done.taken) == (4, True, None)
    assert not Release.objects.exists()
    seen = shown(cast, asked)
    assert (seen.share, seen.is_public) == (None, False)
    assert [choice.answers for choice in seen.questions[0].choices] == [None] * 4
    assert all(choice.is_hidden for choice in seen.questions[0].choices)


def test_few_answers_to_a_choice_are_not_told_nor_to_be_worked_out(cast: Cast) -> None:
    asked = make.survey(cast.municipality)
    make.answers(asked, [20, 10, 6, 3])
    closed(asked)
    first, second = shown(cast, asked).questions
    assert [choice.answers for choice in first.choices] == [20, 10, None, None]
    assert (first.answers, first.hides) == (39, True)
    assert first.choices[0].share == pytest.approx(51.28, abs=0.01)
    assert (second.answers, second.hides) == (None, True)


def test_the_response_rate_is_of_those_asked(cast: Cast) -> None:
    asked = make.survey(cast.municipality)
    make.answers(asked, [20, 10, 6, 5])
    closed(asked)
    seen = shown(cast, asked)
    assert seen.response_rate == pytest.approx(20.5)
    assert seen.share == pytest.approx(73.17, abs=0.01)
    assert (seen.phase, seen.is_public, seen.is_representative) == (Phase.COUNTED, True, True)


def test_month_and_quarter_follow_the_indicator(cast: Cast) -> None:
    monthly = indicators.indicator("test-monthly", period_type=PeriodType.MONTH)
    asked = make.survey(cast.municipality, indicator=monthly)
    make.answers(asked, [5, 5, 0, 0])
    close_survey(survey=asked, expected_version=1, by=TESTER, now=NOW)
    assert Observation.objects.get().period == f"{NOW:%Y}M{NOW:%m}"


def test_a_self_selected_survey_never_makes_a_goal_met(cast: Cast) -> None:
    target = typed("mindst 50 %", "da")
    verdicts = []
    for mode, code in ((SurveyMode.WEB, "test-asked"), (SurveyMode.OPEN, "test-open")):
        asked = make.survey(
            cast.municipality, indicator=make.share_indicator(code), mode=mode, sample=None
        )
        make.answers(asked, [20, 10, 5, 5], start=1_000 * len(code))
        closed(asked)
        day = LATER.date()
        found = measured_by_code([code], municipality=cast.municipality, on=day)[code]
        assert found.measured.answers == 40
        assert found.is_own
        verdicts.append(judge(target, found.measured, on=day))
        view = shown(cast, asked)
        assert view.is_representative is (mode is SurveyMode.WEB)
        assert view.response_rate is None
    assert [verdict.status for verdict in verdicts] == [Status.MET, Status.UNKNOWN]
    assert verdicts[1].reason is Reason.NOT_REPRESENTATIVE


def test_results_from_elsewhere_are_typed_with_proof(cast: Cast) -> None:
    asked = make.survey(cast.municipality, mode=SurveyMode.POST)
    said = {
        "survey": asked,
        "expected_version": 1,
        "counts": [[60, 30, 5, 5], [0, 0]],
        "proof": "Plejeoversigten, november 2026",
        "by": TESTER,
        "now": NOW,
    }
    refused(Refusal.NO_PROOF, enter_results, **said | {"proof": " "})
    for wrong in ([[60, 30, 5]], [[60, 30, 5, -5], [0, 0]], [[0, 0, 0, 0], [5, 5]], []):
        refused(Refusal.NOT_VALID, enter_results, **said | {"counts": wrong})
    done = enter_results(**said)  # type: ignore[arg-type]
    assert (done.answers, done.taken is not None) == (100, True)
    assert Observation.objects.get().value == Decimal("90.0")
    assert Release.objects.get().note == "Plejeoversigten, november 2026"
    refused(Refusal.IS_COUNTED, enter_results, **said | {"expected_version": 2})


def test_typed_results_never_take_the_place_of_answers(cast: Cast) -> None:
    asked = make.survey(cast.municipality)
    make.answers(asked, [1, 0, 0, 0])
    refused(
        Refusal.HAS_ANSWERS,
        enter_results,
        survey=asked,
        expected_version=1,
        counts=[[60, 30, 5, 5], [0, 0]],
        proof="Plejeoversigten",
        by=TESTER,
        now=NOW,
    )


def test_two_who_close_at_once_count_once(cast: Cast) -> None:
    asked = make.survey(cast.municipality)
    make.answers(asked, [5, 5, 0, 0])
    with pytest.raises(ChangedMeanwhile):
        close_survey(survey=asked, expected_version=7, by=TESTER, now=LATER)
    assert SurveyAnswer.objects.count() == 10
    assert not Release.objects.exists()


def test_the_neighbour_finds_nothing(cast: Cast) -> None:
    asked = make.survey(cast.neighbour)
    assert find_survey(cast.municipality, asked.key) is None
    assert survey_page(cast.municipality, asked.key, today=make.TODAY) is None
    assert surveys_of(cast.municipality, today=make.TODAY) == []
    code = asked.indicator.code
    assert surveys_of_indicator(cast.municipality, code, today=make.TODAY) == []


def test_pages_ask_once_however_many_there_are(cast: Cast) -> None:
    asked = make.survey(cast.municipality)
    make.answers(asked, [3, 0, 0, 0])
    with assert_queries(1):
        seen = survey_page(cast.municipality, asked.key, today=make.TODAY)
    assert seen is not None
    assert (seen.answers, seen.phase) == (3, Phase.OPEN)
    assert [each.answers for each in seen.questions[0].choices] == [None] * 4
    assert_queries_at_1_and_3(
        1,
        add_row=lambda number: make.survey(cast.municipality, title_da=f"Nr. {number}"),
        read=lambda: surveys_of(cast.municipality, today=make.TODAY),
    )


def test_the_surveys_of_an_indicator_are_those_that_say_something(cast: Cast) -> None:
    planned = make.survey(cast.municipality, opens_on=make.days(1))
    going = make.survey(cast.municipality)
    code = going.indicator.code
    found = surveys_of_indicator(cast.municipality, code, today=make.TODAY)
    assert [each.key for each in found] == [going.key]
    assert planned.key not in {each.key for each in found}
