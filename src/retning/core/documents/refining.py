"""A document's blocks made ready for the walk: what an extraction ran together is divided."""

from dataclasses import replace

from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.flattened import heads_in_a_row
from retning.core.documents.transcripts import divided

_LINES = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH})


def refined(document: Document) -> Document:
    """The same text in the blocks that a person would see in it."""
    blocks = tuple(_as_table_row(document, block) for block in document.blocks)
    return divided(replace(document, blocks=blocks))


def _as_table_row(document: Document, block: Block) -> Block:
    """The heads of a table whose gaps were lost are a row of it."""
    if block.kind in _LINES and heads_in_a_row(document.text, block.start, block.end):
        return replace(block, kind=BlockKind.TABLE_ROW, level=0)
    return block
