"""Targets of goals behind login: worded, linked one by one or all at once, interpreted, proved,
judged by people; by every keyboard, without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.models import Goal, Interpretation, PanelJudgement, Proof, Strategy
from retning.apps.strategy.queries.goal_targets import (
    GoalTarget,
    as_draft_item,
    targets_of_draft,
)
from retning.apps.strategy.services.goal_targets import Means, Worded, link_target, word_goal
from retning.core.targets import Doubt, Judged, Target, typed
from tests.cast import NOW, TODAY, Cast
from tests.factories import indicators as figures
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories.organisation import TESTER
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]
DEED: dict[str, Any] = {"by": TESTER, "now": NOW}
BEST = typed("blandt de 25 % bedste i landet")
CODE = "test-share"
PART = {"headers": {"X-Retning-Part": "1"}}


@pytest.fixture(autouse=True)
def in_danish() -> Iterator[None]:
    with translation.override("da"):
        yield


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    figures.indicator(CODE, name="Unge i uddannelse")
    country = figures.country(first=40, step=5)
    figures.release({CODE: {"2024": country, "2025": country | {"187": "89.9"}}})
    made = make.strategy(cast.municipality)
    make.area(made)
    return made


def goal(of: Strategy, text: str, *targets: Target) -> Goal:
    made = make.goal(of.areas.get(), text)
    if targets:
        said = [Worded(each) for each in targets]
        word_goal(goal=made, expected_version=1, targets=said, **DEED)
    return made


@pytest.fixture
def consultant(client_of: Browser) -> Client:
    client = client_of("consultant")
    client.cookies["django_language"] = "da"
    return client


def shown(client: Client, name: str, *args: object, query: str = "", status: int = 200) -> str:
    answer = client.get(reverse(f"staff:{name}", args=args) + query)
    assert answer.status_code == status
    return answer.content.decode()


def sent(
    client: Client, name: str, *args: object, status: int = 302, **data: object
) -> tuple[str, str]:
    """What came back: where it leads, and the page."""
    answer = client.post(reverse(f"staff:{name}", args=args), data)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.headers.get("Location", ""), answer.content.decode()


def said(goal: Goal) -> list[tuple[str, str, str]]:
    goal.refresh_from_db()
    found = targets_of_draft(goal)
    return [(each.said(), each.indicator, str(each.measured_by or "")) for each in found]


# --- Wording -----------------------------------------------------------------------------


def test_a_target_is_typed_and_leads_to_what_measures_it(
    consultant: Client, strategy: Strategy
) -> None:
    made = goal(strategy, "Flere unge er i uddannelse")
    assert 'name="t1-wording"' not in shown(consultant, "goal_targets", made.key)
    to, _page = sent(
        consultant, "goal_targets", made.key,
        **{"version": 1, "t0-wording": "blandt de 25 % bedste i landet"},
    )  # fmt: skip
    assert said(made) == [("blandt de 25 % bedste i landet", "", "")]
    assert to == reverse("staff:goal_target", args=[made.key, 1])


def test_a_wording_that_cannot_be_read_is_pointed_at(
    consultant: Client, strategy: Strategy
) -> None:
    made = goal(strategy, "Flere unge")
    _to, page = sent(
        consultant, "goal_targets", made.key, status=422,
        **{"version": 1, "t0-wording": "mindst mange procent"},
    )  # fmt: skip
    assert 'class="target-caret"' in page
    assert "mindst mange procent" in page
    assert said(made) == []


def test_a_script_is_told_how_a_wording_is_read(consultant: Client, strategy: Strategy) -> None:
    made = goal(strategy, "Flere unge")
    data = {"version": 1, "t0-wording": "mindst 85 % i 2027", "try": "1"}
    answer = consultant.post(reverse("staff:goal_targets", args=[made.key]), data, **PART)  # type: ignore[arg-type]
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "mindst 85 % i 2027" in page
    assert "<html" not in page
    assert said(made) == []


def test_an_open_question_is_answered(consultant: Client, strategy: Strategy) -> None:
    made = goal(strategy, "Top 5")
    level = typed("mindst 85 % i 2027")
    made.targets = [
        as_draft_item(GoalTarget(BEST, doubt=Doubt.NUMBER_OR_SHARE, alternatives=(level,)))
    ]
    made.save()
    page = shown(consultant, "goal_targets", made.key)
    assert 'name="answer" value="0:1"' in page
    sent(consultant, "goal_targets", made.key, answer="0:1", version=made.version)
    assert said(made) == [("mindst 85 % i 2027", "", "")]
    assert 'name="answer"' not in shown(consultant, "goal_targets", made.key)
    sent(consultant, "goal_targets", made.key, status=404, answer="x", version=1)


def test_the_second_writer_is_told(consultant: Client, strategy: Strategy) -> None:
    made = goal(strategy, "Flere unge", BEST)
    sent(consultant, "goal_targets", made.key, **{"version": 1, "t0-wording": ""})
    assert len(said(made)) == 1


# --- What measures it -----------------------------------------------------------------------


def test_the_likeliest_are_offered_and_one_is_confirmed(
    consultant: Client, strategy: Strategy
) -> None:
    made = goal(strategy, "Flere unge i uddannelse", BEST)
    page = shown(consultant, "goal_target", made.key, 1)
    assert f'value="{CODE}"' in page
    sent(
        consultant, "goal_target", made.key, 1,
        version=made.version, indicator=CODE, note="Tæller også kurser",
    )  # fmt: skip
    assert said(made) == [("blandt de 25 % bedste i landet", CODE, "indicator")]
    page = shown(consultant, "goal_target", made.key, 1)
    assert "89,9" in page
    assert "Tæller også kurser" in page
    assert "<svg" in page


def test_reasons_are_said_as_danish_is_written(consultant: Client, strategy: Strategy) -> None:
    figures.Indicator.objects.filter(code=CODE).update(proxy_da="Kun de ældste.")
    made = goal(strategy, "Flere unge i uddannelse", BEST)
    page = shown(consultant, "goal_target", made.key, 1)
    assert "begge siger »unge«" in page or "begge siger »uddannelse«" in page
    assert "et tal i nærheden: Kun de ældste" in page
    assert "Kun de ældste." not in page


def test_the_catalogue_is_searched(consultant: Client, strategy: Strategy) -> None:
    made = goal(strategy, "Noget helt andet", BEST)
    assert f'value="{CODE}"' not in shown(consultant, "goal_target", made.key, 1)
    found = shown(consultant, "goal_target", made.key, 1, query="?soeg=unge+i+uddannelse")
    assert f'value="{CODE}"' in found
    assert f'value="{CODE}"' not in shown(
        consultant, "goal_target", made.key, 1, query="?soeg=qqzzxx"
    )


def test_an_indicator_that_was_not_offered_is_refused(
    consultant: Client, strategy: Strategy
) -> None:
    made = goal(strategy, "Flere unge i uddannelse", BEST)
    sent(
        consultant, "goal_target", made.key, 1, status=422,
        version=made.version, indicator="ukendt",
    )  # fmt: skip
    assert said(made)[0][1] == ""


def test_what_was_found_by_a_search_can_be_confirmed(
    consultant: Client, strategy: Strategy
) -> None:
    made = goal(strategy, "Noget helt andet", BEST)
    address = reverse("staff:goal_target", args=[made.key, 1]) + "?soeg=unge+i+uddannelse"
    answer = consultant.post(address, {"version": made.version, "indicator": CODE})
    assert answer.status_code == 302
    assert said(made)[0][1] == CODE


def test_all_goals_are_linked_in_one_form(consultant: Client, strategy: Strategy) -> None:
    first = goal(strategy, "Flere unge i uddannelse", BEST)
    second = goal(strategy, "Ro og orden", BEST)
    third = goal(strategy, "Flere unge i uddannelse igen", BEST)
    done = goal(strategy, "Stien", typed("senest den 1. juli 2027"))
    page = shown(consultant, "measuring", strategy.key)
    assert f'name="m-{first.pk}-0" value="{CODE}"' in page
    assert f'name="m-{done.pk}-0"' not in page
    sent(
        consultant, "measuring", strategy.key,
        **{f"m-{first.pk}-0": CODE, f"m-{second.pk}-0": "-none", f"m-{third.pk}-0": ""},
    )  # fmt: skip
    found = [said(each)[0][1:] for each in (first, second, third, done)]
    assert found == [(CODE, "indicator"), ("", "none"), ("", ""), ("", "milestone")]


def test_the_list_costs_the_same_for_one_and_three(consultant: Client, strategy: Strategy) -> None:
    address = reverse("staff:measuring", args=[strategy.key])
    made = goal(strategy, "Flere unge i uddannelse", BEST, typed("mindst 85 % i 2027"))
    link_target(
        goal=made, expected_version=2, place=0, means=Means(MeasuredBy.INDICATOR, CODE), **DEED
    )
    consultant.get(address)
    with assert_queries(15):
        consultant.get(address)
    for number in (2, 3):
        goal(strategy, f"Flere unge i uddannelse {number}", BEST)
    with assert_queries(15):
        consultant.get(address)


def test_who_reads_drafts_sees_and_cannot_send(client_of: Browser, strategy: Strategy) -> None:
    made = goal(strategy, "Flere unge i uddannelse", BEST)
    chief = client_of("centre_chief")
    page = shown(chief, "measuring", strategy.key)
    assert "Flere unge i uddannelse" in page
    assert f'name="m-{made.pk}-0"' not in page
    sent(chief, "measuring", strategy.key, status=403, **{f"m-{made.pk}-0": CODE})
    assert said(made)[0][1] == ""


# --- After adoption ------------------------------------------------------------------------


@pytest.fixture
def adopted(cast: Cast, strategy: Strategy) -> dict[str, Goal]:
    goals = {
        "share": goal(strategy, "Top 5 af flygtninge i arbejde", BEST),
        "date": goal(strategy, "Stien er åben", typed("senest den 1. juli 2027")),
        "people": goal(strategy, "Borgerne er trygge", Judged()),
    }
    make.adopted(strategy, org.resolution(cast.units.council))
    return goals


DECIDED = {
    "reason": "Ordlyden siger ikke hvad der måles.",
    "decided_by": "Økonomiudvalget",
    "decided_on": TODAY.isoformat(),
    "ties": "standard",
}


def test_an_adopted_target_is_interpreted_and_never_edited(
    consultant: Client, strategy: Strategy, adopted: dict[str, Goal]
) -> None:
    key = adopted["share"].key
    address = (strategy.key, key, 1)
    assert "blandt de 25 % bedste i landet" in shown(consultant, "interpretation", *address)
    data = DECIDED | {"wording": "blandt de 25 % bedste i landet", "indicator": CODE}
    sent(consultant, "interpretation", *address, **data)
    made = Interpretation.objects.get()
    assert (made.indicator, made.reason, made.decided_on) == (CODE, DECIDED["reason"], TODAY)
    page = shown(consultant, "adopted", strategy.key)
    assert "Økonomiudvalget" in page
    _to, page = sent(consultant, "interpretation", *address, status=422, **data)
    assert Interpretation.objects.count() == 1
    other = data | {"wording": "blandt de 10 % bedste i landet"}
    sent(consultant, "interpretation", *address, **other)
    newest = Interpretation.objects.order_by("-pk")[0]
    assert newest.supersedes == made


@pytest.mark.parametrize(
    "wrong",
    [
        {"wording": "mindst mange"},
        {"reason": ""},
        {"decided_by": " "},
        {"decided_on": (TODAY + timedelta(days=1)).isoformat()},
        {"indicator": "ukendt"},
        {"ties": "x"},
    ],
)
def test_an_interpretation_without_ground_is_refused(
    consultant: Client, strategy: Strategy, adopted: dict[str, Goal], wrong: dict[str, str]
) -> None:
    data = DECIDED | {"wording": "blandt de 10 % bedste i landet", "indicator": CODE} | wrong
    sent(consultant, "interpretation", strategy.key, adopted["share"].key, 1, status=422, **data)
    assert not Interpretation.objects.exists()


def test_a_milestone_is_proved(
    consultant: Client, strategy: Strategy, adopted: dict[str, Goal]
) -> None:
    address = (strategy.key, adopted["date"].key, 1)
    sent(consultant, "proof", *address, done_on=TODAY.isoformat(), text="Indviet i dag")
    assert Proof.objects.get().done_on == TODAY
    assert "Indviet i dag" in shown(consultant, "proof", *address)
    late = (TODAY + timedelta(days=1)).isoformat()
    sent(consultant, "proof", *address, status=422, done_on=late, text="I morgen")
    shown(consultant, "proof", strategy.key, adopted["share"].key, 1, status=404)


MARKS = {
    "question": "Er borgerne trygge?",
    "lowest": 1,
    "highest": 5,
    "counts_from": 4,
    "share": "2/3",
    "asked": "Ældrerådet",
    "asked_number": 9,
    "judged_on": TODAY.isoformat(),
}


def test_people_judge_a_goal(
    consultant: Client, strategy: Strategy, adopted: dict[str, Goal]
) -> None:
    address = (strategy.key, adopted["people"].key, 1)
    marks = "5; medlem af ældrerådet; der er altid nogen\n4;borger\n\n2; borger; mørke stier"
    sent(consultant, "judgement", *address, **MARKS | {"marks": marks})
    made = PanelJudgement.objects.get()
    assert (made.marks_given, made.marks_counting, made.holds) == (3, 2, True)
    assert [each.mark for each in made.marks.all()] == [5, 4, 2]
    assert "mørke stier" in shown(consultant, "judgement", *address)


@pytest.mark.parametrize(
    "wrong",
    [
        {"marks": "fem; borger"},
        {"marks": "5"},
        {"marks": "6; borger"},
        {"marks": "5; borger", "asked_number": 0},
        {"marks": "5; a\n5; b", "asked_number": 1},
        {"marks": "5; borger", "counts_from": 9},
        {"marks": "5; borger", "judged_on": (TODAY + timedelta(days=1)).isoformat()},
    ],
)
def test_a_judgement_that_cannot_be_is_refused(
    consultant: Client, strategy: Strategy, adopted: dict[str, Goal], wrong: dict[str, object]
) -> None:
    address = (strategy.key, adopted["people"].key, 1)
    sent(consultant, "judgement", *address, status=422, **MARKS | wrong)
    assert not PanelJudgement.objects.exists()


def test_nothing_is_adopted_yet(consultant: Client, strategy: Strategy) -> None:
    made = goal(strategy, "Flere unge", BEST)
    make.published(strategy)
    shown(consultant, "adopted", strategy.key)
    shown(consultant, "interpretation", strategy.key, made.key, 1, status=404)
