"""Who asked for more places than are free is told why they wait."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.models import Event
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.hearing.services.signing_up import Applicant, sign_up
from tests.cast import Cast
from tests.factories import hearing as make
from tests.factories.organisation import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]


@pytest.mark.parametrize(
    ("taken", "asked", "says"),
    [
        (2, 3, "I har bedt om 3 pladser, og kun 2 er ledige."),
        (3, 2, "I har bedt om 2 pladser, og kun 1 er ledig."),
        (4, 2, ""),
        (1, 3, ""),
    ],
    ids=["two are free", "one is free", "full", "enough"],
)
def test_how_many_were_asked_for_and_how_many_are_free(
    cast: Cast, client_of: Callable[..., Client], taken: int, asked: int, says: str
) -> None:
    event: Event = make.event(None, cast.municipality, capacity=4)

    def come(seats: int) -> str:
        who = Applicant("Bo", "", seats)
        made = sign_up(event=event, applicant=who, copy=None, link=str, now=NOW)
        return reverse("public:sign_up", args=[secret_of(Purpose.SIGN_UP, made.key)])

    come(taken)
    page = client_of().get(come(asked)).content.decode()
    assert (says in page) if says else ("I har bedt om" not in page)
    assert ("Kan I nøjes med færre pladser?" in page) is bool(says)
    assert ("Du er nummer 1 i køen" in page) is (taken + asked > 4)
