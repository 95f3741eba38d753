"""The tasks of a process apart (`foundation.confined`): a stranger's bytes in, an answer out."""

from __future__ import annotations

from collections.abc import Mapping

from retning.core.documents.pdf.picture import grey_of, picture_of
from retning.core.documents.pdf.reader import read_recognised
from retning.core.documents.reading import read_document, with_repairs
from retning.core.documents.scans import unpacked_pages
from retning.core.documents.sentence_lines import document_of_lines
from retning.core.documents.transport import Answer, packed
from retning.core.documents.unreadable import Unreadable
from retning.core.documents.watch import Watch

# Of processor: a thousand pages of text take ten.
_SECONDS = 20.0
# Three hundred recognised pages, each with letters to repair.
_SECONDS_OF_SCANS = 40.0


def read(data: bytes, arguments: Mapping[str, str]) -> bytes:
    """Read `data`, a file called `arguments["name"]`; see `transport.unpacked`."""
    try:
        with Watch(_SECONDS):
            return packed(Answer(read_document(data, name=arguments.get("name", ""))))
    except Unreadable as refusal:
        return packed(Answer(code=refusal.code, detail=refusal.detail))


def read_lines(data: bytes, _arguments: Mapping[str, str]) -> bytes:
    """Read `data`, text with a sentence a line; see `transport.unpacked`."""
    try:
        with Watch(_SECONDS):
            return packed(Answer(with_repairs(document_of_lines(data))))
    except Unreadable as refusal:
        return packed(Answer(code=refusal.code, detail=refusal.detail))


def page_picture(data: bytes, arguments: Mapping[str, str]) -> bytes:
    """Page `arguments["page"]` (from 1) of the PDF in `data` as PNG, `arguments["width"]` pixels
    wide (1,600 at most); nothing where there is no such page or it cannot be drawn."""
    try:
        page, width = int(arguments["page"]), int(arguments["width"])
        return picture_of(data, page=page, width=width)
    except (Unreadable, IndexError):
        return b""


def page_grey(data: bytes, arguments: Mapping[str, str]) -> bytes:
    """Page `arguments["page"]` (from 1) of the PDF in `data` as a greymap for text recognition;
    nothing where there is no such page, nothing on it, or it cannot be drawn."""
    try:
        return grey_of(data, page=int(arguments["page"]))
    except (Unreadable, IndexError):
        return b""


def read_seen(data: bytes, _arguments: Mapping[str, str]) -> bytes:
    """Read a PDF with the pages of it that were recognised (`scans.packed_pages`); see
    `transport.unpacked`."""
    try:
        with Watch(_SECONDS_OF_SCANS):
            pages, file = unpacked_pages(data)
            return packed(Answer(with_repairs(read_recognised(file, pages))))
    except Unreadable as refusal:
        return packed(Answer(code=refusal.code, detail=refusal.detail))
