"""Every picture of a page hangs with its files: the overview's and the comparisons' too."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as Tree

import pytest
from django.test import Client

from retning.apps.indicators.enums import SourceKind
from tests.cast import Cast
from tests.factories import indicators as figures
from tests.factories.measured import CODE, country, measured
from tests.helpers.pages import text

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
COMPARED = f"kommune=187&kommune=165&tal={CODE}"


def files(page: str) -> list[list[str]]:
    """The addresses of the files of each picture."""
    links = re.findall(r'<ul class="chart-figure__links">(.*?)</ul>', page, re.S)
    return [re.findall(r'href="([^"]+)"', each) for each in links]


def assert_stands_alone(client: Client, address: str) -> str:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/svg+xml")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert Tree.fromstring(answer.content).tag == "{http://www.w3.org/2000/svg}svg"
    return answer.content.decode()


def test_the_overviews_picture_has_files(client_of: Browser, cast: Cast) -> None:
    slug = measured(cast.municipality, wordings=("mindst 50 %", "mindst 10 %")).slug
    client, overview = client_of(), f"/strategi/{slug}/maal/"
    page = text(client, overview)
    csv, png, svg = (f"{overview}oversigt.{form}" for form in ("csv", "png", "svg"))
    assert all(f'href="{address}"' in page for address in (csv, png, svg))
    told = text(client, csv).split("\r\n")
    assert told[0].startswith("Målene i ")
    assert len([line for line in told if line.startswith(("1.1 ", "1.2 "))]) == 2
    assert "Mål 2" in assert_stands_alone(client, svg)
    assert f'href="{csv}?kendt=2026-03-02"' in text(client, f"{overview}?kendt=2026-03-02")
    assert client.get(f"{csv}?kendt=2026-03-01").status_code == 404
    assert client.get(f"{overview}oversigt.gif").status_code == 404
    assert client.get("/strategi/ukendt/maal/oversigt.svg").status_code == 404


def test_a_comparisons_pictures_have_files(client_of: Browser, cast: Cast) -> None:
    figures.indicator(CODE)
    figures.release({CODE: country(("45.0", "60.2"))})
    client = client_of()
    csv, png, svg = files(text(client, f"/sammenlign/?{COMPARED}"))[0]
    asked = "?kommune=187&kommune=165"
    assert (csv, png, svg) == tuple(
        f"/sammenlign/{CODE}.{form}{asked}" for form in ("csv", "png", "svg")
    )
    told = text(client, csv).split("\r\n")
    assert told[3] == "2023;45,0 %;44,5 %"
    assert "Albertslund" in assert_stands_alone(client, svg)
    for wrong in ("", "?kommune=187", "?kommune=187&kommune=187", "?kommune=187&kommune=999"):
        assert client.get(f"/sammenlign/{CODE}.svg{wrong}").status_code == 404, wrong
    assert client.get(f"/sammenlign/ukendt.svg{asked}").status_code == 404


def test_the_files_mark_example_figures(client_of: Browser, cast: Cast) -> None:
    slug = measured(cast.municipality, source=SourceKind.EXAMPLE).slug
    client = client_of()
    for path in (f"/strategi/{slug}/maal/oversigt", f"/sammenlign/{CODE}"):
        for form in ("svg", "csv"):
            assert "Eksempeltal" in text(client, f"{path}.{form}?kommune=187&kommune=165"), path
