"""Municipalities beside each other, and one in all figures: exactly what they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from django.test import Client

from retning.apps.indicators.enums import Polarity
from retning.core.benchmark.figures import State
from tests.cast import Cast
from tests.factories import indicators as figures
from tests.factories.measured import CODE, country
from tests.helpers.pages import text

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
Row = tuple[str, ...]
SEVEN = ("187", "165", "151", "153", "155", "157", "159")
NAMES = ("Vallensbæk", "Albertslund", "Ballerup", "Brøndby", "Dragør", "Gentofte", "Gladsaxe")
CHOOSE = "Vælg to til seks kommuner."
CHOOSE_FIGURES = "Vælg mindst ét tal at sammenligne."
FAULT = "Det skal være koderne på to til seks kommuner, med komma imellem."


@pytest.fixture
def client(client_of: Browser, cast: Cast) -> Client:
    """Of the 98, at 40,0 and up by half a point, Vallensbæk has 45,0 in 2023 and 99,9 in 2025;
    Ballerup's newest is withheld."""
    figures.indicator(CODE, fields=["klima"])
    told = country(("45.0", "60.2", "99.9"))
    figures.release({CODE: told | {"2025": told["2025"] | {"151": State.SUPPRESSED}}})
    return client_of()


def bare(cell: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", cell).split())


def table(page: str, caption: str) -> list[Row]:
    """Head and rows of the table with a caption, as read."""
    found = re.search(rf"<caption[^>]*>{caption}</caption>(.*?)</table>", page, re.S)
    assert found, caption
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", found[1], re.S)
    return [tuple(map(bare, re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S))) for row in rows]


def asked(places: Sequence[str], codes: Sequence[str] = (CODE,)) -> str:
    parts = [*(f"kommune={place}" for place in places), *(f"tal={code}" for code in codes)]
    return f"/sammenlign/?{'&'.join(parts)}"


def side_by_side(client: Client, places: Sequence[str]) -> list[Row]:
    return table(text(client, asked(places)), "De nyeste tal side om side")


# --- Beside each other -----------------------------------------------------------------


def test_two_municipalities(client: Client) -> None:
    assert side_by_side(client, SEVEN[:2]) == [
        ("Indikator", "Vallensbæk", "Albertslund"),
        ("Andel der er med (2025)", "99,9 % nr. 1 af 97", "44,5 % nr. 89 af 97"),
    ]


def test_six_municipalities_in_the_order_they_were_asked_for(client: Client) -> None:
    head, row = side_by_side(client, SEVEN[5::-1])
    assert head == ("Indikator", *NAMES[5::-1])
    assert row[1:] == (
        "42,5 % nr. 93 af 97",
        "42,0 % nr. 94 af 97",
        "41,5 % nr. 95 af 97",
        "tilbageholdt",
        "44,5 % nr. 89 af 97",
        "99,9 % nr. 1 af 97",
    )


def test_of_seven_the_first_six_are_compared_and_the_page_says_so(client: Client) -> None:
    told = "Der kan højst sammenlignes seks kommuner. Her er de seks første."
    assert told in text(client, asked(SEVEN))
    assert told not in text(client, asked(SEVEN[:6]))
    assert side_by_side(client, SEVEN)[0] == ("Indikator", *NAMES[:6])
    page = text(client, asked(SEVEN))
    assert "comparison.csv?municipalities=187%2C165%2C151%2C153%2C155%2C157&" in page


@pytest.mark.parametrize("places", [("187", "187", "165"), ("187", "999", "165", "", "x" * 900)])
def test_unknown_ones_and_those_asked_for_twice_count_once(
    client: Client, places: Sequence[str]
) -> None:
    assert side_by_side(client, places) == side_by_side(client, SEVEN[:2])


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        (asked(["187"]), CHOOSE),
        (asked(["187", "187"]), CHOOSE),
        (asked(["187", "999"]), CHOOSE),
        (asked([]), CHOOSE),
        (asked(SEVEN[:2], []), CHOOSE_FIGURES),
        (asked(SEVEN[:2], ["ukendt"]), CHOOSE_FIGURES),
    ],
)
def test_too_few_are_told_what_to_choose(client: Client, address: str, problem: str) -> None:
    page = text(client, address)
    assert f"<p>{problem}</p>" in page
    assert "<table" not in page
    assert '<figure class="chart-figure"' not in page


