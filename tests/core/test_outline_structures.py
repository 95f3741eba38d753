"""How real documents are built, each in a text of ours; ⟦goals⟧ and ⟪objectives⟫ are marked."""

import re
from pathlib import Path

import pytest

from retning.core.documents import Block, outline
from retning.core.documents.draft import Draft, Piece
from retning.core.documents.reading import read_document
from retning.core.documents.transcripts import is_transcript
from retning.core.documents.walk import Walk
from retning.core.targets import Deadline

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


@pytest.mark.parametrize(
    ("name", "years"),
    [("d_table_frist", [2026, 2025, 2027]), ("d_year_headings", [2025, 2025, 2030, 2030])],
)
def test_a_year_beside_a_goal_is_its_deadline(name: str, years: list[int]) -> None:
    draft, _, _ = marked(name)
    assert [goal.targets[0].target.by for goal in draft.goals] == [Deadline(y) for y in years]


def test_a_year_beside_a_goal_gives_way_to_its_own() -> None:
    source = "Plan\n\nNr. | Mål | Frist\n\n1 | Mindst 90 % er trygge i 2024 | 2026\n"
    (goal,) = outline(read_document(source.encode(), name="a.txt")).goals
    assert (goal.year, goal.targets[0].target.by) == (2026, Deadline(2024))


def test_a_page_that_is_not_run_together_is_left_as_it_is() -> None:
    document = read_document(b"Plan\n\n1 Flere skal i job. Det er godt.\n", name="a.txt")
    assert not is_transcript(document)


def test_the_walk_looks_ahead_a_bounded_way() -> None:
    """Work is counted, not timed: headings without end are each looked at a few times."""

    def looks(headings: int) -> int:
        source = "\n\n".join(f"Overskrift {number}" for number in range(headings))
        walk = Walk(read_document(source.encode(), name="a.txt"))
        seen = 0
        following = walk.sections.following

        def counted(index: int) -> Block | None:
            nonlocal seen
            seen += 1
            return following(index)

        walk.sections.following = counted  # type: ignore[method-assign]
        walk.units_of()
        return seen

    assert looks(2_000) <= 2 * looks(1_000) + 10
