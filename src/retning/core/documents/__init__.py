"""Documents: bytes → text and blocks → a draft of the strategy in them, with positions."""

from retning.core.documents.blocks import Block, BlockKind, Document
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
from retning.core.documents.exchange import SCHEMA, as_json
from retning.core.documents.outline import outline
from retning.core.documents.reading import LIMIT_BYTES, READERS, Reader, read_document
from retning.core.documents.unreadable import Unreadable, UnreadableCode

__all__ = [
    "LIMIT_BYTES",
    "READERS",
    "SCHEMA",
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
    "as_json",
    "outline",
    "passages",
    "read_document",
]
