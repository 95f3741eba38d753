"""Two people write on one goal at the same time: the second is told, and no text is lost."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.helpers.axe import axe
from tests.helpers.browser import Watch
from tests.helpers.site import Site
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import da, log_in, press, thanked

FIRST = "En kolibri skal kunne leve i hver tredje have"
SECOND = "En kolibri skal kunne leve i hver have og i hver skolegård"
THIRD = "En kolibri skal kunne leve i hver have, også om vinteren"


def test_the_second_is_told_and_loses_nothing(
    open_page: OpenPage, site: Site, watch: Watch
) -> None:
    watch.expect("answer 409: .*/led/goal/")
    roles, password = site.facts["roles"], site.facts["password"]
    goal = f"/arbejde/led/goal/{site.facts['draft']['goal']['key']}/"
    # Nothing here needs scripts: the first has none.
    first = log_in(open_page(java_script_enabled=False), roles["consultant"], password, then=goal)
    second = log_in(open_page(), roles["administrator"], password, then=goal)
    opened = second.get_by_label(da("Wording")).input_value()
    assert first.get_by_label(da("Wording")).input_value() == opened

    first.get_by_label(da("Wording")).fill(FIRST)
    press(first, "Save")
    thanked(first)

    second.get_by_label(da("Wording")).fill(SECOND)
    press(second, "Save")
    conflict = second.locator(".conflict")
    expect(conflict.locator("blockquote")).to_have_text(FIRST)
    expect(conflict.locator("del")).to_contain_text("tredje")
    expect(conflict.locator("ins")).to_contain_text("skolegård")
    expect(second.get_by_label(da("Wording"))).to_have_value(SECOND)
    axe(second)

    press(second, "Save my text over it")
    thanked(second)
    expect(second.locator("#outline")).to_contain_text(SECOND)
    first.reload()
    expect(first.locator("#outline")).to_contain_text(SECOND)
    for page in (first, second):
        page.goto(goal)
    first.get_by_label(da("Wording")).fill(THIRD)
    press(first, "Save")
    thanked(first)
    second.get_by_label(da("Wording")).fill(FIRST)
    press(second, "Save")
    press(second, "Keep what was saved")
    second.wait_for_url(re.compile("/arbejde/strategier/"))
    expect(second.locator("#outline")).to_contain_text(THIRD)
