"""A piece in the making: what the walk calls a stretch of the text."""

from dataclasses import dataclass

from retning.core.documents.draft import PieceKind
from retning.core.targets import Found


@dataclass(slots=True)
class Unit:
    """A stretch `text[start:end]` of the walked text; `heads` where what follows is its body."""

    kind: PieceKind
    start: int
    end: int
    confidence: float
    rule: str
    heads: bool = False
    level: int = 0
    body_start: int = 0
    body_end: int = 0
    # The year that stands beside it: in another cell of its row, or as its heading.
    year: int | None = None
    # What the reader of sentences found in it, where it was asked already.
    targets: tuple[Found, ...] = ()

    def take(self, outer: int, end: int) -> None:
        """Let the stretch be (more of) this unit's body."""
        if self.body_end == 0:
            self.body_start = outer
        self.body_end = end
