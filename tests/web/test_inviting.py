"""The list behind login, and the page of one that is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import InvitationKind, Phase
from retning.apps.hearing.models import Hearing, Invitation
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.foundation.outbox.enums import MailState
from retning.foundation.outbox.models import OutgoingMail
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW, host_of
from tests.helpers.queries import assert_queries_at_1_and_3

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
Browser = Callable[..., Client]


def at(name: str, hearing: Hearing, *more: Any) -> str:
    return reverse(f"staff:{name}", args=[hearing.key, *more])


def own_page(row: Invitation, purpose: Purpose = Purpose.INVITED) -> str:
    secret = secret_of(purpose, row.key)
    return reverse("public:hearing_invited", args=[row.hearing.slug, secret])


@pytest.fixture
def secretary(client_of: Browser) -> Client:
    return client_of("secretary")


# --- Behind login ----------------------------------------------------------------------


def test_by_hand_then_written_to_then_reminded(hearing: Hearing, secretary: Client) -> None:
    form = {"name": "Ældrerådet", "kind": "elders_council", "email": "raad@example.org"}
    assert secretary.post(at("invitation_add", hearing), form).status_code == 302
    again = secretary.post(at("invitation_add", hearing), form)
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["name"])
    for _twice in range(2):
        secretary.post(at("invitation_deeds", hearing), {"invite": "1"})
    mail = OutgoingMail.objects.get()
    row = hearing.invitations.get()
    assert (mail.to, mail.subject.endswith("Invitation til at svare i en høring")) == (
        "raad@example.org",
        True,
    )
    assert own_page(row) in mail.text
    assert hearing.title in mail.text
    assert "ldrer" not in mail.subject
    Invitation.objects.update(invited_at=NOW.replace(day=1))
    secretary.post(at("invitation_deeds", hearing), {"remind": "1"})
    reminder = OutgoingMail.objects.latest("pk")
    assert "Påmindelse" in reminder.subject
    assert own_page(row) in reminder.text


def test_a_list_from_a_spreadsheet(hearing: Hearing, secretary: Client) -> None:
    data = "Navn;E-mail\nÆldrerådet;raad@example.org\nG/F Syd;\n".encode("cp1252")
    sent = {"file": SimpleUploadedFile("liste.csv", data, "text/csv")}
    answer = secretary.post(at("invitations_load", hearing), sent)
    assert answer.status_code == 302
    kinds = dict(hearing.invitations.values_list("name", "kind"))
    assert kinds == {"Ældrerådet": InvitationKind.ELDERS_COUNCIL, "G/F Syd": "owners_association"}


def test_a_list_with_a_wrong_line_is_given_back_whole(hearing: Hearing, secretary: Client) -> None:
    text = "Ældrerådet;raad@example.org\nSkolen;skole(at)example.org\n"
    answer = secretary.post(at("invitations_load", hearing), {"text": text})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Linje 2: »skole(at)example.org« er ikke en mailadresse." in page
    assert "skole(at)example.org\n" in page.replace("\r", "")
    assert not hearing.invitations.exists()
    assert secretary.post(at("invitations_load", hearing), {"text": " "}).status_code == 422


def test_the_list_as_a_file_runs_nothing_in_a_spreadsheet(
    hearing: Hearing, secretary: Client
) -> None:
    make.invitation(hearing, name="=2+5", email="raad@example.org")
    answer = secretary.get(at("invitations_file", hearing))
    assert (
        answer["Content-Disposition"] == f'attachment; filename="hoeringsliste-{hearing.slug}.csv"'
    )
    head, line = answer.content.decode("utf-8-sig").splitlines()
    assert head.startswith("Navn;E-mailadresse;")
    assert line.startswith("'=2+5;raad@example.org;")


def test_one_that_came_back_is_seen_mended_and_written_to_again(
    hearing: Hearing, secretary: Client
) -> None:
    row = make.invitation(hearing)
    secretary.post(at("invitation_deeds", hearing), {"invite": "1"})
    OutgoingMail.objects.update(state=MailState.FAILED, last_error="550 unknown")
    page = secretary.get(at("invitations", hearing)).content.decode()
    assert "mailen kom ikke frem" in page
    assert "550 unknown" in page
    row.refresh_from_db()
    form = {"version": row.version, "name": row.name, "kind": row.kind, "email": "ny@example.org"}
    secretary.post(at("invitation", hearing, row.key), form)
    stale = secretary.post(at("invitation", hearing, row.key), form)
    assert stale.status_code == 409
    assert "mailen kom ikke frem" not in secretary.get(at("invitations", hearing)).content.decode()


def test_one_without_an_address_and_one_too_many(hearing: Hearing, secretary: Client) -> None:
    row = make.invitation(hearing)
    Invitation.objects.update(email="")
    other = make.invitation(hearing, name="Handicaprådet")
    secretary.post(at("invitation_deeds", hearing), {"otherwise": str(row.key)})
    secretary.post(at("invitation_deeds", hearing), {"remove": str(other.key)})
    row.refresh_from_db()
    assert row.invited_at == NOW
    assert hearing.invitations.count() == 1
    for nonsense in ({}, {"remove": "nobody"}, {"again": str(other.key)}):
        answer = secretary.post(at("invitation_deeds", hearing), nonsense)
        assert answer.status_code == 404


def test_the_list_asks_the_database_as_often_for_one_as_for_three(
    hearing: Hearing, secretary: Client
) -> None:
    assert_queries_at_1_and_3(
        7,
        add_row=lambda number: make.invitation(hearing, name=f"Råd {number}"),
        read=lambda: secretary.get(at("invitations", hearing)),
    )


def test_those_who_only_read_see_no_addresses(hearing: Hearing, client_of: Browser) -> None:
    make.invitation(hearing)
    page = client_of("handler").get(at("invitations", hearing)).content.decode()
    assert "Ældrerådet" in page
    assert "aeldreraadet@" not in page
    assert "Skriv til" not in page


# --- At their own address --------------------------------------------------------------


def test_one_that_is_asked_says_that_there_is_nothing(hearing: Hearing, citizen: Client) -> None:
    row = make.invitation(hearing)
    page = citizen.get(own_page(row))
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page.content.decode()
    answer = citizen.post(own_page(row))
    assert (answer.status_code, answer["Location"]) == (303, own_page(row))
    row.refresh_from_db()
    assert row.no_remarks_at == NOW
    after = citizen.get(own_page(row)).content.decode()
    assert "I har ingen bemærkninger" in after
    assert "Vi har ingen bemærkninger" not in after
    assert not citizen.cookies


def test_the_way_to_the_answer_carries_the_invitation(hearing: Hearing, citizen: Client) -> None:
    row = make.invitation(hearing)
    page = citizen.get(own_page(row)).content.decode()
    secret = secret_of(Purpose.INVITED, row.key)
    room = reverse("public:hearing_answer", args=[hearing.slug])
    assert f'href="{room}?inviteret={secret.replace("=", "%3D")}"' in page


@pytest.mark.parametrize(
    ("phase", "said"),
    [
        (Phase.DRAFT, "Høringen er ikke åben endnu."),
        (Phase.ANNOUNCED, "I kan svare her fra 9. marts 2026"),
        (Phase.CLOSED, "der kan ikke svares her længere"),
        (Phase.CONCLUDED, "der kan ikke svares her længere"),
    ],
)
def test_before_and_after_it_says_when(
    cast: Cast, citizen: Client, phase: Phase, said: str
) -> None:
    row = make.invitation(make.hearing(cast.municipality, phase))
    assert said in citizen.get(own_page(row)).content.decode()
    refused = citizen.post(own_page(row))
    assert refused.status_code == 409
    row.refresh_from_db()
    assert row.no_remarks_at is None


def test_no_other_secret_opens_it(cast: Cast, hearing: Hearing, citizen: Client) -> None:
    row = make.invitation(hearing)
    assert citizen.get(own_page(row, Purpose.FOLLOW)).status_code == 404
    assert citizen.post(own_page(row, Purpose.FOLLOW)).status_code == 404
    neighbour = Client(SERVER_NAME=host_of(cast.neighbour))
    assert neighbour.get(own_page(row)).status_code == 404
