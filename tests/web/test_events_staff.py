"""Meetings behind login: who may, made and made public, moved, called off; tables and minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.models import Event, EventTable, Note, SignUp
from retning.apps.hearing.services.notes import Noted, take_note
from retning.apps.hearing.services.signing_up import Applicant, sign_up
from retning.apps.hearing.services.tables import make_table
from retning.foundation.outbox.models import OutgoingMail
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.fields import fields_of
from tests.helpers.permissions import Case, assert_matrix
from tests.helpers.queries import assert_queries_at_1_and_3

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]
PAGES = ("event", "event_change", "event_call_off", "event_sign_up", "event_table_add")
WRITING = ("event_notes", "event_minutes")


@pytest.fixture
def meeting(cast: Cast) -> Event:
    return make.event(make.hearing(cast.municipality), capacity=2)


def at(name: str, event: Event | None = None, *more: UUID) -> str:
    return reverse(f"staff:{name}", args=[event.key, *more] if event else [])


def table_at(event: Event, topic: str = "Unge") -> EventTable:
    return make_table(event=event, topic=topic, row=None, by=TESTER, now=NOW)


def comes(event: Event, name: str, *, seats: int = 1) -> SignUp:
    who = Applicant(name, f"{name.lower()}@example.org", seats)
    return sign_up(event=event, applicant=who, copy=None, link=lambda key: f"/{key}", now=NOW)


def said(**more: object) -> dict[str, object]:
    return {
        "title": "Visionscamp",
        "kind": "vision_camp",
        "day": "2026-05-06",
        "begins": "17:00",
        "ends": "21.30",
        "takes_sign_ups": "on",
        "capacity": "40",
    } | more


# --- Who may ---------------------------------------------------------------------------

WHO = """
                     | draft/own | open/own | concluded/own | none/own | draft/neighbour | open/neighbour
