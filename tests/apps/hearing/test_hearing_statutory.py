"""A hearing that the law asks for opens on a decision and on Plandata, and lasts."""

from __future__ import annotations

from datetime import date

import pytest

from retning.apps.hearing.enums import HearingKind, Phase
from retning.apps.hearing.models import Hearing
from retning.apps.hearing.queries.phases import phase_of
from retning.apps.hearing.services.days import Basis
from retning.apps.hearing.services.hearings import Told, make_hearing
from retning.apps.hearing.services.phasing import open_hearing
from retning.apps.hearing.services.refusals import Refusal, Refused
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories import organisation as org
from tests.factories import strategy as strategies
from tests.factories.organisation import NOW, TESTER, TODAY

LAST = date(2026, 4, 27)
"""Eight weeks from Monday 2 March 2026."""


@pytest.fixture
def statutory(cast: Cast) -> Hearing:
    return make_hearing(
        municipality=cast.municipality,
        edition=make.proposal(cast.municipality),
        kind=HearingKind.PLANNING_STRATEGY,
        told=Told("Høring om planstrategien"),
        by=TESTER,
        now=NOW,
    )


def opened(hearing: Hearing, basis: Basis | None, closes_on: date = LAST) -> Hearing:
    return open_hearing(
        hearing=hearing,
        expected_version=1,
        opens_on=TODAY,
        closes_on=closes_on,
        basis=basis,
        by=TESTER,
        now=NOW,
    )


def refusal_of(hearing: Hearing, basis: Basis | None, closes_on: date = LAST) -> Refused:
    with pytest.raises(Refused) as refusal:
        opened(hearing, basis, closes_on)
    hearing.refresh_from_db()
    assert (hearing.opens_on, hearing.resolution, hearing.version) == (None, None, 1)
    return refusal.value


def test_with_all_that_the_law_asks_for_it_opens(cast: Cast, statutory: Hearing) -> None:
    decided = org.resolution(cast.units.council)
    row = opened(statutory, Basis(decided, TODAY, "  2026-12345 "))
    assert (row.resolution, row.plandata_published_on) == (decided, TODAY)
    assert row.plandata_reference == "2026-12345"
    assert phase_of(row, NOW) is Phase.OPEN


def test_nothing_opens_without_a_decision(statutory: Hearing) -> None:
    assert refusal_of(statutory, None).code is Refusal.NO_DECISION
    assert refusal_of(statutory, Basis(None, TODAY)).detail == "resolution"


def test_the_decision_is_the_councils_own_and_has_been_made(cast: Cast, statutory: Hearing) -> None:
    committee = org.resolution(cast.units.committee)
    tomorrow = org.resolution(cast.units.council, met_on=date(2026, 3, 3))
    theirs = org.resolution(cast.neighbour_unit)
    codes = [
        refusal_of(statutory, Basis(each, TODAY)).code for each in (committee, tomorrow, theirs)
    ]
    assert codes == [
        Refusal.NOT_THE_COUNCILS,
        Refusal.NOT_THE_COUNCILS,
        Refusal.OTHER_MUNICIPALITY,
    ]


def test_a_decision_behind_another_strategy_opens_nothing(cast: Cast, statutory: Hearing) -> None:
    decided = org.resolution(cast.units.council)
    other = make.proposal(cast.municipality, title="En anden strategi")
    other.resolutions.add(decided)
    found = refusal_of(statutory, Basis(decided, TODAY))
    assert (found.code, found.detail) == (Refusal.BEHIND_ANOTHER, "resolution")
    # A decision on both is on this one too.
    statutory.edition.resolutions.add(decided)
    assert opened(statutory, Basis(decided, TODAY)).resolution == decided


def test_what_adopted_the_text_before_does_not_open_a_hearing_of_it(
    cast: Cast, statutory: Hearing
) -> None:
    decided = org.resolution(cast.units.council)
    strategies.adopted(statutory.edition.strategy, decided)
    assert refusal_of(statutory, Basis(decided, TODAY)).code is Refusal.BEHIND_ANOTHER


def test_nothing_opens_before_it_stands_in_plandata(cast: Cast, statutory: Hearing) -> None:
    decided = org.resolution(cast.units.council)
    assert refusal_of(statutory, Basis(decided)).code is Refusal.NOT_IN_PLANDATA
    ahead = refusal_of(statutory, Basis(decided, date(2026, 3, 3)))
    assert ahead.code is Refusal.NOT_PUBLISHED_YET


def test_what_was_published_before_it_was_decided_is_something_else(
    cast: Cast, statutory: Hearing
) -> None:
    decided = org.resolution(cast.units.council, met_on=date(2026, 2, 25))
    before = refusal_of(statutory, Basis(decided, date(2026, 2, 24)))
    assert (before.code, before.detail) == (
        Refusal.PUBLISHED_BEFORE_DECISION,
        "plandata_published_on",
    )
    assert opened(statutory, Basis(decided, date(2026, 2, 25))).opens_on == TODAY


def test_a_hearing_by_choice_may_have_been_published_before(cast: Cast) -> None:
    hearing = make.hearing(cast.municipality, Phase.DRAFT)
    basis = Basis(org.resolution(cast.units.council), date(2026, 2, 24))
    assert opened(hearing, basis).plandata_published_on == date(2026, 2, 24)


def test_it_lasts_for_eight_weeks_from_publication(cast: Cast, statutory: Hearing) -> None:
    basis = Basis(org.resolution(cast.units.council), TODAY)
    short = refusal_of(statutory, basis, date(2026, 4, 26))
    assert (short.code, short.detail) == (Refusal.TOO_SHORT, "2026-04-27")
    long = refusal_of(statutory, Basis(basis.resolution, TODAY, "x" * 61))
    assert (long.code, long.detail) == (Refusal.NOT_VALID, "plandata_reference")
    assert opened(statutory, basis).closes_on == LAST


def test_a_publication_long_ago_does_not_shorten_it(cast: Cast, statutory: Hearing) -> None:
    """Eight weeks in which nobody could answer here would not be eight weeks for comments."""
    basis = Basis(org.resolution(cast.units.council), date(2026, 2, 27))
    assert refusal_of(statutory, basis, date(2026, 4, 24)).detail == "2026-04-27"


def test_a_hearing_by_choice_may_rest_on_any_bodys_decision(cast: Cast) -> None:
    hearing = make.hearing(cast.municipality, Phase.DRAFT)
    committee = org.resolution(cast.units.committee)
    assert opened(hearing, Basis(committee), date(2026, 3, 16)).resolution == committee
