"""A browser shows by itself that it is no robot; without scripts somebody looks first."""

from __future__ import annotations

import json

from playwright.sync_api import Page, Route, expect

from tests.helpers.axe import axe
from tests.helpers.browser import Watch
from tests.helpers.site import Site
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import da, heading, press, sideways

WORK = "**/proeve.json*"
WAIT = "One moment: your browser is showing that it is not a robot. Then it is sent."


def answer(page: Page, site: Site, text: str, *, works: bool) -> list[str]:
    """Send a response, once the browser has done its work where it `works`; why it is held, apart
    from the browser's hurry."""
    page.goto(f"/hoering/{site.facts['hearings']['open']['slug']}/svar/")
    page.get_by_label(da("Your comment on the whole")).fill(text)
    if works:
        expect(page.locator("[name=proof]")).not_to_have_value("")
    press(page, "Send my response")
    page.wait_for_url("**/kvittering/**")
    [[held]] = site.running.query(
        "SELECT response.held_for FROM hearing_response response "
        "JOIN hearing_comment comment ON comment.response_id = response.id "
        f"WHERE comment.text = '{text}'"
    )
    reasons = json.loads(held) if isinstance(held, str) else held
    return [reason for reason in reasons if reason != "hurried"]


def report(page: Page, site: Site) -> None:
    """Come to the form from a comment that everyone can read, and choose a reason; the work begins
    with that."""
    page.goto(f"/hoering/{site.facts['hearings']['open']['slug']}/kommentarer/")
    page.locator(".said__report").first.click()
    expect(heading(page)).to_have_text(da("Report a comment"))
    page.get_by_label(da("Something else")).check()


def reports(site: Site) -> int:
    [[count]] = site.running.query("SELECT count(*) FROM hearing_abusereport")
    return int(count)


def test_a_browser_does_the_work_beside_the_writing(phone: Page, site: Site) -> None:
    assert answer(phone, site, "Skrevet med script.", works=True) == []


def test_without_scripts_a_response_is_taken_and_looked_at(
    without_scripts: Page, site: Site
) -> None:
    assert answer(without_scripts, site, "Skrevet uden script.", works=False) == ["no_proof"]


def test_who_is_quicker_than_the_work_is_told_to_wait_and_counts_once(
    phone: Page, site: Site
) -> None:
    waiting: list[Route] = []

    def hold(work: Route) -> None:
        waiting.append(work)

    phone.route(WORK, hold)
    before = reports(site)
    with phone.expect_request(WORK):
        report(phone, site)
    status = phone.get_by_role("status")
    expect(status).to_be_empty()
    press(phone, "Report")
    expect(status).to_have_text(da(WAIT))
    axe(phone)
    assert not sideways(phone)
    press(phone, "Report")
    [work] = waiting
    work.continue_()
    expect(heading(phone)).to_have_text(da("Thank you"))
    assert reports(site) == before + 1


def test_where_the_work_cannot_be_had_the_form_is_sent_without_it(
    open_page: OpenPage, site: Site, watch: Watch
) -> None:
    watch.expect("proeve.json|Failed to load resource")
    page = open_page()
    page.route(WORK, lambda route: route.abort())
    before = reports(site)
    report(page, site)
    press(page, "Report")
    expect(heading(page)).to_have_text(da("Thank you"))
    assert reports(site) == before + 1
