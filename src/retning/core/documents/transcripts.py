"""Pages whose lines were run together (as document-sharing sites do): one line a page, the page's
number before it, headings, lists and tables fused with the prose."""

from __future__ import annotations

import re
from dataclasses import replace

from retning.core.danish import fold
from retning.core.danish.patterns import pattern
from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.cuts import stretches
from retning.core.documents.flattened import FlatTable, table_head
from retning.core.documents.headings import Role, role_of
from retning.core.documents.lines import trim

_MARKS = pattern(r"transkript|starte visningen fra side:?|stoerrelse: ?px")
_NUMBER = pattern(r"(?:\d{1,3}\s+)(?:(?:side\s+)?\d{1,3}\s+)?(?=[^\W\d_]|\d)", re.IGNORECASE)
_RUNNING_HEAD = pattern(r"[^.!?:\n]{0,80}?\bside\s+\d{1,3}\s+(?=\S)", re.IGNORECASE)
_LAST_NUMBER = pattern(r"(?<=[.!?])\s+(?:side\s+)?\d{1,3}$", re.IGNORECASE)
_LEADERS = pattern(r"\.{3,}|…\s*\d|\w \d{1,3} [A-ZÆØÅ]")
_CONTENTS = pattern(r"indhold(?:sfortegnelse)?\b", re.IGNORECASE)
_SHOWN = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM})
_ENDED = (".", "!", "?", "”", "»", '"')
_TWO_HEADINGS = pattern(r"((?:\d{1,2}\.? )?[A-ZÆØÅ][a-zæøå]+)\s+(?=[A-ZÆØÅ])")
_LONGEST_HEADING = 9
_LOOKED_AT = 30
_LONG_PAGE = 200


def divided(document: Document) -> Document:
    """The document with its run-together pages divided into blocks; itself where it has none."""
    if not is_transcript(document):
        return document
    pages = _Pages(document)
    for block in document.blocks:
        pages.take(block)
    return replace(document, blocks=tuple(pages.blocks))


def is_transcript(document: Document) -> bool:
    """Whether its marks or at least two long pages, numbered upwards, say so."""
    expected, found = 1, 0
    for place, block in enumerate(document.blocks):
        text = document.text[block.outer : block.end]
        if place < _LOOKED_AT and _MARKS.fullmatch(fold(text[:60])):
            return True
        number = re.match(r"(\d{1,3}) [A-ZÆØÅ]", text[:8])
        if number is not None and expected <= int(number[1]) <= expected + 1:
            expected = int(number[1]) + 1
            found += len(text) >= _LONG_PAGE and "\n" not in text
    return found >= 2


