"""A municipality that begins from nothing sets up units, positions, who holds them, and fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.organisation import services
from retning.apps.organisation.enums import PositionKind, UnitKind
from retning.apps.organisation.models import Field, Position, PositionHolder, Unit
from retning.foundation.audit.models import Entry
from tests.cast import Cast
from tests.factories import organisation as make
from tests.factories.organisation import NOW, SINCE, TESTER, TODAY
from tests.helpers.forms import errors, post
from tests.helpers.permissions import Case, assert_matrix
from tests.helpers.queries import assert_queries_at_1_and_3

Browser = Callable[..., Client]

FIRST_DAY = {"valid_from": "2026-03-02"}
PAGE = ["organisation"]
ADD = ["unit_add", "field_add"]
OF_A_UNIT = ["unit", "unit_rename", "unit_move", "unit_end", "position_add"]
OF_A_POSITION = ["holder_add", "position_end"]

WHO_MAY = """
                     | lists | unit | position | holder
administrator        | 200   | 200  | 200      | 200
consultant           | 200   | 200  | 200      | 200
executive            | 403   | 403  | 403      | 403
centre_chief         | 403   | 403  | 403      | 403
workplace_leader     | 403   | 403  | 403      | 403
employee             | 403   | 403  | 403      | 403
politician           | 403   | 403  | 403      | 403
analyst              | 403   | 403  | 403      | 403
neighbour_consultant | 403   | 403  | 403      | 403
citizen              | 302   | 302  | 302      | 302
"""


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def administrator(client_of: Browser) -> Client:
    return client_of("administrator")


@pytest.fixture
def beginner(cast: Cast, client_of: Browser) -> Client:
    """A municipality with people, and no unit at all."""
    return client_of("neighbour_consultant", at=cast.neighbour)


def addresses(unit: Unit, position: Position, holder: PositionHolder) -> dict[str, list[str]]:
    return {
        "lists": [reverse(f"staff:{name}") for name in [*PAGE, *ADD]],
        "unit": [reverse(f"staff:{name}", args=[unit.key]) for name in OF_A_UNIT],
        "position": [reverse(f"staff:{name}", args=[position.key]) for name in OF_A_POSITION],
        "holder": [reverse("staff:holder_end", args=[holder.pk])],
    }


def ours(cast: Cast) -> dict[str, list[str]]:
    position = cast.centre_chief_position
    return addresses(cast.units.centre, position, position.holders.get())


def theirs(cast: Cast) -> dict[str, list[str]]:
    position = make.position(cast.neighbour_unit, "Nabochef", held_by="Nina Nabo")
    return addresses(cast.neighbour_unit, position, position.holders.get())


# --- Who may -----------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may(cast: Cast, client_of: Browser, method: str) -> None:
    found = ours(cast)

    def status(case: Case) -> str:
        client = client_of(case.who)
        answers = {getattr(client, method)(path).status_code for path in found[case.state]}
        if method == "post":
            answers -= {405}  # pages that only show, for everyone
        return " ".join(map(str, sorted(answers)))

    assert_matrix(WHO_MAY, status)


def test_without_the_role_the_reason_is_said(cast: Cast, client_of: Browser) -> None:
    page = client_of("employee").get(reverse("staff:organisation")).content.decode()
    assert "administrator or a strategy consultant may change units" in page


def test_the_neighbours_rows_are_not_found(cast: Cast, administrator: Client) -> None:
    before = list(Unit.objects.values()), list(PositionHolder.objects.values())
    for group in ("unit", "position", "holder"):
        for path in theirs(cast)[group]:
            assert administrator.get(path).status_code == 404, path
            sent = {"name": "Vores", "valid_to": "2026-03-02", **FIRST_DAY}
            assert administrator.post(path, sent).status_code in {404, 405}, path
    assert list(Unit.objects.values()) == before[0]
    assert list(PositionHolder.objects.exclude(person__name="Nina Nabo").values()) == before[1]


def test_no_deed_is_done_by_a_link(cast: Cast, administrator: Client) -> None:
    before = Entry.objects.count()
    for paths in ours(cast).values():
        for path in paths:
            asked = {"name": "Ændret", "valid_to": "2026-03-02", "kind": "centre", **FIRST_DAY}
            assert administrator.get(path, asked).status_code == 200
    assert Entry.objects.count() == before


# --- From nothing ------------------------------------------------------------------------


def test_from_nothing_to_somebody_who_can_own_a_goal(cast: Cast, beginner: Client) -> None:
    services.end_unit(unit=cast.neighbour_unit, valid_to=TODAY, by=TESTER, now=NOW)
    start = beginner.get(reverse("staff:organisation")).content.decode()
    assert "No units yet" in start
    assert "Units that have ended" in start

    answer = post(beginner, "unit_add", kind="board", name=" Direktionen ", parent="", **FIRST_DAY)
    assert answer.headers["Location"] == reverse("staff:organisation")
    board = Unit.objects.get(name="Direktionen", municipality=cast.neighbour)
    assert (board.municipality, board.kind) == (cast.neighbour, UnitKind.BOARD)
    post(beginner, "unit_add", kind="centre", name="By og Natur", parent=board.pk, **FIRST_DAY)
    centre = Unit.objects.get(name="By og Natur", municipality=cast.neighbour)
    assert (centre.parent, centre.valid_from) == (board, TODAY)

    answer = post(
        beginner, "position_add", centre.key, kind="centre_chief", title="Centerchef", **FIRST_DAY
    )
    assert answer.headers["Location"] == reverse("staff:unit", args=[centre.key])
    position = Position.objects.get(unit=centre)
    assert (position.kind, position.title) == (PositionKind.CENTRE_CHIEF, "Centerchef")
    post(beginner, "holder_add", position.key, name="Gry Grøn", email="gry@e.example", **FIRST_DAY)
    held = PositionHolder.objects.get(position=position)
    assert (held.person.name, held.person.email) == ("Gry Grøn", "gry@e.example")
    assert (held.person.municipality, held.valid_from) == (cast.neighbour, TODAY)

    post(beginner, "field_add", name="Grønne områder")
    page = beginner.get(reverse("staff:organisation")).content.decode()
    assert "Grønne områder has been added." in page
    assert "Gry Grøn" in page
    assert page.index("Direktionen") < page.index("By og Natur")
    assert "branch--1" in page


def test_each_deed_is_said_and_done_once(cast: Cast, administrator: Client) -> None:
    answer = post(administrator, "unit_rename", cast.units.workplace.key, name="Pilehaven")
    assert answer.status_code == 302
    where = reverse("staff:unit", args=[cast.units.workplace.key])
    assert answer.headers["Location"] == where
    assert "The unit is now called Pilehaven." in administrator.get(where).content.decode()
    assert "is now called" not in administrator.get(where).content.decode()
    entry = Entry.objects.get(deed="unit_renamed")
    assert entry.actor_key == cast.administrator.actor_key


def test_the_tree_stands_in_order(cast: Cast, administrator: Client) -> None:
    page = administrator.get(reverse("staff:organisation")).content.decode().partition("<main")[2]
    names = re.findall(r'<div class="branch(?: branch--(\d))?">\s*<a [^>]*>([^<]+)</a>', page)
    assert names == [
        ("", "Kommunalbestyrelsen"),
        ("1", "Børneudvalget"),
        ("1", "Direktionen"),
        ("2", "Center for Børn og Unge"),
        ("3", "Egholmskolen"),
        ("2", "Center for Teknik"),
    ]
    assert "Centerchef" in page
    assert "Carl Christoffersen" in page
    assert "Center for Nabohjælp" not in page


def test_what_is_to_come_is_there_and_says_when(cast: Cast, administrator: Client) -> None:
    coming = date(2026, 8, 1)
    make.unit(cast.municipality, "Center for Havvind", valid_from=coming)
    person = services.create_person(
        municipality=cast.municipality, name="Hans Hav", by=TESTER, now=NOW
    )
    services.hold_position(
        position=cast.centre_chief_position, person=person, valid_from=coming, by=TESTER, now=NOW
    )
    page = administrator.get(reverse("staff:organisation")).content.decode()
    assert "Center for Havvind" in page
    assert "Hans Hav (from 1 August 2026)" in page


def test_sql_is_constant(cast: Cast, beginner: Client) -> None:
    def add(number: int) -> None:
        unit = make.unit(cast.neighbour, f"Center {number}", parent=cast.neighbour_unit)
        make.position(unit, "Centerchef", held_by=f"Chef {number}")
        ended = make.unit(cast.neighbour, f"Før {number}", valid_to=TODAY)
        make.position(ended, "Chef")
        services.create_field(
            municipality=cast.neighbour, name=f"Felt {number}", by=TESTER, now=NOW
        )

    # Session, municipality, user, standing; units, positions, holders; ended units; fields.
    assert_queries_at_1_and_3(
        9, add_row=add, read=lambda: beginner.get(reverse("staff:organisation"))
    )


def test_sql_of_a_unit_is_constant(cast: Cast, beginner: Client) -> None:
    def add(number: int) -> None:
        make.unit(cast.neighbour, f"Center {number}", parent=cast.neighbour_unit)
        make.position(cast.neighbour_unit, f"Chef {number}", held_by=f"Chef {number}")

    # Session, municipality, user, standing; the unit, positions, holders; units below it.
    path = reverse("staff:unit", args=[cast.neighbour_unit.key])
    assert_queries_at_1_and_3(8, add_row=add, read=lambda: beginner.get(path))


# --- Units -------------------------------------------------------------------------------


def test_a_unit_moves_with_what_lies_below(cast: Cast, administrator: Client) -> None:
    centre, board = cast.units.centre, cast.units.board
    assert post(administrator, "unit_move", centre.key, parent="").status_code == 302
    centre.refresh_from_db()
    assert centre.parent is None
    post(administrator, "unit_move", centre.key, parent=cast.units.other_centre.pk)
    centre.refresh_from_db()
    assert centre.parent == cast.units.other_centre
    refused = post(administrator, "unit_move", board.key, parent=cast.units.workplace.pk)
    assert errors(refused) == {
        "parent": "A unit cannot lie below itself. Choose another unit above it."
    }
    board.refresh_from_db()
    assert board.parent == cast.units.council


@pytest.mark.parametrize("name", ["unit_add", "unit_move"])
def test_the_neighbours_unit_is_no_place(cast: Cast, administrator: Client, name: str) -> None:
    args = [] if name == "unit_add" else [cast.units.centre.key]
    sent = {"kind": "centre", "name": "Nyt", "parent": cast.neighbour_unit.pk, **FIRST_DAY}
    answer = post(administrator, name, *args, **sent)
    assert list(errors(answer)) == ["parent"]
    assert "Center for Nabohjælp" not in answer.content.decode()
    assert not Unit.objects.filter(name="Nyt").exists()


def test_below_a_unit_the_place_is_chosen(cast: Cast, administrator: Client) -> None:
    page = administrator.get(reverse("staff:unit", args=[cast.units.centre.key])).content.decode()
    place = f"{reverse('staff:unit_add')}?under={cast.units.centre.pk}"
    assert place in page
    chosen = f'<option value="{cast.units.centre.pk}" selected>'
    assert chosen in administrator.get(place).content.decode()
    nonsense = administrator.get(reverse("staff:unit_add"), {"under": "x'--"})
    assert nonsense.status_code == 200


@pytest.mark.parametrize(
    ("sent", "at_fault"),
    [
        ({"name": "  "}, ["name"]),
        ({"name": "x" * 201}, ["name"]),
        ({"kind": "empire"}, ["kind"]),
        ({"kind": ""}, ["kind"]),
        ({"valid_from": "31.02.2026"}, ["valid_from"]),
    ],
)
def test_a_unit_that_lacks_something(
    cast: Cast, administrator: Client, sent: dict[str, str], at_fault: list[str]
) -> None:
    before = Unit.objects.count()
    whole = {"kind": "centre", "name": "Nyt", "parent": "", **FIRST_DAY}
    assert list(errors(post(administrator, "unit_add", **whole | sent))) == at_fault
    assert Unit.objects.count() == before


def test_a_unit_ends_with_its_positions(cast: Cast, administrator: Client) -> None:
    centre, position = cast.units.centre, cast.centre_chief_position
    refused = post(administrator, "unit_end", centre.key, valid_to="2026-06-01")
    assert errors(refused) == {
        "valid_to": "Other units lie below this one on that day. Move or end them first."
    }
    post(administrator, "unit_end", cast.units.workplace.key, valid_to="2026-06-01")
    assert post(administrator, "unit_end", centre.key, valid_to="2026-06-01").status_code == 302
    for row in (centre, position, held := position.holders.get()):
        row.refresh_from_db()
        assert row.valid_to == date(2026, 6, 1)
    assert Entry.objects.filter(deed="holding_ended", subject_id=str(held.pk)).count() == 1


def test_nothing_ends_before_it_begins(cast: Cast, administrator: Client) -> None:
    last_day = "The last day must come after the first. Correct the dates."
    held = cast.centre_chief_position.holders.get()
    for name, key in [
        ("unit_end", cast.units.workplace.key),
        ("position_end", cast.centre_chief_position.key),
        ("holder_end", held.pk),
    ]:
        answer = post(administrator, name, key, valid_to=SINCE.isoformat())
        assert errors(answer) == {"valid_to": last_day}
    held.refresh_from_db()
    assert held.valid_to is None


def test_what_begins_later_does_not_end_before(cast: Cast, administrator: Client) -> None:
    workplace = cast.units.workplace
    services.create_position(
        unit=workplace, kind=PositionKind.LEADER, title="Skoleleder",
        valid_from=date(2026, 8, 1), by=TESTER, now=NOW,
    )  # fmt: skip
    later = {"valid_to": "Something in it begins on that day or later. Choose a later day."}
    answer = post(administrator, "unit_end", workplace.key, valid_to="2026-08-01")
    assert errors(answer) == later
    workplace.refresh_from_db()
    assert workplace.valid_to is None
    assert post(administrator, "unit_end", workplace.key, valid_to="2026-08-02").status_code == 302


# --- Fields ------------------------------------------------------------------------------


def test_a_field_is_had_once(cast: Cast, administrator: Client) -> None:
    assert post(administrator, "field_add", name="Klima").status_code == 302
    assert errors(post(administrator, "field_add", name="KLIMA ")) == {
        "name": "You already have this field."
    }
    assert Field.objects.filter(municipality=cast.municipality).count() == 1


@pytest.mark.parametrize("name", ["", "?!", "x" * 101])
def test_a_field_needs_a_name(cast: Cast, administrator: Client, name: str) -> None:
    assert list(errors(post(administrator, "field_add", name=name))) == ["name"]
    assert not Field.objects.exists()
