"""Who may what in a hearing: role × municipality for each permission, and phase on top of it."""

from __future__ import annotations

import pytest

from retning.apps.hearing import rules
from retning.apps.hearing.enums import Phase
from retning.apps.hearing.models import Hearing
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.queries.public import public_hearings
from retning.apps.organisation.models import Municipality
from retning.apps.organisation.queries import Standing, standing_of
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TODAY
from tests.helpers.permissions import Case, assert_matrix

WHO_MAY = """
                     | read_hearings | manage_hearings | read_responses | enter_responses | moderate | manage_events | keep_record
administrator        | yes           | yes             | yes            | yes             | yes      | yes           | yes
consultant           | yes           | yes             | yes            | yes             | yes      | yes           | no
executive            | yes           | no              | yes            | no              | no       | no            | no
centre_chief         | yes           | no              | no             | no              | no       | no            | no
workplace_leader     | no            | no              | no             | no              | no       | no            | no
employee             | no            | no              | no             | no              | no       | no            | no
politician           | yes           | no              | no             | no              | no       | no            | no
analyst              | no            | no              | no             | no              | no       | no            | no
moderator            | yes           | no              | yes            | yes             | yes      | no            | no
handler              | yes           | no              | yes            | yes             | no       | yes           | no
secretary            | yes           | yes             | yes            | yes             | no       | yes           | yes
neighbour_consultant | no            | no              | no             | no              | no       | no            | no
citizen              | no            | no              | no             | no              | no       | no            | no
"""  # noqa: E501
IN_BOTH = """
                     | own | neighbour
administrator        | yes | no
consultant           | yes | no
executive            | yes | no
centre_chief         | yes | no
workplace_leader     | no  | no
employee             | no  | no
politician           | yes | no
analyst              | no  | no
moderator            | yes | no
handler              | yes | no
secretary            | yes | no
neighbour_consultant | no  | yes
citizen              | no  | no
"""


def standing(cast: Cast, who: str, at: Municipality) -> Standing:
    return standing_of(cast[who], at, on=TODAY)


def test_who_may_what(cast: Cast) -> None:
    named = {permission.name: permission for permission in rules.PERMISSIONS}

    def may(case: Case) -> bool:
        return named[case.state](standing(cast, case.who, cast.municipality))

    assert_matrix(WHO_MAY, may)
    columns = [each.strip() for each in WHO_MAY.strip().splitlines()[0].split("|")[1:]]
    assert columns == list(named)


def test_each_list_has_what_its_permission_lets_one_see(cast: Cast) -> None:
    """`visible_to` is the twin of `READ_HEARINGS`, over every role, municipality and phase."""
    homes = {"own": cast.municipality, "neighbour": cast.neighbour}
    for place in homes.values():
        for phase in Phase:
            make.hearing(place, phase, slug=str(phase))

    def seen(case: Case) -> bool:
        at = homes[case.state]
        found = rules.visible_to(standing(cast, case.who, at), municipality=at)
        assert {each.municipality_id for each in found} <= {at.pk}
        assert len(found) in {0, len(Phase)}
        return bool(found)

    assert_matrix(IN_BOTH, seen)
    # A standing in one municipality opens no list of another's.
    ours = standing(cast, "consultant", cast.municipality)
    assert not rules.visible_to(ours, municipality=cast.neighbour).exists()


@pytest.mark.parametrize("phase", list(Phase))
def test_everyone_sees_a_hearing_from_the_day_it_is_announced(cast: Cast, phase: Phase) -> None:
    hearing = make.hearing(cast.municipality, phase)
    expected = allows(hearing, May.BE_SEEN, NOW)
    assert bool(public_hearings(cast.municipality, now=NOW)) is expected
    assert not public_hearings(cast.neighbour, now=NOW)


def test_a_hearing_that_is_announced_later_is_nobodys_yet(cast: Cast) -> None:
    make.hearing(cast.municipality, Phase.ANNOUNCED)
    Hearing.objects.update(announced_on="2026-03-03")
    assert not public_hearings(cast.municipality, now=NOW)
