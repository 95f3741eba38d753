"""Administrators: who has which role from when until when, and how the site looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.accounts.models import User
from retning.apps.organisation.enums import Role
from retning.apps.organisation.models import Appearance, Membership
from tests.cast import Cast

Browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def administrator(client_of: Browser) -> Client:
    return client_of("administrator")


def test_members_are_our_own(administrator: Client, cast: Cast) -> None:
    page = administrator.get(reverse("staff:members")).content.decode()
    assert "Karen Kold" in page
    assert "Nina Nabo" not in page


def grant(client: Client, **form: object) -> object:
    sent = {"role": "analyst", "valid_from": "2026-03-02", "valid_to": "", "unit": "", **form}
    return client.post(reverse("staff:member_add"), sent)


def test_a_role_for_somebody_who_is_here(administrator: Client, cast: Cast) -> None:
    answer = grant(administrator, email=cast.consultant.email.upper(), valid_to="2026-12-31")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    made = Membership.objects.get(user=cast.consultant, role=Role.ANALYST)
    assert (made.valid_from, made.valid_to) == (date(2026, 3, 2), date(2026, 12, 31))
    assert mail.outbox == []


def test_somebody_new_gets_a_mail(administrator: Client, cast: Cast) -> None:
    grant(administrator, email="ny@vallensbaek.example", name="Ny Nielsen")
    user = User.objects.get(email="ny@vallensbaek.example")
    assert not user.has_usable_password()
    assert [sent.to for sent in mail.outbox] == [["ny@vallensbaek.example"]]


def test_nothing_half_made(administrator: Client, cast: Cast) -> None:
    answer = grant(
        administrator,
        email="ny@vallensbaek.example",
        name="Ny Nielsen",
        valid_from="2026-03-02",
        valid_to="2026-03-01",
    )
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert not User.objects.filter(email="ny@vallensbaek.example").exists()
    nameless = grant(administrator, email="ny@vallensbaek.example")
    assert nameless.status_code == 422  # type: ignore[attr-defined]


def test_the_same_role_twice_is_refused(administrator: Client, cast: Cast) -> None:
    answer = grant(administrator, email=cast.consultant.email, role="consultant")
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "already has this role" in answer.content.decode()  # type: ignore[attr-defined]


def test_a_role_ends(administrator: Client, cast: Cast) -> None:
    membership = Membership.objects.get(user=cast.analyst)
    address = reverse("staff:member_end", args=[membership.pk])
    assert administrator.post(address, {"valid_to": "2026-03-01"}).status_code == 302
    assert "Roles that have ended" in administrator.get(reverse("staff:members")).content.decode()


def test_the_last_administrator_stays(administrator: Client, cast: Cast) -> None:
    membership = Membership.objects.get(user=cast.administrator)
    address = reverse("staff:member_end", args=[membership.pk])
    answer = administrator.post(address, {"valid_to": "2026-03-03"})
    assert answer.status_code == 422
    membership.refresh_from_db()
    assert membership.valid_to is None


def look(**changed: object) -> dict[str, object]:
    return {
        "site_name": "Vores retning",
        "primary_colour": "#123456",
        "link_colour": "#004d99",
        **changed,
    }


def test_the_appearance_is_saved(administrator: Client, cast: Cast) -> None:
    address = reverse("staff:appearance")
    assert administrator.post(address, look(phone="43 00 00 00")).status_code == 302
    saved = Appearance.objects.get(municipality=cast.municipality)
    assert (saved.site_name, saved.phone) == ("Vores retning", "43 00 00 00")


@pytest.mark.parametrize(
    ("colour", "said"),
    [("#ffee00", "White text cannot be read"), ("blue", "This is not a colour")],
)
def test_a_colour_that_will_not_do(
    administrator: Client, cast: Cast, colour: str, said: str
) -> None:
    answer = administrator.post(reverse("staff:appearance"), look(primary_colour=colour))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    saved = Appearance.objects.get(municipality=cast.municipality)
    assert saved.primary_colour == "#1e5b4a"
