"""Documents: bytes → text and blocks → a draft of the strategy in them, with positions.

The readers themselves stand apart, in `retning.core.documents.reading`: they load what PDF and Word
need, which a process that serves pages has no use for (it asks `foundation.confined`). So do
`besides`, `merging` and `exchange`: the command line alone needs them."""

from retning.core.documents.blocks import Block, BlockKind, Document, Line, Page
from retning.core.documents.draft import (
    Area,
    Draft,
    Named,
    Objective,
    Period,
    Piece,
    PieceKind,
    passages,
)
from retning.core.documents.outline import outline
from retning.core.documents.unreadable import Unreadable, UnreadableCode

__all__ = [
    "Area",
    "Block",
    "BlockKind",
    "Document",
    "Draft",
    "Line",
    "Named",
    "Objective",
    "Page",
    "Period",
    "Piece",
    "PieceKind",
    "Unreadable",
    "UnreadableCode",
    "outline",
    "passages",
]
