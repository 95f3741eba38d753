"""Which figures are shown, own or national: a page, its files and its twin say the same; examples
are marked in every list; the map of the country as it is hangs beside the squares."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.queries.views import UseView
from retning.apps.indicators.services.choices import set_use
from retning.core.charts import maps
from tests.cast import NOW, Cast
from tests.factories import indicators as figures
from tests.factories.organisation import TESTER
from tests.helpers.pages import text

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
CODE = "test-share"


@pytest.fixture
def client(client_of: Browser, cast: Cast) -> Client:
    """Vallensbæk has 60,2 in the national figures and 12,3 in its own."""
    figures.indicator(CODE)
    figures.release({CODE: {"2024": figures.country(step=5) | {"187": "60.2"}}})
    figures.series(CODE, {"2024": "12.3"}, municipality=cast.municipality)
    return client_of()


def told(client: Client, path: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/v1/{path}").json()
    return found


def figures_on(client: Client, query: str) -> str:
    """The page's finding."""
    found = re.search(r'<p class="lead[^"]*">(.*?)</p>', text(client, f"/tal/{CODE}/{query}"))
    assert found
    return found[1]


def assert_alike(client: Client, page_query: str, twin_query: str, value: float) -> None:
    """The page, its picture's table, its twin, the figures and their table show one figure."""
    said = f"{value}".replace(".", ",")
    assert f"{said} %" in figures_on(client, page_query)
    assert f"Vallensbæk;{said} %" in text(client, f"/tal/{CODE}/placering.csv{page_query}")
    twin = told(client, f"indicators/{CODE}{twin_query}")
    assert twin["standing"]["value"] == value
    assert twin["is_own"] is (value == 12.3)
    whole = told(client, f"indicators/{CODE}/figures{twin_query}")
    assert value in whole["value"]
    assert whole["extension"]["is_own"] is (value == 12.3)
    assert f"187;Vallensbæk;{said}\r\n" in text(
        client, f"/api/v1/indicators/{CODE}/figures.csv{twin_query}"
    )


def test_a_page_and_its_twin_show_the_same_figures(client: Client) -> None:
    assert_alike(client, "", "", 60.2)
    assert_alike(client, "?egne=1", "?own=true", 12.3)
    assert_alike(client, "?egne=0", "?own=false", 60.2)
    page = text(client, f"/tal/{CODE}/?egne=1")
    assert f'href="/api/v1/indicators/{CODE}/figures.csv?own=true"' in page
    assert 'href="?egne=0"' in page


def test_what_the_municipality_prefers_is_shown_on_page_and_twin(
    client: Client, cast: Cast
) -> None:
    made = figures.Indicator.objects.get(code=CODE)
    use = UseView(prefers_own=True)
    set_use(municipality=cast.municipality, indicator=made, use=use, by=TESTER, now=NOW)
    assert_alike(client, "", "", 12.3)
    assert_alike(client, "?egne=0", "?own=false", 60.2)
    page = text(client, f"/tal/{CODE}/")
    assert f'href="/api/v1/indicators/{CODE}/figures.csv"' in page


def test_the_others_are_shown_where_there_are_none(client_of: Browser, cast: Cast) -> None:
    figures.indicator(CODE)
    figures.release({CODE: {"2024": figures.country(step=5) | {"187": "60.2"}}})
    figures.indicator("only-own", name="Kun vores", source=SourceKind.COUNT)
    figures.series("only-own", {"2024": "7"}, municipality=cast.municipality)
    client = client_of()
    assert_alike(client, "?egne=1", "?own=true", 60.2)
    for query in ("", "?own=true", "?own=false"):
        twin = told(client, f"indicators/only-own{query}")
        assert (twin["standing"]["value"], twin["is_own"]) == (7.0, True)
    assert "?egne=" not in text(client, "/tal/only-own/")


# --- Examples --------------------------------------------------------------------------


def test_the_lists_mark_example_figures(client: Client, cast: Cast) -> None:
    figures.indicator("made-up", name="Opdigtet andel")
    country = {"2024": figures.country()}
    figures.release({"made-up": country}, source=SourceKind.EXAMPLE)
    figures.indicator("none", name="Uden tal")
    marked = {each["code"]: each["is_example"] for each in told(client, "indicators")["items"]}
    assert (marked[CODE], marked["made-up"], marked["none"]) == (False, True, False)
    line = re.search(r"Opdigtet andel</a></p>\s*<p[^>]*>(.*?)</p>", text(client, "/tal/"))
    assert line
    assert "Eksempeltal" in line[1]
    assert text(client, "/tal/").count("Eksempeltal") == 1
    assert "Alle tal som CSV (eksempeltal)" in text(client, "/tal/made-up/")
    assert "(eksempeltal)" not in text(client, f"/tal/{CODE}/")
    figures.series("made-up", {"2024": "7"}, municipality=cast.municipality)
    made = figures.Indicator.objects.get(code="made-up")
    use = UseView(prefers_own=True)
    set_use(municipality=cast.municipality, indicator=made, use=use, by=TESTER, now=NOW)
    marked = {each["code"]: each["is_example"] for each in told(client, "indicators")["items"]}
    assert marked["made-up"] is False


# --- The map of the country as it is ----------------------------------------------------


@pytest.fixture
def outlined(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Outlines of the 98, as an installation has them (here each a triangle)."""
    paths = {code: f"M{place * 10} 0l5 9l4 0Z" for place, code in enumerate(figures.CODES)}
    told = {"width": 1000, "height": 10, "paths": paths}
    (tmp_path / "outlines.json").write_text(json.dumps(told))
    monkeypatch.setattr(maps, "OUTLINES", tmp_path / "outlines.json")
    maps.outlines.cache_clear()
    yield
    maps.outlines.cache_clear()


@pytest.mark.usefixtures("outlined")
def test_the_outlines_hang_beside_the_squares(client: Client) -> None:
    page = text(client, f"/tal/{CODE}/?kendt=2026-03-02")
    found = re.search(r'<details class="details outline">(.*?)</details>', page, re.S)
    assert found
    address = f"/tal/{CODE}/omrids.svg?periode=2024&kendt=2026-03-02"
    assert f'src="{address}"' in found[1]
    assert 'loading="lazy"' in found[1]
    assert f'srcset="{address}&moerk=1"' in found[1]
    alt = re.search(r'alt="([^"]+)"', found[1])
    assert alt
    assert "Vallensbæk" in alt[1]
    for path in re.findall(r'(?:src|href|srcset)="([^"]+)"', found[1]):
        if ".png" not in path:
            assert client.get(path).status_code == 200, path
    assert text(client, address).count("<path") >= 98


def test_without_outlines_there_are_only_squares(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(maps, "OUTLINES", tmp_path / "none.json")
    maps.outlines.cache_clear()
    try:
        assert "omrids" not in text(client, f"/tal/{CODE}/")
    finally:
        maps.outlines.cache_clear()