administrator        | 200       | 200      | 200           | 200      | 404             | 404
consultant           | 200       | 200      | 200           | 200      | 404             | 404
secretary            | 200       | 200      | 200           | 200      | 404             | 404
handler              | 200       | 200      | 200           | 200      | 404             | 404
moderator            | 403       | 403      | 403           | 403      | 403             | 403
executive            | 403       | 403      | 403           | 403      | 403             | 403
centre_chief         | 403       | 403      | 403           | 403      | 403             | 403
workplace_leader     | 403       | 403      | 403           | 403      | 403             | 403
employee             | 403       | 403      | 403           | 403      | 403             | 403
politician           | 403       | 403      | 403           | 403      | 403             | 403
analyst              | 403       | 403      | 403           | 403      | 403             | 403
neighbour_consultant | 403       | 403      | 403           | 403      | 403             | 403
citizen              | 302       | 302      | 302           | 302      | 302             | 302
"""  # noqa: E501


def test_who_arranges_meetings_in_which_phase_and_whose(cast: Cast, client_of: Browser) -> None:
    places = {"own": cast.municipality, "neighbour": cast.neighbour}
    events: dict[tuple[str, str], Event] = {}
    for tenant, place in places.items():
        for phase in (Phase.DRAFT, Phase.OPEN, Phase.CONCLUDED):
            heard = make.hearing(place, phase, slug=f"hoering-{phase}")
            events[phase, tenant] = make.event(heard)
    events["none", "own"] = make.event(None, cast.municipality)
    rows = {key: (table_at(event), event) for key, event in events.items()}

    def status(case: Case) -> str:
        client, (table, event) = client_of(case.who), rows[case.state, case.tenant]
        asked = [at(name, event) for name in (*PAGES, *WRITING)]
        asked.append(at("event_table", event, table.key))
        answers = {client.get(address).status_code for address in asked}
        answers.add(client.post(at("event_deeds", event), {"remove_table": uuid4()}).status_code)
        # Those who may are told that there is no such table.
        return " ".join(map(str, sorted(answers - ({404} if 200 in answers else set()))))

    assert_matrix(WHO, status)


def test_lists_are_for_those_who_arrange(cast: Cast, client_of: Browser, meeting: Event) -> None:
    addresses = (at("events"), at("event_make"), reverse("staff:hearing_events", args=[uuid4()]))
    for who, expected in (("handler", [200, 200, 404]), ("moderator", [403] * 3)):
        assert [client_of(who).get(each).status_code for each in addresses] == expected
    hearing = reverse("staff:hearing_events", args=[meeting.hearing.key])  # type: ignore[union-attr]
    assert meeting.title in client_of("secretary").get(hearing).content.decode()
    assert at("events") in client_of("handler").get(reverse("staff:hearings")).content.decode()


# --- Made, changed, made public, called off --------------------------------------------


def test_a_meeting_is_made_and_made_public(cast: Cast, client_of: Browser) -> None:
    client, heard = client_of("consultant"), make.hearing(cast.municipality)
    asked = client.get(f"{at('event_make')}?hoering={heard.key}").content.decode()
    assert f'value="{heard.key}" selected' in asked
    done = client.post(at("event_make"), said(hearing=str(heard.key), signs_up_until="2026-05-01"))
    made = Event.objects.get()
    assert done.headers["Location"] == at("event", made)
    assert (made.edition, made.capacity, made.published_at) == (heard.edition, 40, None)
    assert made.starts_at.isoformat() == "2026-05-06T15:00:00+00:00"
    assert made.ends_at.isoformat() == "2026-05-06T19:30:00+00:00"
    assert made.signs_up_until is not None
    assert made.signs_up_until.isoformat() == "2026-05-01T22:00:00+00:00"
    client.post(at("event_deeds", made), {"publish": made.version})
    made.refresh_from_db()
    assert made.published_at == NOW


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends": "16:00"}, "must end after it has begun"),
        ({"signs_up_until": "2026-05-07"}, "before the meeting, or the same day"),
        ({"hearing": str(uuid4())}, "valid choice"),
        ({"hearing": "x"}, "valid UUID"),
        ({"day": ""}, "required"),
        ({"capacity": "0"}, "1"),
    ],
)
def test_what_is_wrong_is_told(
    cast: Cast, client_of: Browser, wrong: dict[str, str], sentence: str
) -> None:
    page = client_of("handler").post("/en" + at("event_make"), said(**wrong))
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not Event.objects.exists()


def test_what_was_said_stands_in_the_form_and_the_second_writer_is_told(
    client_of: Browser, meeting: Event
) -> None:
    client = client_of("consultant")
    form = client.get(at("event_change", meeting)).content.decode()
    for value in ('value="2026-03-12"', 'value="10:00"', 'value="12:00"', 'value="2"'):
        assert value in form
    heard = str(meeting.hearing.key)  # type: ignore[union-attr]
    changed = said(version=1, title="Nyt navn", hearing=heard)
    assert client.post(at("event_change", meeting), changed).status_code == 302
    assert client.post(at("event_change", meeting), changed).status_code == 409
    meeting.refresh_from_db()
    assert (meeting.title, meeting.version) == ("Nyt navn", 2)


def test_it_is_called_off_with_a_reason_and_whoever_has_no_mail_is_listed(
    client_of: Browser, meeting: Event
) -> None:
    client = client_of("secretary")
    comes(meeting, "Ane")
    sign_up(
        event=meeting, applicant=Applicant("Uden Mail"), copy=None, link=str, now=NOW, by=TESTER
    )
    page = client.get("/en" + at("event_call_off", meeting)).content.decode()
    assert "1 person who has signed up" in page
    assert "Uden Mail" in page
    assert client.post(at("event_call_off", meeting), {"version": 1}).status_code == 422
    client.post(at("event_call_off", meeting), {"version": 1, "reason": "Sne"})
    meeting.refresh_from_db()
    assert (meeting.cancelled_at, meeting.cancelled_for) == (NOW, "Sne")
    mail = OutgoingMail.objects.latest("pk")
    assert "Sne" in mail.text
    again = client.post(at("event_call_off", meeting), {"version": 2, "reason": "Sne"})
    assert again.status_code == 422


def test_staff_sign_up_and_take_off_the_list(client_of: Browser, meeting: Event) -> None:
    client = client_of("handler")
    comes(meeting, "Ane", seats=2)
    done = client.post(at("event_sign_up", meeting), {"name": "Bo", "email": "", "seats": 1})
    assert done.status_code == 302
    first, second = SignUp.objects.order_by("pk")
    assert second.state == "waiting"
    assert "Number 1 in the line" in client.get("/en" + at("event", meeting)).content.decode()
    client.post(at("event_deeds", meeting), {"cancel": str(first.key)})
    second.refresh_from_db()
    assert second.state == "confirmed"
    assert OutgoingMail.objects.latest("pk").subject.endswith("du er ikke længere tilmeldt")


# --- Tables, notes, minutes ------------------------------------------------------------


def test_a_table_has_an_address_for_its_host_and_goes_while_it_is_empty(
    cast: Cast, client_of: Browser, meeting: Event
) -> None:
    client = client_of("consultant")
    goal = make.rows(meeting.edition, "goal")[0]  # type: ignore[arg-type]
    client.post(at("event_table_add", meeting), {"topic": "Unge", "row": str(goal.key)})
    table = EventTable.objects.get()
    assert table.row == goal
    page = client.get(at("event", meeting)).content.decode()
    assert "http://vallensbaek.localhost/moeder/bord/" in page
    change = {"version": 1, "topic": "Unge og idræt", "row": ""}
    assert client.post(at("event_table", meeting, table.key), change).status_code == 302
    assert client.post(at("event_table", meeting, table.key), change).status_code == 409
    client.post(at("event_deeds", meeting), {"remove_table": str(table.key)})
    assert not EventTable.objects.exists()


def test_notes_are_edited_left_out_and_minutes_made_public(
    client_of: Browser, meeting: Event
) -> None:
    Event.objects.update(starts_at=NOW - timedelta(hours=2), ends_at=NOW)
    client, table = client_of("handler"), table_at(meeting)
    take_note(table=table, noted=Noted("Flere haler"), copy=1, now=NOW)
    client.post(at("event_notes", meeting), {"copy": 2, "text": "Fra væggen", "kind": "new_goal"})
    client.post(at("event_notes", meeting), {"copy": 2, "text": "Fra væggen", "kind": "new_goal"})
    first, second = Note.objects.order_by("pk")
    edit = {"version": 1, "text": "Flere haller", "kind": "note"}
    assert client.post(at("event_note", meeting, first.key), edit).status_code == 302
    assert client.post(at("event_note", meeting, first.key), edit).status_code == 409
    client.post(at("event_deeds", meeting), {"leave_out": str(second.key)})
    client.post(at("event_minutes", meeting), {"version": 1, "minutes": "Mange kom."})
    seen = fields_of(client.get(at("event_minutes_publish", meeting)).content.decode())
    client.post(at("event_minutes_publish", meeting), seen)
    page = client.get(reverse("public:event_minutes", args=[meeting.key])).content.decode()
    assert ("Flere haller" in page, "Fra væggen" in page, "Mange kom." in page) == (
        True,
        False,
        True,
    )
    client.post(at("event_deeds", meeting), {"take_in": str(second.key)})
    page = client.get(reverse("public:event_minutes", args=[meeting.key])).content.decode()
    assert "Fra væggen" in page


def test_what_tells_who_somebody_is_is_shown_before_the_minutes_are_public(
    client_of: Browser, meeting: Event
) -> None:
    client, table = client_of("handler"), table_at(meeting)
    Event.objects.update(
        starts_at=NOW - timedelta(hours=2), ends_at=NOW, minutes="Om 010180-1234 blev der talt."
    )
    for copy, text in ((1, "Ring til mig på 20 12 34 56"), (2, "Skriv bo@example.org")):
        take_note(table=table, noted=Noted(text), copy=copy, now=NOW)
    heading = "Se på det her, før referatet bliver offentligt"
    Note.objects.filter(copy=2).update(is_left_out=True)
    page = client.get(at("event", meeting)).content.decode()
    assert page.index(heading) < page.index(at("event_minutes_publish", meeting))
    assert "<mark>20 12 34 56</mark> (" in page
    assert "<mark>010180-1234</mark> (" in page
    assert "bo@example.org" not in page
    notes = client.get(at("event_notes", meeting)).content.decode()
    assert ">20 12 34 56</mark>" in notes
    assert ">bo@example.org</mark>" in notes
    Event.objects.update(minutes="")
    Note.objects.filter(copy=1).update(text="Flere haller")
    assert heading not in client.get(at("event", meeting)).content.decode()


def test_rows_of_another_meeting_are_not_found(client_of: Browser, meeting: Event) -> None:
    client, other = client_of("consultant"), make.event(None, meeting.municipality)
    table, one = table_at(other), comes(other, "Ane")
    note = Note.objects.create(
        municipality=other.municipality,
        event=other,
        table=table,
        copy=5,
        kind="note",
        text="Nej",
        noted_at=NOW,
        changed_at=NOW,
    )
    assert client.get(at("event_table", meeting, table.key)).status_code == 404
    assert client.get(at("event_note", meeting, note.key)).status_code == 404
    for deed in (
        {"cancel": one.key},
        {"remove_table": table.key},
        {"leave_out": note.key},
        {"leave_out": "x"},
        {},
        {"publish": 1, "remove": 1},
    ):
        assert client.post(at("event_deeds", meeting), deed).status_code == 404
    assert client.get(at("event_deeds", meeting)).status_code == 405


def test_pages_ask_as_often_however_much_there_is(client_of: Browser, meeting: Event) -> None:
    client = client_of("consultant")
    Event.objects.update(capacity=None)
    table = table_at(meeting)

    def one_more(number: int) -> None:
        comes(meeting, f"Nr{number}")
        table_at(meeting, f"Emne {number}")
        take = Noted(f"Note {number}")
        Note.objects.create(
            municipality=meeting.municipality,
            event=meeting,
            table=table,
            copy=number,
            kind=take.kind,
            text=take.text,
            noted_at=NOW,
            changed_at=NOW,
        )

    def read() -> None:
        for name in ("event", "event_notes"):
            assert client.get(at(name, meeting)).status_code == 200

    assert_queries_at_1_and_3(15, add_row=one_more, read=read)
