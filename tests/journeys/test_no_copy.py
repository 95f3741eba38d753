"""A form whose copy is gone asks for no work that nobody can say: it is sent, and drawn anew."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.helpers.browser import Watch
from tests.helpers.site import Site
from tests.journeys.steps import da, press


def test_without_a_copy_no_work_is_asked_for_and_the_text_is_kept(
    phone: Page, site: Site, watch: Watch
) -> None:
    watch.expect("answer 422: .*/svar/|Failed to load resource")
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.goto(f"/hoering/{site.facts['hearings']['open']['slug']}/svar/")
    phone.locator("[name=copy]").evaluate("copy => { copy.value = ''; }")
    written = phone.get_by_label(da("Your comment on the whole"))
    written.fill("Skrevet uden nummer.")
    press(phone, "Send my response")
    expect(phone.get_by_role("alert").first).to_be_visible()
    expect(written).to_have_value("Skrevet uden nummer.")
    assert not [url for url in asked if url.endswith("kopi=")]
