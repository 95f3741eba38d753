"""What each deed of a review asks of the database, and that none is done outside a review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Passage, Reading, ReviewStep
from retning.apps.strategy.queries.readings import passages_of
from retning.apps.strategy.services import review
from retning.apps.strategy.services.refusals import Refusal, Refused
from tests.factories import drafts as make
from tests.factories.organisation import NOW, TESTER, municipality_of
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db

BY: dict[str, Any] = {"by": TESTER, "now": NOW}


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187")


@pytest.fixture
def reading(home: Municipality) -> Reading:
    return make.reviewed_document(home, lines(4))


def lines(length: int) -> list[tuple[PassageKind, str]]:
    return [(PassageKind.GOAL, f"Vi planter {number} træer") for number in range(length)]


def all_of(reading: Reading) -> list[Passage]:
    return list(passages_of(reading))


def _accept(_reading: Reading, rows: list[Passage]) -> object:
    return review.accept_passage(passage=rows[1], accepted=True, **BY)


def _accept_certain(reading: Reading, _rows: list[Passage]) -> object:
    return review.accept_certain(reading=reading, **BY)


def _change(_reading: Reading, rows: list[Passage]) -> object:
    wording: dict[str, Any] = {"kind": PassageKind.GOAL, "text": "Nyt", "body": ""}
    return review.change_passage(passage=rows[1], expected_version=1, **wording, **BY)


def _split(_reading: Reading, rows: list[Passage]) -> object:
    return review.split_passage(passage=rows[1], expected_version=1, at=5, kind=None, **BY)


def _merge(_reading: Reading, rows: list[Passage]) -> object:
    return review.merge_passage(passage=rows[1], **BY)


def _drop(_reading: Reading, rows: list[Passage]) -> object:
    return review.drop_passage(passage=rows[1], dropped=True, **BY)


def _move(_reading: Reading, rows: list[Passage]) -> object:
    return review.move_passage(passage=rows[0], after=rows[-1], **BY)


def _step(_reading: Reading, rows: list[Passage]) -> object:
    return review.move_passage(passage=rows[0], step=2, **BY)


def _add(reading: Reading, rows: list[Passage]) -> object:
    kind = PassageKind.GOAL
    return review.add_passage(reading=reading, after=rows[0], kind=kind, text="", span=(0, 5), **BY)


Deed = Callable[[Reading, list[Passage]], object]
# What each asks of the database, and what undoing it asks.
COSTS: dict[Deed, tuple[int, int]] = {
    _accept: (6, 5),
    _accept_certain: (6, 5),
    _change: (6, 5),
    _split: (10, 13),
    _merge: (14, 6),
    _drop: (6, 5),
    _move: (8, 7),
    _step: (8, 7),
    _add: (9, 12),
}


@pytest.mark.parametrize("deed", COSTS)
@pytest.mark.parametrize("length", [3, 300])
def test_each_deed_costs_the_same_in_a_long_document(
    home: Municipality, deed: Deed, length: int
) -> None:
    reading = make.reviewed_document(home, lines(length))
    rows = all_of(reading)
    cost, cost_of_undoing = COSTS[deed]
    with assert_queries(cost):
        deed(reading, rows)
    with assert_queries(cost_of_undoing):
        review.undo(reading=reading, **BY)
    assert [p.text for p in all_of(reading)] == [text for _kind, text in lines(length)]


@pytest.mark.parametrize("deed", COSTS)
@pytest.mark.parametrize(
    ("state", "code"),
    [
        (ReadingState.TAKEN_OVER, Refusal.ALREADY_TAKEN_OVER),
        (ReadingState.DISCARDED, Refusal.NOT_READ_YET),
        (ReadingState.WAITING, Refusal.NOT_READ_YET),
    ],
)
def test_no_deed_outside_a_review(
    reading: Reading, deed: Deed, state: ReadingState, code: Refusal
) -> None:
    rows = all_of(reading)
    Reading.drafts.update(state=state)
    before = list(Passage.drafts.values())
    for each in (lambda: deed(reading, rows), lambda: review.undo(reading=reading, **BY)):
        with pytest.raises(Refused) as refused:
            each()
        assert refused.value.code == code
    assert list(Passage.drafts.values()) == before
    assert not ReviewStep.drafts.exists()
