"""A table's host takes notes on a tablet: no login, a connection that comes and goes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.helpers.axe import axe
from tests.helpers.browser import Watch
from tests.helpers.site import Site
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import da, da_count, heading, press, sideways

TABLET = {"width": 820, "height": 1180}
TARGET = 44
"""Pixels that a finger needs, at least."""
NOTES, WAITING = "[data-table-notes] .note", "[data-table-waiting] .note"


@pytest.fixture
def tablet(open_page: OpenPage) -> Page:
    return open_page(viewport=TABLET, has_touch=True)


@pytest.fixture
def plain_tablet(open_page: OpenPage) -> Page:
    """A tablet whose browser runs no scripts."""
    return open_page(viewport=TABLET, java_script_enabled=False)


def table_at(site: Site, name: str) -> str:
    return f"/moeder/bord/{site.facts['events'][name]['secret']}/"


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name=da("The note"))


def note(page: Page, text: str) -> None:
    field(page).fill(text)
    press(page, "Save the note")


def test_notes_wait_for_the_connection_and_are_sent_once(
    tablet: Page, site: Site, watch: Watch
) -> None:
    watch.expect("failed request: .*/moeder/bord/")
    tablet.goto(table_at(site, "host"))
    expect(heading(tablet)).to_contain_text("Grønne steder")
    before = tablet.locator(NOTES).count()
    note(tablet, "Bænke i skyggen")
    expect(tablet.locator(NOTES)).to_have_count(before + 1)
    tablet.context.set_offline(True)
    note(tablet, "Træer langs vejen")
    note(tablet, "En sø med frøer")
    expect(tablet.locator(WAITING)).to_have_count(2)
    expect(tablet.get_by_role("status")).to_contain_text("2")
    expect(field(tablet)).to_have_value("")
    axe(tablet)
    tablet.context.set_offline(False)
    expect(tablet.locator(NOTES)).to_have_count(before + 3)
    expect(tablet.locator(WAITING)).to_have_count(0)
    tablet.reload()
    expect(tablet.locator(NOTES)).to_have_count(before + 3)
    expect(tablet.locator(NOTES).first).to_contain_text("En sø med frøer")


def test_a_note_whose_answer_is_lost_is_sent_again_and_kept_once(
    tablet: Page, site: Site, watch: Watch
) -> None:
    watch.expect("failed request: .*/moeder/bord/")
    lost: list[str] = []

    def lose_first(route: Route) -> None:
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch().text())  # the site has it; the tablet never hears
        route.abort("connectionreset")

    tablet.goto(table_at(site, "host"))
    tablet.route("**/moeder/bord/**", lose_first)
    before = tablet.locator(NOTES).count()
    note(tablet, "Et busstoppested ved skoven")
    expect(tablet.locator(NOTES)).to_have_count(before + 1)
    expect(tablet.locator(WAITING)).to_have_count(0)
    assert len(lost) == 1
    tablet.reload()
    expect(tablet.locator(NOTES)).to_have_count(before + 1)


def test_what_the_site_refuses_is_told_and_can_be_written_again(
    tablet: Page, site: Site, watch: Watch
) -> None:
    watch.expect("answer 422: .*/moeder/bord/")
    tablet.goto(table_at(site, "host"))
    written = field(tablet)
    written.evaluate("field => field.removeAttribute('maxlength')")
    note(tablet, "Langt " * 1_000)
    refused = tablet.locator(WAITING)
    expect(refused).to_contain_text(da("This note was not taken:"))
    axe(tablet)
    press(tablet, "Write it again")
    expect(written).to_have_value(re.compile("^Langt Langt"))
    expect(refused).to_have_count(0)
    written.fill("")


def test_what_one_can_do_with_a_note_stands_in_one_row(tablet: Page, site: Site) -> None:
    tablet.goto(table_at(site, "table"))
    deeds = tablet.locator(".note__deeds").first.locator("a, button")
    expect(deeds).to_have_count(4)
    boxes = [deed.bounding_box() for deed in deeds.all()]
    assert len({round(box["y"] + box["height"] / 2) for box in boxes if box}) == 1


def test_a_sentence_half_written_survives_that_the_page_is_opened_anew(
    tablet: Page, site: Site
) -> None:
    tablet.goto(table_at(site, "table"))
    written = field(tablet)
    written.fill("Kun begyndt på")
    tablet.reload()
    expect(written).to_have_value("Kun begyndt på")


def test_a_proposed_goal_with_dots_and_large_targets(tablet: Page, site: Site) -> None:
    tablet.goto(table_at(site, "table"))
    tablet.get_by_label("Forslag til mål").check()
    note(tablet, "Et værested i hver bydel")
    made = tablet.locator(NOTES).filter(has_text="Et værested i hver bydel")
    expect(made).to_contain_text("Forslag til mål")
    for number in (1, 2):
        made.get_by_role("button", name=re.compile(r"^\+")).click()
        expect(made).to_contain_text(da_count("%(counter)s dot", "%(counter)s dots", number))
    small = tablet.locator("main .button, main select, main textarea").evaluate_all(
        "(all, least) => all.filter(each => each.getBoundingClientRect().height < least).length",
        TARGET,
    )
    assert small == 0
    assert sideways(tablet) == []
    made.get_by_role("button", name=re.compile(f"^{da('Remove')}")).click()
    expect(made).to_have_count(0)


def test_without_scripts_it_is_plain_forms(plain_tablet: Page, site: Site) -> None:
    page = plain_tablet
    page.goto(table_at(site, "host"))
    note(page, "En legeplads")
    made = page.locator(NOTES).filter(has_text="En legeplads")
    expect(made).to_have_count(1)
    made.get_by_role("button", name=re.compile(r"^\+")).click()
    expect(made).to_contain_text(da_count("%(counter)s dot", "%(counter)s dots", 1))
    made.get_by_role("link", name=re.compile(f"^{da('Edit')}")).click()
    expect(field(page)).to_have_value("En legeplads")
    note(page, "To legepladser")
    made = page.locator(NOTES).filter(has_text="To legepladser")
    expect(made).to_contain_text(da_count("%(counter)s dot", "%(counter)s dots", 1))
    made.get_by_role("button", name=re.compile(f"^{da('Remove')}")).click()
    expect(made).to_have_count(0)
