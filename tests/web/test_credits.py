"""Whose figures they are and on which terms: on pages, in pictures and tables, by API; and when a
goal's page was last updated."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from retning.apps.strategy.models import Goal
from tests.cast import NOW, Cast
from tests.factories import indicators as figures
from tests.factories.measured import CODE, country, measured
from tests.helpers.pages import text

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
LINE = "Kilde: Danmarks Prøvestatistik, tabel TEST1, opdateret 1. februar 2026 · CC BY 4.0"


@pytest.fixture
def client(client_of: Browser, cast: Cast) -> Client:
    measured(cast.municipality, licence="CC BY 4.0")
    return client_of()


def told(client: Client, path: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/api/v1/{path}").json()
    return found


def rows(client: Client, path: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text(client, path)), delimiter=";"))


def goal_path() -> str:
    return f"/maal/{Goal.drafts.get().key}/"


def test_the_terms_stand_below_every_picture(client: Client) -> None:
    strategy = re.search(r"/strategi/[^/]+/", text(client, "/"))
    assert strategy
    for path in (
        goal_path(),
        f"{goal_path()}1/placering.csv",
        f"/tal/{CODE}/",
        f"/tal/{CODE}/udvikling.csv",
        f"/sammenlign/?kommune=187&kommune=165&tal={CODE}",
        f"/sammenlign/{CODE}.csv?kommune=187&kommune=165",
    ):
        assert LINE in text(client, path), path
    for path in (f"{goal_path()}1/kort.svg", f"/tal/{CODE}/kort.svg"):
        assert "CC BY 4.0" in text(client, path), path
    assert LINE.replace(" · CC BY 4.0", "") not in text(client, f"/en/tal/{CODE}/")


def test_the_terms_in_tables_leave_the_figures_columns_alone(client: Client) -> None:
    table = rows(client, f"/api/v1/indicators/{CODE}/figures.csv")
    assert table[0] == ["Kode", "Kommune", "2023", "2024", "2025"]
    assert table[-1] == ["Andel der er med (%)", "Danmarks Prøvestatistik · CC BY 4.0"]
    compared = rows(client, f"/api/v1/comparison.csv?municipalities=187,165&indicators={CODE}")
    assert compared[0][-2:] == ["Kilde", "Vilkår for brug"]
    assert [row[-2:] for row in compared[1:]] == [["Danmarks Prøvestatistik", "CC BY 4.0"]] * 2
    slug = told(client, "strategies")["items"][0]["slug"]
    verdicts = rows(client, f"/api/v1/strategies/{slug}/verdicts.csv")
    at = verdicts[0].index("Vilkår for brug")
    assert verdicts[1][at - 1 : at + 1] == ["Danmarks Prøvestatistik TEST1", "CC BY 4.0"]


def test_the_terms_by_api(client: Client) -> None:
    compared = told(client, f"comparison?municipalities=187,165&indicators={CODE}")
    profile = told(client, "municipalities/vallensbaek")
    goal = told(client, f"goals/{Goal.drafts.get().key}")
    for found in (compared["items"][0], profile["items"][0], goal["verdicts"][0]["evidence"]):
        assert (found["source"], found["licence"]) == ("Danmarks Prøvestatistik", "CC BY 4.0")


def test_who_only_wants_to_be_named_is_in_both_languages(client_of: Browser, cast: Cast) -> None:
    figures.indicator(CODE, licence="Kilden skal angives")
    figures.release({CODE: country(("45.0", "60.2"))})
    client = client_of()
    assert "februar 2026 · Kilden skal angives" in text(client, f"/tal/{CODE}/")
    assert "February 2026 · The source must be named" in text(client, f"/en/tal/{CODE}/")


def test_own_figures_are_not_the_publishers(client: Client, cast: Cast) -> None:
    figures.series(CODE, {"2024": "12.3", "2025": "13.4"}, municipality=cast.municipality)
    for path in (f"/tal/{CODE}/?egne=1", f"/tal/{CODE}/udvikling.csv?egne=1"):
        page = text(client, path)
        assert "Kilde: kommunens egne tal" in page, path
        assert "CC BY 4.0" not in page, path
    twin = told(client, f"indicators/{CODE}/figures?own=true")
    assert (twin["source"], twin["extension"]["licence"]) == ("kommunens egne tal", "")
    table = rows(client, f"/api/v1/indicators/{CODE}/figures.csv?own=true")
    assert table[-1] == ["Andel der er med (%)", "kommunens egne tal"]


# --- Last updated ------------------------------------------------------------------------


def updated(client: Client, query: str = "") -> str:
    found = re.search(r'last-updated[^>]*>Sidst opdateret <time datetime="([^"]+)"',
                      text(client, goal_path() + query))  # fmt: skip
    assert found
    return found[1]


def test_a_goals_page_is_as_new_as_its_figures(client: Client) -> None:
    known = f"{NOW:%Y-%m-%d}"
    assert updated(client) == known
    later = NOW + timedelta(days=40)
    figures.release({CODE: country(("45.0", "60.0", "98.0"))}, now=later)
    assert updated(client) == f"{later:%Y-%m-%d}"
    assert updated(client, f"?kendt={known}") == known
