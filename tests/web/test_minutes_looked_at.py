"""Minutes are looked at as everyone will read them, and then made public as they were seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.models import Event, EventTable, Note
from retning.apps.hearing.services.notes import Noted, count_dots, take_note
from retning.apps.hearing.services.tables import make_table
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.fields import fields_of
from tests.helpers.permissions import Case, assert_matrix
from tests.helpers.queries import assert_queries_at_1_and_3

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]


@pytest.fixture
def meeting(cast: Cast) -> Event:
    """One that ended an hour ago."""
    return make.event(make.hearing(cast.municipality), starts_in=timedelta(hours=-3))


@pytest.fixture
def table(meeting: Event) -> EventTable:
    return make_table(event=meeting, topic="Unge", row=None, by=TESTER, now=NOW)


@pytest.fixture
def staff(client_of: Browser) -> Client:
    return client_of("handler")


def noted(table: EventTable, text: str, copy: int, **said: Any) -> Note:
    return take_note(table=table, noted=Noted(text, **said), copy=copy, now=NOW)


def looking(event: Event) -> str:
    return reverse("staff:event_minutes_publish", args=[event.key])


def page(client: Client, event: Event) -> str:
    return client.get(reverse("staff:event", args=[event.key])).content.decode()


def public_at(event: Event) -> object:
    event.refresh_from_db()
    return event.minutes_published_at


WHO = """
                     | over/own | over/neighbour
administrator        | 200      | 404
consultant           | 200      | 404
secretary            | 200      | 404
handler              | 200      | 404
moderator            | 403      | 403
executive            | 403      | 403
centre_chief         | 403      | 403
workplace_leader     | 403      | 403
employee             | 403      | 403
politician           | 403      | 403
analyst              | 403      | 403
neighbour_consultant | 403      | 403
citizen              | 302      | 302
"""


def test_who_looks_and_whose_minutes(cast: Cast, client_of: Browser, meeting: Event) -> None:
    theirs = make.event(make.hearing(cast.neighbour), starts_in=timedelta(hours=-3))
    events = {"own": meeting, "neighbour": theirs}

    def status(case: Case) -> str:
        return str(client_of(case.who).get(looking(events[case.tenant])).status_code)

    assert_matrix(WHO, status)
    assert client_of("handler").post(looking(theirs)).status_code == 404
    assert client_of("moderator").post(looking(meeting)).status_code == 403


def test_everything_is_read_before_it_is_public_and_nothing_else_is(
    staff: Client, meeting: Event, table: EventTable
) -> None:
    Event.objects.update(minutes="Der kom **mange**.")
    noted(table, "Ring til mig på 20 12 34 56", 1, dots=2)
    out = noted(table, "Hører ingen steder til", 2)
    Note.objects.filter(pk=out.pk).update(is_left_out=True)
    assert f'href="{looking(meeting)}"' in page(staff, meeting)
    assert "publish_minutes" not in page(staff, meeting), "no single click"
    shown = staff.get(looking(meeting)).content.decode()
    assert "<strong>mange</strong>" in shown
    assert "Unge</h3>" in shown
    assert ">20 12 34 56</mark>" in shown
    assert "2 prikker" in shown
    assert "Hører ingen steder til" not in shown
    assert "1 note er udeladt." in shown
    assert public_at(meeting) is None
    assert staff.post(looking(meeting), fields_of(shown)).status_code == 302
    assert public_at(meeting) == NOW


@pytest.mark.parametrize("what", ["a new note", "a dot", "the minutes", "nothing said"])
def test_what_came_after_somebody_looked_is_looked_at_first(
    staff: Client, meeting: Event, table: EventTable, what: str
) -> None:
    first = noted(table, "Flere haller", 1)
    seen = fields_of(staff.get(looking(meeting)).content.decode())
    match what:
        case "a new note":
            noted(table, "Peter på nr. 5 er imod", 2)
        case "a dot":
            count_dots(note=first, table=table, dots=1, now=NOW)
        case "the minutes":
            form = {"version": "1", "minutes": "Peter var der."}
            staff.post(reverse("staff:event_minutes", args=[meeting.key]), form)
        case _:
            seen = {"version": seen["version"]}
    answer = staff.post(looking(meeting), seen)
    assert answer.headers["Location"] == looking(meeting)
    assert public_at(meeting) is None
    again = staff.get(looking(meeting)).content.decode()
    assert "Læs det igennem en gang til." in again
    staff.post(looking(meeting), fields_of(again))
    assert public_at(meeting) == NOW


def test_while_the_meeting_is_on_its_minutes_cannot_be_made_public(
    staff: Client, meeting: Event, table: EventTable
) -> None:
    noted(table, "Flere haller", 1)
    seen = fields_of(staff.get(looking(meeting)).content.decode())
    Event.objects.update(ends_at=NOW + timedelta(minutes=1))
    words = "Referatet kan udgives, når mødet er slut."
    on = page(staff, meeting)
    assert (looking(meeting) in on, words in on) == (False, True)
    back = reverse("staff:event", args=[meeting.key])
    assert staff.get(looking(meeting)).headers["Location"] == back
    assert staff.post(looking(meeting), seen).headers["Location"] == back
    assert page(staff, meeting).count(words) == 2, "it is said why"
    assert public_at(meeting) is None


def test_of_nothing_nothing_is_made_public(staff: Client, meeting: Event) -> None:
    empty = staff.get(looking(meeting)).content.decode()
    assert "Jeg har læst det" not in empty
    staff.post(looking(meeting), fields_of(empty))
    assert public_at(meeting) is None


def test_looking_asks_as_often_however_much_was_noted(
    staff: Client, meeting: Event, table: EventTable
) -> None:
    assert_queries_at_1_and_3(
        8,
        add_row=lambda number: noted(table, f"Note {number}", number),
        read=lambda: staff.get(looking(meeting)),
    )
