"""A goal over strategies: where it comes from, what became of it; and the page of them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Goal, Strategy
from retning.apps.strategy.queries.editions import published
from retning.apps.strategy.queries.published import published_row
from retning.apps.strategy.queries.published_lineage import RowLineage, published_lineage
from retning.apps.strategy.services.lineage import end_goals
from retning.web.request.rendering import CACHE
from tests.cast import NOW, Cast
from tests.factories import lineage as family
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.factories.lineage import goals_of
from tests.factories.organisation import TESTER
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def cold_cache() -> Iterator[None]:
    caches[CACHE].clear()
    yield
    caches[CACHE].clear()


def goal_page(client: Client, goal: Goal) -> str:
    """The words of a goal's page, as a person reads them; what is taken out and put in as well."""
    response = client.get(reverse("public:goal", args=[goal.key]))
    assert response.status_code == 200
    return words_of(response.content.decode())


def words_of(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", unescape(strip_tags(main)))


@pytest.fixture
def two(cast: Cast) -> list[Strategy]:
    return family.generations(cast.municipality, cast.units.council, 2)


def test_the_history_goes_on_in_the_strategy_before(
    client_of: Browser, two: list[Strategy]
) -> None:
    old, new = two
    page = goal_page(client_of(), goals_of(new)[0])
    assert "I strategien Planen 2014-2018 Målet i ord 1" in page
    assert "(2014–2018)" not in page  # the title says it
    response = client_of().get(reverse("public:goal", args=[goals_of(new)[0].key]))
    assert reverse("public:goal", args=[goals_of(old)[0].key]) in response.content.decode()
    lines = re.findall(r"<(del|ins)>(.*?)</\1>", response.content.decode(), re.DOTALL)
    assert [(kind, re.sub(r"<span.*?</span>", "", text).strip()) for kind, text in lines] == [
        ("del", "1"),
        ("ins", "2"),
    ]


def test_an_old_goal_says_what_became_of_it(client_of: Browser, two: list[Strategy]) -> None:
    old, _new = two
    page = goal_page(client_of(), goals_of(old)[0])
    assert "Målet videreføres i Planen 2018-2022 som: Målet i ord 2" in page


def test_the_years_are_told_where_the_title_does_not(client_of: Browser, cast: Cast) -> None:
    old = make.strategy(cast.municipality, "Den gamle plan", period=(2014, 2018))
    make.goal(make.area(old), "Et mål")
    make.published(old)
    new = family.after(old)
    make.published(new)
    assert "I strategien Den gamle plan (2014–2018)" in goal_page(client_of(), goals_of(new)[0])


def test_an_old_goal_that_ended_says_why(client_of: Browser, cast: Cast) -> None:
    old = family.first(cast.municipality, ["Rent badevand", "Kortere vej", "Flere træer"])
    family.adopted(old, cast.units.council)
    new = family.after(old)
    for goal in goals_of(new)[:2]:
        make.remove(goal)
    first, second, third = goals_of(old)
    end_goals(
        strategy=new, reasons={first.key: "Vandet er rent nu.", second.key: ""}, by=TESTER, now=NOW
    )
    family.adopted(new, cast.units.council, number=1)
    client = client_of()
    assert "Målet videreføres ikke i Planen 2018-2022. Hvorfor: Vandet er rent nu." in goal_page(
        client, first
    )
    assert "Der er ikke givet nogen begrundelse." in goal_page(client, second)
    assert "Hvad blev der af målet" in goal_page(client, third)


def test_a_goal_that_nobody_answered_for_says_nothing(client_of: Browser, cast: Cast) -> None:
    old = family.first(cast.municipality, ["Rent badevand", "Kortere vej"])
    family.adopted(old, cast.units.council)
    new = family.after(old)
    make.remove(goals_of(new)[0])
    family.adopted(new, cast.units.council, number=1)
    assert "Hvad blev der af målet" not in goal_page(client_of(), goals_of(old)[0])


def test_what_the_draft_says_is_not_public(client_of: Browser, cast: Cast) -> None:
    old = family.first(cast.municipality, ["Rent badevand", "Kortere vej"])
    family.adopted(old, cast.units.council)
    new = family.after(old)
    make.remove(goals_of(new)[0])
    family.end(new, goals_of(old)[0], "Hemmeligt")
    page = goal_page(client_of(), goals_of(old)[0])
    assert "Hemmeligt" not in page
    assert "Planen 2018" not in page


def test_a_kept_page_is_drawn_again_when_the_successor_is_published(
    client_of: Browser, cast: Cast
) -> None:
    old = family.first(cast.municipality, ["Rent badevand"])
    family.adopted(old, cast.units.council)
    goal, client = goals_of(old)[0], client_of()
    assert "videreføres" not in goal_page(client, goal)
    new = family.after(old)
    assert "videreføres" not in goal_page(client, goal)
    family.adopted(new, cast.units.council, number=1)
    assert "Målet videreføres i Planen 2018-2022" in goal_page(client, goal)


@pytest.mark.parametrize(("count", "queries"), [(1, 5), (2, 7), (4, 7)])
def test_a_goal_page_costs_the_same_however_many_generations(
    client_of: Browser, cast: Cast, count: int, queries: int
) -> None:
    strategies = family.generations(cast.municipality, cast.units.council, count)
    for strategy in strategies:
        address, client = reverse("public:goal", args=[goals_of(strategy)[0].key]), client_of()
        with assert_queries(queries):
            assert client.get(address).status_code == 200
        with assert_queries(2):
            assert client.get(address).status_code == 200


def lineage_of(cast: Cast, goal: Goal) -> RowLineage:
    every = published(cast.municipality)
    found = published_row(every, RowKind.GOAL, goal.key)
    assert found is not None
    return published_lineage(every, found)


def texts(relatives: object) -> list[str]:
    return [each.found.row.text for each in relatives]  # type: ignore[attr-defined]


def test_three_generations_up_and_down(cast: Cast) -> None:
    first, second, third = (
        goals_of(strategy)[0]
        for strategy in family.generations(cast.municipality, cast.units.council, 3)
    )
    assert texts(lineage_of(cast, third).forebears) == ["Målet i ord 2", "Målet i ord 1"]
    assert texts(lineage_of(cast, first).heirs) == ["Målet i ord 2", "Målet i ord 3"]
    middle = lineage_of(cast, second)
    assert (texts(middle.forebears), texts(middle.heirs)) == (["Målet i ord 1"], ["Målet i ord 3"])
    assert [each.strategy.period for each in middle.heirs] == [(2022, 2026)]


def test_a_divided_goal_has_two_heirs(cast: Cast) -> None:
    old = family.first(cast.municipality, ["Rent vand"])
    family.adopted(old, cast.units.council)
    new = family.after(old)
    family.follow(make.goal(goals_of(new)[0].area, "Rent vand i søen"), goals_of(old)[0])
    family.adopted(new, cast.units.council, number=1)
    assert texts(lineage_of(cast, goals_of(old)[0]).heirs) == ["Rent vand i søen", "Rent vand"]


def test_a_circle_in_the_data_is_walked_once(cast: Cast) -> None:
    old = family.first(cast.municipality, ["Et mål"])
    new = make.strategy(cast.municipality, "Planen 2018-2022", predecessor=old)
    goal = make.goal(make.area(new), "Et mål")
    # As no deed of ours would write it.
    Goal.drafts.filter(pk=goal.pk).update(ancestor=goals_of(old)[0].key)
    Goal.drafts.filter(area__strategy=old).update(ancestor=goal.key)
    family.adopted(old, cast.units.council)
    family.adopted(new, cast.units.council, number=1)
    for one, other in ((goal, goals_of(old)[0]), (goals_of(old)[0], goal)):
        found = lineage_of(cast, one)
        assert [each.found.row.key for each in found.forebears] == [other.key]
        assert found.heirs == []


def test_an_ancestor_that_was_never_published_is_passed_over(cast: Cast) -> None:
    _one, _two, three = family.generations(cast.municipality, cast.units.council, 3)
    goal = make.goal(goals_of(three)[0].area, "Et mål til")
    Goal.drafts.filter(pk=goal.pk).update(ancestor=goal.key)
    make.revised(three, org.resolution(cast.units.council))
    assert lineage_of(cast, goal) == RowLineage([], [], [])


def test_the_neighbours_goals_are_no_relatives(cast: Cast) -> None:
    ours = family.generations(cast.municipality, cast.units.council, 2)
    theirs = family.first(cast.neighbour, ["Et mål"])
    Goal.drafts.filter(area__strategy=theirs).update(ancestor=goals_of(ours[1])[0].key)
    family.adopted(theirs, cast.neighbour_unit)
    assert texts(lineage_of(cast, goals_of(ours[1])[0]).heirs) == []


# --- What became of the goals -----------------------------------------------------------


@pytest.fixture
def told(cast: Cast) -> list[Strategy]:
    """One goal kept, one in other words, one ended, one unanswered, one new."""
    old = family.first(cast.municipality, ["Rent vand", "Flere træer", "Kort vej", "God mad"])
    family.adopted(old, cast.units.council)
    new = family.after(old)
    _kept, changed, ended, unanswered = goals_of(new)
    make.reword(changed, "Mange flere træer")
    make.remove(ended)
    make.remove(unanswered)
    make.goal(changed.area, "Helt nyt mål")
    family.end(new, goals_of(old)[2], "Bussen kører.")
    family.adopted(new, cast.units.council, number=1)
    return [old, new]


def test_the_page_of_them_all(client_of: Browser, told: list[Strategy]) -> None:
    old, new = told
    client = client_of()
    address = reverse("public:lineage", args=[new.slug])
    with assert_queries(5):
        page = client.get(address).content.decode()
    with assert_queries(2):
        client.get(address)
    words = words_of(page)
    for expected in (
        "1 mål er videreført ordret",
        "1 mål er videreført med andre ord",
        "1 mål sluttede",
        "1 mål er nyt",
        "1 mål er der ikke svaret på",
        "Kort vej Hvorfor: Bussen kører.",
        "God mad",
    ):
        assert expected in words, expected
    for goal in goals_of(old):
        assert reverse("public:goal", args=[goal.key]) in page
    assert (
        reverse("public:lineage", args=[new.slug])
        in client.get(reverse("public:strategy", args=[new.slug])).content.decode()
    )


def test_there_is_no_such_page_without_a_published_predecessor(
    client_of: Browser, cast: Cast, told: list[Strategy]
) -> None:
    old, _new = told
    assert client_of().get(reverse("public:lineage", args=[old.slug])).status_code == 404
    unpublished = make.strategy(cast.municipality, "Kun et udkast")
    after = make.strategy(cast.municipality, "Efter udkastet", predecessor=unpublished)
    make.goal(make.area(after))
    make.published(after)
    assert client_of().get(reverse("public:lineage", args=[after.slug])).status_code == 404
    assert client_of().get(reverse("public:lineage", args=["findes-ikke"])).status_code == 404


def test_a_goal_from_one_that_was_taken_out_later_is_not_new(
    client_of: Browser, cast: Cast
) -> None:
    old = family.first(cast.municipality, ["Rent vand", "God mad"])
    family.adopted(old, cast.units.council)
    new = family.after(old)
    make.remove(goals_of(old)[0])
    make.revised(old, org.resolution(cast.units.council))
    family.adopted(new, cast.units.council, number=1)
    with assert_queries(6):
        response = client_of().get(reverse("public:lineage", args=[new.slug]))
    words = words_of(response.content.decode())
    assert "2 mål er videreført ordret" in words
    assert "0 mål er nye" in words


def test_in_english(client_of: Browser, told: list[Strategy]) -> None:
    response = client_of().get(f"/en{reverse('public:lineage', args=[told[1].slug])}")
    assert "1 goal has not been answered for" in words_of(response.content.decode())
