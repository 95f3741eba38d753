"""The first page answers in a real browser, from the real site."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.helpers.axe import axe
from tests.helpers.site import Site


def test_the_front_page_answers_on_a_phone(phone: Page, site: Site) -> None:
    answer = phone.goto("/")
    assert answer is not None
    assert answer.ok, f"{answer.status}\n{site.log[-2000:]}"
    assert phone.locator("h1").count() == 1
    axe(phone)


def test_the_front_page_answers_without_scripts(without_scripts: Page) -> None:
    without_scripts.goto("/")
    assert without_scripts.locator("h1").count() == 1
