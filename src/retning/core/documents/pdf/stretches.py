"""Lines in reading order → stretches: paragraphs, list items, headings, rows of tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from retning.core.danish import Marker, marker_of
from retning.core.documents.blocks import BlockKind
from retning.core.documents.lines import is_furniture
from retning.core.documents.pdf.print import Region, Segment
from retning.core.documents.pdf.style import Print, Style, style_of

_ENDS = (".", "!", "?", ":", ";")
_QUOTES = "”\"»«)’'"
_CONTENTS_LINE = re.compile(r".{2,200}?(?:[.…·_]\s?){4,}\s*\d{1,4}", re.DOTALL)
# A gap this many times the usual distance of lines begins a paragraph.
_GAP = 1.22
_LONGEST_BOLD_HEADING = 140
_LONGEST_HEADING = 220
_LONGEST_SENTENCE_HEADING = 60
_MOST_HEADING_LINES = 4
_LONGEST_CAPITALS = 80

Placed = tuple[int, Segment]


@dataclass(slots=True)
class Stretch:
    """Lines (each with its page) that are one block, or the cells of one row of a table."""

    kind: BlockKind
    lines: list[Placed] = field(default_factory=list)
    cells: list[list[Placed]] = field(default_factory=list)
    marker: Marker | None = None
    style: Style = (0.0, False)
    level: int = 0
    hangs: bool = False
    # Left edge of its column, so that lists of different columns can be compared.
    margin: float = 0.0

    @property
    def first_page(self) -> int:
        return self._placed(0)[0]

    @property
    def last_page(self) -> int:
        return self._placed(-1)[0]

    def _placed(self, at: int) -> Placed:
        return self.lines[at] if self.lines else [one for cell in self.cells for one in cell][at]

    @property
    def text(self) -> str:
        """Its words for rules of shape; the document's own text is put together elsewhere."""
        return " ".join(segment.text for _, segment in self.lines)


