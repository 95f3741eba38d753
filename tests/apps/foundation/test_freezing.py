"""Freezing: what is written once stays as it was, and proves it."""

from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from retning.foundation.freezing.models import FrozenRow, FrozenSet
from retning.foundation.freezing.queries import Damage, Problem, row_of, rows_of, verify
from retning.foundation.freezing.services import Row, freeze
from retning.foundation.records import guards
from retning.foundation.records.immutability import is_refused
from tests.apps.foundation.people import NOW

pytestmark = pytest.mark.django_db

AREA = UUID("00000000-0000-4000-8000-00000000000a")
GOAL = UUID("00000000-0000-4000-8000-00000000000b")
OTHER = UUID("00000000-0000-4000-8000-00000000000c")

# By sha256sum over the canonical JSON, written by hand: a change to how rows are hashed must not
# pass unseen, for editions that are public would no longer prove themselves.
HASHES = [
    "3005d7dcea78370ebcf971e76ddea96850850a29584e420454db3782625f6391",
    "573a245c34f8e0043d8187555bd9682a25db12657e8b8a20961a2a291d73e025",
]
CHECKSUM = "f818c56d5ccad32ac93a95b63dea0f028d785216231c2ca3f5ebd0a032dc7420"


def rows() -> list[Row]:
    return [
        Row(key=AREA, kind="area", parent_key=None, text="Børn og unge"),
        Row(
            key=GOAL,
            kind="goal",
            parent_key=AREA,
            text="Flere børn læser hver dag",
            body="<p>Også om sommeren</p>",
            data={"owner": {"name": "Skoleafdelingen", "key": None}, "fields": ["skole"], "n": 3},
        ),
    ]


def frozen(given: list[Row] | None = None) -> FrozenSet:
    return freeze(tenant="901", rows=rows() if given is None else given, now=NOW)


def test_rows_are_kept_in_order_with_hashes_and_a_checksum():
    frozen_set = frozen()
    first, second = rows_of(frozen_set.pk)
    assert [first.key, second.key] == [AREA, GOAL]
    assert [first.order, second.order] == [0, 1]
    assert (second.parent_key, second.body) == (AREA, "<p>Også om sommeren</p>")
    assert second.data == {
        "owner": {"name": "Skoleafdelingen", "key": None},
        "fields": ["skole"],
        "n": 3,
    }
    assert [first.hash, second.hash] == HASHES
    assert frozen_set.checksum == CHECKSUM
    assert (frozen_set.tenant, frozen_set.frozen_at) == ("901", NOW)
    assert verify(FrozenSet.objects.get(pk=frozen_set.pk)) == []


def test_the_same_rows_have_the_same_checksum_and_others_another():
    assert frozen().checksum == frozen().checksum
    turned = [rows()[0], Row(key=OTHER, kind="goal", parent_key=AREA, text="x"), rows()[1]]
    straight = [*rows(), Row(key=OTHER, kind="goal", parent_key=AREA, text="x")]
    assert frozen(turned).checksum != frozen(straight).checksum


def test_the_order_of_names_in_data_makes_no_difference():
    one = Row(key=AREA, kind="area", parent_key=None, text="", data={"a": 1, "b": [2]})
    two = Row(key=AREA, kind="area", parent_key=None, text="", data={"b": [2], "a": 1})
    assert frozen([one]).checksum == frozen([two]).checksum


def test_a_row_is_found_by_its_key_in_its_own_set():
    frozen_set, other_set = frozen(), frozen([rows()[0]])
    assert row_of(frozen_set.pk, GOAL).text == "Flere børn læser hver dag"
    with pytest.raises(FrozenRow.DoesNotExist):
        row_of(other_set.pk, GOAL)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([], "nothing to freeze"),
        ([rows()[0], rows()[0]], "comes twice"),
        ([rows()[1], rows()[0]], "does not stand before it"),
        ([Row(key=AREA, kind="area", parent_key=None, text="a\0b")], "NUL"),
        ([Row(key=AREA, kind="area", parent_key=None, text="", data={"a": ["\0"]})], "NUL"),
        ([Row(key=AREA, kind="area", parent_key=None, text="", data={"a": 0.1})], "floating"),
        ([Row(key=AREA, kind="area", parent_key=None, text="", data={"a": {1: ""}})], "strings"),
        ([Row(key=AREA, kind="area", parent_key=None, text="\ud800")], "surrogates"),
    ],
)
def test_what_cannot_be_frozen_leaves_nothing_behind(given, why):
    with pytest.raises(ValueError, match=why):
        frozen(given)
    assert not FrozenSet.objects.exists()
    assert not FrozenRow.objects.exists()


