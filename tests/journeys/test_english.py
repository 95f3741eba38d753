"""English pages are English throughout; what the municipality wrote is Danish, and says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.helpers.browser import Watch
from tests.helpers.site import Site
from tests.journeys import pages
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import heading, log_in, texts

DANISH = re.compile(r"[æøåÆØÅ]|\b(og|ikke|det|den|som|skal|mål|fra|til|på|for at)\b")
# Said of Danish words, or nobody's words at all.
MEANT = re.compile(r"delvision, tema or pejlemærke|\S+@\S+")
# The words of a choice are one text, which cannot be marked in part.
CHOICES = "option, .form-group-radio label, .form-group-checkbox label"
# Its examples are Danish, as a strategy's words are.
SHOWCASE = "ui:components"


def foreign(page: Page, names: Sequence[str]) -> set[str]:
    """Danish that is said to be English, apart from names, which are names in every language."""
    known = re.compile("|".join([*map(re.escape, names), MEANT.pattern]))
    choices = {" ".join(text.split()) for text in page.locator(CHOICES).all_text_contents()}
    found = texts(page, "en") - choices
    return {text for text in found if DANISH.search(known.sub("", text))}


def test_a_visitor_changes_language_and_reads(desktop: Page, site: Site) -> None:
    strategy = site.facts["strategy"]
    desktop.goto(f"/maal/{strategy['goal']['key']}/")
    desktop.get_by_role("link", name="English").click()
    expect(desktop).to_have_url(re.compile(f"/en/maal/{strategy['goal']['key']}/$"))
    expect(desktop.locator("html")).to_have_attribute("lang", "en")
    expect(heading(desktop)).to_have_text(strategy["goal"]["text"])
    expect(heading(desktop)).to_have_attribute("lang", "da")
    expect(desktop.get_by_role("heading", name="Who is responsible")).to_be_visible()
    desktop.get_by_role("link", name="Dansk").click()
    expect(desktop).not_to_have_url(re.compile("/en/"))
    expect(desktop.locator("html")).to_have_attribute("lang", "da")


@pytest.mark.parametrize("is_staff", [False, True], ids=["public", "staff"])
def test_nothing_danish_is_said_to_be_english(
    open_page: OpenPage, site: Site, watch: Watch, is_staff: bool
) -> None:
    page = open_page()
    if is_staff:
        log_in(page, site.facts["roles"]["administrator"], site.facts["password"])
    problems = []
    for sample in pages.samples(site.facts):
        if sample.is_staff is is_staff and sample.name != SHOWCASE:
            page.goto(f"/en{sample.path}")
            assert page.locator("html").get_attribute("lang") == "en"
            found = sorted(foreign(page, site.facts["names"]))
            problems += [f"{sample.name} {sample.path}: {text}" for text in found]
    assert not problems, "\n" + "\n".join(problems)