class Stretches:
    """Gathers the lines of a whole document, page by page and region by region."""

    def __init__(self, measures: Print) -> None:
        self.measures = measures
        self.found: list[Stretch] = []
        self.open: Stretch | None = None
        self.region: Region | None = None
        self.previous_region: Region | None = None
        # Left edges of the list marks that are open, outermost first.
        self.marks: list[float] = []

    def page(self, number: int, regions: list[Region]) -> None:
        """Take the next page."""
        for region in regions:
            self.previous_region, self.region = self.region, region
            for row in region.rows:
                self._close()
                cells = [[(number, one) for one in cell] for cell in row if cell]
                self.found.append(Stretch(BlockKind.TABLE_ROW, cells=cells))
            for position, line in enumerate(region.lines):
                self._line(number, line, is_first=position == 0)

    def all(self) -> list[Stretch]:
        """Every stretch, in reading order."""
        self._close()
        return self.found

    def _line(self, page: int, line: Segment, *, is_first: bool) -> None:
        last = self.open
        if last is not None:
            goes_on = self._goes_on_elsewhere if is_first else self._goes_on
            if goes_on(last, line):
                last.lines.append((page, line))
                return
        hangs = last is not None and not is_first and self._hangs(last, line)
        self._close()
        region = self.region
        margin = region.left if region is not None else 0.0
        marker = marker_of(line.text)
        self.open = Stretch(
            BlockKind.PARAGRAPH, [(page, line)], marker=marker, style=style_of(line), margin=margin
        )
        self.open.hangs = hangs and marker is None

    def _goes_on(self, last: Stretch, line: Segment) -> bool:
        """Whether the line belongs to the stretch above it in the same column."""
        before = last.lines[-1][1]
        if abs(line.middle - before.middle) < 0.4 * before.height and line.left >= before.left:
            return True
        if _is_contents_line(before.text) or not self._same_style(before, line):
            return False
        if line.middle - before.middle > self._widest_step(before):
            return False
        if self._begins_item(last, before, line):
            return False
        if last.marker is not None and not self.measures.stands_out(before):
            return self._goes_on_in_item(last, before, line)
        if self._ends_short(before) and _starts_anew(line.text):
            is_done = before.text.rstrip(_QUOTES).endswith(_ENDS)
            return not is_done
        indented = line.left - before.left > 0.8 * line.size
        done = before.text.rstrip(_QUOTES).endswith(_ENDS) and _starts_anew(line.text)
        return not (indented and done)

    def _same_style(self, before: Segment, line: Segment) -> bool:
        if abs(before.size - line.size) > max(0.6, 0.06 * before.size):
            return False
        return before.bold == line.bold or not self.measures.stands_out(before)

    def _widest_step(self, line: Segment) -> float:
        return self.measures.leading * _GAP * max(line.size, 1.0)

    def _begins_item(self, last: Stretch, before: Segment, line: Segment) -> bool:
        """Whether a list mark at the line's head is one, and no dash or date in running text."""
        marker = marker_of(line.text)
        if marker is None:
            return False
        if last.marker is not None:
            begins_deeper = line.left >= last.lines[0][1].content_left - 1
            is_date = bool(marker.numbers) and not _starts_anew(line.text[marker.content :])
            return not (begins_deeper and is_date)
        running = self._is_full(before) and not before.text.endswith(_ENDS)
        if not running:
            return True
        dash_or_number = bool(marker.numbers) or marker.mark in "-–—"
        return not (dash_or_number and abs(line.left - before.left) < 1)

    def _goes_on_in_item(self, last: Stretch, before: Segment, line: Segment) -> bool:
        item = last.lines[0][1]
        if line.left >= item.content_left - 0.4 * line.size and item.content_left > item.left + 1:
            return True
        if line.left > item.left + 0.5 * line.size:
            return True
        return self._is_full(before) or line.text[:1].islower()

    def _goes_on_elsewhere(self, last: Stretch, line: Segment) -> bool:
        """Whether the first line of a column or page continues what the one before ended with."""
        before = last.lines[-1][1]
        if self.measures.stands_out(before) or not self._same_style(before, line):
            return False
        if _is_contents_line(before.text) or marker_of(line.text) is not None:
            return False
        if before.broken:
            return True
        region = self.previous_region
        if before.text.rstrip(_QUOTES).endswith(_ENDS):
            # A paragraph's last line seldom ends at the very edge.
            return region is not None and _is_justified(region, before)
        full = region is not None and before.right >= region.right - 0.15 * (
            region.right - region.left
        )
        return line.text[:1].islower() or (full and len(before.text) > 30)

    def _is_full(self, line: Segment) -> bool:
        region = self.region
        return region is not None and line.right >= region.right - 0.15 * (
            region.right - region.left
        )

    def _ends_short(self, line: Segment) -> bool:
        region = self.region
        return region is not None and line.right < region.right - 0.22 * (
            region.right - region.left
        )

    def _hangs(self, last: Stretch, line: Segment) -> bool:
        """Whether a new paragraph explains the list item above it: it stands as far in."""
        head = last.lines[0][1]
        if self.measures.stands_out(line):
            return False
        if last.marker is not None:
            return line.left > head.left + 0.5 * line.size
        return last.hangs and line.left >= head.left - 2

    def _close(self) -> None:
        stretch, self.open = self.open, None
        if stretch is None:
            return
        self._judge(stretch)
        if stretch.kind is BlockKind.LIST_ITEM:
            self._set_depth(stretch)
        elif stretch.hangs:
            stretch.level = max(len(self.marks) - 1, 0)
        elif stretch.kind is not BlockKind.BOILERPLATE:
            self.marks = []
        self.found.append(stretch)

    def _judge(self, stretch: Stretch) -> None:
        """Name what the stretch is."""
        text, marker = stretch.text, stretch.marker
        if _is_contents_line(text) or (len(stretch.lines) <= 2 and is_furniture(text)):
            stretch.kind, stretch.hangs = BlockKind.BOILERPLATE, False
        elif marker is not None and not (marker.numbers and self._is_heading(stretch, text)):
            stretch.kind = BlockKind.LIST_ITEM
        elif self._is_heading(stretch, text):
            stretch.kind, stretch.hangs = BlockKind.HEADING, False

    def _is_heading(self, stretch: Stretch, text: str) -> bool:
        first = stretch.lines[0][1]
        if not any(character.isalpha() for character in text):
            return False
        if len(stretch.lines) > _MOST_HEADING_LINES or len(text) > _LONGEST_HEADING:
            return False
        sentence = text.endswith((".", ",", ";", "!"))
        if first.size >= self.measures.body * 1.1:
            return not sentence or len(text) <= _LONGEST_SENTENCE_HEADING
        if self.measures.stands_out(first):
            return not sentence and len(text) <= _LONGEST_BOLD_HEADING
        letters = [character for character in text if character.isalpha()]
        capitals = len(letters) >= 4 and all(letter.isupper() for letter in letters)
        return capitals and len(text) <= _LONGEST_CAPITALS and len(text.split()) > 1

    def _set_depth(self, stretch: Stretch) -> None:
        left = stretch.lines[0][1].left - stretch.margin
        while self.marks and self.marks[-1] >= left - 2:
            self.marks.pop()
        stretch.level = len(self.marks)
        self.marks.append(left)


def _is_justified(region: Region, line: Segment) -> bool:
    """Whether the column's lines, and this one, end at its very edge."""
    edge = region.right - 1.0
    at_edge = sum(one.right >= edge for one in region.lines)
    return line.right >= edge and len(region.lines) >= 4 and at_edge >= 0.6 * len(region.lines)


def _starts_anew(text: str) -> bool:
    return not text[:1].islower()


def _is_contents_line(text: str) -> bool:
    return text[-1:].isdigit() and bool(_CONTENTS_LINE.fullmatch(text))
