"""The pages of indicators and municipalities: what they say, of which figures, and to whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit
from xml.etree import ElementTree as Tree

import pytest
from django.test import Client

from retning.apps.indicators.enums import PeriodType, Polarity, SourceKind
from retning.apps.indicators.services.own import create_indicator
from retning.apps.indicators.services.releases import accept_release, reject_release
from retning.apps.indicators.sources.reply import Oddity, OddityCode
from retning.core.benchmark.figures import State
from tests.cast import NOW, Cast
from tests.factories import indicators as figures
from tests.factories.measured import CODE, country
from tests.factories.organisation import TESTER

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
LATER = NOW + timedelta(days=3)
DEED = {"by": TESTER, "now": LATER}


@pytest.fixture
def client(client_of: Browser) -> Client:
    return client_of()


@pytest.fixture
def shared(cast: Cast) -> None:
    """Vallensbæk ties with one other in 2023, is alone in 2024 and withheld nowhere."""
    figures.indicator(CODE, definition_da="Af alle med en kat.", fields=["klima"])
    figures.release({CODE: country(("45.0", "60.2", "99.9"))})


def plain(text: str) -> str:
    """Without entities, and with spaces where a line may not break."""
    return unescape(text).replace("\xa0", " ")


def lead(client: Client, path: str) -> str:
    """What a page finds, in one line."""
    page = client.get(path)
    assert page.status_code == 200, path
    found = re.search(r'<p class="lead[^"]*">(.*?)</p>', page.content.decode(), re.S)
    assert found, path
    return plain(re.sub(r"<[^>]+>", "", found[1])).strip()


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return plain(answer.content.decode("utf-8-sig"))


# --- What a page says ------------------------------------------------------------------


@pytest.mark.usefixtures("shared")
def test_the_place_among_all_with_ties_in_both_languages(client: Client) -> None:
    assert lead(client, f"/tal/{CODE}/") == "Vallensbæk havde 99,9 % i 2025: nr. 1 af 98"
    said = "Vallensbæk havde 45,0 % i 2023: nr. 87 af 98, delt med 1 anden"
    assert lead(client, f"/tal/{CODE}/?periode=2023") == said
    said = "Vallensbæk had 45.0% in 2023: no. 87 of 98, shared with 1 other"
    assert lead(client, f"/en/tal/{CODE}/?periode=2023") == said


@pytest.mark.usefixtures("shared")
def test_a_period_without_figures_is_the_newest(client: Client) -> None:
    newest = lead(client, f"/tal/{CODE}/")
    for asked in ("1812", "x", "2024K1", "%00"):
        assert lead(client, f"/tal/{CODE}/?periode={asked}") == newest


@pytest.mark.usefixtures("shared")
def test_the_page_says_what_it_is_and_where_from(client: Client) -> None:
    page = text_of(client, f"/tal/{CODE}/")
    assert "Af alle med en kat." in page
    assert "Kilde: Danmarks Prøvestatistik, tabel TEST1, opdateret 1. februar 2026" in page
    assert 'id="udgivelse-' in page
    assert "Kendt her siden 2. marts 2026" in page
    assert page.count('<svg class="chart') >= 4 or page.count("<figure") >= 4
    assert "Nr. 1 har det højeste tal, som er bedst." in page


def test_where_low_is_best_and_where_neither_is(client: Client, cast: Cast) -> None:
    figures.indicator("low", polarity=Polarity.DOWN)
    figures.indicator("neither", polarity=Polarity.NEITHER)
    told = {"2025": figures.country(step=5) | {"187": "0.1"}}
    figures.release({"low": told, "neither": told})
    assert lead(client, "/tal/low/").endswith("nr. 1 af 98")
    assert lead(client, "/tal/neither/").endswith("nr. 98 af 98")
    assert "Nr. 1 har det laveste tal, som er bedst." in text_of(client, "/tal/low/")
    assert "som er bedst" not in text_of(client, "/tal/neither/")


@pytest.mark.parametrize(
    ("state", "said"),
    [(State.SUPPRESSED, "tilbageholdt"), (State.NOT_PUBLISHED, "ikke udgivet")],
)
def test_what_is_no_figure_is_said(client: Client, cast: Cast, state: State, said: str) -> None:
    figures.indicator(CODE)
    figures.release({CODE: {"2025": figures.country() | {"187": state}}})
    assert said in lead(client, f"/tal/{CODE}/")


def test_nobody_has_figures_of_it(client: Client, cast: Cast) -> None:
    figures.indicator(CODE)
    assert "Ingen tal endnu" in text_of(client, f"/tal/{CODE}/")
    assert client.get(f"/tal/{CODE}/placering.svg").status_code == 404


# --- Files of pictures -----------------------------------------------------------------


@pytest.mark.usefixtures("shared")
def test_a_picture_is_a_table_too(client: Client) -> None:
    answer = client.get(f"/tal/{CODE}/udvikling.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    lines = plain(answer.content.decode("utf-8-sig")).split("\r\n")
    assert lines[0] == "Andel der er med i Vallensbæk over tid"
    assert lines[1] == "Kilde: Danmarks Prøvestatistik, tabel TEST1, opdateret 1. februar 2026"
    assert [line.split(";")[:2] for line in lines[3:6]] == [
        ["2023", "45,0 %"], ["2024", "60,2 %"], ["2025", "99,9 %"],
    ]  # fmt: skip
    ranked = text_of(client, f"/tal/{CODE}/placering.csv").split("\r\n")
    assert ranked[3:5] == ["Vallensbæk;99,9 %;1", "Hjørring;88,5 %;2"]


@pytest.mark.usefixtures("shared")
def test_a_picture_stands_alone_as_svg(client: Client) -> None:
    for name in ("placering", "udvikling", "kort", "omrids", "fordeling"):
        answer = client.get(f"/tal/{CODE}/{name}.svg")
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/svg+xml")
        assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert Tree.fromstring(answer.content).tag == "{http://www.w3.org/2000/svg}svg"
        assert "Danmarks Prøvestatistik" in answer.content.decode()
        assert "Eksempeltal" not in answer.content.decode()


@pytest.mark.usefixtures("shared")
def test_pictures_that_are_not_there(client: Client) -> None:
    for path in ("placering.gif", "ukendt.svg", "placering.svg/"):
        assert client.get(f"/tal/{CODE}/{path}").status_code == 404
    assert client.get("/tal/ukendt/").status_code == 404
    assert client.get("/tal/ukendt/placering.svg").status_code == 404


# --- Examples --------------------------------------------------------------------------


def test_example_figures_say_so_everywhere(client: Client, cast: Cast) -> None:
    figures.indicator(CODE)
    figures.release({CODE: country(("45.0", "60.2"))}, source=SourceKind.EXAMPLE)
    for path in (f"/tal/{CODE}/", "/kommune/vallensbaek/", "/kommune/ishoej/"):
        assert "Eksempeltal" in text_of(client, path), path
        assert "Example figures" in text_of(client, f"/en{path}"), path
    compared = f"/sammenlign/?kommune=187&kommune=165&tal={CODE}"
    assert "eksempeltal" in text_of(client, compared).casefold()
    for form in ("svg", "csv"):
        said = client.get(f"/tal/{CODE}/placering.{form}").content.decode()
        assert "Eksempeltal" in said, form
    table = client.get(f"/api/v1/indicators/{CODE}/figures.csv").content.decode()
    assert "Eksempeltal" in table
    for path in (f"indicators/{CODE}", "municipalities/vallensbaek"):
        assert '"is_example":true' in client.get(f"/api/v1/{path}").content.decode(), path


# --- Known when ------------------------------------------------------------------------


@pytest.mark.usefixtures("shared")
def test_as_it_was_known_on_a_day(client: Client) -> None:
    figures.release({CODE: country(("45.0", "60.2", "98.1"))}, now=LATER)
    assert lead(client, f"/tal/{CODE}/").startswith("Vallensbæk havde 98,1 %")
    then = f"/tal/{CODE}/?kendt=2026-03-02"
    assert lead(client, then).startswith("Vallensbæk havde 99,9 %")
    files = re.findall(r'href="([^"]+placering\.csv[^"]*)"', text_of(client, then))
    assert urlsplit(files[0]).query == "periode=2025&kendt=2026-03-02"
    assert "99,9 %" in text_of(client, files[0])
    assert "Ingen tal endnu" in text_of(client, f"/tal/{CODE}/?kendt=2026-03-01")
    for wrong in ("i-går", "2026-13-45", "0"):
        assert client.get(f"/tal/{CODE}/?kendt={wrong}").status_code == 404


# --- Whose, and held back --------------------------------------------------------------


def test_own_figures_stand_apart_and_no_neighbour_sees_them(client_of: Browser, cast: Cast) -> None:
    figures.indicator(CODE)
    figures.release({CODE: country(("45.0", "60.2"))})
    figures.series(CODE, {"2023": "11.1", "2024": "12.3"}, municipality=cast.municipality)
    here, there = client_of(), client_of(at=cast.neighbour)
    assert "60,2 %" in lead(here, f"/tal/{CODE}/")
    own = text_of(here, f"/tal/{CODE}/?egne=1")
    assert "12,3 %" in own
    assert "egne=1" in own
    for path in (f"/tal/{CODE}/", f"/tal/{CODE}/?egne=1", "/kommune/vallensbaek/"):
        assert "12,3" not in text_of(there, path)
    table = there.get(f"/api/v1/indicators/{CODE}/figures.csv").content.decode()
    assert "60,2" in table
    assert "12,3" not in table
    assert there.get(f"/api/v1/indicators/{CODE}/figures.csv?own=1").status_code in {400, 404}


def test_an_own_indicator_is_not_found_next_door(client_of: Browser, cast: Cast) -> None:
    made = create_indicator(municipality=cast.municipality, name_da="Vores egne katte", **DEED)
    figures.series(made.code, {"2024": 314, "2025": 315}, municipality=cast.municipality)
    here, there = client_of(), client_of(at=cast.neighbour)
    assert "315" in lead(here, f"/tal/{made.code}/")
    assert "Vores egne katte" in text_of(here, "/tal/")
    assert there.get(f"/tal/{made.code}/").status_code == 404
    assert "Vores egne katte" not in text_of(there, "/tal/")


@pytest.mark.usefixtures("shared")
def test_what_is_held_or_rejected_is_never_public(client: Client) -> None:
    odd = Oddity(code=OddityCode.OUT_OF_RANGE, indicator=CODE, area="187", period="2025")
    held = figures.release({CODE: {"2025": {"187": "31.4"}}}, problems=[odd], now=LATER)
    assert held.held
    assert held.release is not None
    paths = [f"/tal/{CODE}/", "/kommune/vallensbaek/", f"/api/v1/indicators/{CODE}/figures"]
    for path in paths:
        assert not re.search(r"31[.,]4\b", text_of(client, path)), path
    reject_release(release=held.release, reason="Forkert enhed", **DEED)
    for path in paths:
        assert not re.search(r"31[.,]4\b|Forkert enhed", text_of(client, path)), path


@pytest.mark.usefixtures("shared")
def test_an_accepted_release_changes_the_kept_page(client: Client) -> None:
    odd = Oddity(code=OddityCode.OUT_OF_RANGE, indicator=CODE, area="187", period="2025")
    held = figures.release({CODE: {"2025": {"187": "31.4"}}}, problems=[odd], now=LATER)
    first = client.get(f"/tal/{CODE}/")
    again = client.get(f"/tal/{CODE}/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert held.release is not None
    accept_release(release=held.release, **DEED)
    after = client.get(f"/tal/{CODE}/", headers={"If-None-Match": first.headers["ETag"]})
    assert after.status_code == 200
    assert "31,4 %" in plain(after.content.decode())


# --- Costs -----------------------------------------------------------------------------


def test_queries_do_not_grow_with_what_is_shown(client: Client, cast: Cast) -> None:
    def more(first: int, last: int) -> None:
        for number in range(first, last):
            figures.indicator(f"more-{number}")
            figures.release({f"more-{number}": country(("45.0", "60.2"))})

    more(0, 1)
    client.get("/kommune/vallensbaek/")
    counts = {"/kommune/ishoej/": 4, "/tal/more-0/?periode=2023": 6, "/tal/?": 4}
    costs = []
    for _ in range(2):
        costs.append([_queries(client, path) for path in counts])
        more(len(costs) * 2, len(costs) * 2 + 2)
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 8


def _queries(client: Client, path: str) -> int:
    from django.core.cache import caches
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    caches["pages"].clear()
    with CaptureQueriesContext(connection) as sent:
        assert client.get(path).status_code == 200
    return len(sent)


def test_quarters_are_periods_too(client: Client, cast: Cast) -> None:
    figures.indicator(CODE, period_type=PeriodType.QUARTER)
    figures.release({CODE: {"2025K3": figures.country(), "2025K4": figures.country(41)}})
    assert "4. kvartal 2025" in lead(client, f"/tal/{CODE}/")
    assert "3. kvartal 2025" in lead(client, f"/tal/{CODE}/?periode=2025K3")
