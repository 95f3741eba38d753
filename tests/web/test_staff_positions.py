"""Who holds which position: somebody who is here or somebody new, from a day until a day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.organisation import services
from retning.apps.organisation.enums import Refusal
from retning.apps.organisation.models import Person
from tests.cast import Cast
from tests.factories import organisation as make
from tests.factories.organisation import NOW, TESTER, TODAY
from tests.helpers.forms import errors, post

Browser = Callable[..., Client]

FIRST_DAY = {"valid_from": "2026-03-02"}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def administrator(client_of: Browser) -> Client:
    return client_of("administrator")


def test_somebody_who_is_here_holds_a_position(cast: Cast, administrator: Client) -> None:
    position = make.position(cast.units.other_centre, "Centerchef")
    person = Person.objects.get(name="Carl Christoffersen")
    answer = post(administrator, "holder_add", position.key, person=person.pk, **FIRST_DAY)
    assert answer.status_code == 302
    assert position.holders.get().person == person
    again = post(administrator, "holder_add", position.key, person=person.pk, **FIRST_DAY)
    assert errors(again) == {"person": "The person already holds this position in these days."}
    assert position.holders.count() == 1


@pytest.mark.parametrize(
    ("sent", "at_fault"),
    [
        ({}, {"name": "Choose somebody in the list, or write the name."}),
        (
            {"person": "carl", "name": "Carla"},
            {"person": "Choose somebody in the list or write a name, not both."},
        ),
        (
            {"person": "carl", "email": "carl@e.example"},
            {"person": "Choose somebody in the list or write a name, not both."},
        ),
        (
            {"name": "Bo", "email": "HER@e.example"},
            {"email": "Somebody in the list has this address. Choose them there."},
        ),
        ({"name": "Bo", "email": "bo"}, {"email": "Enter a valid email address."}),
        ({"name": "Bo", "valid_from": ""}, {"valid_from": "This field is required."}),
    ],
)
def test_who_it_is_must_be_clear(
    cast: Cast, administrator: Client, sent: dict[str, str], at_fault: dict[str, str]
) -> None:
    services.create_person(
        municipality=cast.municipality, name="Her", email="her@e.example", by=TESTER, now=NOW
    )
    carl = Person.objects.get(name="Carl Christoffersen").pk
    chosen = {"person": str(carl)} if "person" in sent else {}
    before = Person.objects.count()
    position = make.position(cast.units.other_centre, "Centerchef")
    answer = post(administrator, "holder_add", position.key, **FIRST_DAY | sent | chosen)
    assert errors(answer) == at_fault
    assert (Person.objects.count(), position.holders.count()) == (before, 0)


def test_the_neighbours_people_are_not_ours(cast: Cast, administrator: Client) -> None:
    person = services.create_person(
        municipality=cast.neighbour, name="Nina Nabo", email="n@e.example", by=TESTER, now=NOW
    )
    position = cast.centre_chief_position
    answer = post(administrator, "holder_add", position.key, person=person.pk, **FIRST_DAY)
    assert list(errors(answer)) == ["person"]
    assert "Nina Nabo" not in answer.content.decode()
    # What is theirs does not stand in our way either.
    sent = {"name": "Nina Ny", "email": "n@e.example", **FIRST_DAY}
    assert post(administrator, "holder_add", position.key, **sent).status_code == 302


def test_who_has_been_made_anonymous_is_nobody_to_choose(cast: Cast, administrator: Client) -> None:
    Person.objects.filter(name="Carl Christoffersen").update(name="")
    path = reverse("staff:holder_add", args=[cast.centre_chief_position.key])
    page = administrator.get(path).content.decode()
    assert re.findall(r"<option[^>]*>([^<]*)</option>", page) == ["somebody new"]


def test_one_leaves_and_another_comes(cast: Cast, administrator: Client) -> None:
    position = cast.centre_chief_position
    old = position.holders.get()
    answer = post(administrator, "holder_end", old.pk, valid_to="2026-03-02")
    assert answer.headers["Location"] == reverse("staff:unit", args=[cast.units.centre.key])
    post(administrator, "holder_add", position.key, name="Ny Nielsen", **FIRST_DAY)
    page = administrator.get(answer.headers["Location"]).content.decode()
    assert "Ny Nielsen" in page
    assert "Carl Christoffersen" not in page.partition('id="positions"')[2]
    old.refresh_from_db()
    assert old.valid_to == TODAY


def test_a_position_ends(cast: Cast, administrator: Client) -> None:
    position = cast.centre_chief_position
    assert (
        post(administrator, "position_end", position.key, valid_to="2026-03-02").status_code == 302
    )
    page = administrator.get(reverse("staff:unit", args=[cast.units.centre.key])).content.decode()
    assert "Carl Christoffersen" not in page
    assert position.holders.get().valid_to == TODAY


def test_nobody_is_half_made(
    cast: Cast, administrator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(**_deed: object) -> None:
        raise services.Refused(Refusal.PERSON_HOLDS_POSITION, fields=("person",))

    # A new person's holding is refused only if somebody else is at it too; hence the stand-in.
    monkeypatch.setattr(services, "hold_position", refuses)
    answer = post(
        administrator, "holder_add", cast.centre_chief_position.key, name="Ny Nielsen", **FIRST_DAY
    )
    assert list(errors(answer)) == ["person"]
    assert not Person.objects.filter(name="Ny Nielsen").exists()
