"""`retning begin`: from an empty installation to somebody who can log in."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from retning.apps.accounts.models import User
from retning.apps.organisation.enums import Role
from retning.apps.organisation.models import Municipality
from retning.apps.organisation.queries import municipality_for_host, roles_of
from retning.config.taking_into_use import CannotBegin, begin
from retning.foundation import clock

pytestmark = pytest.mark.django_db

WHO = {"email": "asta@kommune.example", "name": "Asta"}


def test_from_nothing_to_a_password(client: Client) -> None:
    said = begin("187", host="vallensbaek.localhost", **WHO)
    assert "Vallensbæk Kommune is in use at vallensbaek.localhost." in said
    user = User.objects.get(email=WHO["email"])
    municipality = Municipality.objects.get(pk="187")
    today = clock.date_in_denmark(clock.now())
    assert roles_of(user, municipality, on=today) == {Role.ADMINISTRATOR, Role.CONSULTANT}
    assert municipality_for_host("vallensbaek.localhost") == municipality
    link = re.search(r"http://vallensbaek\.localhost(/\S+)", said)
    assert link is not None
    page = client.get(link[1], headers={"host": "vallensbaek.localhost"}, follow=True)
    assert page.status_code == 200
    assert b'type="password"' in page.content


def test_begun_twice_is_begun_once() -> None:
    begin("187", host="vallensbaek.localhost", **WHO)
    begin("187", host="vallensbaek.localhost", **WHO)
    assert User.objects.get().memberships.count() == 2


@pytest.mark.parametrize(
    ("code", "change", "words"),
    [
        ("999", {}, "no municipality 999"),
        ("187", {"email": "ikke en adresse"}, ""),
        ("187", {"host": "ikke et navn"}, ""),
    ],
)
def test_refused_in_a_sentence_and_nothing_half_begun(
    code: str, change: dict[str, str], words: str
) -> None:
    with pytest.raises(CannotBegin) as refused:
        begin(code, **{"host": "vallensbaek.localhost", **WHO, **change})
    assert words in str(refused.value)
    assert len(str(refused.value)) > 10
    assert not User.objects.exists()
    assert municipality_for_host("vallensbaek.localhost") is None
