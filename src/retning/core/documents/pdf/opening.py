"""Opening a stranger's PDF, and telling apart what cannot be read."""

from __future__ import annotations

import re
import zlib

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from retning.core.documents.unreadable import Unreadable, UnreadableCode

MOST_PAGES = 1_000
MOST_UNPACKED = 32 * 1024 * 1024
MOST_UNPACKED_IN_ALL = 256 * 1024 * 1024
KIND = "pdf"
_STREAM = re.compile(rb"stream\r?\n")
_LONGEST_ENTRIES = 600
# Deflate makes a byte of at most this many; what is smaller than the limit over it is no danger.
_MOST_GROWTH = 1032
_HARMLESS = 4 * 1024 * 1024
_PIECE = 1024 * 1024


def opened(data: bytes) -> pdfium.PdfDocument:
    """The document in `data`; the caller closes it. Raises Unreadable. No form is filled in, no
    script is run, no link is followed: PDFium's form environment is never started."""
    refuse_bombs(data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        raise _refusal(problem) from problem
    pages = len(document)
    if pages > MOST_PAGES:
        document.close()
        raise Unreadable(UnreadableCode.TOO_MANY_PAGES, str(MOST_PAGES))
    if pages < 1:
        document.close()
        raise Unreadable(UnreadableCode.DAMAGED, KIND)
    return document


def _refusal(problem: pdfium.PdfiumError) -> Unreadable:
    if getattr(problem, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
        return Unreadable(UnreadableCode.ENCRYPTED, KIND)
    return Unreadable(UnreadableCode.DAMAGED, KIND)


def refuse_bombs(data: bytes) -> None:
    """Raise Unreadable(BOMB) where a packed part that is no picture grows beyond measure."""
    grown = 0
    for found in _STREAM.finditer(data):
        entries = data[max(found.start() - _LONGEST_ENTRIES, 0) : found.start()]
        entries = entries[entries.rfind(b"obj") + 1 :]
        filters = entries.count(b"/FlateDecode") + entries.count(b"/Fl ")
        if not filters or (b"/Image" in entries and filters == 1):
            continue
        end = data.find(b"endstream", found.end())
        length = (end if end >= 0 else len(data)) - found.end()
        if length * _MOST_GROWTH**filters > _HARMLESS:
            grown += _growth(memoryview(data)[found.end() : found.end() + length], filters)
            if grown > MOST_UNPACKED_IN_ALL:
                raise Unreadable(UnreadableCode.BOMB, KIND)


def _growth(packed: memoryview, layers: int) -> int:
    """The bytes that come out, unpacked piece by piece, `layers` deep; nothing is kept."""
    unpackers = [zlib.decompressobj() for _ in range(min(layers, 4))]
    counts = [0] * len(unpackers)

    def feed(piece: bytes | memoryview, layer: int) -> None:
        while True:
            unpacked = unpackers[layer].decompress(piece, _PIECE)
            counts[layer] += len(unpacked)
            if counts[layer] > MOST_UNPACKED:
                raise Unreadable(UnreadableCode.BOMB, KIND)
            if layer + 1 < len(unpackers) and unpacked:
                feed(unpacked, layer + 1)
            piece = unpackers[layer].unconsumed_tail
            if not piece or unpackers[layer].eof:
                return

    try:
        for at in range(0, len(packed), _PIECE):
            feed(packed[at : at + _PIECE], 0)
    except zlib.error:
        pass  # PDFium makes of a broken stream what it can
    return sum(counts)
