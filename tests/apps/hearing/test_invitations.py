"""Who is asked to answer: on the list once, written to once, reminded while they are silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from retning.apps.hearing.enums import InvitationKind, InvitationState, Phase
from retning.apps.hearing.models import Hearing, Invitation
from retning.apps.hearing.queries.invitations import (
    answers_of,
    invitations_of,
    invited_by,
    state_of_invitation,
)
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services import invitations as deeds
from retning.apps.hearing.services.invitations import Added, Invited
from retning.apps.hearing.services.letters import Letter
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.foundation.audit.queries import trail_of
from retning.foundation.outbox.enums import MailState
from retning.foundation.outbox.models import OutgoingMail
from retning.foundation.records.services import ChangedMeanwhile
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.queries import assert_queries_at_1_and_3

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ELDERS = Invited(InvitationKind.ELDERS_COUNCIL, "Ældrerådet", "aeldre@example.org")
SCHOOL = Invited(InvitationKind.SCHOOL_BOARD, "Egholmskolens bestyrelse", "skole@example.org")
OWNERS = Invited(InvitationKind.OWNERS_ASSOCIATION, "G/F Enghaven")


def letter(invitation: Invitation) -> Letter:
    return Letter("Invitation", f"Til {invitation.name}")


def deed(now: Any = NOW) -> dict[str, Any]:
    return {"by": TESTER, "now": now}


def add(hearing: Hearing, *listed: Invited) -> Added:
    return deeds.add_invitations(hearing=hearing, listed=listed, **deed())


def invite(hearing: Hearing, now: Any = NOW) -> int:
    return deeds.invite(hearing=hearing, write=letter, **deed(now))


def remind(hearing: Hearing, now: Any) -> int:
    return deeds.remind(hearing=hearing, write=letter, **deed(now))


def test_on_the_list_once_by_name(hearing: Hearing) -> None:
    again = replace(ELDERS, name="  ældrerådet ", email="en-anden@example.org")
    assert add(hearing, ELDERS, SCHOOL, again) == Added(2, ("ældrerådet",))
    assert add(hearing, ELDERS, OWNERS) == Added(1, ("Ældrerådet",))
    assert sorted(hearing.invitations.values_list("name", "email")) == [
        ("Egholmskolens bestyrelse", "skole@example.org"),
        ("G/F Enghaven", ""),
        ("Ældrerådet", "aeldre@example.org"),
    ]


@pytest.mark.parametrize(
    ("changed", "detail"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"email": "ikke en adresse"}, "email"),
        ({"note": "x" * 301}, "note"),
    ],
)
def test_one_that_cannot_be_asked_keeps_the_whole_list_out(
    hearing: Hearing, changed: dict[str, str], detail: str
) -> None:
    with pytest.raises(Refused) as refused:
        add(hearing, SCHOOL, replace(ELDERS, **changed))
    assert (refused.value.code, refused.value.detail) == (Refusal.NOT_VALID, detail)
    assert not hearing.invitations.exists()


def test_another_municipalitys_unit_is_not_asked(cast: Cast, hearing: Hearing) -> None:
    with pytest.raises(Refused) as refused:
        add(hearing, replace(ELDERS, unit=cast.neighbour_unit))
    assert refused.value.code is Refusal.OTHER_MUNICIPALITY


def test_invited_once_however_often_it_is_asked_for(hearing: Hearing) -> None:
    add(hearing, ELDERS, SCHOOL, OWNERS)
    assert (invite(hearing), invite(hearing, NOW + DAY)) == (2, 0)
    assert sorted(OutgoingMail.objects.values_list("to", "text")) == [
        ("aeldre@example.org", "Til Ældrerådet"),
        ("skole@example.org", "Til Egholmskolens bestyrelse"),
    ]
    states = {each.invitation.name: each.state for each in invitations_of(hearing)}
    assert states == {
        "Ældrerådet": InvitationState.INVITED,
        "Egholmskolens bestyrelse": InvitationState.INVITED,
        "G/F Enghaven": InvitationState.NOT_SENT,
    }


def test_one_without_an_address_is_asked_by_other_means(hearing: Hearing) -> None:
    add(hearing, OWNERS)
    row = hearing.invitations.get()
    with pytest.raises(Refused) as refused:
        deeds.invite_again(invitation=row, write=letter, **deed())
    assert refused.value.code is Refusal.NO_ADDRESS
    asked = deeds.invited_otherwise(invitation=row, **deed())
    assert state_of_invitation(asked) is InvitationState.INVITED
    again = deeds.invited_otherwise(invitation=row, **deed(NOW + DAY))
    assert again.invited_at == NOW


def test_only_the_silent_are_reminded_and_not_every_hour(hearing: Hearing) -> None:
    add(hearing, ELDERS, SCHOOL, replace(OWNERS, email="ejere@example.org"))
    assert remind(hearing, NOW) == 0, "nobody has been asked"
    invite(hearing)
    assert remind(hearing, NOW + DAY / 2) == 0, "they were written to today"
    elders, school = (hearing.invitations.get(name=one.name) for one in (ELDERS, SCHOOL))
    deeds.no_remarks(invitation=elders, **deed())
    deeds.answered(invitation=school, **deed())
    assert remind(hearing, NOW + DAY) == 1
    assert remind(hearing, NOW + DAY) == 0
    assert remind(hearing, NOW + 3 * DAY) == 1
    reminded = hearing.invitations.exclude(reminded_at=None).values_list("name", "reminded_at")
    assert list(reminded) == [("G/F Enghaven", NOW + 3 * DAY)]


def test_no_remarks_is_said_once_and_an_answer_counts_for_more(hearing: Hearing) -> None:
    add(hearing, ELDERS)
    row = hearing.invitations.get()
    deeds.no_remarks(invitation=row, **deed())
    row = deeds.no_remarks(invitation=row, **deed(NOW + DAY))
    assert (row.no_remarks_at, state_of_invitation(row)) == (NOW, InvitationState.NO_REMARKS)
    row = deeds.answered(invitation=row, **deed(NOW + DAY))
    assert state_of_invitation(row) is InvitationState.ANSWERED
    assert deeds.answered(invitation=row, **deed(NOW + 2 * DAY)).answered_at == NOW + DAY
    with pytest.raises(Refused) as refused:
        deeds.invite_again(invitation=row, write=letter, **deed())
    assert refused.value.code is Refusal.HAS_ANSWERED


def test_a_mail_that_came_back_is_shown_until_it_is_sent_to_another_address(
    hearing: Hearing,
) -> None:
    add(hearing, ELDERS)
    invite(hearing)
    OutgoingMail.objects.update(state=MailState.FAILED, last_error="550 no such user")
    (one,) = invitations_of(hearing)
    assert (one.came_back, one.mail and one.mail.last_error) == (True, "550 no such user")
    row = one.invitation
    better = replace(ELDERS, email="raad@example.org")
    deeds.change_invitation(invitation=row, expected_version=row.version, invited=better, **deed())
    deeds.invite_again(invitation=row, write=letter, **deed(NOW + DAY))
    (one,) = invitations_of(hearing)
    assert (one.came_back, one.mail and one.mail.to) == (False, "raad@example.org")


def test_changed_by_two_the_second_is_told(hearing: Hearing) -> None:
    add(hearing, ELDERS, SCHOOL)
    row = hearing.invitations.get(name=ELDERS.name)
    changed = replace(ELDERS, note="Mødes den første mandag")
    deeds.change_invitation(invitation=row, expected_version=1, invited=changed, **deed())
    with pytest.raises(ChangedMeanwhile):
        deeds.change_invitation(invitation=row, expected_version=1, invited=ELDERS, **deed())
    with pytest.raises(Refused) as refused:
        deeds.change_invitation(invitation=row, expected_version=2, invited=SCHOOL, **deed())
    assert refused.value.code is Refusal.ON_THE_LIST


def test_only_one_that_was_not_asked_is_taken_off(hearing: Hearing) -> None:
    add(hearing, ELDERS, OWNERS)
    invite(hearing)
    elders, owners = (hearing.invitations.get(name=one.name) for one in (ELDERS, OWNERS))
    deeds.remove_invitation(invitation=owners, **deed())
    with pytest.raises(Refused) as refused:
        deeds.remove_invitation(invitation=elders, **deed())
    assert refused.value.code is Refusal.ALREADY_INVITED
    assert [each.name for each in hearing.invitations.all()] == ["Ældrerådet"]


def test_the_trail_holds_no_name_and_no_address(hearing: Hearing) -> None:
    add(hearing, ELDERS)
    entry = trail_of(hearing.invitations.get())[0]
    assert entry.deed == "invitation_added"
    assert "ldrer" not in str(entry.fields)
    assert "example.org" not in str(entry.fields)


def test_who_has_answered_by_kind(hearing: Hearing) -> None:
    add(hearing, ELDERS, SCHOOL, replace(SCHOOL, name="En anden skole"), OWNERS)
    invite(hearing)
    school = hearing.invitations.get(name=SCHOOL.name)
    deeds.answered(invitation=school, **deed())
    deeds.no_remarks(invitation=hearing.invitations.get(name=ELDERS.name), **deed())
    found = [
        (row.kind, row.listed, row.invited, row.answered, row.no_remarks, row.silent)
        for row in answers_of(invitations_of(hearing))
    ]
    assert found == [
        (InvitationKind.ELDERS_COUNCIL, 1, 1, 0, 1, 0),
        (InvitationKind.SCHOOL_BOARD, 2, 2, 1, 0, 1),
        (InvitationKind.OWNERS_ASSOCIATION, 1, 0, 0, 0, 0),
        (None, 4, 3, 1, 1, 1),
    ]
    assert answers_of([]) == ()


def test_the_list_is_read_in_two_queries(hearing: Hearing) -> None:
    def put(number: int) -> None:
        add(hearing, replace(ELDERS, name=f"Råd {number}"))
        invite(hearing)

    assert_queries_at_1_and_3(2, add_row=put, read=lambda: invitations_of(hearing))


def test_a_secret_opens_its_own_invitation_here_alone(cast: Cast, hearing: Hearing) -> None:
    row = make.invitation(hearing)
    secret = secret_of(Purpose.INVITED, row.key)
    assert invited_by(cast.municipality, hearing.slug, secret) == row
    assert invited_by(cast.neighbour, hearing.slug, secret) is None
    assert invited_by(cast.municipality, "en-anden", secret) is None
    wrong = secret_of(Purpose.FOLLOW, row.key)
    assert invited_by(cast.municipality, hearing.slug, wrong) is None


PHASES = {
    Phase.DRAFT: {"add", "invite"},
    Phase.ANNOUNCED: {"add", "invite"},
    Phase.OPEN: {"add", "invite", "remind", "no_remarks"},
    Phase.CLOSED: set(),
    Phase.HANDLED: set(),
    Phase.CONCLUDED: set(),
}


@pytest.mark.parametrize("phase", Phase)
def test_which_phase_lets_one_do_what(cast: Cast, phase: Phase) -> None:
    hearing = make.hearing(cast.municipality, phase)
    row = make.invitation(hearing)
    tried = {
        "add": lambda: add(hearing, SCHOOL),
        "invite": lambda: invite(hearing),
        "remind": lambda: remind(hearing, NOW),
        "no_remarks": lambda: deeds.no_remarks(invitation=row, **deed()),
    }
    allowed = PHASES[phase]
    for name, one in tried.items():
        if name in allowed:
            one()
            continue
        with pytest.raises(Refused) as refused:
            one()
        assert refused.value.code is Refusal.NOT_NOW, name
