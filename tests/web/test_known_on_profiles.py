"""What was known on an earlier day, on profiles and in comparisons, and in their twins; and that
no more is read than what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.queries.known import national_figures_known
from retning.apps.indicators.queries.pictures import newest_period
from retning.core.benchmark.figures import State
from tests.cast import NOW, Cast
from tests.factories import indicators as figures
from tests.helpers.pages import text
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
CODE = "test-share"
LATER = NOW + timedelta(days=40)
BEFORE, THEN, NOW_KNOWN = "2026-03-01", "2026-03-02", f"{LATER:%Y-%m-%d}"
PROFILE, TWIN = "/kommune/vallensbaek/", "/api/v1/municipalities/vallensbaek"
COMPARED = f"/sammenlign/?kommune=187&kommune=165&tal={CODE}"
COMPARED_TWIN = f"/api/v1/comparison?municipalities=187,165&indicators={CODE}"


@pytest.fixture
def client(client_of: Browser, cast: Cast) -> Client:
    """2020 and 2024 first: Vallensbæk has 88,5 in 2024, which only the highest is above. Forty days
    later 2024 is corrected to 40,1, and 2025 comes with 50,2."""
    figures.indicator(CODE, fields=["klima"])
    country = figures.country(step=5)
    figures.release({CODE: {"2020": country | {"187": "80.0"}, "2024": country | {"187": "88.4"}}})
    later = {"2024": country | {"187": "40.1"}, "2025": country | {"187": "50.2"}}
    figures.release({CODE: later}, now=LATER)
    return client_of()


def told(client: Client, path: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(path).json()
    return found


def cells(page: str) -> list[str]:
    """The text of the table's cells."""
    told = re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", page, re.S)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", cell)).strip() for cell in told]


def test_a_profile_shows_what_was_known(client: Client) -> None:
    page = text(client, f"{PROFILE}?kendt={THEN}")
    assert "88,4 % (2024)" in cells(page)
    assert "nr. 2 af 98 · bedste fjerdedel" in cells(page)
    assert "+8,4 procentpoint" in cells(page)
    assert "Du ser de tal, der var kendt den 2. marts 2026" in page
    assert f'href="/tal/{CODE}/?kendt={THEN}"' in page
    assert f'href="/kommune/ishoej/?kendt={THEN}"' in page
    now = text(client, PROFILE)
    assert "50,2 % (2025)" in cells(now)
    assert "88,4" not in now
    assert "?kendt" not in now


def test_a_profile_before_the_first_figures_has_none(client: Client) -> None:
    page = text(client, f"{PROFILE}?kendt={BEFORE}")
    assert "Ingen officielle tal var kendt her dengang." in page
    assert cells(page) == []
    assert told(client, f"{TWIN}?known_on={BEFORE}")["items"] == []
    for wrong in ("snart", "2025-02-30"):
        assert client.get(f"{PROFILE}?kendt={wrong}").status_code == 404
        assert client.get(f"{TWIN}?known_on={wrong}").status_code == 400


def test_a_profiles_twin_knows_the_same(client: Client) -> None:
    then = told(client, f"{TWIN}?known_on={THEN}")
    assert then["items"][0]["standing"] == {
        "municipality": "187", "period": "2024", "value": 88.4, "state": "known",
        "rank": 2, "tied": 0, "of": 98,
    }  # fmt: skip
    assert then["items"][0]["api_url"].endswith(f"/api/v1/indicators/{CODE}?known_on={THEN}")
    assert then["url"].endswith(f"{PROFILE}?kendt={THEN}")
    assert then["api_url"].endswith(f"{TWIN}?known_on={THEN}")
    assert told(client, TWIN)["items"][0]["standing"]["value"] == 50.2
    assert told(client, f"{TWIN}?known_on={NOW_KNOWN}")["items"][0]["standing"]["value"] == 50.2


