"""Back from the day on which it must be done to the day on which somebody must begin.

Each step has the latest day on which it can happen if all that comes after it is to be in time, and
what that day follows from. Meetings are those in the calendar; where none is near enough, the step
takes the last working day on which a council might meet and says that it is assumed. Pure: days in,
days out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from retning.core.law.days import on_or_before, working_days_before
from retning.core.law.hearings import Rule, latest_first_day

NEAR_ENOUGH = timedelta(days=70)
"""How long before its latest day a meeting may lie and still be the one that is meant: councils
meet once a month, and not in July. Farther back, the calendar has not been filled in."""


class StepKind(StrEnum):
    """In the order in which they happen."""

    PROPOSAL_READY = "proposal_ready"
    COMMITTEE_SENDS = "committee_sends"
    COUNCIL_SENDS = "council_sends"
    OPENS = "opens"
    CLOSES = "closes"
    HANDLED = "handled"
    COMMITTEE_ADOPTS = "committee_adopts"
    COUNCIL_ADOPTS = "council_adopts"
    PUBLISHED = "published"


class Because(StrEnum):
    """What a step's latest day follows from."""

    DEADLINE = "deadline"  # the last working day up to the legal deadline
    MEETING = "meeting"  # the last meeting in the calendar before the step that follows
    NO_MEETING = "no_meeting"  # none in the calendar: the last day for one is assumed
    AGENDA = "agenda"  # the agenda of the meeting that follows closes
    HANDLING = "handling"  # the working days that it takes to handle the responses
    SHORTEST_PERIOD = "shortest_period"  # the hearing's shortest period


@dataclass(frozen=True)
class Sitting:
    """A meeting of a body; `agenda_closes_on` None: as many working days before as usual."""

    held_on: date
    agenda_closes_on: date | None = None


@dataclass(frozen=True)
class Wish:
    """What a timetable is reckoned from. The three numbers are working days: to publish what has
    been decided, to handle the responses, and from an agenda's closing to its meeting. `council`
    and `committee` are meetings in any order; `committee` None: nothing goes through one."""

    deadline: date
    rule: Rule
    council: Sequence[Sitting] = ()
    committee: Sequence[Sitting] | None = None
    publishing: int = 3
    handling: int = 20
    agenda: int = 10


@dataclass(frozen=True)
class Step:
    """The latest day of something, always on or before that of the step that follows."""

    kind: StepKind
    on: date
    because: Because


def backwards(wish: Wish) -> tuple[Step, ...]:
    """The steps in the order in which they happen. Raises ValueError where a number of working days
    is negative."""
    published = Step(StepKind.PUBLISHED, on_or_before(wish.deadline), Because.DEADLINE)
    adopts, handed_in = _decided(
        wish, published.on, council=StepKind.COUNCIL_ADOPTS, committee=StepKind.COMMITTEE_ADOPTS
    )
    handled = Step(StepKind.HANDLED, handed_in, Because.AGENDA)
    closes_on = working_days_before(handed_in, wish.handling)
    closes = Step(StepKind.CLOSES, closes_on, Because.HANDLING)
    opens_on = latest_first_day(wish.rule, closes_on=closes_on)
    opens = Step(StepKind.OPENS, opens_on, Because.SHORTEST_PERIOD)
    sends, ready_on = _decided(
        wish, opens_on, council=StepKind.COUNCIL_SENDS, committee=StepKind.COMMITTEE_SENDS
    )
    ready = Step(StepKind.PROPOSAL_READY, ready_on, Because.AGENDA)
    return (ready, *sends, opens, closes, handled, *adopts, published)


def _decided(
    wish: Wish, before: date, *, council: StepKind, committee: StepKind
) -> tuple[tuple[Step, ...], date]:
    """The meetings that must decide in time for something to be published on `before`, in order;
    and when the agenda of the first of them closes."""
    latest = working_days_before(before, wish.publishing)
    meeting, because = _last(wish.council, latest)
    steps = [Step(council, meeting.held_on, because)]
    if wish.committee is not None:
        latest = working_days_before(meeting.held_on, 1)
        meeting, because = _last(wish.committee, latest)
        steps.insert(0, Step(committee, meeting.held_on, because))
    return tuple(steps), _agenda_closes(meeting, wish.agenda)


def _last(sittings: Sequence[Sitting], latest: date) -> tuple[Sitting, Because]:
    near = [each for each in sittings if latest - NEAR_ENOUGH <= each.held_on <= latest]
    if near:
        return max(near, key=lambda each: each.held_on), Because.MEETING
    return Sitting(_last_likely(latest)), Because.NO_MEETING


def _last_likely(day: date) -> date:
    """The last working day up to `day` on which a council might meet: not in July, and not from
    20 December until 2 January."""
    day = on_or_before(day)
    while day.month == 7 or (day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 2):
        day = on_or_before(day - timedelta(days=1))
    return day


def _agenda_closes(meeting: Sitting, usual: int) -> date:
    if meeting.agenda_closes_on is not None:
        return min(meeting.agenda_closes_on, meeting.held_on)
    return working_days_before(meeting.held_on, usual)


class Timing(StrEnum):
    """How a step stands on a day."""

    AHEAD = "ahead"  # no day has been set, and there is time
    SET = "set"  # a day has been set, and it is early enough
    DONE = "done"  # it has happened, early enough
    LATE = "late"  # the day that has been set, or on which it happened, is too late
    PASSED = "passed"  # its latest day is past, and it has not happened
    OVERTAKEN = "overtaken"  # something that comes after it has happened


TOO_LATE = frozenset({Timing.LATE, Timing.PASSED})


@dataclass(frozen=True)
class Timed:
    """A step, the day that has been set for it if any, and how it stands; `late`: by how many days
    it is too late, 0 where it is not."""

    step: Step
    set_on: date | None
    timing: Timing
    late: int

    @property
    def is_too_late(self) -> bool:
        return self.timing in TOO_LATE


def timed(
    steps: Sequence[Step], *, today: date, known: Mapping[StepKind, date]
) -> tuple[Timed, ...]:
    """Each step against the days that have been set (`known`)."""
    has_happened = [known.get(step.kind, date.max) <= today for step in steps]
    return tuple(
        _timed(
            step,
            known.get(step.kind),
            today=today,
            is_overtaken=any(has_happened[place + 1 :]),
        )
        for place, step in enumerate(steps)
    )


def _timed(step: Step, set_on: date | None, *, today: date, is_overtaken: bool) -> Timed:
    if set_on is not None:
        if set_on > step.on:
            return Timed(step, set_on, Timing.LATE, (set_on - step.on).days)
        return Timed(step, set_on, Timing.DONE if set_on <= today else Timing.SET, 0)
    if is_overtaken:
        return Timed(step, None, Timing.OVERTAKEN, 0)
    if step.on < today:
        return Timed(step, None, Timing.PASSED, (today - step.on).days)
    return Timed(step, None, Timing.AHEAD, 0)
