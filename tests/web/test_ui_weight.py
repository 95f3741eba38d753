"""A first visit to any public page weighs at most 60 kB compressed, fonts apart."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from retning.apps.organisation.services import set_logo
from retning.apps.organisation.services.logo import LOGO_LIMIT
from retning.apps.strategy.models import Strategy
from tests.cast import NOW, Cast
from tests.factories import strategy as make
from tests.factories.organisation import TESTER
from tests.factories.pictures import png

Browser = Callable[..., Client]

BUDGET = 60_000
STYLES = re.compile(r'<link rel="(?:stylesheet|icon)" href="([^"]+)"')
PICTURES = re.compile(r'<(?:img|script|source)[^>]+src="([^"]+)"')


def weight(client: Client, path: str) -> dict[str, int]:
    """What a first visit fetches besides fonts, each compressed: address → bytes."""
    page = client.get(path).content.decode()
    parts = {path: page.encode()}
    for address in [*STYLES.findall(page), *PICTURES.findall(page)]:
        parts[address] = fetched(client, address)
    return {address: len(gzip.compress(content)) for address, content in parts.items()}


def fetched(client: Client, address: str) -> bytes:
    if not address.startswith("/static/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        return answer.content
    found = finders.find(address.removeprefix("/static/"))
    assert found, f"{address} is not there: run make setup"
    return Path(found).read_bytes()


@pytest.fixture
def published(cast: Cast) -> Strategy:
    """Eighteen goals of three lines each, published twice with a change between."""
    wordings = [f"Mål {number}: {'vi vil være blandt de bedste, ' * 6}" for number in range(18)]
    strategy: Strategy = make.small_strategy(cast.municipality, wordings=wordings)
    make.published(strategy)
    make.reword(strategy.areas.get().goals.all()[3], "Mål 3: vi vil noget andet")
    make.published(strategy)
    return strategy


def addresses(strategy: Strategy) -> list[str]:
    area = strategy.areas.get()
    return [
        reverse("public:front"),
        reverse("public:strategy", args=[strategy.slug]),
        reverse("public:whole", args=[strategy.slug]),
        reverse("public:area", args=[strategy.slug, area.key]),
        reverse("public:editions", args=[strategy.slug]),
        reverse("public:edition", args=[strategy.slug, 2]),
        reverse("public:changes", args=[strategy.slug, 2]),
        reverse("public:goal", args=[area.goals.all()[3].key]),
        reverse("public:contact"),
        reverse("public:accessibility"),
        reverse("ui:components"),
        "/findes-ikke/",
    ]


def test_every_public_page_keeps_its_budget(published: Strategy, client_of: Browser) -> None:
    client = client_of()
    weights = {path: sum(weight(client, path).values()) for path in addresses(published)}
    assert {path: total for path, total in weights.items() if total > BUDGET} == {}
    assert {path: total for path, total in weights.items() if total < 15_000} == {}, "not counted"


def test_the_largest_logo_is_within_the_budget(published: Strategy, client_of: Browser) -> None:
    room = LOGO_LIMIT - len(png(300, 80, size=1)) + 1
    picture = png(300, 80, size=room)
    assert len(picture) == LOGO_LIMIT
    set_logo(
        municipality=published.municipality,
        chunks=[picture],
        name="logo.png",
        text="En eg",
        by=TESTER,
        now=NOW,
    )
    client = client_of()
    weights = {path: weight(client, path) for path in addresses(published)}
    logos = [sum(n for part, n in parts.items() if "/logo/" in part) for parts in weights.values()]
    assert min(logos) > 29_000, "counted on every page"
    assert {path for path, parts in weights.items() if sum(parts.values()) > BUDGET} == set()


def test_only_sheets_a_picture_and_the_page_are_fetched(client_of: Browser) -> None:
    fetched_parts = weight(client_of(), "/kontakt/")
    kinds = sorted(Path(address.partition("?")[0]).suffix for address in fetched_parts)
    assert kinds == ["", ".css", ".css", ".css", ".css", ".css", ".css", ".svg"]