def test_a_comparison_and_its_files_show_what_was_known(client: Client) -> None:
    page = text(client, f"{COMPARED}&kendt={THEN}")
    assert "88,4 % nr. 2 af 98" in cells(page)
    assert f'value="{THEN}"' in page
    assert f'href="{COMPARED}"' in page
    picture = f"/sammenlign/{CODE}.csv?kommune=187&kommune=165&kendt={THEN}"
    assert f'href="{picture}"' in page
    table = f"/api/v1/comparison.csv?municipalities=187%2C165&indicators={CODE}&known_on={THEN}"
    assert f'href="{table}"' in page
    assert ";2024;Vallensbæk;88,4;2;98;" in text(client, table)
    assert "2024;88,4 %" in text(client, picture)
    assert "50,2 % nr. " in " ".join(cells(text(client, COMPARED)))


def test_a_comparison_before_the_first_figures_says_so(client: Client) -> None:
    page = text(client, f"{COMPARED}&kendt={BEFORE}")
    assert "Ingen tal for det var kendt dengang." in page
    assert client.get(f"{COMPARED_TWIN}&known_on={BEFORE}").status_code == 404
    picture = f"/sammenlign/{CODE}.svg?kommune=187&kommune=165&kendt={BEFORE}"
    assert client.get(picture).status_code == 404


def test_a_comparisons_twin_knows_the_same(client: Client) -> None:
    then = told(client, f"{COMPARED_TWIN}&known_on={THEN}")
    assert [each["value"] for each in then["items"][0]["standings"]] == [88.4, 44.5]
    assert then["api_url"].endswith(f"&known_on={THEN}")
    assert then["url"].endswith(f"{COMPARED}&kendt={THEN}")
    assert then["items"][0]["api_url"].endswith(f"/api/v1/indicators/{CODE}?known_on={THEN}")


# --- What is read ------------------------------------------------------------------------


def known(*places: str) -> dict[str, Any]:
    found = national_figures_known(places=places, known_on=LATER)
    return {each.indicator.code: each.figures for each in found}


def test_nothing_is_read_but_the_places_and_the_newest_period(client: Client) -> None:
    panel = known("187")[CODE].panel
    assert [period.code for period in panel.periods] == ["2020", "2024", "2025"]
    assert len(panel.scaled_in(panel.periods[2])) == 98
    assert panel.scaled_in(panel.periods[1]) == {"187": 401}
    assert panel.scaled_in(panel.periods[0]) == {"187": 800}


def test_the_newest_period_is_anybodys(client: Client) -> None:
    """Where the places and the largest have no figure in it, or theirs was taken back."""
    gone = {"187": None, "101": None, "751": None}
    country = figures.country(step=5)
    figures.release({CODE: {"2026": country | gone}}, now=LATER)
    figures.indicator("taken-back")
    figures.release({"taken-back": {"2024": country, "2025": country}})
    away = dict.fromkeys(figures.CODES, State.NOT_PUBLISHED)
    figures.release({"taken-back": {"2024": country, "2025": away}}, now=LATER)
    found = known("187")
    assert [str(newest_period(found[code].panel)) for code in (CODE, "taken-back")] == [
        str(figures.period_of("2026")), str(figures.period_of("2024")),
    ]  # fmt: skip
    assert len(found[CODE].panel.scaled_in(figures.period_of("2026"))) == 95


def test_examples_are_gone_as_soon_as_there_were_real_figures(cast: Cast) -> None:
    figures.indicator(CODE)
    country = {"2025": figures.country(step=5)}
    figures.release({CODE: country}, source=SourceKind.EXAMPLE)
    figures.release({CODE: {"2024": figures.country()}}, now=LATER)
    (then,) = national_figures_known(places=["187"], known_on=NOW)
    (later,) = national_figures_known(places=["187"], known_on=LATER)
    assert then.figures.is_example
    assert not later.figures.is_example
    assert [period.code for period in later.figures.panel.periods] == ["2024"]


def test_own_figures_and_held_ones_are_no_national_ones(cast: Cast) -> None:
    figures.indicator(CODE)
    figures.series(CODE, {"2025": "7"}, municipality=cast.municipality)
    assert known("187") == {}


def test_the_queries_do_not_grow(client: Client) -> None:
    with assert_queries(4):
        known("187")
    for number in range(3):
        figures.indicator(f"more-{number}")
        figures.release({f"more-{number}": {"2024": figures.country(), "2023": {"187": 3}}})
        figures.release({f"more-{number}": {"2025": figures.country()}}, now=LATER)
    with assert_queries(4):
        assert len(known("187", "165", "101")) == 4
