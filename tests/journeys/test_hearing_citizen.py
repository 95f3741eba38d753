"""A citizen answers a hearing: on a narrow phone with and without JavaScript, by keyboard alone,
with a connection that goes, and on a computer that others use."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.helpers.axe import violations
from tests.helpers.browser import Watch
from tests.helpers.site import Site
from tests.journeys.steps import da, heading, sideways, tab_to

WRITTEN = "Stien til stationen mangler lys 💡.\n<script>alert('nej')</script>"
DRAFTS = "Object.keys(localStorage).filter(name => name.startsWith('svar:')).length"


@pytest.fixture
def room(site: Site) -> str:
    """Where the reading room of the hearing that is open is."""
    return f"/hoering/{site.facts['hearings']['open']['slug']}/svar/"


def comments(page: Page) -> Locator:
    """The fields for a comment, in the order of the page."""
    return page.locator("textarea[name^=comment-]")


def send(page: Page) -> None:
    page.get_by_role("button", name=da("Send my response")).click()


def sends(page: Page) -> None:
    """Send it, and arrive at the receipt."""
    send(page)
    page.wait_for_url(re.compile("/kvittering/"))
    expect(heading(page)).to_have_text(da("Thank you. We have received your response."))


def fits(page: Page) -> None:
    """Nothing is wider than the phone, at the usual size of text and at twice that."""
    assert sideways(page) == []
    assert sideways(page, text="200%") == []


def looks_right(page: Page) -> None:
    """Of a page with scripts: axe does not come to an end where there are none."""
    fits(page)
    assert violations(page) == []


def test_without_scripts_every_kind_of_field_is_sent_and_followed(
    without_scripts: Page, room: str, watch: Watch
) -> None:
    page = without_scripts
    watch.expect("answer 422")
    page.goto(room)
    fits(page)
    comments(page).nth(1).fill(WRITTEN)
    page.get_by_text(da("Say it like this instead")).first.click()
    page.locator("textarea[name^=wording-]").first.fill("Alle børn kan cykle trygt til skole")
    page.get_by_text(da("A goal is missing")).first.click()
    page.locator("textarea[name^=goal-]").first.fill("Flere bænke langs stien")
    page.get_by_label(da("An association, a council or a board")).check()
    send(page)
    expect(page.get_by_role("alert")).to_contain_text(da("It has not been sent yet"))
    fits(page)
    page.get_by_role("link", name=da("Write whom you answer for.")).click()
    page.get_by_label(da("Name of the association, company or authority")).fill("Cyklisterne")
    assert comments(page).nth(1).input_value() == WRITTEN
    sends(page)
    fits(page)
    own = page.locator(".own-comment")
    expect(own).to_have_count(3)
    expect(page.get_by_role("main")).to_contain_text("<script>alert('nej')</script>")
    expect(page.locator(".own-comment ins").first).to_be_visible()
    adds_and_withdraws(page)


def adds_and_withdraws(page: Page) -> None:
    """At the receipt: something more, and then out of everyone's sight."""
    page.get_by_label(da("What do you want to add?")).fill("Og om vinteren er der mørkt.")
    page.get_by_role("button", name=da("Add to my response")).click()
    expect(page.locator("#tilfoejet")).to_contain_text("Og om vinteren er der mørkt.")
    page.get_by_text(da("Withdraw it from publication")).click()
    page.get_by_role("button", name=da("Withdraw my response")).click()
    expect(page.locator(".alert")).to_contain_text(da("Withdrawn from publication"))
    expect(page.get_by_text(da("Shown to everyone"))).to_have_count(0)


