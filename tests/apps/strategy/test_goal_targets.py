"""A goal's targets: kept in the draft, frozen with an edition, taken out and in as they are."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from retning.apps.organisation.models import Resolution
from retning.apps.strategy.enums import MeasuredBy
from retning.apps.strategy.models import Edition, Goal, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.exchange import document_bytes, edition_document
from retning.apps.strategy.queries.goal_targets import (
    GoalTarget,
    as_draft_item,
    as_frozen_item,
    frozen_targets,
    goal_targets_of,
    is_untouched,
    means_of,
    targets_change,
    targets_of_draft,
)
from retning.apps.strategy.queries.published import edition_changes, edition_rows
from retning.apps.strategy.queries.rows import changes_since
from retning.apps.strategy.queries.wording import data_label, data_said
from retning.apps.strategy.services.goal_targets import (
    Means,
    Worded,
    link_target,
    settle_doubt,
    word_goal,
)
from retning.apps.strategy.services.import_checks import ImportRefusal
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.core.targets import Doubt, Target, as_plain, typed
from retning.foundation.audit.models import Entry
from retning.foundation.records.services import ChangedMeanwhile
from tests.cast import NOW, Cast
from tests.factories import indicators as figures
from tests.factories import lineage
from tests.factories import strategy as make
from tests.factories.organisation import TESTER
from tests.helpers.exchange import Documents, brought, changed, elsewhere, refusal, rehashed

pytestmark = pytest.mark.django_db

DEED: dict[str, Any] = {"by": TESTER, "now": NOW}
BEST = typed("blandt de 25 % bedste i landet")
LEVEL = typed("mindst 85 % i 2027")
DONE = typed("senest den 1. juli 2027")
BEST_SAID = "blandt de 25 % bedste i landet"
DONE_SAID = "senest den 1. juli 2027"


def worded(goal: Goal, *targets: Target) -> Goal:
    return word_goal(
        goal=goal, expected_version=goal.version, targets=[Worded(each) for each in targets], **DEED
    )


def linked(goal: Goal, place: int, means: Means) -> Goal:
    return link_target(goal=goal, expected_version=goal.version, place=place, means=means, **DEED)


@pytest.fixture
def goal(cast: Cast) -> Goal:
    return make.goal(make.area(make.strategy(cast.municipality)))


def items(goal: Goal) -> list[tuple[str, str, str]]:
    goal.refresh_from_db()
    found = targets_of_draft(goal)
    return [(each.said(), each.indicator, str(each.measured_by or "")) for each in found]


# --- In the draft -----------------------------------------------------------------------


def test_bare_targets_of_earlier_versions_are_read(goal: Goal) -> None:
    goal.targets = [as_plain(LEVEL), {"kind": "of a later version"}, as_plain(DONE)]
    assert [each.target for each in targets_of_draft(goal)] == [LEVEL, DONE]
    assert [each.place for each in targets_of_draft(goal)] == [0, 1]
    assert [each.measured_by for each in targets_of_draft(goal)] == [None, MeasuredBy.MILESTONE]


@pytest.mark.parametrize("rows", [None, "x", [None], [[]], [{"target": 3}], [{"indicator": "x"}]])
def test_what_is_no_target_is_left_out(rows: object) -> None:
    assert goal_targets_of(rows) == ()


def test_an_item_is_the_same_there_and_back() -> None:
    asked = GoalTarget(
        BEST, "test-share", MeasuredBy.INDICATOR, "Nær ved", 0, "unge", Doubt.WHICH_END, (LEVEL,)
    )
    assert goal_targets_of([as_draft_item(asked)]) == (asked,)
    bare = replace(asked, phrase="", doubt=None, alternatives=())
    assert goal_targets_of([as_frozen_item(asked)]) == (bare,)
    assert set(as_frozen_item(asked)) == {"target", "indicator", "measured_by", "note"}


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("senest den 1. juli 2027", (MeasuredBy.MILESTONE,)),
        ("mindst 85 % i 2027", (MeasuredBy.INDICATOR, MeasuredBy.NONE)),
    ],
)
def test_what_may_measure_a_target(text: str, means: tuple[MeasuredBy, ...]) -> None:
    assert means_of(typed(text)) == means


def test_targets_are_worded_and_linked(goal: Goal) -> None:
    figures.indicator()
    worded(goal, BEST, DONE)
    assert items(goal) == [(BEST_SAID, "", ""), (DONE_SAID, "", "milestone")]
    linked(goal, 0, Means(MeasuredBy.INDICATOR, "test-share", "  Tæller **også** gæster "))
    assert items(goal)[0] == (BEST_SAID, "test-share", "indicator")
    assert targets_of_draft(goal)[0].note == "Tæller **også** gæster"
    deeds = Entry.objects.filter(subject_kind="strategy.goal").order_by("pk")
    assert [each.deed for each in deeds] == [
        "goal_added", "goal_targets_changed", "goal_target_linked"
    ]  # fmt: skip
    assert "targets" in deeds[2].fields


def test_a_reworded_target_keeps_its_indicator_where_one_may_measure_it(goal: Goal) -> None:
    figures.indicator()
    worded(goal, BEST)
    linked(goal, 0, Means(MeasuredBy.INDICATOR, "test-share", "Nær ved"))
    word_goal(goal=goal, expected_version=goal.version, targets=[Worded(LEVEL, 0)], **DEED)
    assert items(goal) == [("mindst 85 % i 2027", "test-share", "indicator")]
    word_goal(goal=goal, expected_version=goal.version, targets=[Worded(DONE, 0)], **DEED)
    assert items(goal) == [(DONE_SAID, "", "milestone")]
    assert targets_of_draft(goal)[0].note == ""
    word_goal(goal=goal, expected_version=goal.version, targets=[], **DEED)
    assert goal.targets == []


@pytest.mark.parametrize(
    ("place", "means", "code"),
    [
        (2, Means(None), Refusal.NO_SUCH_TARGET),
        (0, Means(MeasuredBy.INDICATOR, "ukendt"), Refusal.NO_SUCH_INDICATOR),
        (0, Means(MeasuredBy.INDICATOR), Refusal.NO_SUCH_INDICATOR),
        (0, Means(MeasuredBy.NONE, "test-share"), Refusal.NO_SUCH_INDICATOR),
        (0, Means(MeasuredBy.PANEL), Refusal.OTHER_MEANS),
        (1, Means(MeasuredBy.INDICATOR, "test-share"), Refusal.OTHER_MEANS),
        (0, Means(MeasuredBy.INDICATOR, "deres"), Refusal.NO_SUCH_INDICATOR),
    ],
)
def test_what_cannot_measure_is_refused(
    cast: Cast, goal: Goal, place: int, means: Means, code: Refusal
) -> None:
    figures.indicator()
    figures.indicator("deres", municipality=cast.neighbour)
    worded(goal, BEST, DONE)
    before = goal.version
    with pytest.raises(Refused) as refused:
        linked(goal, place, means)
    assert refused.value.code is code
    goal.refresh_from_db()
    assert goal.version == before


def test_the_second_of_two_writers_is_told(goal: Goal) -> None:
    version = goal.version
    worded(goal, BEST)
    with pytest.raises(ChangedMeanwhile):
        word_goal(goal=goal, expected_version=version, targets=[], **DEED)
    with pytest.raises(ChangedMeanwhile):
        link_target(
            goal=goal, expected_version=version, place=0, means=Means(MeasuredBy.NONE), **DEED
        )


def test_a_doubt_is_settled(goal: Goal) -> None:
    goal.targets = [as_draft_item(GoalTarget(BEST, doubt=Doubt.WHICH_END, alternatives=(LEVEL,)))]
    goal.save()
    for choice in (-1, 2):
        with pytest.raises(Refused) as refused:
            settle_doubt(goal=goal, expected_version=1, place=0, choice=choice, **DEED)
        assert refused.value.code is Refusal.NO_SUCH_ANSWER
    settle_doubt(goal=goal, expected_version=goal.version, place=0, choice=1, **DEED)
    assert items(goal) == [("mindst 85 % i 2027", "", "")]
    assert targets_of_draft(goal)[0].doubt is None
    with pytest.raises(Refused):
        settle_doubt(goal=goal, expected_version=goal.version, place=0, choice=0, **DEED)


def test_what_nobody_has_touched_is_told_from_what_somebody_has() -> None:
    read = [as_draft_item(GoalTarget(BEST, phrase="unge"))]
    assert is_untouched([as_plain(BEST)], read)
    assert is_untouched(read, read)
    assert not is_untouched([as_draft_item(GoalTarget(BEST, "test-share"))], read)
    assert not is_untouched([as_plain(LEVEL)], read)


# --- In an edition ------------------------------------------------------------------------


def measured_strategy(cast: Cast) -> Strategy:
    figures.indicator()
    strategy = make.strategy(cast.municipality, "Målt")
    area = make.area(strategy)
    first = worded(make.goal(area, "Flere unge"), BEST, DONE)
    linked(first, 0, Means(MeasuredBy.INDICATOR, "test-share", "Nær ved"))
    make.goal(area, "Et mål uden tal")
    return strategy


def test_targets_are_frozen_and_goals_without_are_as_they_always_were(cast: Cast) -> None:
    strategy = measured_strategy(cast)
    edition = make.published(strategy)
    rows = {row.text: row for row in edition_rows(edition)}
    assert [each.said() for each in frozen_targets(rows["Flere unge"])] == [BEST_SAID, DONE_SAID]
    assert rows["Flere unge"].data["targets"][0] == {
        "target": as_plain(BEST),
        "indicator": "test-share",
        "measured_by": "indicator",
        "note": "Nær ved",
    }
    assert "targets" not in rows["Et mål uden tal"].data
    assert changes_since(edition, draft_outline(strategy)) == []


def test_a_changed_rule_is_a_sentence_in_the_red_line(cast: Cast) -> None:
    strategy = measured_strategy(cast)
    old = make.published(strategy)
    goal = draft_outline(strategy).all_goals[0]
    word_goal(goal=goal, expected_version=goal.version, targets=[Worded(LEVEL, 0)], **DEED)
    new = make.published(strategy)
    (change,) = [each for each in edition_changes(old, new) if str(each.change) == "changed"]
    assert change.data == ["targets"]
    found = targets_change(change)
    assert found is not None
    assert [each.target for each in found.old] == [BEST, DONE]
    assert [each.target for each in found.new] == [LEVEL]
    assert change.old is not None
    said = data_said("targets", change.old.data)
    assert said.startswith(f"{BEST_SAID} – ")
    assert "test-share – Nær ved · " in said
    assert data_label("targets") != "targets"


def test_editions_go_out_and_in_with_their_targets(
    cast: Cast, council_decision: Resolution
) -> None:
    def made() -> Documents:
        return [edition_document(make.published(measured_strategy(cast)))]

    (document,) = elsewhere(made)
    assert not Edition.objects.exists()
    edition = brought(cast, deepcopy(document))
    assert document_bytes(edition_document(edition)) == document_bytes(document)
    assert changes_since(edition, draft_outline(edition.strategy)) == []
    goal = draft_outline(edition.strategy).all_goals[0]
    assert items(goal)[0] == (BEST_SAID, "test-share", "indicator")


def test_an_edition_with_a_target_that_is_none_is_refused(cast: Cast) -> None:
    def made() -> Documents:
        return [edition_document(make.published(measured_strategy(cast)))]

    (document,) = elsewhere(made)
    place = next(n for n, row in enumerate(document["rows"]) if "targets" in row["data"])
    path = f"rows.{place}.data.targets"
    for value in (
        [],
        [{"target": {"kind": "level"}, "indicator": "", "measured_by": "", "note": ""}],
        [{"target": as_plain(BEST), "indicator": "", "measured_by": "panel", "note": ""}],
        [{"target": as_plain(BEST), "indicator": "a b", "measured_by": "indicator", "note": ""}],
        [{"target": as_plain(BEST), "indicator": ""}],
        [as_plain(BEST)],
    ):
        refused = refusal(cast, rehashed(changed(document, path, value)))
        assert refused.code is ImportRefusal.NOT_AN_EDITION, json.dumps(value)


def test_a_successor_takes_the_targets_along(cast: Cast) -> None:
    strategy = measured_strategy(cast)
    make.published(strategy)
    goal = draft_outline(lineage.after(strategy)).all_goals[0]
    assert items(goal) == [(BEST_SAID, "test-share", "indicator"), (DONE_SAID, "", "milestone")]
