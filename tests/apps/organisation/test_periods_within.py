"""A position lies within its unit's days, and who holds it within the position's."""

from __future__ import annotations

from datetime import date

import pytest

from retning.apps.organisation import services
from retning.apps.organisation.enums import PositionKind, Refusal
from retning.apps.organisation.models import Person, Position, PositionHolder, Unit
from retning.apps.organisation.services import Refused
from tests.cast import Cast
from tests.factories import organisation as make
from tests.factories.organisation import NOW, TESTER

pytestmark = pytest.mark.django_db

FIRST, END = date(2026, 1, 1), date(2026, 6, 1)

OUTSIDE = [
    (date(2025, 12, 31), None, "valid_from"),
    (date(2025, 12, 31), END, "valid_from"),
    (END, None, "valid_from"),
    (date(2026, 7, 1), date(2026, 8, 1), "valid_from"),
    (FIRST, date(2026, 6, 2), "valid_to"),
]
INSIDE = [
    (FIRST, END, END),
    (FIRST, None, END),
    (date(2026, 5, 31), None, END),
    (date(2026, 2, 1), date(2026, 3, 1), date(2026, 3, 1)),
]


@pytest.fixture
def unit(cast: Cast) -> Unit:
    return make.unit(cast.municipality, "Midlertidigt center", valid_from=FIRST, valid_to=END)


@pytest.fixture
def person(cast: Cast) -> Person:
    return services.create_person(
        municipality=cast.municipality, name="Bo Berg", by=TESTER, now=NOW
    )


def add(unit: Unit, first: date, end: date | None) -> Position:
    return services.create_position(
        unit=unit,
        kind=PositionKind.LEADER,
        title="Leder",
        valid_from=first,
        valid_to=end,
        by=TESTER,
        now=NOW,
    )


def hold(position: Position, person: Person, first: date, end: date | None) -> PositionHolder:
    return services.hold_position(
        position=position, person=person, valid_from=first, valid_to=end, by=TESTER, now=NOW
    )


@pytest.mark.parametrize(("first", "end", "field"), OUTSIDE)
def test_a_position_outside_its_unit_is_refused(
    unit: Unit, first: date, end: date | None, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        add(unit, first, end)
    assert (refused.value.code, refused.value.fields) == (Refusal.OUTSIDE_UNIT, (field,))
    assert not unit.positions.exists()


@pytest.mark.parametrize(("first", "end", "kept"), INSIDE)
def test_a_position_ends_with_its_unit(
    unit: Unit, first: date, end: date | None, kept: date
) -> None:
    made = add(unit, first, end)
    assert (made.valid_from, made.valid_to) == (first, kept)


@pytest.mark.parametrize(("first", "end", "field"), OUTSIDE)
def test_nobody_holds_a_position_that_is_not_there(
    unit: Unit, person: Person, first: date, end: date | None, field: str
) -> None:
    position = add(unit, FIRST, END)
    with pytest.raises(Refused) as refused:
        hold(position, person, first, end)
    assert (refused.value.code, refused.value.fields) == (Refusal.OUTSIDE_POSITION, (field,))
    assert not position.holders.exists()


@pytest.mark.parametrize(("first", "end", "kept"), INSIDE)
def test_who_holds_a_position_stops_with_it(
    unit: Unit, person: Person, first: date, end: date | None, kept: date
) -> None:
    made = hold(add(unit, FIRST, END), person, first, end)
    assert (made.valid_from, made.valid_to) == (first, kept)


def test_an_end_is_not_put_off_beyond_what_it_lies_in(unit: Unit, person: Person) -> None:
    position = add(unit, FIRST, END)
    holder = hold(position, person, FIRST, END)
    later = date(2026, 6, 2)
    with pytest.raises(Refused) as refused:
        services.end_holding(holder=holder, valid_to=later, by=TESTER, now=NOW)
    assert refused.value.code is Refusal.OUTSIDE_POSITION
    with pytest.raises(Refused) as refused:
        services.end_position(position=position, valid_to=later, by=TESTER, now=NOW)
    assert refused.value.code is Refusal.OUTSIDE_UNIT