@pytest.mark.parametrize(
    "deed",
    [
        lambda: FrozenRow.objects.filter(key=GOAL).update(text="Færre"),
        lambda: FrozenRow.objects.get(key=GOAL).save(),
        lambda: FrozenRow.objects.filter(key=GOAL).delete(),
        lambda: FrozenRow.objects.get(key=GOAL).delete(),
        lambda: FrozenSet.objects.update(checksum="0" * 64),
        lambda: FrozenSet.objects.filter(rows=None).delete(),
        lambda: FrozenSet.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_refuses_to_change_what_is_frozen(deed):
    frozen()
    FrozenSet.objects.create(tenant="901", checksum="", frozen_at=NOW)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        deed()
    assert is_refused(caught.value)
    assert FrozenRow.objects.get(key=GOAL).text == "Flere børn læser hver dag"
    assert FrozenSet.objects.count() == 2


def tampered(sql: str) -> list[Problem]:
    """What `verify` finds after somebody took the guards away and ran `sql`."""
    frozen_set = frozen()
    connection.check_constraints()
    guards.lift(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql)
    return verify(FrozenSet.objects.get(pk=frozen_set.pk))


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE freezing_frozenrow SET text = 'x' WHERE kind = 'goal'", [(Damage.ROW, GOAL)]),
        ("UPDATE freezing_frozenrow SET kind = 'theme' WHERE kind = 'goal'", [(Damage.ROW, GOAL)]),
        ("UPDATE freezing_frozenrow SET body = '' WHERE kind = 'goal'", [(Damage.ROW, GOAL)]),
        ("UPDATE freezing_frozenrow SET data = '{}' WHERE kind = 'goal'", [(Damage.ROW, GOAL)]),
        ("UPDATE freezing_frozenrow SET \"order\" = 7 WHERE kind = 'goal'", [(Damage.ROW, GOAL)]),
        (
            "UPDATE freezing_frozenrow SET parent_key = NULL WHERE kind = 'goal'",
            [(Damage.ROW, GOAL)],
        ),
        ("DELETE FROM freezing_frozenrow WHERE kind = 'goal'", [(Damage.SET, None)]),
        ("UPDATE freezing_frozenset SET checksum = ''", [(Damage.SET, None)]),
        (
            "UPDATE freezing_frozenrow SET hash = 'x' WHERE kind = 'goal'",
            [(Damage.ROW, GOAL), (Damage.SET, None)],
        ),
    ],
)
def test_tampering_behind_the_guards_is_found(sql, found):
    assert tampered(sql) == [Problem(damage, key) for damage, key in found]


def test_the_command_tells_how_many_texts_are_proven(capsys):
    frozen()
    frozen([Row(key=OTHER, kind="goal", parent_key=None, text="x")])
    call_command("verify_frozen")
    assert capsys.readouterr().out == "Frozen texts proven by their checksums: 2.\n"


def test_the_command_names_what_is_damaged_and_fails():
    frozen()
    damaged = frozen()
    connection.check_constraints()
    guards.lift(connection)
    FrozenRow.objects.filter(frozen_set=damaged, key=GOAL).update(text="Færre børn læser")
    FrozenRow.objects.filter(frozen_set=damaged, key=AREA).update(hash="0" * 64)
    with pytest.raises(CommandError) as refusal:
        call_command("verify_frozen")
    assert str(refusal.value).splitlines() == [
        f"Text {damaged.pk} of 901: row {AREA} is not what was frozen.",
        f"Text {damaged.pk} of 901: row {GOAL} is not what was frozen.",
        f"Text {damaged.pk} of 901: its rows do not add up to its checksum.",
    ]
