"""Workbooks: small ones made for tests; any one's cells, read with the standard library alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from xml.etree import ElementTree

import xlsxwriter

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-F]{4})_")


def workbook_of(rows: Sequence[Sequence[object]], *, merged: str = "") -> bytes:
    """One sheet as an office would save it; `merged` is a title over its first three columns."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Tal")
        if merged:
            sheet.merge_range(0, 0, 0, 2, merged)
        for number, row in enumerate(rows, start=1 if merged else 0):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    return kept.getvalue()


def cells_of(data: bytes) -> dict[str, list[list[str]]]:
    """Name of a sheet → its rows of texts; empty cells are left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        strings = _strings(book)
        root = ElementTree.fromstring(book.read("xl/workbook.xml"))
        names = [sheet.attrib["name"] for sheet in root.iter(f"{_MAIN}sheet")]
        return {
            name: _rows(book.read(f"xl/worksheets/sheet{number}.xml"), strings)
            for number, name in enumerate(names, start=1)
        }


def _strings(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    return [
        _ESCAPED.sub(lambda code: chr(int(code[1], 16)), "".join(item.itertext()))
        for item in root.iter(f"{_MAIN}si")
    ]


def _rows(sheet: bytes, strings: list[str]) -> list[list[str]]:
    root = ElementTree.fromstring(sheet)
    return [
        [_cell(cell, strings) for cell in row.iter(f"{_MAIN}c") if len(cell)]
        for row in root.iter(f"{_MAIN}row")
    ]


def _cell(cell: ElementTree.Element, strings: list[str]) -> str:
    value = "".join(cell.itertext())
    return strings[int(value)] if cell.get("t") == "s" else value
