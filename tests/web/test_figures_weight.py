"""Pages with figures of all 98 over twenty-seven years keep the bar of a first visit, fonts apart:
60 kB compressed; and what they ask of the database, in figures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.models import Goal, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.services.goal_targets import Means, Worded, link_target, word_goal
from retning.core.targets import typed
from tests.cast import Cast
from tests.factories import indicators as figures
from tests.factories import strategy as make
from tests.factories.measured import BEST, CODE, DEED, aimed, country, measured
from tests.helpers.queries import assert_queries, assert_queries_at_1_and_3
from tests.web.test_ui_weight import BUDGET, weight

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
YEARS = range(1999, 2026)
PLACES = ("187", "165", "151", "153", "155", "157")
MOST_INDICATORS = 12


def uneven(first: int) -> dict[str, figures.Said]:
    """The 98 in no order, so that nothing compresses better than real figures do."""
    found = figures.country(first=first, step=1)
    codes = sorted(found, key=lambda code: int(code) * 7919 % 1009)
    return dict(zip(codes, found.values(), strict=True))


def compared(places: tuple[str, ...], codes: list[str]) -> str:
    asked = [*(f"kommune={place}" for place in places), *(f"tal={code}" for code in codes)]
    return f"{reverse('public:compare')}?{'&'.join(asked)}"


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    """Eighteen goals with three pictures each, and twelve indicators."""
    made = measured(cast.municipality, wordings=[BEST] * 18, fields=["klima"])
    codes = [CODE, *(f"more-{number}" for number in range(1, MOST_INDICATORS))]
    for number, code in enumerate(codes):
        if number:
            figures.indicator(
                code, name=f"Andel nummer {number} af alle der er med", fields=["skole"]
            )
        figures.release({code: {str(year): uneven(year - 1990 + number) for year in YEARS}})
    return made


def test_pages_with_figures_keep_the_budget(strategy: Strategy, client_of: Browser) -> None:
    client, slug = client_of(), strategy.slug
    addresses = [
        reverse("public:goal", args=[draft_outline(strategy).all_goals[0].key]),
        reverse("public:verdicts", args=[slug]),
        reverse("public:indicators"),
        reverse("public:indicator", args=[CODE]),
        reverse("public:profile", args=["vallensbaek"]),
        reverse("public:profile", args=["koebenhavn"]),
        compared(PLACES[:2], [CODE]),
        compared(PLACES, [CODE, *(f"more-{number}" for number in range(1, MOST_INDICATORS))]),
    ]
    weights = {path: sum(weight(client, path).values()) for path in addresses}
    assert {path: total for path, total in weights.items() if total > BUDGET} == {}
    assert {path: total for path, total in weights.items() if total < 20_000} == {}, "not counted"


# --- What pages ask of the database ----------------------------------------------------


def read(client: Client, path: str) -> None:
    caches["pages"].clear()
    assert client.get(path).status_code == 200


def more(number: int) -> None:
    figures.indicator(f"more-{number}", fields=["klima"])
    figures.release({f"more-{number}": country(("45.0", "60.2"))})


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/tal/", 3),
        ("/tal/more-1/", 6),
        ("/kommune/vallensbaek/", 4),
        ("/sammenlign/", 4),
        ("/sammenlign/?kommune=187&kommune=165&tal=more-1&tal=more-2&tal=more-3", 4),
        ("/api/v1/indicators", 3),
        ("/api/v1/indicators/more-1/figures", 6),
        ("/api/v1/municipalities/vallensbaek", 4),
        ("/api/v1/comparison?municipalities=187,165&indicators=more-1,more-2,more-3", 4),
    ],
)
def test_queries_are_the_same_for_one_indicator_and_three(
    client_of: Browser, path: str, expected: int
) -> None:
    ask = partial(read, client_of(), path)
    assert_queries_at_1_and_3(expected, add_row=more, read=ask)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("public:verdicts", 8), ("api:verdicts", 8), ("api:verdicts_table", 8)],
)
def test_queries_are_the_same_for_one_verdict_and_three(
    client_of: Browser, cast: Cast, name: str, expected: int
) -> None:
    strategy = measured(cast.municipality)

    def add(number: int) -> None:
        more(number)
        aimed(strategy, f"Endnu et mål, nummer {number}", code=f"more-{number}")
        make.published(strategy)

    ask = partial(read, client_of(), reverse(name, args=[strategy.slug]))
    assert_queries_at_1_and_3(expected, add_row=add, read=ask)


def three_targets(strategy: Strategy) -> Goal:
    """A goal with three targets, each measured by an indicator of its own."""
    goal = make.goal(strategy.areas.all()[0], "Tre ting på én gang")
    said = [Worded(typed(text)) for text in (BEST, "mindst 50 %", "mindst 10 %")]
    word_goal(goal=goal, expected_version=1, targets=said, **DEED)
    for place in range(3):
        more(place)
        means = Means(MeasuredBy.INDICATOR, f"more-{place}")
        link_target(goal=goal, expected_version=2 + place, place=place, means=means, **DEED)
    return goal


def test_a_goals_queries_are_the_same_for_one_target_and_three(
    client_of: Browser, cast: Cast
) -> None:
    strategy, client = measured(cast.municipality), client_of()
    goals = [draft_outline(strategy).all_goals[0].key, three_targets(strategy).key]
    make.published(strategy)
    for targets, key in zip((1, 3), goals, strict=True):
        goal = reverse("public:goal", args=[key])
        page = client.get(goal).content.decode()
        assert page.count('<figure class="chart-figure"') == 3 * targets
        picture = reverse("public:goal_picture", args=[key, 1, "placering", "csv"])
        for path, expected in {
            goal: 8,
            picture: 8,
            reverse("public:embed", args=[key]): 8,
            reverse("api:goal", args=[key]): 8,
        }.items():
            caches["pages"].clear()
            with assert_queries(expected):
                assert client.get(path).status_code == 200, path


def test_a_page_that_is_kept_costs_two_queries(client_of: Browser, cast: Cast) -> None:
    """Whose pages they are, and whether anything has changed since."""
    strategy, client = measured(cast.municipality), client_of()
    goal = reverse("public:goal", args=[draft_outline(strategy).all_goals[0].key])
    for path in (goal, "/tal/", f"/tal/{CODE}/", "/kommune/vallensbaek/"):
        tag = client.get(path).headers["ETag"]
        with assert_queries(2):
            assert client.get(path).status_code == 200
        with assert_queries(2):
            assert client.get(path, headers={"if-none-match": tag}).status_code == 304
