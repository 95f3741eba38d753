"""A strategy's trail tells of the review of the documents that it was taken over from, too."""

from __future__ import annotations

from typing import Any

import pytest

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Passage
from retning.apps.strategy.queries.trail import trail_of_strategy, wordings_of
from retning.apps.strategy.services.review import (
    accept_passage,
    change_passage,
    drop_passage,
    undo,
)
from retning.apps.strategy.services.taking_over import take_over
from tests.cast import Cast
from tests.factories import drafts as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db

DEED: dict[str, Any] = {"by": TESTER, "now": NOW}
TEXTS = [(PassageKind.AREA, "Natur"), (PassageKind.GOAL, "Vi planter trær"),
         (PassageKind.GOAL, "Side 4")]  # fmt: skip
OTHERS = [*TEXTS, (PassageKind.GOAL, "Vi rydder op")]
OVER: dict[str, Any] = DEED | {"strategy": None, "period_from": 2026, "period_to": 2029}


def test_the_review_of_its_document_is_in_a_strategys_trail(cast: Cast) -> None:
    reading = make.reviewed_document(cast.municipality, TEXTS, name="a.txt")
    other = make.reviewed_document(cast.municipality, OTHERS, name="b.txt")
    _area, goal, number = reading.passages.order_by("order")
    accept_passage(passage=goal, accepted=True, **DEED)
    goal.refresh_from_db()
    change_passage(
        passage=goal, expected_version=goal.version, kind=PassageKind.GOAL, text="Vi planter træer",
        body="", **DEED,
    )  # fmt: skip
    drop_passage(passage=number, dropped=True, **DEED)
    undo(reading=reading, **DEED)
    elsewhere = Passage.drafts.filter(reading=other).order_by("order")[1]
    drop_passage(passage=elsewhere, dropped=True, **DEED)
    made = take_over(reading=reading, title="S", **OVER)
    trail = list(trail_of_strategy(made))
    assert [entry.deed for entry in trail] == [
        "reading_taken_over", "strategy_created", "review_step_undone", "passage_dropped",
        "passage_changed", "passage_accepted",
    ]  # fmt: skip
    words = wordings_of(trail)
    said = {entry.deed: words.get(entry.pk) for entry in trail}
    assert (said["passage_dropped"], said["passage_changed"]) == ("Side 4", "Vi planter træer")


def test_the_trail_costs_the_same_however_long_the_document(cast: Cast) -> None:
    short = make.reviewed_document(cast.municipality, TEXTS, name="a.txt")
    long = make.reviewed_document(cast.municipality, TEXTS * 20, name="b.txt")
    first, second = (take_over(reading=reading, title="S", **OVER) for reading in (short, long))
    for made in (first, second):
        with assert_queries(13):
            assert list(trail_of_strategy(made))
