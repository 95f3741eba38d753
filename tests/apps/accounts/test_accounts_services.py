"""Accounts: how users come, change and go."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user
from django.contrib.auth.hashers import identify_hasher
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from retning.apps.accounts import queries
from retning.apps.accounts.enums import Refusal
from retning.apps.accounts.models import User
from retning.apps.accounts.services import (
    Refused,
    change_password,
    create_user,
    deactivate,
    reactivate,
)
from retning.foundation.audit.models import Entry
from tests.factories.organisation import NOW, PASSWORD, TESTER

pytestmark = pytest.mark.django_db


def create(email: str = "karen@vallensbaek.example", **changes: str | None) -> User:
    details: dict[str, str | None] = {"name": "Karen Kold", "password": None, **changes}
    return create_user(
        email=email,
        name=details["name"] or "",
        password=details["password"],
        by=TESTER,
        now=NOW,
    )


def test_an_address_is_kept_in_small_letters_and_found_in_any() -> None:
    user = create(" Karen@Vallensbaek.EXAMPLE ")
    assert user.email == "karen@vallensbaek.example"
    assert queries.user_by_email("KAREN@vallensbaek.example") == user
    assert User.objects.get_by_natural_key("Karen@vallensbaek.example") == user
    assert user.created_at == NOW


def test_the_database_refuses_an_address_in_capitals() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="Karen@vallensbaek.example", name="K", created_at=NOW)


def test_a_second_user_with_the_address_is_refused_and_not_made() -> None:
    create()
    with pytest.raises(Refused) as refused:
        create("KAREN@vallensbaek.example")
    assert refused.value.code is Refusal.EMAIL_TAKEN
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "name", "password", "code"),
    [
        ("not an address", "Karen", None, Refusal.EMAIL_NOT_VALID),
        ("", "Karen", None, Refusal.EMAIL_NOT_VALID),
        ("karen@vallensbaek.example", "  ", None, Refusal.NAME_MISSING),
        ("karen@vallensbaek.example", "Karen", "elleve tegn"[:11], Refusal.PASSWORD_TOO_WEAK),
        ("karen@vallensbaek.example", "Karen", "password1234567"[:8], Refusal.PASSWORD_TOO_WEAK),
        (
            "karen@vallensbaek.example",
            "Karen",
            "karen@vallensbaek.example",
            Refusal.PASSWORD_TOO_WEAK,
        ),
    ],
)
def test_bad_details_are_refused(
    email: str, name: str, password: str | None, code: Refusal
) -> None:
    with pytest.raises(Refused) as refused:
        create(email, name=name, password=password)
    assert refused.value.code is code
    assert refused.value.sentences
    assert not User.objects.exists()


def test_passwords_are_argon2() -> None:
    user = create(password=PASSWORD)
    assert identify_hasher(user.password).algorithm == "argon2"
    assert user.check_password(PASSWORD)


def test_without_a_password_nobody_can_log_in() -> None:
    user = create()
    assert not user.has_usable_password()
    assert not user.check_password("")


def test_the_trail_tells_the_deeds_and_never_the_password() -> None:
    user = create(password=PASSWORD)
    change_password(user=user, password="fem helt andre ord", by=user, now=NOW)
    deactivate(user=user, by=TESTER, now=NOW)
    entries = Entry.objects.order_by("pk")
    assert [entry.deed for entry in entries] == [
        "user_created",
        "password_changed",
        "user_deactivated",
    ]
    assert entries[1].actor_key == f"user:{user.pk}"
    assert entries[2].fields == {"is_active": {"from": True, "to": False}}
    assert all("password" not in entry.fields for entry in entries)
    assert "karen@vallensbaek.example" not in str([entry.fields for entry in entries])


def test_changing_the_password_ends_other_sessions() -> None:
    user = create(password=PASSWORD)
    before = user.get_session_auth_hash()
    change_password(user=user, password="fem helt andre ord", by=user, now=NOW)
    assert user.get_session_auth_hash() != before


def test_a_weak_new_password_changes_nothing() -> None:
    user = create(password=PASSWORD)
    with pytest.raises(Refused):
        change_password(user=user, password="kort", by=user, now=NOW)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_who_is_deactivated_is_out_at_the_next_request_and_can_come_back(client) -> None:  # type: ignore[no-untyped-def]
    user = create()
    client.force_login(user)
    request = RequestFactory().get("/")
    request.session = client.session
    assert get_user(request) == user
    deactivate(user=user, by=TESTER, now=NOW)
    assert get_user(request).is_anonymous
    assert queries.user_who_may_log_in(user.email) is None
    reactivate(user=user, by=TESTER, now=NOW)
    assert queries.user_who_may_log_in(user.email) == user
