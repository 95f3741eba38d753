"""The draft that the outline makes of a document: pieces with positions, and the tree they form."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from retning.core.targets import Found, Span


class PieceKind(StrEnum):
    """What a piece of the text is. The first eight are what a person reviews (`passages`)."""

    TITLE = "title"
    VISION = "vision"
    AREA = "area"
    OBJECTIVE = "objective"
    GOAL = "goal"
    THEME = "theme"
    NARRATIVE = "narrative"
    UNPLACED = "unplaced"
    LABEL = "label"
    BOILERPLATE = "boilerplate"


_NOT_REVIEWED = frozenset({PieceKind.LABEL, PieceKind.BOILERPLATE})


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of the document: `text` is `document.text[start:end]`, exactly.

    A theme's or an objective's explanation, a goal's sub-items and the text under a narrative
    heading are its `body`, `document.text[body_start:body_end]` (both equal `end` where there is
    none). `confidence` is in [0, 1]; `rule` names what decided. `clean` is the text with its damage
    repaired and on one line, empty where that is `text` itself; `places` is then where each of its
    characters stands in the document. `clean_body` is the body repaired, its line breaks kept;
    empty where nothing was. `targets` are a goal's; their spans count characters of
    `wording`. `year` is a deadline beside a goal: its row's, or the heading's above it.
    """

    kind: PieceKind
    text: str
    start: int
    end: int
    confidence: float
    rule: str
    body: str = ""
    body_start: int = 0
    body_end: int = 0
    clean: str = ""
    clean_body: str = ""
    places: tuple[int, ...] = ()
    targets: tuple[Found, ...] = ()
    year: int | None = None

    @property
    def wording(self) -> str:
        """The text as a person should read it."""
        return self.clean or self.text

    def in_source(self, span: Span) -> tuple[int, int]:
        """Where a stretch of `wording` stands in the document: start and end (excluded)."""
        if not self.places:
            return self.start + span.start, self.start + span.end
        if span.start >= span.end:
            place = self.places[span.start] if span.start < len(self.places) else self.end
            return place, place
        return self.places[span.start], self.places[span.end - 1] + 1


@dataclass(frozen=True, slots=True)
class Named:
    """The municipality as the text names it, and where."""

    name: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Period:
    """The calendar years of the strategy, both included. `derived` where an end was worked out."""

    first: int
    last: int
    confidence: float
    derived: bool


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective and its goals."""

    piece: Piece
    goals: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the strategy. `goals` are those on no objective. `piece` is the title's where the
    whole document is one area."""

    piece: Piece
    narrative: tuple[Piece, ...]
    objectives: tuple[Objective, ...]
    goals: tuple[Piece, ...]
    themes: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was made of a document. `pieces` stand in reading order, do not overlap, and leave
    no character out that is not blank or a list mark."""

    title: Piece | None
    municipality: Named | None
    period: Period | None
    vision: Piece | None
    introduction: tuple[Piece, ...]
    areas: tuple[Area, ...]
    unplaced: tuple[Piece, ...]
    pieces: tuple[Piece, ...]

    @property
    def title_text(self) -> str:
        """The title on one line; empty where none was found."""
        return " ".join(self.title.text.split()) if self.title is not None else ""

    @property
    def municipality_name(self) -> str:
        """The municipality's name; empty where none was found."""
        return self.municipality.name if self.municipality is not None else ""

    @property
    def goals(self) -> tuple[Piece, ...]:
        """Every goal in reading order."""
        return tuple(piece for piece in self.pieces if piece.kind is PieceKind.GOAL)

    @property
    def objectives(self) -> tuple[Piece, ...]:
        """Every objective in reading order."""
        return tuple(piece for piece in self.pieces if piece.kind is PieceKind.OBJECTIVE)

    @property
    def themes(self) -> tuple[Piece, ...]:
        """Every theme in reading order."""
        return tuple(piece for piece in self.pieces if piece.kind is PieceKind.THEME)


def passages(draft: Draft) -> Iterator[Piece]:
    """What a person reviews, in reading order: page furniture and bare section labels left out.

    A goal or a theme always has an area before it, unless the document has no heading at all.
    """
    return (piece for piece in draft.pieces if piece.kind not in _NOT_REVIEWED)
