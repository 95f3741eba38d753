"""From PDFium's text of a page to segments of lines.

A call into the library for each letter is what makes reading a PDF slow: the text comes in one
call, and boxes are asked for at the first and the last letter of each word only.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from itertools import pairwise
from operator import le, sub

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from retning.core.danish import marker_of
from retning.core.documents.pdf.calls import Calls
from retning.core.documents.pdf.print import Box, Segment, Sheet, widest_blank
from retning.core.documents.pdf.shapes import Turn, give_marks
from retning.core.documents.unreadable import Unreadable, UnreadableCode

MOST_LETTERS_A_PAGE = 200_000
_OBJECTS_LOOKED_AT = 500
# PDFium's sign for a hyphen at the end of a line, in its two spellings.
_BROKEN = "\x02\ufffe"
_LINE = re.compile(rf"([^\r\n{_BROKEN}]+)([{_BROKEN}]?)")
_WORD = re.compile(r"[^\s\x00-\x1f\ufffe]+")
# Marks of the fonts Symbol and Wingdings, which have no letters in Unicode.
_SYMBOL_MARKS = re.compile(r"[\ue000-\uf8ff\ufffd](?=\s|$)")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b-\u200d\u2060\ufeff]")
_LIGATURES = str.maketrans({"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"})
_LIGATURE = re.compile("[ﬀ-ﬅ]")
_HYPHENS = frozenset({"\u00ad", "\u2010", "-"})
_O_MARK = re.compile(r"o(?=\s)")
_ENDS_WITH_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u00ad]$")
_A4 = (595.0, 842.0)
_WIDEST_MARK_GAP = 5.0

Edges = list[float]
FourEdges = tuple[Edges, Edges, Edges, Edges]
# Begin and end in the text, box, where its second word begins.
Part = tuple[int, int, Box, float | None]


def sheet_of(document: pdfium.PdfDocument, index: int, calls: Calls) -> Sheet:
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
            segments = _Letters(text_page, calls).segments(turn)
        finally:
            text_page.close()
        kept = [one for one in segments if _is_inside(one, width, height)]
        if kept:
            give_marks(page, kept, turn)
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

    def upright(x0: Edges, y1: Edges, x1: Edges, y0: Edges) -> FourEdges:
        return _after(left, x0), _before(top, y1), _after(left, x1), _before(top, y0)

    def quarter(x0: Edges, y1: Edges, x1: Edges, y0: Edges) -> FourEdges:
        return _after(bottom, y0), _after(left, x0), _after(bottom, y1), _after(left, x1)

    def half(x0: Edges, y1: Edges, x1: Edges, y0: Edges) -> FourEdges:
        return _before(right, x1), _after(bottom, y0), _before(right, x0), _after(bottom, y1)

    def three(x0: Edges, y1: Edges, x1: Edges, y0: Edges) -> FourEdges:
        return _before(top, y1), _before(right, x1), _before(top, y0), _before(right, x0)

    turned = raw.FPDFPage_GetRotation(page) % 4
    if turned % 2:
        wide, high = high, wide
    return wide, high, (upright, quarter, half, three)[turned]


def _after(edge: float, edges: Edges) -> Edges:
    return [one - edge for one in edges]


def _before(edge: float, edges: Edges) -> Edges:
    return [edge - one for one in edges]


class _Words:
    """Where the words of a page stand: spans in its text, and the edges of their boxes."""

    def __init__(self, text: str, page: ctypes.c_void_p, calls: Calls, turn: Turn) -> None:
        spans = [word.span() for word in _WORD.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        letters = [at for start, end in spans for at in (start, end - 1)]
        values = calls.boxes(page, letters)
        # Left, top, right, bottom of each word's first letter, and of its last.
        x0, y1, x1, y0, last_x0, last_y1, last_x1, last_y0 = (values[at::8] for at in range(8))
        if y1 == last_y1 and all(map(le, x0, last_x0)):
            x1 = last_x1
        else:
            x0, x1 = list(map(min, x0, last_x0)), list(map(max, x1, last_x1))
            y0, y1 = list(map(min, y0, last_y0)), list(map(max, y1, last_y1))
        self.lefts, self.tops, self.rights, self.bottoms = turn(x0, y1, x1, y0)
        self.blanks = list(map(sub, self.lefts[1:], self.rights))

    def boxes(self, first: int, last: int) -> list[Box]:
        """The boxes of the words `first` to `last` (excluded)."""
        columns = (self.lefts, self.tops, self.rights, self.bottoms)
        return list(zip(*(column[first:last] for column in columns), strict=True))

    def even_box(self, first: int, last: int) -> Box | None:
        """The box around words that surely stand on one line, from the left: no middle lies above
        or below any of them."""
        if min(self.blanks[first : last - 1], default=0.0) < 0:
            return None
        tops, bottoms = self.tops[first:last], self.bottoms[first:last]
        top, bottom = min(tops), max(bottoms)
        highest, lowest = max(tops), min(bottoms)
        if (highest + bottom) / 2 > lowest or (top + lowest) / 2 < highest:
            return None
        return self.lefts[first], top, self.rights[last - 1], bottom


class _Letters:
    """The letters of one page."""

    def __init__(self, page: pdfium.PdfTextPage, calls: Calls) -> None:
        self.raw = page.raw
        self.page = ctypes.cast(page.raw, ctypes.c_void_p)
        self.calls = calls
        self.text = self._all_text()
        self.has_ligatures = _LIGATURE.search(self.text) is not None

    def _all_text(self) -> str:
        """All letters, so that each stands at its own index."""
        count = raw.FPDFText_CountChars(self.raw)
        if count <= 0:
            return ""
        if count > MOST_LETTERS_A_PAGE:
            raise Unreadable(UnreadableCode.BOMB, "pdf")
        units = (ctypes.c_ushort * (2 * count + 2))()
        written = raw.FPDFText_GetText(self.raw, 0, count, units)
        text = bytes(memoryview(units).cast("B")[: 2 * max(written - 1, 0)])
        decoded = text.decode("utf-16-le", "surrogatepass")
        if len(decoded) == count:
            return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        codes = (raw.FPDFText_GetUnicode(self.raw, index) for index in range(count))
        return "".join(_letter(code) for code in codes)

    def segments(self, turn: Turn) -> list[Segment]:
        """Every line, divided where its words stand far apart."""
        words = _Words(self.text, self.page, self.calls, turn)
        found: list[Segment] = []
        first = 0
        for line in _LINE.finditer(self.text):
            last = bisect_left(words.starts, line.end(1), first)
            if first == last:
                continue
            parts = self._parts(words, first, last)
            for number, (start, end, box, after) in enumerate(parts):
                if found and self.text[start:end] in _HYPHENS and _follows(found[-1], box):
                    found[-1].broken = True
                    continue
                broken = bool(line[2]) and number == len(parts) - 1
                segment = self._segment(start, end, box, broken=broken)
                if after is not None and marker_of(segment.text) is not None:
                    segment.content_left = segment.left + max(after - box[0], 0.0)
                if segment.text or segment.broken:
                    found.append(segment)
            first = last
        return found

    def _parts(self, words: _Words, first: int, last: int) -> list[Part]:
        """Parts of the line that the words `first` to `last` (excluded) are."""
        size = max(words.bottoms[first] - words.tops[first], 1.0)
        blanks = words.blanks[first : last - 1]
        wide = widest_blank(blanks, size)
        whole = words.even_box(first, last) if max(blanks, default=0.0) <= wide else None
        if whole is not None:
            after = words.lefts[first + 1] if blanks else None
            return [(words.starts[first], words.ends[last - 1], whole, after)]
        boxes = words.boxes(first, last)
        parts: list[Part] = [(words.starts[first], words.ends[first], boxes[0], None)]
        for at, (before_it, box) in enumerate(pairwise(boxes), first + 1):
            begin, stop, before, after = parts[-1]
            limit = wide
            if len(parts) == 1 and stop - begin <= 4 and self._is_mark(begin, stop):
                limit = _WIDEST_MARK_GAP * size
            # PDFium runs short lines together: a word above or below its neighbour is on another.
            level = before_it[1] <= (box[1] + box[3]) / 2 <= before_it[3]
            if box[0] - before[2] > limit or box[2] < before[0] - size or not level:
                parts.append((words.starts[at], words.ends[at], box, None))
            else:
                after = box[0] if after is None else after
                parts[-1] = (begin, words.ends[at], _around(before, box), after)
        return parts

    def _is_mark(self, start: int, end: int) -> bool:
        word = _SYMBOL_MARKS.sub("•", self.text[start:end])
        return word == "o" or marker_of(f"{word} x") is not None

    def _segment(self, start: int, end: int, box: Box, *, broken: bool) -> Segment:
        text = self.text[start:end]
        size, bold = self.calls.font(self.page, start, box[3] - box[1])
        if not text.isprintable():
            text = _UNSEEN.sub("", text)
        if self.has_ligatures:
            text = text.translate(_LIGATURES)
        if _SYMBOL_MARKS.match(text) or _O_MARK.match(text):
            text = _O_MARK.sub("•", _SYMBOL_MARKS.sub("•", text, count=1), count=1)
        if not broken and text[-1:] in _HYPHENS and _ENDS_WITH_HYPHEN.search(text):
            text, broken = text[:-1], True
        text = text.replace("\u00ad", "")
        guessed = self.calls.is_guessed(self.page, start)
        return Segment(text, *box, size, bold, broken, box[0], guessed)


def _follows(segment: Segment, box: Box) -> bool:
    """Whether the box stands right after the segment, on its line."""
    level = segment.top <= (box[1] + box[3]) / 2 <= segment.bottom
    return level and abs(box[0] - segment.right) < 0.5 * segment.height


def _around(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _letter(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
