"""A document with more text than a strategy has room for: said where, with nothing half-made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Area, Reading, Strategy
from retning.apps.strategy.validators import BODY_LIMIT, WORDING_LIMIT
from tests.cast import Cast
from tests.factories import drafts as make

Browser = Callable[..., Client]
LONG_GOAL = "Vi vil " + "meget mere " * (WORDING_LIMIT // 10)
LONG_PROSE = "Der er liv i byen. " * (BODY_LIMIT // 18)
FIELDS = {"into": "new", "title": "Sammen", "period_from": "2026", "period_to": "2029"}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences are compared as they stand in the code."""
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("passages", "beginning", "limit"),
    [
        ([(PassageKind.AREA, "Natur"), (PassageKind.GOAL, LONG_GOAL)], LONG_GOAL[:70], 2000),
        ([(PassageKind.AREA, "Natur"), (PassageKind.NARRATIVE, LONG_PROSE)], "“Natur”", 50000),
        ([(PassageKind.NARRATIVE, LONG_PROSE), (PassageKind.AREA, "Natur")], "“Sammen”", 50000),
        ([(PassageKind.VISION, LONG_PROSE), (PassageKind.AREA, "Natur")], "“Der er liv", 50000),
    ],
    ids=["goal", "area", "introduction", "vision"],
)
def test_a_text_that_is_too_long_is_named(
    cast: Cast,
    client_of: Browser,
    passages: list[tuple[PassageKind, str]],
    beginning: str,
    limit: int,
) -> None:
    reading = make.reviewed_document(cast.municipality, passages)
    answer = client_of("consultant").post(
        reverse("staff:document_take_over", args=[reading.pk]), FIELDS
    )
    said = answer.content.decode()
    assert answer.status_code == 422
    assert f"at most {limit} characters fit there. Nothing has been taken over." in said
    assert beginning in said
    assert Reading.drafts.get().state == ReadingState.READ
    assert not Strategy.drafts.exists()
    assert not Area.drafts.exists()


def test_the_review_shows_a_very_long_passage_shortened(cast: Cast, client_of: Browser) -> None:
    middle = " midten af det hele "
    text = f"Begyndelsen {LONG_PROSE}{middle}{LONG_PROSE} slutningen"
    reading = make.reviewed_document(cast.municipality, [(PassageKind.NARRATIVE, text)])
    page = client_of("consultant").get(reverse("staff:review", args=[reading.pk]))
    said = page.content.decode()
    assert len(said) < 40_000
    assert "Begyndelsen" in said
    assert "[…]" in said
    assert "slutningen</mark>" in said
    assert middle not in said
