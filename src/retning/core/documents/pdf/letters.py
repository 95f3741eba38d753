"""From PDFium's text of a page to segments of lines.

A call into the library for each letter is what makes reading a PDF slow: the text comes in one
call, and boxes are asked for at the first and the last letter of each word only.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections.abc import Callable
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from retning.core.danish import marker_of
from retning.core.documents.pdf.print import Segment, Sheet
from retning.core.documents.unreadable import Unreadable, UnreadableCode

MOST_LETTERS_A_PAGE = 200_000
_OBJECTS_LOOKED_AT = 500
# PDFium's sign for a hyphen at the end of a line, in its two spellings.
_BROKEN = "\x02\ufffe"
_LINE = re.compile(rf"([^\r\n{_BROKEN}]+)([{_BROKEN}]?)")
_WORD = re.compile(r"[^\s\x00-\x1f]+")
# Marks of the fonts Symbol and Wingdings, which have no letters in Unicode.
_SYMBOL_MARKS = re.compile(r"[\ue000-\uf8ff\ufffd](?=\s|$)")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200d\u2060\ufeff]")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"})
_HYPHENS = frozenset({"\u00ad", "\u2010", "-"})
_O_MARK = re.compile(r"o(?=\s)")
_ENDS_WITH_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u00ad]$")
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
# A blank parts two columns or cells where it is more than this share of a line's height, and this
# many times the blanks of its line.
_WIDE_GAP = 0.6
_WIDER = 2.2
_FEW_BLANKS = 3
_A4 = (595.0, 842.0)
_WIDEST_MARK_GAP = 5.0

Box = tuple[float, float, float, float]
Turn = Callable[[float, float, float, float], Box]

# The same function with plain addresses: a third of what its own types cost, 1,000 times a page.
_loose_box = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(raw.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)


def sheet_of(document: pdfium.PdfDocument, index: int) -> Sheet:
    """The page `index` (from 0) with its lines, in no order yet. A page that cannot be opened is
    one without text. Raises Unreadable."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return Sheet(index + 1, *_A4, [], marks=True, opens=False)
    try:
        width, height, turn = _seen(page)
        text_page = page.get_textpage()
        try:
            segments = _Letters(text_page).segments(turn)
        finally:
            text_page.close()
        kept = [one for one in segments if _is_inside(one, width, height)]
        if kept:
            return Sheet(index + 1, width, height, kept, marks=True)
        kinds = _kinds(page)
        letters = raw.FPDF_PAGEOBJ_TEXT in kinds
        return Sheet(index + 1, width, height, [], bool(kinds), draws_letters=letters)
    except pdfium.PdfiumError:
        return Sheet(index + 1, *_A4, [], marks=True, opens=False)
    finally:
        page.close()


def _kinds(page: pdfium.PdfPage) -> set[int]:
    """What kinds of things are drawn on the page, judged by the first of them."""
    count = min(raw.FPDFPage_CountObjects(page), _OBJECTS_LOOKED_AT)
    objects = (raw.FPDFPage_GetObject(page, at) for at in range(count))
    return {raw.FPDFPageObj_GetType(one) for one in objects}


def _is_inside(segment: Segment, width: float, height: float) -> bool:
    beside = segment.right < 0 or segment.left > width
    return not beside and segment.bottom >= 0 and segment.top <= height


def _seen(page: pdfium.PdfPage) -> tuple[float, float, Turn]:
    """Width and height of the page as a person sees it, and how a box of the file comes there."""
    bounds = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, bounds)
    left, bottom, right, top = bounds.left, bounds.bottom, bounds.right, bounds.top
    wide, high = max(right - left, 1.0), max(top - bottom, 1.0)

    def upright(x0: float, y1: float, x1: float, y0: float) -> Box:
        return x0 - left, top - y1, x1 - left, top - y0

    def quarter(x0: float, y1: float, x1: float, y0: float) -> Box:
        return y0 - bottom, x0 - left, y1 - bottom, x1 - left

    def half(x0: float, y1: float, x1: float, y0: float) -> Box:
        return right - x1, y0 - bottom, right - x0, y1 - bottom

    def three(x0: float, y1: float, x1: float, y0: float) -> Box:
        return top - y1, right - x1, top - y0, right - x0

    turned = raw.FPDFPage_GetRotation(page) % 4
    if turned % 2:
        wide, high = high, wide
    return wide, high, (upright, quarter, half, three)[turned]


