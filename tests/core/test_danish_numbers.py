"""Quantities as people write them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.danish.numbers import Form, number, quantities


@pytest.mark.parametrize(
    ("text", "value", "unit", "per", "form"),
    [
        ("3.000 boliger", Decimal(3000), "", "", Form.PLAIN),
        ("3000 boliger", Decimal(3000), "", "", Form.PLAIN),
        ("1,5 %", Decimal("1.5"), "%", "", Form.PERCENT),
        ("12pct.", Decimal(12), "%", "", Form.PERCENT),
        ("tyve procent", Decimal(20), "%", "", Form.PERCENT),
        ("20 pro- cent", Decimal(20), "%", "", Form.PERCENT),
        ("70 procents reduktion", Decimal(70), "%", "", Form.PERCENT),
        ("2 %-point", Decimal(2), "procentpoint", "", Form.POINTS),
        ("2 procentpoint", Decimal(2), "procentpoint", "", Form.POINTS),
        ("1,5 pct. point", Decimal("1.5"), "procentpoint", "", Form.POINTS),
        ("syv ud af ti", Fraction(7, 10), "", "", Form.RATIO),
        ("3 af 4 elever", Fraction(3, 4), "", "", Form.RATIO),
        ("hver tiende borger", Fraction(1, 10), "", "", Form.RATIO),
        ("en fjerdedel", Fraction(1, 4), "", "", Form.FRACTION),
        ("to tredjedele", Fraction(2, 3), "", "", Form.FRACTION),
        ("halvdelen", Fraction(1, 2), "", "", Form.FRACTION),
        ("halvandet år", Decimal("1.5"), "år", "", Form.PLAIN),
        ("to et halvt minut", Decimal("2.5"), "minutter", "", Form.PLAIN),
        ("femoghalvfjerds kroner", Decimal(75), "kr.", "", Form.PLAIN),
        ("25 mio. kr.", Decimal(25), "mio. kr.", "", Form.PLAIN),
        ("2.500 kr. pr. borger", Decimal(2500), "kr.", "borger", Form.PLAIN),
        ("11,5 dage pr. medarbejder", Decimal("11.5"), "dage", "medarbejder", Form.PLAIN),
        ("40 ha", Decimal(40), "ha", "", Form.PLAIN),
    ],
)
def test_one_quantity(
    text: str, value: Decimal | Fraction, unit: str, per: str, form: Form
) -> None:
    (found,) = quantities(text)
    assert (found.value, found.unit, found.per, found.form) == (value, unit, per, form)


def test_short_range_takes_the_thousands_of_its_end() -> None:
    (found,) = quantities("3-4.000 arbejdspladser")
    assert (found.value, found.high) == (Decimal(3000), Decimal(4000))


def test_falling_numbers_are_no_range() -> None:
    (found,) = quantities("4-3 %")
    assert found.high is None


def test_what_others_are_counted_by_is_no_quantity() -> None:
    assert quantities("indlæggelser pr. 1.000 borgere") == []


@pytest.mark.parametrize("text", ["hvert år", "hver anden uge", "en kommune", "kl", "co2", ""])
def test_no_quantity(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize("text", ["mange", "1,2,3", "", "12a", "--"])
def test_no_number(text: str) -> None:
    assert number(text) is None


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=999_999))
def test_what_is_written_is_read_exactly(whole: int, decimals: int) -> None:
    grouped = f"{whole:,}".replace(",", ".")
    text = f"{grouped},{decimals:06d}"
    assert number(text) == Decimal(f"{whole}.{decimals:06d}")


@given(st.integers(min_value=0, max_value=10**9))
def test_a_share_is_found_with_its_place(whole: int) -> None:
    text = f"mindst {whole} % af dem"
    (found,) = quantities(text)
    assert found.value == whole
    assert text[found.start : found.end] == f"{whole} %"


@given(st.text(max_size=400))
def test_places_lie_in_any_text_and_never_overlap(text: str) -> None:
    last = 0
    for found in quantities(text):
        assert last <= found.start < found.end <= len(text)
        last = found.end
