"""Two people change the organisation at once: neither undoes the other, and no ring arises."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from retning.apps.organisation import services
from retning.apps.organisation.enums import Refusal, Role
from retning.apps.organisation.models import Membership, Position, PositionHolder, Unit
from retning.apps.organisation.services import Refused
from tests.cast import Cast
from tests.factories import organisation as make
from tests.factories.organisation import NOW, TESTER, TODAY

pytestmark = pytest.mark.django_db

JUNE = date(2026, 6, 1)


def test_a_rename_does_not_undo_an_end(cast: Cast) -> None:
    read_before = Unit.objects.get(pk=cast.units.workplace.pk)
    services.end_unit(unit=cast.units.workplace, valid_to=JUNE, by=TESTER, now=NOW)
    services.rename_unit(unit=read_before, name="Skolen", by=TESTER, now=NOW)
    now = Unit.objects.get(pk=read_before.pk)
    assert (now.name, now.valid_to) == ("Skolen", JUNE)


def test_a_move_does_not_undo_a_rename(cast: Cast) -> None:
    read_before = Unit.objects.get(pk=cast.units.workplace.pk)
    services.rename_unit(unit=cast.units.workplace, name="Skolen", by=TESTER, now=NOW)
    services.move_unit(unit=read_before, parent=cast.units.other_centre, by=TESTER, now=NOW)
    now = Unit.objects.get(pk=read_before.pk)
    assert (now.name, now.parent) == ("Skolen", cast.units.other_centre)


def test_an_end_does_not_undo_what_changed_meanwhile(cast: Cast) -> None:
    position = cast.centre_chief_position
    holder = PositionHolder.objects.get(position=position)
    membership = Membership.objects.get(user=cast.employee)
    Position.objects.filter(pk=position.pk).update(title="Chef")
    other = services.create_person(
        municipality=cast.municipality, name="Bo Berg", by=TESTER, now=NOW
    )
    PositionHolder.objects.filter(pk=holder.pk).update(person=other)
    Membership.objects.filter(pk=membership.pk).update(role=Role.TR)
    services.end_holding(holder=holder, valid_to=TODAY, by=TESTER, now=NOW)
    services.end_position(position=position, valid_to=JUNE, by=TESTER, now=NOW)
    services.end_membership(membership=membership, valid_to=TODAY, by=TESTER, now=NOW)
    ended = PositionHolder.objects.get(pk=holder.pk)
    assert (ended.person, ended.position.title) == (other, "Chef")
    assert Membership.objects.get(pk=membership.pk).role == Role.TR


def test_a_ring_that_is_there_already_is_refused_and_does_not_last_for_ever(cast: Cast) -> None:
    units = cast.units
    Unit.objects.filter(pk=units.board.pk).update(parent=units.centre)
    with pytest.raises(Refused) as refused:
        services.move_unit(unit=units.committee, parent=units.board, by=TESTER, now=NOW)
    assert refused.value.code is Refusal.UNIT_BELOW_ITSELF
    mended = services.move_unit(unit=units.board, parent=None, by=TESTER, now=NOW)
    assert mended.parent is None
    services.move_unit(unit=units.committee, parent=units.board, by=TESTER, now=NOW)


def tables_read(queries: CaptureQueriesContext) -> list[str]:
    """The tables that were read from, in order."""
    told = [query["sql"] for query in queries.captured_queries]
    return [sql.partition('FROM "')[2].partition('"')[0] for sql in told if " FROM " in sql]


def test_who_moves_holds_the_municipality_before_the_units_are_read(cast: Cast) -> None:
    units = cast.units
    with CaptureQueriesContext(connection) as queries:
        services.move_unit(unit=units.workplace, parent=units.other_centre, by=TESTER, now=NOW)
    assert tables_read(queries)[:2] == ["organisation_municipality", "organisation_unit"]


def test_who_ends_a_role_holds_the_municipality_before_others_are_counted(cast: Cast) -> None:
    make.membership(cast.consultant, cast.municipality, Role.ADMINISTRATOR)
    membership = Membership.objects.get(user=cast.administrator)
    with CaptureQueriesContext(connection) as queries:
        services.end_membership(membership=membership, valid_to=TODAY, by=TESTER, now=NOW)
    assert tables_read(queries)[:2] == ["organisation_municipality", "organisation_membership"]
