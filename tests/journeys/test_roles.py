"""Everyone with a role logs in and sees what the role is for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.browser import Watch
from tests.helpers.site import Site
from tests.journeys.steps import da, heading, log_in

EDITORS = {"administrator", "consultant"}
READERS = EDITORS | {"executive_board", "centre_chief", "council_secretary"}
HEARERS = READERS | {"politician", "moderator", "handler"}
ASKERS = EDITORS | {"analyst"}
COUNTERS = ASKERS | {"executive_board"}
ROLES = [
    "administrator",
    "consultant",
    "executive_board",
    "centre_chief",
    "workplace_leader",
    "employee",
    "politician",
    "analyst",
    "moderator",
    "handler",
    "council_secretary",
]


@pytest.mark.parametrize("role", ROLES)
def test_everyone_sees_a_home_that_fits_the_role(
    desktop: Page, site: Site, watch: Watch, role: str
) -> None:
    watch.expect("answer 403: ")
    assert set(site.facts["roles"]) == set(ROLES)
    log_in(desktop, site.facts["roles"][role], site.facts["password"])
    expect(heading(desktop)).to_have_text(da("My work"))
    menu = desktop.get_by_role("navigation", name=da("Work")).get_by_role("link")
    wanted = [
        "My work",
        *(["Documents"] if role in EDITORS else []),
        *(["Strategies"] if role in READERS else []),
        *(["Hearings"] if role in HEARERS else []),
        *(["Figures"] if role in COUNTERS else []),
        *(["Surveys"] if role in ASKERS else []),
        *(["Organisation"] if role in EDITORS else []),
        *(["Members", "Appearance"] if role == "administrator" else []),
    ]
    expect(menu).to_have_text([da(label) for label in wanted])
    answer = desktop.goto("/arbejde/dokumenter/nyt/")
    assert answer is not None
    assert answer.status == (200 if role in EDITORS else 403)
    if role not in EDITORS:
        expect(heading(desktop)).to_have_text(da("You do not have access"))
        expect(desktop.locator("input[type=file]")).to_have_count(0)


def test_who_logs_out_is_out(desktop: Page, site: Site) -> None:
    log_in(desktop, site.facts["roles"]["employee"], site.facts["password"])
    desktop.locator(".user-menu summary").click()
    desktop.get_by_role("button", name=da("Log out")).click()
    desktop.wait_for_url("/")
    desktop.goto("/arbejde/")
    expect(heading(desktop)).to_have_text(da("Log in"))


def test_a_wrong_password_says_so_and_says_no_more(desktop: Page, site: Site, watch: Watch) -> None:
    desktop.goto("/arbejde/")
    told = []
    for email in (site.facts["roles"]["analyst"], "findes-ikke@example.org"):
        desktop.get_by_label(da("E-mail address")).fill(email)
        desktop.get_by_label(da("Password"), exact=True).fill("ikke det rigtige")
        with desktop.expect_navigation():
            desktop.get_by_role("main").get_by_role("button", name=da("Log in")).click()
        told.append(desktop.locator(".error-summary li").inner_text())
    assert told[0] == told[1] != ""


def test_the_neighbours_consultant_has_no_work_here(
    desktop: Page, site: Site, watch: Watch
) -> None:
    watch.expect("answer 403: ")
    desktop.goto("/arbejde/")
    desktop.get_by_label(da("E-mail address")).fill(site.facts["neighbour"]["email"])
    desktop.get_by_label(da("Password"), exact=True).fill(site.facts["password"])
    desktop.get_by_role("main").get_by_role("button", name=da("Log in")).click()
    expect(heading(desktop)).to_have_text(da("You do not have access"))
