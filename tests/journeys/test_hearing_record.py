"""The council's secretary: the record as ZIP, put on record by hand, and what somebody asks to have
erased: searched for, told what the law keeps, and answered."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import Locator, Page, expect

from tests.helpers.axe import axe
from tests.helpers.browser import DESKTOP, Watch
from tests.helpers.site import Site
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import answer, da, heading, log_in, press, thanked

NAME = "Signe Slettes"
SAID = "Bænken ved Signes gavl er god at hvile på."
NOBODY = "Findes Slet Ikke"


def hearing_page(site: Site, page: str) -> str:
    return f"/arbejde/hoeringer/{site.facts['hearings']['open']['key']}/{page}"


def secretary(page: Page, site: Site, *, then: str) -> Page:
    address = hearing_page(site, then)
    role = site.facts["roles"]["council_secretary"]
    return log_in(page, role, site.facts["password"], then=address)


def citizen_answers(open_page: OpenPage, site: Site) -> tuple[Page, str]:
    """Somebody has sent a response: their receipt, and its reference."""
    page = open_page()
    slug = site.facts["hearings"]["open"]["slug"]
    return page, answer(page, slug, text=SAID, name=NAME)


def make_whole_zip(page: Page, site: Site) -> Locator:
    """Ask for the whole record, and its line when the worker has made it."""
    _when_made(page, site)
    made = page.get_by_role("link", name=re.compile(r"\.zip$")).count()
    press(page, "Make a ZIP of everything")
    thanked(page)
    _when_made(page, site, more_than=made)
    return page.get_by_role("listitem").filter(has=page.locator("a[href*='/journal/zip/']")).first


def _when_made(page: Page, site: Site, *, more_than: int = 0) -> None:
    """Open the page again, as it says, until the ZIPs are there."""

    def is_made() -> bool:
        page.reload()
        under_way = page.get_by_text(da("is being made"), exact=True).count()
        return not under_way and page.locator("a[href*='/journal/zip/']").count() > more_than

    site.running.wait_for(is_made, "the ZIP", every=0.5)


def fetched(page: Page, line: Locator, folder: Path) -> dict[str, str]:
    """The texts of a ZIP by their names."""
    with page.expect_download() as coming:
        line.get_by_role("link").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    with ZipFile(path) as whole:
        assert whole.testzip() is None
        texts = [name for name in whole.namelist() if name.endswith((".csv", ".html", ".json"))]
        return {name: whole.read(name).decode("utf-8-sig") for name in texts}


def test_the_whole_record_is_fetched_and_put_on_record_by_hand(
    open_page: OpenPage, site: Site, tmp_path: Path
) -> None:
    _receipt, reference = citizen_answers(open_page, site)
    page = secretary(open_page(viewport=DESKTOP), site, then="journal/")
    line = make_whole_zip(page, site)
    texts = fetched(page, line, tmp_path)
    register = texts["register.csv"].splitlines()
    assert len([row for row in register[1:] if reference in row]) == 1
    folders = {name.partition("/")[0] for name in texts} - {"register.csv"}
    assert len(register) - 1 == len(folders)
    own = [name for name in texts if reference in name]
    assert sorted(name.rpartition("/")[2] for name in own) == ["document.html", "metadata.json"]
    assert all(SAID in texts[name] for name in own)

    row = page.get_by_role("row").filter(has_text=reference)
    expect(row).to_have_count(1)
    expect(row).not_to_contain_text("Journaliseret")
    line.get_by_role("button", name=da("We have put it on record ourselves")).click()
    thanked(page)
    expect(line).to_contain_text(da("put on record"))
    expect(line.get_by_role("button")).to_have_count(0)
    expect(row.locator("td").last).to_contain_text(da("on record"), ignore_case=True)
    axe(page)


def asked_for_erasure(page: Page) -> None:
    """Write the request down, and arrive at it."""
    page.get_by_label(da("What is asked for")).select_option("erasure")
    page.get_by_label(da("Who asks")).fill(NAME)
    press(page, "Write it down")
    page.wait_for_url(re.compile(r"/anmodninger/[0-9a-f-]{36}/$"))
    expect(page.get_by_text(da("Nothing has been chosen yet."))).to_be_visible()


def search(page: Page, wanted: str) -> None:
    page.get_by_label(da("E-mail address, name or reference")).fill(wanted)
    page.get_by_role("main").get_by_role("button", name=da("Search"), exact=True).click()
    page.wait_for_url("**/soeg/")


def choice(page: Page, state: str) -> Locator:
    return page.locator(f"input[name=state][value={state}]")


def decide(page: Page, state: str, reason: str = "") -> None:
    choice(page, state).check()
    page.get_by_label(da("Reasons")).fill(reason)
    press(page, "Answer, and erase what is granted")


def test_what_is_held_of_somebody_is_found_and_kept_until_it_is_on_record(
    open_page: OpenPage, site: Site, watch: Watch
) -> None:
    watch.expect("answer 422: .*/anmodninger/.*/(soeg|svar)/")
    receipt, reference = citizen_answers(open_page, site)
    page = secretary(open_page(viewport=DESKTOP), site, then="anmodninger/")
    asked_for_erasure(page)
    request = page.url
    search(page, "Si")
    expect(page.locator(".error-summary")).to_be_visible()
    search(page, NOBODY)
    expect(page.get_by_text(da("Nothing is held that says so."))).to_be_visible()
    assert NOBODY not in page.url
    search(page, NAME)
    axe(page)
    page.get_by_role("checkbox", name=reference).check()
    press(page, "The request is about these")
    thanked(page)
    outcome = page.get_by_role("listitem").filter(has_text=f"{reference}:")
    not_yet = "It is not on the municipality's record yet, and must be before it can be erased."
    expect(outcome).to_contain_text(da(not_yet))
    for state in ("granted", "partly"):
        expect(choice(page, state)).to_be_disabled()
    receipt.reload()
    expect(receipt.get_by_role("main")).to_contain_text(SAID)

    page.get_by_role("link", name=da("Open the record")).click()
    make_whole_zip(page, site).get_by_role("button").click()
    thanked(page)
    page.goto(request)
    erases(page, reference)
    receipt.reload()
    expect(receipt.get_by_role("main")).not_to_contain_text(SAID)
    expect(receipt.get_by_role("main")).not_to_contain_text(NAME)


def erases(page: Page, reference: str) -> None:
    """Not all can be granted: the record keeps it. What can is erased, and its page says so."""
    told = da("what it says of somebody, and its files, go from here.")
    outcome = page.get_by_role("listitem").filter(has_text=f"{reference}:")
    expect(outcome).to_contain_text(told)
    expect(choice(page, "granted")).to_be_disabled()
    decide(page, "partly")
    expect(page.locator(".error-summary")).to_be_visible()
    decide(page, "partly", "Journalen beholder det, som loven siger.")
    thanked(page)
    kept = da("It is on the municipality's record, which by law keeps what it was sent.")
    expect(page.get_by_text(kept)).to_be_visible()
    expect(page.get_by_role("button", name=da("Search"), exact=True)).to_have_count(0)
    axe(page)
    page.get_by_role("link", name=reference).first.click()
    expect(heading(page)).to_contain_text(reference)
    expect(page.get_by_role("main")).not_to_contain_text(NAME)
    expect(page.get_by_role("main")).not_to_contain_text(SAID)
