"""Whatever is done in a review, undoing all of it leaves the very passages that were there."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from retning.apps.strategy.enums import PassageKind, ReviewDeed
from retning.apps.strategy.models import Passage, Reading, ReviewStep
from retning.apps.strategy.queries.letters import Undone
from retning.apps.strategy.queries.readings import passages_of
from retning.apps.strategy.services import review
from retning.apps.strategy.services.passages import said_by_source, source_of
from retning.apps.strategy.services.refusals import Refused
from tests.factories import drafts as make
from tests.factories.organisation import NOW, TESTER, municipality_of
from tests.helpers.reviewing import one_deed

pytestmark = pytest.mark.django_db

BY: dict[str, Any] = {"by": TESTER, "now": NOW}
WALKS, STEPS = 8, 40
# What undoing does not bring back: that a wording was another for a while stays countable.
COUNTED_ON = {"version", "changed_at"}


def state_of(reading: Reading) -> tuple[str, list[dict[str, Any]]]:
    rows = Passage.drafts.filter(reading=reading).order_by("order", "pk").values()
    kept = [{k: v for k, v in row.items() if k not in COUNTED_ON} for row in rows]
    return Reading.drafts.get(pk=reading.pk).title, kept


def versions_of(reading: Reading) -> dict[int, int]:
    return dict(Passage.drafts.filter(reading=reading).values_list("pk", "version"))


def well_formed(reading: Reading) -> bool:
    """No two passages at one place, none above the first."""
    places = list(passages_of(reading).values_list("order", flat=True))
    return len(set(places)) == len(places) and min(places) >= 1


def with_repairs(reading: Reading) -> None:
    """Every "planter" was misread, and has been repaired to "plantér"."""
    places = [found.start() for found in re.finditer("planter", reading.source_text)]
    reading.repairs = [[at, at + 7, "planter", "plantér", 0.8, "misread"] for at in places]
    reading.save()
    source = source_of(reading, Undone())
    for passage in Passage.drafts.filter(reading=reading):
        for name, value in said_by_source(passage, source).items():
            setattr(passage, name, value)
        passage.save()


@pytest.mark.parametrize("seed", range(WALKS))
def test_undoing_everything_leaves_what_was(seed: int) -> None:
    chance = random.Random(seed)
    texts = [(chance.choice(list(PassageKind)), f"Vi planter {n} træer") for n in range(8)]
    reading = make.reviewed_document(municipality_of("187"), texts)
    with_repairs(reading)
    states = [state_of(reading)]
    for _ in range(STEPS):
        before = ReviewStep.drafts.count()
        try:
            one_deed(reading, chance)
        except Refused:
            assert ReviewStep.drafts.count() == before
        assert well_formed(reading)
        if ReviewStep.drafts.count() > before:
            states.append(state_of(reading))
        else:
            assert state_of(reading) == states[-1]
        if chance.random() < 0.15 and len(states) > 1:
            review.undo(reading=reading, **BY)
            states.pop()
            assert state_of(reading) == states[-1]
    done = ReviewStep.drafts.filter(undone_at=None).count()
    assert done == len(states) - 1
    while len(states) > 1:
        versions = versions_of(reading)
        step = review.undo(reading=reading, **BY)
        states.pop()
        assert step is not None
        assert state_of(reading) == states[-1]
        now = versions_of(reading)
        assert all(now[key] >= version for key, version in versions.items() if key in now)
    assert review.undo(reading=reading, **BY) is None


def test_the_walks_do_everything() -> None:
    chance = random.Random(187)
    texts = [(PassageKind.GOAL, f"Vi planter {n} træer") for n in range(20)]
    reading = make.reviewed_document(municipality_of("187"), texts)
    with_repairs(reading)
    for _ in range(200):
        try:
            one_deed(reading, chance)
        except Refused:
            continue
    assert set(ReviewStep.drafts.values_list("deed", flat=True)) == set(ReviewDeed.values)
