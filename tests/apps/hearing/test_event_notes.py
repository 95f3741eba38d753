"""Tables at meetings, the notes that are taken there, and the minutes they become part of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from retning.apps.hearing.enums import NoteKind
from retning.apps.hearing.models import Event, EventTable, Note
from retning.apps.hearing.queries import notes as reads
from retning.apps.hearing.queries.noted import noted_of_goal
from retning.apps.hearing.queries.paper_blocks import minutes_blocks
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.queries.tables import TableState, opens_at, table_of, table_state
from retning.apps.hearing.services import notes as services
from retning.apps.hearing.services import tables
from retning.apps.hearing.services.notes import Noted
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.organisation.models import Municipality
from retning.foundation.audit.queries import trail_of
from retning.foundation.records.services import ChangedMeanwhile
from retning.foundation.reporting.structure import Heading
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, municipality_of
from tests.helpers.queries import assert_queries_at_1_and_3

pytestmark = pytest.mark.django_db

BY: dict[str, Any] = {"by": TESTER, "now": NOW}
SOON = timedelta(hours=20)


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187")


@pytest.fixture
def meeting(home: Municipality) -> Event:
    return make.event(make.hearing(home), starts_in=SOON)


@pytest.fixture
def table(meeting: Event) -> EventTable:
    goal = make.rows(meeting.hearing.edition, "goal")[0]  # type: ignore[union-attr]
    return tables.make_table(event=meeting, topic="Unge", row=goal, **BY)


def noted(table: EventTable, text: str = "Flere haller", **said: Any) -> Note:
    number = Note.objects.count() + 1
    given = {"row": table.row} | said
    return services.take_note(table=table, noted=Noted(text, **given), copy=number, now=NOW)


def refusal(deed: Any, **arguments: Any) -> tuple[str, str]:
    with pytest.raises(Refused) as problem:
        deed(**arguments)
    return problem.value.code, problem.value.detail


def hold(meeting: Event) -> None:
    Event.objects.update(starts_at=NOW - timedelta(hours=3), ends_at=NOW - timedelta(hours=1))
    meeting.refresh_from_db()


# --- Tables ----------------------------------------------------------------------------


def test_tables_are_numbered_and_about_the_meetings_own_text(
    home: Municipality, meeting: Event, table: EventTable
) -> None:
    second = tables.make_table(event=meeting, topic="Grønt", row=None, **BY)
    assert (table.number, second.number) == (1, 2)
    other = make.rows(make.proposal(home, title="En anden plan"), "goal")[0]
    made: dict[str, Any] = {"event": meeting, "topic": "Andet", **BY}
    assert refusal(tables.make_table, row=other, **made) == ("not_valid", "row")
    assert refusal(tables.make_table, row=None, **made | {"topic": " "}) == ("not_valid", "topic")


def test_a_table_is_changed_by_one_at_a_time_and_removed_while_it_is_empty(
    table: EventTable,
) -> None:
    changed: dict[str, Any] = {"expected_version": 1, "topic": "Unge og idræt", "row": None, **BY}
    tables.change_table(table=table, **changed)
    with pytest.raises(ChangedMeanwhile):
        tables.change_table(table=table, **changed)
    noted(table)
    assert refusal(tables.remove_table, table=table, **BY)[0] == Refusal.TABLE_IN_USE
    Note.objects.all().delete()
    tables.remove_table(table=table, **BY)
    assert not EventTable.objects.exists()


def test_a_tables_secret_opens_it_in_its_own_municipality(
    home: Municipality, table: EventTable
) -> None:
    secret = secret_of(Purpose.TABLE, table.key)
    assert table_of(home, secret) == table
    assert table_of(municipality_of("183"), secret) is None
    assert table_of(home, secret_of(Purpose.SIGN_UP, table.key)) is None


def test_a_table_is_open_from_the_day_before_until_the_minutes_are_public(meeting: Event) -> None:
    day_before = opens_at(meeting)
    assert f"{day_before:%Y-%m-%d %H:%M}" == "2026-03-02 00:00"
    assert table_state(meeting, day_before - timedelta(seconds=1)) is TableState.EARLY
    assert table_state(meeting, day_before) is TableState.OPEN
    assert table_state(meeting, meeting.ends_at + timedelta(days=30)) is TableState.OPEN
    meeting.minutes_published_at = NOW
    assert table_state(meeting, NOW) is TableState.CLOSED
    meeting.cancelled_at = NOW
    assert table_state(meeting, NOW) is TableState.CALLED_OFF


# --- Notes -----------------------------------------------------------------------------


def test_a_note_sent_again_is_one_note(table: EventTable) -> None:
    said: dict[str, Any] = {"table": table, "copy": 5, "now": NOW}
    first = services.take_note(noted=Noted("  Flere haller ", row=table.row, dots=2), **said)
    again = services.take_note(noted=Noted("Noget andet"), **said)
    assert (first.pk, first.text, first.dots) == (again.pk, "Flere haller", 2)
    assert first.row_key == table.row.key if table.row else False
    assert Note.objects.count() == 1


def test_the_copy_of_another_table_is_none_of_this_one(meeting: Event, table: EventTable) -> None:
    other = tables.make_table(event=meeting, topic="Grønt", row=None, **BY)
    first = noted(table)
    stolen: dict[str, Any] = {"table": other, "noted": Noted("Nej"), "copy": first.copy, "now": NOW}
    assert refusal(services.take_note, **stolen) == ("not_valid", "copy")


@pytest.mark.parametrize(
    ("said", "copy", "field"),
    [
        (Noted("  "), 1, "text"),
        (Noted("x" * 5_001), 1, "text"),
        (Noted("Ja", dots=-1), 1, "dots"),
        (Noted("Ja", dots=10_001), 1, "dots"),
        (Noted("Ja"), 0, "copy"),
        (Noted("Ja"), 2**53, "copy"),
    ],
)
def test_what_no_note_can_be_is_refused(
    table: EventTable, said: Noted, copy: int, field: str
) -> None:
    found = refusal(services.take_note, table=table, noted=said, copy=copy, now=NOW)
    assert found == ("not_valid", field)
    assert not Note.objects.exists()


@pytest.mark.parametrize("deed", ["take", "change", "dots", "drop"])
@pytest.mark.parametrize("closed", ["early", "minutes", "off"])
def test_a_closed_table_takes_nothing(
    meeting: Event, table: EventTable, deed: str, closed: str
) -> None:
    note = noted(table)
    match closed:
        case "early":
            Event.objects.update(
                starts_at=NOW + timedelta(days=9), ends_at=NOW + timedelta(days=9, hours=1)
            )
        case "minutes":
            Event.objects.update(minutes_published_at=NOW)
        case _:
            Event.objects.update(cancelled_at=NOW)
    table.refresh_from_db()
    here: dict[str, Any] = {"table": table, "now": NOW}
    deeds: dict[str, tuple[Any, dict[str, Any]]] = {
        "take": (services.take_note, {"noted": Noted("Sent"), "copy": 9}),
        "change": (
            services.change_at_table,
            {"note": note, "expected_version": 1, "noted": Noted("Sent")},
        ),
        "dots": (services.count_dots, {"note": note, "dots": 3}),
        "drop": (services.drop_at_table, {"note": note}),
    }
    service, said = deeds[deed]
    assert refusal(service, **said, **here)[0] == Refusal.TABLE_CLOSED
    note.refresh_from_db()
    assert (note.text, note.dots, note.is_left_out) == ("Flere haller", 0, False)


def test_a_host_writes_better_counts_dots_and_takes_away_what_is_their_own(
    meeting: Event, table: EventTable
) -> None:
    other = tables.make_table(event=meeting, topic="Grønt", row=None, **BY)
    note = noted(table)
    here: dict[str, Any] = {"note": note, "table": table, "now": NOW}
    services.count_dots(dots=7, **here)
    services.count_dots(dots=7, **here)
    services.change_at_table(
        expected_version=3, noted=Noted("En hal mere", NoteKind.NEW_GOAL, dots=7), **here
    )
    with pytest.raises(ChangedMeanwhile):
        services.change_at_table(expected_version=3, noted=Noted("To haller"), **here)
    note.refresh_from_db()
    assert (note.text, note.kind, note.dots, note.row_key) == ("En hal mere", "new_goal", 7, None)
    theirs: dict[str, Any] = here | {"table": other}
    assert refusal(services.drop_at_table, **theirs)[0] == Refusal.NOT_VALID
    assert refusal(services.count_dots, dots=1, **theirs)[0] == Refusal.NOT_VALID
    services.drop_at_table(**here)
    assert reads.notes_at_table(table) == []
    assert [each.text for each in reads.notes_of(meeting.key, meeting.municipality)] == [
        "En hal mere"
    ]


# --- Minutes ---------------------------------------------------------------------------


def test_minutes_are_public_when_staff_say_so_and_the_meeting_is_over(
    home: Municipality, meeting: Event, table: EventTable
) -> None:
    publish: dict[str, Any] = {"event": meeting, **BY}
    for ends_at in (meeting.ends_at, NOW + timedelta(seconds=1)):
        Event.objects.update(starts_at=NOW - timedelta(hours=1), ends_at=ends_at)
        code, _detail = refusal(services.publish_minutes, expected_version=1, **publish)
        assert code == Refusal.MINUTES_TOO_EARLY
    hold(meeting)
    assert refusal(services.publish_minutes, expected_version=1, **publish)[0] == Refusal.NO_MINUTES
    goal = table.row
    assert goal is not None
    noted(table)
    services.write_minutes(event=meeting, expected_version=1, minutes="Mange kom.", **BY)
    assert noted_of_goal(home, goal.key, now=NOW) == []
    services.publish_minutes(expected_version=2, **publish)
    (said,) = noted_of_goal(home, goal.key, now=NOW)
    assert (said.key, [each.text for each in said.notes]) == (meeting.key, ["Flere haller"])
    deeds = [entry.deed for entry in trail_of(meeting)]
    assert deeds[:2] == ["minutes_published", "minutes_written"]


def test_staff_edit_and_leave_out_and_what_they_change_is_public_anew(
    meeting: Event, table: EventTable
) -> None:
    hold(meeting)
    first, second = noted(table), noted(table, "Peter på nr. 5 er imod")
    services.leave_out(note=second, is_left_out=True, **BY)
    services.publish_minutes(event=meeting, expected_version=1, **BY)
    later = NOW + timedelta(hours=1)
    edited = Noted("Flere idrætshaller", row=table.row)
    services.edit_note(note=first, expected_version=1, noted=edited, by=TESTER, now=later)
    meeting.refresh_from_db()
    assert meeting.minutes_published_at == later
    (group,) = reads.minutes_of(meeting.key, meeting.municipality)
    assert [each.text for each in group.notes] == ["Flere idrætshaller"]
    services.leave_out(note=second, is_left_out=False, **BY)
    (group,) = reads.minutes_of(meeting.key, meeting.municipality)
    assert len(group.notes) == 2
    assert "Peter" not in str([entry.fields for entry in trail_of(second)])


def test_minutes_gather_by_the_text_then_by_topic_the_most_dots_first(
    meeting: Event, table: EventTable
) -> None:
    area, goals = (make.rows(meeting.hearing.edition, kind) for kind in ("area", "goal"))  # type: ignore[union-attr]
    topic = tables.make_table(event=meeting, topic="Fremtiden", row=None, **BY)
    noted(topic, "Et nyt mål", kind=NoteKind.NEW_GOAL)
    noted(table, "Lidt", row=goals[1], dots=1)
    noted(table, "Meget", row=goals[1], dots=9)
    noted(table, "Om området", row=area[0])
    services.add_note(event=meeting, noted=Noted("Fra væggen"), copy=99, **BY)
    services.add_note(event=meeting, noted=Noted("Fra væggen"), copy=99, **BY)
    found = [
        (group.about or group.topic, [each.text for each in group.notes], group.dots)
        for group in reads.minutes_of(meeting.key, meeting.municipality)
    ]
    assert found == [
        ("Det gode hverdagsliv", ["Om området"], 0),
        ("Flere cykler til arbejde", ["Meget", "Lidt"], 10),
        ("Fremtiden", ["Et nyt mål"], 0),
        ("", ["Fra væggen"], 0),
    ]


def test_before_there_is_a_text_notes_are_on_topics_alone(home: Municipality) -> None:
    early = make.event(None, home, starts_in=SOON)
    assert reads.rows_of_text(early.edition) == []
    table = tables.make_table(event=early, topic="Visioner", row=None, **BY)
    noted(table, "En skov i byen", kind=NoteKind.NEW_GOAL)
    (group,) = reads.minutes_of(early.key, home)
    assert (group.topic, group.row_key) == ("Visioner", None)


def test_notes_and_tables_are_asked_for_once_however_many(meeting: Event) -> None:
    home = meeting.municipality

    def one_more(number: int) -> None:
        noted(tables.make_table(event=meeting, topic=f"Emne {number}", row=None, **BY), row=None)

    assert_queries_at_1_and_3(1, add_row=one_more, read=lambda: reads.tables_of(meeting.key, home))
    assert len(reads.notes_of(meeting.key, home)) == 3


def test_minutes_are_one_question(meeting: Event, table: EventTable) -> None:
    def one_more(number: int) -> None:
        noted(table, f"Note {number}", row=None)

    def read() -> None:
        reads.minutes_of(meeting.key, meeting.municipality)

    assert_queries_at_1_and_3(1, add_row=one_more, read=read)


def test_notes_of_no_table_stand_first_in_what_goes_on_record(
    meeting: Event, table: EventTable
) -> None:
    second = tables.make_table(event=meeting, topic="Cykler", row=None, **BY)
    noted(second, "Flere stier", row=None)
    noted(table, "Flere haller")
    Note.objects.filter(pk=noted(table, "Til sidst").pk).update(table=None)
    blocks = list(minutes_blocks(meeting))
    heads = [each.runs[0].text for each in blocks if isinstance(each, Heading)]
    assert heads == ["Noter", "Bord 1: Unge", "Bord 2: Cykler"]
