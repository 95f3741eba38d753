"""To follow a hearing by mail: asked for, confirmed, told of once a day, ended with one click."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from retning.apps.hearing.enums import Phase, Showing
from retning.apps.hearing.models import Extension, Follower, Hearing
from retning.apps.hearing.queries.following import followers_to_tell
from retning.apps.hearing.services.following import forget_followers, tell_follower
from retning.foundation import clock
from retning.foundation.jobs.services import enqueue
from retning.foundation.jobs.worker import run_waiting
from retning.foundation.outbox.models import OutgoingMail
from retning.web.public.tasks import tell_followers
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, TODAY
from tests.helpers.guarding import as_people_send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]
EMAIL = "lone@kommune.example"
LINK = re.compile(r"http://\S+")


@pytest.fixture
def heard(cast: Cast) -> Hearing:
    return make.hearing(cast.municipality)


def ask(client: Client, heard: Hearing, email: str = EMAIL, **more: str) -> int:
    data = {"email": email, **as_people_send(heard, now=clock.now(), what="follow"), **more}
    return client.post(f"/hoering/{heard.slug}/foelg/", data).status_code


def link_in(mail: OutgoingMail, part: str) -> str:
    """The path of the address in a mail that has `part` in it."""
    return next(urlsplit(str(link)).path for link in LINK.findall(mail.text) if part in link)


def following(client: Client, heard: Hearing, email: str = EMAIL) -> Follower:
    ask(client, heard, email)
    client.post(link_in(OutgoingMail.objects.get(to=email), "/ja/"))
    return Follower.objects.get(email=email)


def tell(at: datetime) -> list[OutgoingMail]:
    """Run the day's job at a moment; the mails with news that there are then."""
    with clock.stopped_at(at):
        enqueue(
            tell_followers, tenant="", key=at.isoformat(), by="system:test", now=at, arguments={}
        )
        run_waiting()
    return list(OutgoingMail.objects.filter(key__startswith="follow-news:").order_by("pk"))


def test_a_mail_asks_whether_it_was_the_owner_of_the_mailbox(
    client_of: Browser, heard: Hearing
) -> None:
    client = client_of()
    assert ask(client, heard) == 302
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == (EMAIL, "Bekræft, at du vil følge en høring")
    assert Follower.objects.get().confirmed_at is None
    address = link_in(mail, "/ja/")
    assert client.get(address).status_code == 200
    assert Follower.objects.get().confirmed_at is None  # programs open links too
    assert client.post(address).status_code == 302
    assert Follower.objects.get().confirmed_at == NOW
    page = client.get(address)
    assert "Du følger høringen" in page.content.decode()
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page.headers["Cache-Control"]


def test_nobody_can_see_who_follows_already(client_of: Browser, heard: Hearing) -> None:
    client = client_of()
    following(client, heard)
    first = client.post(
        f"/hoering/{heard.slug}/foelg/",
        {"email": EMAIL.upper(), **as_people_send(heard, now=NOW, what="follow")},
    )
    other = client.post(
        f"/hoering/{heard.slug}/foelg/",
        {"email": "ny@kommune.example", **as_people_send(heard, now=NOW, what="follow")},
    )
    assert (first.status_code, first.headers["Location"]) == (302, other.headers["Location"])
    assert Follower.objects.count() == 2
    assert OutgoingMail.objects.filter(to=EMAIL).count() == 1


def test_asked_many_times_it_is_one_mail_a_day(client_of: Browser, heard: Hearing) -> None:
    client = client_of()
    for _ in range(3):
        assert ask(client, heard) == 302
    assert OutgoingMail.objects.count() == 1
    with clock.stopped_at(NOW + timedelta(days=1)):
        assert ask(client, heard) == 302
    assert OutgoingMail.objects.count() == 2


@pytest.mark.parametrize("email", ["", "lone", "lone@", "a@b.example\nBcc: c@d.example"])
def test_what_is_no_address_is_asked_for_again(
    client_of: Browser, heard: Hearing, email: str
) -> None:
    assert ask(client_of(), heard, email) == 422
    assert not Follower.objects.exists()


def test_a_robot_that_fills_in_everything_has_no_mail_sent(
    client_of: Browser, heard: Hearing
) -> None:
    assert ask(client_of(), heard, emne="x") == 429
    assert ask(client_of(), heard, copy="1.2.abc") == 422
    assert not OutgoingMail.objects.exists()


def test_a_hearing_that_is_concluded_is_followed_no_more(client_of: Browser, cast: Cast) -> None:
    heard = make.hearing(cast.municipality, Phase.CONCLUDED)
    assert ask(client_of(), heard) == 200
    assert not Follower.objects.exists()


def test_an_address_that_nobody_confirms_is_gone_after_two_days(
    client_of: Browser, heard: Hearing
) -> None:
    client = client_of()
    following(client, heard)
    ask(client, heard, "en.anden@kommune.example")
    assert forget_followers(by=TESTER, now=NOW + timedelta(days=2, seconds=-1)) == 0
    assert forget_followers(by=TESTER, now=NOW + timedelta(days=2)) == 1
    assert Follower.objects.get().email == EMAIL


