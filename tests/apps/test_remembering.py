"""What is put back is what the services made, row for row; and where it may not be, they run."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from retning.apps.accounts.models import User
from retning.apps.organisation.models import Unit
from tests.cast import Cast, make_cast
from tests.factories import organisation as org
from tests.helpers import remembering
from tests.helpers.remembering import remembered
from tests.helpers.tables import Table, changes, every_row


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MEMORIES", {})


@pytest.fixture
def calls() -> list[str]:
    return []


@pytest.fixture
def team(calls: list[str]):
    def make() -> Cast:
        calls.append("made")
        return make_cast()

    return make


def taken_back(factory) -> tuple[Cast, dict[str, Table]]:
    """What the factory gives, and all rows then; the rows are taken back."""
    with transaction.atomic():
        made, rows = remembered(factory), every_row()
        transaction.set_rollback(True)
    return made, rows


@pytest.mark.django_db
def test_the_same_rows_are_put_back(team, calls: list[str]) -> None:
    empty = every_row()
    first, made = taken_back(team)
    assert every_row() == empty
    again, put_back = taken_back(team)
    assert calls == ["made"]
    assert not changes(made, put_back)
    assert len(changes(empty, put_back).new) > 60
    assert again is not first
    assert again == first


@pytest.mark.django_db
def test_everybody_has_a_copy_of_their_own(team) -> None:
    taken_back(team)
    first, _ = taken_back(team)
    first.consultant.name = "En anden"
    again = remembered(team)
    assert again.consultant.name == "Karen Kold"
    again.consultant.name = "Karen Kjær"
    again.consultant.save()
    assert User.objects.get(pk=again.consultant.pk).name == "Karen Kjær"


@pytest.mark.django_db
def test_what_comes_afterwards_has_numbers_of_its_own(team) -> None:
    taken_back(team)
    cast = remembered(team)
    unit = org.unit(cast.municipality, "Center for Ro")
    assert Unit.objects.filter(pk=unit.pk).count() == 1
    assert unit.pk > max(each.pk for each in (cast.units.workplace, cast.neighbour_unit))


@pytest.mark.django_db
def test_at_another_place_it_is_made(team, calls: list[str]) -> None:
    taken_back(team)
    org.user("En Anden")
    taken_back(team)
    assert calls == ["made", "made"]
    taken_back(team)
    assert calls == ["made", "made"]


@pytest.mark.django_db
def test_where_a_row_was_changed_it_is_always_made(calls: list[str]) -> None:
    other = org.user("En Anden")

    def rename() -> int:
        calls.append("made")
        return User.objects.filter(pk=other.pk).update(name=f"Nr. {len(calls)}")

    for _ in range(3):
        assert remembered(rename) == 1
    assert User.objects.get(pk=other.pk).name == "Nr. 3"


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_it_is_made(calls: list[str]) -> None:
    def make() -> str:
        calls.append("made")
        return connection.vendor

    assert not connection.in_atomic_block
    assert [remembered(make), remembered(make)] == [connection.vendor] * 2
    assert calls == ["made", "made"]
