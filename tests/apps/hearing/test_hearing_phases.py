"""A hearing's phase follows from its days and the moment, whatever the clock does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.queries.phases import (
    ALLOWED,
    GRACE,
    May,
    allows,
    closes_at,
    days_left,
    is_in_grace,
    opens_at,
    phase_of,
)
from retning.foundation.clock import date_in_denmark
from tests.helpers.permissions import Case, assert_matrix


@dataclass(frozen=True)
class Days:
    announced_on: date | None = date(2026, 3, 2)
    opens_on: date | None = date(2026, 3, 16)
    closes_on: date | None = date(2026, 5, 11)
    handled_on: date | None = date(2026, 6, 1)
    concluded_on: date | None = date(2026, 6, 24)


LIFE = Days()
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("begins", "before", "after"),
    [
        # Midnight in Denmark is 23.00 UTC in winter and 22.00 in summer.
        (datetime(2026, 3, 1, 23, tzinfo=UTC), Phase.DRAFT, Phase.ANNOUNCED),
        (datetime(2026, 3, 15, 23, tzinfo=UTC), Phase.ANNOUNCED, Phase.OPEN),
        (datetime(2026, 5, 11, 22, tzinfo=UTC), Phase.OPEN, Phase.CLOSED),
        (datetime(2026, 5, 31, 22, tzinfo=UTC), Phase.CLOSED, Phase.HANDLED),
        (datetime(2026, 6, 23, 22, tzinfo=UTC), Phase.HANDLED, Phase.CONCLUDED),
    ],
)
def test_each_phase_begins_at_midnight_in_denmark(
    begins: datetime, before: Phase, after: Phase
) -> None:
    assert phase_of(LIFE, begins - INSTANT) is before
    assert phase_of(LIFE, begins) is after


@pytest.mark.parametrize(
    ("last_day", "ends"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 23, tzinfo=UTC)),  # the night of summer time
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),  # a day of 23 hours
        (date(2026, 10, 24), datetime(2026, 10, 24, 22, tzinfo=UTC)),  # the night of winter time
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),  # a day of 25 hours
        (date(2026, 12, 31), datetime(2026, 12, 31, 23, tzinfo=UTC)),  # still that year in UTC
        (date(2028, 2, 29), datetime(2028, 2, 29, 23, tzinfo=UTC)),
    ],
)
def test_the_last_day_ends_when_it_does_in_denmark(last_day: date, ends: datetime) -> None:
    open_since = Days(closes_on=last_day, handled_on=None, concluded_on=None)
    assert closes_at(open_since) == ends
    assert phase_of(open_since, ends - INSTANT) is Phase.OPEN
    assert days_left(open_since, ends - INSTANT) == 1
    assert phase_of(open_since, ends) is Phase.CLOSED
    assert days_left(open_since, ends) is None
    assert allows(open_since, May.ANSWER, ends + GRACE - INSTANT)
    assert not allows(open_since, May.ANSWER, ends + GRACE)


@pytest.mark.parametrize(
    ("first_day", "begins"),
    [
        (date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC)),
        (date(2026, 3, 30), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2027, 1, 1), datetime(2026, 12, 31, 23, tzinfo=UTC)),
    ],
)
def test_the_first_day_begins_when_it_does_in_denmark(first_day: date, begins: datetime) -> None:
    coming = Days(opens_on=first_day, closes_on=date(2027, 6, 1))
    coming = replace(coming, handled_on=None, concluded_on=None)
    assert opens_at(coming) == begins
    assert phase_of(coming, begins - INSTANT) is Phase.ANNOUNCED
    assert phase_of(coming, begins) is Phase.OPEN


def test_days_left_over_a_change_of_clocks_are_days() -> None:
    hearing = Days(opens_on=date(2026, 3, 2), closes_on=date(2026, 3, 30))
    assert days_left(hearing, datetime(2026, 3, 28, 22, 59, tzinfo=UTC)) == 3
    assert days_left(hearing, datetime(2026, 3, 28, 23, tzinfo=UTC)) == 2
    assert days_left(hearing, datetime(2026, 3, 29, 21, 59, tzinfo=UTC)) == 2
    assert days_left(hearing, datetime(2026, 3, 29, 22, tzinfo=UTC)) == 1


def test_the_grace_is_only_for_answers() -> None:
    now = datetime(2026, 5, 11, 22, 10, tzinfo=UTC)
    assert is_in_grace(LIFE, now)
    extra = {what for what in May if allows(LIFE, what, now)} - ALLOWED[Phase.CLOSED]
    assert extra == {May.ANSWER, May.ADD}
    # Once they have been handled nobody is in the midst of writing.
    handled = replace(LIFE, handled_on=date(2026, 5, 12))
    assert not is_in_grace(handled, now)
    assert not allows(handled, May.ANSWER, now)


def test_what_has_no_days_neither_opens_nor_closes() -> None:
    nothing = Days(None, None, None, None, None)
    now = datetime(2030, 1, 1, tzinfo=UTC)
    assert phase_of(nothing, now) is Phase.DRAFT
    assert opens_at(nothing) is None
    assert closes_at(nothing) is None
    assert not is_in_grace(nothing, now)
    announced = replace(nothing, announced_on=date(2026, 3, 2))
    assert phase_of(announced, now) is Phase.ANNOUNCED
    endless = replace(announced, opens_on=date(2026, 3, 2))
    assert phase_of(endless, now) is Phase.OPEN
    assert days_left(endless, now) is None


WHAT_EACH_PHASE_ALLOWS = """
            | draft | announced | open | closed | handled | concluded
