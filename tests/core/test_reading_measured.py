"""The reader's measure: our own corpus here, and the given one where it lies beside the repository.

What is asked here is what `python -m benchmarks.read` reports; a change of a rule that makes the
reader worse is seen at once.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from benchmarks.read import CORPUS, OWN, goals_of, targets_in
from tests.helpers.scoring import (
    FIELDS,
    Tally,
    score_document,
    score_negatives,
    score_phrases,
)

PARTS = sorted(folder.parent.name for folder in OWN.glob("*/phrases.json"))
KNOWN = "corpus"
# What is known was learned from; the rest asks for what unseen documents should give.
BARS = {KNOWN: 0.95}
BAR = 0.90


def _folder(part: str) -> Path:
    if part != KNOWN:
        return OWN / part
    if not CORPUS.is_dir():
        pytest.skip("the corpus does not lie beside the repository")
    return CORPUS


@cache
def _documents(folder: Path) -> Tally:
    whole = Tally()
    for path in sorted((folder / "labels").glob("*.json")):
        labels = json.loads(path.read_text())
        whole.add(score_document(labels, goals_of(folder / "docs" / f"{labels['id']}.txt")))
    return whole


@cache
def _phrases(folder: Path) -> tuple[Tally, Tally]:
    both = json.loads((folder / "phrases.json").read_text())
    read = [targets_in(phrase["text"]) for phrase in both["phrases"]]
    others = [targets_in(sentence["text"]) for sentence in both["negatives"]]
    return score_phrases(both["phrases"], read), score_negatives(both["negatives"], others)


@pytest.mark.parametrize("part", [KNOWN, *PARTS])
def test_goals_are_found_and_nothing_else(part: str) -> None:
    tally = _documents(_folder(part))
    assert tally.found > 50
    bar = BARS.get(part, BAR)
    assert (tally.precision >= bar, tally.recall >= bar) == (True, True), tally.wrong


@pytest.mark.parametrize("part", [KNOWN, *PARTS])
def test_a_goal_is_read_as_its_rule(part: str) -> None:
    tally = _documents(_folder(part))
    bar = BARS.get(part, BAR)
    shares = {name: tally.share(name) for name in FIELDS}
    assert min(shares.values()) >= bar, (shares, tally.wrong)
    assert tally.share("indicator") >= BAR, tally.wrong


@pytest.mark.parametrize("part", [KNOWN, *PARTS])
def test_sentences_are_read_and_others_left_alone(part: str) -> None:
    tally, negatives = _phrases(_folder(part))
    bar = BARS.get(part, BAR)
    assert min(tally.share(name) for name in FIELDS) >= bar, tally.wrong
    assert tally.share("together") >= BAR, tally.wrong
    assert negatives.extra == 0, negatives.wrong


@pytest.mark.parametrize("part", [KNOWN, *PARTS])
def test_who_says_that_it_is_sure_is_right(part: str) -> None:
    tally, _ = _phrases(_folder(part))
    assert tally.sure >= tally.found / 2
    assert tally.sure_right >= 0.95 * tally.sure, tally.wrong


def test_the_measure_tells_a_wrong_reading_from_a_right_one() -> None:
    label = {
        "text": "Mindst 80 % af børnene cykler i 2030", "kind": "level", "direction": "up",
        "value": 80, "unit": "%", "baseline": None, "deadline": "2030", "population": None,
        "indicator_phrase": "cykler",
    }  # fmt: skip
    tally = score_phrases([label], [[{**label, "value": 8}]])
    assert (tally.share("kind"), tally.share("value"), tally.share("together")) == (1, 0, 0)
    assert score_document({"goals": [label]}, []).missed == 1
    assert score_document({"goals": []}, [label]).extra == 1
