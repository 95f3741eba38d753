"""How long a hearing must last."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.law.days import Closed, is_working_day
from retning.core.law.hearings import (
    PLANNING_STRATEGY,
    VOLUNTARY,
    Rule,
    TooShort,
    earliest_last_day,
    holidays_within,
    is_over_summer,
    latest_first_day,
    strategy_deadline,
    what_is_too_short,
)

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))
RULES = st.sampled_from([PLANNING_STRATEGY, VOLUNTARY])


@pytest.mark.parametrize(
    ("rule", "opens_on", "published_on", "last"),
    [
        # Eight weeks from a Tuesday end on a Tuesday.
        (PLANNING_STRATEGY, date(2027, 8, 17), date(2027, 8, 17), date(2027, 10, 12)),
        # One answers from later than the publication: from then on.
        (PLANNING_STRATEGY, date(2027, 8, 24), date(2027, 8, 17), date(2027, 10, 19)),
        # It would end on Maundy Thursday 2027: the Tuesday after Easter.
        (PLANNING_STRATEGY, date(2027, 1, 28), date(2027, 1, 28), date(2027, 3, 30)),
        # It would end on Christmas Eve, a Friday: the Monday after.
        (PLANNING_STRATEGY, date(2027, 10, 29), date(2027, 10, 29), date(2027, 12, 27)),
        # It would end on New Year's Eve 2026, a Thursday: Monday in the new year.
        (PLANNING_STRATEGY, date(2026, 11, 5), date(2026, 11, 5), date(2027, 1, 4)),
        # Over the change to summer time: days are days.
        (PLANNING_STRATEGY, date(2026, 3, 2), date(2026, 3, 2), date(2026, 4, 27)),
        # Published on a Saturday: it ends on a Monday.
        (VOLUNTARY, date(2026, 3, 7), None, date(2026, 3, 23)),
        (VOLUNTARY, date(2028, 2, 15), None, date(2028, 2, 29)),
    ],
)
def test_the_first_day_that_may_be_the_last(
    rule: Rule, opens_on: date, published_on: date | None, last: date
) -> None:
    assert earliest_last_day(rule, opens_on=opens_on, published_on=published_on) == last
    day = timedelta(days=1)
    for closes_on, problem in ((last, None), (last - day, TooShort.CLOSES_TOO_EARLY)):
        found = what_is_too_short(
            rule, opens_on=opens_on, closes_on=closes_on, published_on=published_on
        )
        assert found is problem


def test_it_cannot_open_before_it_is_published() -> None:
    found = what_is_too_short(
        PLANNING_STRATEGY,
        opens_on=date(2027, 8, 16),
        closes_on=date(2028, 1, 31),
        published_on=date(2027, 8, 17),
    )
    assert found is TooShort.OPENS_BEFORE_PUBLICATION


@given(RULES, DAYS, DAYS)
def test_nobody_has_less_than_the_law_says(rule: Rule, opens_on: date, published_on: date) -> None:
    last = earliest_last_day(rule, opens_on=opens_on, published_on=published_on)
    assert is_working_day(last)
    from_day = max(opens_on, published_on)
    assert timedelta(0) <= last - from_day - timedelta(weeks=rule.weeks) <= timedelta(days=6)


@given(RULES, DAYS)
def test_the_latest_first_day_is_the_inverse(rule: Rule, closes_on: date) -> None:
    first = latest_first_day(rule, closes_on=closes_on)
    assert is_working_day(first)
    assert earliest_last_day(rule, opens_on=first) <= closes_on
    following = first + timedelta(days=1)
    while not is_working_day(following):
        following += timedelta(days=1)
    assert earliest_last_day(rule, opens_on=following) > closes_on


@given(RULES, DAYS, DAYS)
def test_who_opens_later_closes_no_earlier(rule: Rule, one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert earliest_last_day(rule, opens_on=first) <= earliest_last_day(rule, opens_on=second)


@pytest.mark.parametrize(
    ("on", "deadline"),
    [
        (date(2025, 12, 31), date(2023, 12, 31)),
        (date(2026, 1, 1), date(2027, 12, 31)),
        (date(2027, 12, 31), date(2027, 12, 31)),
        (date(2029, 12, 31), date(2027, 12, 31)),
        (date(2030, 1, 1), date(2031, 12, 31)),
    ],
)
def test_the_end_of_the_first_half_of_the_election_period(on: date, deadline: date) -> None:
    assert strategy_deadline(on) == deadline


def test_the_days_within_on_which_people_are_away() -> None:
    assert holidays_within(date(2026, 5, 13), date(2026, 6, 7)) == {
        date(2026, 5, 14): Closed.ASCENSION_DAY,
        date(2026, 5, 24): Closed.WHIT_SUNDAY,
        date(2026, 5, 25): Closed.WHIT_MONDAY,
        date(2026, 6, 5): Closed.CONSTITUTION_DAY,
    }
    assert holidays_within(date(2026, 3, 3), date(2026, 3, 2)) == {}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 5, 1), date(2026, 6, 30), False),
        (date(2026, 5, 1), date(2026, 7, 1), True),
        (date(2026, 7, 31), date(2026, 8, 30), True),
        (date(2026, 8, 1), date(2027, 6, 30), False),
        (date(2026, 8, 1), date(2027, 7, 1), True),
    ],
)
def test_over_the_summer(first: date, last: date, expected: bool) -> None:
    assert is_over_summer(first, last) is expected


def test_what_the_law_asks_of_each_kind() -> None:
    assert (PLANNING_STRATEGY.weeks, VOLUNTARY.weeks) == (8, 2)
    assert PLANNING_STRATEGY.needs_decision
    assert PLANNING_STRATEGY.needs_plandata
    assert not VOLUNTARY.needs_decision
    assert not VOLUNTARY.needs_plandata
    # Until somebody has read § 23 a itself, this stands.
    assert PLANNING_STRATEGY.is_verified is False
