"""The pictures that the README shows, taken from the demonstration itself.

A test run leaves them in `var/screenshots`; RETNING_SCREENSHOTS=docs renews those in `docs`.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from tests.helpers.browser import PHONE, screenshot
from tests.helpers.site import Site
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import log_in

MOST_BYTES = 200_000


def taken(page: Page, name: str, path: str) -> None:
    page.goto(path)
    page.evaluate("() => document.fonts.ready")
    picture: Path = screenshot(page, name, for_docs=True)
    assert 5_000 < picture.stat().st_size < MOST_BYTES, name


def test_pictures_of_the_public_pages(open_page: OpenPage, dark: Page, site: Site) -> None:
    strategy = site.facts["strategy"]
    tall = open_page(viewport={"width": 1280, "height": 1000})
    taken(tall, "goal-1280-light", f"/maal/{strategy['goal']['key']}/")
    taken(dark, "strategy-1280-dark", f"/strategi/{strategy['slug']}/")
    taken(open_page(viewport=PHONE), "front-320-light", "/")


def test_picture_of_the_review(desktop: Page, site: Site) -> None:
    log_in(desktop, site.facts["roles"]["consultant"], site.facts["password"])
    document = site.facts["documents"]["review"]
    taken(desktop, "review-1280-light", f"/arbejde/dokumenter/{document}/gennemgang/")
