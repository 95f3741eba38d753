"""A council that is asked: the secretary writes to it, it answers at its own address, or has
nothing to say."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.helpers.axe import axe
from tests.helpers.browser import DESKTOP, Watch
from tests.helpers.site import Site
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import da, log_in, press, thanked

COUNCIL = "Brugerbestyrelsen på Demonstrationsgården"
ANSWER = "Bestyrelsen bakker op om forslaget, men savner bænke ved plejehjemmet."


def hearing_page(site: Site, page: str = "") -> str:
    return f"/arbejde/hoeringer/{site.facts['hearings']['open']['key']}/{page}"


def secretary(page: Page, site: Site) -> Page:
    return log_in(
        page,
        site.facts["roles"]["council_secretary"],
        site.facts["password"],
        then=hearing_page(site, "inviterede/"),
    )


def test_a_council_is_put_on_the_list_asked_and_answers(
    open_page: OpenPage, site: Site, watch: Watch
) -> None:
    watch.expect("answer 422: .*/inviterede/liste/")
    page = secretary(open_page(viewport=DESKTOP), site)
    page.get_by_role("link", name=da("Take in a list")).click()
    page.get_by_label(da("The list"), exact=False).first.fill(f"{COUNCIL}; bruger(at)example.org")
    press(page, "Put them on the list")
    wrong = "Linje 1: »bruger(at)example.org« er ikke en mailadresse."
    expect(page.get_by_text(wrong)).to_be_visible()
    page.get_by_label(da("The list"), exact=False).first.fill(f"{COUNCIL}; bruger@example.org")
    press(page, "Put them on the list")
    thanked(page)
    row = page.get_by_role("row").filter(has_text=COUNCIL)
    expect(row).to_contain_text("ikke inviteret endnu")
    page.get_by_role("button", name="Skriv til 1, der ikke er spurgt").click()
    thanked(page)
    expect(row).to_contain_text("inviteret")
    row.get_by_role("link", name=COUNCIL).click()
    address = page.locator(".secret-address").inner_text()

    council = open_page(viewport={"width": 320, "height": 640})
    council.goto(address)
    expect(council.get_by_role("main")).to_contain_text(COUNCIL)
    axe(council)
    press(council, "Read the proposal and answer")
    organisation = council.get_by_label(da("Name of the association, company or authority"))
    expect(organisation).to_have_value(COUNCIL)
    council.locator("textarea[name^=comment-]").last.fill(ANSWER)
    council.get_by_role("button", name=da("Send my response")).click()
    council.wait_for_url("**/kvittering/**")
    council.goto(address)
    expect(council.get_by_text(da("You have answered"))).to_be_visible()
    axe(council)

    page.goto(hearing_page(site, "inviterede/"))
    expect(page.get_by_role("row").filter(has_text=COUNCIL)).to_contain_text("har svaret")
    page.goto(hearing_page(site, "svar/?vis=invited"))
    page.get_by_role("row").filter(has_text=COUNCIL).get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text(ANSWER)


def test_without_scripts_a_council_says_that_it_has_nothing_to_say(
    without_scripts: Page, open_page: OpenPage, site: Site
) -> None:
    heard = site.facts["hearings"]
    page = without_scripts
    page.goto(f"/hoering/{heard['open']['slug']}/inviteret/{heard['invited']['secret']}/")
    expect(page.get_by_role("main")).to_contain_text(heard["invited"]["name"])
    press(page, "We have no remarks")
    expect(page.get_by_text(da("You have no remarks"))).to_be_visible()
    expect(page.get_by_role("button", name=da("We have no remarks"))).to_have_count(0)
    expect(page.get_by_role("link", name=da("Read the proposal and answer"))).to_be_visible()
    staff = secretary(open_page(viewport=DESKTOP), site)
    row = staff.get_by_role("row").filter(has_text=heard["invited"]["name"])
    expect(row).to_contain_text("ingen bemærkninger")


def test_a_letter_is_entered_and_waits_to_be_looked_at(
    open_page: OpenPage, site: Site, watch: Watch
) -> None:
    watch.expect("answer 422: .*/svar/indtast/")
    page = log_in(
        open_page(viewport={"width": 320, "height": 640}),
        site.facts["roles"]["handler"],
        site.facts["password"],
        then=hearing_page(site, "svar/indtast/"),
    )
    press(page, "Keep it")
    expect(page.locator(".error-summary")).to_be_visible()
    axe(page)
    page.get_by_label(da("Where it came from")).fill("Else i receptionen, pr. telefon")
    page.get_by_label(da("Came by"), exact=True).select_option("call")
    page.get_by_label(da("Text")).first.fill("Ringede og sagde: husk busserne.")
    press(page, "Keep it")
    thanked(page)
    main = page.get_by_role("main")
    for said in ("Else i receptionen, pr. telefon", "husk busserne", "Telefon"):
        expect(main).to_contain_text(said)
    axe(page)
