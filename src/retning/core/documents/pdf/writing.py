"""Stretches and furniture → one text, the blocks and the lines that point into it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from retning.core.documents.blocks import Block, BlockKind, Line, Page, Word
from retning.core.documents.lines import is_page_number
from retning.core.documents.pdf.hyphens import joint
from retning.core.documents.pdf.print import Segment, Sheet
from retning.core.documents.pdf.stretches import Placed, Stretch
from retning.core.documents.plain import MOST_BLOCKS
from retning.core.documents.unreadable import Unreadable, UnreadableCode

_BETWEEN_CELLS = " | "
_THOUSAND = 1000


@dataclass(slots=True)
class Written:
    """The text so far, and what points into it."""

    sheets: list[Sheet]
    compounds: frozenset[str]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    lines: dict[int, list[Line]] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)

    def document(self, stretches: list[Stretch], furniture: list[list[Segment]]) -> str:
        """Write all of it; the whole text."""
        places = _places(stretches, len(self.sheets))
        waiting = {
            sheet.number: segments
            for sheet, segments in zip(self.sheets, furniture, strict=True)
            if segments
        }
        for position in range(len(stretches) + 1):
            for number in places.get(position, ()):
                for segment in waiting.pop(number, ()):
                    self._furniture(number, segment)
            if position < len(stretches):
                self._stretch(stretches[position])
        return "".join(self.parts)

    def pages(self) -> tuple[Page, ...]:
        """Every page with its lines; a page without words lies at the end of the one before."""
        pages: list[Page] = []
        end = 0
        for sheet in self.sheets:
            lines = tuple(self.lines.get(sheet.number, ()))
            start = lines[0].start if lines else end
            end = lines[-1].end if lines else end
            width, height = round(sheet.width, 2), round(sheet.height, 2)
            pages.append(Page(sheet.number, start, end, width, height, lines))
        return tuple(pages)

    def _furniture(self, page: int, segment: Segment) -> None:
        kind = BlockKind.PAGE_NUMBER if is_page_number(segment.text) else BlockKind.BOILERPLATE
        self._lead("\n\n")
        start = self.length
        self._line(page, segment, segment.text + ("-" if segment.broken else ""))
        self._block(Block(kind, start, start, self.length))

    def _stretch(self, stretch: Stretch) -> None:
        follows = bool(self.blocks) and self.blocks[-1].kind is stretch.kind
        close = follows and stretch.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}
        self._lead("\n" if close else "\n\n")
        outer = self.length
        for number, cell in enumerate(stretch.cells or [stretch.lines]):
            if number:
                self._write(_BETWEEN_CELLS)
            self._words(cell)
        start, numbers = outer, stretch.marker.numbers if stretch.marker else ()
        if stretch.kind is BlockKind.LIST_ITEM and stretch.marker is not None:
            start += stretch.marker.content
        self._block(
            Block(stretch.kind, outer, start, self.length, stretch.level, stretch.hangs, numbers)
        )

    def _words(self, lines: list[Placed]) -> None:
        for position, (page, segment) in enumerate(lines):
            after = lines[position + 1][1].text if position + 1 < len(lines) else ""
            between = " " if after else ""
            text = segment.text
            if segment.broken:
                between = joint(text, after, self.compounds) if after else "-"
                text, between = text + between[:1].strip(), between[1:]
            self._line(page, segment, text)
            self._write(between)

    def _line(self, page: int, segment: Segment, text: str) -> None:
        sheet = self.sheets[page - 1]
        start = self.length
        self._write(text)
        self.words += [Word(start + begin, start + end, sure) for begin, end, sure in segment.sure]
        self.lines.setdefault(page, []).append(
            Line(
                start,
                self.length,
                _share(segment.left, sheet.width),
                _share(segment.top, sheet.height),
                _share(segment.right, sheet.width),
                _share(segment.bottom, sheet.height),
            )
        )

    def _block(self, block: Block) -> None:
        self.blocks.append(block)
        if len(self.blocks) > MOST_BLOCKS:
            raise Unreadable(UnreadableCode.TOO_LARGE, f"{MOST_BLOCKS} blocks")

    def _lead(self, text: str) -> None:
        if self.length:
            self._write(text)

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _share(position: float, whole: float) -> int:
    return min(max(round(position / whole * _THOUSAND), 0), _THOUSAND)


def _places(stretches: list[Stretch], pages: int) -> dict[int, list[int]]:
    """Index of a stretch → the pages whose furniture is written before it.

    Furniture may part no paragraph that goes on from page to page, and should part no heading or
    lead from its list: of the boundaries on its page the one that parts least is taken.
    """
    begins: dict[int, int] = {}
    ends: dict[int, int] = {}
    for position, stretch in enumerate(stretches):
        for page in range(stretch.first_page, stretch.last_page + 1):
            # A stretch that came from the page before has its first boundary behind it.
            begins.setdefault(page, position + (stretch.first_page < page))
            ends[page] = position + (stretch.last_page == page)
    places: dict[int, list[int]] = {}
    reached = 0
    for page in range(1, pages + 1):
        first, last = begins.get(page, reached), ends.get(page, reached)
        reached = max(min(range(first, last + 1), key=lambda at: _harm(stretches, at)), reached)
        places.setdefault(reached, []).append(page)
        reached = last
    return places


def _harm(stretches: list[Stretch], at: int) -> int:
    """How much is parted by something that stands before the stretch `at`."""
    before = stretches[at - 1].kind if at else BlockKind.BOILERPLATE
    after = stretches[at].kind if at < len(stretches) else BlockKind.BOILERPLATE
    if before is BlockKind.HEADING:
        return 3
    if after in {BlockKind.HEADING, BlockKind.BOILERPLATE} or before is BlockKind.BOILERPLATE:
        return 0
    return 1 if before is after is BlockKind.PARAGRAPH else 2


def split_at_pages(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches, so that each page has a boundary where its furniture may stand: one that
    reaches over a whole page and further is divided at the end of that page."""
    divided: list[Stretch] = []
    for stretch in stretches:
        divided.append(stretch)
        while stretch.lines and stretch.last_page - stretch.first_page > 1:
            cut = stretch.first_page + 1
            rest = [placed for placed in stretch.lines if placed[0] > cut]
            stretch.lines = [placed for placed in stretch.lines if placed[0] <= cut]
            stretch = Stretch(BlockKind.PARAGRAPH, rest, hangs=stretch.hangs, style=stretch.style)
            divided.append(stretch)
    return divided
