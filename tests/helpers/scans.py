"""Scans, made here: pages of a PDF drawn as pictures, and a PDF of nothing but those."""

from __future__ import annotations

import io
import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pytest

from tests.helpers.pdfs import packed, pages_of, stream_of
from tools import provision

needs_tesseract = pytest.mark.skipif(
    provision.tesseract() is None, reason=provision.TESSERACT.missing
)
Change = Callable[["Picture"], "Picture"]


@dataclass(frozen=True)
class Picture:
    """Rows of grey bytes."""

    width: int
    height: int
    rows: bytes

    @property
    def greymap(self) -> bytes:
        return b"P5 %d %d 255\n%s" % (self.width, self.height, self.rows)


def drawn(data: bytes, *, dots: int = 300) -> list[Picture]:
    """The pages of the PDF in `data` as pictures."""
    document = pdfium.PdfDocument(data)
    pictures = []
    for page in document:
        bitmap = page.render(scale=dots / 72, grayscale=True)
        rows = memoryview(bitmap.buffer).cast("B")
        starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
        cut = b"".join(bytes(rows[at : at + bitmap.width]) for at in starts)
        pictures.append(Picture(bitmap.width, bitmap.height, cut))
    document.close()
    return pictures


def of_pictures(pictures: Sequence[Picture]) -> bytes:
    """A PDF in A4 with a page for each picture, and no letter in it."""
    entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
    images = [
        packed(one.rows, entries % (one.width, one.height) + b"/BitsPerComponent 8")
        for one in pictures
    ]
    shown = [stream_of(b"q 595 0 0 842 0 0 cm /I%d Do Q" % at) for at in range(len(images))]
    named = b" ".join(b"/I%d %d 0 R" % (at, 3 + at) for at in range(len(images)))
    return pages_of(shown, more=images, resources=b"/XObject<<%s>>" % named)


def scanned(data: bytes, *, dots: int = 300, change: Change | None = None) -> bytes:
    """The PDF in `data` as a scanner would give it."""
    pictures = drawn(data, dots=dots)
    return of_pictures([change(one) for one in pictures] if change else pictures)


def speckled(picture: Picture) -> Picture:
    """With dust on the glass: one dot of two thousand is another grey. The same each time."""
    chance = random.Random(7)
    rows = bytearray(picture.rows)
    for _ in range(len(rows) // 2_000):
        rows[chance.randrange(len(rows))] = chance.randrange(256)
    return Picture(picture.width, picture.height, bytes(rows))


def joined(*documents: bytes) -> bytes:
    """One PDF of the pages of several."""
    whole = pdfium.PdfDocument.new()
    for data in documents:
        whole.import_pages(pdfium.PdfDocument(data))
    said = io.BytesIO()
    whole.save(said)
    return said.getvalue()


def letters_wrong(said: str, meant: str) -> float:
    """The share of `meant`'s letters that have to be changed, left out or put in."""
    said, meant = (unicodedata.normalize("NFC", " ".join(text.split())) for text in (said, meant))
    before = list(range(len(meant) + 1))
    for at, one in enumerate(said, 1):
        row = [at]
        for place, other in enumerate(meant, 1):
            step = before[place - 1] + (one != other)
            row.append(min(step, before[place] + 1, row[-1] + 1))
        before = row
    return before[-1] / max(len(meant), 1)
