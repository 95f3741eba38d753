"""The review in a browser: by keys alone, by mouse, without scripts, small, dark, after a restart.

A site of its own: one of these journeys restarts it, and another publishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.axe import axe
from tests.helpers.browser import DESKTOP, PHONE, Watch
from tests.helpers.office import as_docx
from tests.helpers.site import Site, running_site
from tests.helpers.typeset import STRATEGY, as_html, as_pdf
from tests.journeys.conftest import OpenPage
from tests.journeys.reviewing import (
    consultant,
    entries,
    entry,
    keys,
    review_of,
    said,
    tab_until,
    texts,
    upload,
)
from tests.journeys.steps import PATIENCE, da, heading, press, sideways, tab_to, thanked

DOCUMENT = """Havnens plan 2026-2029

Havnen er byens ansigt mod vandet, og der skal være liv på kajen hele året.

Indsatsområde 1: Liv på kajen

Om vinteren er kajen tom, og det vil vi lave om på.

Målsætninger

- Der skal være åbent på kajen hver dag senest i 2028.
- Mindst 60 % af bådpladserne skal være i brug hele året. Gæster skal kunne finde plads.
- Antallet af arrangementer på kajen

skal stige hvert år.

Spørgsmål vi er nysgerrige på

- Hvordan får vi flere til at bruge havnen om vinteren?
"""
ANOTHER = """Skolerne i fremtiden 2030-2033

Målsætninger

- Alle børn lærer at svømme inden fjerde klasse.
- Hver skole har et køkken, hvor eleverne laver maden selv.
- Fraværet falder til under 5 % i 2033.
"""
OPEN = "Der skal være åbent på kajen hver dag senest i 2028."
BERTHS = "Mindst 60 % af bådpladserne skal være i brug hele året."
GUESTS = "Gæster skal kunne finde plads."
TITLE = "Havnens plan 2026-2029"
SHIFTS = """() => new Promise(resolve => {
    let sum = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) sum += entry.hadRecentInput ? 0 : entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 500);
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("review"), RETNING_MUNICIPALITY="187") as running:
        yield running


@pytest.fixture(scope="module")
def origin(site: Site) -> str:
    return site.url


# --- By keyboard alone -------------------------------------------------------------------


