"""What ends, and what ends with it."""

from __future__ import annotations

from datetime import date

import pytest

from retning.apps.organisation import services
from retning.apps.organisation.enums import PositionKind, Refusal, UnitKind
from retning.apps.organisation.models import Position, PositionHolder, Unit
from retning.apps.organisation.queries import unit_of, unit_tree, units_ended
from retning.apps.organisation.services import Refused
from tests.cast import Cast
from tests.factories import organisation as make
from tests.factories.organisation import NOW, SINCE, TESTER, TODAY

JUNE = date(2026, 6, 1)


def held(position: Position) -> PositionHolder:
    found: PositionHolder = position.holders.get()
    return found


def end_holding(holder: PositionHolder, day: date) -> PositionHolder:
    return services.end_holding(holder=holder, valid_to=day, by=TESTER, now=NOW)


def end_position(position: Position, day: date) -> Position:
    return services.end_position(position=position, valid_to=day, by=TESTER, now=NOW)


def hold(position: Position, holder: PositionHolder, first: date) -> PositionHolder:
    return services.hold_position(
        position=position, person=holder.person, valid_from=first, by=TESTER, now=NOW
    )


def test_somebody_who_came_back_does_not_hold_the_position_twice(cast: Cast) -> None:
    position = cast.centre_chief_position
    first = end_holding(held(position), TODAY)
    again = hold(position, first, JUNE)
    assert end_holding(first, JUNE).valid_to == JUNE
    with pytest.raises(Refused) as refused:
        end_holding(first, date(2026, 6, 2))
    assert refused.value.code is Refusal.PERSON_HOLDS_POSITION
    assert refused.value.fields == ("valid_to",)
    assert end_holding(again, date(2026, 6, 2)).valid_from == JUNE


def test_a_position_leaves_what_had_ended_as_it_was(cast: Cast) -> None:
    position = cast.centre_chief_position
    first = end_holding(held(position), TODAY)
    end_position(position, JUNE)
    first.refresh_from_db()
    assert first.valid_to == TODAY


def test_a_position_does_not_end_before_somebody_begins(cast: Cast) -> None:
    position = cast.centre_chief_position
    hold(position, end_holding(held(position), TODAY), JUNE)
    with pytest.raises(Refused) as refused:
        end_position(position, JUNE)
    assert refused.value.code is Refusal.BEGINS_LATER
    position.refresh_from_db()
    assert position.valid_to is None


def test_a_unit_that_refuses_to_end_has_lost_nothing(cast: Cast) -> None:
    workplace = cast.units.workplace
    leader = make.position(workplace, "Leder", held_by="Lis Lund")
    services.create_position(
        unit=workplace, kind=PositionKind.LEADER, title="Vikar", valid_from=JUNE, by=TESTER, now=NOW
    )
    with pytest.raises(Refused):
        services.end_unit(unit=workplace, valid_to=JUNE, by=TESTER, now=NOW)
    assert held(leader).valid_to is None
    assert Position.objects.get(pk=leader.pk).valid_to is None


def test_a_unit_outlives_those_below_it(cast: Cast) -> None:
    centre, workplace = cast.units.centre, cast.units.workplace
    services.end_unit(unit=workplace, valid_to=JUNE, by=TESTER, now=NOW)
    with pytest.raises(Refused) as refused:
        services.end_unit(unit=centre, valid_to=date(2026, 5, 31), by=TESTER, now=NOW)
    assert refused.value.code is Refusal.UNITS_BELOW
    assert services.end_unit(unit=centre, valid_to=JUNE, by=TESTER, now=NOW).valid_to == JUNE


def test_below_an_ended_unit_is_the_top(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.units.board.pk).update(valid_to=TODAY)
    tree = {branch.unit.name: branch.depth for branch in unit_tree(cast.municipality, on=TODAY)}
    assert tree == {
        "Kommunalbestyrelsen": 0,
        "Børneudvalget": 1,
        "Center for Børn og Unge": 0,
        "Egholmskolen": 1,
        "Center for Teknik": 0,
    }
    assert [unit.name for unit in units_ended(cast.municipality, on=TODAY)] == ["Direktionen"]
    assert units_ended(cast.neighbour, on=TODAY) == []


def test_a_unit_is_its_own_municipalitys(cast: Cast) -> None:
    key = cast.units.centre.key
    found = unit_of(cast.municipality, key, on=TODAY)
    assert found == cast.units.centre
    assert unit_of(cast.neighbour, key, on=TODAY) is None


def test_a_unit_may_be_described_before_it_begins(cast: Cast) -> None:
    services.create_unit(
        municipality=cast.municipality, kind=UnitKind.CENTRE, name="Center for Havvind",
        valid_from=JUNE, by=TESTER, now=NOW,
    )  # fmt: skip
    names = [branch.unit.name for branch in unit_tree(cast.municipality, on=SINCE)]
    assert "Center for Havvind" in names
