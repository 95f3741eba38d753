"""A hearing's timetable by the municipality's own calendar of meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from retning.apps.hearing.enums import HearingKind, Phase
from retning.apps.hearing.models import Hearing
from retning.apps.hearing.queries.timetables import Choices, choices_of, timetable_of
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.timetables import set_timetable
from retning.apps.organisation import services
from retning.apps.organisation.models import Meeting, Unit
from retning.apps.organisation.queries import bodies_of, meetings_of
from retning.core.law.timetable import Because, StepKind, Timing
from retning.foundation.audit.models import Entry
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories import organisation as org
from tests.factories.organisation import NOW, TESTER, TODAY
from tests.helpers.queries import assert_queries

DEADLINE = date(2027, 12, 31)


def met(body: Unit, *days: date, agenda_days: int | None = None) -> list[Meeting]:
    return services.add_meetings(body=body, days=days, agenda_days=agenda_days, by=TESTER, now=NOW)


def strategy_hearing(cast: Cast, phase: Phase = Phase.DRAFT) -> Hearing:
    return make.hearing(cast.municipality, phase, kind=HearingKind.PLANNING_STRATEGY)


def test_a_planning_strategy_has_the_laws_deadline_and_the_councils_meetings(cast: Cast) -> None:
    choices = choices_of(strategy_hearing(cast), today=TODAY)
    assert choices == Choices(DEADLINE, council=cast.units.council.key)


def test_a_hearing_by_choice_has_no_deadline_until_somebody_gives_it_one(cast: Cast) -> None:
    hearing = make.hearing(cast.municipality, Phase.DRAFT)
    assert choices_of(hearing, today=TODAY) is None
    chosen = Choices(date(2026, 12, 1), 2, 15, 8, cast.units.committee.key, None)
    set_timetable(hearing=hearing, expected_version=1, choices=chosen, by=TESTER, now=NOW)
    hearing.refresh_from_db()
    assert choices_of(hearing, today=TODAY) == chosen
    assert Entry.objects.filter(deed="hearing_timetabled").count() == 1


def test_its_days_follow_from_the_calendar(cast: Cast) -> None:
    council, committee = cast.units.council, cast.units.committee
    met(council, date(2027, 8, 25), date(2027, 9, 29), date(2027, 12, 15), agenda_days=8)
    met(committee, date(2027, 8, 18), date(2027, 12, 8), agenda_days=8)
    hearing = strategy_hearing(cast)
    choices = Choices(DEADLINE, council=council.key, committee=committee.key)
    with assert_queries(1):
        table = timetable_of(hearing, choices, today=TODAY)
    found = {each.step.kind: (each.step.on, each.step.because) for each in table.steps}
    assert found[StepKind.COUNCIL_ADOPTS] == (date(2027, 12, 15), Because.MEETING)
    assert found[StepKind.HANDLED] == (date(2027, 11, 26), Because.AGENDA)
    assert found[StepKind.OPENS] == (date(2027, 9, 3), Because.SHORTEST_PERIOD)
    assert found[StepKind.COUNCIL_SENDS] == (date(2027, 8, 25), Because.MEETING)
    assert table.too_late == ()
    assert table.next is not None
    assert table.next.step.kind is StepKind.PROPOSAL_READY
    assert not table.is_over_summer
    assert table.holidays == {}


def test_what_has_been_set_is_judged(cast: Cast) -> None:
    hearing = strategy_hearing(cast, Phase.OPEN)
    hearing.resolution = org.resolution(cast.units.council)
    choices = Choices(date(2026, 6, 1), council=cast.units.council.key)
    table = timetable_of(hearing, choices, today=TODAY)
    timings = {each.step.kind: each.timing for each in table.steps}
    # It closes on 26 April, which leaves too few working days before 1 June.
    assert timings[StepKind.PROPOSAL_READY] is Timing.OVERTAKEN
    assert timings[StepKind.CLOSES] is Timing.LATE
    assert StepKind.CLOSES in {each.step.kind for each in table.too_late}
    assert timings[StepKind.HANDLED] is Timing.AHEAD
    # From 23 February to 26 April 2026.
    assert list(table.holidays) == [date(2026, 4, day) for day in (2, 3, 5, 6)]


def test_the_neighbours_meetings_do_not_count(cast: Cast) -> None:
    met(cast.neighbour_unit, date(2027, 12, 15))
    choices = Choices(DEADLINE, council=cast.neighbour_unit.key)
    table = timetable_of(strategy_hearing(cast), choices, today=TODAY)
    (adopts,) = (each for each in table.steps if each.step.kind is StepKind.COUNCIL_ADOPTS)
    assert adopts.step.because is Because.NO_MEETING


@pytest.mark.parametrize("name", ["publishing", "handling", "agenda"])
@pytest.mark.parametrize("days", [-1, 251])
def test_numbers_of_days_have_bounds(cast: Cast, name: str, days: int) -> None:
    choices = replace(Choices(DEADLINE), **{name: days})
    with pytest.raises(Refused) as refusal:
        set_timetable(
            hearing=strategy_hearing(cast), expected_version=1, choices=choices, by=TESTER, now=NOW
        )
    assert (refusal.value.code, refusal.value.detail) == (Refusal.NOT_VALID, name)


def test_only_ones_own_bodies_are_chosen(cast: Cast) -> None:
    hearing = strategy_hearing(cast)
    for key in (cast.neighbour_unit.key, uuid4()):
        with pytest.raises(Refused) as refusal:
            set_timetable(
                hearing=hearing,
                expected_version=1,
                choices=Choices(DEADLINE, council=key),
                by=TESTER,
                now=NOW,
            )
        assert refusal.value.code is Refusal.OTHER_MUNICIPALITY
    hearing.refresh_from_db()
    assert hearing.timetable == {}


# --- The calendar ------------------------------------------------------------------------


def test_a_calendar_is_added_to_and_taken_from(cast: Cast) -> None:
    council = cast.units.council
    first, second = date(2026, 3, 25), date(2026, 4, 29)
    added = met(council, second, first, first, agenda_days=8)
    assert [(each.held_on, each.agenda_closes_on) for each in added] == [
        (first, date(2026, 3, 13)),
        (second, date(2026, 4, 17)),
    ]
    assert met(council, first, agenda_days=2) == []
    assert Meeting.objects.get(held_on=first).agenda_closes_on == date(2026, 3, 13)
    services.remove_meeting(meeting=added[0], by=TESTER, now=NOW)
    services.remove_meeting(meeting=Meeting(pk=added[1].pk + 9), by=TESTER, now=NOW)
    assert [each.held_on for each in meetings_of(cast.municipality, since=TODAY)] == [second]
    assert meetings_of(cast.municipality, since=date(2026, 4, 30)) == []
    assert meetings_of(cast.neighbour, since=TODAY) == []
    deeds = Entry.objects.filter(deed__startswith="meeting").order_by("pk")
    assert [each.deed for each in deeds] == ["meeting_added", "meeting_added", "meeting_removed"]


@pytest.mark.parametrize("agenda_days", [-1, 101])
def test_an_agenda_closes_before_its_meeting(cast: Cast, agenda_days: int) -> None:
    with pytest.raises(services.Refused):
        met(cast.units.council, date(2026, 3, 25), agenda_days=agenda_days)
    with pytest.raises(services.Refused):
        met(cast.units.council, *(date.fromordinal(738_000 + n) for n in range(101)))
    assert not Meeting.objects.exists()


def test_the_bodies_that_meet_the_council_first(cast: Cast) -> None:
    names = [each.name for each in bodies_of(cast.municipality, on=TODAY)]
    assert names == ["Kommunalbestyrelsen", "Børneudvalget", "Direktionen"]