def test_from_a_file_to_a_published_strategy_by_keyboard_alone(
    desktop: Page, without_scripts: Page, site: Site
) -> None:
    page = desktop
    page.goto("/arbejde/dokumenter/nyt/")
    tab_until(page, "[name=email]")
    page.keyboard.type(site.facts["roles"]["consultant"])
    tab_until(page, "[name=password]")
    page.keyboard.type(site.facts["password"])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]*/dokumenter/nyt/$"))
    choose_a_file(page)
    page.wait_for_url(re.compile("/gennemgang/"), timeout=PATIENCE)

    review_by_keys(page)

    tab_to(page, da("Take over into a strategy"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/overtag/"))
    tab_to(page, da("Take over"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/strategier/"))
    expect(heading(page)).to_have_text(TITLE)
    tab_to(page, da("Publish …"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/udgiv/"))
    tab_until(page, "[name=is_read]")
    page.keyboard.press("Space")
    tab_to(page, da("Publish to everyone"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/udgaver/"))
    without_scripts.goto("/")
    expect(without_scripts.get_by_role("main")).to_contain_text(TITLE)


def choose_a_file(page: Page) -> None:
    tab_until(page, "input[type=file]")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(
        [{"name": "havn.txt", "mimeType": "text/plain", "buffer": DOCUMENT.encode()}]
    )
    tab_to(page, da("Upload"))
    page.keyboard.press("Enter")


def review_by_keys(page: Page) -> None:
    tab_until(page, "[data-passages] > li")
    keys(page, "Space")
    expect(entries(page).nth(0)).to_contain_text(da("Approved"))
    expect(entries(page).nth(1)).to_be_focused()
    keys(page, "x", "u")
    expect(entries(page).nth(1)).to_be_focused()
    expect(page.locator(".passage--dropped")).to_have_count(0)

    divide_by_keys(page)

    goal = entry(page, OPEN)
    goal.focus()
    keys(page, "Shift+ArrowDown")
    expect(entry(page, OPEN)).to_be_focused()
    assert texts(page).index(OPEN) > texts(page).index(BERTHS)
    keys(page, "Control+z")
    assert texts(page).index(OPEN) < texts(page).index(BERTHS)

    keys(page, "Enter")
    expect(page.locator("[data-place] textarea").first).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Det gælder også helligdage.")
    keys(page, "Control+Enter")
    expect(entry(page, "helligdage")).to_be_focused()
    keys(page, "?")
    expect(page.locator("dialog")).to_be_visible()
    axe(page)
    keys(page, "Escape")
    expect(entry(page, "helligdage")).to_be_focused()
    expect(page.locator(".review-bar__progress")).to_contain_text(" af ")


def divide_by_keys(page: Page) -> None:
    entry(page, BERTHS).focus()
    keys(page, "s")
    expect(page.locator("[data-split] textarea")).to_be_focused()
    for _ in range(len(BERTHS) + 1):
        page.keyboard.press("ArrowRight")
    keys(page, "Control+Enter")
    expect(entry(page, GUESTS)).to_be_focused()
    keys(page, "6")
    expect(entry(page, GUESTS).locator(".passage__kind")).to_have_text(da("theme").capitalize())
    keys(page, "u", "k", "m")
    expect(entry(page, f"{BERTHS} {GUESTS}")).to_be_focused()
    keys(page, "u")
    expect(entry(page, BERTHS)).to_be_focused()


def test_text_is_added_from_the_source_by_keys(desktop: Page, site: Site) -> None:
    consultant(desktop, site).goto(review_of(site))
    number = entries(desktop).count()
    desktop.locator("[data-source]").focus()
    for key in ("ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        desktop.keyboard.press(key)
    chosen = desktop.evaluate("getSelection().toString()").strip()
    assert len(chosen.split()) >= 2
    desktop.keyboard.press("a")
    expect(desktop.locator("[data-pick] button").first).to_be_focused()
    axe(desktop)
    keys(desktop, "Enter")
    expect(entries(desktop)).to_have_count(number + 1)
    added = desktop.locator("[data-passages] > li:focus")
    expect(added.locator(".passage__text")).to_have_text(" ".join(chosen.split()))
    said(desktop, "The passage has been added.")
    keys(desktop, "u")
    expect(entries(desktop)).to_have_count(number)


def test_keys_do_nothing_outside_the_list_and_can_be_turned_off(desktop: Page, site: Site) -> None:
    consultant(desktop, site).goto(review_of(site))
    dropped = desktop.locator(".passage--dropped").count()
    desktop.locator("main a").first.focus()
    keys(desktop, "x")
    expect(desktop.locator(".passage--dropped")).to_have_count(dropped)
    entries(desktop).first.focus()
    keys(desktop, "?")
    desktop.locator("label[for=keys-off]").click()
    keys(desktop, "Escape", "x")
    expect(desktop.locator(".passage--dropped")).to_have_count(dropped)
    desktop.locator("[data-opens=keys]").click()
    desktop.locator("label[for=keys-off]").click()
    expect(desktop.locator("[data-keys-off]")).not_to_be_checked()


# --- Each side shows the other -----------------------------------------------------------


def test_each_side_shows_the_other(desktop: Page, site: Site) -> None:
    consultant(desktop, site).goto(review_of(site))
    last = entries(desktop).last
    number = last.get_attribute("data-passage")
    last.hover()
    expect(desktop.locator(f"#source-{number}")).to_have_class(re.compile("is-shown"))
    first = entries(desktop).first
    first.focus()
    expect(desktop.locator("mark.is-shown")).to_have_attribute(
        "data-passage", str(first.get_attribute("data-passage"))
    )
    desktop.locator(f"#source-{number} a").focus()
    expect(last).to_have_class(re.compile("is-shown"))
    expect(last).to_be_in_viewport()


def test_pages_are_pictures_with_what_was_read_on_them(desktop: Page, site: Site) -> None:
    consultant(desktop, site).goto(review_of(site, "pdf"))
    desktop.get_by_role("link", name=da("Show pictures of the pages")).click()
    picture = desktop.locator(".source-page img").first
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True, timeout=PATIENCE)
    expect(picture).to_have_js_property("naturalWidth", 900, timeout=PATIENCE)
    outline = desktop.locator(".source-page svg a").nth(2)
    outline.hover()
    shown = (
        entries(desktop)
        .locator("css=.is-shown")
        .or_(desktop.locator("[data-passages] > li.is-shown"))
    )
    expect(shown.first).to_have_attribute(
        "data-passage", str(outline.get_attribute("data-passage"))
    )
    axe(desktop)


def test_nothing_moves_while_the_page_comes(desktop: Page, site: Site) -> None:
    consultant(desktop, site).goto(review_of(site))
    assert desktop.evaluate(SHIFTS) < 0.02


# --- Two writers, no scripts, small screens, restarts ------------------------------------


def test_the_second_writer_sees_both_texts_in_place(
    open_page: OpenPage, site: Site, watch: Watch
) -> None:
    watch.expect("answer 409: ")
    one, two = open_page(viewport=DESKTOP), open_page(viewport=DESKTOP)
    for page in (one, two):
        consultant(page, site).goto(review_of(site))
        entries(page).nth(1).focus()
        keys(page, "Enter")
        page.locator("[data-place] textarea").first.wait_for()
    for page, text in ((one, "Først"), (two, "Sidst")):
        page.locator("[data-place] textarea").first.fill(text)
        keys(page, "Control+Enter")
    expect(two.locator("[data-place] .alert")).to_contain_text(
        da("Somebody else has saved meanwhile")
    )
    expect(two.locator("[data-place]:not(:empty)")).to_contain_text("Først")
    axe(two)
    press(two, "Save my text over it")
    expect(entries(two).nth(1).locator(".passage__text")).to_have_text("Sidst")
    keys(two, "u")


def test_every_deed_is_done_without_scripts(without_scripts: Page, site: Site) -> None:
    page = without_scripts
    consultant(page, site).goto(review_of(site))
    for name in ("accept", "drop", "down"):
        button = page.locator(f"[data-passages] button[name={name}]:not([disabled])").nth(1)
        button.click()
        thanked(page)
        page.locator("[data-undo]").click()
        thanked(page)
    more = entries(page).nth(4)
    more.locator("summary").click()
    more.locator("button[name=merge]").click()
    thanked(page)
    page.locator("[data-undo]").click()
    entries(page).nth(4).locator("summary").click()
    entries(page).nth(4).locator("input").fill("1")
    entries(page).nth(4).locator("button[name=behind]").click()
    thanked(page)
    page.locator("[data-undo]").click()
    entries(page).nth(4).locator("summary").click()
    entries(page).nth(4).locator("[data-form=split]").click()
    text = page.get_by_label(da("Text, with a line of three hyphens where it is to be divided"))
    first, _, second = text.input_value().partition(" ")
    text.fill(f"{first}\n---\n{second}")
    press(page, "Divide here")
    thanked(page)
    page.locator("[data-undo]").click()
    thanked(page)
    assert sideways(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["320", "1280"])
def test_it_is_accessible_small_and_large_light_and_dark(
    open_page: OpenPage, site: Site, viewport: Any, scheme: str
) -> None:
    page = open_page(viewport=viewport, color_scheme=scheme)
    consultant(page, site)
    for path in (review_of(site), review_of(site, "pdf") + "?kilde=sider"):
        page.goto(path)
        axe(page)
        assert sideways(page) == []
        assert sideways(page, text="200%") == []
    page.goto(review_of(site))
    for key in ("Enter", "s"):
        entries(page).nth(2).focus()
        keys(page, key)
        page.locator("[data-place] textarea").first.wait_for()
        axe(page)
        assert sideways(page) == []
        keys(page, "Escape")


def test_a_restart_between_upload_and_review_loses_nothing(desktop: Page, site: Site) -> None:
    page = consultant(desktop, site)
    upload(page, ANOTHER.encode(), "skole.txt")
    page.wait_for_url(re.compile(r"/dokumenter/\d+/"))
    document = re.search(r"/dokumenter/(\d+)/", page.url)
    assert document is not None
    page.goto("about:blank")
    site.running.stop()
    site.running.start("serve")
    site.running.wait_until_answers()
    page.goto(f"/arbejde/dokumenter/{document[1]}/")
    page.wait_for_url(re.compile("/gennemgang/"), timeout=PATIENCE)
    entries(page).first.focus()
    keys(page, "Space", "Space")
    expect(page.locator(".passage--accepted")).to_have_count(2)
    counted = page.locator(".review-bar__progress").inner_text()
    page.goto("about:blank")
    site.running.stop()
    site.running.start("serve")
    site.running.wait_until_answers()
    page.goto(f"/arbejde/dokumenter/{document[1]}/gennemgang/")
    expect(page.locator(".review-bar__progress")).to_have_text(counted)
    expect(page.locator(".passage--accepted")).to_have_count(2)


def test_pdf_word_and_web_page_give_the_same_draft(
    desktop: Page, site: Site, tmp_path: Path
) -> None:
    page = consultant(desktop, site)
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    drafts = []
    for content, name, kind in (
        (as_pdf(STRATEGY) + b"\n% once more\n", "egn.pdf", "application/pdf"),
        (as_docx(STRATEGY), "egn.docx", word),
        (as_html(STRATEGY), "egn.html", "text/html"),
    ):
        upload(page, content, name, kind)
        page.wait_for_url(re.compile("/gennemgang/"), timeout=PATIENCE)
        kinds = page.locator("[data-passages] .passage__kind").all_inner_texts()
        drafts.append(list(zip(kinds, texts(page), strict=True)))
    assert drafts[0] == drafts[2]
    assert drafts[1] == drafts[2]
    assert len(drafts[0]) > 15
