"""Repaired letters: kept as in the source one by one or as a rule, repaired again, and undone."""

from __future__ import annotations

from typing import Any

import pytest

from retning.apps.strategy.enums import PassageKind, ReadingState, ReviewDeed
from retning.apps.strategy.models import Passage, Reading, ReviewStep
from retning.apps.strategy.queries.letters import Source, Undone, lettered
from retning.apps.strategy.queries.repairs import repairs_of_reading
from retning.apps.strategy.services import review
from retning.apps.strategy.services.passages import letters_read, passages_read
from retning.apps.strategy.services.refusals import Refusal, Refused
from retning.apps.strategy.services.repairing import set_repair
from retning.core.danish.repairs import Repair, RepairRule
from retning.core.documents import Document, Piece
from retning.core.documents.draft import PieceKind
from tests.factories import drafts as make
from tests.factories.organisation import NOW, TESTER, municipality_of

pytestmark = pytest.mark.django_db

BY: dict[str, Any] = {"by": TESTER, "now": NOW}
TEXT = "Vi er pa vej. Mindst 85 % gar\ntil skole.\nGa pa tur\n"


def repair(before: str, after: str, nth: int = 1, confidence: float = 0.9) -> Repair:
    start = -1
    for _ in range(nth):
        start = TEXT.index(before, start + 1)
    end = start + len(before)
    return Repair(start, end, before, after, confidence, RepairRule.MISREAD)


REPAIRS = (
    repair("pa", "på"),
    repair("gar", "går", confidence=0.5),
    repair("Ga", "Gå"),
    repair("pa", "på", 2),
)
BREAK = TEXT.index("\nGa")
FIRST, SECOND = (0, BREAK), (BREAK + 1, len(TEXT) - 1)


@pytest.fixture
def reading() -> Reading:
    found = make.waiting_document(municipality_of("187"), TEXT)
    document = Document(TEXT, (), "da", media_type="text/plain", encoding="utf-8", repairs=REPAIRS)
    pieces = [
        Piece(PieceKind.GOAL, TEXT[start:end], start, end, 0.9, "goal_list")
        for start, end in (FIRST, SECOND)
    ]
    Passage.drafts.bulk_create(passages_read(found, document, pieces, now=NOW))
    for name, value in letters_read(document).items():
        setattr(found, name, value)
    found.state, found.source_text = ReadingState.READ, TEXT
    found.save()
    return found


def texts(reading: Reading) -> list[str]:
    return list(Passage.drafts.filter(reading=reading).values_list("text", flat=True))


REPAIRED = ["Vi er på vej. Mindst 85 % går til skole.", "Gå på tur"]


def test_a_stretch_is_repaired_and_says_where() -> None:
    source = Source(TEXT, REPAIRS, frozenset({2}), [[TEXT.index("tur"), len(TEXT) - 1, 40]])
    found = lettered(source, *SECOND, one_line=True)
    assert found.text == "Ga på tur"
    kept, made, _unsure = found.letters
    assert (kept["n"], kept["undone"], kept["at"], kept["until"]) == (2, True, 0, 2)
    assert (made["n"], found.text[made["at"] : made["until"]]) == (3, "på")
    assert found.letters[2]["unsure"] == 40


def test_one_is_kept_as_in_the_source_and_repaired_again(reading: Reading) -> None:
    assert texts(reading) == REPAIRED
    assert set_repair(reading=reading, number=3, kept=False, **BY) == 1
    assert texts(reading) == [REPAIRED[0], "Gå pa tur"]
    assert set_repair(reading=reading, number=3, kept=False, **BY) == 0
    assert set_repair(reading=reading, number=3, kept=True, **BY) == 1
    assert texts(reading) == REPAIRED
    deeds = list(ReviewStep.drafts.values_list("deed", flat=True))
    assert deeds == [ReviewDeed.UNREPAIR, ReviewDeed.REPAIR]


def test_a_rule_takes_all_and_is_undone_in_one_step(reading: Reading) -> None:
    before = list(Passage.drafts.values_list("text", "letters", "targets"))
    assert set_repair(reading=reading, number=0, kept=False, as_rule=True, **BY) == 2
    assert texts(reading) == ["Vi er pa vej. Mindst 85 % går til skole.", "Gå pa tur"]
    rules = Reading.drafts.get(pk=reading.pk).undone_repairs["rules"]
    assert rules == [["pa", "på", "misread"]]
    # One of them after all: the other stays as it is.
    set_repair(reading=reading, number=3, kept=True, **BY)
    assert texts(reading) == ["Vi er pa vej. Mindst 85 % går til skole.", "Gå på tur"]
    review.undo(reading=reading, **BY)
    review.undo(reading=reading, **BY)
    assert list(Passage.drafts.values_list("text", "letters", "targets")) == before
    assert Undone.of(Reading.drafts.get(pk=reading.pk).undone_repairs) == Undone()


