"""Rows with a period: the database holds that they end after they begin and do not overlap."""

import pytest
from django.db import IntegrityError, connection, transaction

from retning.apps.organisation.models import Membership, RegionPeriod
from retning.foundation.records.overlap import is_overlap
from tests.apps.foundation.people import membership, municipality, period, unit, user

pytestmark = pytest.mark.django_db


def ours():
    return RegionPeriod.objects.filter(municipality__code__gte="900")


def refused(row) -> IntegrityError:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        row.save()
    return caught.value


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-06-01", "2026-07-01"),  # inside
        ("2025-06-01", "2026-01-02"),  # one day over the beginning
        ("2026-12-31", "2027-06-01"),  # the last day
        ("2025-01-01", "2028-01-01"),  # around
        ("2026-01-01", "2027-01-01"),  # the same
        ("2026-12-31", None),  # open-ended, from the last day
        ("2020-01-01", None),
    ],
)
def test_a_second_row_for_the_same_day_is_refused(start, end):
    period("2026-01-01", "2027-01-01").save()
    assert is_overlap(refused(period(start, end)))
    assert ours().count() == 1


@pytest.mark.parametrize(
    ("start", "end"),
    [("2025-01-01", "2026-01-01"), ("2027-01-01", "2028-01-01"), ("2027-01-01", None)],
)
def test_periods_may_touch(start, end):
    period("2026-01-01", "2027-01-01").save()
    period(start, end).save()
    assert ours().count() == 2


def test_an_open_period_leaves_no_room_after_it():
    period("2026-01-01").save()
    assert is_overlap(refused(period("2090-01-01", "2091-01-01")))
    period("2025-01-01", "2026-01-01").save()


def test_other_values_may_hold_on_the_same_day():
    period("2026-01-01").save()
    period("2026-01-01", code="902").save()
    assert ours().count() == 2


def test_null_counts_as_a_value():
    holder = user()
    membership(holder, "2026-01-01").save()
    membership(holder, "2026-01-01", unit=unit()).save()
    membership(holder, "2026-01-01", role="hr").save()
    assert is_overlap(refused(membership(holder, "2026-05-01", "2026-06-01")))
    assert Membership.objects.count() == 3


def test_a_row_may_be_changed_without_being_in_its_own_way():
    row = period("2026-01-01", "2027-01-01")
    row.save()
    row.valid_to = None
    row.region = "sjaelland"
    row.save()
    assert ours().get().valid_to is None


def test_a_row_may_not_be_moved_onto_another():
    period("2026-01-01", "2027-01-01").save()
    row = period("2027-01-01")
    row.save()
    row.valid_from = row.valid_from.replace(year=2026, month=12, day=31)
    assert is_overlap(refused(row))
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        RegionPeriod.objects.filter(pk=row.pk).update(valid_from="2026-06-01")
    assert is_overlap(caught.value)


def test_many_rows_at_once_are_held_apart_too():
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        RegionPeriod.objects.bulk_create([period("2026-01-01"), period("2027-01-01")])
    assert is_overlap(caught.value)
    assert not ours().exists()


def test_a_period_ends_after_it_begins():
    error = refused(period("2026-01-01", "2026-01-01"))
    assert not is_overlap(error)
    assert "ends_after_it_begins" in str(error)


def test_another_refusal_is_no_overlap():
    municipality()
    again = "INSERT INTO organisation_municipality SELECT * FROM organisation_municipality"
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        connection.cursor().execute(again)
    assert not is_overlap(caught.value)


def test_valid_on_counts_the_first_day_and_not_the_last():
    row = period("2026-01-01", "2027-01-01")
    row.save()
    on = {
        day: ours().valid_on(day).count()
        for day in ("2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01")
    }
    assert on == {"2025-12-31": 0, "2026-01-01": 1, "2026-12-31": 1, "2027-01-01": 0}
