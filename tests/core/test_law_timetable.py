"""Back from the legal deadline, with meetings and holidays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.law.days import is_working_day
from retning.core.law.hearings import PLANNING_STRATEGY, VOLUNTARY, earliest_last_day
from retning.core.law.timetable import (
    NEAR_ENOUGH,
    Because,
    Sitting,
    StepKind,
    Timing,
    Wish,
    backwards,
    timed,
)
from tests.helpers.working_days import working_days_between

COUNCIL = [Sitting(date(2027, month, day)) for month, day in ((6, 23), (8, 25), (9, 29), (12, 15))]
COMMITTEE = [
    Sitting(date(2027, 6, 16), date(2027, 6, 4)),
    Sitting(date(2027, 8, 18), date(2027, 8, 6)),
    Sitting(date(2027, 12, 8), date(2027, 11, 26)),
]
STRATEGY = Wish(date(2027, 12, 31), PLANNING_STRATEGY, COUNCIL, COMMITTEE)


def days_of(wish: Wish) -> dict[StepKind, tuple[date, Because]]:
    return {step.kind: (step.on, step.because) for step in backwards(wish)}


def test_a_planning_strategy_back_from_the_end_of_2027() -> None:
    assert days_of(STRATEGY) == {
        # The agenda of the committee's last meeting before the council's closes.
        StepKind.PROPOSAL_READY: (date(2027, 8, 6), Because.AGENDA),
        StepKind.COMMITTEE_SENDS: (date(2027, 8, 18), Because.MEETING),
        # Three working days to publish it in.
        StepKind.COUNCIL_SENDS: (date(2027, 8, 25), Because.MEETING),
        # Eight weeks before Friday 29 October.
        StepKind.OPENS: (date(2027, 9, 3), Because.SHORTEST_PERIOD),
        # Twenty working days before the agenda closes.
        StepKind.CLOSES: (date(2027, 10, 29), Because.HANDLING),
        StepKind.HANDLED: (date(2027, 11, 26), Because.AGENDA),
        StepKind.COMMITTEE_ADOPTS: (date(2027, 12, 8), Because.MEETING),
        StepKind.COUNCIL_ADOPTS: (date(2027, 12, 15), Because.MEETING),
        # 31 December is no working day.
        StepKind.PUBLISHED: (date(2027, 12, 30), Because.DEADLINE),
    }


def test_without_a_calendar_the_last_working_days_are_assumed() -> None:
    found = days_of(replace(STRATEGY, council=(), committee=()))
    # By 27 December; but no council meets between 20 December and 2 January.
    assert found[StepKind.COUNCIL_ADOPTS] == (date(2027, 12, 17), Because.NO_MEETING)
    assert found[StepKind.COMMITTEE_ADOPTS] == (date(2027, 12, 16), Because.NO_MEETING)
    assert found[StepKind.HANDLED] == (date(2027, 12, 2), Because.AGENDA)


@pytest.mark.parametrize(
    ("latest", "assumed"),
    [
        (date(2027, 1, 5), date(2027, 1, 5)),
        (date(2027, 1, 2), date(2026, 12, 18)),
        (date(2027, 8, 2), date(2027, 8, 2)),
        (date(2027, 7, 30), date(2027, 6, 30)),
    ],
)
def test_no_meeting_is_assumed_when_councils_do_not_meet(latest: date, assumed: date) -> None:
    wish = replace(STRATEGY, deadline=latest, publishing=0, council=(), committee=None)
    assert days_of(wish)[StepKind.COUNCIL_ADOPTS] == (assumed, Because.NO_MEETING)


def test_without_a_committee_there_are_no_meetings_of_one() -> None:
    found = days_of(replace(STRATEGY, committee=None))
    assert StepKind.COMMITTEE_SENDS not in found
    assert StepKind.COMMITTEE_ADOPTS not in found
    assert found[StepKind.HANDLED] == (date(2027, 12, 1), Because.AGENDA)


@pytest.mark.parametrize(
    ("before", "because"),
    [(NEAR_ENOUGH, Because.MEETING), (NEAR_ENOUGH + timedelta(days=1), Because.NO_MEETING)],
)
def test_a_meeting_long_before_is_not_the_one_that_is_meant(
    before: timedelta, because: Because
) -> None:
    latest = date(2027, 12, 27)
    wish = replace(STRATEGY, council=[Sitting(latest - before)], committee=None)
    assert days_of(wish)[StepKind.COUNCIL_ADOPTS][1] is because


def test_an_agenda_never_closes_after_its_meeting() -> None:
    odd = [Sitting(date(2027, 12, 15), date(2027, 12, 24))]
    wish = replace(STRATEGY, council=odd, committee=None)
    assert days_of(wish)[StepKind.HANDLED][0] == date(2027, 12, 15)


def test_a_voluntary_hearing_has_the_same_steps_and_a_shorter_period() -> None:
    statutory, voluntary = days_of(STRATEGY), days_of(replace(STRATEGY, rule=VOLUNTARY))
    assert voluntary[StepKind.CLOSES] == statutory[StepKind.CLOSES]
    assert voluntary[StepKind.OPENS][0] == date(2027, 10, 15)


DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2040, 12, 31))
SITTINGS = st.lists(st.builds(Sitting, DAYS), max_size=40)
WISHES = st.builds(
    Wish,
    deadline=DAYS,
    rule=st.sampled_from([PLANNING_STRATEGY, VOLUNTARY]),
    council=SITTINGS,
    committee=st.none() | SITTINGS,
    publishing=st.integers(0, 10),
    handling=st.integers(0, 40),
    agenda=st.integers(0, 20),
)


@given(WISHES)
def test_every_step_comes_in_time_for_the_next(wish: Wish) -> None:
    steps = backwards(wish)
    days = [step.on for step in steps]
    assert days == sorted(days)
    assert [step.kind for step in steps] == [k for k in StepKind if k in {s.kind for s in steps}]
    found = {step.kind: step for step in steps}
    closes, opens = found[StepKind.CLOSES].on, found[StepKind.OPENS].on
    assert earliest_last_day(wish.rule, opens_on=opens) <= closes
    assert working_days_between(closes, found[StepKind.HANDLED].on) >= wish.handling
    meetings = {each.held_on for each in (*wish.council, *(wish.committee or ()))}
    for step in steps:
        if step.because is Because.MEETING:
            assert step.on in meetings
        elif step.because is not Because.AGENDA:
            assert is_working_day(step.on)


@given(WISHES, st.integers(1, 400))
def test_more_time_never_makes_a_step_earlier(wish: Wish, more: int) -> None:
    later = replace(wish, deadline=wish.deadline + timedelta(days=more))
    for one, other in zip(backwards(wish), backwards(later), strict=True):
        assert other.on >= one.on


TODAY = date(2027, 9, 1)


def timings(**known: date) -> dict[StepKind, tuple[Timing, int]]:
    days = {StepKind(name): day for name, day in known.items()}
    found = timed(backwards(STRATEGY), today=TODAY, known=days)
    return {each.step.kind: (each.timing, each.late) for each in found}


def test_what_has_not_been_done_in_time_is_told_with_how_late_it_is() -> None:
    found = timings()
    assert found[StepKind.PROPOSAL_READY] == (Timing.PASSED, 26)
    assert found[StepKind.COUNCIL_SENDS] == (Timing.PASSED, 7)
    assert found[StepKind.OPENS] == (Timing.AHEAD, 0)


def test_what_has_been_overtaken_is_no_lack() -> None:
    found = timings(council_sends=date(2027, 8, 25))
    assert found[StepKind.PROPOSAL_READY] == (Timing.OVERTAKEN, 0)
    assert found[StepKind.COUNCIL_SENDS] == (Timing.DONE, 0)


def test_days_that_are_set_too_late() -> None:
    found = timings(opens=date(2027, 9, 3), closes=date(2027, 11, 8))
    assert found[StepKind.OPENS] == (Timing.SET, 0)
    assert found[StepKind.CLOSES] == (Timing.LATE, 10)
    assert found[StepKind.HANDLED] == (Timing.AHEAD, 0)
    assert found[StepKind.COUNCIL_SENDS] == (Timing.PASSED, 7)


def test_its_latest_day_itself_is_in_time() -> None:
    steps = backwards(STRATEGY)
    (opens,) = [step for step in steps if step.kind is StepKind.OPENS]
    (found,) = timed([opens], today=opens.on, known={})
    assert found.timing is Timing.AHEAD
    (found,) = timed([opens], today=opens.on + timedelta(days=1), known={})
    assert (found.timing, found.late, found.is_too_late) == (Timing.PASSED, 1, True)


def test_no_negative_number_of_days() -> None:
    with pytest.raises(ValueError, match="negative"):
        backwards(replace(STRATEGY, handling=-1))
