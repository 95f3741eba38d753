"""Numbers as people write them in cells."""

from __future__ import annotations

from decimal import Decimal

import pytest

from retning.apps.indicators.sources.reply import OddityCode
from retning.apps.indicators.sources.sheets.sheet import Cell, CellKind
from retning.apps.indicators.sources.sheets.words import decimal_of, number_of


@pytest.mark.parametrize(
    ("text", "decimal", "value", "oddity"),
    [
        ("12,5", ",", "12.5", None),
        ("1.234,5", ",", "1234.5", None),
        ("1.234", ",", "1234", None),
        ("12.5", ",", "12.5", "mixed_decimals"),
        ("1,234.5", ",", "1234.5", "mixed_decimals"),
        ("1 234,5", ",", "1234.5", None),
        ("1\u00a0234", ",", "1234", None),
        ("12.5", ".", "12.5", None),
        ("1,234", ".", "1234", None),
        ("12,5", ".", "12.5", "mixed_decimals"),
        ("−3,5", ",", "-3.5", None),
        ("75 kr.", ",", "75", None),
        ("0,1234567", ",", "0.123457", None),
        ("12,5,5", ",", None, None),
        ("1.23.4", ",", None, None),
        ("ca. 5", ",", None, None),
        ("", ",", None, None),
        ("1" * 40, ",", None, None),
        ("٣", ",", None, None),
    ],
)
def test_numbers_as_people_write_them(
    text: str, decimal: str, value: str | None, oddity: str | None
) -> None:
    number = number_of(Cell(CellKind.TEXT, text), decimal=decimal)
    if value is None:
        assert number is None
    else:
        assert number is not None
        assert (number.value, number.oddity) == (Decimal(value), oddity)


def test_a_number_that_can_be_read_in_two_ways() -> None:
    cell = Cell(CellKind.TEXT, "1.234")
    number = number_of(cell, decimal=",", has_points=True)
    assert number is not None
    assert number.oddity == OddityCode.AMBIGUOUS_NUMBER
    assert decimal_of(["12,5", "12.5", "13,5"]) == (",", True)
    assert decimal_of(["12.5", "1.234"]) == (".", False)
