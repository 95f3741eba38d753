"""Following a hearing by mail, and a place at a meeting: what is sent, what comes to the mailbox,
and where its links lead. The mails come by SMTP from the site's own worker."""

from __future__ import annotations

import re
from email.message import EmailMessage

from playwright.sync_api import Page, expect

from tests.helpers.axe import axe
from tests.helpers.browser import PHONE
from tests.helpers.site import Site
from tests.helpers.smtp import MailServer
from tests.journeys.conftest import OpenPage
from tests.journeys.steps import answer, da, heading, log_in, press, thanked

LINK = re.compile(r"https?://\S+")
TELL_FOLLOWERS = (
    "import django; django.setup();"
    "from retning.foundation import clock;"
    "from retning.foundation.jobs.services import enqueue;"
    "from retning.web.public.tasks import tell_followers;"
    "enqueue(tell_followers, tenant='', key='journey', by='journey', now=clock.now())"
)
"""What the clock does at seven in the morning."""


def mail_to(site: Site, mails: MailServer, address: str, number: int = 1) -> EmailMessage:
    """The mail with this number to an address, when it has come."""

    def come() -> list[EmailMessage]:
        to_them = [mail.message for mail in mails.received if mail.recipients == [address]]
        return to_them if len(to_them) >= number else []

    found: list[EmailMessage] = site.running.wait_for(come, f"mail {number} to {address}")
    return found[number - 1]


def link_in(mail: EmailMessage, part: str) -> str:
    """The one address in a mail with this part, as somebody clicks it."""
    links: set[str] = {link for link in LINK.findall(mail.get_content()) if part in link}
    (found,) = links
    return found


def asks_to_follow(page: Page, slug: str, address: str) -> None:
    page.goto(f"/hoering/{slug}/foelg/")
    page.get_by_label(da("Your e-mail address")).fill(address)
    page.get_by_role("button", name=da("Send me the link")).click()
    expect(heading(page)).to_have_text(da("Look in your mailbox"))


def follows(page: Page, site: Site, mails: MailServer, address: str) -> str:
    """Ask, and say yes from one's own mailbox: where that was said."""
    asks_to_follow(page, site.facts["hearings"]["open"]["slug"], address)
    confirm = link_in(mail_to(site, mails, address), "/ja/")
    page.goto(confirm)
    expect(heading(page)).to_have_text(da("Do you want to follow the hearing?"))
    axe(page)
    press(page, "Yes, I want to follow it")
    expect(heading(page)).to_have_text(da("You follow the hearing"))
    return confirm


def something_is_shown(open_page: OpenPage, site: Site, text: str) -> None:
    """A citizen answers, and a moderator lets everyone read it."""
    heard = site.facts["hearings"]["open"]
    answer(open_page(), heard["slug"], text=text, name="Nis Nyhed")
    moderator, password = site.facts["roles"]["moderator"], site.facts["password"]
    page = log_in(open_page(), moderator, password, then=f"/arbejde/hoeringer/{heard['key']}/koe/")
    waiting = page.locator(".comment-item").filter(has_text=text)
    waiting.get_by_role("button", name=da("Show it to everyone")).click()
    thanked(page)


def test_a_follower_confirms_is_told_what_is_new_and_leaves(
    open_page: OpenPage, site: Site, mails: MailServer
) -> None:
    address, other, unsure = (f"{name}@example.org" for name in ("foelger", "anden", "tvivler"))
    page = open_page(viewport=PHONE)
    confirm = follows(page, site, mails, address)
    follows(page, site, mails, other)
    asks_to_follow(page, site.facts["hearings"]["open"]["slug"], unsure)
    mail_to(site, mails, unsure)
    said = "Fodboldbanen mangler en mur at skyde op ad."
    something_is_shown(open_page, site, said)
    site.running.python("-c", TELL_FOLLOWERS)

    news = mail_to(site, mails, address, 2)
    assert site.facts["hearings"]["open"]["title"] in news["Subject"]
    assert said not in news.get_content(), "a mail cannot be called back"
    leave = link_in(news, "/nej/")
    assert news["List-Unsubscribe"] == f"<{leave}>"
    assert news["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    page.goto(leave)
    expect(heading(page)).to_have_text(da("Do you want no more mails?"))
    axe(page)
    press(page, "Send me no more mails")
    gone = da("You get no more mails")
    expect(heading(page)).to_have_text(gone)
    page.goto(confirm)
    expect(heading(page)).to_have_text(gone)

    # What a mail program sends when its own button is pressed: one click.
    theirs = link_in(mail_to(site, mails, other, 2), "/nej/")
    asked = page.request.post(theirs, form={"List-Unsubscribe": "One-Click"})
    assert asked.status == 200
    page.goto(theirs)
    expect(heading(page)).to_have_text(gone)
    to_unsure = [mail for mail in mails.received if mail.recipients == [unsure]]
    assert len(to_unsure) == 1, "who has not said yes is told nothing"


def signs_up(page: Page, site: Site, name: str, address: str) -> None:
    """From the meeting's page to the page of one's own."""
    page.goto(f"/moeder/{site.facts['events']['small']}/")
    page.locator("a.button[href$='/tilmeld/']").click()
    page.get_by_label(da("Your name")).fill(name)
    page.get_by_label(da("Your e-mail address")).fill(address)
    page.locator("form .actions").get_by_role("button").click()
    page.wait_for_url("**/moeder/tilmelding/**")


def test_the_last_place_goes_on_to_who_waits(
    open_page: OpenPage, site: Site, mails: MailServer
) -> None:
    first, second = "tidlig@example.org", "sen@example.org"
    early, late = open_page(viewport=PHONE), open_page(viewport=PHONE)
    signs_up(early, site, "Tilde Tidlig", first)
    expect(heading(early)).to_have_text(da("You have signed up"))
    signs_up(late, site, "Sigurd Sen", second)
    expect(heading(late)).to_have_text(da("You are on the waiting list"))
    expect(late.get_by_text(da("You are number %(place)s in the line.", place=1))).to_be_visible()
    axe(late)
    own = late.url
    waits = mail_to(site, mails, second)
    assert waits["Subject"] == f"Rundvisning: {da('you are on the waiting list')}"
    assert link_in(waits, "/tilmelding/") == own

    early.goto(link_in(mail_to(site, mails, first), "/tilmelding/"))
    early.get_by_text(da("I am not coming after all")).click()
    early.get_by_role("button", name=da("I am not coming"), exact=True).click()
    expect(heading(early)).to_have_text(da("You are not coming"))
    axe(early)

    room = mail_to(site, mails, second, 2)
    assert room["Subject"] == f"Rundvisning: {da('there is room for you now')}"
    late.goto(link_in(room, "/tilmelding/"))
    expect(heading(late)).to_have_text(da("You have signed up"))
    assert late.url == own
    assert [mail.recipients for mail in mails.received].count([first]) == 1