def test_who_has_asked_for_nothing_is_not_blamed(client: Client) -> None:
    page = text(client, "/sammenlign/")
    assert CHOOSE not in page
    assert page.count("<select") == 7
    assert re.findall(r'<option value="(\d+)" selected>', page) == ["187"]


def test_the_form_remembers_what_was_asked_for(client: Client) -> None:
    page = text(client, asked(SEVEN[:3]))
    assert re.findall(r'<option value="([^"]+)" selected>', page) == [*SEVEN[:3], CODE]


def test_at_most_twelve_indicators(client: Client) -> None:
    codes = [f"more-{number:02}" for number in range(13)]
    for number, code in enumerate(codes):
        figures.indicator(code, name=f"Tal {number:02}")
        figures.release({code: country(("45.0", "60.2"))})
    rows = table(text(client, asked(SEVEN[:2], codes)), "De nyeste tal side om side")
    assert [row[0] for row in rows[1:]] == [f"Tal {number:02} (2024)" for number in range(12)]


def test_the_twin_and_its_table_say_the_same(client: Client) -> None:
    at = f"municipalities=187,151&indicators={CODE}"
    [item] = client.get(f"/api/v1/comparison?{at}").json()["items"]
    assert item["standings"] == [
        {
            "municipality": "187", "period": "2025", "value": 99.9, "state": "known",
            "rank": 1, "tied": 0, "of": 97,
        },
        {
            "municipality": "151", "period": "2025", "value": None, "state": "suppressed",
            "rank": None, "tied": None, "of": None,
        },
    ]  # fmt: skip
    answer = client.get(f"/api/v1/comparison.csv?{at}")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert lines[1].startswith("test-share;Andel der er med;%;2025;Vallensbæk;99,9;1;97;Nej;")
    assert lines[2].startswith("test-share;Andel der er med;%;2025;Ballerup;;;;Nej;")


@pytest.mark.parametrize("places", ["187", "187,187", "187,999", ",".join(SEVEN)])
def test_the_twin_refuses_fewer_than_two_more_than_six_and_unknown_ones(
    client: Client, places: str
) -> None:
    answer = client.get(f"/api/v1/comparison?municipalities={places}&indicators={CODE}")
    assert answer.status_code == 400
    [fault] = answer.json()["errors"]
    assert (fault["parameter"], fault["detail"]) == ("municipalities", FAULT)


# --- One in all figures ----------------------------------------------------------------


def test_a_profile_says_figure_place_and_change(client: Client) -> None:
    figures.indicator("long", name="Fra 2021", fields=["klima"], polarity=Polarity.DOWN)
    five = country(("50.0", "50.0", "50.0", "50.0", "38.5"), first_year=2021)
    figures.release({"long": five})
    page = text(client, "/kommune/vallensbaek/")
    assert table(page, "Klima") == [
        ("Indikator", "Nyeste", "Placering", "Ændring over fire år"),
        ("Andel der er med", "99,9 % (2025)", "nr. 1 af 97 · bedste fjerdedel", "–"),
        ("Fra 2021", "38,5 % (2025)", "nr. 1 af 98 · bedste fjerdedel", "−11,5 procentpoint"),
    ]
    assert 'name="kommune" value="187"' in page


def test_a_profile_of_another_municipality(client: Client) -> None:
    page = text(client, "/kommune/ballerup/")
    assert table(page, "Klima")[1:] == [("Andel der er med", "tilbageholdt (2025)", "–", "–")]
    assert "<h1>Ballerup i tal</h1>" in page
    assert "<strong>Ballerup</strong>" in page
    assert len(re.findall(r'<li><a href="/kommune/[a-z-]+/">', page)) == 97
    rows = table(text(client, "/kommune/koebenhavn/"), "Klima")
    assert rows[1][2] == "nr. 97 af 97 · sidste fjerdedel"


def test_profiles_that_are_not_there_and_the_way_to_the_own_one(client: Client) -> None:
    for path in ("/kommune/atlantis/", "/kommune/187/", "/kommune/Vallensbaek/"):
        assert client.get(path).status_code == 404, path
    answer = client.get("/kommune/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/kommune/vallensbaek/")
