"""What people upload by mistake: a clear Danish sentence says what to do, nothing is half-made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.browser import Watch
from tests.helpers.office import ole, word, zipped
from tests.helpers.site import Site
from tests.journeys.steps import da, press

UPLOAD = "/arbejde/dokumenter/nyt/"
MEGABYTE = 1_000_000


@pytest.fixture
def office(desktop: Page, site: Site, watch: Watch) -> Page:
    """The neighbour's consultant at the page for uploads."""
    watch.expect("answer (409|413|422): .*/dokumenter/nyt/")
    neighbour = site.facts["neighbour"]
    desktop.goto(site.url_of(neighbour["host"]) + UPLOAD)
    desktop.get_by_label(da("E-mail address")).fill(neighbour["email"])
    desktop.get_by_label(da("Password"), exact=True).fill(site.facts["password"])
    press(desktop, "Log in")
    desktop.wait_for_url(re.compile(UPLOAD))
    return desktop


def upload(page: Page, name: str, data: bytes) -> None:
    choose(page, {"name": name, "mimeType": "text/plain", "buffer": data})


def choose(page: Page, file: dict[str, object] | str) -> None:
    page.get_by_label(da("The document")).set_input_files([file])  # type: ignore[list-item]
    with page.expect_navigation():
        press(page, "Upload")


def documents(page: Page) -> int:
    page.goto(page.url.partition("/arbejde/")[0] + "/arbejde/dokumenter/")
    return page.locator("tbody tr").count()


WRONG = {
    "empty": b"",
    "rich text": b"{\\rtf1\\ansi Hej}",
    "old Word": ole("WordDocument"),
    "locked Word": ole("EncryptionInfo", "EncryptedPackage"),
    "cut off": word("<w:p/>")[:-30],
    "archive": zipped({"a.txt": "x"}),
    "picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "noise": bytes(range(256)) * 40,
}
# The browser's words end at letters that English has not: no boundary stands before "åbn".
SAYS_WHAT_TO_DO = re.compile(r"\b(gem|pak|læg|vælg)\b|åbn", re.IGNORECASE)


def test_files_that_hold_no_text_are_refused(office: Page) -> None:
    told = set()
    for data in WRONG.values():
        upload(office, "plan.txt", data)
        alert = office.get_by_role("alert").filter(visible=True)
        expect(alert).to_have_text(SAYS_WHAT_TO_DO)
        told.add(alert.inner_text())
    assert len(told) == len(WRONG)
    office.goto(office.url)
    press(office, "Upload")
    expect(office.locator(".error-summary")).to_be_visible()
    assert documents(office) == 0


def test_sixty_megabytes_are_warned_of_and_refused(office: Page, tmp_path: Path) -> None:
    large = tmp_path / "stor.txt"
    large.write_bytes(b"Et langt ord. " * (60 * MEGABYTE // 14))
    office.get_by_label(da("The document")).set_input_files([str(large)])
    expect(office.locator("[data-upload-warning]")).to_contain_text("50 MB")
    choose(office, str(large))
    alert = office.get_by_role("alert").filter(visible=True)
    expect(alert).to_contain_text("50 MB")
    expect(alert).to_have_text(SAYS_WHAT_TO_DO)
    assert documents(office) == 0


def test_the_same_document_twice_leads_to_the_first(office: Page) -> None:
    data = "Havneplan 2030\n\nMål\n\n- Havnen skal have 20 flere bådpladser i 2030.\n".encode()
    upload(office, "havneplan.txt", data)
    office.wait_for_url(re.compile(r"/dokumenter/(\d+)/"))
    first = re.search(r"/dokumenter/(\d+)/", office.url)
    assert first is not None
    office.goto(office.url.partition("/arbejde/")[0] + UPLOAD)
    upload(office, "kopi.txt", data)
    office.get_by_role("link", name=da("Go to the document")).click()
    office.wait_for_url(re.compile(rf"/dokumenter/{first[1]}/"))
    assert documents(office) == 1
