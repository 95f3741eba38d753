"""The consultant words a target of a goal, says what measures it, and sees how it stands today."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.helpers.axe import axe
from tests.helpers.browser import PHONE
from tests.helpers.site import Site
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import da, log_in, press, sideways, thanked

WORDING = "mindst 85 % i 2027"


def test_a_target_is_worded_with_live_reading_and_linked(open_page: OpenPage, site: Site) -> None:
    roles, password = site.facts["roles"], site.facts["password"]
    strategy, goal = site.facts["draft"]["key"], site.facts["draft"]["goals"][1]
    page = log_in(
        open_page(), roles["consultant"], password, then=f"/arbejde/strategier/{strategy}/maaling/"
    )
    row = page.locator(".measured-goals > li").filter(has_text=goal)
    row.get_by_role("link", name=re.compile(da("Give it a target"))).click()
    wording = page.locator("[data-wording]").first
    wording.fill("mindst mange")
    expect(page.locator(".target-caret")).to_contain_text("^^^^^")
    axe(page)
    wording.fill(WORDING)
    expect(page.locator("[data-read]").first).to_contain_text(WORDING)
    press(page, "Save")
    thanked(page)
    expect(page.locator(".target__said")).to_have_text(WORDING)
    axe(page)
    page.get_by_role("searchbox").fill("ledighed")
    press(page, "Search")
    page.get_by_role("radio").first.check()
    press(page, "Save")
    thanked(page)
    expect(page.locator("#today-heading ~ p.quiet").first).to_contain_text(da("Measured by:"))
    page.set_viewport_size(PHONE)
    assert sideways(page) == []


def test_every_step_works_without_a_script(open_page: OpenPage, site: Site) -> None:
    roles, password = site.facts["roles"], site.facts["password"]
    goal = site.facts["draft"]["goal"]["key"]
    page = log_in(
        open_page(java_script_enabled=False, viewport=PHONE),
        roles["consultant"],
        password,
        then=f"/arbejde/led/goal/{goal}/maaltal/",
    )
    page.locator("[data-wording]").last.fill("senest den 1. juli 2027")
    press(page, "Save")
    thanked(page)
    assert sideways(page) == []
    page.goto(f"/arbejde/led/goal/{goal}/maaltal/1/")
    page.get_by_role("radio", name=da("There is no national source")).check()
    press(page, "Save")
    thanked(page)
    expect(page.get_by_role("radio", name=da("There is no national source"))).to_be_checked()
    assert sideways(page) == []
