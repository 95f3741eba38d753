"""A consultant's day in a municipality that begins: from a document to an adopted strategy."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.browser import Watch
from tests.helpers.site import Site
from tests.journeys.reviewing import said
from tests.journeys.steps import PATIENCE, da, heading, log_in, named, press, thanked

DOCUMENT = """Grøn hverdag i Greve 2026-2029

Vi vil have mere natur tæt på, hvor vi bor. Parkerne bliver brugt, og det skal de blive ved med.

Indsatsområde 1: Natur i byen

Regnvand skal blive i haverne og ikke i kældrene.

Målsætninger

- Hver anden vejkant skal være vild senest i 2028.
- Mindst 40 % af byens flader skal være grønne i 2029.
- Alle skoler har en have.

Indsatsområde 2: Ture til fods

Målsætninger

- Der skal være lys på stierne inden 2027.
- Parkeringspladserne tælles hvert år.

Spørgsmål vi er nysgerrige på

- Hvordan får vi flere til at gå i skole?
"""
RAIN = "Regnvand skal blive i haverne og ikke i kældrene."
VERGES = "Hver anden vejkant skal være vild senest i 2028."
SURFACES = "Mindst 40 % af byens flader skal være grønne i 2029."
GARDENS = "Alle skoler har en have."
LIGHT = "Der skal være lys på stierne inden 2027."
PARKING = "Parkeringspladserne tælles hvert år."
BENCHES = "Der skal være en bænk for hver 200 meter sti."
GARDENS_CORRECTED = "Alle skoler har en have i 2027."
GARDENS_REWORDED = "Alle skoler og børnehaver har en have i 2027."
TITLE = "Grøn hverdag i Greve 2026-2029"
PROGRESS = "**/fremdrift/"


@pytest.fixture(scope="module")
def origin(site: Site) -> str:
    return site.url_of(site.facts["beginner"]["host"])


def test_a_document_becomes_a_strategy_that_everyone_can_read(
    desktop: Page, without_scripts: Page, site: Site, watch: Watch
) -> None:
    watch.expect("answer 422: .*/udgiv/")
    citizen = without_scripts
    log_in(desktop, site.facts["beginner"]["email"], site.facts["password"])
    citizen.goto("/")
    expect(citizen.get_by_role("main")).not_to_contain_text(TITLE)

    upload_and_wait(desktop)
    correct_what_was_read(desktop)
    take_over(desktop)
    give_an_owner(desktop, GARDENS_CORRECTED)
    publish_proposal(desktop)
    read_what_is_public(citizen, GARDENS_CORRECTED)

    reword(desktop, GARDENS_CORRECTED, GARDENS_REWORDED)
    citizen.reload()
    expect(heading(citizen)).to_have_text(GARDENS_CORRECTED)
    record_decision(desktop)
    publish_adopted(desktop)
    read_what_changed(citizen)


def upload_and_wait(page: Page) -> None:
    press(page, "Upload a document")
    expect(heading(page)).to_have_text(da("Upload a document"))
    file = {"name": "strategi.txt", "mimeType": "text/plain", "buffer": DOCUMENT.encode()}
    page.get_by_label(da("The document")).set_input_files([file])
    # The page that tells of the job goes on to the review by itself: here it gets no answer to its
    # question how far the job is until it has been looked at.
    page.route(PROGRESS, lambda route: route.abort("aborted"))
    press(page, "Upload")
    page.wait_for_url(re.compile(r"/dokumenter/\d+/"))
    thanked(page)
    # The job may be done before the page that tells of it has come.
    if page.locator("[data-progress]").count():
        expect(page.locator("[data-progress] progress")).to_have_count(1)
    page.unroute(PROGRESS)
    page.wait_for_url(re.compile(r"/gennemgang/"), timeout=PATIENCE)
    expect(heading(page)).to_have_text(f"{da('Review')}: {TITLE}")


def passage(page: Page, deed: str, text: str) -> None:
    """Press or follow the deed of the passage that begins with `text`."""
    name = named(deed, text)
    page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).click()


def order_of(page: Page) -> list[str]:
    return page.locator(".passage__text").all_inner_texts()


def correct_what_was_read(page: Page) -> None:
    expect(page.locator(".source-text mark", has_text=GARDENS)).to_have_count(1)
    passage(page, "Edit", GARDENS)
    expect(page.locator(".source-text mark.is-shown")).to_have_text(GARDENS)
    page.get_by_label(da("Text"), exact=True).fill(GARDENS_CORRECTED)
    press(page, "Save")
    expect(page.locator(".passage__text", has_text=GARDENS_CORRECTED)).to_be_visible()

    passage(page, "Edit", RAIN)
    page.get_by_label(da("What it is"), exact=True).select_option("goal")
    press(page, "Save")
    goals = page.locator(".passage--goal .passage__text")
    expect(goals).to_have_text(
        [RAIN, VERGES, SURFACES, GARDENS_CORRECTED, re.compile("lys"), PARKING]
    )

    passage(page, "Move up", SURFACES)
    said(page, "The passage has been moved up.")
    assert order_of(page).index(SURFACES) < order_of(page).index(VERGES)

    passage(page, "Leave out", PARKING)
    expect(page.locator(".passage--dropped .passage__text")).to_have_text(PARKING)

    page.locator(".passage", has_text=SURFACES).locator("summary").click()
    passage(page, "Add after", SURFACES)
    page.get_by_label(da("Text"), exact=True).fill(BENCHES)
    press(page, "Save")
    expect(page.locator(".passage__text", has_text=BENCHES)).to_be_visible()
    assert order_of(page).index(BENCHES) == order_of(page).index(SURFACES) + 1


def take_over(page: Page) -> None:
    press(page, "Take over into a strategy")
    expect(page.get_by_label(da("Title"), exact=True)).to_have_value(TITLE)
    expect(page.get_by_label(da("From year"))).to_have_value("2026")
    press(page, "Take over")
    thanked(page)
    expect(heading(page)).to_have_text(TITLE)
    outline = page.locator("#outline")
    for text in (RAIN, SURFACES, VERGES, GARDENS_CORRECTED, BENCHES):
        expect(outline.locator(".node__text").get_by_text(text, exact=True)).to_be_visible()
    expect(outline).not_to_contain_text(PARKING)


def give_an_owner(page: Page, goal: str) -> None:
    page.locator("#outline").get_by_role("link", name=named("Owner and fields", goal)).click()
    page.get_by_label(da("Owner"), exact=False).first.select_option(
        label="Centerchef, Center for By og Natur"
    )
    page.get_by_label("Grønne områder").check()
    press(page, "Save")
    thanked(page)
    node = page.locator(".node--goal", has_text=goal)
    expect(node).to_contain_text("Centerchef, Center for By og Natur")
    expect(node).to_contain_text("Grønne områder")


def publish_proposal(page: Page) -> None:
    press(page, "Preview")
    expect(heading(page)).to_have_text(TITLE)
    expect(page.get_by_role("main")).to_contain_text(RAIN)
    page.get_by_role("link", name=da("Back to the editor")).click()
    press(page, "Publish …")
    expect(page.locator("input[value=proposal]")).to_be_checked()
    press(page, "Publish to everyone")
    expect(page.locator(".error-summary")).to_be_visible()
    page.locator("[name=is_read]").check()
    press(page, "Publish to everyone")
    expect(page.locator(".alert-success")).to_be_visible()
    press(page, "See it as everyone sees it")
    expect(heading(page)).to_have_text(TITLE)
    page.go_back()


def read_what_is_public(page: Page, goal: str) -> None:
    page.goto("/")
    page.get_by_role("link", name=re.compile("Natur i byen")).click()
    page.get_by_role("link", name=re.compile(re.escape(goal))).click()
    expect(heading(page)).to_have_text(goal)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Centerchef, Center for By og Natur")
    expect(main).to_contain_text(da("Proposal – not yet adopted"))


def reword(page: Page, goal: str, text: str) -> None:
    page.get_by_role("link", name=da("Back to the editor")).click()
    page.locator("#outline").get_by_role("link", name=named("Edit", goal)).click()
    page.get_by_label(da("Wording")).fill(text)
    press(page, "Save")
    thanked(page)


def record_decision(page: Page) -> None:
    press(page, "Publish …")
    page.get_by_role("link", name=da("Record a decision")).click()
    page.get_by_label(da("Body")).select_option(label="Byrådet")
    page.get_by_label(da("Date of the meeting")).fill("2026-11-18")
    page.get_by_label(da("Agenda item")).fill("12. Grøn hverdag")
    page.get_by_label(da("Text of the decision")).fill("Vedtaget enstemmigt.")
    press(page, "Save")
    thanked(page)


def publish_adopted(page: Page) -> None:
    changes = page.locator(".changes")
    expect(changes.locator("ins")).to_contain_text("og børnehaver")
    expect(page.locator("input[value=adopted]")).to_be_checked()
    expect(page.get_by_label(re.compile("12. Grøn hverdag"))).to_be_checked()
    page.get_by_label(da("Why this edition")).fill("Børnehaverne er kommet med.")
    page.locator("[name=is_read]").check()
    press(page, "Publish to everyone")
    expect(page.locator(".alert-success")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("12. Grøn hverdag")


def read_what_changed(page: Page) -> None:
    page.reload()
    expect(heading(page)).to_have_text(GARDENS_REWORDED)
    page.goto("/")
    page.get_by_role("link", name=re.compile(re.escape(da("See what changed")))).first.click()
    expect(page.locator(".difference ins")).to_contain_text("og børnehaver")
    expect(page.locator(".difference")).to_have_count(1)
    page.get_by_role("link", name=da("Editions")).click()
    expect(page.get_by_role("main")).to_contain_text("12. Grøn hverdag")
    expect(page.get_by_role("main")).to_contain_text("Børnehaverne er kommet med.")
