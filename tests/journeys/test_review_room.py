"""The room that the page of a review gives to the work, and the way between its two views."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.helpers.axe import axe
from tests.helpers.browser import PHONE
from tests.helpers.site import Site
from tests.journeys.conftest import OpenPage
from tests.journeys.reviewing import consultant, entries, keys, review_of, said
from tests.journeys.steps import da, sideways

WIDE = {"width": 1280, "height": 900}
PLACES = """() => {
    const box = selector => document.querySelector(selector).getBoundingClientRect();
    const [panes, bar, heading] = ['.review-panes', '.review-bar', '#list-heading'].map(box);
    const [list, source] = ['.review-list__scroll', '.review-source__scroll'].map(box);
    return { top: panes.top, bottom: panes.bottom, bar: bar.top, heading: heading.top,
             list: list.bottom, source: source.bottom, page: window.scrollY };
}"""
FIRST = "document.querySelector('[data-passages] > li').getBoundingClientRect().top"


def places(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(PLACES)
    return found


def test_the_panes_have_the_window_and_scroll_by_themselves(
    open_page: OpenPage, site: Site
) -> None:
    page = consultant(open_page(viewport=WIDE), site)
    for address in (review_of(site, "pdf"), review_of(site, "pdf") + "?kilde=sider"):
        page.goto(address)
        before = places(page)
        assert before["top"] < 330
        assert 870 <= before["bottom"] <= 900
        assert before["list"] <= before["bottom"]
        assert before["source"] <= before["bottom"]
        entries(page).first.focus()
        keys(page, "End")
        expect(entries(page).last).to_be_in_viewport()
        assert places(page) == before


def test_the_first_passage_is_near_on_a_small_screen(open_page: OpenPage, site: Site) -> None:
    page = open_page(viewport=PHONE)
    consultant(page, site).goto(review_of(site, "pdf"))
    assert page.evaluate(FIRST) <= 1.5 * PHONE["height"]
    filters = page.locator(".review-counts")
    expect(filters).to_be_hidden()
    page.locator(".review-filters > summary").click()
    expect(filters).to_be_visible()
    assert sideways(page) == []
    assert sideways(page, text="200%") == []
    axe(page)


def test_from_a_picture_to_the_text_at_the_same_passage(open_page: OpenPage, site: Site) -> None:
    page = open_page(viewport=WIDE)
    consultant(page, site).goto(review_of(site, "pdf") + "?kilde=sider")
    number = entries(page).count()
    last = entries(page).last
    last.focus()
    there = str(last.get_attribute("data-passage"))
    page.get_by_role("link", name=da("Show the text to select in it")).click()
    expect(page.locator("[data-source]")).to_be_focused()
    expect(page.locator("#source-heading")).to_have_text(da("The document's text"))
    expect(page.locator(f"#source-{there}")).to_have_class(re.compile("is-shown"))
    expect(page.locator(f"#source-{there}")).to_be_in_viewport()
    keys(page, "ArrowRight", "Shift+ArrowRight", "a")
    expect(page.locator("[data-pick] button").first).to_be_focused()
    keys(page, "Enter")
    said(page, "The passage has been added.")
    expect(entries(page)).to_have_count(number + 1)
    keys(page, "u")
    expect(entries(page)).to_have_count(number)
    keys(page, "v")
    expect(page.locator("#source-heading")).to_have_text(da("The document's pages"))
    expect(page.locator("[data-passages] > li:focus")).to_have_count(1)
