"""What somebody writes or chooses in a review is not lost, whatever else is done on the page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.browser import DESKTOP
from tests.helpers.site import Site, running_site
from tests.journeys.conftest import OpenPage
from tests.journeys.reviewing import consultant, entries, keys, review_of

WRITTEN = "Det jeg er i gang med at skrive"
IN_ONE_BREATH = """pressed => {
    for (const each of pressed) {
        const [key, shiftKey] = [each.replace("Shift+", ""), each.startsWith("Shift+")];
        const event = new KeyboardEvent("keydown", { key, shiftKey, bubbles: true });
        document.activeElement.dispatchEvent(event);
    }
    return getSelection().toString().trim();
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("writing"), RETNING_MUNICIPALITY="187") as running:
        yield running


@pytest.fixture(scope="module")
def origin(site: Site) -> str:
    return site.url


def test_it_stays_while_other_passages_are_moved_left_out_and_undone(
    open_page: OpenPage, site: Site
) -> None:
    page = open_page(viewport=DESKTOP)
    consultant(page, site).goto(review_of(site))
    number = entries(page).nth(3).get_attribute("data-passage")
    entries(page).nth(3).focus()
    keys(page, "Enter")
    field = page.locator(f"#passage-{number} [data-place] textarea").first
    field.fill(WRITTEN)
    entries(page).nth(2).focus()
    keys(page, "Shift+ArrowDown")
    expect(field).to_have_value(WRITTEN)
    expect(page.locator(f"#passage-{number}.passage--open")).to_have_count(1)
    entries(page).nth(1).focus()
    for key in ("x", "u", "u"):
        keys(page, key)
        expect(field).to_have_value(WRITTEN)
    expect(page.locator("[data-place] textarea").first).to_have_value(WRITTEN)


def test_another_view_waits_for_it(open_page: OpenPage, site: Site) -> None:
    page = open_page(viewport=DESKTOP)
    consultant(page, site).goto(review_of(site, "pdf"))
    entries(page).nth(1).focus()
    keys(page, "Enter")
    field = page.locator("[data-place] textarea").first
    field.fill(WRITTEN)
    page.locator("[data-view]").click()
    expect(field).to_be_focused()
    expect(field).to_have_value(WRITTEN)
    live = page.locator("[data-live]")
    expect(live).to_have_text(page.locator("[data-review]").get_attribute("data-writing") or "-")


def test_keys_in_one_breath_take_every_word(desktop: Page, site: Site) -> None:
    """No moment between the keys: the browser has not yet told of what the last one took in."""
    consultant(desktop, site).goto(review_of(site))
    number = entries(desktop).count()
    desktop.locator("[data-source]").focus()
    chosen = desktop.evaluate(IN_ONE_BREATH, ["ArrowRight", *["Shift+ArrowRight"] * 3, "a"])
    keys(desktop, "Enter")
    expect(entries(desktop)).to_have_count(number + 1)
    added = desktop.locator("[data-passages] > li:focus .passage__text")
    expect(added).to_have_text("Skovbyen 2026-2030")
    assert chosen == "Skovbyen 2026-2030"
    keys(desktop, "u")
    expect(entries(desktop)).to_have_count(number)
