"""A moderator: what waits, blacked out without a script, shown, not shown, and two at once."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.helpers.axe import axe
from tests.helpers.browser import Watch
from tests.helpers.site import Site
from tests.journeys.conftest import OpenPage
from tests.journeys.seed_hearings import PERSONAL
from tests.journeys.steps import HAS_VISIBLE_FOCUS, da, log_in, press, thanked

TELEPHONE = "20 12 34 56"
AFTER = "så viser jeg jer hullet i stien."
"""What follows it; what was found is told in words between the two."""
EVERYBODYS = "Plant frugttræer, så børnene kan plukke."


def moderator(page: Page, site: Site) -> Page:
    address = f"/arbejde/hoeringer/{site.facts['hearings']['open']['key']}/koe/"
    return log_in(page, site.facts["roles"]["moderator"], site.facts["password"], then=address)


def comment(page: Page, text: str) -> Locator:
    return page.locator(".comment-item").filter(has_text=text)


def test_a_telephone_number_is_blacked_out_without_a_script(
    open_page: OpenPage, site: Site, watch: Watch
) -> None:
    watch.expect("answer 422: .*/sort/")
    page = moderator(open_page(java_script_enabled=False), site)
    waiting = comment(page, AFTER)
    expect(waiting.locator("mark")).to_have_text(TELEPHONE)
    expect(waiting).to_contain_text("Indeholder måske et telefonnummer")
    waiting.get_by_role("link", name=da("Black some of it out")).click()
    field = page.get_by_label(da("The comment"))
    expect(field).to_have_value(PERSONAL.replace(TELEPHONE, f"[[{TELEPHONE}]]"))
    field.fill(field.input_value().replace("hullet", "[[hullet"))
    press(page, "Show the rest to everyone")
    expect(page.locator(".error-summary")).to_contain_text("hullet")
    marked = PERSONAL.replace(TELEPHONE, f"[[{TELEPHONE}]]")
    expect(field).to_have_value(marked.replace("hullet", "[[hullet"))
    field.fill(field.input_value().replace("[[hullet", "hullet"))
    press(page, "Show the rest to everyone")
    thanked(page)
    expect(comment(page, AFTER)).to_have_count(0)
    page.get_by_role("link", name=da("shown to everyone").capitalize()).click()
    expect(comment(page, AFTER).locator(".blackout")).to_have_count(1)

    hearing = site.facts["hearings"]["open"]["slug"]
    citizen = open_page(java_script_enabled=False)
    citizen.goto(f"/hoering/{hearing}/kommentarer/")
    expect(citizen.get_by_text(AFTER)).to_be_visible()
    assert TELEPHONE not in citizen.content()


def test_with_a_script_what_is_selected_is_marked(open_page: OpenPage, site: Site) -> None:
    page = moderator(open_page(), site)
    waiting = comment(page, EVERYBODYS)
    waiting.get_by_role("link", name=da("Black some of it out")).click()
    field = page.get_by_label(da("The comment"))
    field.evaluate("field => { field.focus(); field.setSelectionRange(6, 16); }")
    page.get_by_role("button", name=da("Black out what I have selected")).click()
    expect(field).to_have_value(EVERYBODYS.replace("frugttræer", "[[frugttræer]]"))
    expect(field).to_be_focused()


def test_two_moderators_at_once_and_the_second_is_told(open_page: OpenPage, site: Site) -> None:
    first, second = (moderator(open_page(), site) for _each in range(2))
    for page in (first, second):
        expect(comment(page, EVERYBODYS)).to_be_visible()
    decided = comment(first, EVERYBODYS)
    decided.get_by_role("group").locator("summary").click()
    decided.get_by_label(da("Why? Its sender is told this sentence")).select_option("off_topic")
    decided.get_by_role("button", name=da("Do not show it")).click()
    thanked(first)
    expect(comment(first, EVERYBODYS)).to_have_count(0)

    comment(second, EVERYBODYS).get_by_role("button", name=da("Show it to everyone")).click()
    told = second.get_by_text(
        da("Somebody else has decided on it meanwhile. See what was decided, then decide.")
    )
    expect(told).to_be_visible()
    expect(comment(second, EVERYBODYS)).to_have_count(0)
    second.get_by_role("link", name=da("not shown").capitalize()).click()
    expect(comment(second, EVERYBODYS)).to_be_visible()
    axe(second)


def test_several_at_once_by_keyboard(open_page: OpenPage, site: Site) -> None:
    page = moderator(open_page(viewport={"width": 320, "height": 640}), site)
    page.get_by_role("link", name=da("shown to everyone").capitalize()).click()
    # One stays in view: other journeys read it.
    kept = site.facts["hearings"]["shown"]
    boxes = page.locator(f"input[name=chosen]:not([value='{kept}'])")
    chosen = [boxes.nth(place).get_attribute("value") for place in range(2)]
    for place in range(2):
        boxes.nth(place).focus()
        page.keyboard.press("Space")
    reason = page.get_by_label(da("Or do not show them, because"), exact=True)
    reason.focus()
    page.keyboard.press("Tab")
    assert page.evaluate(HAS_VISIBLE_FOCUS)
    page.keyboard.press("Enter")
    expect(page.get_by_text(da("Say why it is not shown: its sender is told."))).to_be_visible()
    for key in chosen:
        page.locator(f"input[value='{key}'][name=chosen]").check()
    page.get_by_label(da("Or do not show them, because"), exact=True).select_option("duplicate")
    page.get_by_role("button", name=da("Do not show them"), exact=True).click()
    thanked(page)
    for key in chosen:
        expect(page.locator(f"input[value='{key}'][name=chosen]")).to_have_count(0)