def test_words_of_a_person_and_their_targets_stay(reading: Reading) -> None:
    first = Passage.drafts.get(reading=reading, order=1)
    version: dict[str, Any] = {"expected_version": first.version, "kind": PassageKind.GOAL}
    review.change_passage(passage=first, text="Vi går på vej", body="", **version, **BY)
    set_repair(reading=reading, number=0, kept=False, **BY)
    assert texts(reading)[0] == "Vi går på vej"
    first.refresh_from_db()
    assert [row["at"] for row in first.letters] == [None, None]


def test_there_is_no_such_repair(reading: Reading) -> None:
    for number in (-1, 4):
        with pytest.raises(Refused) as refused:
            set_repair(reading=reading, number=number, kept=False, **BY)
        assert refused.value.code == Refusal.NO_SUCH_REPAIR


def test_the_list_has_the_least_certain_first(reading: Reading) -> None:
    set_repair(reading=reading, number=3, kept=False, **BY)
    groups, places = repairs_of_reading(Reading.drafts.get(pk=reading.pk))
    assert [(g.before, g.after, g.count, g.undone) for g in groups] == [
        ("gar", "går", 1, 0),
        ("pa", "på", 2, 1),
        ("Ga", "Gå", 1, 0),
    ]
    assert [place.number for place in places[0]] == [0, 3]


def test_halves_of_a_repaired_passage_know_their_own_stretch(reading: Reading) -> None:
    passage = Passage.drafts.filter(reading=reading).earliest("order")
    at = passage.text.index("Mindst")
    second = review.split_passage(passage=passage, expected_version=1, at=at, **BY)
    first = Passage.drafts.get(pk=passage.pk)
    border = TEXT.index(" Mindst")
    assert (first.text, first.start, first.end) == ("Vi er på vej.", 0, border)
    assert (second.text, second.start, second.end) == (
        "Mindst 85 % går til skole.",
        border + 1,
        BREAK,
    )
    assert [(row["n"], first.text[row["at"] : row["until"]]) for row in first.letters] == [
        (0, "på")
    ]
    assert [(row["n"], second.text[row["at"] : row["until"]]) for row in second.letters] == [
        (1, "går")
    ]
    assert not first.edited
    set_repair(reading=reading, number=1, kept=False, **BY)
    assert texts(reading)[:2] == ["Vi er på vej.", "Mindst 85 % gar til skole."]
    for _ in range(2):
        review.undo(reading=reading, **BY)
    assert texts(reading) == REPAIRED
    whole = Passage.drafts.get(pk=passage.pk)
    assert (whole.end, [row["n"] for row in whole.letters]) == (BREAK, [0, 1])


def test_halves_divided_in_a_repair_are_a_persons_words(reading: Reading) -> None:
    passage = Passage.drafts.filter(reading=reading).earliest("order")
    second = review.split_passage(passage=passage, expected_version=1, at=7, **BY)
    assert texts(reading)[:2] == ["Vi er p", "å vej. Mindst 85 % går til skole."]
    assert second.edited
    set_repair(reading=reading, number=0, kept=False, **BY)
    assert texts(reading)[:2] == ["Vi er p", "å vej. Mindst 85 % går til skole."]
    for _ in range(2):
        review.undo(reading=reading, **BY)
    assert texts(reading) == REPAIRED
    assert not Passage.drafts.get(pk=passage.pk).edited


def test_a_repair_in_no_passage_is_told_by_its_surroundings(reading: Reading) -> None:
    Passage.drafts.filter(reading=reading, order=2).delete()
    _groups, places = repairs_of_reading(Reading.drafts.get(pk=reading.pk))
    found = places[2]
    assert [(place.passage, place.before, place.after) for place in found] == [(None, "Ga", "Gå")]
    assert "Ga pa tur" in found[0].around
    assert set_repair(reading=reading, number=2, kept=False, **BY) == 0
    _groups, places = repairs_of_reading(Reading.drafts.get(pk=reading.pk))
    assert places[2][0].is_undone
