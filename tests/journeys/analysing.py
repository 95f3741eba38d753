"""What an analyst does with a file of figures, step by step."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.helpers.axe import axe
from tests.helpers.site import Site
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import PATIENCE, da, log_in, press

FIGURES = "/arbejde/tal/"


def analyst(open_page: OpenPage, site: Site, **options: object) -> Page:
    facts = site.facts
    page = open_page(**options)
    return log_in(page, facts["roles"]["analyst"], facts["password"], then=FIGURES)


def choose(
    page: Page,
    data: bytes,
    name: str,
    kind: str = "text/csv",
    code: str = "",
    *,
    measured: Page | None = None,
) -> None:
    """`measured`: looks at the page where `page` has no scripts to look with."""
    page.goto(f"{FIGURES}hent-ind/")
    if measured is not None:
        measured.goto(page.url)
    axe(measured or page)
    page.locator('input[type="file"]').set_input_files(
        {"name": name, "mimeType": kind, "buffer": data}
    )
    if code:
        page.get_by_label(da("What a table has figures of")).select_option(code)
    press(page, "See what it holds")


def take_export_in(page: Page, data: bytes, name: str, button: str) -> None:
    choose(page, data, name)
    take = page.get_by_role("button", name=da(button))
    expect(take).to_be_visible(timeout=PATIENCE)
    axe(page)
    take.click()
    expect(page.get_by_text(da("The file has been taken in"))).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name=da("See what it brought")).click()
