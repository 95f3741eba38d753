"""How many of those compared have a figure, and how many must."""

from __future__ import annotations

from fractions import Fraction

LEAST_COVERAGE = Fraction(9, 10)


def covers(known: int, of: int) -> bool:
    """Whether enough of those compared have a figure: 90 % of them, and one at least."""
    return known > 0 and known >= LEAST_COVERAGE * of
