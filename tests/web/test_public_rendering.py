"""Public pages are asked for cheaply, kept, and answered conditionally; nobody is followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from retning.apps.organisation import services
from retning.apps.strategy.models import Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.web.request.rendering import CACHE
from tests.cast import NOW, Cast
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.helpers.queries import assert_queries, assert_queries_at_1_and_3

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]
# Cold: with the municipality, the editions, and where they are shown the resolutions.
COLD = {
    "front": 3, "strategy": 4, "whole": 4, "area": 4, "goal": 5, "editions": 3, "edition": 4,
    "changes": 4,
}  # fmt: skip
KEPT = {
    "front": 2, "strategy": 3, "whole": 3, "area": 2, "goal": 2, "editions": 3, "edition": 3,
    "changes": 2,
}  # fmt: skip


@pytest.fixture(autouse=True)
def cold_cache() -> Iterator[None]:
    caches[CACHE].clear()
    yield
    caches[CACHE].clear()


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    """Published twice, adopted the second time."""
    made = make.small_strategy(cast.municipality)
    make.published(made)
    make.reword(draft_outline(made).all_goals[0], "Alle unge tager en uddannelse")
    make.adopted(made, org.resolution(cast.units.council), now=NOW + timedelta(days=1))
    return made


def addresses(strategy: Strategy) -> dict[str, str]:
    area = draft_outline(strategy).areas[0]
    return {
        "front": reverse("public:front"),
        "strategy": reverse("public:strategy", args=[strategy.slug]),
        "whole": reverse("public:whole", args=[strategy.slug]),
        "area": reverse("public:area", args=[strategy.slug, area.area.key]),
        "goal": reverse("public:goal", args=[area.all_goals[0].key]),
        "editions": reverse("public:editions", args=[strategy.slug]),
        "edition": reverse("public:edition", args=[strategy.slug, 2]),
        "changes": reverse("public:changes", args=[strategy.slug, 2]),
    }


@pytest.mark.parametrize("name", COLD)
def test_queries_cold_and_kept(client_of: Browser, strategy: Strategy, name: str) -> None:
    address = addresses(strategy)[name]
    client = client_of()
    with assert_queries(COLD[name]):
        assert client.get(address).status_code == 200
    with assert_queries(KEPT[name]):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["front", "strategy", "whole", "area", "goal"])
def test_queries_do_not_grow_with_goals_areas_and_editions(
    client_of: Browser, strategy: Strategy, cast: Cast, name: str
) -> None:
    address, client = addresses(strategy)[name], client_of()
    decision = org.resolution(cast.units.committee)

    def add_row(number: int) -> None:
        first = draft_outline(strategy).areas[0]
        make.goal(first.area, f"Mål {number}")
        make.goal(first.objectives[0].objective, f"Andet mål {number}")
        make.theme(first.area, f"Tema {number}?")
        make.goal(make.area(strategy, f"Område {number}"), f"Tredje mål {number}")
        make.revised(strategy, decision, now=NOW + timedelta(days=1 + number))

    assert_queries_at_1_and_3(COLD[name], add_row=add_row, read=lambda: client.get(address))


def test_queries_of_the_front_page_do_not_grow_with_strategies(
    client_of: Browser, cast: Cast
) -> None:
    client = client_of()

    def add_row(number: int) -> None:
        made = make.strategy(cast.municipality, f"Strategi {number}")
        make.goal(make.area(made))
        make.published(made, now=NOW + timedelta(days=number))

    assert_queries_at_1_and_3(COLD["front"], add_row=add_row, read=lambda: client.get("/"))


@pytest.mark.parametrize("name", COLD)
def test_a_page_is_kept_and_answered_conditionally(
    client_of: Browser, strategy: Strategy, name: str
) -> None:
    address, client = addresses(strategy)[name], client_of()
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == first.headers["ETag"]
    assert head.headers["Content-Length"] == str(len(first.content))
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("name", COLD)
def test_no_page_sets_a_cookie_or_runs_a_script(
    client_of: Browser, strategy: Strategy, name: str
) -> None:
    response = client_of().get(addresses(strategy)[name])
    page = response.content.decode()
    assert response.cookies == {}
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "<script" not in page
    assert ' style="' not in page
    assert 'src="http' not in page
    assert "noindex" not in page


def test_a_demonstration_asks_not_to_be_indexed(
    client_of: Browser, strategy: Strategy, settings: object
) -> None:
    settings.IS_DEMO = True  # type: ignore[attr-defined]
    assert "noindex" in client_of().get(addresses(strategy)["goal"]).content.decode()


def test_publishing_gives_every_page_a_new_name(
    client_of: Browser, strategy: Strategy, cast: Cast
) -> None:
    client = client_of()
    before = {name: client.get(at).headers["ETag"] for name, at in addresses(strategy).items()}
    make.reword(draft_outline(strategy).all_goals[0], "Ny ordlyd")
    assert before == {
        name: client.get(at).headers["ETag"] for name, at in addresses(strategy).items()
    }
    decision = org.resolution(cast.units.council)
    make.revised(strategy, decision, now=NOW + timedelta(days=2))
    for name, address in addresses(strategy).items():
        response = client.get(address, headers={"If-None-Match": before[name]})
        assert response.status_code == 200, name
    assert "Ny ordlyd" in client.get(addresses(strategy)["goal"]).content.decode()


def test_pages_differ_by_language_and_appearance(
    client_of: Browser, strategy: Strategy, cast: Cast
) -> None:
    address, client = addresses(strategy)["goal"], client_of()

    def tag(at: str) -> str:
        return str(client.get(at).headers["ETag"])

    danish = tag(address)
    assert tag(f"/en{address}") != danish
    look = services.Look(site_name="Et andet navn")
    services.set_appearance(municipality=cast.municipality, look=look, by=org.TESTER, now=NOW)
    assert tag(address) != danish
    assert "Et andet navn" in client.get(address).content.decode()


def test_a_body_that_is_renamed_is_shown_by_its_new_name(
    client_of: Browser, strategy: Strategy, cast: Cast
) -> None:
    address, client = addresses(strategy)["editions"], client_of()
    assert "Kommunalbestyrelsen" in client.get(address).content.decode()
    council = cast.units.council
    type(council).objects.filter(pk=council.pk).update(name="Byrådet")
    assert "Byrådet" in client.get(address).content.decode()


def test_whoever_is_logged_in_reads_the_same_words(client_of: Browser, strategy: Strategy) -> None:
    address = addresses(strategy)["goal"]
    response = client_of("consultant").get(address)
    assert "Alle unge tager en uddannelse" in response.content.decode()
    assert "private" in response.headers["Cache-Control"]
