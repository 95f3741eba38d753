"""An indicator's figures of several of a table's: sums, differences and shares, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from retning.apps.indicators.sources.reply import UNDEFINED, Cell
from retning.core.benchmark.figures import Figure, State


def added(parts: Iterable[Figure]) -> Figure:
    """The sum; unknown as soon as one part is."""
    total = Decimal(0)
    for part in parts:
        if part.value is None:
            return part
        total += part.value
    return Figure(total)


def taken_away(figures: Mapping[Cell, Figure], less: Mapping[Cell, Figure]) -> dict[Cell, Figure]:
    """The first minus the second, where both say something."""
    found = {}
    for cell, figure in figures.items():
        other = less.get(cell)
        if other is None:
            continue
        if figure.value is None or other.value is None:
            found[cell] = figure if figure.value is None else other
        else:
            found[cell] = Figure(figure.value - other.value)
    return found


def divided(
    figures: Mapping[Cell, Figure],
    over: Mapping[Cell, Figure],
    *,
    times: Decimal,
    decimals: int,
) -> dict[Cell, Figure]:
    """The first over the second, times `times`, half rounded up (away from 0); undefined where
    the second is 0. A cell that only one of them has is left out."""
    found = {}
    for cell, figure in figures.items():
        other = over.get(cell)
        if other is None:
            continue
        if figure.value is None or other.value is None:
            found[cell] = figure if figure.value is None else other
        elif other.value == 0:
            found[cell] = UNDEFINED
        else:
            share = Fraction(figure.value) * Fraction(times) / Fraction(other.value)
            found[cell] = Figure(rounded(share, decimals), State.KNOWN)
    return found


def rounded(number: Fraction, decimals: int) -> Decimal:
    """Half away from zero, as statistics are rounded.

    >>> rounded(Fraction(5, 4), 1), rounded(Fraction(-5, 4), 1)
    (Decimal('1.3'), Decimal('-1.3'))
    """
    scaled = abs(number) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if number < 0 else whole).scaleb(-decimals)
