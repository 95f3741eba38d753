"""Administrators: who has which role from when until when, and how the site looks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from retning.apps.accounts.models import User
from retning.apps.organisation.enums import Role
from retning.apps.organisation.models import Appearance, Membership
from retning.foundation.outbox.models import OutgoingMail
from retning.foundation.outbox.services import queue_mail
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


def follow(client: Client, answer: object) -> str:
    """The page that a deed leads to, as it is read, with what was said there."""
    address = answer.headers["Location"]  # type: ignore[attr-defined]
    return unescape(client.get(address).content.decode())


def grant(client: Client, **form: object) -> object:
    sent = {"role": "analyst", "valid_from": "2026-03-02", "valid_to": "", "unit": "", **form}
    return client.post(reverse("staff:member_add"), sent)


def test_a_role_for_somebody_who_is_here(administrator: Client, cast: Cast) -> None:
    answer = grant(administrator, email=cast.consultant.email.upper(), valid_to="2026-12-31")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    made = Membership.objects.get(user=cast.consultant, role=Role.ANALYST)
    assert (made.valid_from, made.valid_to) == (date(2026, 3, 2), date(2026, 12, 31))
    assert not OutgoingMail.objects.exists()


def test_somebody_new_gets_a_mail(administrator: Client, cast: Cast) -> None:
    grant(administrator, email="ny@vallensbaek.example", name="Ny Nielsen")
    user = User.objects.get(email="ny@vallensbaek.example")
    assert not user.has_usable_password()
    sent = OutgoingMail.objects.get()
    assert (sent.to, sent.tenant) == ("ny@vallensbaek.example", "187")


def test_without_a_mail_server_the_link_is_handed_over(administrator: Client, cast: Cast) -> None:
    answer = grant(administrator, email="ny@vallensbaek.example", name="Ny Nielsen")
    page = follow(administrator, answer)
    (link,) = re.findall(r"http://vallensbaek\.localhost\S+/velkommen/[^\s<]+/", page)
    assert link in OutgoingMail.objects.get().text
    assert "No mail server is set up, so no mail is sent." in page
    assert "on its way" not in page
    shown = Client(SERVER_NAME="vallensbaek.localhost").get(link, follow=True)
    assert shown.context["validlink"]


def test_with_a_mail_server_only_the_mail_has_the_link(
    administrator: Client, cast: Cast, settings: Settings
) -> None:
    settings.MAIL_URL = "smtp://localhost:2525"
    answer = grant(administrator, email="ny@vallensbaek.example", name="Ny Nielsen")
    page = follow(administrator, answer)
    assert "is on its way" in page
    assert "/velkommen/" not in page


def test_a_role_for_the_neighbours_user_does_not_tell_their_name(
    administrator: Client, cast: Cast
) -> None:
    email = cast.neighbour_consultant.email
    answer = grant(administrator, email=email, name="Somebody")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    said = [str(message) for message in get_messages(answer.wsgi_request)]  # type: ignore[attr-defined]
    assert said == [f"{email} has got the role."]


def test_an_administrator_of_one_unit_is_not_made(administrator: Client, cast: Cast) -> None:
    answer = grant(
        administrator,
        email=cast.employee.email,
        role="administrator",
        unit=cast.units.workplace.pk,
    )
    assert answer.status_code == 422  # type: ignore[attr-defined]
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert page.count("This role is for the whole municipality.") == 2, "summary and field"


def test_who_administers_one_unit_opens_no_list_of_members(client_of: Browser, cast: Cast) -> None:
    Membership.objects.create(
        user=cast.employee,
        municipality=cast.municipality,
        role=Role.ADMINISTRATOR,
        unit=cast.units.workplace,
        valid_from=date(2026, 1, 1),
    )
    assert client_of("employee").get(reverse("staff:members")).status_code == 403


def test_mails_that_have_not_been_sent_are_ours(administrator: Client, cast: Cast) -> None:
    address = reverse("staff:mails")
    assert "Every mail has been sent" in administrator.get(address).content.decode()
    for tenant, state in (("187", "failed"), ("187", "kept"), ("187", "sent"), ("183", "kept")):
        mail = queue_mail(
            tenant=tenant,
            key=state,
            to=f"{state}@{tenant}.example",
            subject=f"Subject {tenant} {state}",
            text="A secret link",
            now=cast.now,
        )
        OutgoingMail.objects.filter(pk=mail.pk).update(state=state, last_error="550 no such user")
    page = administrator.get(address).content.decode()
    assert "failed@187.example" in page
    assert "Subject 187 kept" in page
    assert "550 no such user" in page
    assert "Not sent: no mail server is set" in page
    assert "Could not be sent" in page
    for hidden in ("sent@187.example", "183", "A secret link"):
        assert hidden not in page, hidden
    assert address in administrator.get(reverse("staff:members")).content.decode()


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