class _Letters:
    """The letters of one page."""

    def __init__(self, page: pdfium.PdfTextPage) -> None:
        self.page = page.raw
        self.address = ctypes.cast(page.raw, ctypes.c_void_p).value
        self.text = self._all_text()
        self.is_bold: dict[bytes, bool] = {}

    def _all_text(self) -> str:
        """All letters, so that each stands at its own index."""
        count = raw.FPDFText_CountChars(self.page)
        if count <= 0:
            return ""
        if count > MOST_LETTERS_A_PAGE:
            raise Unreadable(UnreadableCode.BOMB, "pdf")
        units = (ctypes.c_ushort * (2 * count + 2))()
        written = raw.FPDFText_GetText(self.page, 0, count, units)
        text = bytes(memoryview(units).cast("B")[: 2 * max(written - 1, 0)])
        decoded = text.decode("utf-16-le", "surrogatepass")
        if len(decoded) == count:
            return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        codes = (raw.FPDFText_GetUnicode(self.page, index) for index in range(count))
        return "".join(_letter(code) for code in codes)

    def segments(self, turn: Turn) -> list[Segment]:
        """Every line, divided where its words stand far apart."""
        found: list[Segment] = []
        for line in _LINE.finditer(self.text):
            words = [word.span() for word in _WORD.finditer(self.text, *line.span(1))]
            if not words:
                continue
            parts = self._parts(words, turn)
            for number, (first, last, box) in enumerate(parts):
                if found and self.text[first:last] in _HYPHENS and _follows(found[-1], box):
                    found[-1].broken = True
                    continue
                broken = bool(line[2]) and number == len(parts) - 1
                segment = self._segment(first, last, box, broken=broken)
                if segment.text or segment.broken:
                    found.append(segment)
        return found

    def _parts(self, words: list[tuple[int, int]], turn: Turn) -> list[tuple[int, int, Box]]:
        boxes = self._boxes(words, turn)
        size = max(boxes[0][3] - boxes[0][1], 1.0)
        wide = _widest_blank(boxes, size)
        if _is_one_text(boxes, wide):
            left, top, right, bottom = zip(*boxes, strict=True)
            return [(words[0][0], words[-1][1], (min(left), min(top), max(right), max(bottom)))]
        parts = [(*words[0], boxes[0])]
        for (start, end), box, last in zip(words[1:], boxes[1:], boxes, strict=False):
            begin, stop, before = parts[-1]
            limit = wide
            if len(parts) == 1 and stop - begin <= 4 and self._is_mark(begin, stop):
                limit = _WIDEST_MARK_GAP * size
            # PDFium runs short lines together: a word above or below its neighbour is on another.
            level = last[1] <= (box[1] + box[3]) / 2 <= last[3]
            if box[0] - before[2] > limit or box[2] < before[0] - size or not level:
                parts.append((start, end, box))
            else:
                parts[-1] = (begin, end, _around(before, box))
        return parts

    def _is_mark(self, start: int, end: int) -> bool:
        word = _SYMBOL_MARKS.sub("•", self.text[start:end])
        return word == "o" or marker_of(f"{word} x") is not None

    def _boxes(self, words: list[tuple[int, int]], turn: Turn) -> list[Box]:
        floats = array("f", bytes(32 * len(words)))
        address, ask, page = floats.buffer_info()[0], _loose_box, self.address
        for start, end in words:
            ask(page, start, address)
            ask(page, end - 1, address + 16)
            address += 32
        values = floats.tolist()
        # PDFium's rectangle is left, top, right, bottom.
        return [
            turn(values[at], values[at + 1], values[at + 6], values[at + 3])
            if values[at + 1] == values[at + 5] and values[at] <= values[at + 4]
            else turn(
                min(values[at], values[at + 4]),
                max(values[at + 1], values[at + 5]),
                max(values[at + 2], values[at + 6]),
                min(values[at + 3], values[at + 7]),
            )
            for at in range(0, len(values), 8)
        ]

    def _segment(self, start: int, end: int, box: Box, *, broken: bool) -> Segment:
        text = self.text[start:end]
        size, bold = self._font(start, box)
        text = _UNSEEN.sub("", text).translate(_LIGATURES)
        text = (
            _O_MARK.sub("•", _SYMBOL_MARKS.sub("•", text, count=1), count=1)
            if (_SYMBOL_MARKS.match(text) or _O_MARK.match(text))
            else text
        )
        if not broken and _ENDS_WITH_HYPHEN.search(text):
            text, broken = text[:-1], True
        text = text.replace("\u00ad", "")
        unmapped = raw.FPDFText_HasUnicodeMapError(self.page, start) == 1
        segment = Segment(text, *box, size, bold, broken, box[0], unmapped)
        self._measure_mark(segment, start, end)
        return segment

    def _measure_mark(self, segment: Segment, start: int, end: int) -> None:
        """Where the words after a list mark begin."""
        if marker_of(segment.text) is None:
            return
        words = [word.span() for word in _WORD.finditer(self.text, start, end)][:2]
        if len(words) == 2:
            first, second = (self._boxes([word], _as_it_is)[0] for word in words)
            segment.content_left = segment.left + max(second[0] - first[0], 0.0)

    def _font(self, index: int, box: Box) -> tuple[float, bool]:
        """Size in points and boldness of the letter at `index`."""
        matrix = raw.FS_MATRIX()
        size = raw.FPDFText_GetFontSize(self.page, index)
        if raw.FPDFText_GetMatrix(self.page, index, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
        if not 0.5 < size < 2_000:
            size = max(box[3] - box[1], 1.0)
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self.page, index, name, 128, flags)
        bold = bool(_BOLD.search(name.value)) or bool(flags.value & 1 << 18)
        return round(size * 2) / 2, bold


def _follows(segment: Segment, box: Box) -> bool:
    """Whether the box stands right after the segment, on its line."""
    level = segment.top <= (box[1] + box[3]) / 2 <= segment.bottom
    return level and abs(box[0] - segment.right) < 0.5 * segment.height


def _is_one_text(boxes: list[Box], wide: float) -> bool:
    """Whether the words stand on one line, from the left, without a wide blank."""
    for former, later in pairwise(boxes):
        level = former[1] <= (later[1] + later[3]) / 2 <= former[3]
        if not level or later[0] - former[2] > wide or later[2] < former[0]:
            return False
    return True


def _widest_blank(boxes: list[Box], size: float) -> float:
    """The widest blank that still parts words of one text: in a justified line all are wide."""
    blanks = sorted(later[0] - former[2] for former, later in pairwise(boxes))
    if len(blanks) < _FEW_BLANKS:
        return _WIDE_GAP * size
    return max(_WIDE_GAP * size, _WIDER * blanks[(len(blanks) - 1) // 3])


def _as_it_is(left: float, top: float, right: float, bottom: float) -> Box:
    return left, top, right, bottom


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _letter(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
