"""A table's page at its host's secret address: plain forms, and what a script is answered."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.models import Event, EventTable, Note
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services.tables import make_table
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, host_of
from tests.helpers.queries import assert_queries_at_1_and_3

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def host(cast: Cast) -> Client:
    return Client(SERVER_NAME=host_of(cast.municipality), enforce_csrf_checks=True)


@pytest.fixture
def table(cast: Cast) -> EventTable:
    event = make.event(make.hearing(cast.municipality), starts_in=timedelta(hours=20))
    Event.objects.update(dots=3)
    event.refresh_from_db()
    goal = make.rows(event.hearing.edition, "goal")[0]  # type: ignore[union-attr]
    return make_table(event=event, topic="Unge", row=goal, by=TESTER, now=NOW)


def address(table: EventTable) -> str:
    return reverse("public:event_table", args=[secret_of(Purpose.TABLE, table.key)])


def form_on(client: Client, table: EventTable, query: str = "") -> dict[str, Any]:
    """The form as it is drawn, by the names of its fields."""
    page = client.get(address(table) + query).content.decode()
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    chosen = re.search(r'<option value="([^"]+)" selected', page)
    said = dict(hidden[: 2 if query else 1])
    return said | {"kind": "note", "row": chosen[1] if chosen else "", "dots": "0"}


def test_a_note_is_taken_with_one_form_and_no_cookie(host: Client, table: EventTable) -> None:
    sent = form_on(host, table) | {"text": "Flere haller <b>nu</b>"}
    for _twice in range(2):
        done = host.post(address(table), sent)
        assert (done.status_code, done.headers["Location"]) == (302, f"{address(table)}#noter")
    note = Note.objects.get()
    assert (note.text, note.row, note.table) == ("Flere haller <b>nu</b>", table.row, table)
    page = host.get(address(table))
    assert "Flere haller &lt;b&gt;nu" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert not host.cookies


def test_what_is_wrong_is_told_and_what_was_written_is_kept(
    host: Client, table: EventTable
) -> None:
    sent = form_on(host, table)
    page = host.post("/en" + address(table), sent | {"text": " ", "kind": "new_goal"})
    assert page.status_code == 422
    assert "This field is required" in page.content.decode()
    assert re.search(r'value="new_goal"[^>]* checked', page.content.decode())
    for wrong in ({"row": "forkert"}, {"copy": "x"}, {"kind": "digt"}, {"dots": "-1"}):
        assert host.post(address(table), sent | {"text": "Ja"} | wrong).status_code == 422
    assert not Note.objects.exists()


def test_a_script_is_told_what_became_of_each_note(host: Client, table: EventTable) -> None:
    sent = form_on(host, table) | {"text": "Flere haller", "copy": str(2**53 - 1)}
    for _twice in range(2):
        told = host.post(address(table), sent, headers=SCRIPT).json()
        assert told["kept"] is True
        assert told["list"].count("Flere haller</p>") == 1
    refused = host.post(address(table), sent | {"text": "x" * 5_001, "copy": "7"}, headers=SCRIPT)
    assert (refused.status_code, refused.json()["kept"]) == (422, False)
    assert "5000" in refused.json()["said"]
    Event.objects.update(minutes_published_at=NOW)
    late = host.post(address(table), sent | {"copy": "8"}, headers=SCRIPT)
    assert (late.status_code, late.json()["kept"]) == (409, False)
    assert "referatet" in late.json()["said"]
    assert Note.objects.count() == 1


def test_a_note_is_written_better_and_dots_are_counted(host: Client, table: EventTable) -> None:
    host.post(address(table), form_on(host, table) | {"text": "Flere haler"})
    note = Note.objects.get()
    assert host.post(address(table), {"dots_of": str(note.key), "dots": "4"}).status_code == 302
    edit = form_on(host, table, f"?ret={note.key}")
    assert edit["note"] == str(note.key)
    done = host.post(address(table), edit | {"text": "Flere haller", "dots": "5"})
    assert done.status_code == 302
    note.refresh_from_db()
    assert (note.text, note.dots) == ("Flere haller", 5)
    again = host.post(address(table), edit | {"text": "En hal", "dots": "5"})
    assert again.status_code == 409
    assert host.post(address(table), {"dots_of": str(note.key), "dots": "-4"}).status_code == 302
    told = host.post(address(table), {"drop": str(note.key)}, headers=SCRIPT).json()
    assert "Flere haller" not in told["list"]
    assert Note.objects.get().is_left_out


def test_only_its_own_notes_can_be_touched(cast: Cast, host: Client, table: EventTable) -> None:
    other = make_table(event=table.event, topic="Grønt", row=None, by=TESTER, now=NOW)
    host.post(address(table), form_on(host, table) | {"text": "Flere haller"})
    note = Note.objects.get()
    host.post(address(other), {"dots_of": str(note.key), "dots": "9"})
    host.post(address(other), {"drop": str(note.key)})
    host.post(address(other), {"drop": "forkert"})
    assert 'name="note"' not in host.get(f"{address(other)}?ret={note.key}").content.decode()
    note.refresh_from_db()
    assert (note.dots, note.is_left_out) == (0, False)
    neighbour = Client(SERVER_NAME=host_of(cast.neighbour))
    assert neighbour.get(address(table)).status_code == 404
    assert neighbour.post(address(table), {"text": "Hej"}).status_code == 404


@pytest.mark.parametrize("state", ["early", "closed", "called off"])
def test_outside_its_days_there_is_no_form(host: Client, table: EventTable, state: str) -> None:
    copy = form_on(host, table)
    later = timedelta(days=20)
    match state:
        case "early":
            Event.objects.update(starts_at=NOW + later, ends_at=NOW + 2 * later)
        case "closed":
            Event.objects.update(minutes_published_at=NOW)
        case _:
            Event.objects.update(cancelled_at=NOW)
    assert "<textarea" not in host.get(address(table)).content.decode()
    assert host.post(address(table), copy | {"text": "Hej"}).status_code == 409
    assert not Note.objects.exists()


def test_the_page_asks_as_often_however_many_notes(host: Client, table: EventTable) -> None:
    def one_more(number: int) -> None:
        host.post(address(table), {"copy": number, "kind": "note", "row": "", "text": "Ja"})

    assert_queries_at_1_and_3(5, add_row=one_more, read=lambda: host.get(address(table)))
    assert Note.objects.count() == 3
