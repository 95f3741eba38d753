"""From the ministry's export to a goal's page, and from a wording to a public verdict: on a site of
its own, for what is loaded and published here would be on every page of the others."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.axe import axe
from tests.helpers.site import Site, running_site
from tests.journeys.analysing import FIGURES, analyst, take_export_in
from tests.journeys.conftest import OpenPage
from tests.journeys.seed_measured import REAL, WORDING
from tests.journeys.steps import da, heading, log_in, press, sideways, thanked

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
EXPORT = DATA / "noegletal" / "noegletal_1993_2019.csv"
BASELINE = DATA / "vallensbaek_baseline_2007_2019.csv"
INDEX, NAME = "socioeconomic-index", "Socioøkonomisk indeks"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("figures")
    with running_site(folder, RETNING_MUNICIPALITY="187") as running:
        yield running


@pytest.fixture(scope="module")
def origin(site: Site) -> str:
    return site.url


def test_the_ministrys_export_is_traced_from_a_goal(open_page: OpenPage, site: Site) -> None:
    if not EXPORT.is_file():
        pytest.skip("../shared/data has none of the ministry's exports here")
    page = analyst(open_page, site)
    take_export_in(page, EXPORT.read_bytes(), EXPORT.name, "Take the figures in")
    release = page.url
    goal = next(each for each in site.facts["strategy"]["goals"] if "socioøkonomiske" in each)
    page.goto(f"/strategi/{site.facts['strategy']['slug']}/hele/")
    page.get_by_role("link", name=re.compile(re.escape(goal))).first.click()
    expect(heading(page)).to_have_text(goal)
    expect(page.locator("figure").first).to_contain_text(finding_of_2019())
    expect(page.locator("figcaption").first).to_contain_text("De Kommunale Nøgletal")
    expect(page.locator("figcaption").first).to_contain_text("10. september 2019")
    axe(page)
    page.get_by_role("link", name=da("Where the figure comes from")).first.click()
    expect(heading(page)).to_have_text(NAME)
    expect(page.locator(":target")).to_contain_text(EXPORT.name)
    page.goto(f"{FIGURES}spor/{INDEX}/187/2019/")
    expect(page.locator("tbody tr")).to_have_count(1)
    for told in ("0,74", "noegletal"):
        expect(page.locator("tbody")).to_contain_text(told)
    page.locator("tbody a").click()
    expect(page).to_have_url(release)
    expect(page.get_by_role("main")).to_contain_text(EXPORT.name)


def finding_of_2019() -> str:
    """Where Vallensbæk stood, as the list beside the export says."""
    with BASELINE.open(encoding="utf-8", newline="") as file:
        row = next(
            row for row in csv.DictReader(file) if (row["noegletal"], row["aar"]) == (NAME, "2019")
        )
    value, rank = row["vallensbaek"].replace(".", ","), row["rang_bedste=1"]
    return f"Vallensbæk havde {value} i 2019: nr. {rank} af {row['antal_kommuner']}"


def test_a_worded_and_linked_target_is_published_and_read(
    open_page: OpenPage, without_scripts: Page, site: Site
) -> None:
    facts = site.facts
    key, goal = facts["draft"]["key"], facts["draft"]["goals"][1]
    page = log_in(
        open_page(), facts["roles"]["consultant"], facts["password"],
        then=f"/arbejde/strategier/{key}/maaling/",
    )  # fmt: skip
    row = page.locator(".measured-goals > li").filter(has_text=goal)
    row.get_by_role("link", name=re.compile(da("Give it a target"))).click()
    page.locator("[data-wording]").first.fill(WORDING)
    expect(page.locator("[data-read]").first).to_contain_text(WORDING)
    press(page, "Save")
    thanked(page)
    page.get_by_role("searchbox").fill("kontor")
    press(page, "Search")
    page.locator(f'input[type="radio"][value="{REAL}"]').check()
    press(page, "Save")
    thanked(page)
    sentence = page.locator("#today-heading ~ figure h3").inner_text()
    axe(page)
    publish(page, key)
    citizen = without_scripts
    citizen.goto(f"/strategi/{facts['draft']['slug']}/hele/")
    citizen.get_by_role("link", name=goal).click()
    expect(heading(citizen)).to_have_text(goal)
    expect(citizen.locator(".measure__rule")).to_contain_text(WORDING)
    expect(citizen.locator(".measure__sentence")).to_have_text(sentence)
    expect(citizen.locator("figure svg").locator("visible=true").first).to_be_visible()
    assert sideways(citizen) == []


def publish(page: Page, strategy: str) -> None:
    page.goto(f"/arbejde/strategier/{strategy}/")
    press(page, "Publish …")
    page.locator("input[value=proposal]").check()
    page.locator("[name=is_read]").check()
    press(page, "Publish to everyone")
    expect(page.locator(".alert-success")).to_be_visible()
