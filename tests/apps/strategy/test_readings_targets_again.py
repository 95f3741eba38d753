"""The same document again: what a person said of its targets and its repaired letters stands."""

from __future__ import annotations

import pytest

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.queries.letters import Undone
from retning.apps.strategy.queries.targets import targets_of
from retning.apps.strategy.services.repairing import set_repair
from retning.apps.strategy.services.review_targets import SaidTarget, change_targets
from retning.core.targets import say, typed
from tests.factories.organisation import municipality_of
from tests.helpers.versions import (
    BY,
    DOCUMENT,
    LATER,
    new_strategy,
    passage,
    read,
    read_in_this_process,
)

pytestmark = pytest.mark.django_db

RATED = "Tilfredsheden med"
GROWING = "Antallet af"
SAID = "mindst 70 % i 2028"
RUINED = (
    DOCUMENT.replace("for os alle", "for alle børn")
    .replace("i hjemmet", "for børn i hjemmet")
    .translate({ord("æ"): "ae", ord("ø"): "g", ord("å"): "a"})
)
RUINED_LATER = RUINED + "\nTrykt pa genbrugspapir.\n"


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    read_in_this_process(monkeypatch)


@pytest.fixture
def home() -> Municipality:
    return municipality_of("187")


def correct(of_passage: Passage, *wordings: str) -> None:
    said = [SaidTarget(typed(wording), place) for place, wording in enumerate(wordings)]
    change_targets(passage=of_passage, expected_version=of_passage.version, targets=said, **BY)


def sentences(of_passage: Passage) -> list[str]:
    return [say(kept.target) for kept in targets_of(of_passage)]


@pytest.mark.parametrize("text", [DOCUMENT, LATER, DOCUMENT + "\nTrykt på genbrugspapir.\n"])
def test_targets_that_a_person_said_stand_where_the_words_are_the_same(
    home: Municipality, text: str
) -> None:
    earlier = read(home)
    correct(passage(earlier, RATED), SAID)
    new_strategy(earlier)
    later = read(home, text, "ny.txt")
    assert later.previous == earlier
    found = passage(later, RATED)
    assert (sentences(found), found.targets_edited) == ([SAID], True)
    assert targets_of(found)[0].by_person


def test_that_there_is_no_target_is_an_answer_that_stands(home: Municipality) -> None:
    earlier = read(home)
    assert sentences(passage(earlier, RATED)) != []
    correct(passage(earlier, RATED))
    found = passage(read(home, LATER, "ny.txt"), RATED)
    assert (sentences(found), found.targets_edited) == ([], True)


def test_targets_of_a_reworded_goal_are_read_anew(home: Municipality) -> None:
    correct(passage(read(home), GROWING), SAID)
    found = passage(read(home, LATER, "ny.txt"), GROWING)
    assert SAID not in sentences(found)
    assert not found.targets_edited


@pytest.mark.parametrize("text", [RUINED, RUINED_LATER])
def test_letters_kept_as_in_the_source_by_a_rule_are_kept_so_again(
    home: Municipality, text: str
) -> None:
    earlier = read(home, RUINED)
    number = _repair_of(earlier, "bgrn")
    assert "børn i hjemmet" in passage(earlier, RATED).text
    set_repair(reading=earlier, number=number, kept=False, as_rule=True, **BY)
    new_strategy(earlier)
    later = read(home, text, "ny.txt")
    assert "bgrn i hjemmet" in passage(later, RATED).text
    undone = Undone.of(Reading.drafts.get(pk=later.pk).undone_repairs)
    assert [rule[:2] for rule in undone.rules] == [("bgrn", "børn")]


def test_one_kept_as_in_the_source_is_kept_so_where_not_a_letter_is_another(
    home: Municipality,
) -> None:
    earlier = read(home, RUINED)
    numbers = [n for n, row in enumerate(_repairs(earlier)) if row[2] == "bgrn"]
    assert len(numbers) == 2
    set_repair(reading=earlier, number=numbers[1], kept=False, **BY)
    new_strategy(earlier)
    later = read(home, RUINED, "ny.txt")
    assert "bgrn i hjemmet" in passage(later, RATED).text
    # In another text a number is another repair: only what is kept by a rule goes on.
    other = read(home, RUINED_LATER, "nyere.txt")
    assert "børn i hjemmet" in passage(other, RATED).text


def _repairs(reading: Reading) -> list[list[object]]:
    rows: list[list[object]] = Reading.drafts.values_list("repairs", flat=True).get(pk=reading.pk)
    return rows


def _repair_of(reading: Reading, before: str) -> int:
    return next(n for n, row in enumerate(_repairs(reading)) if row[2] == before)
