"""Steps that many journeys take, and what they look for on a page."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext, ngettext, override, pgettext
from playwright.sync_api import Locator, Page, expect

PATIENCE = 300_000
"""How long, in milliseconds, a journey waits for a job on a busy machine."""

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TWICE_THE_TEXT = "document.documentElement.style.fontSize = '200%'"
USUAL_TEXT = "document.documentElement.style.fontSize = ''"
TOO_WIDE = """() => [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""
HAS_VISIBLE_FOCUS = """() => {
    const shown = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const focused = document.activeElement;
    const place = focused.getBoundingClientRect();
    const inView = place.bottom > 0 && place.top < innerHeight && place.width > 0;
    const parts = [null, '::after', '::before'];
    return inView && parts.some(part => shown(getComputedStyle(focused, part)));
}"""
FOCUSED_TEXT = "() => document.activeElement.textContent.replace(/\\s+/g, ' ').trim()"
TEXTS_BY_LANGUAGE = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        const text = walker.currentNode.textContent.replace(/\\s+/g, ' ').trim();
        if (text && !['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEXTAREA'].includes(parent.tagName)) {
            found.push([parent.closest('[lang]').lang, text]);
        }
    }
    return found;
}"""


def da(message: str, **values: Any) -> str:
    """The Danish of a message, as the site says it."""
    with override("da"):
        return gettext(message) % values if values else gettext(message)


def da_of(message: str, *, context: str) -> str:
    """The Danish of a message that has a context."""
    with override("da"):
        return pgettext(context, message)


def da_count(one: str, many: str, number: int) -> str:
    """The Danish of a message that counts."""
    with override("da"):
        return ngettext(one, many, number) % {"number": number, "counter": number}


def log_in(page: Page, email: str, password: str, *, then: str = "/arbejde/") -> Page:
    """Log in as anybody does, and arrive at the page that was asked for."""
    page.goto(then)
    page.get_by_label(da("E-mail address")).fill(email)
    page.get_by_label(da("Password"), exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name=da("Log in")).click()
    page.wait_for_url(re.compile(re.escape(then) + "$"))
    return page


def press(page: Page, label: str, **values: Any) -> None:
    """Press the button, or follow the link that looks like one, with this English name."""
    name = da(label, **values)
    page.locator(".button").filter(visible=True).get_by_text(name, exact=True).first.click()


def named(deed: str, text: str) -> re.Pattern[str]:
    """The name of a deed on a list's entry: the deed in Danish, and the beginning of the entry."""
    return re.compile(rf"^{re.escape(da(deed))}\s*:\s*{re.escape(text[:40])}")


def answer(page: Page, slug: str, *, text: str, name: str) -> str:
    """Answer the hearing as a citizen does, and arrive at the receipt: the response's reference."""
    page.goto(f"/hoering/{slug}/svar/")
    page.locator("textarea[name^=comment-]").last.fill(text)
    page.get_by_label(da("Your name")).fill(name)
    page.get_by_role("button", name=da("Send my response")).click()
    page.wait_for_url("**/kvittering/**")
    return page.locator(".receipt-reference").inner_text()


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def thanked(page: Page) -> None:
    """The page says that the deed is done, where a screen reader is told of it."""
    expect(page.locator("[aria-live] .alert-success").first).to_be_visible()


def sideways(page: Page, *, text: str = "") -> list[str]:
    """What makes the page scroll sideways, at usual size or, with `text="200%"`, at twice it."""
    page.evaluate(TWICE_THE_TEXT if text else USUAL_TEXT)
    too_wide: list[str] = page.evaluate(TOO_WIDE) if page.evaluate(SIDEWAYS) > 0 else []
    page.evaluate(USUAL_TEXT)
    return [f"{page.url} {text}: {element}" for element in too_wide]


def tab_to(page: Page, text: str, *, limit: int = 80) -> None:
    """Press Tab until what has focus says `text`; each stop on the way must be seen."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED_TEXT)
        assert page.evaluate(HAS_VISIBLE_FOCUS), f"focus cannot be seen at “{focused}” ({page.url})"
        if focused == text or focused.startswith(f"{text}:"):
            return
    raise AssertionError(f"“{text}” cannot be reached by Tab on {page.url}")


def texts(page: Page, language: str) -> set[str]:
    """Every text of the page that is marked, by itself or from above, as in a language."""
    return {text for marked, text in page.evaluate(TEXTS_BY_LANGUAGE) if marked == language}
