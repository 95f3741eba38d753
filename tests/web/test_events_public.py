"""Meetings as everyone sees them: signing up without an account, one's own page, minutes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar

from retning.apps.hearing.enums import Phase, SignUpState
from retning.apps.hearing.models import Event, Hearing, Note, SignUp
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services.notes import Noted, take_note
from retning.apps.hearing.services.tables import make_table
from retning.foundation import clock
from retning.foundation.outbox.models import OutgoingMail
from retning.web.public.crowds import COUNTS, CROWD
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, TODAY, host_of
from tests.helpers.guarding import as_people_send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]


@pytest.fixture
def meeting(cast: Cast) -> Event:
    return make.event(None, cast.municipality, capacity=3)


def at(name: str, key: object, language: str = "da") -> str:
    with translation.override(language):
        return reverse(f"public:{name}", args=[key])


def copy_on(page: Any) -> str:
    found = re.search(r'name="copy" value="([^"]+)"', page.content.decode())
    assert found is not None
    return found[1]


def sent(client: Client, event: Event, language: str = "da", **said: object) -> Any:
    """What comes of a filled-in form."""
    address = at("event_sign_up", event.key, language)
    form = {"copy": copy_on(client.get(address)), "name": "Bo Berg", "seats": "1"} | said
    return client.post(address, form)


# --- Which there are, and one of them --------------------------------------------------


def test_the_list_tells_those_to_come_and_those_that_have_been(cast: Cast, citizen: Client) -> None:
    mine = cast.municipality
    make.event(None, mine, title="Den anden", starts_in=timedelta(days=12))
    make.event(None, mine, title="Den første", starts_in=timedelta(days=2))
    make.event(None, mine, title="Den gamle", starts_in=timedelta(days=-20))
    make.event(None, mine, title="Den hemmelige", is_public=False)
    page = citizen.get(reverse("public:events")).content.decode()
    places = [page.index(title) for title in ("Den første", "Den anden", "Den gamle")]
    assert places == sorted(places)
    assert "Den hemmelige" not in page
    assert not citizen.cookies


def test_a_meeting_tells_when_and_where_and_how_many(citizen: Client, meeting: Event) -> None:
    page = citizen.get(at("event", meeting.key, "en")).content.decode()
    assert "Thursday 12 March 2026 at 10:00–12:00" in page
    assert "Biblioteket" in page
    assert "3 are free" in page
    assert at("event_sign_up", meeting.key, "en") in page


def test_what_is_not_public_and_what_is_the_neighbours_is_not_found(
    cast: Cast, citizen: Client
) -> None:
    hidden = make.event(None, cast.municipality, is_public=False)
    theirs = make.event(None, cast.neighbour)
    for event in (hidden, theirs):
        for name in ("event", "event_sign_up", "event_calendar", "event_minutes"):
            assert citizen.get(at(name, event.key)).status_code == 404, name


def test_the_calendar_file_is_one_that_calendars_read(citizen: Client, meeting: Event) -> None:
    meeting.description = "Kaffe, kage; og\nen snak om æbler. " * 10
    meeting.save()
    answer = citizen.get(at("event_calendar", meeting.key))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    (read,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert read["SUMMARY"] == "Borgermøde på biblioteket"
    assert read["DESCRIPTION"] == meeting.description
    assert read["UID"] == f"{meeting.key}@vallensbaek.localhost"
    assert (read["DTSTART"].dt, read["DTEND"].dt) == (meeting.starts_at, meeting.ends_at)
    assert read["STATUS"] == "CONFIRMED"


def test_a_hearing_is_not_told_of_by_its_meeting_before_it_is_announced(
    cast: Cast, citizen: Client
) -> None:
    hearing = make.hearing(cast.municipality, Phase.DRAFT, title="Hemmelig", slug="kladde")
    event = make.event(hearing)
    api = f"/api/v1/events/{event.key}"
    paths = [at("event", event.key), api, "/api/v1/events", reverse("public:events")]
    for announced_on in (None, TODAY + timedelta(days=1)):
        Hearing.objects.update(announced_on=announced_on)
        for path in paths:
            page = citizen.get(path).content.decode()
            assert event.title in page
            assert ("Hemmelig" in page, "kladde" in page) == (False, False), path
    Hearing.objects.update(announced_on=TODAY)
    for path in paths[:3]:
        page = citizen.get(path).content.decode()
        assert ("Hemmelig" in page, "kladde" in page) == (True, True), path


# --- Signing up ------------------------------------------------------------------------


def test_a_citizen_signs_up_and_is_written_to(citizen: Client, meeting: Event) -> None:
    done = sent(citizen, meeting, email="bo@example.org", seats="2")
    made = SignUp.objects.get()
    assert (made.name, made.seats, made.state) == ("Bo Berg", 2, SignUpState.CONFIRMED)
    own = at("sign_up", secret_of(Purpose.SIGN_UP, made.key))
    assert (done.status_code, done.headers["Location"]) == (302, own)
    mail = OutgoingMail.objects.get()
    assert mail.to == "bo@example.org"
    assert mail.subject == "Borgermøde på biblioteket: du er tilmeldt"
    assert f"http://vallensbaek.localhost{own}" in mail.text
    assert "torsdag den 12. marts 2026 kl. 10.00–12.00" in mail.text
    page = citizen.get(own)
    assert "Vi har gemt pladser til 2." in page.content.decode()
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page.headers["Cache-Control"]
    assert not citizen.cookies


def test_in_english_the_mail_is_in_english(citizen: Client, meeting: Event) -> None:
    sent(citizen, meeting, "en", email="bo@example.org")
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Borgermøde på biblioteket: you have signed up"
    assert "/en/moeder/tilmelding/" in mail.text


def test_the_same_form_sent_twice_is_one_sign_up(citizen: Client, meeting: Event) -> None:
    address = at("event_sign_up", meeting.key)
    form = {"copy": copy_on(citizen.get(address)), "name": "Bo", "email": "b@x.dk", "seats": "1"}
    leads = {citizen.post(address, form).headers["Location"] for _each in range(3)}
    assert len(leads) == 1
    assert (SignUp.objects.count(), OutgoingMail.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "required"),
        ({"email": "bo@"}, "valid email"),
        ({"seats": "11"}, "10"),
        ({"seats": "0"}, "1"),
        ({"emne": "billige sko"}, "Leave the field that is hidden empty"),
        ({"copy": "forkert"}, "open for too long"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_lost(
    citizen: Client, meeting: Event, wrong: dict[str, str], said: str
) -> None:
    page = sent(citizen, meeting, "en", **({"name": "Bo Berg"} | wrong))
    assert page.status_code == 422
    assert said in page.content.decode()
    assert not SignUp.objects.exists()
    if "name" not in wrong:
        assert 'value="Bo Berg"' in page.content.decode()


def test_who_comes_too_late_for_a_place_waits_and_gets_it_when_it_is_free(
    citizen: Client, meeting: Event
) -> None:
    sent(citizen, meeting, name="Ane", seats="3")
    full = citizen.get(at("event_sign_up", meeting.key, "en")).content.decode()
    assert "The meeting is full" in full
    sent(citizen, meeting, "en", name="Bo", email="bo@example.org")
    first, second = SignUp.objects.order_by("pk")
    assert second.state == SignUpState.WAITING
    own = at("sign_up", secret_of(Purpose.SIGN_UP, second.key), "en")
    assert "You are number 1 in the line." in citizen.get(own).content.decode()
    gone = at("sign_up", secret_of(Purpose.SIGN_UP, first.key))
    assert citizen.post(gone).status_code == 302
    assert "Du kommer ikke" in citizen.get(gone).content.decode()
    assert "You have signed up" in citizen.get(own).content.decode()
    told = OutgoingMail.objects.order_by("pk").values_list("subject", flat=True)
    assert [subject.partition(": ")[2] for subject in told] == [
        "you are on the waiting list",
        "there is room for you now",
    ]


def test_more_than_there_is_room_for_is_told(citizen: Client, meeting: Event) -> None:
    page = sent(citizen, meeting, "en", seats="4")
    assert page.status_code == 409
    assert "has not got room for that many" in page.content.decode()
    assert not SignUp.objects.exists()


def test_what_is_surely_a_robots_takes_no_place_and_writes_to_nobody(
    citizen: Client, meeting: Event
) -> None:
    for _each in range(CROWD):
        COUNTS.arrived("127.0.0.1", NOW)
    page = sent(citizen, meeting, "en", email="bo@example.org")
    assert page.status_code == 429
    assert "Try again in a quarter of an hour." in page.content.decode()
    assert 'value="Bo Berg"' in page.content.decode()
    assert (SignUp.objects.count(), OutgoingMail.objects.count()) == (0, 0)
    proved = as_people_send(meeting, now=NOW, what="sign_up")
    assert sent(citizen, meeting, email="bo@example.org", **proved).status_code == 302
    assert (SignUp.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_no_mail_says_the_name_for_the_address_may_be_somebody_elses(
    citizen: Client, meeting: Event
) -> None:
    spam = "Vind en bil på billig.example"
    sent(citizen, meeting, name=spam, email="offer@example.org", seats="3")
    sent(citizen, meeting, name=spam, email="offer@example.org")
    citizen.post(at("sign_up", secret_of(Purpose.SIGN_UP, SignUp.objects.earliest("pk").key)))
    mails = OutgoingMail.objects.order_by("pk")
    assert len(mails) == 3
    for mail in mails:
        assert "Vind en bil" not in mail.text
        assert mail.text.startswith("Hej\n\n")


@pytest.mark.parametrize("state", ["called off", "begun", "no sign-ups", "last day gone"])
def test_where_one_cannot_sign_up_the_form_leads_to_the_meeting(
    citizen: Client, meeting: Event, state: str
) -> None:
    copy = copy_on(citizen.get(at("event_sign_up", meeting.key)))
    match state:
        case "called off":
            meeting.cancelled_at = NOW
        case "begun":
            meeting.starts_at = NOW
        case "no sign-ups":
            meeting.takes_sign_ups = False
        case _:
            meeting.signs_up_until = NOW
    meeting.save()
    for answer in (
        citizen.get(at("event_sign_up", meeting.key)),
        citizen.post(at("event_sign_up", meeting.key), {"copy": copy, "name": "Bo", "seats": 1}),
    ):
        assert answer.headers["Location"] == at("event", meeting.key)
    assert not SignUp.objects.exists()


def test_a_secret_opens_its_own_page_alone(cast: Cast, citizen: Client, meeting: Event) -> None:
    sent(citizen, meeting)
    made = SignUp.objects.get()
    right = secret_of(Purpose.SIGN_UP, made.key)
    table = secret_of(Purpose.TABLE, made.key)
    for wrong in (table, right[:-2] + "aa", "forkert"):
        assert citizen.get(at("sign_up", wrong)).status_code == 404
    neighbour = Client(SERVER_NAME=host_of(cast.neighbour))
    assert neighbour.get(at("sign_up", right)).status_code == 404
    assert neighbour.post(at("sign_up", right)).status_code == 404
    made.refresh_from_db()
    assert made.state == SignUpState.CONFIRMED


def test_after_it_has_begun_nobody_is_taken_off(citizen: Client, meeting: Event) -> None:
    sent(citizen, meeting)
    own = at("sign_up", secret_of(Purpose.SIGN_UP, SignUp.objects.get().key))
    with clock.stopped_at(meeting.starts_at):
        answer = citizen.post(own)
    assert answer.status_code == 409
    assert SignUp.objects.get().state == SignUpState.CONFIRMED


def test_a_link_to_an_online_meeting_is_for_those_who_come(citizen: Client, meeting: Event) -> None:
    meeting.link = "https://moede.example/rum"
    meeting.capacity = 1
    meeting.save()
    assert "moede.example" not in citizen.get(at("event", meeting.key)).content.decode()
    sent(citizen, meeting)
    sent(citizen, meeting, name="Ida")
    comes, waits = SignUp.objects.order_by("pk")
    pages = [
        citizen.get(at("sign_up", secret_of(Purpose.SIGN_UP, each.key))).content.decode()
        for each in (comes, waits)
    ]
    assert ["moede.example" in page for page in pages] == [True, False]
    meeting.takes_sign_ups = False
    meeting.save()
    assert "moede.example" in citizen.get(at("event", meeting.key)).content.decode()


# --- The twins -------------------------------------------------------------------------


def test_the_api_tells_what_the_pages_tell(cast: Cast, citizen: Client, meeting: Event) -> None:
    hidden = make.event(None, cast.municipality, is_public=False)
    sent(citizen, meeting, seats="2")
    (told,) = citizen.get("/api/v1/events").json()["items"]
    assert (told["id"], told["phase"], told["places"], told["free"]) == (
        str(meeting.key),
        "coming",
        3,
        1,
    )
    one = citizen.get(f"/api/v1/events/{meeting.key}").json()
    assert one["starts_at"] == "2026-03-12T09:00:00Z"
    assert one["sign_up_url"].endswith(at("event_sign_up", meeting.key))
    assert "Bo Berg" not in str(one)
    assert one["minutes_url"] is None
    for path in (f"{meeting.key}/minutes", str(hidden.key)):
        assert citizen.get(f"/api/v1/events/{path}").status_code == 404
    neighbour = Client(SERVER_NAME=host_of(cast.neighbour))
    assert neighbour.get(f"/api/v1/events/{meeting.key}").status_code == 404


def test_minutes_and_notes_are_read_by_everyone_once_they_are_public(
    cast: Cast, citizen: Client
) -> None:
    event = make.event(make.hearing(cast.municipality), starts_in=timedelta(hours=-3))
    goal = make.rows(event.hearing.edition, "goal")[0]  # type: ignore[union-attr]
    table = make_table(event=event, topic="Unge", row=goal, by=TESTER, now=NOW)
    for copy, text in ((1, "Flere haller"), (2, "Peter er imod")):
        take_note(table=table, noted=Noted(text, row=goal, dots=copy), copy=copy, now=NOW)
    Note.objects.filter(text="Peter er imod").update(is_left_out=True)
    assert citizen.get(at("event_minutes", event.key)).status_code == 404
    Event.objects.update(minutes="Der kom **mange**.", minutes_published_at=NOW)
    page = citizen.get(at("event_minutes", event.key)).content.decode()
    assert "<strong>mange</strong>" in page
    assert "Flere haller" in page
    assert goal.text in page
    assert "Peter" not in page
    told = citizen.get(f"/api/v1/events/{event.key}/minutes").json()
    (matter,) = told["matters"]
    assert matter["about_id"] == str(goal.key)
    assert [(note["text"], note["dots"]) for note in matter["notes"]] == [("Flere haller", 1)]
