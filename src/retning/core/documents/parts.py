"""A document's blocks, divided finer: headings that an extraction left inside a paragraph and
quotations set beside the text stand alone, and what belongs to the page is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from retning.core.danish.patterns import pattern
from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.lines import trim


class PartKind(StrEnum):
    """What a part of the document is, by its shape."""

    HEADING = "heading"
    PROSE = "prose"
    ENTRY = "entry"  # of a list
    QUOTATION = "quotation"  # words of the text, set large beside it


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch `text[start:end]`; `level` as the block's it was divided from, `marked` where a
    list mark stands before it."""

    kind: PartKind
    start: int
    end: int
    level: int = 0
    marked: bool = False


_LINE = pattern(r"[^\r\n]+")
_SPACED = pattern(r"(?:[^\W\d_]{1,2}[ \t\u00a0]{1,3}){4,}[^\W\d_]{1,2}")
_OPENS = '“”„"«»*'
_QUOTED = pattern(r"[*\s]*[“”„\"«»].{3,160}[“”„\"«»][*\s]*", re.DOTALL)
_ENDS_SENTENCE = (".", "!", "?", "“", "”", "„", ":")
_NOT_A_HEADINGS_END = (".", ",", ";", ":", "!", "-", "–", "—", "?")
_LONGEST_HEADING = 90
_LONGEST_QUOTATION = 3  # lines
_SKIPPED = frozenset({BlockKind.BOILERPLATE, BlockKind.PAGE_NUMBER, BlockKind.NOTE})


def parts_of(document: Document) -> list[Part]:
    """The parts of `document` in reading order. Linear in the text."""
    parts: list[Part] = []
    blocks = [block for block in document.blocks if block.kind not in _SKIPPED]
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        before_list = following is not None and following.kind is BlockKind.LIST_ITEM
        parts.extend(_divided(document.text, block, before_list=before_list))
    return parts


def _divided(text: str, block: Block, *, before_list: bool) -> Iterator[Part]:
    match block.kind:
        case BlockKind.HEADING:
            yield Part(PartKind.HEADING, block.start, block.end, block.level)
        case BlockKind.LIST_ITEM:
            marked = block.outer < block.start
            yield Part(PartKind.ENTRY, block.start, block.end, block.level, marked)
        case BlockKind.TABLE_ROW:
            yield Part(PartKind.PROSE, block.start, block.end)
        case _:
            yield from _Paragraph(text, block, before_list=before_list).parts()


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    text: str


class _Paragraph:
    """A paragraph, divided where a line in it is a heading or a quotation of its own."""

    def __init__(self, text: str, block: Block, *, before_list: bool) -> None:
        self.text = text
        self.block = block
        self.before_list = before_list
        self.lines = list(_lines(text, block))
        self.width = max((len(line.text) for line in self.lines), default=0)

    def parts(self) -> Iterator[Part]:
        """The parts of this paragraph, at least one."""
        begin = position = 0
        while position < len(self.lines):
            kind, stop = self._alone(begin, position)
            if kind is None:
                position += 1
                continue
            yield from self._prose(begin, position)
            yield self._part(kind, position, stop)
            begin = position = stop
        yield from self._prose(begin, len(self.lines))

    def _alone(self, begin: int, position: int) -> tuple[PartKind | None, int]:
        line = self.lines[position]
        if _SPACED.fullmatch(line.text):
            return PartKind.HEADING, position + 1
        starts = position == begin or self.lines[position - 1].text.endswith(_ENDS_SENTENCE)
        if not starts:
            return None, position
        if line.text[0] in _OPENS:
            for stop in range(
                position + 1, min(position + _LONGEST_QUOTATION, len(self.lines)) + 1
            ):
                end = self.lines[stop - 1].end
                if end - line.start <= 200 and _QUOTED.fullmatch(self.text[line.start : end]):
                    return PartKind.QUOTATION, stop
        if len(self.lines) > 1 and self._is_heading(position):
            return PartKind.HEADING, position + 1
        return None, position

    def _is_heading(self, position: int) -> bool:
        """A line that breaks off early after a sentence's end and before another's beginning."""
        line = self.lines[position]
        words = line.text
        if len(words) > _LONGEST_HEADING or not words[0].isupper():
            return False
        if words.endswith(_NOT_A_HEADINGS_END):
            return False
        if position + 1 == len(self.lines):
            return self.before_list and position > 0
        following = self.lines[position + 1].text
        fits = len(words) + 1 + len(following[:80].split(maxsplit=1)[0]) < self.width - 1
        return following[0].isupper() and fits

    def _prose(self, begin: int, stop: int) -> Iterator[Part]:
        """Prose, divided again where a line stands further in after a sentence's end: there a
        new frame of the page begins."""
        first = begin
        for position in range(begin + 1, stop):
            line, before = self.lines[position], self.lines[position - 1]
            if line.indent > before.indent and before.text.endswith((".", "!", "?")):
                yield self._part(PartKind.PROSE, first, position)
                first = position
        if first < stop:
            yield self._part(PartKind.PROSE, first, stop)

    def _part(self, kind: PartKind, begin: int, stop: int) -> Part:
        start, end = self.lines[begin].start, self.lines[stop - 1].end
        level = 1 if kind is PartKind.HEADING and self.text[start:end].isupper() else 2
        return Part(kind, start, end, level if kind is PartKind.HEADING else 0)


def _lines(text: str, block: Block) -> Iterator[_Line]:
    for found in _LINE.finditer(text, block.start, block.end):
        start, end = trim(text, found.start(), found.end())
        if start < end:
            before = found.start()
            # A block begins behind the blanks of its first line.
            while before > 0 and start - before < 80 and text[before - 1] in " \t\u00a0":
                before -= 1
            yield _Line(start, end, start - before, text[start:end])


def joined(text: str, parts: list[Part]) -> list[Part]:
    """Prose whose sentence goes on in the next stretch of prose (across a page) as one part."""
    whole: list[Part] = []
    for part in parts:
        last = whole[-1] if whole else None
        if last is not None and last.kind is part.kind is PartKind.PROSE:
            unfinished = text[last.end - 1] not in '.!?:”“"'
            if unfinished and (text[part.start].islower() or text[last.end - 1] == "-"):
                whole[-1] = replace(last, end=part.end)
                continue
        whole.append(part)
    return whole
