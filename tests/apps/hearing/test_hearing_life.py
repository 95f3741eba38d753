"""A hearing is made, announced, opened, extended, handled, concluded and held again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from retning.apps.hearing.enums import HearingKind, Phase, Publishing
from retning.apps.hearing.models import Archive, Hearing, Invitation
from retning.apps.hearing.queries.hearings import proposals_of
from retning.apps.hearing.queries.phases import phase_of
from retning.apps.hearing.services.hearings import (
    Told,
    change_running,
    delete_hearing,
    make_hearing,
)
from retning.apps.hearing.services.phasing import (
    announce_hearing,
    call_back_hearing,
    conclude_hearing,
    extend_hearing,
    handle_hearing,
)
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.foundation.audit.queries import trail_of
from retning.foundation.records.services import ChangedMeanwhile
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories import organisation as org
from tests.factories import strategy as strategies
from tests.factories.organisation import NOW, TESTER, TODAY
from tests.helpers.hearing_life import DAY, TOLD, changed, made, on, opened, refused


def deeds(hearing: Hearing) -> list[str]:
    return [entry.deed for entry in trail_of(hearing)]


def test_a_hearing_lives_its_whole_life(cast: Cast) -> None:
    hearing = made(cast)
    assert hearing.slug == "hoering-om-sammen-om-vallensbaek"
    assert phase_of(hearing, NOW) is Phase.DRAFT
    announced = announce_hearing(
        hearing=hearing, expected_version=1, announced_on=TODAY, by=TESTER, now=NOW
    )
    assert phase_of(announced, NOW) is Phase.ANNOUNCED
    dated = opened(hearing, TODAY + 7 * DAY, TODAY + 35 * DAY)
    assert phase_of(dated, NOW) is Phase.ANNOUNCED
    assert dated.erased_on == date(2028, 4, 6)  # two years after the last day
    assert phase_of(dated, on(TODAY + 7 * DAY)) is Phase.OPEN
    last = on(TODAY + 35 * DAY)
    extension = extend_hearing(
        hearing=hearing,
        expected_version=3,
        closes_on=TODAY + 42 * DAY,
        reason=" Påsken kom imellem. ",
        by=TESTER,
        now=last,
    )
    assert (extension.before, extension.closes_on, extension.reason) == (
        date(2026, 4, 6),
        date(2026, 4, 13),
        "Påsken kom imellem.",
    )
    closed = on(TODAY + 50 * DAY)
    handled = handle_hearing(hearing=hearing, expected_version=4, by=TESTER, now=closed)
    assert handled.handled_on == date(2026, 4, 21)
    over = conclude_hearing(hearing=hearing, expected_version=5, by=TESTER, now=closed + 30 * DAY)
    assert phase_of(over, closed + 30 * DAY) is Phase.CONCLUDED
    assert deeds(hearing) == [
        "hearing_concluded",
        "hearing_handled",
        "hearing_extended",
        "hearing_dated",
        "hearing_announced",
        "hearing_made",
    ]


# --- Making and changing -----------------------------------------------------------------


def test_only_a_proposal_of_ours_is_heard(cast: Cast) -> None:
    council = cast.units.council
    own, theirs = make.proposal(cast.municipality), make.proposal(cast.neighbour)
    adopted = strategies.adopted(own.strategy, org.resolution(council))
    given = {"municipality": cast.municipality, "kind": HearingKind.VOLUNTARY, "told": TOLD}
    assert refused(make_hearing, edition=adopted, now=NOW, **given)[0] is Refusal.NOT_A_PROPOSAL
    assert refused(make_hearing, edition=theirs, now=NOW, **given)[0] is Refusal.OTHER_MUNICIPALITY
    assert not Hearing.objects.exists()


def test_a_double_click_makes_one_hearing(cast: Cast) -> None:
    hearing = made(cast)
    given = {"municipality": cast.municipality, "kind": HearingKind.VOLUNTARY, "told": TOLD}
    again = refused(make_hearing, edition=hearing.edition, now=NOW, **given)
    assert again == (Refusal.HEARD_ALREADY, "edition")
    assert Hearing.objects.count() == 1


def test_what_is_offered_to_be_heard(cast: Cast) -> None:
    first = make.proposal(cast.municipality)
    assert list(proposals_of(cast.municipality)) == [first]
    strategies.adopted(first.strategy, org.resolution(cast.units.council))
    assert list(proposals_of(cast.municipality)) == []
    assert list(proposals_of(cast.neighbour)) == []


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (replace(TOLD, title="  "), "title"),
        (replace(TOLD, title="x" * 201), "title"),
        (replace(TOLD, introduction="x" * 50_001), "introduction"),
        (replace(TOLD, case_number="x" * 61), "case_number"),
    ],
)
def test_what_it_says_must_fit(cast: Cast, told: Told, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        made(cast, told=told)
    assert (refusal.value.code, refusal.value.detail) == (Refusal.NOT_VALID, field)


def test_addresses_are_the_municipalitys_own_and_never_shared(cast: Cast) -> None:
    one = made(cast)
    other = make_hearing(
        municipality=cast.municipality,
        edition=make.proposal(cast.municipality, title="Det gode liv"),
        kind=HearingKind.VOLUNTARY,
        told=TOLD,
        by=TESTER,
        now=NOW,
    )
    assert other.slug == f"{one.slug}-2"


def test_a_draft_is_changed_until_it_opens(cast: Cast) -> None:
    hearing = made(cast)
    told = replace(TOLD, title="Sig din mening", publishing=Publishing.NEVER)
    row = changed(hearing, 1, told=told, kind=HearingKind.PLANNING_STRATEGY)
    assert (row.title, row.publishing, row.kind) == ("Sig din mening", "never", "planning_strategy")
    with pytest.raises(ChangedMeanwhile):
        changed(hearing, 1)
    changed(hearing, 2, kind=HearingKind.VOLUNTARY)
    opened(hearing)
    hearing.refresh_from_db()
    assert refused(lambda **_: changed(hearing, hearing.version))[0] is Refusal.NOT_NOW


def test_the_kind_stays_once_it_has_its_days(cast: Cast) -> None:
    """The days were judged by it: a planning strategy would get too short a hearing."""
    hearing = opened(made(cast), TODAY + 7 * DAY, TODAY + 28 * DAY)
    kind = HearingKind.PLANNING_STRATEGY
    found = refused(lambda **_: changed(hearing, hearing.version, kind=kind))
    assert found == (Refusal.NOT_NOW, "kind")
    changed(hearing, hearing.version, told=replace(TOLD, title="Ny titel"))


def test_the_text_stays_once_it_has_its_days(cast: Cast) -> None:
    """The decision, the publication and the days were judged for it."""
    hearing = opened(made(cast), TODAY + 7 * DAY, TODAY + 28 * DAY)
    other = make.proposal(cast.municipality, title="Det gode liv")
    found = refused(lambda **_: changed(hearing, hearing.version, edition=other))
    assert found == (Refusal.NOT_NOW, "edition")
    hearing.refresh_from_db()
    assert hearing.edition != other
    back = call_back_hearing(hearing=hearing, expected_version=hearing.version, by=TESTER, now=NOW)
    assert changed(hearing, back.version, edition=other).edition == other


def running(hearing: Hearing, publishing: Publishing, now: datetime = NOW) -> Hearing:
    row = Hearing.objects.get(pk=hearing.pk)
    return change_running(
        hearing=row,
        expected_version=row.version,
        publishing=publishing,
        case_number=" 26/99 ",
        by=TESTER,
        now=now,
    )


def test_who_was_promised_readers_keeps_them(cast: Cast) -> None:
    hearing = opened(made(cast))
    row = running(hearing, Publishing.AT_ONCE)
    assert (row.publishing, row.case_number) == ("at_once", "26/99")
    promised = refused(lambda **_: running(hearing, Publishing.NEVER))
    assert promised == (Refusal.PROMISED_OTHERWISE, "publishing")
    secret = make.hearing(cast.municipality, Phase.CLOSED, slug="to", publishing=Publishing.NEVER)
    assert refused(lambda **_: running(secret, Publishing.AFTER_CHECK))[0] == "promised_otherwise"
    draft = make.hearing(cast.municipality, Phase.DRAFT, slug="tre", publishing=Publishing.NEVER)
    assert running(draft, Publishing.AT_ONCE).publishing == "at_once"


def test_a_draft_is_removed_with_its_list(cast: Cast) -> None:
    hearing = made(cast)
    make.invitation(hearing)
    delete_hearing(hearing=hearing, by=TESTER, now=NOW)
    assert not Hearing.objects.exists()
    assert not Invitation.objects.exists()


def test_what_others_know_of_is_not_removed(cast: Cast) -> None:
    hearing = made(cast)
    Invitation.objects.filter(pk=make.invitation(hearing).pk).update(invited_at=NOW)
    given = {"hearing": hearing, "now": NOW}
    assert refused(delete_hearing, **given)[0] is Refusal.IN_USE
    Invitation.objects.all().delete()
    event = make.event(hearing)
    assert refused(delete_hearing, **given)[0] is Refusal.IN_USE
    event.delete()
    archive = Archive.objects.create(municipality=cast.municipality, hearing=hearing, asked_at=NOW)
    assert refused(delete_hearing, **given)[0] is Refusal.IN_USE
    archive.delete()
    opened(hearing, TODAY + 7 * DAY)
    assert refused(delete_hearing, **given)[0] is Refusal.NOT_NOW
