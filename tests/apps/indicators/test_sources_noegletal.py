"""The ministry's key figures, read from an export as noegletal.dk makes it."""

from __future__ import annotations

import contextlib
import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.areas import codes, names
from retning.apps.indicators.sources.noegletal import code_of, read_noegletal
from retning.apps.indicators.sources.reply import (
    NOT_PUBLISHED,
    UNDEFINED,
    Fetched,
    Unavailable,
)
from retning.core.benchmark.figures import Figure
from retning.core.periods import period_of

SHARED = Path(__file__).parents[4] / "shared/data"
EXPORT = SHARED / "noegletal/noegletal_1993_2019.csv"
BASELINE = SHARED / "vallensbaek_baseline_2007_2019.csv"
HEAD = ["Kommunale Nøgletal;;;", ";;;", ";Kom.nr;2018;2019", ";;;"]
TAIL = [
    ";;;",
    "Tegnforklaring:;;;",
    "-  Et 'rent' nul;;;",
    "Noter:;;;",
    "(7)  Budget fra og med 2018.;;;",
    "(15)  Skønnede tal.;;;",
    ";;;",
    "Social- og Indenrigsministeriet d. 10. september 2019",
]
INDEX = "Socioøkonomisk indeks"


def block(name: str, *rows: str) -> list[str]:
    return [f"{name};;;", *rows, ";;;"]


def export(*blocks: list[str], head: list[str] = HEAD, tail: list[str] = TAIL) -> bytes:
    return "\r\n".join([*head, *(line for each in blocks for line in each), *tail]).encode()


def read(*rows: str) -> Fetched:
    return read_noegletal(export(block(INDEX, *rows)), known={INDEX: "index"})


def test_figures_and_what_stands_for_none() -> None:
    fetched = read(
        "Vallensbæk Kommune (3) (16);187;0,76;1.234,5",
        "Ishøj Kommune;183;-;M",
        "Dragør Kommune;155;U;-2.345",
        "Læsø Kommune;825;;NEJ",
        "Fanø Kommune;563;0,0;JA",
    )
    before, after = period_of("2018"), period_of("2019")
    assert fetched.figures == {
        "index": {
            ("187", before): Figure(Decimal("0.76")),
            ("187", after): Figure(Decimal("1234.5")),
            ("183", before): Figure(Decimal(0)),
            ("183", after): NOT_PUBLISHED,
            ("155", before): UNDEFINED,
            ("155", after): Figure(Decimal(-2345)),
            ("825", before): NOT_PUBLISHED,
            ("825", after): Figure(Decimal(0)),
            ("563", before): Figure(Decimal("0.0")),
            ("563", after): Figure(Decimal(1)),
        }
    }
    assert fetched.source == SourceKind.NOEGLETAL
    assert fetched.updated == date(2019, 9, 10)
    assert fetched.price_level == "2019"
    assert fetched.names == {"index": INDEX}
    assert fetched.problems == ()
    assert len(fetched.checksum) == 64


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
def test_the_encoding_is_found(encoding: str) -> None:
    data = export(block("Udgifter på ældreområdet", "Læsø Kommune;825;1;2")).decode()
    fetched = read_noegletal(data.encode(encoding))
    assert fetched.names == {"noegletal-udgifter-paa-aeldreomraadet": "Udgifter på ældreområdet"}


def test_footnotes_are_notes_and_no_part_of_a_name() -> None:
    blocks = block("Udgifter (brutto) (7)", "Fanø Kommune (3);563;1;2", "Gennemsnit (15);;1;2")
    fetched = read_noegletal(export(blocks, block("Plejeboliger (abs) (til 2018)", "F;563;1;2")))
    code = code_of("Udgifter (brutto)")
    assert fetched.names[code] == "Udgifter (brutto)"
    assert fetched.notes == {code: ("Budget fra og med 2018.", "Skønnede tal.")}
    assert "Plejeboliger (abs) (til 2018)" in fetched.names.values()


def test_the_average_is_the_countrys_where_all_were_chosen() -> None:
    everybody = [f"{name} Kommune;{code};1;2" for code, name in names().items()]
    fetched = read(*everybody, "Gennemsnit (15);;1,5;2,5")
    assert fetched.figures["index"][("000", period_of("2019"))] == Figure(Decimal("2.5"))
    fetched = read(*everybody[1:], "Gennemsnit (15);;1,5;2,5")
    assert ("000", period_of("2019")) not in fetched.figures["index"]


