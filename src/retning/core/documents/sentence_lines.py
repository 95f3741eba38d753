"""A file of sentences, one a line: read as it stands, its letters mended where they are ruined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from retning.core.danish import language_of
from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.decoding import decode
from retning.core.documents.mending import Mended, mend
from retning.core.targets import Span


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A line as mended, and where its characters stand in the line as it was."""

    sentence: str
    mended: Mended
    start: int
    source_start: int

    def in_source(self, span: Span) -> tuple[int, int]:
        """Where a stretch of `sentence` stands in the line of the file, from the line's start."""
        start, end = self.mended.source_span(self.start + span.start, self.start + span.end)
        return start - self.source_start, end - self.source_start


def document_of_lines(data: bytes) -> Document:
    """`data` as text, each line that is not empty a paragraph. Raises Unreadable where it is no
    text."""
    decoded = decode(data)
    blocks, start = [], 0
    for line in decoded.text.split("\n"):
        if line.strip():
            blocks.append(Block(BlockKind.PARAGRAPH, start, start, start + len(line)))
        start += len(line) + 1
    return Document(
        text=decoded.text,
        blocks=tuple(blocks),
        media_type="text/plain",
        encoding=decoded.encoding,
        language=language_of(decoded.text),
    )


def sentence_lines(document: Document) -> Iterator[SentenceLine]:
    """Every line of `document`, empty ones too; no repair reaches over a line's end."""
    mended = mend(document)
    text, start = mended.document.text.removesuffix("\n"), 0
    for line in text.split("\n"):
        yield SentenceLine(line.rstrip("\r"), mended, start, mended.source_start(start))
        start += len(line) + 1
