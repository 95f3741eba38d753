"""A citizen reads: on a narrow phone, by keyboard alone, without JavaScript, with large text."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.site import Site
from tests.journeys.steps import da, heading, sideways, tab_to

FILE = re.compile(r"/hent/|\.(json|atom|xml|csv|svg|png|ics)(\?|$)|/api/v1/")
LINK = re.compile(r'<a\b[^>]*? href="([^"]+)"')


def test_a_citizen_reads_from_vision_to_what_changed_without_scripts(
    without_scripts: Page, site: Site
) -> None:
    page, strategy = without_scripts, site.facts["strategy"]
    page.goto("/")
    expect(page.locator(".demo-banner")).to_have_text(
        "Demonstration. Ikke Vallensbæk Kommunes hjemmeside"
    )
    stop(page)
    page.get_by_role("link", name=strategy["title"], exact=True).first.click()
    expect(heading(page)).to_have_text(strategy["title"])
    expect(page.locator(".vision")).to_be_visible()
    stop(page)
    page.get_by_role("link", name=re.compile(re.escape(strategy["area"]["text"]))).click()
    expect(heading(page)).to_have_text(strategy["area"]["text"])
    for goal in strategy["goals"]:
        expect(page.get_by_role("link", name=re.compile(re.escape(goal)))).to_have_count(1)
    stop(page)
    read_goal(page, strategy["goal"]["text"])
    page.go_back()
    page.go_back()
    page.get_by_role("link", name=da("Read it all on one page")).click()
    expect(page.locator(".goal-list__text")).to_have_count(len(strategy["goals"]))
    expect(page.get_by_role("main")).to_contain_text(strategy["theme"]["text"])
    stop(page)
    page.goto("/")
    page.get_by_role("link", name=re.compile(re.escape(da("See what changed")))).first.click()
    expect(page.locator(".difference ins")).to_have_count(1)
    stop(page)


def read_goal(page: Page, goal: str) -> None:
    """Up the chain, who is responsible, how the wording came to be."""
    page.get_by_role("link", name=re.compile(re.escape(goal))).click()
    expect(heading(page)).to_have_text(goal)
    expect(page.locator(".breadcrumbs a")).to_have_count(4)
    # Its wording changed from the proposal, and before that from the strategy that came before.
    expect(page.locator(".history ins")).to_have_count(2)
    stop(page)


def stop(page: Page) -> None:
    """Stand still on a page: it fits the phone, has one heading and says when it was updated."""
    assert sideways(page) == []
    assert sideways(page, text="200%") == []
    expect(heading(page)).to_have_count(1)
    expect(page.get_by_text(re.compile(re.escape(da("Last updated"))))).to_be_visible()
    assert page.locator("script").count() == 0


def test_a_citizen_reads_by_keyboard_alone(phone: Page, site: Site) -> None:
    page, strategy = phone, site.facts["strategy"]
    page.goto("/")
    tab_to(page, da("Skip to the content"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#indhold$"))
    tab_to(page, strategy["title"])
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(strategy["title"])
    tab_to(page, strategy["area"]["text"])
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(strategy["area"]["text"])
    tab_to(page, strategy["goal"]["text"])
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(strategy["goal"]["text"])
    page.reload()
    tab_to(page, da("Menu"))
    page.keyboard.press("Enter")
    # Each place in the menu is one step, and none is passed twice.
    steps = page.locator(".site-menu__body").locator("a, input, button").count()
    tab_to(page, da("Contact"), limit=steps)
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(da("Contact"))


def test_a_narrow_window_at_twice_the_size_is_enough(desktop: Page, site: Site) -> None:
    """1280 pixels at 400 % are 320; at 200 % they are 640 with text twice as large."""
    desktop.set_viewport_size({"width": 640, "height": 400})
    for path in ("/", f"/strategi/{site.facts['strategy']['slug']}/hele/", "/was"):
        desktop.goto(path)
        assert sideways(desktop) == []
        assert sideways(desktop, text="200%") == []


def test_a_citizen_finds_whom_to_ask_and_what_is_promised(phone: Page) -> None:
    phone.goto("/")
    phone.get_by_role("contentinfo").get_by_role("link", name=da("Accessibility statement")).click()
    expect(phone).to_have_url(re.compile("/was$"))
    expect(phone.get_by_role("main")).to_contain_text("WCAG")
    expect(phone.get_by_role("main")).to_contain_text("Vallensbæk")
    phone.get_by_role("contentinfo").get_by_role("link", name=da("Contact")).first.click()
    main = phone.get_by_role("main")
    expect(main.get_by_role("link", name="demonstration@example.org")).to_have_attribute(
        "href", "mailto:demonstration@example.org"
    )


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_cookie_comes_before_login(phone: Page, site: Site, prefix: str) -> None:
    strategy = site.facts["strategy"]
    for path in ("/", f"/maal/{strategy['goal']['key']}/", "/kontakt/", "/was"):
        phone.goto(prefix + path)
    assert phone.context.cookies() == []


def test_what_was_never_published_is_nowhere(phone: Page, site: Site) -> None:
    seen, waiting = set(), [f"{site.url}/"]
    while waiting:
        address = waiting.pop()
        seen.add(address)
        # Without drawing it: there are hundreds, and scripts fetch nothing that is not linked to.
        answer = phone.request.get(address)
        assert answer.ok, f"answer {answer.status}: {address}"
        said = answer.body().decode(errors="replace")
        assert site.facts["secret"] not in said.casefold(), address
        if FILE.search(address):
            continue
        links = [urljoin(address, unescape(link)) for link in LINK.findall(said)]
        found = {link.partition("#")[0] for link in links if link.startswith(site.url)}
        waiting = [*({*waiting, *found} - seen)]
        waiting = [link for link in waiting if "/en/" not in link and "/maal/" not in link]
    assert len(seen) >= 300


def test_the_neighbours_address_shows_the_neighbours_strategy(phone: Page, site: Site) -> None:
    neighbour = site.facts["neighbour"]
    phone.goto(site.url_of(neighbour["host"]))
    expect(phone.get_by_role("main")).to_contain_text("Ishøj ved vandet")
    content = phone.get_by_role("main").inner_text()
    assert site.facts["strategy"]["title"] not in content
    phone.goto("/")
    assert "Ishøj" not in phone.content()
