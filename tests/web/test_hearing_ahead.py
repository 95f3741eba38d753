"""A hearing that has been announced and has not opened says that one cannot answer yet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from retning.apps.hearing.enums import Phase, Publishing
from retning.apps.hearing.models import Hearing
from retning.web.request.rendering import CACHE
from tests.cast import Cast
from tests.factories import hearing as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stopped_clock")]
PAST = "Det, der var i høring"
WHEN = "Når høringen åbner, kan du kommentere hver del her."
NOT_SET = "Du kan ikke svare endnu. Vi har ikke fastsat, hvilken dag høringen åbner."


def page(client: Client, name: str, hearing: Hearing) -> str:
    caches[CACHE].clear()
    return client.get(reverse(f"public:{name}", args=[hearing.slug])).content.decode()


def test_before_it_opens_nothing_is_said_as_if_it_were_over(
    cast: Cast, client_of: Callable[..., Client]
) -> None:
    hearing, visitor = make.hearing(cast.municipality, Phase.ANNOUNCED), client_of()
    text = page(visitor, "hearing", hearing)
    assert (WHEN in text, PAST in text, 'id="kommentarer"' in text) == (True, False, False)
    assert "Du kan svare fra 9. marts 2026." in text
    Hearing.objects.update(opens_on=None, closes_on=None)
    for name in ("hearing", "hearing_answer"):
        assert NOT_SET in page(visitor, name, hearing)


@pytest.mark.parametrize(
    ("publishing", "says"),
    [
        (Publishing.AFTER_CHECK, "Det, der var i høring, og det, der blev sagt om det."),
        (Publishing.NEVER, "Det, der var i høring.<"),
    ],
)
def test_afterwards_what_was_said_is_there_only_where_it_was_shown(
    cast: Cast, client_of: Callable[..., Client], publishing: Publishing, says: str
) -> None:
    hearing = make.hearing(cast.municipality, Phase.CLOSED, publishing=publishing)
    text = page(client_of(), "hearing", hearing)
    assert says in text
    assert WHEN not in text
