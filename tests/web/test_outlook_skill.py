"""How outlooks were tested: the page, its diagrams as files, the twin and its table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import caches
from django.test import Client

from retning.core.benchmark.worth import Foretold, measured
from retning.web.request.rendering import CACHE
from tests.cast import Cast
from tests.factories import indicators as make

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
PAGE = "/tal/udsigt/"


@pytest.fixture(autouse=True)
def cold_cache() -> Iterator[None]:
    caches[CACHE].clear()
    yield
    caches[CACHE].clear()


@pytest.fixture
def client(cast: Cast, client_of: Browser) -> Client:
    return client_of()


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_the_page_says_what_was_reached_and_what_was_asked_for(client: Client) -> None:
    said = text(client, PAGE)
    assert "15 % tættere på det, der kom, end at sige, at alt bliver som i dag." in said
    assert "Kravet var mindst 13 %." in said
    assert "i gennemsnit 2,2 procentpoint fra hinanden; kravet var højst 3." in said
    assert (
        said.count("chart--reliability chart--wide") + said.count("chart--wide chart--reliability")
        == 3
    )
    assert said.count("rammer ikke bedre; der gives ingen udsigt") == 36


def test_an_indicator_here_is_linked_and_another_is_named(client: Client) -> None:
    said = text(client, PAGE)
    assert "Areal (km2) (abs)" in said
    assert 'href="/tal/unemployed-per-100/"' in said
    assert 'href="/tal/noegletal-andel-0-2-aarige/"' not in said


def test_diagrams_are_files(client: Client) -> None:
    answer = client.get(f"{PAGE}blandt-de-bedste.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[3][3] == "103.935"
    assert client.get(f"{PAGE}bedre-end-nu.svg").headers["Content-Type"] == "image/svg+xml"
    assert client.get(f"{PAGE}andet.svg").status_code == 404
    assert client.get(f"{PAGE}fast-niveau.pdf").status_code == 404


def test_the_twin_tells_each_indicator(client: Client) -> None:
    found = client.get("/api/v1/outlook-skill").json()
    assert [each["kind"] for each in found["items"]] == list(Foretold)
    standing = found["items"][0]
    assert standing["whole"]["over_as_today"] == 0.1473
    assert standing["calibration_error"] == 0.0102
    assert len(standing["indicators"]) == 155
    silent = [each["indicator"] for each in found["items"][1]["indicators"] if each["is_silent"]]
    assert "unemployed-per-100" in silent


def test_the_table_has_a_line_for_each(client: Client) -> None:
    content = client.get("/api/v1/outlook-skill.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    lines = sum(1 + len(found.indicators) for found in measured().kinds.values())
    assert len(rows) == 1 + lines
    assert rows[1][:2] == ["standing", "Alle"]
    assert rows[1][8] == "0,1473"


def test_an_indicators_page_has_its_own_line(client: Client) -> None:
    said = text(client, "/tal/unemployed-per-100/")
    assert "Sådan har udsigter holdt her" in said
    assert "rammer ikke bedre; der gives ingen udsigt" in said
    assert f'href="{PAGE}"' in said
    make.indicator("test-share")
    assert "Udsigter er ikke prøvet på netop dette tal" in text(client, "/tal/test-share/")
    assert f'href="{PAGE}"' in text(client, "/tal/")