class _Pages:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.blocks: list[Block] = []
        self.next_page = 1
        self.table: FlatTable | None = None

    def take(self, block: Block) -> None:
        if block.kind not in _SHOWN:
            self.blocks.append(block)
            return
        start = self._page_number(block)
        if start is None:
            self.blocks.append(block)
            return
        end = self._last_number(start, block.end)
        start = self._running_head(start, end)
        if table_head(self.text, start, end) is None and self._is_contents(start, end):
            self._contents(start, end)
        else:
            self._page(start, end)
        if end < block.end:
            self._add(BlockKind.PAGE_NUMBER, end, block.end)

    def _page_number(self, block: Block) -> int | None:
        """Where the page's text begins behind its number; None where the block begins no page."""
        found = _NUMBER.match(self.text, block.outer, block.end)
        if found is None:
            return None
        number = re.match(r"\d+", found[0])
        page = int(number[0]) if number is not None else 0
        if not self.next_page <= page <= self.next_page + 2:
            return None
        self.next_page = page + 1
        figures = re.findall(r"\d+", found[0])
        stop = found.end()
        # "2 4 B. Alle …": the second number is a row's, where a table goes on.
        doubled = len(figures) == 2 and (figures[0] == figures[1] or "side" in found[0].casefold())
        if len(figures) == 2 and not doubled:
            stop = block.outer + len(number[0]) if number is not None else stop
        self._add(BlockKind.PAGE_NUMBER, block.outer, stop)
        return trim(self.text, stop, block.end)[0]

    def _running_head(self, start: int, end: int) -> int:
        """Where the page's own text begins behind "Ældrepolitik side 5"."""
        found = _RUNNING_HEAD.match(self.text, start, end)
        if found is None:
            return start
        self._add(BlockKind.BOILERPLATE, start, found.end())
        return found.end()

    def _last_number(self, start: int, end: int) -> int:
        found = _LAST_NUMBER.search(self.text, max(start, end - 12), end)
        return found.start() if found is not None else end

    def _is_contents(self, start: int, end: int) -> bool:
        head = self.text[start : start + 400]
        return bool(_CONTENTS.match(head)) or len(_LEADERS.findall(head)) >= 4

    def _contents(self, start: int, end: int) -> None:
        """The contents go on to the first whole sentence, which no heading before it begins."""
        begin = end
        for first, last in stretches(self.text, start, end, fine=True):
            said = self.text[first:last]
            if last - first > 40 and said.endswith(".") and not _LEADERS.search(said):
                begin = first
                break
        if begin > start:
            self._add(BlockKind.BOILERPLATE, start, begin)
        if begin < end:
            self._running(begin, end)

    def _page(self, start: int, end: int) -> None:
        head = table_head(self.text, start, end)
        if head is not None:
            if head.start > start:
                self._running(start, head.start)
            if self.table is None:
                self._add(BlockKind.HEADING, head.start, head.end, level=2)
                self.table = FlatTable(self.text, head)
            else:
                self._add(BlockKind.BOILERPLATE, head.start, head.end)
            start = trim(self.text, head.end, end)[0]
        if self.table is not None and self.table.goes_on(start, end):
            rest = start
            for block in self.table.rows(start, end):
                self.blocks.append(block)
                rest = block.end
            if rest < end and trim(self.text, rest, end)[0] < end:
                self._running(rest, end)
        else:
            self.table = None
            self._running(start, end)

    def _running(self, start: int, end: int) -> None:
        spans = list(stretches(self.text, start, end))
        if len(spans) == 1 and not self.text[slice(*spans[0])].endswith(_ENDED):
            short = len(self.text[slice(*spans[0])].split()) <= 2 * _LONGEST_HEADING
            has_role = role_of(self.text[slice(*spans[0])]) is not Role.NONE
            fits = short and (has_role or not self._is_listed())
            self._add(BlockKind.HEADING if fits else BlockKind.LIST_ITEM, *spans[0], level=2)
            return
        for place, (first, last) in enumerate(spans):
            said = self.text[first:last]
            if place == 0 and self._heads(said):
                self._headings(first, last)
            elif said.endswith(_ENDED):
                self._sentence(first, last)
            elif role_of(said) in {Role.GOALS, Role.QUESTIONS} and len(said) < 80:
                self._add(BlockKind.HEADING, first, last, level=2)
            else:
                self._add(BlockKind.LIST_ITEM, first, last)

    def _headings(self, start: int, end: int) -> None:
        """A heading, or two where one for goals has another right behind it."""
        found = _TWO_HEADINGS.match(self.text, start, end)
        if found is not None and role_of(found[1]) is Role.GOALS:
            self._add(BlockKind.HEADING, start, found.end(1), level=1)
            start = found.end()
        self._add(BlockKind.HEADING, start, end, level=2)

    def _is_listed(self) -> bool:
        return any(block.kind is BlockKind.LIST_ITEM for block in self.blocks[-3:])

    def _heads(self, said: str) -> bool:
        words = said.split()
        if said.endswith(_ENDED) or len(words) > _LONGEST_HEADING:
            return False
        wishes = re.search(r"\b(?:skal|må)\b|\d\s?(?:%|pct|procent)", said)
        return role_of(said) is not Role.NONE or not wishes

    def _sentence(self, start: int, end: int) -> None:
        """Sentences that follow each other are one paragraph."""
        last = self.blocks[-1] if self.blocks else None
        if last is not None and last.kind is BlockKind.PARAGRAPH:
            self.blocks[-1] = replace(last, end=end)
        else:
            self._add(BlockKind.PARAGRAPH, start, end)

    def _add(self, kind: BlockKind, start: int, end: int, *, level: int = 0) -> None:
        start, end = trim(self.text, start, end)
        if start < end:
            depth = level if kind is BlockKind.HEADING else 0
            self.blocks.append(Block(kind, start, start, end, depth))
