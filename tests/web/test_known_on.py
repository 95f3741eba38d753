"""What was known on an earlier day: on a goal's page, in its pictures, in the overview, by API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.models import Goal, Strategy
from retning.apps.strategy.services.goal_targets import Means, Worded, link_target, word_goal
from retning.core.targets import typed
from retning.foundation.clock import stopped_at
from tests.cast import NOW, Cast
from tests.factories import indicators as figures
from tests.factories import strategy as make
from tests.factories.organisation import TESTER

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]
CODE = "test-share"
CORRECTED = NOW + timedelta(days=40)
TODAY = NOW + timedelta(days=80)
BETWEEN = f"{NOW + timedelta(days=20):%Y-%m-%d}"
DEED: dict[str, Any] = {"by": TESTER, "now": NOW}


@pytest.fixture
def goal(cast: Cast) -> Goal:
    """Its figure was 99,9 and is corrected to 12,3 forty days later."""
    figures.indicator(CODE)
    country = figures.country(first=40, step=5)
    figures.release({CODE: {"2025": country | {"187": "99.9"}}})
    strategy = make.strategy(cast.municipality)
    made = make.goal(make.area(strategy), "Flere er med")
    word_goal(goal=made, expected_version=1, targets=[Worded(typed("mindst 50 %"))], **DEED)
    means = Means(MeasuredBy.INDICATOR, CODE)
    link_target(goal=made, expected_version=2, place=0, means=means, **DEED)
    make.published(strategy)
    figures.release({CODE: {"2025": country | {"187": "12.3"}}}, now=CORRECTED)
    return made


def page(client: Client, address: str, status: int = 200) -> str:
    with stopped_at(TODAY):
        answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_a_goal_is_judged_on_what_was_known(client_of: Browser, goal: Goal) -> None:
    address = reverse("public:goal", args=[goal.key])
    now = page(client_of(), address)
    assert "Tallet for 2025 er 12,3 %." in now
    assert "99,9" not in now
    then = page(client_of(), f"{address}?kendt={BETWEEN}")
    assert "Tallet for 2025 er 99,9 %." in then
    assert "12,3" not in then
    assert f"placering.csv?kendt={BETWEEN}" in then
    assert "placering.csv?kendt" not in now


def test_a_goals_picture_shows_what_its_page_shows(client_of: Browser, goal: Goal) -> None:
    address = reverse("public:goal_picture", args=[goal.key, 1, "placering", "csv"])
    assert "Vallensbæk;12,3\N{NO-BREAK SPACE}%" in page(client_of(), address)
    assert "Vallensbæk;99,9\N{NO-BREAK SPACE}%" in page(client_of(), f"{address}?kendt={BETWEEN}")


def test_the_overview_and_its_table_know_the_same(client_of: Browser, goal: Goal) -> None:
    strategy = Strategy.drafts.get()
    address = reverse("public:verdicts", args=[strategy.slug])
    then = page(client_of(), f"{address}?kendt={BETWEEN}")
    assert "99,9 %" in then
    assert f"{reverse('public:goal', args=[goal.key])}?kendt={BETWEEN}" in then
    table = f"{reverse('api:verdicts_table', args=[strategy.slug])}?known_on={BETWEEN}"
    assert table in then
    assert ";99,9;" in page(client_of(), table)
    assert "12,3 %" in page(client_of(), address)


def test_the_api_judges_on_what_was_known(client_of: Browser, goal: Goal) -> None:
    address = reverse("api:goal", args=[goal.key])
    with stopped_at(TODAY):
        now = client_of().get(address).json()["verdicts"]
        then = client_of().get(f"{address}?known_on={BETWEEN}").json()["verdicts"]
        strategy = reverse("api:verdicts", args=[Strategy.drafts.get().slug])
        told = client_of().get(f"{strategy}?known_on={BETWEEN}").json()
    assert [(each["value"], each["status"]) for each in now] == [(12.3, "not_met")]
    assert [(each["value"], each["status"]) for each in then] == [(99.9, "met")]
    assert told["judged_on"] == BETWEEN
    assert told["items"][0]["verdicts"][0]["value"] == 99.9


def test_a_day_to_come_is_today_and_what_is_no_day_is_not_found(
    client_of: Browser, goal: Goal
) -> None:
    address = reverse("public:goal", args=[goal.key])
    assert "12,3 %" in page(client_of(), f"{address}?kendt=2199-01-01")
    page(client_of(), f"{address}?kendt=2025-02-30", 404)
    page(client_of(), f"{address}?kendt=snart", 404)


def test_the_files_of_an_indicator_are_of_the_figures_shown(client_of: Browser, goal: Goal) -> None:
    address = reverse("public:indicator", args=[CODE])
    table = reverse("api:figures_table", args=[CODE])
    assert f'href="{table}"' in page(client_of(), address)
    assert f'href="{table}?known_on={BETWEEN}"' in page(client_of(), f"{address}?kendt={BETWEEN}")
