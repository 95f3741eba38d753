"""A report as a workbook: its facts, and each table a sheet. Runs in a process of its own
(`foundation.confined`): nothing that serves pages or takes jobs imports it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import xlsxwriter

from retning.foundation.reporting.signs import clean, one_line
from retning.foundation.reporting.structure import Report, Runs, Table, unpacked

LONGEST_NAME = 31
LONGEST_TEXT = 32_767  # what a cell of the format holds
NARROWEST, WIDEST = 8, 60
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\n]")
_WHOLE_NUMBER = re.compile(r"[1-9]\d{0,8}")
# Words stay words: no text becomes a formula, a link or a number.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def draw(data: bytes, _arguments: Mapping[str, str]) -> bytes:
    """A packed report → XLSX."""
    return xlsx_of(unpacked(data))


def xlsx_of(report: Report) -> bytes:
    """The report's tables as a workbook, those of `sheets` first."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as book:
        book.set_properties(
            {
                "title": one_line(report.title)[:255],
                "subject": one_line(report.subtitle)[:255],
                "author": one_line(report.sender)[:255],
                "company": one_line(report.sender)[:255],
                "created": datetime.fromisoformat(report.made_on),
            }
        )
        names = _Names()
        tables = [*report.sheets, *(block for block in report.blocks if isinstance(block, Table))]
        if not tables:
            _facts_sheet(book, names, report)
        for table in tables:
            _table_sheet(book, names, table, report)
        if tables:
            _facts_sheet(book, names, report)
    return written.getvalue()


class _Names:
    """Names of sheets, each once whatever its case."""

    def __init__(self) -> None:
        # "History" is the format's own.
        self._taken = {"history"}

    def new(self, wanted: str) -> str:
        bare = _NOT_IN_NAMES.sub(" ", clean(wanted)).strip(" '") or "–"
        name, number = bare[:LONGEST_NAME].strip(" '"), 1
        while name.casefold() in self._taken:
            number += 1
            end = f" {number}"
            name = bare[: LONGEST_NAME - len(end)].strip(" '") + end
        self._taken.add(name.casefold())
        return name


def _table_sheet(book: Any, names: _Names, table: Table, report: Report) -> None:
    sheet = book.add_worksheet(names.new(table.sheet or table.caption))
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    columns = [[name] for name in table.head]
    for column, name in enumerate(table.head):
        sheet.write_string(0, column, _held(clean(name)), head)
    for number, row in enumerate(table.rows, start=1):
        for column, runs in enumerate(row):
            said = _said(runs)
            columns[column].append(said)
            if column in table.numbers and _WHOLE_NUMBER.fullmatch(said):
                sheet.write_number(number, column, int(said), body)
            else:
                sheet.write_string(number, column, said, body)
    for column, texts in enumerate(columns):
        sheet.set_column(column, column, _width(texts))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.head) - 1)
    sheet.repeat_rows(0)
    _set_page(sheet, report)


def _facts_sheet(book: Any, names: _Names, report: Report) -> None:
    sheet = book.add_worksheet(names.new(report.words.about))
    strong = book.add_format({"bold": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    title = ("", one_line(report.title)), ("", clean(report.subtitle)), ("", report.sender)
    facts = [(name, _said(runs)) for name, runs in report.facts]
    lines = [*(each for each in title if each[1]), *facts, ("", report.source)]
    for number, (name, text) in enumerate(lines):
        sheet.write_string(number, 0, _held(clean(name)), strong)
        sheet.write_string(number, 1, _held(clean(text)), plain if number else strong)
    sheet.set_column(0, 0, _width([name for name, _ in lines]))
    sheet.set_column(1, 1, WIDEST)
    _set_page(sheet, report)


def _set_page(sheet: Any, report: Report) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    # An ampersand begins a code in a footer, and is doubled to be one.
    title = one_line(report.title).replace("&", "&&")[:120]
    sheet.set_footer(f"&L{title}&R{report.words.page} &P {report.words.of} &N")


def _said(runs: Runs) -> str:
    return _held(clean("".join(run.text for run in runs)))


def _held(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def _width(texts: list[str]) -> float:
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(longest + 3, NARROWEST), WIDEST)
