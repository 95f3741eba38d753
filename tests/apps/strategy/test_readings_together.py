"""Several documents into one strategy, and what found no place in it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import PassageKind, ReadingState
from retning.apps.strategy.models import Area, Goal, Passage, Reading, Strategy
from retning.apps.strategy.queries.draft import draft_outline
from retning.apps.strategy.queries.readings import unplaced_of
from retning.apps.strategy.services import draft, review
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.taking_over import take_over, taken_over
from retning.apps.strategy.services.unplaced import place_passage
from retning.foundation.audit.models import Entry
from tests.factories import drafts as make
from tests.factories.organisation import NOW, TESTER, municipality_of
from tests.helpers.queries import assert_queries, assert_queries_at_1_and_3

pytestmark = pytest.mark.django_db

BY: dict[str, Any] = {"by": TESTER, "now": NOW}
WHEN: dict[str, Any] = {"title": "", "period_from": 2026, "period_to": 2029, **BY}
AREA, GOAL, LOOSE = PassageKind.AREA, PassageKind.GOAL, PassageKind.UNPLACED
VISION = (PassageKind.VISION, "Alle er med")
NATURE = [(AREA, "Natur"), (PassageKind.NARRATIVE, "Om skoven."), (GOAL, "Vi planter træer")]
CITY = [(AREA, "By"), (GOAL, "Flere cykler")]


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187")


def document(
    home: Municipality, texts: Sequence[tuple[PassageKind, str]], name: str = "a.txt"
) -> Reading:
    return make.reviewed_document(home, texts, name=name)


def over(reading: Reading, strategy: Strategy | None, **options: Any) -> Strategy:
    options = {**WHEN, "title": "" if strategy else "S"} | options
    return take_over(reading=reading, strategy=strategy, **options)


def told(strategy: Strategy) -> list[tuple[str, str, list[str]]]:
    return [
        (each.area.text, each.area.body, [goal.text for goal in each.all_goals])
        for each in draft_outline(strategy).areas
    ]


WHOLE = [("Natur", "Om skoven.", ["Vi planter træer"]), ("By", "", ["Flere cykler"])]


def test_the_vision_in_one_and_areas_in_two(home: Municipality) -> None:
    strategy = over(document(home, [VISION]), None)
    over(document(home, NATURE, "b.txt"), strategy)
    over(document(home, CITY, "c.txt"), strategy)
    strategy.refresh_from_db()
    assert (strategy.vision, strategy.introduction) == ("Alle er med", "")
    assert told(strategy) == WHOLE
    assert Strategy.drafts.count() == 1


def test_the_vision_may_come_last(home: Municipality) -> None:
    strategy = over(document(home, NATURE), None)
    over(document(home, CITY, "b.txt"), strategy)
    over(document(home, [VISION], "c.txt"), strategy)
    strategy.refresh_from_db()
    assert (strategy.vision, strategy.introduction) == ("Alle er med", "")
    assert told(strategy) == WHOLE


SAME_AREA = [
    (AREA, " NATUR"),
    (PassageKind.NARRATIVE, "Om søen."),
    (PassageKind.OBJECTIVE, "Rent vand"),
    (GOAL, "Vi renser søen"),
]


def test_it_goes_on_there_rather_than_stand_twice(home: Municipality) -> None:
    strategy = over(document(home, NATURE + CITY), None)
    over(document(home, SAME_AREA, "b.txt"), strategy, merge_areas=True)
    assert told(strategy) == [
        ("Natur", "Om skoven.\n\nOm søen.", ["Vi planter træer", "Vi renser søen"]),
        WHOLE[1],
    ]
    assert Entry.objects.filter(deed="area_changed").count() == 1


def test_goals_go_on_after_those_that_stand_there(home: Municipality) -> None:
    strategy = over(document(home, NATURE), None)
    texts = [(AREA, "Natur"), (GOAL, "Flere stier")]
    over(document(home, texts, "b.txt"), strategy, merge_areas=True)
    assert list(Goal.drafts.order_by("order").values_list("order", "text")) == [
        (1, "Vi planter træer"),
        (2, "Flere stier"),
    ]


def test_it_stands_twice_where_nobody_asked(home: Municipality) -> None:
    strategy = over(document(home, NATURE), None)
    over(document(home, SAME_AREA, "b.txt"), strategy)
    assert [area for area, _body, _goals in told(strategy)] == ["Natur", "NATUR"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_new", [True, False])
def test_of_two_at_once_one_wins_and_the_other_is_told(home: Municipality, is_new: bool) -> None:
    reading = document(home, NATURE)
    into = None if is_new else make.strategy(home)
    areas = Area.drafts.count()
    answers: list[str] = []

    def one() -> None:
        try:
            over(Reading.drafts.get(pk=reading.pk), into)
            answers.append("taken over")
        except Refused as refused:
            answers.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["already_taken_over"] * 3 + ["taken over"]
    assert (Area.drafts.count(), Strategy.drafts.count()) == (areas + 1, 1)


# --- What found no place


@pytest.fixture
def strategy(home: Municipality) -> Strategy:
    return over(document(home, [*NATURE, (LOOSE, "Løst"), (LOOSE, "Løsere")]), None)


def loose(text: str = "Løst") -> Passage:
    return Passage.drafts.get(text=text)


def test_it_stays_until_somebody_says_it_is_not_needed(strategy: Strategy) -> None:
    with assert_queries(1):
        waiting = unplaced_of(strategy)
    assert (waiting.count, [p.text for p in waiting.passages]) == (2, ["Løst", "Løsere"])
    review.drop_passage(passage=loose(), dropped=True, **BY)
    assert [p.text for p in unplaced_of(strategy).passages] == ["Løsere"]
    review.drop_passage(passage=loose(), dropped=False, **BY)
    assert unplaced_of(strategy).count == 2
    assert Entry.objects.filter(deed="passage_dropped").count() == 1
    assert unplaced_of(strategy, limit=1).count == 2
    assert len(unplaced_of(strategy, limit=1).passages) == 1


def test_nothing_else_is_left_out_after_taking_over(strategy: Strategy) -> None:
    for text in ("Om skoven.", "Vi planter træer"):
        with pytest.raises(Refused) as refused:
            review.drop_passage(passage=loose(text), dropped=True, **BY)
        assert refused.value.code == Refusal.ALREADY_TAKEN_OVER


def test_another_strategy_has_none(strategy: Strategy, home: Municipality) -> None:
    other = make.strategy(home, "En anden")
    assert unplaced_of(other).count == 0


def test_one_question_whatever_waits(home: Municipality) -> None:
    strategy = make.strategy(home)

    def add(number: int) -> None:
        texts = [(AREA, f"Område {number}"), (LOOSE, f"Løst {number}")]
        over(document(home, texts, f"{number}.txt"), strategy)

    def look() -> None:
        for passage in unplaced_of(strategy).passages:
            assert passage.reading.attachment.name.endswith(".txt")

    assert_queries_at_1_and_3(1, add_row=add, read=look)
    assert unplaced_of(strategy).count == 3


def test_it_gets_a_place(strategy: Strategy) -> None:
    area = Area.drafts.get()
    goal = place_passage(passage=loose(), kind=GOAL, parent=area, **BY)
    assert (goal.text, goal.source, goal.order) == ("Løst", loose(), 2)
    assert (loose().kind, loose().accepted) == (GOAL, True)
    assert [p.text for p in unplaced_of(strategy).passages] == ["Løsere"]
    deeds = Entry.objects.filter(deed__in=["goal_added", "passage_placed"])
    assert deeds.count() == 2
    placed = place_passage(passage=loose("Løsere"), kind=AREA, parent=strategy, **BY)
    assert isinstance(placed, Area)
    assert unplaced_of(strategy).count == 0


def test_below_an_objective_or_as_a_theme(strategy: Strategy) -> None:
    area = Area.drafts.get()
    objective = draft.add_objective(area=area, text="Samling", **BY)
    goal = place_passage(passage=loose(), kind=GOAL, parent=objective, **BY)
    assert isinstance(goal, Goal)
    assert (goal.objective, goal.area) == (objective, area)
    theme = place_passage(passage=loose("Løsere"), kind=PassageKind.THEME, parent=area, **BY)
    assert theme.text == "Løsere"


def test_what_has_no_place_to_get(strategy: Strategy, home: Municipality) -> None:
    area = Area.drafts.get()
    elsewhere = draft.add_area(strategy=make.strategy(home, "En anden"), text="Der", **BY)
    abroad = draft.add_area(strategy=make.strategy(municipality_of("183")), text="Ude", **BY)
    objective = draft.add_objective(area=area, text="Samling", **BY)
    open_reading = document(home, [(LOOSE, "Under gennemgang")], "b.txt")
    assert open_reading.state == ReadingState.READ
    review.drop_passage(passage=loose("Løsere"), dropped=True, **BY)
    refused_ones: list[tuple[Passage, PassageKind, Any]] = [
        (loose(), GOAL, elsewhere),
        (loose(), GOAL, abroad),
        (loose(), GOAL, strategy),
        (loose(), AREA, area),
        (loose(), PassageKind.OBJECTIVE, objective),
        (loose(), PassageKind.NARRATIVE, area),
        (loose("Løsere"), GOAL, area),
        (loose("Vi planter træer"), GOAL, area),
        (loose("Under gennemgang"), GOAL, area),
    ]
    goals = Goal.drafts.count()
    for passage, kind, parent in refused_ones:
        with pytest.raises(Refused) as refused:
            place_passage(passage=passage, kind=kind, parent=parent, **BY)
        assert refused.value.code == Refusal.NOT_TO_PLACE
    assert Goal.drafts.count() == goals


def test_it_is_placed_once(strategy: Strategy) -> None:
    area, passage, stale = Area.drafts.get(), loose(), loose()
    place_passage(passage=passage, kind=GOAL, parent=area, **BY)
    with pytest.raises(Refused):
        place_passage(passage=stale, kind=GOAL, parent=area, **BY)
    with pytest.raises(Refused):
        review.drop_passage(passage=stale, dropped=True, **BY)
    assert Goal.drafts.filter(text="Løst").count() == 1


def test_a_later_version_takes_its_place_in_the_list(
    strategy: Strategy, home: Municipality
) -> None:
    first = Reading.drafts.get()
    second = document(home, [(AREA, "Natur"), (LOOSE, "Løst")], "b.txt")
    second.previous = first
    second.save()
    Passage.drafts.filter(reading=second, kind=LOOSE).update(earlier=loose_of(first))
    made = taken_over(reading=second, strategy=strategy, **WHEN)
    assert made.added == 1
    waiting = unplaced_of(strategy).passages
    assert [(p.text, p.reading) for p in waiting] == [("Løsere", first), ("Løst", second)]


def loose_of(reading: Reading) -> Passage:
    return Passage.drafts.get(reading=reading, text="Løst")
