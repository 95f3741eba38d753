"""Documents: bytes → text and blocks → a draft of the strategy in them, with positions."""

from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.decoding import LIMIT_BYTES
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
from retning.core.documents.reading import READERS, Reader, read_document
from retning.core.documents.unreadable import Unreadable, UnreadableCode

__all__ = [
    "LIMIT_BYTES",
    "READERS",
    "Area",
    "Block",
    "BlockKind",
    "Document",
    "Draft",
    "Named",
    "Objective",
    "Period",
    "Piece",
    "PieceKind",
    "Reader",
    "Unreadable",
    "UnreadableCode",
    "outline",
    "passages",
    "read_document",
]
