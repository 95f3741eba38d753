"""What a reader makes of a document: one text, and blocks that point into it."""

from dataclasses import dataclass
from enum import StrEnum

from retning.core.danish import Language
from retning.core.danish.lexicon import LexiconState
from retning.core.danish.repairs import Repair
from retning.core.documents.unreadable import UnreadableCode


class BlockKind(StrEnum):
    """What a stretch of a document is, by its shape alone."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    PAGE_NUMBER = "page_number"
    NOTE = "note"  # a footnote or an endnote
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of `Document.text`.

    `text[start:end]` is the content without its mark; `text[outer:end]` includes the mark
    ("•", "3.1:"). `level` is 1 to 6 for headings (as in HTML; plain text knows 1 for capitals and 2
    for the rest), and the depth from 0 for list items and for what hangs under one.
    `hangs` says that the block explains the list item before it.
    `numbers` are the figures of a numbered mark or heading.
    """

    kind: BlockKind
    outer: int
    start: int
    end: int
    level: int = 0
    hangs: bool = False
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print: `Document.text[start:end]`, and its box on the page in thousandths of the
    page's width and height, from the upper left corner."""

    start: int
    end: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was recognised in a picture: `Document.text[start:end]`, and how sure that is in
    percent. A word that a line's end divided is two."""

    start: int
    end: int
    confidence: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a document that has pages. `number` counts from 1; `text[start:end]` is what stands
    on it; `width` and `height` in points (1/72 inch), as a person sees the page."""

    number: int
    start: int
    end: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read.

    `text` is the whole text: for plain text exactly the decoded source (line breaks as they were,
    byte order mark removed, NUL replaced by U+FFFD, so that every position holds); for HTML the
    visible text, a blank line between blocks. `blocks` stand in reading order, never overlap, and
    cover every character of `text` that is not blank.

    For PDF the text is put together from its lines: words hyphenated at a line's end are whole,
    columns stand one after the other, and `pages` say where each line stood (in reading order,
    without overlap; empty for kinds that have no pages).

    `has_levels` says that headings and their levels are the writer's own (markup, styles), and not
    guessed from the shape of lines.

    `pages_without_text` are the numbers of pages that show something and hold no text: scans
    among pages that were read.

    `repairs` are the letters found ruined in `text`, in order and without overlap: `text` itself is
    as it was read, `mending.mend` applies them. `lexicon` is what there was of a lexicon where
    finding them needed one, and None where it did not.

    `words` are those that text recognition read on scanned pages, in order and without overlap;
    `not_recognised` says why `pages_without_text` were not given to it, where they were not.
    """

    text: str
    blocks: tuple[Block, ...]
    language: Language
    media_type: str
    encoding: str
    pages: tuple[Page, ...] = ()
    has_levels: bool = False
    pages_without_text: tuple[int, ...] = ()
    repairs: tuple[Repair, ...] = ()
    lexicon: LexiconState | None = None
    words: tuple[Word, ...] = ()
    not_recognised: UnreadableCode | None = None

    def text_of(self, block: Block) -> str:
        """The content of `block`, without its mark."""
        return self.text[block.start : block.end]
