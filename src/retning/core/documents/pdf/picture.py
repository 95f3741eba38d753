"""A page as a picture: PNG, drawn by PDFium, packed by hand (no library of pictures is needed)."""

from __future__ import annotations

import math
import struct
import zlib

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from retning.core.documents.pdf.opening import opened
from retning.core.documents.unreadable import Unreadable, UnreadableCode

WIDEST = 1_600
# What text recognition is given: dots an inch, and the most that a page may have.
DOTS = 300
MOST_DOTS = 16_000_000
POINTS_AN_INCH = 72
HIGHEST = 3_200
_NARROWEST = 16
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_TRUECOLOUR = 2


def picture_of(data: bytes, *, page: int, width: int) -> bytes:
    """Page `page` (from 1) of the PDF in `data` as PNG, `width` pixels wide (1,600 at most) and
    3,200 high at most, on white. Raises Unreadable, and IndexError where there is no such page."""
    document = opened(data)
    try:
        if not 1 <= page <= len(document):
            raise IndexError(page)
        return _drawn(document[page - 1], width)
    except pdfium.PdfiumError as problem:
        raise Unreadable(UnreadableCode.DAMAGED, "pdf") from problem
    finally:
        document.close()


def grey_of(data: bytes, *, page: int) -> bytes:
    """Page `page` (from 1) of the PDF in `data` at 300 dots an inch, of at most 16 million, on
    white: a portable greymap of 8 bits; nothing where nothing is drawn on it. Raises Unreadable,
    and IndexError where there is no such page."""
    document = opened(data)
    try:
        if not 1 <= page <= len(document):
            raise IndexError(page)
        return _grey(document[page - 1])
    except pdfium.PdfiumError as problem:
        raise Unreadable(UnreadableCode.DAMAGED, "pdf") from problem
    finally:
        document.close()


def _grey(page: pdfium.PdfPage) -> bytes:
    if raw.FPDFPage_CountObjects(page) < 1:
        return b""
    wide, high = (max(side, 1.0) * DOTS / POINTS_AN_INCH for side in page.get_size())
    shrunk = min(math.sqrt(MOST_DOTS / (wide * high)), 1.0)
    across, down = (min(max(int(side * shrunk), 1), MOST_DOTS // 1_000) for side in (wide, high))
    bitmap = pdfium.PdfBitmap.new_native(across, down, raw.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, across, down)
    flags = raw.FPDF_ANNOT | raw.FPDF_GRAYSCALE | raw.FPDF_RENDER_LIMITEDIMAGECACHE
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, flags)
    rows, stride = memoryview(bitmap.buffer).cast("B"), bitmap.stride
    cut = [rows[at : at + across] for at in range(0, down * stride, stride)]
    return b"".join([b"P5 %d %d 255\n" % (across, down), *cut])


def _drawn(page: pdfium.PdfPage, width: int) -> bytes:
    wide, high = page.get_size()
    across = max(min(width, WIDEST), _NARROWEST)
    down = round(across * high / wide) if wide > 0 and high > 0 else across
    if down > HIGHEST:
        across, down = max(round(across * HIGHEST / down), 1), HIGHEST
    down = max(down, 1)
    bitmap = pdfium.PdfBitmap.new_native(across, down, raw.FPDFBitmap_BGR, rev_byteorder=True)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, across, down)
    flags = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER | raw.FPDF_RENDER_LIMITEDIMAGECACHE
    # Forms are never started, so that nothing a form would run can run.
    raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, flags)
    rows = memoryview(bitmap.buffer).cast("B")
    return _png(rows, across, down, bitmap.stride)


def _png(rows: memoryview, width: int, height: int, stride: int) -> bytes:
    """Rows of red, green and blue bytes, `stride` apart, as PNG."""
    packing = zlib.compressobj(6)
    parts = []
    for at in range(0, height * stride, stride):
        parts += [packing.compress(b"\x00"), packing.compress(rows[at : at + 3 * width])]
    parts.append(packing.flush())
    head = struct.pack(">IIBBBBB", width, height, 8, _TRUECOLOUR, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", b"".join(parts)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    check = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)
