"""The targets of a goal under review: set by a person, answered, taken along, and undone."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from retning.apps.strategy.enums import PassageKind, ReviewDeed
from retning.apps.strategy.models import Goal, Passage, Reading, ReviewStep
from retning.apps.strategy.queries.goal_targets import targets_of_draft
from retning.apps.strategy.queries.readings import uncertain
from retning.apps.strategy.queries.reviewing import least_certain_first
from retning.apps.strategy.queries.targets import row_of, targets_of
from retning.apps.strategy.services import review
from retning.apps.strategy.services.passages import targets_read
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.review_targets import (
    SaidTarget,
    answer_doubt,
    change_targets,
    not_a_goal,
)
from retning.apps.strategy.services.taking_over import take_over
from retning.core.targets import (
    Among,
    Best,
    Comparator,
    Deadline,
    Doubt,
    Found,
    Level,
    Quantile,
    Rank,
    Scope,
    Span,
)
from retning.foundation.audit.models import Entry
from retning.foundation.records.services import ChangedMeanwhile
from tests.factories import drafts as make
from tests.factories.organisation import NOW, TESTER, municipality_of

pytestmark = pytest.mark.django_db

BY: dict[str, Any] = {"by": TESTER, "now": NOW}
BEST = Quantile(Fraction(1, 4), Best.BEST, Among(Scope.COUNTRY))
LEVEL = Level(Comparator.AT_LEAST, Decimal(85), "%", by=Deadline(2027))
GOAL = "Skolerne skal være blandt de 25 % bedste i landet"


@pytest.fixture
def reading() -> Reading:
    texts = [(PassageKind.AREA, "Skoler"), (PassageKind.GOAL, GOAL), (PassageKind.GOAL, "Vi går")]
    return make.reviewed_document(municipality_of("187"), texts)


@pytest.fixture
def goal(reading: Reading) -> Passage:
    passage = reading.passages.get(text=GOAL)
    share = Found(
        BEST,
        Span(0, len(GOAL)),
        "Skolerne",
        0.5,
        {"value": Span(32, 36)},
        (Rank(25, Best.BEST),),
        Doubt.NUMBER_OR_SHARE,
    )
    passage.targets, passage.target_confidence = [row_of(share)], 0.5
    passage.save()
    return passage


def aims(passage: Passage) -> list[Any]:
    return [kept.target for kept in targets_of(Passage.drafts.get(pk=passage.pk))]


def test_what_is_kept_comes_back_as_it_was(goal: Passage) -> None:
    (kept,) = targets_of(Passage.drafts.get(pk=goal.pk))
    assert (kept.target, kept.indicator, kept.by_person) == (BEST, "Skolerne", False)
    assert kept.evidence == {"value": Span(32, 36)}
    assert (kept.alternatives, kept.doubt) == ((Rank(25, Best.BEST),), Doubt.NUMBER_OR_SHARE)


def test_a_person_sets_changes_adds_and_removes(goal: Passage) -> None:
    both = [SaidTarget(replace(BEST, by=Deadline(2027)), 0), SaidTarget(LEVEL)]
    change_targets(passage=goal, expected_version=goal.version, targets=both, **BY)
    assert aims(goal) == [replace(BEST, by=Deadline(2027)), LEVEL]
    goal.refresh_from_db()
    assert (goal.target_confidence, goal.targets_edited) == (1.0, True)
    assert targets_of(goal)[0].evidence == {"value": Span(32, 36)}
    change_targets(passage=goal, expected_version=goal.version, targets=[], **BY)
    assert aims(goal) == []
    assert ReviewStep.drafts.filter(deed=ReviewDeed.TARGETS).count() == 2
    assert Entry.objects.filter(deed="passage_targets_changed").count() == 2
    for expected in ([replace(BEST, by=Deadline(2027)), LEVEL], [BEST]):
        review.undo(reading=goal.reading, **BY)
        assert aims(goal) == expected
    goal.refresh_from_db()
    assert (goal.target_confidence, goal.targets_edited) == (0.5, False)


def test_the_second_of_two_writers_is_told(goal: Passage) -> None:
    version = goal.version
    change_targets(passage=goal, expected_version=version, targets=[SaidTarget(LEVEL)], **BY)
    with pytest.raises(ChangedMeanwhile):
        change_targets(passage=goal, expected_version=version, targets=[], **BY)
    assert aims(goal) == [LEVEL]


def test_a_question_is_answered_once(goal: Passage) -> None:
    answer_doubt(passage=goal, place=0, choice=1, **BY)
    assert aims(goal) == [Rank(25, Best.BEST)]
    (kept,) = targets_of(Passage.drafts.get(pk=goal.pk))
    assert (kept.doubt, kept.alternatives, kept.by_person) == (None, (), True)
    with pytest.raises(Refused) as refused:
        answer_doubt(passage=goal, place=0, choice=1, **BY)
    assert refused.value.code == Refusal.NO_SUCH_ANSWER
    review.undo(reading=goal.reading, **BY)
    answer_doubt(passage=Passage.drafts.get(pk=goal.pk), place=0, choice=0, **BY)
    assert aims(goal) == [BEST]


@pytest.mark.parametrize(("place", "choice"), [(1, 0), (0, 2), (-1, 0), (0, -1)])
def test_there_is_no_such_answer(goal: Passage, place: int, choice: int) -> None:
    with pytest.raises(Refused):
        answer_doubt(passage=goal, place=place, choice=choice, **BY)
    assert aims(goal) == [BEST]


def test_not_a_goal_is_narrative_and_can_be_undone(goal: Passage) -> None:
    not_a_goal(passage=goal, **BY)
    found = Passage.drafts.get(pk=goal.pk)
    assert (found.kind, found.text, found.targets) == (PassageKind.NARRATIVE, GOAL, [])
    assert found.target_confidence is None
    for deed in (not_a_goal, lambda **k: change_targets(expected_version=1, targets=[], **k)):
        with pytest.raises(Refused) as refused:
            deed(passage=found, **BY)
        assert refused.value.code == Refusal.NOT_A_GOAL
    review.undo(reading=goal.reading, **BY)
    found = Passage.drafts.get(pk=goal.pk)
    assert (found.kind, aims(found)) == (PassageKind.GOAL, [BEST])


def corrected(passage: Passage, text: str) -> Passage:
    return review.change_passage(
        passage=passage,
        expected_version=passage.version,
        kind=PassageKind.GOAL,
        text=text,
        body="",
        **BY,
    )


def test_other_words_are_read_anew_unless_a_person_has_said_the_targets(goal: Passage) -> None:
    found = corrected(goal, "Mindst 85 % af eleverne skal bestå i 2027")
    assert aims(goal) == [LEVEL]
    change_targets(
        passage=found, expected_version=found.version, targets=[SaidTarget(BEST, 0)], **BY
    )
    corrected(found, "Mindst 90 % af eleverne skal bestå i 2028")
    assert aims(goal) == [BEST]
    assert targets_of(Passage.drafts.get(pk=goal.pk))[0].evidence == {}


def test_what_is_no_goal_has_no_targets(reading: Reading, goal: Passage) -> None:
    area = reading.passages.get(kind=PassageKind.AREA)
    assert targets_read(area, reading) == {
        "targets": [],
        "target_confidence": None,
        "targets_edited": False,
    }


def test_least_certain_comes_first_and_is_to_be_looked_at(reading: Reading, goal: Passage) -> None:
    rows = Passage.drafts.filter(reading=reading)
    assert [p.text for p in least_certain_first(rows)] == [GOAL, "Skoler", "Vi går"]
    assert [p.text for p in rows.filter(uncertain())] == [GOAL]
    answer_doubt(passage=goal, place=0, choice=0, **BY)
    assert not rows.filter(uncertain()).exists()
    assert [p.text for p in least_certain_first(rows)] == ["Skoler", GOAL, "Vi går"]


def test_targets_go_along_into_the_draft(reading: Reading, goal: Passage) -> None:
    both = [SaidTarget(BEST, 0), SaidTarget(LEVEL)]
    change_targets(passage=goal, expected_version=goal.version, targets=both, **BY)
    take_over(
        reading=reading, strategy=None, title="Strategi", period_from=2024, period_to=2028, **BY
    )
    taken = targets_of_draft(Goal.drafts.get(text=GOAL))
    assert [each.target for each in taken] == [BEST, LEVEL]
    assert targets_of_draft(Goal.drafts.get(text="Vi går")) == ()
