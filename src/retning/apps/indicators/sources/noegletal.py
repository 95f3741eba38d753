"""The ministry's key figures as noegletal.dk exports them: one text file, a block an indicator.

title;;;                                  the encoding is UTF-8 or latin-1
;Kom.nr;2007;2008;…
Socioøkonomisk indeks;;;                  the name, sometimes with marks of footnotes: "(25)"
Vallensbæk Kommune (3);187;0,76;M;…       one line a municipality
Gennemsnit (15);;1,00;1,00;…              or "I alt": of those chosen; the country's where all are
Tegnforklaring:;;;   Noter:;;;   (25)  …  what signs and marks mean
Social- og Indenrigsministeriet d. 10. september 2019
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.areas import area_of_code, codes
from retning.apps.indicators.sources.numbers import NoNumber, Reader, noegletal_reader
from retning.apps.indicators.sources.reply import (
    Cell,
    Fetched,
    Oddities,
    OddityCode,
    Unavailable,
    UnavailableCode,
    checksum_of,
)
from retning.core.benchmark.figures import COUNTRY, Figure
from retning.core.danish.slug import slug_of
from retning.core.periods import NoPeriod, Period, PeriodKind, period_of

TABLE = "noegletal"
LARGEST = 100_000_000
"""Bytes; the export of all municipalities, indicators and years has 2.6 million."""
_MARKS = re.compile(r"(?:\s*\(\d{1,2}\))+$")
_MARK = re.compile(r"\((\d{1,2})\)")
_NOTE = re.compile(r"\((\d{1,2})\)\s+(.+)")
_MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]
_DATED = re.compile(rf"d\.\s*(\d{{1,2}})\.\s*({'|'.join(_MONTHS)})\s+(\d{{4}})\s*$")


def read_noegletal(data: bytes, *, known: Mapping[str, str] | None = None) -> Fetched:
    """The export's figures. `known`: codes of indicators by the name the export gives them; others
    get a code of their name (`code_of`). Municipalities that there are none of, lines said twice
    and what is no number come as `problems` and not as figures.

    Raises Unavailable: TOO_LARGE, UNREADABLE, COLUMNS_CHANGED, BROKEN_OFF (the last line, ministry
    and date, is not there), NO_FIGURES.
    """
    if len(data) > LARGEST:
        raise Unavailable(UnavailableCode.TOO_LARGE, f"{len(data)} bytes")
    rows = _rows(data)
    start, periods = _header(rows)
    updated = _dated(rows)
    reading = _Reading(periods, known or {})
    for number, row in enumerate(rows[start + 1 :], start + 2):
        if not reading.take(row, number):
            break
    if not any(reading.figures.values()):
        raise Unavailable(UnavailableCode.NO_FIGURES)
    return Fetched(
        source=SourceKind.NOEGLETAL,
        table=TABLE,
        figures={code: cells for code, cells in reading.figures.items() if cells},
        names=reading.names,
        updated=updated,
        checksum=checksum_of(data),
        problems=reading.odd.found(),
        price_level=str(updated.year),
        notes=reading.notes_by(_footnotes(rows)),
    )


def code_of(name: str) -> str:
    """The code of an indicator that the catalogue does not have, of its name.

    >>> code_of("Andel 25-64-årige med videregående uddannelse")
    'noegletal-andel-25-64-aarige-med-videregaaende-uddannelse'
    """
    return f"{TABLE}-{slug_of(name, limit=69)}"


def _rows(data: bytes) -> list[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    try:
        return list(csv.reader(text.splitlines(), delimiter=";"))
    except csv.Error as error:
        raise Unavailable(UnavailableCode.UNREADABLE, str(error)) from error


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, list[Period]]:
    """Which row it is, and the years it names."""
    for place, row in enumerate(rows[:20]):
        if len(row) > 2 and row[1].strip() == "Kom.nr":
            try:
                periods = [period_of(cell.strip()) for cell in row[2:]]
            except NoPeriod as error:
                raise Unavailable(UnavailableCode.COLUMNS_CHANGED, str(error)) from error
            kinds = {period.kind for period in periods}
            if kinds != {PeriodKind.YEAR} or len(set(periods)) < len(periods):
                raise Unavailable(UnavailableCode.COLUMNS_CHANGED, "years twice, or no years")
            return place, periods
    raise Unavailable(UnavailableCode.COLUMNS_CHANGED, "no line with Kom.nr and years")


def _dated(rows: Sequence[Sequence[str]]) -> date:
    """The day in the last line. Without it the export is not whole."""
    last = next((row for row in reversed(rows) if any(cell.strip() for cell in row)), [""])
    if found := _DATED.search(last[0]):
        day, month, year = int(found[1]), _MONTHS.index(found[2]) + 1, int(found[3])
        try:
            return date(year, month, day)
        except ValueError:
            pass
    raise Unavailable(UnavailableCode.BROKEN_OFF, "the last line is not the ministry and a date")


def _footnotes(rows: Iterable[Sequence[str]]) -> dict[str, str]:
    """What the marks mean, by number."""
    found = (_NOTE.match(row[0]) for row in rows if row and row[0].startswith("("))
    return {note[1]: note[2].strip() for note in found if note}


class _Reading:
    """The blocks read so far. A block begins with a line that has a name and nothing else."""

    def __init__(self, periods: list[Period], known: Mapping[str, str]) -> None:
        self.figures: dict[str, dict[Cell, Figure]] = {}
        self.names: dict[str, str] = {}
        self.odd = Oddities()
        self._periods = periods
        self._known = known
        self._reader: Reader = noegletal_reader()
        self._cells = {area: [(area, period) for period in periods] for area in (*codes(), COUNTRY)}
        self._marks: dict[str, set[str]] = {}
        self._code = ""
        self._average: tuple[list[str], int] | None = None

    def take(self, row: list[str], number: int) -> bool:
        """One line; whether the figures go on after it."""
        first = row[0].strip() if row else ""
        if first == "Tegnforklaring:":
            self._finish()
            return False
        second = row[1].strip() if len(row) > 1 else ""
        if second:
            self._municipality(row, second, number)
        elif first and any(cell.strip() for cell in row[2:]):
            self._average = (row, number)
        elif first:
            self._finish()
            self._begin(first, number)
        return True

    def _begin(self, said: str, number: int) -> None:
        name = _MARKS.sub("", said)
        self._code = self._known.get(name) or code_of(name)
        if self._code in self.figures:
            raise Unavailable(UnavailableCode.COLUMNS_CHANGED, f"{name!r} twice, line {number}")
        self.figures[self._code] = {}
        self.names[self._code] = name
        self._note(said)

    def _finish(self) -> None:
        """The line of the chosen together is the country's where all 98 were chosen."""
        if self._average is not None and self._code:
            row, number = self._average
            if len({area for area, _ in self.figures[self._code]}) == len(codes()):
                self._figures(row, COUNTRY, number)
            self._note(row[0])
        self._average = None

    def _note(self, said: str) -> None:
        self._marks.setdefault(self._code, set()).update(_MARK.findall(said))

    def _municipality(self, row: list[str], said: str, number: int) -> None:
        if not self._code:
            raise Unavailable(UnavailableCode.COLUMNS_CHANGED, f"figures of nothing, line {number}")
        area = area_of_code(said)
        if area is None or area == COUNTRY:
            self.odd.add(OddityCode.UNKNOWN_AREA, indicator=self._code, area=said[:10], row=number)
        elif (area, self._periods[0]) in self.figures[self._code]:
            self.odd.add(OddityCode.DUPLICATE, indicator=self._code, area=area, row=number)
        else:
            self._figures(row, area, number)

    def _figures(self, row: list[str], area: str, number: int) -> None:
        tokens = row[2:]
        if len(tokens) != len(self._periods):
            raise Unavailable(
                UnavailableCode.COLUMNS_CHANGED, f"{len(tokens)} figures in line {number}"
            )
        cells, read = self._cells[area], self._reader.figure
        try:
            self.figures[self._code].update(zip(cells, map(read, tokens), strict=True))
        except NoNumber:
            for cell, token in zip(cells, tokens, strict=True):
                self._one(cell, token.strip(), number)

    def _one(self, cell: Cell, token: str, number: int) -> None:
        try:
            self.figures[self._code][cell] = self._reader.figure(token)
        except NoNumber:
            self.odd.add(
                OddityCode.NOT_A_NUMBER,
                indicator=self._code,
                area=cell[0],
                period=cell[1].code,
                row=number,
                said=token[:60],
            )

    def notes_by(self, footnotes: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """The footnotes of each indicator's name and average, in the order of their numbers."""
        return {
            code: tuple(footnotes[mark] for mark in sorted(marks, key=int) if mark in footnotes)
            for code, marks in self._marks.items()
            if marks
        }
