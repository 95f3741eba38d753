"""What journeys do on the page of a review, and find there."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.helpers.site import Site
from tests.journeys.steps import da, log_in, press

IS_FOCUSED = "selector => document.activeElement.matches(selector)"


def consultant(page: Page, site: Site) -> Page:
    return log_in(page, site.facts["roles"]["consultant"], site.facts["password"])


def review_of(site: Site, name: str = "review") -> str:
    return f"/arbejde/dokumenter/{site.facts['documents'][name]}/gennemgang/"


def entries(page: Page) -> Locator:
    return page.locator("[data-passages] > li")


def entry(page: Page, text: str) -> Locator:
    return entries(page).filter(has=page.locator(".passage__text", has_text=text)).first


def said(page: Page, message: str) -> None:
    expect(page.locator("[data-live]")).to_contain_text(da(message))


def upload(page: Page, content: bytes, name: str, kind: str = "text/plain") -> None:
    page.goto("/arbejde/dokumenter/nyt/")
    file = {"name": name, "mimeType": kind, "buffer": content}
    page.get_by_label(da("The document")).set_input_files([file])  # type: ignore[arg-type]
    press(page, "Upload")


def tab_until(page: Page, selector: str, *, limit: int = 90) -> None:
    """Press Tab until what has focus is `selector`."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate(IS_FOCUSED, selector):
            return
    raise AssertionError(f"{selector} cannot be reached by Tab on {page.url}")


def keys(page: Page, *pressed: str) -> None:
    for key in pressed:
        page.keyboard.press(key)
        expect(page.locator("[data-review][aria-busy]")).to_have_count(0)


def texts(page: Page) -> list[str]:
    return page.locator(".passage__text").all_inner_texts()
