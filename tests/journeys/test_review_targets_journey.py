"""A goal's target by keyboard: seen, typed and read as typed, taken back, no goal at all."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.helpers.axe import axe
from tests.helpers.browser import PHONE
from tests.helpers.site import Site
from tests.journeys.conftest import OpenPage
from tests.journeys.reviewing import consultant, entry, keys, said, upload
from tests.journeys.steps import PATIENCE, da, sideways

WIDE = {"width": 1280, "height": 900}
TEXT = """Plan for skoler 2026-2029

Forslag til målsætninger
 • Skolerne skal være blandt de 25 % bedste i landet senest i 2028
 • Mindst 85 % af eleverne skal bestå i 2027
 • Flere børn skal gå i skole
"""


def test_targets_by_keyboard(open_page: OpenPage, site: Site) -> None:
    page = consultant(open_page(viewport=WIDE), site)
    upload(page, TEXT.encode(), "maaltal.txt")
    expect(page).to_have_url(re.compile("gennemgang"), timeout=PATIENCE)
    page.goto(page.url.split("?", maxsplit=1)[0])
    goal = entry(page, "Mindst 85")
    expect(goal.locator(".target__said")).to_have_text("mindst 85 % i 2027")
    axe(page)
    goal.focus()
    keys(page, "t")
    wording = goal.locator("[data-wording]").first
    expect(wording).to_be_focused()
    wording.fill("mindst mange")
    expect(goal.locator(".target-caret")).to_contain_text("^^^^^")
    axe(page)
    wording.fill("mindst 90 % i 2028")
    expect(goal.locator("[data-read]").first).to_contain_text("mindst 90 % i 2028")
    page.keyboard.press("Control+Enter")
    said(page, "The targets have been saved.")
    expect(goal.locator(".target__said")).to_have_text("mindst 90 % i 2028")
    keys(page, "u")
    expect(goal.locator(".target__said")).to_have_text("mindst 85 % i 2027")
    entry(page, "Flere").focus()
    keys(page, "0")
    said(page, "It is no goal, but narrative.")
    expect(entry(page, "Flere")).to_have_class(re.compile("passage--narrative"))
    keys(page, "u")
    expect(entry(page, "Flere")).to_have_class(re.compile("passage--goal"))
    page.set_viewport_size(PHONE)
    assert sideways(page) == []
    page.get_by_role("link", name=da("Targets")).first.click()
    assert sideways(page) == []
