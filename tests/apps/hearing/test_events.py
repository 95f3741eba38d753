"""Meetings: planned, made public, moved, called off; who comes, waits, and is reminded."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from retning.apps.hearing.enums import EventKind, SignUpState
from retning.apps.hearing.models import Event, SignUp
from retning.apps.hearing.queries import events as reads
from retning.apps.hearing.queries.moments import said_when
from retning.apps.hearing.services import events as services
from retning.apps.hearing.services.events import Plan
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.reminding import remind_of_event
from retning.apps.hearing.services.signing_up import Applicant, cancel_sign_up, sign_up
from retning.apps.organisation.models import Municipality
from retning.foundation.audit.queries import trail_of
from retning.foundation.clock import COPENHAGEN
from retning.foundation.outbox.models import OutgoingMail
from retning.foundation.records.services import ChangedMeanwhile
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER, municipality_of
from tests.helpers.queries import assert_queries_at_1_and_3

pytestmark = pytest.mark.django_db

BY: dict[str, Any] = {"by": TESTER, "now": NOW}
STARTS = NOW + timedelta(days=10)
PLAN = Plan(EventKind.WORKSHOP, " Værksted ", STARTS, STARTS + timedelta(hours=2), capacity=3)


def link(secret: str) -> str:
    return f"https://x.example/{secret}"


TOLD: dict[str, Any] = {**BY, "link": link}


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187")


@pytest.fixture
def meeting(home: Municipality) -> Event:
    return make.event(None, home, capacity=3)


def comes(event: Event, name: str, seats: int = 1, *, at: datetime = NOW) -> SignUp:
    who = Applicant(name, f"{name.lower()}@example.org", seats)
    return sign_up(event=event, applicant=who, copy=None, link=link, now=at)


def states(event: Event) -> dict[str, str]:
    return dict(event.sign_ups.order_by("pk").values_list("name", "state"))


def subjects() -> list[tuple[str, str]]:
    mails = OutgoingMail.objects.order_by("pk").values_list("to", "subject")
    return [(to.partition("@")[0], subject.partition(": ")[2]) for to, subject in mails]


def refusal(deed: Any, **arguments: Any) -> tuple[str, str]:
    with pytest.raises(Refused) as problem:
        deed(**arguments)
    return problem.value.code, problem.value.detail


# --- Planned, public, changed ----------------------------------------------------------


def test_a_meeting_is_for_staff_until_it_is_made_public(home: Municipality) -> None:
    made = services.make_event(municipality=home, plan=PLAN, **BY)
    assert (made.title, made.capacity, made.published_at) == ("Værksted", 3, None)
    assert reads.public_events(home, NOW) == []
    services.publish_event(event=made, expected_version=1, **BY)
    (seen,) = reads.public_events(home, NOW)
    assert (seen.phase, seen.free, seen.may_sign_up) == (reads.EventPhase.COMING, 3, True)
    assert [entry.deed for entry in trail_of(made)] == ["event_published", "event_made"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_at": STARTS}, "ends_at"),
        ({"signs_up_until": STARTS + timedelta(minutes=1)}, "signs_up_until"),
        ({"title": "  "}, "title"),
        ({"capacity": 0}, "capacity"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"kind": "fest"}, "kind"),
    ],
)
def test_what_no_meeting_can_be_is_refused(
    home: Municipality, wrong: dict[str, Any], field: str
) -> None:
    plan = replace(PLAN, **wrong)
    assert refusal(services.make_event, municipality=home, plan=plan, **BY) == ("not_valid", field)
    assert not Event.objects.exists()


def test_a_meeting_in_a_hearing_is_about_its_text_and_never_about_the_neighbours(
    home: Municipality,
) -> None:
    hearing = make.hearing(home)
    made = services.make_event(municipality=home, plan=replace(PLAN, hearing=hearing), **BY)
    assert made.edition == hearing.edition
    neighbour = municipality_of("183")
    for plan in (replace(PLAN, hearing=hearing), replace(PLAN, edition=hearing.edition)):
        found = refusal(services.make_event, municipality=neighbour, plan=plan, **BY)
        assert found[0] == Refusal.OTHER_MUNICIPALITY


def test_the_second_of_two_writers_is_told(meeting: Event) -> None:
    services.change_event(event=meeting, expected_version=1, plan=PLAN, **TOLD)
    with pytest.raises(ChangedMeanwhile):
        services.change_event(event=meeting, expected_version=1, plan=PLAN, **TOLD)


def test_who_comes_is_told_when_it_is_moved_and_not_when_its_title_is_changed(
    meeting: Event,
) -> None:
    comes(meeting, "Ane")
    same = replace(PLAN, starts_at=meeting.starts_at, ends_at=meeting.ends_at, place=meeting.place)
    services.change_event(event=meeting, expected_version=1, plan=same, **TOLD)
    assert [what for _to, what in subjects()] == ["du er tilmeldt"]
    moved = replace(same, place="Rådhuset")
    services.change_event(event=meeting, expected_version=2, plan=moved, **TOLD)
    assert [what for _to, what in subjects()] == ["du er tilmeldt", "nyt tidspunkt eller sted"]
    assert "Rådhuset" in OutgoingMail.objects.latest("pk").text


def test_more_room_is_for_those_who_wait(meeting: Event) -> None:
    comes(meeting, "Ane", 3)
    comes(meeting, "Bo", 2)
    comes(meeting, "Ida", 2)
    same = replace(PLAN, starts_at=meeting.starts_at, ends_at=meeting.ends_at, place="Biblioteket")
    services.change_event(event=meeting, expected_version=1, plan=replace(same, capacity=5), **TOLD)
    assert states(meeting) == {"Ane": "confirmed", "Bo": "confirmed", "Ida": "waiting"}
    services.change_event(
        event=meeting, expected_version=2, plan=replace(same, capacity=None), **TOLD
    )
    assert states(meeting)["Ida"] == "confirmed"
    assert [to for to, what in subjects() if what == "der er blevet plads til dig"] == ["bo", "ida"]


def test_less_room_takes_nobodys_place(meeting: Event) -> None:
    comes(meeting, "Ane", 3)
    same = replace(PLAN, starts_at=meeting.starts_at, ends_at=meeting.ends_at, place="Biblioteket")
    services.change_event(event=meeting, expected_version=1, plan=replace(same, capacity=1), **TOLD)
    assert states(meeting) == {"Ane": "confirmed"}
    seen = reads.staff_event(meeting.municipality, meeting.key, NOW)
    assert seen is not None
    assert (seen.taken, seen.free, seen.is_full) == (3, 0, True)


def test_a_meeting_that_nobody_has_seen_can_be_removed(home: Municipality) -> None:
    made = services.make_event(municipality=home, plan=PLAN, **BY)
    services.remove_event(event=made, **BY)
    assert not Event.objects.exists()
    public = make.event(None, home)
    assert refusal(services.remove_event, event=public, **BY)[0] == Refusal.EVENT_IN_USE


# --- Called off ------------------------------------------------------------------------


def test_everybody_is_told_that_it_is_called_off_and_why(meeting: Event) -> None:
    comes(meeting, "Ane", 3)
    comes(meeting, "Bo")
    gone = comes(meeting, "Ida")
    cancel_sign_up(sign_up=gone, link=link, now=NOW)
    OutgoingMail.objects.all().delete()
    off: dict[str, Any] = {"event": meeting, "expected_version": 1, **TOLD}
    assert refusal(services.call_off, reason=" ", **off)[0] == Refusal.NO_REASON
    services.call_off(reason="Salen er oversvømmet.", **off)
    assert subjects() == [("ane", "mødet er aflyst"), ("bo", "mødet er aflyst")]
    assert "Salen er oversvømmet." in OutgoingMail.objects.latest("pk").text
    (seen,) = reads.public_events(meeting.municipality, NOW)
    assert (seen.is_called_off, seen.may_sign_up) == (True, False)
    assert refusal(comes, event=meeting, name="Ulla")[0] == Refusal.CALLED_OFF
    assert refusal(services.call_off, reason="Igen", **off)[0] == Refusal.CALLED_OFF


def test_nobody_gets_a_place_at_a_meeting_that_is_called_off(meeting: Event) -> None:
    first = comes(meeting, "Ane", 3)
    comes(meeting, "Bo")
    services.call_off(event=meeting, expected_version=1, reason="Sne", **TOLD)
    cancel_sign_up(sign_up=first, link=link, now=NOW)
    assert states(meeting) == {"Ane": "cancelled", "Bo": "waiting"}


def test_what_has_been_held_cannot_be_called_off(meeting: Event) -> None:
    late: dict[str, Any] = TOLD | {"now": meeting.ends_at}
    off = {"event": meeting, "expected_version": 1, "reason": "Sne", **late}
    assert refusal(services.call_off, **off)[0] == Refusal.HAS_BEEN


# --- Who comes, and who waits ----------------------------------------------------------


def test_a_free_place_goes_to_the_first_in_the_line_that_it_has_room_for(meeting: Event) -> None:
    first, one = comes(meeting, "Ane", 2), comes(meeting, "Bo", 1)
    comes(meeting, "Tre", 3)
    comes(meeting, "En")
    comes(meeting, "To", 2)
    given = cancel_sign_up(sign_up=one, link=link, now=NOW)
    assert [each.name for each in given] == ["En"]
    given = cancel_sign_up(sign_up=first, link=link, now=NOW)
    assert [each.name for each in given] == ["To"]
    assert states(meeting)["Tre"] == "waiting"


def test_cancelling_twice_gives_nothing_away_twice(meeting: Event) -> None:
    first = comes(meeting, "Ane", 3)
    comes(meeting, "Bo")
    again = SignUp.objects.get(pk=first.pk)
    assert len(cancel_sign_up(sign_up=first, link=link, now=NOW)) == 1
    assert cancel_sign_up(sign_up=again, link=link, now=NOW) == []
    assert sorted(what for _to, what in subjects()) == [
        "der er blevet plads til dig",
        "du er tilmeldt",
        "du står på venteliste",
    ]


def test_staff_sign_up_after_the_last_day_and_it_stands_in_the_trail(meeting: Event) -> None:
    meeting.signs_up_until = NOW
    meeting.save()
    who = Applicant("Ane", "")
    arguments: dict[str, Any] = {"event": meeting, "applicant": who, "copy": None, "link": link}
    assert refusal(sign_up, now=NOW, **arguments)[0] == Refusal.SIGN_UP_OVER
    made = sign_up(**arguments, **BY)
    cancel_sign_up(sign_up=made, link=link, now=NOW, by=TESTER)
    entries = trail_of(made)
    assert [entry.deed for entry in entries] == ["sign_up_cancelled", "signed_up"]
    assert "Ane" not in str([entry.fields for entry in entries])
    assert subjects() == []


@pytest.mark.parametrize(
    ("who", "field"),
    [
        (Applicant("  "), "name"),
        (Applicant("x" * 201), "name"),
        (Applicant("Bo", "bo@"), "email"),
        (Applicant("Bo", seats=0), "seats"),
        (Applicant("Bo", seats=11), "seats"),
    ],
)
def test_who_cannot_be_signed_up(meeting: Event, who: Applicant, field: str) -> None:
    found = refusal(sign_up, event=meeting, applicant=who, copy=None, link=link, now=NOW)
    assert found == ("not_valid", field)


# --- Reminded --------------------------------------------------------------------------


def reminded(event: Event, now: datetime) -> list[str]:
    before = OutgoingMail.objects.count()
    for each in reads.to_be_reminded_of(now):
        remind_of_event(event=each, link=link, now=now)
    return [to for to, _what in subjects()[before:]]


def test_those_who_come_are_reminded_once_from_ten_the_day_before(meeting: Event) -> None:
    comes(meeting, "Ane", 2)
    comes(meeting, "Tre", 3)
    gone = comes(meeting, "Gitte")
    cancel_sign_up(sign_up=gone, link=link, now=NOW)
    day_before = date(2026, 3, 11)
    ten = datetime.combine(day_before, time(10), tzinfo=COPENHAGEN)
    assert reads.reminded_from(meeting.starts_at) == ten
    assert reminded(meeting, ten - timedelta(minutes=1)) == []
    assert reminded(meeting, ten) == ["ane"]
    comes(meeting, "Bo", at=ten + timedelta(minutes=1))
    assert reminded(meeting, ten + timedelta(hours=2)) == []
    assert reminded(meeting, meeting.starts_at) == []


def test_a_meeting_moved_to_another_day_is_reminded_of_again(meeting: Event) -> None:
    comes(meeting, "Ane")
    assert reminded(meeting, reads.reminded_from(meeting.starts_at)) == ["ane"]
    Event.objects.update(
        starts_at=meeting.starts_at + timedelta(days=2),
        ends_at=meeting.ends_at + timedelta(days=2),
    )
    meeting.refresh_from_db()
    assert reminded(meeting, reads.reminded_from(meeting.starts_at)) == ["ane"]


def test_nobody_is_reminded_of_what_is_called_off(meeting: Event) -> None:
    comes(meeting, "Ane")
    at = reads.reminded_from(meeting.starts_at)
    Event.objects.update(cancelled_at=NOW)
    assert reminded(meeting, at) == []
    assert remind_of_event(event=meeting, link=link, now=at) == 0


def test_the_morning_before_is_ten_in_denmark_when_the_clocks_change() -> None:
    monday = datetime(2026, 3, 30, 15, tzinfo=UTC)
    assert reads.reminded_from(monday) == datetime(2026, 3, 29, 8, tzinfo=UTC)
    assert reads.reminded_from(monday - timedelta(days=1)) == datetime(2026, 3, 28, 9, tzinfo=UTC)


# --- Read ------------------------------------------------------------------------------


def test_lists_ask_once_however_many_meetings(home: Municipality) -> None:
    hearing = make.hearing(home)

    def one_more(number: int) -> None:
        comes(make.event(hearing, title=f"Møde {number}"), "Ane")

    assert_queries_at_1_and_3(1, add_row=one_more, read=lambda: reads.public_events(home, NOW))
    assert [each.taken for each in reads.events_of_hearing(hearing, NOW)] == [1, 1, 1]


def test_the_line_is_counted_over_those_who_wait(meeting: Event) -> None:
    comes(meeting, "Ane", 3)
    for name in ("Bo", "Ida"):
        comes(meeting, name)
    seen = reads.staff_event(meeting.municipality, meeting.key, NOW)
    assert seen is not None
    assert [(each.name, each.place) for each in reads.sign_ups_of(seen)] == [
        ("Ane", 0),
        ("Bo", 1),
        ("Ida", 2),
    ]
    assert reads.sign_up_view(SignUp.objects.get(name="Ida")).place == 2
    assert (seen.taken, seen.waiting) == (3, 2)


def test_when_a_meeting_is_in_words() -> None:
    begins = datetime(2026, 3, 28, 16, tzinfo=UTC)
    evening = begins + timedelta(hours=2)
    days = begins + timedelta(days=1)
    assert said_when(begins, evening, "da") == "lørdag den 28. marts 2026 kl. 17.00–19.00"
    assert said_when(begins, days, "da") == (
        "lørdag den 28. marts 2026 kl. 17.00 til søndag den 29. marts 2026 kl. 18.00"
    )
    assert said_when(begins, evening, "en") == "Saturday 28 March 2026 at 17:00–19:00"
    assert said_when(begins, evening, "de") == said_when(begins, evening, "da")


@pytest.mark.parametrize(
    ("values", "phase"),
    [
        ({"published_at": None}, "draft"),
        ({}, "coming"),
        ({"starts_at": NOW}, "on"),
        ({"starts_at": NOW - timedelta(hours=2), "ends_at": NOW}, "over"),
        ({"starts_at": NOW, "minutes_published_at": NOW}, "told"),
        ({"published_at": None, "cancelled_at": NOW}, "called_off"),
    ],
)
def test_where_a_meeting_stands(meeting: Event, values: dict[str, Any], phase: str) -> None:
    for name, value in values.items():
        setattr(meeting, name, value)
    assert reads.phase_of_event(meeting, NOW) == phase
    assert SignUpState.values == ["confirmed", "waiting", "cancelled"]
