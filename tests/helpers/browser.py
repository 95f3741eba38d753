"""Chromium for journeys: how it is started, and what it may not do while we look away."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, sync_playwright

from tools import provision

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 60
"""How long is waited for something in a page before it is taken never to come."""
FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
PHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 800}


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, headless. Raises LookupError where there is none."""
    found = provision.chromium()
    if found is None:
        raise LookupError(provision.CHROMIUM.missing)
    # Chromium's sandbox does not work for root, who runs the tests in containers.
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(found), args=flags)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Watch:
    """Everything that goes wrong in the pages of one test; `expect` names what may."""

    origin: str
    problems: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    expected: list[re.Pattern[str]] = field(default_factory=list)

    def expect(self, pattern: str) -> None:
        """Problems that match are meant: a test of the page for a missing address, say."""
        self.expected.append(re.compile(pattern))

    @property
    def unexpected(self) -> list[str]:
        return [
            problem
            for problem in self.problems
            if not any(pattern.search(problem) for pattern in self.expected)
        ]

    def follow(self, page: Page) -> Page:
        """Note each error of the page's scripts, failed request and request elsewhere."""
        self.pages.append(page)
        page.on("console", lambda said: self._console(said.type, said.text))
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)
        return page

    def _console(self, kind: str, text: str) -> None:
        # A missing page is noted by its address below; Chromium's words for it name none.
        if kind in {"error", "warning"} and not text.startswith("Failed to load resource"):
            self.problems.append(f"console {kind}: {text}")

    def _request(self, request: Request) -> None:
        if not is_same_site(request.url, self.origin):
            self.problems.append(f"request elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        # Leaving a page ends what it was still fetching.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"failed request: {request.url} ({request.failure})")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"answer {response.status}: {response.url}")


def is_same_site(url: str, origin: str) -> bool:
    """Whether a request stays with the site: its host, or a municipality's host below it."""
    asked, ours = urlsplit(url), urlsplit(origin)
    if asked.scheme in {"data", "blob", "about"}:
        return True
    host, home = asked.hostname or "", ours.hostname or ""
    is_ours = host == home or host.endswith(f".{home}")
    return is_ours and (asked.scheme, asked.port) == (ours.scheme, ours.port)


def context(browser: Browser, origin: str, **options: Any) -> BrowserContext:
    """A fresh browser profile: Danish, in Denmark, without animations."""
    usual = {
        "base_url": origin,
        "viewport": DESKTOP,
        "locale": "da-DK",
        "timezone_id": "Europe/Copenhagen",
        "reduced_motion": "reduce",
    }
    made = browser.new_context(**{**usual, **options})
    made.set_default_timeout(SECONDS * 1000)
    return made


def screenshot(page: Page, name: str, *, for_docs: bool = False, full: bool = False) -> Path:
    """A picture of the page in `var/screenshots`.

    One that is `for_docs` goes to `docs/screenshots` where RETNING_SCREENSHOTS=docs asks for it:
    a test run leaves no traces in what is committed.
    """
    is_kept = for_docs and os.environ.get("RETNING_SCREENSHOTS") == "docs"
    folder = ROOT / ("docs" if is_kept else "var") / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    page.screenshot(path=path, full_page=full)
    return path
