"""Who signed: names with a post and what they are in an organ, on short lines below each other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retning.core.danish import fold
from retning.core.danish.patterns import pattern
from retning.core.documents.blocks import BlockKind, Document
from retning.core.documents.frameworks.found import Signatory
from retning.core.documents.items import Cleaner
from retning.core.documents.lines import trim

_LINE = pattern(r"[^\r\n]+")
_LONGEST_LINE = 70
_LINES_BELOW = 5
_WORD = r"[A-ZÆØÅÖÄÉ][a-zæøåöäéèüá]+"
_NAME = pattern(
    rf"{_WORD}(?:[ \t]+(?:{_WORD}(?:-{_WORD})?|[A-ZÆØÅ]\.|van|von|de|af)){{1,4}}|"
    rf"{_WORD}-{_WORD}(?:[ \t]+{_WORD}){{1,3}}"
)
_OFFICE = pattern(
    r"(?:naest|vice)?(?:formand|forkvinde|forperson)|(?:menigt )?medlem|sekretaer|ordfoerer"
)
_POST = pattern(
    r"\b\w*(?:direktoer|borgmester|chef|leder|repraesentant|tillidsmand|konsulent|raadmand"
    r"|koordinator|formand|forkvinde|forperson|rektor|minister)\w*\b"
)
_ORGAN = pattern(r"\b(?:\w+-)?med\b|\b\w*(?:udvalg|raad|bestyrelse|direktion|kommune)\w*|\bmed-\w+")
_REACHED = pattern(r"@|\bt(?:lf|elefon)\b|\bmail\b|(?:\d{2} ?){4}", re.IGNORECASE)
_OF = pattern(r"\s+(?:for|i)\s+", re.IGNORECASE)
_COMMA = pattern(r"\s*,\s*(?:og\s+)?|\s+og\s+")
_SKIPPED = frozenset({BlockKind.PAGE_NUMBER, BlockKind.NOTE})
_GAP = pattern(r"\s{3,}|\t|\s\|\s")
_MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def is_short(self) -> bool:
        return len(self.text) <= _LONGEST_LINE and not self.text.endswith((".", ":", ";"))


def signatories_in(document: Document, cleaner: Cleaner) -> tuple[Signatory, ...]:
    """Everybody whose name stands above a post or an office, and who is no contact."""
    lines = list(_lines(document))
    found = []
    for place, line in enumerate(lines):
        comma = line.text.find(",")
        name = line.text if comma < 0 else line.text[:comma]
        if not line.is_short or not _is_name(name):
            continue
        below = list(_below(lines, place))
        if comma >= 0:
            below = [_Line(line.start + comma + 1, line.end, line.text[comma + 1 :])]
        signed = _signatory(cleaner, line.start, line.start + len(name), below)
        if signed is not None:
            found.append(signed)
    return tuple(found)


def _is_name(text: str) -> bool:
    return (
        bool(_NAME.fullmatch(text))
        and not _POST.search(fold(text))
        and not _ORGAN.search(fold(text))
    )


def _below(lines: list[_Line], place: int) -> list[_Line]:
    below: list[_Line] = []
    for line in lines[place + 1 : place + 1 + _LINES_BELOW]:
        if _is_name(line.text.partition(",")[0]) or not line.is_short:
            break
        below.append(line)
    return below


def _signatory(cleaner: Cleaner, start: int, end: int, below: list[_Line]) -> Signatory | None:
    title = office = organ = None
    for first, last, text in _pieces(below):
        folded = fold(text)
        if _REACHED.search(text):
            return None
        item = cleaner.item(first, last, 0.85)
        if office is None and _OFFICE.fullmatch(folded):
            office = item
        elif office is not None and organ is None and _ORGAN.search(folded):
            organ = item
        elif title is None and _POST.search(folded):
            title = item
        elif organ is None and title is not None and _ORGAN.search(folded):
            organ = item
        else:
            break
    if title is None and (office is None or organ is None):
        return None
    return Signatory(cleaner.item(start, end, 0.85), title, office, organ)


def _pieces(lines: list[_Line]) -> list[tuple[int, int, str]]:
    """The lines, and in them what stands between commas and before and after "for"."""
    pieces: list[tuple[int, int, str]] = []
    for line in lines:
        begin = 0
        for comma in (*_COMMA.finditer(line.text), None):
            stop = comma.start() if comma is not None else len(line.text)
            piece = line.text[begin:stop]
            of = _OF.search(piece)
            first = line.start + begin
            if of is not None and _OFFICE.fullmatch(fold(piece[: of.start()])):
                pieces.append((first, first + of.start(), piece[: of.start()]))
                pieces.append((first + of.end(), line.start + stop, piece[of.end() :]))
            elif piece.strip():
                pieces.append((first, line.start + stop, piece))
            begin = comma.end() if comma is not None else stop
    return pieces


def _lines(document: Document) -> list[_Line]:
    """The lines; where several are divided alike by wide gaps, column by column."""
    lines: list[_Line] = []
    rows: list[list[_Line]] = []
    for block in document.blocks:
        if block.kind in _SKIPPED:
            continue
        for found in _LINE.finditer(document.text, block.start, block.end):
            cells = _cells(document.text, found.start(), found.end())
            if rows and len(rows[-1]) != len(cells):
                lines += _by_columns(rows)
                rows = []
            rows += [cells] if cells else []
    return lines + _by_columns(rows)


def _cells(text: str, start: int, end: int) -> list[_Line]:
    start, end = trim(text, start, end)
    if start == end:
        return []
    if end - start > _LONGEST_LINE * _MOST_COLUMNS:
        return [_Line(start, end, text[start : start + 2 * _LONGEST_LINE])]
    cells = []
    begin = start
    for gap in (*_GAP.finditer(text, start, end), None):
        stop = gap.start() if gap is not None else end
        if begin < stop:
            cells.append(_Line(begin, stop, text[begin:stop]))
        begin = gap.end() if gap is not None else stop
    return cells


def _by_columns(rows: list[list[_Line]]) -> list[_Line]:
    return [row[column] for column in range(len(rows[0])) for row in rows] if rows else []
