"""The analyst: takes in the export and an own workbook, decides on what is odd, traces a figure."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.factories.indicators import CODES
from tests.helpers.axe import axe
from tests.helpers.browser import PHONE
from tests.helpers.site import Site
from tests.helpers.workbooks import workbook_of
from tests.journeys.analysing import analyst, choose, take_export_in
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import da, heading, press, sideways, thanked

NAME = "Unge i fritidsjob pr. 1.000"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(last: str = "") -> bytes:
    """An export of two years for all 98; `last`: what Vallensbæk's third year is, if it has one."""
    years = ["2022", "2023", *(["2024"] if last else [])]
    lines = ["Udtræk;;;", ";".join(["", "Kom.nr", *years]), f"{NAME};;;"]
    for place, code in enumerate(CODES):
        told = [f"{40 + place},5", f"{41 + place},5", f"{42 + place},5"][: len(years)]
        if last and code == "187":
            told[-1] = last
        lines.append(";".join([f"Kommune {code}", code, *told]))
    lines += ["", "Social- og Indenrigsministeriet d. 10. september 2025", ""]
    return "\r\n".join(lines).encode("latin-1")


def test_the_export_comes_in_and_a_figure_is_traced(open_page: OpenPage, site: Site) -> None:
    page = analyst(open_page, site)
    take_export_in(page, export(), "udtraek.csv", "Take the figures in")
    expect(page.get_by_text(da("Public"), exact=True).first).to_be_visible()
    release = heading(page).inner_text()
    axe(page)
    page.get_by_role("link", name=NAME).first.click()
    expect(heading(page)).to_have_text(NAME)
    expect(page.get_by_role("heading", name=da("Where the figures come from"))).to_be_visible()
    page.go_back()
    page.locator("tbody a").first.click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text("noegletal")
    expect(page.get_by_role("link", name=release)).to_be_visible()
    axe(page)
    page.set_viewport_size(PHONE)
    assert sideways(page) == []

    take_export_in(page, export("980,0"), "fejl.csv", "Take them in, held for a look")
    expect(page.get_by_text(re.compile(r"\b980\b")).first).to_be_visible()
    page.get_by_label(da("Why")).fill("Ministeriet har sat kommaet forkert")
    assert sideways(page) == []
    press(page, "Reject")
    thanked(page)
    expect(page.get_by_text("Ministeriet har sat kommaet forkert")).to_be_visible()


def test_an_own_workbook_without_a_script(open_page: OpenPage, site: Site) -> None:
    code = site.facts["figures"]["code"]
    page = analyst(open_page, site, java_script_enabled=False, viewport=PHONE)
    # A page without scripts cannot be measured: another one looks at the same address.
    measured = analyst(open_page, site, viewport=PHONE)
    rows = [["År", "Aftaler"], [2022, 35], [2023, "36,5"], [2024, "38.5"]]
    choose(
        page,
        workbook_of(rows, merged="Foreningskontoret"),
        "vores.xlsx",
        EXCEL,
        code,
        measured=measured,
    )
    expect(page.get_by_text("Foreningskontoret").first).to_be_visible()
    expect(page.get_by_text(da("Something is odd"))).to_be_visible()
    measured.goto(page.url)
    assert sideways(measured) == []
    page.get_by_label(da("Sign before the decimals")).select_option(",")
    press(page, "See what will change")
    expect(page.get_by_text(da("Something is odd"))).to_be_visible()
    page.get_by_label(da("Where the figures come from")).fill("Kontorets regneark")
    press(page, "Take them in, held for a look")
    expect(heading(page)).to_have_text(re.compile(da("Release")))
    page.get_by_label(da("Why")).fill("Set efter i regnearket")
    press(page, "Accept: make them public")
    thanked(page)
    expect(page.get_by_text("Kontorets regneark")).to_be_visible()
    measured.goto(page.url)
    assert sideways(measured) == []
    page.goto(f"/tal/{code}/")
    expect(page.get_by_text("Kontorets regneark").first).to_be_visible()
