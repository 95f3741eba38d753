"""A draft as lines for people, as `retning read` prints it."""

from collections.abc import Iterator

from retning.core.documents import Draft, Piece, PieceKind, passages
from retning.core.targets import say

_LABELS = {
    PieceKind.TITLE: ("Titel", "Title"),
    PieceKind.VISION: ("Vision", "Vision"),
    PieceKind.AREA: ("Område", "Area"),
    PieceKind.OBJECTIVE: ("Overordnet mål", "Objective"),
    PieceKind.GOAL: ("Mål", "Goal"),
    PieceKind.THEME: ("Tema", "Theme"),
    PieceKind.NARRATIVE: ("Tekst", "Narrative"),
    PieceKind.UNPLACED: ("Ikke placeret", "Not placed"),
}
_INDENTS = {PieceKind.OBJECTIVE: 1, PieceKind.GOAL: 2, PieceKind.THEME: 1, PieceKind.NARRATIVE: 1}
_LINE = 100
# Of one, of several; Danish first.
_COUNTED = (
    (("område", "områder"), ("area", "areas")),
    (("overordnet mål", "overordnede mål"), ("objective", "objectives")),
    (("mål", "mål"), ("goal", "goals")),
    (("tema", "temaer"), ("theme", "themes")),
)


def outline_lines(draft: Draft, tongue: int) -> Iterator[str]:
    """The draft, a passage a line, each target under its goal; `tongue` 0 is Danish, 1 English."""
    facts = [draft.municipality_name]
    if draft.period is not None:
        facts.append(f"{draft.period.first}-{draft.period.last}")
    if any(facts):
        yield " · ".join(fact for fact in facts if fact)
    for piece in passages(draft):
        indent = "  " * _INDENTS.get(piece.kind, 0)
        yield f"{indent}{_LABELS[piece.kind][tongue]}: {_short(piece)}"
        for found in piece.targets:
            yield f"{indent}  → {say(found.target, ('da', 'en')[tongue])}"
    counts = (len(draft.areas), len(draft.objectives), len(draft.goals), len(draft.themes))
    yield ", ".join(
        f"{count} {nouns[tongue][count != 1]}"
        for count, nouns in zip(counts, _COUNTED, strict=True)
    )


def _short(piece: Piece) -> str:
    text = " ".join(piece.wording.split())
    return text if len(text) <= _LINE else f"{text[: _LINE - 1].rstrip()}…"
