"""What a document said becomes a draft whole: nothing lost, nothing changed, its place known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Area, Goal, Objective, Passage, Reading, Strategy, Theme
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.trail import trail_of_strategy
from retning.apps.strategy.services import draft
from retning.apps.strategy.services.refusals import DoesNotFit, Refusal, Refused
from retning.apps.strategy.services.taking_over import take_over
from retning.apps.strategy.validators import BODY_LIMIT
from retning.core.prose import from_plain
from retning.foundation.audit.models import Entry
from tests.cast import Cast
from tests.factories import drafts as make
from tests.factories.organisation import NOW, TESTER
from tests.helpers.queries import counted

pytestmark = pytest.mark.django_db

WHEN: dict[str, Any] = {"period_from": 2026, "period_to": 2029, "by": TESTER, "now": NOW}
VISION = (PassageKind.VISION, "Vi vil * alle * med")
VISION_BODY = "Ogsaa [dem] i udkanten.\n\nOg dem i midten."
WHOLE_VISION = f"{from_plain(VISION[1])}\n\n{from_plain(VISION_BODY)}"
AREA = (PassageKind.AREA, "Natur")
GOAL = (PassageKind.GOAL, "Vi planter træer")


def document(cast: Cast, texts: Sequence[tuple[PassageKind, str]], name: str = "a.txt") -> Reading:
    reading = make.reviewed_document(cast.municipality, texts, name=name)
    Passage.drafts.filter(reading=reading, kind=PassageKind.VISION).update(body=VISION_BODY)
    return reading


def test_the_whole_vision_comes_along_as_it_was_written(cast: Cast) -> None:
    reading = document(cast, [VISION, AREA, GOAL])
    made = take_over(reading=reading, strategy=None, title="S", **WHEN)
    assert "\\*" in WHOLE_VISION
    assert made.vision == WHOLE_VISION
    assert made.introduction == ""


def test_the_vision_is_told_in_a_strategy_that_has_its_own(cast: Cast) -> None:
    standing = make.strategy(cast.municipality)
    draft.change_strategy(
        strategy=standing,
        expected_version=1,
        vision="Vores egen",
        introduction="Før",
        by=TESTER,
        now=NOW,
    )
    texts = [(PassageKind.NARRATIVE, "Forord"), VISION, AREA, GOAL]
    take_over(reading=document(cast, texts), strategy=standing, title="", **WHEN)
    kept = Strategy.drafts.get()
    assert kept.vision == "Vores egen"
    assert kept.introduction == f"Før\n\nForord\n\n{WHOLE_VISION}"


def test_a_strategy_that_was_changed_meanwhile_is_no_hindrance(cast: Cast) -> None:
    stale = make.strategy(cast.municipality)
    draft.change_strategy(
        strategy=Strategy.drafts.get(),
        expected_version=1,
        introduction="Skrevet imens",
        by=TESTER,
        now=NOW,
    )
    texts = [(PassageKind.NARRATIVE, "Forord"), VISION, AREA]
    take_over(reading=document(cast, texts), strategy=stale, title="", **WHEN)
    assert Strategy.drafts.get().introduction == "Skrevet imens\n\nForord"
    assert Strategy.drafts.get().vision == WHOLE_VISION


def test_another_municipalitys_strategy_is_refused(cast: Cast) -> None:
    abroad = make.strategy(cast.neighbour)
    with pytest.raises(Refused) as refused:
        take_over(reading=document(cast, [AREA]), strategy=abroad, title="", **WHEN)
    assert refused.value.code == Refusal.ANOTHER_MUNICIPALITY
    assert Area.drafts.count() == 1
    assert Reading.drafts.get().state == ReadingState.READ


def test_everything_stands_in_order_below_what_came_before(cast: Cast) -> None:
    texts = [
        (PassageKind.GOAL, "Uden område"),
        AREA,
        (PassageKind.GOAL, "Straks"),
        (PassageKind.OBJECTIVE, "Første samling"),
        (PassageKind.GOAL, "Et"),
        (PassageKind.GOAL, "To"),
        (PassageKind.THEME, "Hvordan?"),
        (PassageKind.OBJECTIVE, "Anden samling"),
        (PassageKind.GOAL, "Tre"),
        (PassageKind.AREA, "By"),
        (PassageKind.GOAL, "Fire"),
    ]
    made = take_over(reading=document(cast, texts), strategy=None, title="Alt", **WHEN)
    told = [
        (
            (each.area.order, each.area.text),
            [(goal.order, goal.text) for goal in each.goals],
            [
                (group.objective.order, [(goal.order, goal.text) for goal in group.goals])
                for group in each.objectives
            ],
            [(theme.order, theme.text) for theme in each.themes],
        )
        for each in draft_outline(made).areas
    ]
    assert told == [
        ((1, "Alt"), [(1, "Uden område")], [], []),
        (
            (2, "Natur"),
            [(1, "Straks")],
            [(1, [(1, "Et"), (2, "To")]), (2, [(1, "Tre")])],
            [(1, "Hvordan?")],
        ),
        ((3, "By"), [(1, "Fire")], [], []),
    ]


def test_each_remembers_the_passage_it_was_read_from(cast: Cast) -> None:
    texts = [AREA, (PassageKind.OBJECTIVE, "Samling"), GOAL, (PassageKind.THEME, "Hvordan?")]
    reading = document(cast, texts)
    take_over(reading=reading, strategy=None, title="S", **WHEN)
    for model in (Area, Objective, Goal, Theme):
        node = model.drafts.get()
        assert node.source is not None
        assert (node.source.reading, node.source.text) == (reading, node.text)
    Passage.drafts.all().delete()
    assert Goal.drafts.get().source is None


def test_a_long_document_takes_a_handful_of_statements(cast: Cast) -> None:
    def statements(goals: int, name: str) -> int:
        texts = [AREA, *((PassageKind.GOAL, f"Mål {number}") for number in range(goals))]
        reading = document(cast, texts, name)
        with CaptureQueriesContext(connection) as context:
            take_over(reading=reading, strategy=None, title=name, **WHEN)
        return len(counted(context))

    few, many = statements(2, "lille.txt"), statements(50, "lang.txt")
    assert many == few
    assert few <= 14


def test_the_trail_has_one_line_of_it_and_all_that_follows(cast: Cast) -> None:
    reading = document(cast, [AREA, GOAL])
    before = Entry.objects.count()
    made = take_over(reading=reading, strategy=None, title="S", **WHEN)
    assert Entry.objects.count() == before + 2
    goal = Goal.drafts.get()
    draft.change_node(node=goal, expected_version=1, text="Nyt", body="", by=TESTER, now=NOW)
    draft.remove_node(node=goal, by=TESTER, now=NOW)
    deeds = [entry.deed for entry in trail_of_strategy(made)]
    assert deeds == ["goal_removed", "goal_changed", "reading_taken_over", "strategy_created"]


def test_an_introduction_that_would_grow_too_long_is_refused_whole(cast: Cast) -> None:
    standing = make.strategy(cast.municipality)
    Strategy.drafts.update(introduction="x" * BODY_LIMIT, vision="Vores egen")
    with pytest.raises(DoesNotFit) as refused:
        take_over(reading=document(cast, [VISION, AREA]), strategy=standing, title="", **WHEN)
    assert (refused.value.beginning, refused.value.limit) == (standing.title, BODY_LIMIT)
    assert Area.drafts.count() == 1
