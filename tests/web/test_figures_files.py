"""Figures as files: JSON-stat cell by cell, the table, pictures as PNG of the size they say."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from retning.apps.strategy.queries.draft import draft_outline
from retning.core.benchmark.figures import State
from tests.cast import Cast
from tests.factories import indicators as figures
from tests.factories.indicators import CODES
from tests.factories.measured import CODE, country, measured

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
CHANNELS = {2: 3, 6: 4}
"""Bytes of a point, by the colours that a PNG says it has."""
FIGURES = f"/api/v1/indicators/{CODE}/figures"


@pytest.fixture
def client(client_of: Browser, cast: Cast) -> Client:
    """Two years of the 98 and the whole country; of the newest København's is withheld,
    Frederiksberg's not published, Ballerup's undefined, Brøndby's not there, Dragør's nought."""
    figures.indicator(CODE)
    told = country(("45.0", "60.25"))
    told["2023"] |= {"000": "64.2"}
    told["2024"] |= {
        "000": "65.0", "101": State.SUPPRESSED, "147": State.NOT_PUBLISHED,
        "151": State.UNDEFINED, "153": None, "155": 0,
    }  # fmt: skip
    figures.release({CODE: told})
    return client_of()


@pytest.fixture
def dataset(client: Client) -> dict[str, Any]:
    answer = client.get(FIGURES)
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


# --- JSON-stat -------------------------------------------------------------------------


def test_the_shape_is_json_stat(dataset: dict[str, Any]) -> None:
    assert (dataset["version"], dataset["class"]) == ("2.0", "dataset")
    assert (dataset["id"], dataset["size"]) == (["period", "area"], [2, 99])
    assert dataset["role"] == {"time": ["period"], "geo": ["area"]}
    assert set(dataset["dimension"]) == {"period", "area"}
    assert len(dataset["value"]) == 2 * 99
    assert dataset["updated"] == "2026-02-01"


def test_the_categories_stand_in_the_order_of_the_cells(dataset: dict[str, Any]) -> None:
    period, area = (dataset["dimension"][name]["category"] for name in ("period", "area"))
    assert period == {"index": {"2023": 0, "2024": 1}, "label": {"2023": "2023", "2024": "2024"}}
    assert area["index"] == {code: place for place, code in enumerate([*CODES, "000"])}
    assert area["label"].keys() == area["index"].keys()
    assert {code: area["label"][code] for code in ("000", "101", "187", "851")} == {
        "000": "Hele landet", "101": "København", "187": "Vallensbæk", "851": "Aalborg",
    }  # fmt: skip


def test_each_cell_is_where_its_dimensions_say(dataset: dict[str, Any]) -> None:
    index = {name: dataset["dimension"][name]["category"]["index"] for name in dataset["id"]}

    def cell(period: str, area: str) -> float | None:
        value: float | None = dataset["value"][index["period"][period] * 99 + index["area"][area]]
        return value

    assert (cell("2023", "000"), cell("2024", "000")) == (64.2, 65.0)
    assert (cell("2023", "101"), cell("2023", "851")) == (40.0, 88.0)
    assert (cell("2023", "187"), cell("2024", "187")) == (45.0, 60.25)
    assert cell("2024", "155") == 0
    assert [cell("2024", area) for area in ("101", "147", "151", "153")] == [None] * 4
    assert dataset["value"].count(None) == 4


def test_what_is_no_figure_says_why_and_what_is_missing_does_not(dataset: dict[str, Any]) -> None:
    assert dataset["status"] == {
        "99": "suppressed", "100": "not_published", "101": "undefined",
    }  # fmt: skip


def test_what_goes_beyond_the_standard_is_an_extension(dataset: dict[str, Any]) -> None:
    told = dataset["extension"]
    assert (told["indicator"], told["unit"], told["decimals"]) == (CODE, "%", 2)
    assert (told["is_example"], told["is_own"], told["breaks"]) == (False, False, [])
    [release] = told["releases"]
    assert (release["table"], release["added"]) == ("TEST1", 2 * 99 - 1)


def test_without_figures_there_is_no_dataset(client: Client) -> None:
    figures.indicator("empty")
    for code in ("empty", "ukendt"):
        answer = client.get(f"/api/v1/indicators/{code}/figures")
        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "application/problem+json"


# --- CSV -------------------------------------------------------------------------------


def test_the_table_has_a_line_an_area_and_a_column_a_period(client: Client) -> None:
    answer = client.get(f"{FIGURES}.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[:6] == [
        "Kode;Kommune;2023;2024",
        "101;København;40,00;tilbageholdt",
        "147;Frederiksberg;40,50;ikke udgivet",
        "151;Ballerup;41,00;ikke defineret",
        "153;Brøndby;41,50;",
        "155;Dragør;42,00;0,00",
    ]
    assert "187;Vallensbæk;45,00;60,25" in lines
    assert "000;Hele landet;64,20;65,00" in lines


# --- PNG -------------------------------------------------------------------------------


def size_of(client: Client, path: str) -> tuple[int, int]:
    """Of a picture whose every chunk is whole and whose points are as many as it says."""
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png"), path
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    chunks = chunks_of(answer.content)
    width, height, depth, colours = struct.unpack(">IIBB", chunks[0][1][:10])
    assert (chunks[0][0], chunks[-1][0], depth) == (b"IHDR", b"IEND", 8)
    points = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    assert len(points) == height * (1 + width * CHANNELS[colours])
    assert len(set(points)) > 20, "something is drawn"
    return width, height


def chunks_of(png: bytes) -> list[tuple[bytes, bytes]]:
    """The chunks of a PNG in order, each with the checksum that it says."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    found, at = [], 8
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", png, at + 8 + length)
        assert zlib.crc32(kind + data) == checksum
        found.append((kind, data))
        at += 12 + length
    return found


def test_pictures_are_png_of_one_width(client: Client) -> None:
    heights = {}
    for name in ("placering", "udvikling", "kort", "omrids", "fordeling"):
        width, heights[name] = size_of(client, f"/tal/{CODE}/{name}.png")
        assert width == 1200, name
        assert 300 < heights[name] < 2000, name
    assert len(set(heights.values())) > 2


def test_a_dark_picture_is_another_of_the_same_size(client: Client) -> None:
    light, dark = f"/tal/{CODE}/placering.png", f"/tal/{CODE}/placering.png?moerk=1"
    assert size_of(client, light) == size_of(client, dark)
    assert client.get(light).content != client.get(dark).content
    assert client.get(light).content == client.get(light).content


def test_a_goals_picture_is_a_png_too(client_of: Browser, cast: Cast) -> None:
    made = measured(cast.municipality)
    client = client_of()
    goal = draft_outline(made).all_goals[0].key
    assert size_of(client, f"/maal/{goal}/1/placering.png")[0] == 1200
    for wrong in ("1/ukendt.png", "2/placering.png", "0/placering.png", "1/placering.webp"):
        assert client.get(f"/maal/{goal}/{wrong}").status_code == 404, wrong


def test_names_that_are_no_picture_are_not_found(client: Client) -> None:
    for wrong in ("ukendt.png", "placering.jpg", "placering.PNG", "placering.png/", "placering."):
        assert client.get(f"/tal/{CODE}/{wrong}").status_code == 404, wrong
    assert client.get("/tal/ukendt/placering.png").status_code == 404
    figures.indicator("empty")
    assert client.get("/tal/empty/placering.png").status_code == 404
