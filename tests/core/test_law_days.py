"""Working days in Denmark, against an independent calendar and by what must always hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from holidays.countries.denmark import Denmark
from hypothesis import given
from hypothesis import strategies as st

from retning.core.law.days import (
    Closed,
    closed_days,
    easter_day,
    is_working_day,
    on_or_after,
    on_or_before,
    why_closed,
    working_days_before,
)
from tests.helpers.working_days import working_days_between

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2150, 12, 31))


@pytest.mark.parametrize("year", range(1990, 2101))
def test_the_holidays_of_every_year_are_those_of_the_calendar(year: int) -> None:
    public = set(Denmark(years=year, observed=False))
    halves = {date(year, 6, 5), date(year, 12, 24), date(year, 12, 31)}
    assert set(closed_days(year)) == public | halves


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1818, date(1818, 3, 22)),  # the earliest there is
        (1943, date(1943, 4, 25)),  # the latest there is
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter(year: int, day: date) -> None:
    assert easter_day(year) == day


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 4, 2), Closed.MAUNDY_THURSDAY),
        (date(2026, 4, 3), Closed.GOOD_FRIDAY),
        (date(2026, 4, 4), Closed.SATURDAY),
        (date(2026, 4, 5), Closed.EASTER_DAY),
        (date(2026, 4, 6), Closed.EASTER_MONDAY),
        (date(2026, 4, 7), None),
        (date(2026, 5, 1), None),  # Store bededag fell here, and 1 May is a working day
        (date(2023, 5, 5), Closed.PRAYER_DAY),
        (date(2024, 4, 26), None),
        (date(2026, 5, 14), Closed.ASCENSION_DAY),
        (date(2026, 5, 15), None),
        (date(2026, 5, 25), Closed.WHIT_MONDAY),
        (date(2026, 6, 5), Closed.CONSTITUTION_DAY),
        (date(2028, 6, 5), Closed.WHIT_MONDAY),  # Constitution Day too
        (date(2026, 12, 24), Closed.CHRISTMAS_EVE),
        (date(2026, 12, 27), Closed.SUNDAY),
        (date(2026, 12, 31), Closed.NEW_YEARS_EVE),
        (date(2027, 1, 1), Closed.NEW_YEARS_DAY),
    ],
)
def test_why_a_day_is_closed(day: date, why: Closed | None) -> None:
    assert why_closed(day) is why


@given(DAYS)
def test_the_working_day_that_is_next_and_the_one_before(day: date) -> None:
    after, before = on_or_after(day), on_or_before(day)
    assert before <= day <= after
    assert is_working_day(after)
    assert is_working_day(before)
    assert (before == day) == (after == day) == is_working_day(day)
    # Christmas: at most six days in a row without a working day.
    assert after - before <= timedelta(days=7)


@given(DAYS, st.integers(0, 60))
def test_so_many_working_days_before(day: date, many: int) -> None:
    found = working_days_before(day, many)
    assert is_working_day(found)
    assert working_days_between(found, on_or_before(day)) == many + 1


def test_working_days_over_christmas() -> None:
    assert working_days_before(date(2027, 1, 4), 5) == date(2026, 12, 22)
    assert working_days_between(date(2026, 12, 22), date(2027, 1, 4)) == 6


def test_no_negative_number_of_days() -> None:
    with pytest.raises(ValueError, match="negative"):
        working_days_before(date(2026, 3, 2), -1)
