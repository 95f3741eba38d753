"""How real documents are built, each in a text of ours; ⟦goals⟧ and ⟪objectives⟫ are marked."""

import re
from pathlib import Path

import pytest

from retning.core.documents import outline
from retning.core.documents.draft import Draft, Piece
from retning.core.documents.reading import read_document

FOLDER = Path(__file__).parent / "structures"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
MARKED = re.compile(r"([⟦⟪])(.*?)[⟧⟫]", re.DOTALL)


def marked(name: str) -> tuple[Draft, list[str], list[str]]:
    """The draft of the text without its marks, and what was marked as goals and as objectives."""
    source = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    found = MARKED.findall(source)
    goals = [text for mark, text in found if mark == "⟦"]
    objectives = [text for mark, text in found if mark == "⟪"]
    plain = re.sub("[⟦⟧⟪⟫]", "", source)
    return outline(read_document(plain.encode(), name=f"{name}.txt")), goals, objectives


def words(pieces: tuple[Piece, ...]) -> list[str]:
    return [" ".join(piece.text.split()) for piece in pieces]


@pytest.mark.parametrize("name", NAMES)
def test_the_goals_are_those_that_are_marked(name: str) -> None:
    draft, goals, _ = marked(name)
    assert words(draft.goals) == [" ".join(goal.split()) for goal in goals]


@pytest.mark.parametrize(
    "name", [name for name in NAMES if "⟪" in (FOLDER / f"{name}.txt").read_text()]
)
def test_the_objectives_are_those_that_are_marked(name: str) -> None:
    draft, _, objectives = marked(name)
    assert [text.split(": ", 1)[-1] for text in words(draft.objectives)] == objectives
