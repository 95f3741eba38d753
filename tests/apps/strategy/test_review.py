"""Each deed of a review: what it does, what it remembers, when it is refused, what it costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import PassageKind, ReviewDeed
from retning.apps.strategy.models import Passage, Reading, ReviewStep, SourcePage
from retning.apps.strategy.queries.readings import newest_step, passages_of, uncertain
from retning.apps.strategy.services import review
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.validators import CERTAIN_FROM
from retning.foundation.audit.models import Entry
from retning.foundation.records.services import ChangedMeanwhile
from tests.factories import drafts as make
from tests.factories.organisation import NOW, TESTER, municipality_of
from tests.helpers.queries import assert_queries

pytestmark = pytest.mark.django_db

BY: dict[str, Any] = {"by": TESTER, "now": NOW}
TEXTS = [
    (PassageKind.AREA, "Natur"),
    (PassageKind.GOAL, "Vi planter træer. Vi graver søer."),
    (PassageKind.NARRATIVE, "Om skoven."),
    (PassageKind.GOAL, "Flere cykler"),
]


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187")


@pytest.fixture
def reading(home: Municipality) -> Reading:
    return make.reviewed_document(home, TEXTS)


def all_of(reading: Reading) -> list[Passage]:
    return list(passages_of(reading))


def texts(reading: Reading) -> list[str]:
    return [passage.text for passage in all_of(reading)]


def deeds(reading: Reading) -> list[str]:
    return list(ReviewStep.drafts.filter(reading=reading).values_list("deed", flat=True))


def source_of(passage: Passage) -> str:
    return passage.reading.source_text[passage.start : passage.end]


def change(passage: Passage, text: str, **other: Any) -> Passage:
    wording = {"kind": PassageKind(passage.kind), "body": passage.body, **other}
    version = wording.pop("expected_version", passage.version)
    return review.change_passage(
        passage=passage, expected_version=version, text=text, **wording, **BY
    )


def test_approving_and_taking_it_back(reading: Reading) -> None:
    goal = all_of(reading)[1]
    assert review.accept_passage(passage=goal, accepted=True, **BY).accepted
    assert review.accept_passage(passage=goal, accepted=True, **BY).accepted
    assert Passage.drafts.get(pk=goal.pk).accepted
    review.accept_passage(passage=goal, accepted=False, **BY)
    assert not Passage.drafts.get(pk=goal.pk).accepted
    assert deeds(reading) == ["accept", "unaccept"]
    assert [e.deed for e in Entry.objects.filter(deed__startswith="passage_").order_by("pk")] == [
        "passage_accepted",
        "passage_unaccepted",
    ]


def test_approving_all_that_is_certain(reading: Reading) -> None:
    rows = all_of(reading)
    Passage.drafts.filter(pk=rows[0].pk).update(confidence=CERTAIN_FROM)
    Passage.drafts.filter(pk=rows[1].pk).update(confidence=CERTAIN_FROM - 0.01)
    Passage.drafts.filter(pk=rows[2].pk).update(dropped=True)
    added = review.add_passage(
        reading=reading, after=None, kind=PassageKind.UNPLACED, text="Løst", **BY
    )
    Passage.drafts.filter(pk=added.pk).update(accepted=False)
    assert review.accept_certain(reading=reading, **BY) == 2
    accepted = Passage.drafts.filter(accepted=True)
    assert {passage.pk for passage in accepted} == {rows[0].pk, rows[3].pk}
    assert list(Passage.drafts.filter(uncertain())) == [rows[1]]
    assert review.accept_certain(reading=reading, **BY) == 0
    assert deeds(reading) == ["add", "accept"]
    review.undo(reading=reading, **BY)
    assert not Passage.drafts.filter(accepted=True).exists()


def test_what_a_person_corrected_is_certain(reading: Reading) -> None:
    goal = all_of(reading)[1]
    Passage.drafts.filter(pk=goal.pk).update(confidence=0.1)
    change(goal, "Vi planter mange træer")
    goal = Passage.drafts.get(pk=goal.pk)
    assert (goal.accepted, goal.edited, goal.version) == (True, True, 2)
    assert not Passage.drafts.filter(uncertain()).exists()


def test_saving_the_same_wording_approves_it(reading: Reading) -> None:
    goal = all_of(reading)[1]
    change(goal, goal.text)
    assert (goal.accepted, goal.edited) == (True, False)


def test_the_second_of_two_is_told_whatever_was_undone(reading: Reading) -> None:
    goal = all_of(reading)[1]
    change(goal, "Nyt")
    review.undo(reading=reading, **BY)
    for version in (1, 2):
        with pytest.raises(ChangedMeanwhile):
            change(goal, "Nyere", expected_version=version)
    change(goal, "Nyere", expected_version=3)


def test_dividing_a_passage(reading: Reading) -> None:
    goal = all_of(reading)[1]
    Passage.drafts.filter(pk=goal.pk).update(
        body="Fordi.", body_start=30, body_end=36, accepted=True
    )
    second = review.split_passage(passage=goal, expected_version=1, at=17, kind=None, **BY)
    first = Passage.drafts.get(pk=goal.pk)
    assert (first.text, first.body, first.version) == ("Vi planter træer.", "", 2)
    assert (second.text, second.body, second.kind) == ("Vi graver søer.", "Fordi.", "goal")
    assert (source_of(first), source_of(second)) == (first.text, second.text)
    assert (first.body_start, second.body_start) == (None, 30)
    assert (first.confidence, second.confidence) == (0.9, 0.9)
    assert (first.accepted, second.accepted) == (True, True)
    assert [p.order for p in all_of(reading)] == [1, 2, 3, 4, 5]
    assert texts(reading)[1:3] == [first.text, second.text]


def test_the_second_half_may_be_something_else(reading: Reading) -> None:
    goal = all_of(reading)[1]
    kind = PassageKind.THEME
    second = review.split_passage(passage=goal, expected_version=1, at=17, kind=kind, **BY)
    assert (Passage.drafts.get(pk=goal.pk).kind, second.kind) == ("goal", "theme")


@pytest.mark.parametrize("at", [-3, 0, 33, 99])
def test_neither_half_may_be_blank(reading: Reading, at: int) -> None:
    goal = all_of(reading)[1]
    with pytest.raises(Refused) as refused:
        review.split_passage(passage=goal, expected_version=1, at=at, kind=None, **BY)
    assert refused.value.code == Refusal.NOTHING_TO_SPLIT
    assert texts(reading) == [text for _kind, text in TEXTS]


def test_dividing_what_somebody_changed_meanwhile(reading: Reading) -> None:
    goal = all_of(reading)[1]
    change(Passage.drafts.get(pk=goal.pk), "Vi planter")
    with pytest.raises(ChangedMeanwhile):
        review.split_passage(passage=goal, expected_version=1, at=3, kind=None, **BY)
    assert len(texts(reading)) == 4


def test_line_ends_of_the_document_do_not_hide_the_border(home: Municipality) -> None:
    reading = make.reviewed_document(home, [(PassageKind.GOAL, "Et mål om\nskov. Og\n et andet")])
    goal = change(all_of(reading)[0], "Et mål om skov. Og et andet")
    second = review.split_passage(
        passage=goal, expected_version=goal.version, at=15, kind=None, **BY
    )
    halves = [source_of(passage) for passage in all_of(reading)]
    assert halves == ["Et mål om\nskov.", "Og\n et andet"]
    assert second.text == "Og et andet"


def test_halves_of_other_words_both_stand_where_the_whole_stood(reading: Reading) -> None:
    goal = change(all_of(reading)[1], "Helt andre ord")
    second = review.split_passage(passage=goal, expected_version=2, at=5, kind=None, **BY)
    first = Passage.drafts.get(pk=goal.pk)
    assert (first.start, first.end) == (second.start, second.end)
    assert second.edited


def test_putting_two_together(reading: Reading) -> None:
    _area, goal, narrative, _last = all_of(reading)
    Passage.drafts.filter(pk=narrative.pk).update(confidence=0.4, accepted=True)
    merged = review.merge_passage(passage=goal, **BY)
    assert merged.text == "Vi planter træer. Vi graver søer. Om skoven."
    assert (merged.kind, merged.confidence, merged.accepted) == ("goal", 0.4, False)
    assert source_of(Passage.drafts.get(pk=goal.pk)).replace("\n", " ") == merged.text
    assert not Passage.drafts.filter(pk=narrative.pk).exists()
    assert texts(reading) == ["Natur", merged.text, "Flere cykler"]


def test_what_is_left_out_is_passed_over(reading: Reading) -> None:
    _area, goal, narrative, last = all_of(reading)
    review.drop_passage(passage=narrative, dropped=True, **BY)
    merged = review.merge_passage(passage=goal, **BY)
    assert merged.text == "Vi planter træer. Vi graver søer. Flere cykler"
    assert merged.end == last.end
    assert Passage.drafts.filter(pk=narrative.pk).exists()


def test_what_stands_between_is_not_swallowed(reading: Reading) -> None:
    _area, goal, narrative, last = all_of(reading)
    review.move_passage(passage=narrative, after=last, **BY)
    merged = review.merge_passage(passage=goal, **BY)
    assert (merged.start, merged.end) == (goal.start, goal.end)
    assert merged.text.endswith("Flere cykler")


def test_narrative_keeps_its_lines_and_goes_on_below_its_heading(reading: Reading) -> None:
    _area, _goal, narrative, _last = all_of(reading)
    merged = review.merge_passage(passage=narrative, **BY)
    assert (merged.text, merged.body) == ("Om skoven.\nFlere cykler", "")
    review.undo(reading=reading, **BY)
    Passage.drafts.filter(pk=narrative.pk).update(body="Den er stor.")
    merged = review.merge_passage(passage=narrative, **BY)
    assert (merged.text, merged.body) == ("Om skoven.", "Den er stor.\n\nFlere cykler")


def test_dividing_and_putting_together_is_nothing(reading: Reading) -> None:
    goal = all_of(reading)[1]
    before = Passage.drafts.values("text", "start", "end", "body").get(pk=goal.pk)
    review.split_passage(passage=goal, expected_version=1, at=17, kind=None, **BY)
    review.merge_passage(passage=goal, **BY)
    assert Passage.drafts.values("text", "start", "end", "body").get(pk=goal.pk) == before


def test_the_last_has_none_to_be_put_together_with(reading: Reading) -> None:
    last = all_of(reading)[3]
    with pytest.raises(Refused) as refused:
        review.merge_passage(passage=last, **BY)
    assert refused.value.code == Refusal.NOTHING_TO_MERGE


def test_who_holds_what_was_merged_away_is_told(reading: Reading) -> None:
    _area, goal, narrative, last = all_of(reading)
    review.merge_passage(passage=goal, **BY)
    late: list[Callable[[], object]] = [
        lambda: review.accept_passage(passage=narrative, accepted=True, **BY),
        lambda: change(narrative, "Nyt"),
        lambda: review.split_passage(passage=narrative, expected_version=1, at=2, kind=None, **BY),
        lambda: review.merge_passage(passage=narrative, **BY),
        lambda: review.move_passage(passage=narrative, step=1, **BY),
        lambda: review.move_passage(passage=last, after=narrative, **BY),
        lambda: review.drop_passage(passage=narrative, dropped=True, **BY),
        lambda: review.add_passage(
            reading=reading, after=narrative, kind=PassageKind.GOAL, text="x", **BY
        ),
    ]
    before = texts(reading)
    for deed in late:
        with pytest.raises(ChangedMeanwhile):
            deed()
    assert texts(reading) == before
    assert deeds(reading) == ["merge"]


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        ({"step": 1}, "acbd"),
        ({"step": -1}, "bacd"),
        ({"step": 9}, "acdb"),
        ({"step": -9}, "bacd"),
        ({"step": 0}, "abcd"),
        ({"after": None}, "bacd"),
        ({"after": 0}, "abcd"),
        ({"after": 1}, "abcd"),
        ({"after": 2}, "acbd"),
        ({"after": 3}, "acdb"),
    ],
)
def test_moving(home: Municipality, move: dict[str, Any], expected: str) -> None:
    reading = make.reviewed_document(home, [(PassageKind.GOAL, letter) for letter in "abcd"])
    rows = all_of(reading)
    if isinstance(move.get("after"), int):
        move = {"after": rows[move["after"]]}
    review.move_passage(passage=rows[1], **move, **BY)
    assert "".join(texts(reading)) == expected
    assert deeds(reading) == ([] if expected == "abcd" else ["move"])
    while review.undo(reading=reading, **BY):
        pass
    assert "".join(texts(reading)) == "abcd"


def test_nothing_moves_behind_a_passage_of_another_document(
    home: Municipality, reading: Reading
) -> None:
    other = make.reviewed_document(home, [(PassageKind.GOAL, "x")], name="b.txt")
    with pytest.raises(Refused) as refused:
        review.move_passage(passage=all_of(reading)[0], after=all_of(other)[0], **BY)
    assert refused.value.code == Refusal.ANOTHER_MUNICIPALITY


def test_adding_what_the_document_says(reading: Reading) -> None:
    SourcePage.drafts.bulk_create(
        SourcePage(
            municipality=reading.municipality,
            reading=reading,
            number=number,
            start=start,
            end=start + 20,
            width=1,
            height=1,
        )
        for number, start in [(1, 0), (2, 20), (3, 40)]
    )
    start = reading.source_text.index("Vi graver")
    added = review.add_passage(
        reading=reading,
        after=all_of(reading)[1],
        kind=PassageKind.GOAL,
        text="",
        span=(start - 1, start + 16),
        **BY,
    )
    assert (added.text, added.page, added.order) == ("Vi graver søer.", 2, 3)
    assert source_of(added) == "Vi graver søer."
    assert (added.accepted, added.edited, added.confidence) == (True, False, None)


@pytest.mark.parametrize("span", [(-1, 4), (4, 4), (9, 3), (5, 6), (60, 900), (900, 904)])
def test_nothing_stands_there(reading: Reading, span: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        review.add_passage(
            reading=reading, after=None, kind=PassageKind.GOAL, text="", span=span, **BY
        )
    assert refused.value.code == Refusal.NOT_IN_SOURCE
    assert len(texts(reading)) == 4


def test_what_undoing_would_take_back(reading: Reading) -> None:
    assert newest_step(reading).first() is None
    goal = all_of(reading)[1]
    change(goal, "Nyt")
    review.accept_certain(reading=reading, **BY)
    with assert_queries(1):
        step = newest_step(reading).first()
    assert step is not None
    assert (step.number, step.deed, len(step.before)) == (2, ReviewDeed.ACCEPT, 3)
    assert (step.made_at, step.made_by_key) == (NOW, TESTER.actor_key)
    undone = review.undo(reading=reading, **BY)
    assert undone is not None
    assert (undone.number, undone.undone_at) == (2, NOW)
    step = newest_step(reading).first()
    assert step is not None
    assert (step.deed, step.before[0]["id"]) == (ReviewDeed.EDIT, goal.pk)
    assert Entry.objects.filter(deed="review_step_undone").count() == 1
    review.undo(reading=reading, **BY)
    assert review.undo(reading=reading, **BY) is None


def test_another_step_than_the_expected_is_not_undone(reading: Reading) -> None:
    change(all_of(reading)[1], "Nyt")
    review.accept_certain(reading=reading, **BY)
    with pytest.raises(ChangedMeanwhile):
        review.undo(reading=reading, expected_number=1, **BY)
    assert newest_step(reading).count() == 2
    assert review.undo(reading=reading, expected_number=2, **BY) is not None
    assert review.undo(reading=reading, expected_number=1, **BY) is not None
    assert review.undo(reading=reading, expected_number=1, **BY) is None


def test_a_title_that_was_corrected_is_taken_back_too(reading: Reading) -> None:
    was = reading.title
    change(all_of(reading)[2], "Sammen videre", kind=PassageKind.TITLE)
    assert Reading.drafts.get().title == "Sammen videre"
    review.undo(reading=reading, **BY)
    assert Reading.drafts.get().title == was
