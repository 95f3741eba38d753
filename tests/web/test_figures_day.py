"""A deadline comes at midnight in Denmark, and nothing else has happened: every page that tells
the verdict says so, whoever kept the old one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import UUID

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.models import Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.services.goal_targets import Means, link_target
from retning.foundation.clock import stopped_at
from tests.cast import Cast
from tests.factories import strategy as make
from tests.factories.measured import CODE, DEED, aimed, measured
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
# Denmark is two hours before UTC in summer, one in winter. What must be done has its last day left;
# a figure's deadline is reached when that day comes.
SUMMER = datetime(2026, 7, 1, 22, 0, tzinfo=UTC)
WINTER = datetime(2027, 12, 30, 23, 0, tzinfo=UTC)
INSTANT = timedelta(seconds=1)
CASES = {
    SUMMER: (
        "Det skal være gjort senest den 1. juli 2026; fristen er ikke gået endnu.",
        "Fristen var 1. juli 2026, og ingen har meldt, at det er gjort.",
    ),
    WINTER: (
        "Fristen er 31. december 2027, og der gives ingen udsigt.",
        "Målet holdes op mod tallet for 2027, og det har vi ikke endnu.",
    ),
}


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    """99,95 % in 2027, where 99,9 % is the newest figure; and a path that is to be open on the
    first of July 2026."""
    made = measured(cast.municipality, wordings=("mindst 99,95 % i 2027",))
    path = aimed(made, "Stien er åben", "senest den 1. juli 2026", code="")
    means = Means(MeasuredBy.MILESTONE)
    link_target(goal=path, expected_version=2, place=0, means=means, **DEED)
    make.published(made)
    return made


def key_of(strategy: Strategy, midnight: datetime) -> UUID:
    measured_one, milestone = draft_outline(strategy).all_goals
    return milestone.key if midnight == SUMMER else measured_one.key


def told(client: Client, path: str, moment: datetime, tag: str = "") -> tuple[int, str, str]:
    """Status, text and ETag of a page at a moment, to who has one with a tag."""
    with stopped_at(moment):
        answer = client.get(path, headers={"if-none-match": tag} if tag else {})
    text = unescape(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")
    return answer.status_code, text, answer.headers["ETag"]


@pytest.mark.parametrize("midnight", [SUMMER, WINTER])
@pytest.mark.parametrize("page", ["public:goal", "public:embed", "api:goal", "public:verdicts",
                                  "api:verdicts", "api:verdicts_table"])  # fmt: skip
def test_the_verdict_changes_at_midnight_wherever_it_is_told(
    client_of: Browser, strategy: Strategy, midnight: datetime, page: str
) -> None:
    is_goals = page in {"public:goal", "public:embed", "api:goal"}
    path = reverse(page, args=[key_of(strategy, midnight) if is_goals else strategy.slug])
    client, (before, after) = client_of(), CASES[midnight]
    status, text, old = told(client, path, midnight - INSTANT)
    assert (status, before in text, after in text) == (200, True, False)
    assert told(client, path, midnight - INSTANT, old)[::2] == (304, old)
    status, text, new = told(client, path, midnight, old)
    assert (status, before in text, after in text) == (200, False, True)
    assert told(client, path, midnight + INSTANT, new)[::2] == (304, new)


@pytest.mark.parametrize("midnight", [SUMMER, WINTER])
def test_the_page_of_the_day_before_is_kept_apart(
    client_of: Browser, strategy: Strategy, midnight: datetime
) -> None:
    """Two processes' clocks may differ by a moment: neither spoils the other's page."""
    client, (before, after) = client_of(), CASES[midnight]
    path = reverse("public:goal", args=[key_of(strategy, midnight)])
    caches["pages"].clear()
    for moment, said in ((midnight, after), (midnight - INSTANT, before), (midnight, after)):
        assert said in told(client, path, moment)[1]
    with assert_queries(2):
        assert before in told(client, path, midnight - INSTANT)[1]


def test_as_it_was_known_on_the_last_day_stays_as_it_was(
    client_of: Browser, strategy: Strategy
) -> None:
    client, (before, after) = client_of(), CASES[SUMMER]
    path = reverse("public:goal", args=[key_of(strategy, SUMMER)])
    then = f"{path}?kendt=2026-07-01"
    for moment in (SUMMER - INSTANT, SUMMER, WINTER):
        assert before in told(client, then, moment)[1]
    # A day that has not come yet is today, and goes on with it.
    ahead = f"{path}?kendt=2026-07-02"
    assert before in told(client, ahead, SUMMER - INSTANT)[1]
    assert after in told(client, ahead, SUMMER)[1]


def test_the_status_is_counted_anew(client_of: Browser, strategy: Strategy) -> None:
    """What was uncertain cannot be told once its deadline is reached without the figure."""
    client, path = client_of(), reverse("api:verdicts", args=[strategy.slug])

    def statuses(moment: datetime) -> list[str]:
        with stopped_at(moment):
            items = client.get(path).json()["items"]
        return [verdict["status"] for item in items for verdict in item["verdicts"]]

    assert statuses(WINTER - INSTANT) == ["at_risk", "unknown"]
    assert statuses(WINTER) == ["unknown", "unknown"]


def test_pages_that_tell_no_verdict_are_kept_over_the_night(
    client_of: Browser, strategy: Strategy
) -> None:
    client = client_of()
    for path in (f"/tal/{CODE}/", "/tal/", "/kommune/vallensbaek/"):
        tag = told(client, path, SUMMER - INSTANT)[2]
        assert told(client, path, SUMMER, tag)[::2] == (304, tag), path
