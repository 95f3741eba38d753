"""The real documents beside the repository, against their labels (skipped where they are not)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from retning.core.documents import Document, Draft, outline
from retning.core.documents.reading import read_document


def labelled(corpus: Path, start: str) -> tuple[Document, Draft, dict[str, Any]]:
    path = next((corpus / "docs").glob(f"{start}*"))
    document = read_document(path.read_bytes(), name=path.name)
    label = json.loads((corpus / "labels" / f"{path.stem}.json").read_text())
    return document, outline(document), label


def test_the_first_document_gives_its_3_objectives_18_goals_and_3_themes(corpus: Path) -> None:
    document, draft, label = labelled(corpus, "S000")
    assert [(goal.text, goal.start, goal.end) for goal in draft.goals] == [
        (goal["text"], goal["start"], goal["end"]) for goal in label["goals"]
    ]
    headings = [entry["heading"] for entry in label["sections"] if entry["role"] == "goal_group"]
    assert [objective.text for objective in draft.objectives] == headings
    assert [len(objective.goals) for objective in draft.areas[0].objectives] == [8, 4, 6]
    assert [theme.text.endswith("?") for theme in draft.themes] == [True] * 3
    assert all(len(theme.body) > 300 for theme in draft.themes)
    assert [area.piece.text for area in draft.areas] == [label["title"]]
    assert (draft.title_text, draft.municipality_name) == (label["title"], label["municipality"])
    assert draft.period is not None
    assert [str(draft.period.first), str(draft.period.last)] == label["period"]
    assert draft.vision is not None
    assert draft.unplaced == ()
    assert document.text[draft.goals[0].start : draft.goals[0].end] == label["goals"][0]["text"]


@pytest.mark.parametrize("start", ["S001", "S003", "S004"])
def test_pages_about_the_organisation_hold_no_goals(corpus: Path, start: str) -> None:
    _, draft, label = labelled(corpus, start)
    assert (draft.goals, draft.objectives, draft.themes) == ((), (), ())
    assert draft.municipality_name == label["municipality"]
    assert draft.period is None


def test_the_organisation_page_has_its_three_sections(corpus: Path) -> None:
    _, draft, label = labelled(corpus, "S001")
    headings = [entry["heading"] for entry in label["sections"]]
    assert draft.title_text == headings[0]
    assert [piece.text for piece in draft.introduction[1:]] == headings[1:]


def test_the_brochure_has_its_two_parts_and_its_groups_of_values(corpus: Path) -> None:
    _, draft, label = labelled(corpus, "S004")
    assert draft.title_text == label["title"]
    themes = [entry["heading"] for entry in label["sections"] if entry["role"] == "theme"]
    assert [area.piece.text for area in draft.areas] == themes
    values = [piece for piece in draft.areas[0].narrative if piece.text.startswith("Med ")]
    assert [piece.body.count("\n") + 1 for piece in values] == [4, 4, 5]
    groups = [piece for piece in draft.areas[1].narrative if piece.body.startswith("- ")]
    assert [len(re.findall("^- ", piece.body, re.MULTILINE)) for piece in groups] == [5, 8, 6, 5]


def test_the_scan_has_its_five_focus_areas(corpus: Path) -> None:
    _, draft, label = labelled(corpus, "S002")
    themes = [entry["heading"] for entry in label["sections"] if entry["role"] == "theme"]
    assert [area.piece.text for area in draft.areas] == themes
    assert draft.period is not None
    assert [str(draft.period.first), str(draft.period.last)] == label["period"]


def test_goals_over_the_whole_corpus(corpus: Path) -> None:
    """A floor, not a record: exact spans found and false ones, over all labelled documents."""
    right = found = wanted = 0
    for path in sorted((corpus / "labels").glob("*.json")):
        _, draft, label = labelled(corpus, path.stem)
        spans = {(goal["start"], goal["end"]) for goal in label["goals"]}
        got = {(goal.start, goal.end) for goal in draft.goals}
        right, found, wanted = right + len(spans & got), found + len(got), wanted + len(spans)
    assert right / found >= 0.9
    assert right / wanted >= 0.75


def test_the_demonstration_states_the_same_commitments(demonstration: bytes) -> None:
    draft = outline(read_document(demonstration, name="vallensbaek-strategi.html"))
    assert [len(area.objectives) for area in draft.areas] == [3]
    assert [len(objective.goals) for objective in draft.areas[0].objectives] == [8, 4, 6]
    assert (len(draft.goals), len(draft.themes)) == (18, 3)
    assert all(theme.text.endswith("?") and theme.body for theme in draft.themes)
    assert (draft.municipality_name, draft.unplaced) == ("Vallensbæk", ())
    assert draft.vision is not None
    assert draft.period is not None
    assert (draft.period.first, draft.period.last) == (2018, 2022)
    wording = " ".join(goal.text for goal in draft.goals)
    for fact in ("25 % bedste", "7 ud af 10", "10 % laveste", "top 10", "top 5"):
        assert wording.count(fact) == 1
    assert len(re.findall("fire år", wording)) == 6


def test_the_demonstration_shares_no_run_of_six_words_with_its_model(
    corpus: Path, demonstration: bytes
) -> None:
    model, _, _ = labelled(corpus, "S000")
    own = read_document(demonstration, name="vallensbaek-strategi.html")

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.casefold())
        return {tuple(words[start : start + 6]) for start in range(len(words) - 5)}

    assert runs(own.text) & runs(model.text) == set()