def test_a_draft_outlives_the_page_and_is_gone_when_it_has_been_sent(
    phone: Page, room: str
) -> None:
    page = phone
    page.goto(room)
    comments(page).first.fill("Et godt forslag.")
    page.get_by_label(da("Your name")).fill("Anna")
    expect(page.locator("[data-draft-status]")).to_have_text(
        da("Your draft is kept in this browser.")
    )
    page.reload()
    expect(page.locator("[data-draft-status]")).to_have_text(
        da("We have put back the draft that you wrote in this browser.")
    )
    assert comments(page).first.input_value() == "Et godt forslag."
    assert page.get_by_label(da("Your name")).input_value() == "Anna"
    looks_right(page)
    sends(page)
    expect(page.locator(".own-comment")).to_have_count(1)
    page.wait_for_function(f"{DRAFTS} === 0")
    page.goto(room)
    assert comments(page).first.input_value() == ""
    expect(page.locator("[data-draft]")).to_be_hidden()


def test_on_a_computer_that_others_use_the_draft_is_deleted_with_a_press(
    desktop: Page, room: str
) -> None:
    page = desktop
    page.goto(room)
    wording = page.locator("textarea[name^=wording-]").first
    stood = wording.input_value()
    page.get_by_text(da("Say it like this instead")).first.click()
    wording.fill("Noget andet")
    comments(page).first.fill("Hemmeligt.")
    page.get_by_role("button", name=da("Delete the draft")).click()
    expect(page.locator("[data-draft-status]")).to_have_text(
        da("The draft has been deleted. The page is empty.")
    )
    assert (comments(page).first.input_value(), wording.input_value()) == ("", stood)
    assert page.evaluate(DRAFTS) == 0
    page.reload()
    assert comments(page).first.input_value() == ""


def test_a_lost_connection_loses_nothing(phone: Page, room: str) -> None:
    page = phone
    page.goto(room)
    comments(page).first.fill("Skrevet i toget.")
    page.context.set_offline(True)
    send(page)
    gone = page.locator("form.answer").get_attribute("data-offline")
    expect(page.locator("[data-sending-status]")).to_have_text(gone or "nothing is said")
    page.context.set_offline(False)
    expect(page.locator("[data-draft-status]")).to_have_text(da("The connection is back."))
    sends(page)
    expect(page.locator(".own-comment__text")).to_have_text("Skrevet i toget.")


def test_two_clicks_and_the_way_back_are_one_response(desktop: Page, room: str) -> None:
    page = desktop
    page.goto(room)
    comments(page).first.fill("Kun én gang.")
    page.get_by_role("button", name=da("Send my response")).dblclick()
    page.wait_for_url(re.compile("/kvittering/"))
    receipt = page.url
    reference = page.locator(".receipt-reference").inner_text()
    page.go_back()
    expect(heading(page)).to_contain_text(da("Write your response"))
    page.goto(receipt)
    expect(page.locator(".receipt-reference")).to_have_text(reference)
    expect(page.locator(".own-comment")).to_have_count(1)


def test_by_keyboard_alone(phone: Page, room: str) -> None:
    page = phone
    page.goto(room)
    tab_to(page, da("Skip to the content"))
    page.keyboard.press("Enter")
    to(page, "textarea[name^=comment-]")
    page.keyboard.type("Skrevet med tasterne.")
    to(page, "summary")
    page.keyboard.press("Enter")
    to(page, "textarea[name^=wording-]")
    page.keyboard.press("Control+A")
    page.keyboard.type("Et mål med mine ord")
    to(page, "input[name=shows_name]")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/kvittering/"))
    expect(page.locator(".own-comment")).to_have_count(2)
    expect(page.locator(".own-comment__text").first).to_have_text("Skrevet med tasterne.")


def to(page: Page, selector: str) -> None:
    """Press Tab until a field is reached that is in view and not behind the bar at the bottom."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("want => document.activeElement.matches(want)", selector):
            assert page.evaluate(NOT_BEHIND) is True, f"{selector} is behind something"
            return
    raise AssertionError(f"Tab does not lead to {selector}")


NOT_BEHIND = """() => {
    const place = document.activeElement.getBoundingClientRect();
    const bar = document.querySelector('.answer-bar').getBoundingClientRect();
    return place.top >= 0 && place.top < bar.top && place.top < innerHeight;
}"""
