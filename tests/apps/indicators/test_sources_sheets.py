"""Somebody's CSV or workbook: its columns guessed, its figures taken or told of."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retning.apps.indicators.sources.areas import names
from retning.apps.indicators.sources.reply import (
    NOT_PUBLISHED,
    SUPPRESSED,
    UNDEFINED,
    Unavailable,
    UnavailableCode,
)
from retning.apps.indicators.sources.sheets.guessing import (
    Layout,
    SheetMapping,
    guess,
    mapping_of,
)
from retning.apps.indicators.sources.sheets.mapping import mapped
from retning.apps.indicators.sources.sheets.sheet import (
    Cell,
    CellKind,
    Sheet,
    Workbook,
)
from retning.core.benchmark.figures import Figure
from retning.core.periods import PeriodKind, period_of


def book(*rows: list[object], name: str = "Ark1") -> Workbook:
    """Texts, numbers, days and nothing, as cells."""
    width = max(len(row) for row in rows)
    cells = tuple(
        tuple(_cell(value) for value in [*row, *[None] * (width - len(row))]) for row in rows
    )
    return Workbook((Sheet(name, cells),), "c" * 64)


def _cell(value: object) -> Cell:
    match value:
        case None:
            return Cell()
        case str():
            return Cell(CellKind.TEXT, value)
        case date():
            return Cell(CellKind.DAY, value.isoformat())
        case _:
            return Cell(CellKind.NUMBER, str(value))


def taken(workbook: Workbook, **more: object) -> object:
    return mapped(workbook, guess(workbook), code="x", **more)  # type: ignore[arg-type]


def odd(fetched: object) -> list[tuple[str, int]]:
    return [(each.code.value, each.row) for each in fetched.problems]  # type: ignore[attr-defined]


# --- Guessing


def test_a_wide_sheet_is_seen_through() -> None:
    workbook = book(
        ["Andel tilfredse, pct."],
        [],
        ["Kom.nr", "Kommune", 2024, "2025", "Note"],
        [187, "Vallensbæk Kommune", "81,5", 82.25, "a"],
        [183, "Ishøj", "79,5", 80, None],
        [None, "Hele landet", "80,0", 81, None],
        ["Kilde: egen"],
    )
    mapping = guess(workbook)
    assert mapping == SheetMapping(
        sheet=0,
        layout=Layout.WIDE,
        header=2,
        area=1,
        periods=((2, "2024"), (3, "2025")),
        decimal=",",
        unit="%",
    )
    fetched = mapped(workbook, mapping, code="x", unit="pct.", kind=PeriodKind.YEAR)
    assert fetched.problems == ()
    assert fetched.figures["x"] == {
        ("187", period_of("2024")): Figure(Decimal("81.5")),
        ("187", period_of("2025")): Figure(Decimal("82.25")),
        ("183", period_of("2024")): Figure(Decimal("79.5")),
        ("183", period_of("2025")): Figure(Decimal("80")),
        ("000", period_of("2024")): Figure(Decimal("80.0")),
        ("000", period_of("2025")): Figure(Decimal("81")),
    }
    assert fetched.table == "Ark1"


def test_a_long_sheet_with_answers() -> None:
    workbook = book(
        ["Kommunenavn", "Kvartal", "Andel", "Besvarelser"],
        ["Vallensbæk", "3. kvt. 2025", "81,5", 200],
        ["Århus", "2025K3", "79,5", "1.300"],
    )
    mapping = guess(workbook)
    assert (mapping.layout, mapping.area, mapping.period) == (Layout.LONG, 0, 1)
    assert (mapping.value, mapping.answers) == (2, 3)
    fetched = mapped(workbook, mapping, code="x")
    quarter = period_of("2025K3")
    assert fetched.figures["x"][("751", quarter)] == Figure(Decimal("79.5"))
    assert fetched.answers == {"x": {("187", quarter): 200, ("751", quarter): 1300}}


def test_the_sheet_with_the_most_municipalities_is_taken() -> None:
    first = book(["Læs mig"], ["Vallensbæk har lavet arket"]).sheets[0]
    rows = [[name, 5] for name in names().values()]
    second = book(["Kommune", "2025"], *rows).sheets[0]
    mapping = guess(Workbook((first, second), ""))
    assert (mapping.sheet, mapping.header, mapping.periods) == (1, 0, ((1, "2025"),))


def test_codes_alone_are_municipalities_where_the_title_says_so() -> None:
    workbook = book(["Kommunekode", "Tal", "2025"], ["0187", 101, 5], ["183", 147, 6])
    mapping = guess(workbook)
    assert (mapping.area, mapping.periods) == (0, ((2, "2025"),))
    with pytest.raises(Unavailable) as caught:
        guess(book(["Antal", "2025"], [101, 5], [147, 6]))
    assert caught.value.code == UnavailableCode.NO_AREAS


def test_one_period_for_all_is_found_in_the_title() -> None:
    workbook = book(["Tilfredshed i 2025"], ["Kommune", "Andel"], ["Ishøj", "81,5"])
    mapping = guess(workbook)
    assert (mapping.all_period, mapping.value) == ("2025", 1)
    fetched = mapped(workbook, mapping, code="x")
    assert fetched.figures["x"] == {("183", period_of("2025")): Figure(Decimal("81.5"))}


def test_an_own_count_has_no_column_of_municipalities() -> None:
    workbook = book(["År", "Antal"], [2024, 12], [2025, 15])
    mapping = guess(workbook, municipality="187")
    assert (mapping.area, mapping.all_area, mapping.period, mapping.value) == (-1, "187", 0, 1)
    fetched = mapped(workbook, mapping, code="x")
    assert fetched.figures["x"][("187", period_of("2025"))] == Figure(Decimal(15))


def test_a_merged_title_over_two_columns_gives_the_first() -> None:
    workbook = book(
        [None, "2024", "2024", "2025", "2025"],
        ["Kommune", "pct.", "antal", "pct.", "antal"],
        ["Vallensbæk", 80, 200, 82, 210],
    )
    assert guess(workbook).periods == ((1, "2024"), (3, "2025"))


def test_a_mapping_goes_through_a_form_and_back() -> None:
    workbook = book(["Kommune", "2024", "2025"], ["Vallensbæk", 80, 82])
    mapping = guess(workbook)
    assert mapping_of(json.loads(json.dumps(mapping.as_plain()))) == mapping


@pytest.mark.parametrize(
    "change",
    [
        {"layout": "tall"},
        {"area": "first"},
        {"periods": [[1, "i går"]]},
        {"periods": 5},
        {"decimal": ";"},
        {"all_area": "084"},
        {"all_period": "snart"},
    ],
)
def test_what_is_no_mapping(change: dict[str, object]) -> None:
    with pytest.raises(Unavailable) as caught:
        mapping_of({**SheetMapping().as_plain(), **change})
    assert caught.value.code == UnavailableCode.COLUMNS_CHANGED


# --- Taking


def test_what_is_odd_is_said_with_its_line_and_left_out() -> None:
    workbook = book(
        ["Kommune", "2024", "2025"],
        ["Vallensbæk", "81,5", "82,5"],
        ["Ishøj", "79.5", "1.234"],
        ["Ishøi", "79,5", "80,5"],
        [None, "79,5", "80,5"],
        ["Greve", "ca. 80", "81,5"],
        ["Solrød", "80,5", "81,5"],
        ["Solrød", "80,5", "99,5"],
        ["Region Hovedstaden", "80,5", "81,5"],
        ["Gennemsnit", "80,5", "81,5"],
        ["Note: foreløbige tal", None, None],
    )
    fetched = taken(workbook, unit="pct.")
    assert odd(fetched) == [
        ("mixed_decimals", 3),
        ("ambiguous_number", 3),
        ("unknown_area", 4),
        ("no_area", 5),
        ("not_a_number", 6),
        ("duplicate", 8),
        ("duplicate", 8),
    ]
    assert fetched.figures["x"] == {  # type: ignore[attr-defined]
        ("187", period_of("2024")): Figure(Decimal("81.5")),
        ("187", period_of("2025")): Figure(Decimal("82.5")),
        ("183", period_of("2024")): Figure(Decimal("79.5")),
        ("253", period_of("2025")): Figure(Decimal("81.5")),
        ("269", period_of("2024")): Figure(Decimal("80.5")),
    }


def test_signs_are_states_and_an_empty_cell_says_nothing() -> None:
    workbook = book(
        ["Kommune", "2025"],
        ["Vallensbæk", "-"],
        ["Ishøj", ".."],
        ["Greve", "M"],
        ["Solrød", "U"],
        ["Køge", None],
        ["Lejre", "12,5"],
    )
    fetched = taken(workbook)
    year = period_of("2025")
    assert fetched.figures["x"] == {  # type: ignore[attr-defined]
        ("187", year): Figure(Decimal(0)),
        ("183", year): SUPPRESSED,
        ("253", year): NOT_PUBLISHED,
        ("269", year): UNDEFINED,
        ("350", year): Figure(Decimal("12.5")),
    }


def test_a_zero_twice_is_a_duplicate_too() -> None:
    workbook = book(["Kommune", "2025"], ["Greve", "-"], ["Greve", "-"], ["Køge", "1"])
    fetched = taken(workbook)
    assert odd(fetched) == [("duplicate", 3)]
    assert fetched.figures["x"][("253", period_of("2025"))].value == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("title", "value", "unit", "is_odd"),
    [
        ("Andel, pct.", "81,5", "%", False),
        ("Andel, pct.", "81,5", "kr. pr. indb.", True),
        ("Udgift, 1.000 kr.", "81,5", "kr.", True),
        ("Udgift, mio. kr.", "81,5", "kr.", True),
        ("Udgift, kr.", "81,5", "kr. pr. indb.", False),
        ("Andel", "0,815", "pct.", True),
        ("Andel", "1", "pct.", False),
        ("Andel", "210", "pct.", True),
        ("Andel", "100", "pct.", False),
        ("Antal", "210", "personer", False),
        ("Andel", "81,5 %", "antal", True),
        ("Antal", "81", "antal", False),
        ("Andel, pct.", "81,5", "", False),
    ],
)
def test_another_unit(title: str, value: str, unit: str, is_odd: bool) -> None:
    workbook = book([title], ["Kommune", "2025"], ["Vallensbæk", value])
    assert [code for code, _ in odd(taken(workbook, unit=unit))] == ["wrong_unit"] * is_odd


def test_a_formulas_error_and_a_period_of_another_kind() -> None:
    workbook = book(["Kommune", "Tid", "Andel"], ["Greve", "2025", 5], ["Køge", "2025K1", 6])
    sheet = workbook.sheets[0]
    broken = (*sheet.rows, (*sheet.rows[1][:2], Cell(CellKind.ERROR, "#REF!")))
    workbook = Workbook((replace(sheet, rows=broken),), "")
    fetched = taken(workbook, kind=PeriodKind.YEAR)
    assert odd(fetched) == [("not_a_period", 3), ("formula_error", 4)]


def test_a_day_is_the_period_it_lies_in() -> None:
    rows = [["Kommune", "Dato", "Andel"], ["Greve", date(2026, 7, 1), 5]]
    assert list(taken(book(*rows)).figures["x"]) == [("253", period_of("2026M07"))]  # type: ignore[attr-defined]
    fetched = taken(book(*rows), kind=PeriodKind.QUARTER)
    assert list(fetched.figures["x"]) == [("253", period_of("2026K3"))]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "change",
    [
        {"sheet": 1},
        {"area": 9},
        {"area": -1},
        {"periods": ()},
        {"periods": ((9, "2025"),)},
        {"periods": ((0, "2025"),)},
    ],
)
def test_a_sheet_whose_columns_are_others(change: dict[str, object]) -> None:
    workbook = book(["Kommune", "2025"], ["Greve", 5])
    mapping = replace(guess(workbook), **change)  # type: ignore[arg-type]
    with pytest.raises(Unavailable) as caught:
        mapped(workbook, mapping, code="x")
    assert caught.value.code == UnavailableCode.COLUMNS_CHANGED


def test_nothing_left_is_no_release() -> None:
    workbook = book(["Kommune", "2025"], ["Greve", 5])
    with pytest.raises(Unavailable) as caught:
        mapped(workbook, replace(guess(workbook), header=1), code="x")
    assert caught.value.code == UnavailableCode.NO_FIGURES


CELLS = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.integers(min_value=-3_000, max_value=3_000),
    st.sampled_from(["Kommune", "Greve", "187", "2025", "12,5", "12.5", "..", "pct.", "i alt"]),
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=8))
def test_any_sheet_gives_figures_or_a_reason(rows: list[list[object]]) -> None:
    workbook = book(*rows)
    with contextlib.suppress(Unavailable):
        mapping = guess(workbook, municipality="187")
        assert mapping_of(mapping.as_plain()) == mapping
        mapped(workbook, mapping, code="x", unit="pct.", kind=PeriodKind.YEAR)