def test_what_is_odd_is_said_and_left_out() -> None:
    fetched = read(
        "Vallensbæk Kommune;187;1;ca. 2",
        "Vallensbæk Kommune;187;3;4",
        "Christiansø;411;1;2",
        "Ribe Kommune;557;1;2",
        "Greve Kommune;253;1.5;1,5",
    )
    assert [each.as_plain() for each in fetched.problems] == [
        {
            "code": "not_a_number",
            "indicator": "index",
            "area": "187",
            "period": "2019",
            "row": 6,
            "said": "ca. 2",
        },
        {"code": "duplicate", "indicator": "index", "area": "187", "row": 7},
        {"code": "unknown_area", "indicator": "index", "area": "411", "row": 8},
        {"code": "unknown_area", "indicator": "index", "area": "557", "row": 9},
        {
            "code": "not_a_number",
            "indicator": "index",
            "area": "253",
            "period": "2018",
            "row": 10,
            "said": "1.5",
        },
    ]
    assert fetched.figures["index"] == {
        ("187", period_of("2018")): Figure(Decimal(1)),
        ("253", period_of("2019")): Figure(Decimal("1.5")),
    }


def test_a_file_full_of_oddities_is_told_of_shortly() -> None:
    fetched = read("Greve Kommune;253;1;2", *["Ribe Kommune;557;1;2"] * 80)
    assert len(fetched.problems) == 51
    assert fetched.problems[-1].as_plain() == {"code": "more", "said": "unknown_area: 30"}


ROW = "Greve Kommune;253;1;2"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "columns_changed"),
        (export(block(INDEX, ROW), head=["Titel;;;"]), "columns_changed"),
        (export(block(INDEX, ROW), head=[";Kom.nr;2018;ifjor"]), "columns_changed"),
        (export(block(INDEX, ROW), head=[";Kom.nr;2018;2018"]), "columns_changed"),
        (export(block(INDEX, ROW), head=[";Kom.nr;2018K1;2018K2"]), "columns_changed"),
        (export(block(INDEX, "Greve Kommune;253;1")), "columns_changed"),
        (export(block(INDEX, "Greve Kommune;253;1;2;3")), "columns_changed"),
        (export([ROW]), "columns_changed"),
        (export(block(INDEX, ROW), block(INDEX, ROW)), "columns_changed"),
        (export(block(INDEX, ROW), tail=[]), "broken_off"),
        (export(block(INDEX, ROW), tail=TAIL[:-1]), "broken_off"),
        (export(block(INDEX, ROW), tail=["Ministeriet d. 31. juni 2019"]), "broken_off"),
        (export(), "no_figures"),
        (export(block(INDEX)), "no_figures"),
        (export(block(INDEX, "Ribe Kommune;557;1;2")), "no_figures"),
        (b"x" * 100_000_001, "too_large"),
    ],
)
def test_exports_that_are_none(data: bytes, code: str) -> None:
    with pytest.raises(Unavailable) as caught:
        read_noegletal(data)
    assert caught.value.code == code


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.binary(max_size=200), st.lists(st.text(max_size=30), max_size=8))
def test_any_bytes_give_figures_or_a_reason(data: bytes, lines: list[str]) -> None:
    for each in (data, export(block(INDEX, ROW), lines), export(block(INDEX, *lines))):
        with contextlib.suppress(Unavailable):
            read_noegletal(each)


@pytest.mark.skipif(not EXPORT.exists(), reason="the export is not in ../shared")
def test_the_whole_export() -> None:
    fetched = read_noegletal(EXPORT.read_bytes())
    assert len(fetched.figures) == 180
    assert fetched.problems == ()
    of_municipalities = [
        cell for cells in fetched.figures.values() for cell in cells if cell[0] != "000"
    ]
    assert len(of_municipalities) == 180 * 98 * 27
    assert {area for area, _ in of_municipalities} == codes()
    index = fetched.figures[code_of("Socioøkonomisk indeks")]
    assert index[("187", period_of("2018"))] == Figure(Decimal("0.76"))
    assert index[("187", period_of("2019"))] == Figure(Decimal("0.74"))
    assert index[("187", period_of("1995"))] == NOT_PUBLISHED
    assert index[("000", period_of("2019"))] == Figure(Decimal("1.00"))


@pytest.mark.skipif(not BASELINE.exists(), reason="the baseline is not in ../shared")
def test_the_export_agrees_with_the_independent_baseline() -> None:
    fetched = read_noegletal(EXPORT.read_bytes())
    by_name = {name: code for code, name in fetched.names.items()}
    with BASELINE.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows
    for row in rows:
        cells = fetched.figures[by_name[row["noegletal"]]]
        assert cells[("187", period_of(row["aar"]))].value == Decimal(row["vallensbaek"])