def test_one_mail_a_day_tells_where_something_was_said_and_not_what(
    client_of: Browser, heard: Hearing
) -> None:
    client = client_of()
    following(client, heard)
    goal = make.rows(heard.edition, "goal")[0]
    assert tell(NOW + timedelta(hours=1)) == []
    hour = timedelta(hours=2)
    for text in ("Hemmeligt ord.", "Et til."):
        make.comment(
            make.response(heard, received_at=NOW + hour), goal, text, showing=Showing.PUBLISHED
        )
    make.comment(make.response(heard, received_at=NOW + hour), goal, "Venter.")
    (mail,) = tell(NOW + timedelta(hours=3))
    assert mail.subject == "Nyt i høringen: Høring om Sammen om Vallensbæk"
    assert "2 nye kommentarer:" in mail.text
    assert f"- {goal.text} (2)" in mail.text
    assert "Hemmeligt" not in mail.text
    assert f"/hoering/{heard.slug}/kommentarer/?om={goal.key}" in mail.text
    later = NOW + timedelta(hours=4)
    make.comment(make.response(heard, received_at=later), goal, "Mere.", showing=Showing.PUBLISHED)
    assert len(tell(NOW + timedelta(hours=5))) == 1
    both = tell(NOW + timedelta(days=1))
    assert len(both) == 2
    assert "1 ny kommentar:" in both[1].text
    assert tell(NOW + timedelta(days=2)) == both


def test_meetings_extensions_and_the_end_are_news(client_of: Browser, heard: Hearing) -> None:
    following(client_of(), heard)
    at = NOW + timedelta(hours=1)
    made = make.event(heard, title="Borgermøde i hallen")
    made.published_at = at
    made.save(update_fields=["published_at"])
    Extension.objects.create(
        municipality_id=heard.municipality_id,
        hearing=heard,
        before=TODAY,
        closes_on=TODAY + timedelta(days=55),
        reason="Fordi.",
        extended_at=at,
    )
    (mail,) = tell(NOW + timedelta(hours=2))
    assert "Der er planlagt et møde: Borgermøde i hallen" in mail.text
    assert "Den er forlænget: Du kan svare til og med 26. april 2026." in mail.text
    *_, soon = tell(NOW + timedelta(days=53))
    assert "3 dage tilbage." in soon.text
    *_, over = tell(NOW + timedelta(days=56))
    assert "Høringen er slut." in over.text


@pytest.mark.parametrize("told_first", [False, True])
def test_the_phase_that_comes_later_on_the_day_of_a_mail_is_news_the_day_after(
    client_of: Browser, heard: Hearing, told_first: bool
) -> None:
    following(client_of(), heard)
    if told_first:
        sender = make.response(heard, received_at=NOW + timedelta(hours=1))
        make.comment(sender, text="Nyt.", showing=Showing.PUBLISHED)
        assert len(tell(NOW + timedelta(hours=2))) == 1
    Hearing.objects.filter(pk=heard.pk).update(handled_on=TODAY)
    *_, mail = tell(NOW + timedelta(days=1))
    assert "venter på en beslutning" in mail.text
    count = OutgoingMail.objects.count()
    tell(NOW + timedelta(days=2))
    assert OutgoingMail.objects.count() == count


def test_one_click_ends_it(client_of: Browser, heard: Hearing) -> None:
    client = client_of()
    following(client, heard)
    sender = make.response(heard, received_at=NOW + timedelta(hours=1))
    make.comment(sender, text="Nyt.", showing=Showing.PUBLISHED)
    (mail,) = tell(NOW + timedelta(days=1))
    leave = urlsplit(mail.unsubscribe).path
    assert link_in(mail, "/nej/") == leave
    assert "Stop dem her:" in mail.text
    assert "Vil du ikke have flere mails?" in client.get(leave).content.decode()
    assert Follower.objects.exists()
    answer = client.post(leave, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not Follower.objects.exists()
    assert client.post(leave).status_code == 200  # once more changes nothing
    assert "Du får ikke flere mails" in client.get(leave).content.decode()
    assert client.get("/hoering/foelg/vrøvl/nej/").status_code == 404
    assert client.get(leave.replace("/nej/", "/ja/")).status_code == 404


def test_broken_off_it_goes_on_where_it_was(
    client_of: Browser, heard: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of()
    everybody = [f"nummer{number}@kommune.example" for number in range(5)]
    for email in everybody:
        following(client, heard, email)
    at = NOW + timedelta(days=1)
    sender = make.response(heard, received_at=NOW + timedelta(hours=1))
    make.comment(sender, text="Nyt.", showing=Showing.PUBLISHED)
    told: list[object] = []

    def dies_at_the_third(**values: Any) -> bool:
        told.append(values)
        if len(told) == 3:
            raise RuntimeError("the machine stops")
        return tell_follower(**values)

    monkeypatch.setattr("retning.web.public.tasks.tell_follower", dies_at_the_third)
    mails = tell(at)
    monkeypatch.undo()
    assert len(mails) == 2
    assert len(list(followers_to_tell(at))) == 3
    assert sorted(mail.to for mail in tell(at + timedelta(minutes=30))) == everybody
