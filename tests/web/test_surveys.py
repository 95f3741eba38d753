"""Surveys at the doors: answered without account or cookie, made and counted behind login."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.indicators.enums import SurveyMode
from retning.apps.indicators.models import Survey, SurveyAnswer
from retning.apps.indicators.services.asking import Choice, Question
from retning.apps.indicators.services.surveys import close_survey
from tests.cast import Cast
from tests.factories import surveys as make
from tests.factories.organisation import NOW, TESTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]


def at(name: str, asked: Survey, language: str = "da") -> str:
    with translation.override(language):
        return reverse(name, args=[asked.key])


def copy_on(page: Any) -> str:
    found = re.search(r'name="copy" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def counted(asked: Survey) -> None:
    close_survey(survey=asked, expected_version=1, by=TESTER, now=NOW)


# --- Answering -------------------------------------------------------------------------


def test_a_citizen_answers_with_one_form_and_no_cookie(cast: Cast, citizen: Client) -> None:
    asked = make.survey(cast.municipality)
    page = citizen.get(at("public:survey", asked))
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    sent = {"copy": copy_on(page), "question_0": "1", "question_1": "0"}
    done = citizen.post(at("public:survey", asked), sent)
    assert (done.status_code, done.headers["Location"]) == (302, at("public:survey_thanks", asked))
    assert [each.choices for each in SurveyAnswer.objects.all()] == [[1, 0]]
    assert citizen.get(done.headers["Location"]).status_code == 200
    assert not citizen.cookies


def test_the_same_copy_sent_twice_counts_once(cast: Cast, citizen: Client) -> None:
    asked = make.survey(cast.municipality)
    sent = {"copy": copy_on(citizen.get(at("public:survey", asked))), "question_0": "1"}
    answers = {citizen.post(at("public:survey", asked), sent).status_code for _each in range(3)}
    assert answers == {302}
    assert SurveyAnswer.objects.count() == 1
    first, second = (copy_on(citizen.get(at("public:survey", asked))) for _each in range(2))
    assert first != second


def test_an_empty_form_is_refused_and_says_why(cast: Cast, citizen: Client) -> None:
    asked = make.survey(cast.municipality)
    copy = copy_on(citizen.get(at("public:survey", asked)))
    page = citizen.post(at("public:survey", asked, "en"), {"copy": copy})
    assert page.status_code == 422
    assert "Choose at least one answer." in page.content.decode()
    assert not SurveyAnswer.objects.exists()


@pytest.mark.parametrize(
    "copy",
    ["", "forkert", signing.dumps(5), "x" * 300],
    ids=["none", "no copy", "signed for something else", "too long"],
)
def test_a_copy_that_is_not_ours_is_asked_for_again_with_what_was_chosen(
    cast: Cast, citizen: Client, copy: str
) -> None:
    asked = make.survey(cast.municipality)
    page = citizen.post(at("public:survey", asked), {"copy": copy, "question_0": "2"})
    assert page.status_code == 422
    assert re.search(r'name="question_0" value="2"[^>]* checked', page.content.decode())
    assert not SurveyAnswer.objects.exists()
    again = citizen.post(at("public:survey", asked), {"copy": copy_on(page), "question_0": "2"})
    assert again.status_code == 302
    assert SurveyAnswer.objects.count() == 1


def test_a_copy_of_one_survey_is_none_of_another(cast: Cast, citizen: Client) -> None:
    one, other = make.survey(cast.municipality), make.survey(cast.municipality)
    copy = copy_on(citizen.get(at("public:survey", one)))
    page = citizen.post(at("public:survey", other), {"copy": copy, "question_0": "0"})
    assert page.status_code == 422


@pytest.mark.parametrize("choice", ["4", "-1", "x", "0 OR 1"])
def test_a_choice_that_there_is_not_is_refused(cast: Cast, citizen: Client, choice: str) -> None:
    asked = make.survey(cast.municipality)
    copy = copy_on(citizen.get(at("public:survey", asked)))
    page = citizen.post(at("public:survey", asked), {"copy": copy, "question_0": choice})
    assert page.status_code == 422
    assert not SurveyAnswer.objects.exists()


@pytest.mark.parametrize(("opens", "closes"), [(1, 9), (-9, -1)])
def test_before_and_after_nothing_is_kept(
    cast: Cast, citizen: Client, opens: int, closes: int
) -> None:
    asked = make.survey(cast.municipality, opens_on=make.days(opens), closes_on=make.days(closes))
    page = citizen.get(at("public:survey", asked))
    assert page.status_code == 200
    assert b"<form method" not in page.content
    sent = citizen.post(at("public:survey", asked), {"copy": "x", "question_0": "0"})
    assert (sent.status_code, sent.headers["Location"]) == (302, at("public:survey", asked))
    assert not SurveyAnswer.objects.exists()


def test_the_questionnaire_is_in_english_where_all_of_it_is(cast: Cast, citizen: Client) -> None:
    asked = make.survey(cast.municipality)
    page = citizen.get(at("public:survey", asked, "en")).content.decode()
    assert "Very satisfied" in page
    assert "Meget tilfreds" not in page
    danish = make.survey(cast.municipality, title_en="")
    page = citizen.get(at("public:survey", danish, "en")).content.decode()
    assert "Meget tilfreds" in page
    assert "Very satisfied" not in page
    assert '<div class="mb-6" lang="da">' in page


def test_markup_in_a_survey_is_text(cast: Cast, citizen: Client) -> None:
    choices = (Choice("<script>ja</script>"), Choice("Nej"))
    asked = make.survey(
        cast.municipality, questions=(Question("<b>Hvad?</b>", choices),), counted=(0,)
    )
    page = citizen.get(at("public:survey", asked)).content.decode()
    assert "<script>ja" not in page
    assert "<b>Hvad" not in page


# --- Results ---------------------------------------------------------------------------


def test_results_are_told_once_counted_and_small_numbers_are_not(
    cast: Cast, citizen: Client
) -> None:
    asked = make.survey(cast.municipality)
    make.answers(asked, [20, 10, 6, 3])
    before = citizen.get(at("public:survey_results", asked, "en")).content.decode()
    assert "have not been counted yet" in before
    counted(asked)
    page = citizen.get(at("public:survey_results", asked, "en")).content.decode()
    assert "76.9% of 39 answers" in page
    assert page.count("not shown") == 4
    assert "19.5%" in page
    assert "ot representative" not in page


def test_a_self_selected_survey_says_so(cast: Cast, citizen: Client) -> None:
    asked = make.survey(cast.municipality, mode=SurveyMode.OPEN, sample=None)
    make.answers(asked, [20, 10, 6, 5])
    counted(asked)
    page = citizen.get(at("public:survey_results", asked, "en")).content.decode()
    assert page.count("ot representative") == 2
    answer = citizen.get(f"/api/v1/surveys/{asked.key}").json()
    assert answer["is_representative"] is False
    assert answer["response_rate"] is None


def test_of_too_few_nothing_is_told(cast: Cast, citizen: Client) -> None:
    asked = make.survey(cast.municipality)
    make.answers(asked, [2, 1, 0, 0])
    counted(asked)
    page = citizen.get(at("public:survey_results", asked, "en")).content.decode()
    assert "Fewer than five people answered" in page
    assert "<table" not in page
    told = citizen.get(f"/api/v1/surveys/{asked.key}").json()
    assert (told["answers"], told["share"], told["response_rate"]) == (None, None, None)


def test_the_api_tells_what_the_page_tells(cast: Cast, citizen: Client) -> None:
    asked = make.survey(cast.municipality)
    make.answers(asked, [20, 10, 6, 3])
    going = citizen.get(f"/api/v1/surveys/{asked.key}").json()
    assert (going["phase"], going["answers"]) == ("open", None)
    counted(asked)
    told = citizen.get(f"/api/v1/surveys/{asked.key}?lang=en").json()
    assert (told["phase"], told["answers"], told["sample"]) == ("counted", 39, 200)
    assert told["share"] == pytest.approx(76.92, abs=0.01)
    assert told["response_rate"] == pytest.approx(19.5)
    choices = told["questions"][0]["choices"]
    assert [each["answers"] for each in choices] == [20, 10, None, None]
    assert [each["is_hidden"] for each in choices] == [False, False, True, True]
    assert [each["counts"] for each in choices] == [True, True, False, False]
    assert told["text_language"] == "en"


def test_the_neighbours_survey_is_not_found(cast: Cast, citizen: Client) -> None:
    asked = make.survey(cast.neighbour)
    for name in ("survey", "survey_thanks", "survey_results"):
        assert citizen.get(at(f"public:{name}", asked)).status_code == 404
    assert citizen.post(at("public:survey", asked), {"question_0": "0"}).status_code == 404
    assert citizen.get(f"/api/v1/surveys/{asked.key}").status_code == 404


# --- Behind login ----------------------------------------------------------------------


def sent(**more: object) -> dict[str, object]:
    return {
        "indicator": make.share_indicator().code,
        "title_da": "Tilfredshed med Borgerservice",
        "mode": "web",
        "population": "Borgere der har henvendt sig",
        "sample": "400",
        "opens_on": f"{make.days(1)}",
        "closes_on": f"{make.days(20)}",
        "question_1": "Hvor tilfreds er du?",
        "choices_1": "Meget tilfreds\n\nTilfreds\nUtilfreds\n",
        "counted": "2",
    } | more


def test_the_analyst_makes_a_survey_and_changes_it_before_it_opens(
    cast: Cast, client_of: Browser
) -> None:
    client = client_of("analyst")
    done = client.post(reverse("staff:survey_make"), sent())
    made = Survey.objects.get()
    assert done.headers["Location"] == reverse("staff:survey", args=[made.key])
    texts = [choice["da"] for choice in made.questions[0]["choices"]]
    assert texts == ["Meget tilfreds", "Tilfreds", "Utilfreds"]
    assert (made.counted, made.sample) == ([0, 1], 400)
    form = client.get(reverse("staff:survey_change", args=[made.key])).content.decode()
    assert "Meget tilfreds\nTilfreds\nUtilfreds" in form
    changed = sent(version=1, title_da="Nyt navn")
    client.post(reverse("staff:survey_change", args=[made.key]), changed)
    made.refresh_from_db()
    assert (made.title_da, made.version) == ("Nyt navn", 2)
    late = client.post(reverse("staff:survey_change", args=[made.key]), changed)
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"counted": "3"}, "Check the fields"),
        ({"choices_1": "Ja"}, "Check the fields"),
        ({"choices_1_en": "Yes"}, "as many answers in English"),
        ({"question_2": "Og hvad?"}, "belong together"),
        ({"mode": "open"}, "Check the fields"),
        ({"closes_on": "2001-01-01"}, "Check the fields"),
        ({"indicator": "findes-ikke"}, "valid choice"),
    ],
)
def test_a_form_that_no_survey_can_be_is_told_what_is_wrong(
    cast: Cast, client_of: Browser, wrong: dict[str, str], said: str
) -> None:
    page = client_of("consultant").post("/en" + reverse("staff:survey_make"), sent(**wrong))
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not Survey.objects.exists()


def test_counting_says_what_became_of_it(cast: Cast, client_of: Browser) -> None:
    asked = make.survey(cast.municipality)
    make.answers(asked, [20, 10, 6, 5])
    client = client_of("consultant")
    address = reverse("staff:survey_close", args=[asked.key])
    page = client.post(address, {"version": "1"}, follow=True)
    assert page.status_code == 200
    asked.refresh_from_db()
    assert asked.release is not None
    assert not SurveyAnswer.objects.exists()
    again = client.post(address, {"version": "1"}, follow=True)
    assert again.status_code == 200
    assert Survey.objects.get().version == 2
    assert client.post(address, {"version": "x"}).status_code == 404


def test_results_from_elsewhere_are_typed(cast: Cast, client_of: Browser) -> None:
    asked = make.survey(cast.municipality)
    client = client_of("analyst")
    address = reverse("staff:survey_results", args=[asked.key])
    said = {"version": "1", "proof": "Plejeoversigten"} | {
        f"count_{place}_{at}": "9" for place, many in ((0, 4), (1, 2)) for at in range(many)
    }
    assert client.post(address, said | {"proof": ""}).status_code == 422
    assert client.post(address, said | {"count_0_0": "-1"}).status_code == 422
    assert client.post(address, said).status_code == 302
    asked.refresh_from_db()
    assert asked.release is not None
    assert asked.release.note == "Plejeoversigten"


def test_an_odd_figure_is_held_and_the_page_says_so(cast: Cast, client_of: Browser) -> None:
    first = make.survey(
        cast.municipality, opens_on=make.days(-400), closes_on=make.days(-380), sample=None
    )
    client = client_of("consultant")
    made = {"version": "1", "proof": "En rapport"} | {
        f"count_{place}_{at}": "0" for place, many in ((0, 4), (1, 2)) for at in range(many)
    }
    address = reverse("staff:survey_results", args=[first.key])
    client.post(address, made | {"count_0_0": "1", "count_0_3": "99"})
    second = make.survey(cast.municipality)
    make.answers(second, [40, 0, 0, 0])
    close = reverse("staff:survey_close", args=[second.key])
    with translation.override("en"):
        page = client.post("/en" + close, {"version": "1"}, follow=True)
    second.refresh_from_db()
    assert second.release is not None
    assert second.release.state == "held"
    assert "held until somebody has looked at it" in page.content.decode()
    public = client.get("/en" + at("public:survey_results", second)).content.decode()
    assert "being looked at before it is used" in public


def test_a_new_survey_asks_for_its_indicator(cast: Cast, client_of: Browser) -> None:
    page = client_of("analyst").get(reverse("staff:survey_make")).content.decode()
    assert '<option value="" selected>Vælg en indikator</option>' in page
    assert "---" not in page


def test_it_is_on_the_menu_of_those_who_may(cast: Cast, client_of: Browser) -> None:
    address = reverse("staff:surveys").encode()
    assert address in client_of("analyst").get(reverse("staff:home")).content
    assert address not in client_of("employee").get(reverse("staff:home")).content


def test_a_day_later_the_copy_is_too_old(
    cast: Cast, citizen: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = make.survey(cast.municipality)
    copy = copy_on(citizen.get(at("public:survey", asked)))
    monkeypatch.setattr("retning.web.public.forms.surveys.A_DAY", -timedelta(days=1).seconds - 1)
    page = citizen.post(at("public:survey", asked), {"copy": copy, "question_0": "0"})
    assert page.status_code == 422
    assert not SurveyAnswer.objects.exists()
