"""The search page and the field that leads to it: what visitors read and where it leads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Goal, Strategy
from retning.web.request.rendering import CACHE
from tests.cast import NOW, Cast
from tests.factories import organisation as org
from tests.factories import strategy as make
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]
HREF = re.compile(r'href="([^"]+)"')


@pytest.fixture(autouse=True)
def cold_cache() -> Iterator[None]:
    caches[CACHE].clear()
    yield
    caches[CACHE].clear()


@pytest.fixture
def strategy(cast: Cast) -> Strategy:
    made = make.strategy(cast.municipality)
    area = make.area(made, "Klima og natur", body="Vi passer på *åen*.")
    make.goals(make.objective(area, "Færre syge"), ["Sygefraværet skal ned", "Klimamål for byen"])
    make.theme(area, "Hvordan får vi flere cykler?")
    make.adopted(made, org.resolution(cast.units.council))
    return made


def page_of(client: Client, question: str, **more: str) -> str:
    response = client.get(reverse("public:search"), {"q": question, **more})
    assert response.status_code == 200, question
    return unescape(response.content.decode())


def main_of(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def test_a_goal_is_found_marked_and_hung_in_its_chain(
    client_of: Browser, strategy: Strategy
) -> None:
    found = main_of(page_of(client_of(), "fravær"))
    area = strategy.areas.get()
    goal = Goal.drafts.get(text="Sygefraværet skal ned")
    links = [address for address in HREF.findall(found) if address.startswith("/")]
    area_address = reverse("public:area", args=[strategy.slug, area.key])
    assert links == [
        reverse("public:goal", args=[goal.key]),
        reverse("public:strategy", args=[strategy.slug]),
        area_address,
        f"{area_address}#r-{area.objectives.get().key}",
    ]
    assert "<mark>Sygefraværet</mark> skal ned" in found
    assert "1 resultat for »fravær«" in found


def test_every_link_of_a_hit_leads_somewhere(client_of: Browser, strategy: Strategy) -> None:
    client = client_of()
    for question in ("klima", "syge", "cykler", "Vallensbæk"):
        found = main_of(page_of(client, question))
        for address in HREF.findall(found):
            path, _, anchor = address.partition("#")
            page = client.get(path if path.startswith("/") else f"/soeg/{path}")
            assert page.status_code == 200, address
            assert not anchor or f'id="{anchor}"' in page.content.decode(), address


def test_what_is_only_proposed_says_so_and_can_be_read(
    client_of: Browser, strategy: Strategy
) -> None:
    area = strategy.areas.get()
    objective = make.objective(area, "Flere zebraer")
    make.goal(objective, "En zebra til alle")
    make.published(strategy, EditionKind.PROPOSAL, now=NOW)
    found = main_of(page_of(client_of(), "zebra"))
    assert found.count("Forslag – endnu ikke vedtaget") == 2
    edition = reverse("public:edition", args=[strategy.slug, 2])
    assert f'href="{edition}#r-{objective.key}"' in found
    assert f'id="r-{objective.key}"' in client_of().get(edition).content.decode()


def test_only_one_kind(client_of: Browser, strategy: Strategy) -> None:
    both = main_of(page_of(client_of(), "klima"))
    assert ("Alle (2)" in both, "Områder (1)" in both, "Mål (1)" in both) == (True, True, True)
    goals = main_of(page_of(client_of(), "klima", art="goal"))
    assert "<mark>Klimamål</mark> for byen" in goals
    assert "og natur" not in goals.replace("Klima og natur</a>", "")
    none = main_of(page_of(client_of(), "klima", art="theme"))
    assert "Vi fandt ikke noget om »klima«." in none
    assert "Mål (1)" in none


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("", "Skriv et eller flere ord."),
        ("   ", "Skriv et eller flere ord."),
        ("og i", "Skriv et ord, der siger, hvad du leder efter."),
        ("xyzzyqwx", "Vi fandt ikke noget om »xyzzyqwx«."),
        ("sygefravar", 'href="/soeg/?q=sygefrav%C3%A6ret"'),
        ("<script>alert(1)</script>", "Vi fandt ikke noget"),
        ("\0", "Skriv et eller flere ord."),
    ],
)
def test_where_nothing_is_found(
    client_of: Browser, strategy: Strategy, question: str, sentence: str
) -> None:
    response = client_of().get(reverse("public:search"), {"q": question})
    assert "<script" not in response.content.decode()
    assert sentence in unescape(response.content.decode())


def test_pages_keep_the_question(client_of: Browser, cast: Cast) -> None:
    made = make.strategy(cast.municipality)
    make.goals(make.area(made, "Alt"), [f"Zebra & æble {number}" for number in range(25)])
    make.published(made)
    first = main_of(page_of(client_of(), "zebra æble"))
    assert "25 resultater" in first
    following = "/soeg/?q=zebra+%C3%A6ble&side=2"
    assert f'href="{following.removeprefix("/soeg/")}"' in first
    second = main_of(unescape(client_of().get(following).content.decode()))
    assert (first.count('class="hit"'), second.count('class="hit"')) == (20, 5)
    assert 'start="21"' in second


@pytest.mark.parametrize("number", ["0", "2", "1001", "99999999", "-1", "x", "²"])
def test_there_is_no_such_page(client_of: Browser, strategy: Strategy, number: str) -> None:
    response = client_of().get(reverse("public:search"), {"q": "klima", "side": number})
    assert response.status_code == 404


def test_it_is_for_people_not_for_search_engines(client_of: Browser, strategy: Strategy) -> None:
    page = page_of(client_of(), "klima")
    assert '<meta name="robots" content="noindex">' in page
    assert "Set-Cookie" not in client_of().get("/soeg/").headers


def test_every_public_page_has_the_field(client_of: Browser, strategy: Strategy) -> None:
    for path in ("/", "/kontakt/", f"/strategi/{strategy.slug}/", "/en/", "/ingen-side/"):
        page = client_of().get(path).content.decode()
        prefix = "/en" if path == "/en/" else ""
        assert f'role="search" method="get" action="{prefix}/soeg/"' in page, path
    assert page_of(client_of(), "klima").count('role="search"') == 1


def test_in_english_the_strategy_stays_danish(client_of: Browser, strategy: Strategy) -> None:
    page = unescape(client_of().get("/en/soeg/", {"q": "cykler"}).content.decode())
    assert "1 result for “cykler”" in page
    assert re.search(r'<h2 class="hit__title"><a href="[^"]+" lang="da">', page)
    assert 'href="/soeg/?q=cykler"' in page


def test_the_neighbour_finds_nothing_of_ours(
    client_of: Browser, cast: Cast, strategy: Strategy
) -> None:
    page = page_of(client_of(at=cast.neighbour), "fravær")
    assert "Vi fandt ikke noget" in page
    assert "Sygefraværet" not in page


def test_an_answer_that_is_known_is_not_worked_out_again(
    client_of: Browser, strategy: Strategy
) -> None:
    address, query = reverse("public:search"), {"q": "klima"}
    with assert_queries(5):  # the municipality, the editions, and the three of the search
        first = client_of().get(address, query)
    assert len(caches[CACHE]._cache) == 0  # what people ask for crowds out no page
    with assert_queries(2):
        again = client_of().get(address, query, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    make.goal(strategy.areas.get(), "Klima for alle")
    make.published(strategy, now=NOW)
    changed = client_of().get(address, query, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "for alle" in changed.content.decode()
