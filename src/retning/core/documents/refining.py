"""A document's blocks made ready for the walk: what an extraction ran together is divided."""

from collections.abc import Iterator
from dataclasses import replace

from retning.core.danish.patterns import pattern
from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.flattened import heads_in_a_row
from retning.core.documents.headings import Role, role_of
from retning.core.documents.lines import is_furniture, trim
from retning.core.documents.transcripts import divided

_LINE = pattern(r"[^\r\n]*\S[^\r\n]*")
_MOST_LINES = 40
_LONGEST_ENTRY = 130
_LINES = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH})


def refined(document: Document) -> Document:
    """The same text in the blocks that a person would see in it."""
    shown = (_unless_furniture(document, block) for block in document.blocks)
    rows = (_as_table_row(document, block) for block in shown)
    blocks = tuple(each for block in rows for each in _lines(document, block))
    return divided(replace(document, blocks=blocks))


def _unless_furniture(document: Document, block: Block) -> Block:
    """A site's own words ("Gå til hovedindhold") whose letters were ruined looked like a heading
    until they were mended."""
    if block.kind is BlockKind.HEADING and is_furniture(document.text_of(block)):
        return replace(block, kind=BlockKind.BOILERPLATE, level=0)
    return block


def _lines(document: Document, block: Block) -> Iterator[Block]:
    """A paragraph whose lines each begin anew and end without a stop is a list without marks."""
    lines = list(_LINE.finditer(document.text, block.start, block.end))
    is_list = block.kind is BlockKind.PARAGRAPH and 2 <= len(lines) <= _MOST_LINES
    if not is_list or not all(_is_entry(line[0]) for line in lines):
        yield block
        return
    for place, line in enumerate(lines):
        start, end = trim(document.text, line.start(), line.end())
        heads = not place and role_of(document.text[start:end]) is not Role.NONE
        if heads:
            yield Block(BlockKind.HEADING, start, start, end, level=2)
        else:
            yield Block(BlockKind.LIST_ITEM, start, start, end)


def _is_entry(line: str) -> bool:
    words = line.strip()
    begins = words[:1].isupper() or words[:1].isdigit()
    return begins and len(words) <= _LONGEST_ENTRY and words[-1] not in ".,;:!?-–"


def _as_table_row(document: Document, block: Block) -> Block:
    """The heads of a table whose gaps were lost are a row of it."""
    if block.kind in _LINES and heads_in_a_row(document.text, block.start, block.end):
        return replace(block, kind=BlockKind.TABLE_ROW, level=0)
    return block
