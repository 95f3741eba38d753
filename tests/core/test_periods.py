"""Periods: codes, days, neighbours."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retning.core.periods import NoPeriod, Period, PeriodKind, holding, of_ordinal, period_of

YEAR, SCHOOL, QUARTER, MONTH = PeriodKind
periods = st.sampled_from(PeriodKind).flatmap(
    lambda kind: st.builds(
        Period, st.just(kind), st.integers(1901, 2198), st.integers(1, kind.a_year)
    )
)


@pytest.mark.parametrize(
    ("code", "period", "first", "last"),
    [
        ("2024", Period(YEAR, 2024), date(2024, 1, 1), date(2024, 12, 31)),
        ("2024/2025", Period(SCHOOL, 2024), date(2024, 8, 1), date(2025, 7, 31)),
        ("2025K3", Period(QUARTER, 2025, 3), date(2025, 7, 1), date(2025, 9, 30)),
        ("2024M02", Period(MONTH, 2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        ("2023M12", Period(MONTH, 2023, 12), date(2023, 12, 1), date(2023, 12, 31)),
    ],
)
def test_codes_and_days(code, period, first, last):
    assert period_of(code) == period
    assert (period.code, str(period)) == (code, code)
    assert (period.first_day, period.last_day) == (first, last)


@pytest.mark.parametrize(
    ("code", "same"), [("2025Q3", "2025K3"), ("2024/25", "2024/2025"), ("2025M7", "2025M07")]
)
def test_other_ways_to_write_them(code, same):
    assert period_of(code).code == same


@pytest.mark.parametrize(
    "code",
    [
        "", "24", "20244", "2024 ", "2025K5", "2025K0", "2025M13", "2025M00", "2024/2026",
        "2024/2024", "2024-2025", "1899", "2200", "2025H1", "2025U35", "x2024", "2018:2023",
    ],
)  # fmt: skip
def test_what_is_no_period(code):
    with pytest.raises(NoPeriod):
        period_of(code)


@pytest.mark.parametrize(
    ("kind", "year", "number"),
    [(YEAR, 1899, 1), (YEAR, 2200, 1), (YEAR, 2020, 2), (QUARTER, 2020, 5), (MONTH, 2020, 0)],
)
def test_what_cannot_be_built(kind, year, number):
    with pytest.raises(NoPeriod):
        Period(kind, year, number)


@settings(max_examples=60)
@given(periods)
def test_periods_follow_each_other_without_a_gap(period):
    later = period.moved(1)
    assert later.ordinal == period.ordinal + 1
    assert later.first_day == period.last_day + timedelta(days=1)
    assert later > period
    assert later.moved(-1) == period
    assert of_ordinal(period.kind, period.ordinal) == period
    assert period_of(period.code) == period


@settings(max_examples=60)
@given(st.dates(date(1901, 1, 1), date(2198, 1, 1)), st.sampled_from(PeriodKind))
def test_a_day_lies_in_its_period(day, kind):
    period = holding(kind, day)
    assert period.first_day <= day <= period.last_day


def test_years_later_is_the_same_part_of_the_year():
    assert Period(MONTH, 2019, 7).years_later(-2) == Period(MONTH, 2017, 7)
    assert Period(SCHOOL, 2019).years_later(4).code == "2023/2024"
    with pytest.raises(NoPeriod):
        Period(YEAR, 2199).years_later(1)
