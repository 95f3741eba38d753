"""The harness of the journeys can fail: tried on a small site of wrong pages."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page

from tests.helpers.axe import axe, violations
from tests.helpers.browser import Watch, is_same_site

HEAD = '<!doctype html><html lang="da"><head><title>Prøve</title></head><body><main><h1>Prøve</h1>'
PAGES = {
    "/": f"{HEAD}<p>Alt er godt.</p></main></body></html>",
    "/scripts": f'{HEAD}<p id="told">Uden</p></main><script src="/tell.js"></script></body></html>',
    "/tell.js": "document.getElementById('told').textContent = 'Med'",
    "/throws": f'{HEAD}</main><script src="/throw.js"></script></body></html>',
    "/throw.js": "throw new Error('brudt')",
    "/inline": f"{HEAD}</main><script>document.title = 'x'</script></body></html>",
    "/elsewhere": f'{HEAD}<img src="http://127.0.0.1:9/a.png" alt=""></main></body></html>',
    "/unlabelled": f'{HEAD}<img src="/tell.png"><input></main></body></html>',
}


class Wrong(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path, "Ikke her")
        is_known = self.path in PAGES or self.path == "/favicon.ico"
        self.send_response(200 if is_known else 404)
        kind = "text/javascript" if self.path.endswith(".js") else "text/html; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *arguments: object) -> None:
        return


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Wrong)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def seen(page: Page, watch: Watch, path: str) -> str:
    """What the watch noted on a page, which is then forgiven."""
    page.goto(path, wait_until="networkidle")
    noted = "\n".join(watch.problems)
    watch.problems.clear()
    return noted


def test_a_good_page_passes(desktop: Page, watch: Watch) -> None:
    assert seen(desktop, watch, "/") == ""
    axe(desktop)


def test_a_script_error_is_noted(desktop: Page, watch: Watch) -> None:
    assert "brudt" in seen(desktop, watch, "/throws")


def test_what_the_policy_forbids_is_noted(desktop: Page, watch: Watch) -> None:
    assert "Content Security Policy" in seen(desktop, watch, "/inline")


def test_a_request_elsewhere_is_noted(desktop: Page, watch: Watch) -> None:
    assert "request elsewhere: http://127.0.0.1:9/a.png" in seen(desktop, watch, "/elsewhere")


def test_a_missing_page_is_noted_and_may_be_expected(desktop: Page, watch: Watch) -> None:
    desktop.goto("/missing")
    assert watch.unexpected == [f"answer 404: {watch.origin}/missing"]
    watch.expect("answer 404")
    assert watch.unexpected == []


def test_axe_finds_what_is_wrong_in_spite_of_the_policy(desktop: Page, watch: Watch) -> None:
    watch.expect("tell.png")
    desktop.goto("/unlabelled")
    found = violations(desktop)
    assert {line.split()[0] for line in found} == {"image-alt", "label"}
    with pytest.raises(AssertionError, match="image-alt"):
        axe(desktop)


def test_scripts_run_or_do_not(desktop: Page, without_scripts: Page) -> None:
    for page, told in ((desktop, "Med"), (without_scripts, "Uden")):
        page.goto("/scripts")
        assert page.text_content("#told") == told


def test_a_phone_is_narrow_and_dark_is_dark(phone: Page, dark: Page) -> None:
    phone.goto("/")
    dark.goto("/")
    assert phone.viewport_size == {"width": 320, "height": 640}
    assert dark.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")


@pytest.mark.parametrize(
    ("url", "is_ours"),
    [
        ("http://localhost:8000/a", True),
        ("http://nabo.localhost:8000/a", True),
        ("data:image/png;base64,AA", True),
        ("http://localhost:8001/a", False),
        ("https://localhost:8000/a", False),
        ("http://evillocalhost:8000/", False),
        ("https://example.org/", False),
    ],
)
def test_which_addresses_are_the_sites_own(url: str, is_ours: bool) -> None:
    assert is_same_site(url, "http://localhost:8000") is is_ours
