"""Reads and rules: shapes, days, tenants and the number of queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from retning.apps.accounts.services import deactivate
from retning.apps.organisation import queries, rules
from retning.apps.organisation.enums import Role, UnitKind
from retning.apps.organisation.models import Municipality
from retning.apps.organisation.services import Look, set_appearance
from tests.cast import Cast
from tests.factories import organisation as make
from tests.factories.organisation import NOW, TESTER, TODAY
from tests.helpers.permissions import Case, assert_matrix
from tests.helpers.queries import assert_queries, assert_queries_at_1_and_3

pytestmark = pytest.mark.django_db

MATRIX = """
                     | enter/own | administer/own | manage_organisation/own | record_resolutions/own | enter/neighbour | administer/neighbour | manage_organisation/neighbour
administrator        | yes       | yes            | yes                     | yes                    | no              | no                   | no
consultant           | yes       | no             | yes                     | yes                    | no              | no                   | no
executive            | yes       | no             | no                      | no                     | no              | no                   | no
centre_chief         | yes       | no             | no                      | no                     | no              | no                   | no
workplace_leader     | yes       | no             | no                      | no                     | no              | no                   | no
employee             | yes       | no             | no                      | no                     | no              | no                   | no
politician           | yes       | no             | no                      | no                     | no              | no                   | no
analyst              | yes       | no             | no                      | no                     | no              | no                   | no
neighbour_consultant | no        | no             | no                      | no                     | yes             | no                   | yes
citizen              | no        | no             | no                      | no                     | no              | no                   | no
"""  # noqa: E501 - a table is read across

BY_NAME = {permission.name: permission for permission in rules.PERMISSIONS}


def tenant_of(cast: Cast, case: Case) -> Municipality:
    return cast.municipality if case.tenant == "own" else cast.neighbour


def test_who_may_what_where(cast: Cast) -> None:
    def decide(case: Case) -> bool:
        standing = queries.standing_of(cast[case.who], tenant_of(cast, case), on=TODAY)
        return BY_NAME[case.state](standing)

    assert_matrix(MATRIX, decide)


def test_the_list_twins_say_the_same(cast: Cast) -> None:
    def decide(case: Case) -> bool:
        where = BY_NAME[case.state].municipalities(cast[case.who], on=TODAY)
        return tenant_of(cast, case) in where

    assert_matrix(MATRIX, decide)


def test_a_role_permits_from_its_first_day_until_the_day_before_its_end(cast: Cast) -> None:
    end = date(2026, 5, 1)
    make.membership(
        cast.employee, cast.municipality, Role.ADMINISTRATOR, valid_from=TODAY, valid_to=end
    )
    day_by_day = {
        day: rules.ADMINISTER(queries.standing_of(cast.employee, cast.municipality, on=day))
        for day in (TODAY - timedelta(1), TODAY, end - timedelta(1), end)
    }
    assert list(day_by_day.values()) == [False, True, True, False]
    for day, may in day_by_day.items():
        where = rules.ADMINISTER.municipalities(cast.employee, on=day)
        assert (cast.municipality in where) is may


def test_who_is_deactivated_has_no_standing(cast: Cast) -> None:
    deactivate(user=cast.administrator, by=TESTER, now=NOW)
    standing = queries.standing_of(cast.administrator, cast.municipality, on=TODAY)
    assert standing.roles == frozenset()
    assert not rules.ENTER.municipalities(cast.administrator, on=TODAY).exists()


def test_standing_is_one_query_however_many_roles(cast: Cast) -> None:
    roles = [Role.HR, Role.MED, Role.TR]
    user = make.user("Vera Vang")
    assert_queries_at_1_and_3(
        1,
        add_row=lambda number: make.membership(user, cast.municipality, roles[number - 1]),
        read=lambda: queries.standing_of(user, cast.municipality, on=TODAY).roles,
    )
    assert queries.roles_of(user, cast.municipality, on=TODAY) == frozenset(roles)
    assert queries.roles_of(user, cast.neighbour, on=TODAY) == frozenset()


# --- Hosts -----------------------------------------------------------------------------


def test_a_host_name_finds_its_municipality_in_one_query(cast: Cast) -> None:
    with assert_queries(1):
        found = queries.municipality_for_host("ISHOEJ.localhost", default_code="187")
        assert found == cast.neighbour
        assert found.appearance.site_name == "Ishøjs retning"


def test_an_unknown_host_gets_the_default_in_one_query(cast: Cast) -> None:
    with assert_queries(1):
        found = queries.municipality_for_host("10.0.0.1", default_code="187")
    assert found == cast.municipality


def test_an_unknown_host_among_several_is_nobodys(cast: Cast) -> None:
    assert queries.municipality_for_host("elsewhere.example") is None


def test_where_one_is_in_use_every_host_is_its() -> None:
    assert queries.municipality_for_host("localhost") is None
    only = make.municipality_of("187", in_use=False)
    set_appearance(municipality=only, look=Look(site_name="Retning"), by=TESTER, now=NOW)
    assert queries.municipality_for_host("localhost") == only


def test_a_municipality_without_an_appearance_has_our_colours() -> None:
    odense = Municipality.objects.get(pk="461")
    appearance = queries.appearance_of(odense)
    assert (appearance.site_name, appearance.primary_colour) == ("Odense Kommune", "#1e5b4a")


def test_the_appearances_checksum_follows_every_field(cast: Cast) -> None:
    appearance = queries.appearance_of(cast.municipality)
    checksums = {queries.appearance_checksum(appearance)}
    for field in ("site_name", "link_colour", "phone", "logo_key", "accessibility_contact"):
        setattr(appearance, field, "#123456")
        checksums.add(queries.appearance_checksum(appearance))
    assert len(checksums) == 6


# --- Lists -----------------------------------------------------------------------------


def test_units_are_those_of_the_day_the_kind_and_the_municipality(cast: Cast) -> None:
    make.unit(cast.municipality, "Gammelt center", valid_to=TODAY)
    centres = queries.units_of(cast.municipality, on=TODAY, kinds=[UnitKind.CENTRE])
    assert centres == [cast.units.centre, cast.units.other_centre]
    assert len(queries.units_of(cast.municipality, on=TODAY)) == 6
    assert queries.units_of(cast.neighbour, on=TODAY) == [cast.neighbour_unit]


def test_owners_are_units_and_their_positions_in_three_queries(cast: Cast) -> None:
    made = [make.unit(cast.neighbour, f"Center {number}") for number in (1, 2, 3)]
    assert_queries_at_1_and_3(
        3,
        add_row=lambda number: make.position(made[number - 1], "Chef", held_by=f"Bo {number}"),
        read=lambda: [str(owner) for owner in queries.owners_of(cast.neighbour, on=TODAY)],
    )
    owners = queries.owners_of(cast.municipality, on=TODAY)
    assert [str(owner) for owner in owners if owner.unit_id == cast.units.centre.pk] == [
        "Center for Børn og Unge",
        "Centerchef, Center for Børn og Unge",
    ]
    chief = next(owner for owner in owners if owner.position_id)
    assert chief.holders == ("Carl Christoffersen",)
    assert chief.position_key == cast.centre_chief_position.key