be_deleted  | yes   | no        | no   | no     | no      | no
be_changed  | yes   | yes       | no   | no     | no      | no
be_seen     | no    | yes       | yes  | yes    | yes     | yes
be_followed | no    | yes       | yes  | yes    | yes     | no
invite      | yes   | yes       | yes  | no     | no      | no
answer      | no    | no        | yes  | no     | no      | no
add         | no    | no        | yes  | no     | no      | no
be_extended | no    | no        | yes  | no     | no      | no
enter       | no    | no        | yes  | yes    | yes     | no
moderate    | no    | no        | yes  | yes    | yes     | yes
withdraw    | no    | no        | yes  | yes    | yes     | yes
report      | no    | no        | yes  | yes    | yes     | yes
be_handled  | no    | no        | no   | yes    | no      | no
be_concluded| no    | no        | no   | no     | yes     | no
be_renewed  | no    | no        | no   | yes    | yes     | yes
"""
NOON = {
    Phase.DRAFT: datetime(2026, 3, 1, 12, tzinfo=UTC),
    Phase.ANNOUNCED: datetime(2026, 3, 3, 12, tzinfo=UTC),
    Phase.OPEN: datetime(2026, 4, 1, 12, tzinfo=UTC),
    Phase.CLOSED: datetime(2026, 5, 20, 12, tzinfo=UTC),
    Phase.HANDLED: datetime(2026, 6, 10, 12, tzinfo=UTC),
    Phase.CONCLUDED: datetime(2027, 1, 1, 12, tzinfo=UTC),
}


def test_what_each_phase_allows() -> None:
    def may(case: Case) -> bool:
        return allows(LIFE, May(case.who), NOON[Phase(case.state)])

    assert_matrix(WHAT_EACH_PHASE_ALLOWS, may)


def test_everything_stands_in_the_matrix() -> None:
    rows = [line.split("|")[0].strip() for line in WHAT_EACH_PHASE_ALLOWS.strip().splitlines()[1:]]
    assert rows == [what.value for what in May]


DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2029, 12, 31))
MOMENTS = st.datetimes(
    min_value=datetime(2024, 12, 1), max_value=datetime(2030, 6, 1), timezones=st.just(UTC)
)
LIVES = st.builds(
    Days,
    announced_on=st.none() | DAYS,
    opens_on=st.none() | DAYS,
    closes_on=st.none() | DAYS,
    handled_on=st.none() | DAYS,
    concluded_on=st.none() | DAYS,
)
ORDER = list(Phase)


@given(LIVES, MOMENTS, MOMENTS)
def test_no_phase_ever_comes_back(hearing: Days, one: datetime, other: datetime) -> None:
    sooner, later = sorted((one, other))
    assert ORDER.index(phase_of(hearing, sooner)) <= ORDER.index(phase_of(hearing, later))


@given(LIVES, MOMENTS)
def test_the_ends_and_the_dates_agree(hearing: Days, now: datetime) -> None:
    today = date_in_denmark(now)
    ends, begins = closes_at(hearing), opens_at(hearing)
    assert (ends is None) == (hearing.closes_on is None)
    if ends is not None and hearing.closes_on is not None:
        assert (now < ends) == (today <= hearing.closes_on)
    if begins is not None and hearing.opens_on is not None:
        assert (now >= begins) == (today >= hearing.opens_on)
    left = days_left(hearing, now)
    assert left is None or left >= 1
