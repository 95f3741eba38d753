"""A citizen reads how a goal stands, and a politician how they all do: with or without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.axe import axe
from tests.helpers.browser import DESKTOP, PHONE
from tests.helpers.site import Site
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import da, heading, log_in, sideways


def is_accessible(page: Page) -> None:
    """axe finds nothing on a phone and at a desk, in light and in dark."""
    for viewport in (PHONE, DESKTOP):
        for scheme in ("light", "dark"):
            page.set_viewport_size(viewport)
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            axe(page)


@pytest.mark.parametrize("place", [0, 1], ids=["figures", "example figures"])
def test_a_citizen_reads_a_goal_with_its_pictures_without_scripts(
    without_scripts: Page, desktop: Page, site: Site, place: int
) -> None:
    page, measured = without_scripts, site.facts["measured"]
    page.goto(f"/maal/{measured['goals'][place]}/")
    measure = page.locator("section.measure").last
    expect(measure.locator(".measure__verdict .status")).to_be_visible()
    expect(measure.locator(".measure__sentence")).to_contain_text("98")
    for figure in measure.locator("figure").all():
        expect(figure.locator("svg").locator("visible=true")).to_have_count(1)
        expect(figure.locator("figcaption")).not_to_be_empty()
        said = figure.get_by_text(da("Example figures"), exact=True).first
        expect(said).to_be_visible() if place else expect(said).to_have_count(0)
    strip = measure.locator("figure").first
    strip.locator("summary").click()
    expect(strip.locator("tbody tr")).to_have_count(98)
    expect(strip.locator("tbody tr.mine")).to_contain_text("Vallensbæk")
    assert sideways(page) == []
    assert sideways(page, text="200%") == []
    measure.get_by_role("link", name=da("Where the figure comes from")).click()
    expect(page).to_have_url(re.compile(rf"/tal/{measured['indicators'][place]}/#"))
    expect(page.locator(":target")).to_be_visible()
    desktop.goto(f"/maal/{measured['goals'][place]}/")
    is_accessible(desktop)


def test_a_politician_sees_every_verdict_in_one_overview(open_page: OpenPage, site: Site) -> None:
    facts, strategy = site.facts, site.facts["strategy"]
    page = log_in(open_page(viewport=PHONE), facts["roles"]["politician"], facts["password"])
    page.goto("/")
    # The strategy that came before has goals, too.
    link = page.get_by_role("link", name=re.compile(re.escape(da("See how the goals stand"))))
    link.filter(has_text=strategy["title"]).click()
    expect(heading(page)).to_have_text(da("How the goals stand"))
    goals = page.locator(".goal-list > li, .open-goals li")
    expect(goals).to_have_count(len(strategy["goals"]))
    counted = [int(text) for text in page.locator(".status-counts strong").all_inner_texts()]
    told = page.locator(".goal-list .measure__verdict .status")
    assert sum(counted) == told.count() + page.locator(".open-goals li").count()
    for text in strategy["goals"]:
        goal = goals.filter(has_text=text)
        expect(goal).to_have_count(1)
        gathered = page.locator(".open-goals").filter(has_text=text)
        expect(goal.or_(gathered).locator(".status").first).to_be_visible()
    assert sideways(page) == []
    is_accessible(page)
    goals.filter(has_text=strategy["goals"][4]).get_by_role("link").first.click()
    expect(heading(page)).to_have_text(strategy["goals"][4])
