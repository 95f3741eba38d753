"""A role that is for the whole municipality: never in one unit, and without effect there."""

from __future__ import annotations

import pytest

from retning.apps.organisation import rules
from retning.apps.organisation.enums import MUNICIPALITY_WIDE, Refusal, Role
from retning.apps.organisation.models import Membership
from retning.apps.organisation.queries import standing_of
from retning.apps.organisation.rules import Permission
from retning.apps.organisation.services import Refused, end_membership
from retning.apps.strategy import rules as strategy_rules
from tests.cast import Cast
from tests.factories import organisation as make
from tests.factories.organisation import NOW, SINCE, TESTER, TODAY
from tests.helpers.permissions import Case, assert_matrix

pytestmark = pytest.mark.django_db

# Roles, each held in one school only.
IN_ONE_UNIT = """
                  | administer | manage_organisation | record_resolutions | edit_strategies | publish | read_drafts
administrator     | no         | no                  | no                 | no              | no      | no
consultant        | no         | no                  | no                 | no              | no      | no
council_secretary | no         | no                  | no                 | no              | no      | no
executive_board   | no         | no                  | no                 | no              | no      | no
analyst           | no         | no                  | no                 | no              | no      | no
centre_chief      | no         | no                  | no                 | no              | no      | yes
workplace_leader  | no         | no                  | no                 | no              | no      | no
employee          | no         | no                  | no                 | no              | no      | no
"""  # noqa: E501 - a table is read across

BY_NAME: dict[str, Permission] = {
    permission.name: permission
    for permission in (
        *rules.PERMISSIONS,
        strategy_rules.READ_DRAFTS,
        strategy_rules.EDIT_STRATEGIES,
        strategy_rules.PUBLISH,
    )
}


def hold_in_one_unit(cast: Cast, role: Role) -> Membership:
    """As a row that no service would write."""
    user = make.user(f"Holder {role.value}")
    return Membership.objects.create(
        user=user,
        municipality=cast.municipality,
        role=role,
        unit=cast.units.workplace,
        valid_from=SINCE,
    )


@pytest.fixture
def holders(cast: Cast) -> dict[str, Membership]:
    return {role.value: hold_in_one_unit(cast, role) for role in Role}


def test_what_a_role_in_one_unit_permits(cast: Cast, holders: dict[str, Membership]) -> None:
    def decide(case: Case) -> bool:
        standing = standing_of(holders[case.who].user, cast.municipality, on=TODAY)
        return BY_NAME[case.state](standing)

    assert_matrix(IN_ONE_UNIT, decide)


def test_the_list_twins_say_the_same_of_one_unit(
    cast: Cast, holders: dict[str, Membership]
) -> None:
    def decide(case: Case) -> bool:
        where = BY_NAME[case.state].municipalities(holders[case.who].user, on=TODAY)
        return cast.municipality in where

    assert_matrix(IN_ONE_UNIT, decide)


@pytest.mark.parametrize("role", sorted(MUNICIPALITY_WIDE))
def test_it_is_not_given_in_one_unit(cast: Cast, role: Role) -> None:
    with pytest.raises(Refused) as refused:
        make.membership(cast.employee, cast.municipality, role, unit=cast.units.workplace)
    assert refused.value.code is Refusal.NOT_IN_ONE_UNIT
    assert refused.value.fields == ("unit",)
    assert not Membership.objects.filter(user=cast.employee, role=role).exists()
    assert make.membership(cast.employee, cast.municipality, role).unit is None


@pytest.mark.parametrize("role", sorted(set(Role) - MUNICIPALITY_WIDE))
def test_the_others_have_a_place_of_their_own(cast: Cast, role: Role) -> None:
    unit = cast.units.other_centre
    assert make.membership(cast.analyst, cast.municipality, role, unit=unit).unit == unit


def test_an_administrator_of_one_unit_does_not_count_as_another(cast: Cast) -> None:
    hold_in_one_unit(cast, Role.ADMINISTRATOR)
    membership = Membership.objects.get(user=cast.administrator)
    with pytest.raises(Refused) as refused:
        end_membership(membership=membership, valid_to=TODAY, by=TESTER, now=NOW)
    assert refused.value.code is Refusal.LAST_ADMINISTRATOR
