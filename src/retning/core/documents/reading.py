"""From a document's bytes to its blocks: the readers, and who reads what."""

from collections.abc import Sequence
from typing import Protocol

from retning.core.documents.blocks import Document
from retning.core.documents.docx import DocxReader
from retning.core.documents.html import HtmlReader
from retning.core.documents.markdown import MarkdownReader
from retning.core.documents.odt import OdtReader
from retning.core.documents.pdf import PdfReader
from retning.core.documents.plain import PlainTextReader
from retning.core.documents.unreadable import LIMIT_BYTES, Unreadable, UnreadableCode

__all__ = ["LIMIT_BYTES", "READERS", "Reader", "read_document"]


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
    """
    if len(data) > limit:
        raise Unreadable(UnreadableCode.TOO_LARGE, str(limit))
    for reader in readers:
        if reader.accepts(data, name):
            return reader.read(data)
    raise Unreadable(UnreadableCode.NOT_TEXT)
