"""The reader of PDF: pages → segments → columns → stretches → the document."""

from __future__ import annotations

from collections.abc import Mapping

from retning.core.danish import language_of
from retning.core.documents.blocks import BlockKind, Document
from retning.core.documents.pdf.calls import Calls
from retning.core.documents.pdf.columns import regions_of
from retning.core.documents.pdf.furniture import furniture_of
from retning.core.documents.pdf.hyphens import compounds_in
from retning.core.documents.pdf.legible import refuse_unreadable
from retning.core.documents.pdf.letters import sheet_of
from retning.core.documents.pdf.opening import opened
from retning.core.documents.pdf.print import Sheet
from retning.core.documents.pdf.scanned import recognised
from retning.core.documents.pdf.stretches import Stretch, Stretches
from retning.core.documents.pdf.style import body_of, levels_of, print_of
from retning.core.documents.pdf.writing import Written, split_at_pages
from retning.core.documents.scans import SeenPage
from retning.core.documents.unreadable import Unreadable, UnreadableCode

_HEAD = 1024


class PdfReader:
    """Reads PDF that has a text layer."""

    media_type = "application/pdf"

    def accepts(self, data: bytes, name: str) -> bool:
        """By the signature in its first 1,024 bytes; by the name where the bytes are no text."""
        head = data[:_HEAD]
        return b"%PDF-" in head or (name.lower().endswith(".pdf") and b"\x00" in head)

    def read(self, data: bytes) -> Document:
        """The document in `data`, or Unreadable."""
        sheets = _sheets_of(data)
        refuse_unreadable(sheets)
        return document_of(sheets)


def read_recognised(data: bytes, pages: Mapping[int, SeenPage]) -> Document:
    """The document in `data` with what was recognised on `pages` in its place, or Unreadable."""
    sheets = recognised(_sheets_of(data), pages)
    if not any(sheet.segments for sheet in sheets):
        raise Unreadable(UnreadableCode.NO_TEXT, str(len(sheets)))
    return document_of(sheets)


def _sheets_of(data: bytes) -> list[Sheet]:
    pdf = opened(data)
    try:
        calls = Calls()
        return [sheet_of(pdf, index, calls) for index in range(len(pdf))]
    finally:
        pdf.close()


def document_of(sheets: list[Sheet]) -> Document:
    """The document on `sheets`: at least one of them has words."""
    bare = tuple(one.number for one in sheets if not one.segments and one.marks and not one.seen)
    compounds = compounds_in(
        "\n".join(one.text for sheet in sheets for one in sheet.segments if "-" in one.text)
    )
    furniture = furniture_of(sheets)
    stretches = _stretches(sheets)
    written = Written(sheets, compounds)
    text = written.document(stretches, furniture)
    return Document(
        text,
        tuple(written.blocks),
        language_of(text),
        PdfReader.media_type,
        "utf-16-le",
        written.pages(),
        pages_without_text=bare,
        words=tuple(written.words),
    )


def _stretches(sheets: list[Sheet]) -> list[Stretch]:
    body = body_of(sheets)
    pages = [regions_of(sheet.segments, body[0]) for sheet in sheets]
    gathering = Stretches(print_of(body, pages))
    for sheet, regions in zip(sheets, pages, strict=True):
        gathering.page(sheet.number, regions)
    stretches = split_at_pages(gathering.all())
    headings = [one for one in stretches if one.kind is BlockKind.HEADING]
    levels = levels_of((one.first_page, one.style) for one in headings)
    for heading in headings:
        heading.level = levels[heading.style]
    return stretches
