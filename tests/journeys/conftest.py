"""Journeys: the real site, the machine's Chromium, and a watch over every page.

    def test_a_citizen_reads(phone: Page, site: Site) -> None:
        phone.goto("/")
        axe(phone)

A page's script error, failed request or request to another site fails the test at its end;
`watch.expect("answer 404")` says that one is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.helpers import browser as chromium
from tests.helpers.browser import DESKTOP, PHONE, SECONDS, Watch, screenshot
from tests.helpers.site import Site, running_site
from tests.helpers.smtp import MailServer, mail_server

OpenPage = Callable[..., Page]
FAILED = pytest.StashKey[bool]()

expect.set_options(timeout=SECONDS * 1000)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def mails() -> Iterator[MailServer]:
    """Where the site's mails come; a journey looks for those to an address of its own."""
    with mail_server() as server:
        yield server


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, mails: MailServer) -> Iterator[Site]:
    """The seeded site, web and worker, shared by all journeys."""
    folder = tmp_path_factory.mktemp("site")
    mail = {"RETNING_MAIL_URL": mails.url, "RETNING_MAIL_FROM": "retning@example.org"}
    with running_site(folder, RETNING_MUNICIPALITY="187", **mail) as running:
        yield running


@pytest.fixture(scope="session")
def origin(site: Site) -> str:
    """Where pages with a relative address are; a module may say otherwise."""
    return site.url


# One browser a module, so that no event loop of its driver is left for Django's own tests.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The machine's Chromium."""
    try:
        with chromium.chromium() as started:
            yield started
    except LookupError as problem:
        pytest.skip(str(problem))


@pytest.fixture
def watch(origin: str, request: pytest.FixtureRequest) -> Iterator[Watch]:
    """What goes wrong in this test's pages; fails the test where it was not expected."""
    watching = Watch(origin)
    yield watching
    if watching.unexpected:
        listed = "\n".join(f"  {problem}" for problem in watching.unexpected)
        pytest.fail(f"In the browser:\n{listed}")


@pytest.fixture
def open_page(
    browser: Browser, watch: Watch, origin: str, request: pytest.FixtureRequest
) -> Iterator[OpenPage]:
    """Opens a page in a profile of its own: open_page(viewport=PHONE, color_scheme="dark")."""
    contexts = []

    def open_one(**options: Any) -> Page:
        made = chromium.context(browser, origin, **options)
        contexts.append(made)
        return watch.follow(made.new_page())

    yield open_one
    if request.node.stash.get(FAILED, False):
        for number, page in enumerate(watch.pages):
            if not page.is_closed():
                screenshot(page, f"failed-{request.node.name}-{number}")
    for made in contexts:
        made.close()


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    """A narrow phone, 320 pixels wide."""
    return open_page(viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def desktop(open_page: OpenPage) -> Page:
    """A desk, 1280 pixels wide."""
    return open_page(viewport=DESKTOP)


@pytest.fixture
def dark(open_page: OpenPage) -> Page:
    """A desk whose owner prefers dark."""
    return open_page(viewport=DESKTOP, color_scheme="dark")


@pytest.fixture
def without_scripts(open_page: OpenPage) -> Page:
    """A narrow phone with JavaScript off."""
    return open_page(viewport=PHONE, java_script_enabled=False)
