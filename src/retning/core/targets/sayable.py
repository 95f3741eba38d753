"""What can stand in a target: the numbers, years and names that have a wording in both languages.

Everything here raises `ValueError` and else returns nothing; None passes.
"""

from decimal import Decimal
from fractions import Fraction

FIRST_YEAR, LAST_YEAR = 1900, 2199
MOST_DIGITS = 15
"""Digits before the decimal mark."""
MOST_DECIMALS = 9
MOST_WRITTEN = 40
"""Digits that a number may be written in, zeros at its end included."""
LARGEST_COUNT = 10**9
LONGEST_NAME = 80
QUOTES = '"»«“”„'
"""What a name is put in where it would be misread bare, and so never holds."""


def check_number(number: Decimal | None) -> None:
    """A finite number of at most 15 digits and 9 decimals."""
    if number is None:
        return
    if not number.is_finite():
        raise ValueError("a number is finite")
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or len(digits) > MOST_WRITTEN or abs(exponent) > MOST_WRITTEN:
        raise ValueError("a number is written in at most 40 digits")
    if number == 0:
        return
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    if number.adjusted() >= MOST_DIGITS or exponent + zeros < -MOST_DECIMALS:
        raise ValueError("a number has at most 15 digits and 9 decimals")


def check_year(year: int | None) -> None:
    """A year of four digits, 1900 to 2199."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("a year lies from 1900 to 2199")


def check_count(count: int) -> None:
    """A whole number up to a thousand million."""
    if count > LARGEST_COUNT:
        raise ValueError("a count is at most a thousand million")


def check_share(share: Fraction) -> None:
    """A fraction with a denominator up to a thousand million."""
    check_count(share.denominator)


def check_name(name: str) -> None:
    """A unit, a group or a region: one line of at most 80 printable characters, without quotation
    marks, with single blanks between its words; empty where there is none."""
    if len(name) > LONGEST_NAME:
        raise ValueError("a name is at most 80 characters")
    if not name.isprintable() or name != " ".join(name.split()):
        raise ValueError("a name is one line with single blanks")
    if any(quote in name for quote in QUOTES):
        raise ValueError("a name holds no quotation marks")
