"""axe-core finds nothing on any page type, light and dark, on a phone and at a desk.

On the same walk each page is looked at for words in the wrong language and for scrolling sideways.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Page

from tests.helpers.axe import COLOUR_RULES, violations
from tests.helpers.browser import DESKTOP, PHONE, Watch
from tests.helpers.site import Site
from tests.journeys import pages
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import log_in, press, sideways, texts

CATALOGUE = Path("src/retning/locale/da/LC_MESSAGES/django.po")
# Each width is asked everything once, each width in each colour scheme what depends on colour.
LOOKS = [
    (PHONE, "light", None),
    (DESKTOP, "light", COLOUR_RULES),
    (DESKTOP, "dark", None),
    (PHONE, "dark", COLOUR_RULES),
]


@pytest.fixture(scope="module")
def english(repository: Path) -> frozenset[str]:
    """Every English sentence of the catalogue that a Danish page must not show."""
    with (repository / CATALOGUE).open("rb") as file:
        catalogue = read_po(file, locale="da")
    found = {one for entry in catalogue for one in _forms(entry.id) if one}
    same = {entry.id for entry in catalogue if entry.id == entry.string}
    return frozenset(found - same)


def _forms(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(message)


def look_at(page: Page, english: frozenset[str]) -> Iterator[str]:
    """What is wrong with the page as it stands, in every look."""
    for viewport, scheme, rules in LOOKS:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        for line in violations(page, rules=rules):
            yield f"{page.url} {viewport['width']} {scheme}: {line}"
        if scheme == "light":
            yield from sideways(page)
    for text in sorted(texts(page, "da") & english):
        yield f"{page.url} is not in Danish: {text}"


def report(problems: list[str]) -> None:
    if problems:
        pytest.fail("\n" + "\n".join(f"  {problem}" for problem in problems), pytrace=False)


def test_every_address_is_a_page_or_has_a_reason() -> None:
    assert pages.NO_PAGES.keys() <= pages.names()
    assert pages.names() >= pages.ANONYMOUS


@pytest.mark.parametrize("is_staff", [False, True], ids=["public", "staff"])
def test_every_page_is_accessible(
    open_page: OpenPage, site: Site, english: frozenset[str], is_staff: bool
) -> None:
    page = open_page()
    if is_staff:
        log_in(page, site.facts["roles"]["administrator"], site.facts["password"])
    problems = []
    for sample in pages.samples(site.facts):
        if sample.is_staff is not is_staff:
            continue
        answer = page.goto(sample.path)
        assert answer is not None
        if answer.status != 200:
            problems.append(f"{sample.name} {sample.path} answers {answer.status}")
            continue
        problems += look_at(page, english)
    report(problems)


def test_every_page_is_accessible_to_who_may_not_see_it(
    open_page: OpenPage, site: Site, english: frozenset[str], watch: Watch
) -> None:
    watch.expect("answer (403|404): ")
    page = open_page()
    log_in(page, site.facts["roles"]["employee"], site.facts["password"])
    problems = list(look_at(page, english))
    for path, status in (
        ("/arbejde/medlemmer/", 403),
        ("/findes-ikke/", 404),
        ("/arbejde/strategier/00000000-0000-4000-8000-000000000000/", 403),
    ):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == status
        problems += look_at(page, english)
    report(problems)


def test_what_a_search_finds_is_accessible(open_page: OpenPage, english: frozenset[str]) -> None:
    problems = []
    page = open_page()
    for question in ("q=uddannelse", "q=uddannelse&art=goal", "q=udanelse", "q=og"):
        page.goto(f"/soeg/?{question}")
        problems += look_at(page, english)
    page.set_viewport_size({"width": 1280, "height": 800})  # on a phone the field is in the menu
    page.goto("/")
    page.get_by_role("searchbox", name="Søg på siden").fill("uddannelser")
    page.keyboard.press("Enter")
    assert page.locator("mark").first.inner_text() == "uddannelse"
    report(problems)


def test_a_municipality_that_begins_has_accessible_empty_pages(
    open_page: OpenPage, site: Site, english: frozenset[str]
) -> None:
    host = site.url_of(site.facts["neighbour"]["host"])
    page = open_page(base_url=host)
    log_in(page, site.facts["neighbour"]["email"], site.facts["password"])
    problems = list(look_at(page, english))
    for path in ("/arbejde/dokumenter/", "/arbejde/strategier/", "/"):
        page.goto(path)
        problems += look_at(page, english)
    report(problems)


def test_every_form_says_accessibly_what_is_missing(
    open_page: OpenPage, site: Site, english: frozenset[str], watch: Watch
) -> None:
    watch.expect("answer (409|422): ")
    page = open_page()
    page.goto("/arbejde/log-ind/")
    press(page, "Log in")
    page.locator(".error-summary").wait_for()
    problems = list(look_at(page, english))
    log_in(page, site.facts["roles"]["administrator"], site.facts["password"])
    draft, documents = site.facts["draft"], site.facts["documents"]
    for path, button in (
        (f"/arbejde/led/goal/{draft['goal']['key']}/", "Save"),
        (f"/arbejde/dokumenter/{documents['review']}/uddrag/nyt/", "Save"),
        (f"/arbejde/strategier/{draft['key']}/udgiv/", "Publish to everyone"),
        ("/arbejde/dokumenter/nyt/", "Upload"),
        ("/arbejde/medlemmer/nyt/", "Save"),
    ):
        page.goto(path)
        for field in page.locator("main textarea, main input[type=text]").all():
            field.fill("")
        press(page, button)
        page.locator(".error-summary").wait_for()
        problems += look_at(page, english)
    report(problems)
