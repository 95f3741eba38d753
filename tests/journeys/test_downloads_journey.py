"""A citizen takes the strategy along: PDF and Word from the public page, without scripts."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from docx import Document
from playwright.sync_api import Download, Page, Route, expect

from tests.helpers.axe import violations
from tests.helpers.browser import DESKTOP, PHONE
from tests.helpers.site import Site
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import PATIENCE, da, heading, sideways


def fetched(page: Page, name: str) -> Download:
    with page.expect_download(timeout=PATIENCE) as coming:
        page.get_by_role("navigation", name=da("Fetch as a file")).get_by_role(
            "link", name=name, exact=True
        ).click()
    return coming.value


def kept(download: Download, folder: Path) -> Path:
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def test_a_citizen_takes_the_whole_strategy_along_without_scripts(
    without_scripts: Page, site: Site, tmp_path: Path
) -> None:
    page, strategy = without_scripts, site.facts["strategy"]
    page.goto(f"/strategi/{strategy['slug']}/hele/")
    pdf_path = kept(fetched(page, "PDF"), tmp_path)
    title = strategy["title"].replace(": ", " - ")
    assert pdf_path.name == f"{title}, udgave 2.pdf"
    pdf = pypdfium2.PdfDocument(pdf_path)
    text = " ".join("".join(sheet.get_textpage().get_text_range() for sheet in pdf).split())
    marks = [mark.get_title() for mark in pdf.get_toc()]
    for number, goal in enumerate(strategy["goals"], start=1):
        assert f"{number}. {goal}" in marks
    assert strategy["theme"]["text"] in marks
    assert f"{da('Page')} {len(pdf)} {da('of (pages)')} {len(pdf)}" in text
    page.goto(f"/strategi/{strategy['slug']}/hele/")
    document = Document(str(kept(fetched(page, "Word"), tmp_path)))
    headings = [
        (line.style.name, line.text)
        for line in document.paragraphs
        if line.style and line.style.name.startswith("Heading")
    ]
    assert ("Heading 3", f"1. {strategy['goals'][0]}") in headings
    assert {name for name, _ in headings} == {"Heading 1", "Heading 2", "Heading 3"}


def without_refresh(route: Route) -> None:
    """The page asks again by itself, and would be gone while it is looked at: here it does not."""
    answer = route.fetch()
    headers = {name: value for name, value in answer.headers.items() if name != "refresh"}
    assert headers != answer.headers, "the page does not ask again"
    route.fulfill(response=answer, headers=headers)


def test_who_is_first_waits_on_a_calm_page(open_page: OpenPage, site: Site, tmp_path: Path) -> None:
    slug = site.facts["strategy"]["slug"]
    # In English they are asked for here alone: nobody has had them made.
    waits = {"xlsx": PHONE, "docx": DESKTOP}
    for form, viewport in waits.items():
        page = open_page(viewport=viewport, color_scheme="dark")
        address = f"/en/strategi/{slug}/udgaver/2/aendringer/hent/{form}"
        page.route(f"**{address}", without_refresh)
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 202
        expect(heading(page)).to_have_text("Your file is being made")
        assert sideways(page) == []
        assert violations(page) == []
        page.unroute(f"**{address}")
        with page.expect_download(timeout=PATIENCE) as coming:
            page.evaluate("() => { setTimeout(() => location.reload()) }")
        path = kept(coming.value, tmp_path)
        assert path.name.endswith(f"changes from edition 1 to 2.{form}")
        assert path.stat().st_size > 5_000
