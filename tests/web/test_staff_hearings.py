"""The pages on which staff run a hearing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import Phase
from tests.cast import Cast
from tests.factories import hearing as make

Browser = Callable[..., Client]

PAGES = (
    "hearing",
    "hearing_change",
    "hearing_renew",
    "hearing_announce",
    "hearing_days",
    "hearing_extend",
    "hearing_timetable",
)


@pytest.mark.parametrize("phase", list(Phase))
def test_every_page_of_a_hearing_answers_in_every_phase(
    cast: Cast, client_of: Browser, phase: Phase
) -> None:
    hearing = make.hearing(cast.municipality, phase)
    client = client_of("consultant")
    seen = {
        name: client.get(reverse(f"staff:{name}", args=[hearing.key])).status_code
        for name in PAGES
    }
    assert seen == dict.fromkeys(PAGES, 200)


@pytest.mark.parametrize("name", ["hearings", "hearing_make"])
def test_the_list_and_the_way_to_a_new_one(cast: Cast, client_of: Browser, name: str) -> None:
    assert client_of("consultant").get(reverse(f"staff:{name}")).status_code == 200
    make.hearing(cast.municipality)
    make.hearing(cast.municipality, Phase.DRAFT, slug="to")
    assert client_of("consultant").get(reverse(f"staff:{name}")).status_code == 200
