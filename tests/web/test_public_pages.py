"""The public pages: what each of them says, by the editions, in Danish and English."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.strategy.models import Goal, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from tests.cast import NOW, Cast
from tests.factories import organisation as org
from tests.factories import strategy as make

pytestmark = pytest.mark.django_db

Browser = Callable[..., Client]
LATER = NOW + timedelta(days=60)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def goals_of(strategy: Strategy) -> list[Goal]:
    return draft_outline(strategy).all_goals


def test_the_front_page_is_friendly_where_nothing_is_published(
    client_of: Browser, cast: Cast
) -> None:
    make.small_strategy(cast.municipality)
    page = text_of(client_of(), "/")
    assert "Det gode hverdagsliv" not in page
    assert "empty__heading" in page


def test_the_front_page_shows_vision_areas_and_news(client_of: Browser, cast: Cast) -> None:
    strategy = make.small_strategy(cast.municipality)
    make.adopted(strategy, org.resolution(cast.units.council))
    page = text_of(client_of(), "/")
    assert f"<h1>{make.VISION}</h1>" in page
    assert "Det gode hverdagsliv" in page
    assert "Delvision 1" in page
    assert reverse("public:edition", args=[strategy.slug, 1]) in page


def test_a_long_vision_is_no_heading(client_of: Browser, cast: Cast) -> None:
    strategy = make.strategy(cast.municipality, vision="Et godt liv. " * 20)
    make.goal(make.area(strategy))
    make.published(strategy)
    page = text_of(client_of(), "/")
    assert "<h1>Vallensbæks retning</h1>" in page
    assert "Et godt liv. Et godt liv." in page


def test_an_earlier_strategy_stands_apart_on_the_front_page(client_of: Browser, cast: Cast) -> None:
    before = make.strategy(cast.municipality, "Planen for 2022", period=(2022, 2025))
    make.goal(make.area(before, "Byens plan"))
    make.adopted(before, org.resolution(cast.units.council))
    after = make.strategy(cast.municipality, "Planen for 2026", predecessor=before)
    make.goal(make.area(after, "Byens fremtid"))
    make.adopted(after, org.resolution(cast.units.council), now=LATER)
    page = text_of(client_of(), "/")
    assert "Byens fremtid" in page
    assert "Byens plan" not in page
    assert "(2022–2025)" in page
    strategy_page = text_of(client_of(), reverse("public:strategy", args=[after.slug]))
    assert reverse("public:strategy", args=[before.slug]) in strategy_page


def test_a_strategy_shows_what_the_law_requires(client_of: Browser, cast: Cast) -> None:
    strategy = make.strategy(cast.municipality, with_section_23a=True, introduction="Vi *vil*.")
    make.goal(make.area(strategy))
    decision = org.resolution(cast.units.council, met_on=date(2026, 2, 25), item="Punkt 12")
    make.adopted(strategy, decision)
    page = text_of(client_of(), reverse("public:strategy", args=[strategy.slug]))
    assert "Vi <em>vil</em>." in page
    assert "to lokalplaner for <strong>stationsbyen</strong>" in page
    assert "Kommuneplanen revideres for <em>erhverv</em>" in page
    assert "Resten af kommuneplanen vedtages igen" in page
    assert "Kommunalbestyrelsen</strong>" in page
    assert "25. februar 2026" in page
    assert "Punkt 12" in page


def test_a_strategy_without_the_law_has_no_such_sections(client_of: Browser, cast: Cast) -> None:
    strategy = make.small_strategy(cast.municipality)
    make.published(strategy)
    assert 'id="planloven"' not in text_of(
        client_of(), reverse("public:strategy", args=[strategy.slug])
    )


def test_an_area_shows_objectives_goals_and_themes(client_of: Browser, cast: Cast) -> None:
    strategy = make.small_strategy(cast.municipality, wordings=["Et mål", "Et mål til"])
    first = draft_outline(strategy).areas[0].area
    make.goal(first, "Et mål for sig")
    second = make.area(strategy, "Den grønne by")
    make.goal(second, "Flere træer", owner=cast.centre_chief_position)
    make.published(strategy)
    page = text_of(client_of(), reverse("public:area", args=[strategy.slug, first.key]))
    order = ["Om <em>hverdagen</em>", "Børn og unge trives", "Et mål<", "Et mål til", "for sig"]
    places = [page.index(words) for words in [*order, "Hvordan mødes vi på tværs"]]
    assert places == sorted(places)
    assert reverse("public:area", args=[strategy.slug, second.key]) in page
    page = text_of(client_of(), reverse("public:area", args=[strategy.slug, second.key]))
    assert "Centerchef, Center for Børn og Unge" in page
    assert "Hvordan mødes vi" not in page


def test_the_whole_strategy_holds_every_goal_with_its_explanation(
    client_of: Browser, cast: Cast
) -> None:
    strategy = make.small_strategy(cast.municipality, wordings=["Mål et", "Mål to"])
    place = make.area(strategy, "Den grønne by")
    goal = make.goal(place, "Flere træer", body="Fordi **skygge** er godt.")
    make.published(strategy)
    page = text_of(client_of(), reverse("public:whole", args=[strategy.slug]))
    for words in ("Mål et", "Mål to", "Flere træer", "<strong>skygge</strong>", "på tværs af"):
        assert words in page
    assert f'href="#r-{place.key}"' in page
    assert f'id="r-{place.key}"' in page
    assert reverse("public:goal", args=[goal.key]) in page


def test_a_goal_shows_the_chain_up_to_the_vision(client_of: Browser, cast: Cast) -> None:
    strategy = make.small_strategy(cast.municipality, wordings=["Første", "Midterste", "Sidste"])
    make.published(strategy)
    outline = draft_outline(strategy).areas[0]
    first, middle, last = goals_of(strategy)
    page = text_of(client_of(), reverse("public:goal", args=[middle.key]))
    area_url = reverse("public:area", args=[strategy.slug, outline.area.key])
    chain = [
        ("/", make.VISION),
        (reverse("public:strategy", args=[strategy.slug]), strategy.title),
        (area_url, "Det gode hverdagsliv"),
        (f"{area_url}#r-{outline.objectives[0].objective.key}", "Børn og unge trives"),
    ]
    places = [
        page.index(f'<a class="breadcrumbs__link" href="{url}">{label}</a>') for url, label in chain
    ]
    assert places == sorted(places)
    for neighbour in (first, last):
        assert reverse("public:goal", args=[neighbour.key]) in page


def test_a_goals_owner_is_named_or_missing(client_of: Browser, cast: Cast) -> None:
    strategy = make.small_strategy(cast.municipality, wordings=["Ejet", "Uejet"])
    owned, ownerless = goals_of(strategy)
    make.own(owned, cast.centre_chief_position)
    make.published(strategy)
    missing = "No owner named yet"
    with translation.override("en"):
        owned_url = reverse("public:goal", args=[owned.key])
        ownerless_url = reverse("public:goal", args=[ownerless.key])
    page = text_of(client_of(), owned_url)
    assert "Centerchef, Center for Børn og Unge" in page
    assert missing not in page
    assert missing in text_of(client_of(), ownerless_url)


def test_english_pages_mark_the_danish_text(client_of: Browser, cast: Cast) -> None:
    strategy = make.small_strategy(cast.municipality)
    make.published(strategy)
    (goal,) = goals_of(strategy)
    page = text_of(client_of(), f"/en/maal/{goal.key}/")
    assert '<html lang="en">' in page
    assert f'<h1 lang="da">{goal.text}</h1>' in page
    assert "Proposal – not yet adopted" in page
    danish = text_of(client_of(), f"/maal/{goal.key}/")
    assert f"<h1>{goal.text}</h1>" in danish


def test_a_theme_has_an_address_that_leads_to_its_place(client_of: Browser, cast: Cast) -> None:
    strategy = make.small_strategy(cast.municipality)
    outline = draft_outline(strategy).areas[0]
    theme = outline.themes[0]
    address = reverse("public:theme", args=[theme.key])
    assert client_of().get(address).status_code == 404
    make.published(strategy)
    response = client_of().get(address)
    area_url = reverse("public:area", args=[strategy.slug, outline.area.key])
    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"{area_url}#r-{theme.key}",
    )
    assert f'id="r-{theme.key}"' in text_of(client_of(), area_url)
