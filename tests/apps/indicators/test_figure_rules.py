"""Who may do what with figures: role by deed by whose they are."""

from __future__ import annotations

import pytest

from retning.apps.indicators.models import Release
from retning.apps.indicators.rules import (
    DECIDE_ON_RELEASES,
    LOAD_FIGURES,
    MANAGE_FEEDS,
    READ_RELEASES,
    SET_FIGURES,
    may_decide,
    visible_to,
)
from retning.apps.organisation.models import Municipality
from retning.apps.organisation.queries import standing_of
from tests.cast import Cast
from tests.factories import indicators as make
from tests.helpers.permissions import Case, assert_matrix

pytestmark = pytest.mark.django_db

DEEDS = """
                     | load | decide | read | set | feeds
administrator        | yes  | yes    | yes  | yes | yes
consultant           | yes  | yes    | yes  | yes | no
analyst              | yes  | yes    | yes  | no  | yes
executive            | no   | no     | yes  | no  | no
centre_chief         | no   | no     | no   | no  | no
workplace_leader     | no   | no     | no   | no  | no
employee             | no   | no     | no   | no  | no
politician           | no   | no     | no   | no  | no
citizen              | no   | no     | no   | no  | no
neighbour_consultant | no   | no     | no   | no  | no
"""

HELD = """
                     | held/national | held/own | held/neighbour | public/national
administrator        | yes           | yes      | no             | no
consultant           | yes           | yes      | no             | no
analyst              | yes           | yes      | no             | no
executive            | no            | no       | no             | no
employee             | no            | no       | no             | no
politician           | no            | no       | no             | no
citizen              | no            | no       | no             | no
"""


def test_who_may_do_what(cast: Cast) -> None:
    deeds = {
        "load": LOAD_FIGURES,
        "decide": DECIDE_ON_RELEASES,
        "read": READ_RELEASES,
        "set": SET_FIGURES,
        "feeds": MANAGE_FEEDS,
    }

    def decide(case: Case) -> bool:
        standing = standing_of(cast[case.who], cast.municipality, on=cast.today)
        return deeds[case.state](standing)

    assert_matrix(DEEDS, decide)


def release_of(cast: Cast, whose: str, state: str) -> Release:
    owner: dict[str, Municipality | None] = {
        "own": cast.municipality,
        "neighbour": cast.neighbour,
        "national": None,
    }
    return Release(municipality=owner[whose], state=state, fetched_at=cast.now)


def test_who_may_decide_on_which_release(cast: Cast) -> None:
    def decide(case: Case) -> bool:
        standing = standing_of(cast[case.who], cast.municipality, on=cast.today)
        return may_decide(standing, release_of(cast, case.tenant, case.state))

    assert_matrix(HELD, decide)


def test_whoever_may_read_sees_national_releases_and_their_own(cast: Cast) -> None:
    made = make.indicator()
    make.release({made.code: {"2024": make.country()}})
    make.series(made.code, {"2024": 5}, municipality=cast.municipality)
    make.series(made.code, {"2024": 6}, area="183", municipality=cast.neighbour)

    def seen(name: str, municipality: Municipality) -> list[str | None]:
        standing = standing_of(cast[name], municipality, on=cast.today)
        rows = visible_to(standing, municipality=municipality).order_by("pk")
        return [row.municipality_id for row in rows]

    assert seen("analyst", cast.municipality) == [None, "187"]
    assert seen("neighbour_consultant", cast.neighbour) == [None, "183"]
    assert seen("neighbour_consultant", cast.municipality) == []
    assert seen("analyst", cast.neighbour) == []
    assert seen("politician", cast.municipality) == []


def test_a_standing_elsewhere_opens_nothing_here(cast: Cast) -> None:
    standing = standing_of(cast.neighbour_consultant, cast.neighbour, on=cast.today)
    assert not visible_to(standing, municipality=cast.municipality).exists()
    assert not may_decide(standing, release_of(cast, "own", "held"))
