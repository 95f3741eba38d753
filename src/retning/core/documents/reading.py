"""From a document's bytes to its blocks: the readers, and who reads what."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from retning.core.danish.repair.finding import find_repairs
from retning.core.danish.repairs import Repair
from retning.core.documents.blocks import Block, Document
from retning.core.documents.docx import DocxReader
from retning.core.documents.html import HtmlReader
from retning.core.documents.markdown import MarkdownReader
from retning.core.documents.odt import OdtReader
from retning.core.documents.pdf import PdfReader
from retning.core.documents.plain import PlainTextReader
from retning.core.documents.unreadable import LIMIT_BYTES, Unreadable, UnreadableCode

__all__ = ["LIMIT_BYTES", "READERS", "Reader", "read_document", "with_repairs"]


class Reader(Protocol):
    """Reads one kind of document. A reader fetches nothing and keeps nothing between documents."""

    media_type: str

    def accepts(self, data: bytes, name: str) -> bool:
        """Whether this reader takes the document: by its content first, its name second."""
        ...

    def read(self, data: bytes) -> Document:
        """The document in `data`, or `Unreadable`."""
        ...


# In the order asked; the last one takes everything.
READERS: tuple[Reader, ...] = (
    PdfReader(),
    DocxReader(),
    OdtReader(),
    MarkdownReader(),
    HtmlReader(),
    PlainTextReader(),
)


def read_document(
    data: bytes,
    *,
    name: str = "",
    limit: int = LIMIT_BYTES,
    readers: Sequence[Reader] = READERS,
) -> Document:
    """The document in `data`, read by the first of `readers` that takes it.

    `name` is a hint and is never trusted over the content. Raises `Unreadable` with a code, and
    nothing else, whatever the bytes. Time is linear in `len(data)`, which may be `limit` at most.
    What can be repaired in its letters is found here and not yet mended (`Document.repairs`).
    """
    if len(data) > limit:
        raise Unreadable(UnreadableCode.TOO_LARGE, str(limit))
    for reader in readers:
        if reader.accepts(data, name):
            return with_repairs(reader.read(data))
    raise Unreadable(UnreadableCode.NOT_TEXT)


def with_repairs(document: Document) -> Document:
    """`document` with the repairs of its letters, those that reach over two blocks left out."""
    found = find_repairs(document.text)
    within = tuple(_within_blocks(found.repairs, document.blocks))
    return replace(document, repairs=within, lexicon=found.lexicon)


def _within_blocks(repairs: Sequence[Repair], blocks: Sequence[Block]) -> Iterator[Repair]:
    waiting = iter(blocks)
    block = next(waiting, None)
    for repair in repairs:
        while block is not None and block.end < repair.end:
            block = next(waiting, None)
        if block is not None and block.outer <= repair.start:
            yield repair
