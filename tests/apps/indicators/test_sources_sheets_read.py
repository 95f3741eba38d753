"""Somebody's CSV or workbook, read in a process apart."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from retning.apps.indicators.sources.reply import Unavailable, UnavailableCode
from retning.apps.indicators.sources.sheets import reading
from retning.apps.indicators.sources.sheets.sheet import Cell, CellKind, read


def workbook_bytes(fill: object) -> bytes:
    data = io.BytesIO()
    made = openpyxl.Workbook()
    fill(made)  # type: ignore[operator]
    made.save(data)
    return data.getvalue()


def test_a_workbook_with_merged_cells_percent_formulas_and_days() -> None:
    def fill(made: openpyxl.Workbook) -> None:
        sheet = made.active
        sheet.title = "Tilfredshed"
        sheet.append(["Andel tilfredse"])
        sheet.merge_cells("A1:C1")
        sheet.append(["Kommune", 2024, 2025, "Hvornår"])
        sheet.append(["Vallensbæk", 0.125, "12,5", date(2026, 7, 1)])
        sheet["B3"].number_format = "0.0%"
        sheet.append(["Ishøj", "=B3*2", 1234.1 + 0.2, True])
        sheet["D5"] = "#DIV/0!"
        sheet["D5"].data_type = "e"
        made.create_sheet("Tom")
        made.create_sheet("Skjult").append(["hemmeligt"])
        made["Skjult"].sheet_state = "hidden"

    workbook = read(workbook_bytes(fill))
    (sheet,) = workbook.sheets
    assert sheet.name == "Tilfredshed"
    said = [[(cell.kind.value, cell.text) for cell in row] for row in sheet.rows]
    assert said == [
        [("t", "Andel tilfredse")] * 3 + [("", "")],
        [("t", "Kommune"), ("n", "2024"), ("n", "2025"), ("t", "Hvornår")],
        [("t", "Vallensbæk"), ("p", "12.5"), ("t", "12,5"), ("d", "2026-07-01")],
        [("t", "Ishøj"), ("e", ""), ("n", "1234.3"), ("t", "JA")],
        [("", ""), ("", ""), ("", ""), ("e", "")],
    ]


def test_a_formula_gives_the_value_that_was_kept_with_it() -> None:
    data = io.BytesIO()
    made = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = made.add_worksheet()
    sheet.write_row(0, 0, ["Kommune", "2025"])
    sheet.write(1, 0, "Vallensbæk")
    sheet.write_formula(1, 1, "=6*7", None, 42)
    made.close()
    workbook = read(data.getvalue())
    assert workbook.sheets[0].cell(1, 1) == Cell(CellKind.NUMBER, "42")


@pytest.mark.parametrize(
    "data",
    [
        "Kommune;2025\r\nKøbenhavn;1,5\r\n".encode(),
        "Kommune;2025\r\nKøbenhavn;1,5\r\n".encode("utf-8-sig"),
        "Kommune;2025\r\nKøbenhavn;1,5\r\n".encode("cp1252"),
        "Kommune\t2025\nKøbenhavn\t1,5".encode("utf-16"),
        b'"Kommune",2025\nK\xc3\xb8benhavn,"1,5"\n',
    ],
)
def test_a_text_file_in_any_of_its_dialects(data: bytes) -> None:
    workbook = read(data)
    rows = [[cell.text for cell in row] for row in workbook.sheets[0].rows]
    assert rows == [["Kommune", "2025"], ["København", "1,5"]]


def zipped(**files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), body)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "no_figures"),
        (b"\r\n\r\n;;;\r\n", "no_figures"),
        (b"%PDF-1.4\n\x00\x01", "not_a_sheet"),
        (b"PK\x03\x04 not a zip", "unreadable"),
        (zipped(word__document_xml=b"<x/>"), "not_a_sheet"),
        (zipped(xl__workbook_xml=b"<x/>"), "unreadable"),
        (zipped(xl__workbook_xml=b"0" * 150_000_001), "too_large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "unreadable"),
        (b"1\n" * 60_001, "too_large"),
        (b"1;" * 700, "too_large"),
        (b"x" * 20_000_001, "too_large"),
    ],
    ids=[
        "nothing", "blank", "pdf", "no zip", "docx", "hollow", "bomb", "password", "ole", "long",
        "wide", "large",
    ],
)  # fmt: skip
def test_files_that_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unavailable) as caught:
        read(data)
    assert caught.value.code == code


def test_what_the_reader_makes_of_any_text() -> None:
    """In this process, as many children would take minutes; it is the same function."""

    @settings(max_examples=100, deadline=None, derandomize=True)
    @given(st.binary(max_size=120).filter(lambda data: data[:2] != b"PK"))
    def check(data: bytes) -> None:
        said = json.loads(reading.read(data, {}))
        if "refused" in said:
            assert said["refused"] in UnavailableCode.values
        else:
            assert all(len({len(row) for row in each["rows"]}) == 1 for each in said["sheets"])

    check()
