"""Recurring jobs: when they are due, and that each period has one run."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from retning.foundation.clock import COPENHAGEN, stopped_at
from retning.foundation.jobs.definition import Recurrence, recurring
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.schedule import enqueue_due, period_of
from retning.foundation.jobs.worker import run_waiting
from tests.helpers import working

HOURLY = Recurrence(task=working.obey, every=timedelta(hours=1), daily_at=None)
NIGHTLY = Recurrence(task=working.obey, every=None, daily_at=time(2, 30))
NOW = datetime(2026, 11, 20, 9, 20, tzinfo=UTC)


def danish(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=COPENHAGEN).astimezone(UTC)


def test_a_period_is_named_by_its_beginning() -> None:
    assert period_of(HOURLY, now=NOW) == "2026-11-20T09:00:00Z"
    assert period_of(HOURLY, now=NOW + timedelta(minutes=40)) == "2026-11-20T10:00:00Z"


@pytest.mark.parametrize(
    ("moment", "period"),
    [
        (danish(2026, 11, 20, 2, 29), "2026-11-19"),
        (danish(2026, 11, 20, 2, 30), "2026-11-20"),
        (danish(2026, 11, 20, 23, 59), "2026-11-20"),
        # Clocks go forward at two on 29 March 2026: half past two is not on any clock.
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "2026-03-28"),
        (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "2026-03-29"),
        # Clocks go back at three on 25 October 2026: half past two comes twice, and is one day.
        (datetime(2026, 10, 25, 0, 29, tzinfo=UTC), "2026-10-24"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-25"),
        (datetime(2026, 10, 25, 1, 15, tzinfo=UTC), "2026-10-25"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "2026-10-25"),
    ],
)
def test_a_day_begins_at_its_time_in_denmark(moment: datetime, period: str) -> None:
    assert period_of(NIGHTLY, now=moment) == period


@pytest.mark.django_db
def test_a_period_has_one_run_however_often_it_is_asked_for() -> None:
    assert len(enqueue_due([HOURLY], now=NOW)) == 1
    assert enqueue_due([HOURLY], now=NOW + timedelta(minutes=1)) == []
    with stopped_at(NOW):
        assert run_waiting() == 1
    assert enqueue_due([HOURLY], now=NOW + timedelta(minutes=39)) == []
    assert len(enqueue_due([HOURLY], now=NOW + timedelta(minutes=40))) == 1
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_missed_periods_are_made_up_for_once() -> None:
    enqueue_due([HOURLY], now=NOW)
    with stopped_at(NOW):
        run_waiting()
    assert len(enqueue_due([HOURLY], now=NOW + timedelta(days=3))) == 1


@pytest.mark.django_db
def test_a_run_that_has_not_ended_is_not_overtaken() -> None:
    enqueue_due([HOURLY], now=NOW)
    assert enqueue_due([HOURLY], now=NOW + timedelta(hours=5)) == []


def test_a_recurrence_says_one_thing() -> None:
    with pytest.raises(ValueError, match="either every or daily_at"):
        recurring()
    with pytest.raises(ValueError, match="either every or daily_at"):
        recurring(every=timedelta(hours=1), daily_at=time(2))
    with pytest.raises(ValueError, match="every second at most"):
        recurring(every=timedelta(0))
