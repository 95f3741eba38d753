"""A file that somebody has: CSV or a workbook, as sheets of cells. Read in a process apart.

A cell is a text, a number (exact, with a decimal point), a day (ISO), an error of a formula, or
empty. In a CSV file all are texts; what is a number in it, `guessing` and `mapping` say.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from retning.apps.indicators.sources.reply import Unavailable, UnavailableCode, checksum_of
from retning.foundation import confined

LARGEST = 20_000_000
"""Bytes of a file; the largest sensible one (98 municipalities, 30 years, months) has some 2."""
_TASK = "retning.apps.indicators.sources.sheets.reading:read"
_LIMITS = confined.Limits(processor=40, seconds=60, answer=64 * 1024 * 1024)


class CellKind(StrEnum):
    """The letters are those that the child process says."""

    TEXT = "t"
    NUMBER = "n"
    PERCENT = "p"  # a number that the workbook shows as percent, as shown: 12.5 for 12.5 %
    DAY = "d"
    ERROR = "e"
    EMPTY = ""


@dataclass(frozen=True, slots=True)
class Cell:
    kind: CellKind = CellKind.EMPTY
    text: str = ""

    @property
    def is_number(self) -> bool:
        return self.kind in {CellKind.NUMBER, CellKind.PERCENT}


@dataclass(frozen=True)
class Sheet:
    """`rows` are of one length; a merged cell stands in all the cells it covers."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def cell(self, row: int, column: int) -> Cell:
        """From 0; empty where the sheet has none."""
        if 0 <= row < len(self.rows) and 0 <= column < self.width:
            return self.rows[row][column]
        return _EMPTY


@dataclass(frozen=True)
class Workbook:
    """At least one sheet, all with something in them, in the file's order, hidden ones left out.
    `checksum`: SHA-256 of the file."""

    sheets: tuple[Sheet, ...]
    checksum: str


_EMPTY = Cell()


def read(data: bytes, *, meanwhile: Callable[[], None] | None = None) -> Workbook:
    """CSV (comma, semicolon or tab; UTF-8, UTF-16 or Windows' own), xlsx, xls, xlsb or ods, known
    by its bytes. Formulas give the values that were kept with them.

    Raises Unavailable: TOO_LARGE (also what unpacks to too much), NOT_A_SHEET, PASSWORD,
    UNREADABLE, NO_FIGURES (nothing in it).
    """
    if len(data) > LARGEST:
        raise Unavailable(UnavailableCode.TOO_LARGE, f"{len(data)} bytes")
    try:
        said = confined.run(_TASK, data, limits=_LIMITS, meanwhile=meanwhile)
    except confined.Broken as error:
        crashed = error.code is confined.BrokenCode.CRASHED
        code = UnavailableCode.UNREADABLE if crashed else UnavailableCode.TOO_LARGE
        raise Unavailable(code, str(error)) from error
    return _workbook(said, checksum_of(data))


def _workbook(said: bytes, checksum: str) -> Workbook:
    """The child's answer, which is checked as a stranger's."""
    try:
        answer = json.loads(said)
        if "refused" in answer:
            raise Unavailable(UnavailableCode(answer["refused"]), str(answer.get("detail", "")))
        sheets = tuple(_sheet(each["name"], each["rows"]) for each in answer["sheets"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unavailable(UnavailableCode.UNREADABLE, type(error).__name__) from error
    if not sheets:
        raise Unavailable(UnavailableCode.NO_FIGURES)
    return Workbook(sheets, checksum)


def _sheet(name: str, rows: list[list[list[str] | None]]) -> Sheet:
    """A cell comes as None or as its kind and text."""
    known: dict[tuple[str, str], Cell] = {}
    found = []
    for row in rows:
        cells = []
        for cell in row:
            if cell is None:
                cells.append(_EMPTY)
                continue
            kind, text = cell
            if (kind, text) not in known:
                known[kind, text] = Cell(CellKind(kind), str(text))
            cells.append(known[kind, text])
        found.append(tuple(cells))
    if len({len(row) for row in found}) > 1:
        raise ValueError("rows of different lengths")
    return Sheet(str(name), tuple(found))
