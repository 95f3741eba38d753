"""Reading a stranger's file: runs in the confined child alone, which carries what it imports."""

from __future__ import annotations

import csv
import datetime
import io
import json
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from statistics import median
from typing import Any

import python_calamine

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 40, 60_000, 600, 600_000
MOST_UNPACKED = 150_000_000
_LONGEST = 500
Said = list[str] | None
Grid = list[list[Said]]


class Refused(Exception):
    """`code` is one of `UnavailableCode`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def read(data: bytes, _: Mapping[str, str]) -> bytes:
    """The file's sheets as JSON, or why there are none."""
    try:
        said: dict[str, Any] = {"sheets": list(_sheets(data))}
    except Refused as refusal:
        said = {"refused": refusal.code, "detail": refusal.detail}
    return json.dumps(said).encode()


def _sheets(data: bytes) -> Iterator[dict[str, Any]]:
    if data[:4] == b"PK\x03\x04":
        _check_unpacked(data)
        found = _workbook(data)
    elif data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused("password")
        found = _workbook(data)
    else:
        found = iter([("", _text_rows(data))])
    for name, rows in found:
        trimmed = _trimmed(rows)
        if trimmed:
            yield {"name": name, "rows": trimmed}


def _check_unpacked(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Refused("unreadable", type(error).__name__) from error
    if size > MOST_UNPACKED:
        raise Refused("too_large", f"{size} bytes unpacked")
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise Refused("not_a_sheet")


def _workbook(data: bytes) -> Iterator[tuple[str, Grid]]:
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
    except python_calamine.PasswordError as error:
        raise Refused("password") from error
    except Exception as error:
        raise Refused("unreadable", type(error).__name__) from error
    if len(book.sheets_metadata) > MOST_SHEETS:
        raise Refused("too_large", f"{len(book.sheets_metadata)} sheets")
    shown = _shown(data)
    for place, about in enumerate(book.sheets_metadata):
        is_sheet = about.typ == python_calamine.SheetTypeEnum.WorkSheet
        if not is_sheet or about.visible != python_calamine.SheetVisibleEnum.Visible:
            continue
        try:
            sheet = book.get_sheet_by_index(place)
            _check_size(sheet.total_height, sheet.total_width)
            values = sheet.to_python(skip_empty_area=False)
            merged = sheet.merged_cell_ranges or []
        except Refused:
            raise
        except Exception as error:
            raise Refused("unreadable", type(error).__name__) from error
        yield about.name, _spread(_grid(values, shown.get(about.name, {})), merged)


def _shown(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Cells that are shown as percent ("p"), or are formulas or errors ("f"), by sheet and place
    from 0: what calamine does not say, and only xlsx has it for us."""
    # Its optional numpy sets the environment when it is loaded, which this child may not.
    sys.modules.setdefault("numpy", None)  # type: ignore[arg-type]
    try:
        openpyxl = import_module("openpyxl")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    except Exception:  # another format: nothing to know
        return {}
    found: dict[str, dict[tuple[int, int], str]] = {}
    for sheet in book.worksheets:
        marks = found.setdefault(sheet.title, {})
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                mark = "f" if cell.data_type in {"f", "e"} else ""
                if "%" in str(cell.number_format):
                    mark += "p"
                if mark:
                    marks[cell.row - 1, cell.column - 1] = mark
    return found


def _grid(values: Sequence[Sequence[Any]], shown: Mapping[tuple[int, int], str]) -> Grid:
    return [
        [_cell(value, shown.get((row, column), "")) for column, value in enumerate(cells)]
        for row, cells in enumerate(values)
    ]


def _cell(value: Any, mark: str) -> Said:
    """A formula without a value that was kept, or with an error, is an error."""
    if value is None or value == "":
        return ["e", ""] if "f" in mark else None
    if isinstance(value, bool):
        return ["t", "JA" if value else "NEJ"]
    if isinstance(value, int | float):
        number = _number(value)
        if "p" in mark:
            return ["p", format((Decimal(number) * 100).normalize(), "f")]
        return ["n", number]
    if isinstance(value, datetime.datetime):
        return ["d", value.date().isoformat()]
    if isinstance(value, datetime.date):
        return ["d", value.isoformat()]
    text = str(value).strip()[:_LONGEST]
    if text.startswith("#") and text.endswith(("!", "?", "/A")):
        return ["e", text]
    return ["t", text] if text else None


def _number(value: float) -> str:
    """As the workbook shows it: fifteen digits, without what binary fractions add."""
    number = Decimal(format(value, ".15g"))
    if not number.is_finite():
        raise Refused("unreadable", "a number without end")
    return format(number.normalize() if number else Decimal(0), "f")


def _spread(rows: Grid, merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> Grid:
    """What stands in a merged cell's corner stands in all of it."""
    for (top, left), (bottom, right) in merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        corner = rows[top][left]
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = corner
    return rows


def _text_rows(data: bytes) -> Grid:
    text = _decoded(data)
    if any(letter < " " and letter not in "\t\r\n" for letter in text):
        raise Refused("not_a_sheet")
    lines = text.splitlines()
    if len(lines) > MOST_ROWS:
        raise Refused("too_large", f"{len(lines)} lines")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(lines)))
    except csv.Error as error:
        raise Refused("unreadable", str(error)) from error
    width = max((len(row) for row in rows), default=0)
    _check_size(len(rows), width)
    return [
        [["t", cell.strip()[:_LONGEST]] if cell.strip() else None for cell in row]
        + [None] * (width - len(row))
        for row in rows
    ]


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("not_a_sheet")


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that most lines have as often; a comma only where neither of the others divides,
    as it also stands in Danish numbers."""
    written = [line for line in lines[:200] if line.strip()]
    for sign in (";", "\t"):
        if written and median(line.count(sign) for line in written) >= 1:
            return sign
    return ","


def _check_size(rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
        raise Refused("too_large", f"{rows} rows, {columns} columns")


def _trimmed(rows: Grid) -> Grid:
    """Without empty rows below and empty columns to the right."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(
        (place + 1 for row in rows for place, cell in enumerate(row) if cell is not None), default=0
    )
    return [row[:width] + [None] * (width - len(row)) for row in rows]
