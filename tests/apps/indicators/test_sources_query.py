"""What an indicator may ask its source for; and sums and shares of what it is answered."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.sources.deriving import added, rounded
from retning.apps.indicators.sources.query import (
    JobindsatsQuery,
    NoegletalQuery,
    Query,
    query_of,
)
from retning.apps.indicators.sources.reply import SUPPRESSED, Unavailable, UnavailableCode
from retning.core.benchmark.figures import Figure


def asked(**plain: object) -> Query:
    return query_of(SourceKind.STATBANK, plain)


@pytest.mark.parametrize(
    ("plain", "says"),
    [
        ({"tabel": "X"}, "no 'tabel'"),
        ({"select": ["H40"]}, "`select`"),
        ({"select": {"HFUDD": "H40"}}, "a list of codes"),
        ({"select": {"HFUDD": []}}, "a list of codes"),
        ({"over": {"HFUDD": ["TOT"]}}, "needs `decimals`"),
        ({"over": {}, "decimals": 1}, "divided by itself"),
        ({"select": {"A": ["1"]}, "over": {"A": ["1"]}, "decimals": 1}, "divided by itself"),
        ({"times": 100}, "go with `over`"),
        ({"over": {"HFUDD": ["TOT"]}, "decimals": 9}, "whole number"),
        ({"over": {"HFUDD": ["TOT"]}, "decimals": 1, "times": 0}, "above 0"),
        ({"over": {"HFUDD": ["TOT"]}, "decimals": 1, "times": "NaN"}, "above 0"),
        ({"within": "Q1"}, "no part of a year"),
        ({"over_within": "K1"}, "goes with `over_table`"),
    ],
)
def test_a_query_that_is_none(plain: dict[str, object], says: str) -> None:
    with pytest.raises(Unavailable) as caught:
        asked(**plain)
    assert caught.value.code == UnavailableCode.BAD_QUERY
    assert says in caught.value.detail


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        (SourceKind.NOEGLETAL, {}),
        (SourceKind.NOEGLETAL, {"name": 5}),
        (SourceKind.JOBINDSATS, {}),
        (SourceKind.JOBINDSATS, {"measure": "x", "period": "D"}),
        (SourceKind.JOBINDSATS, {"measure": "x", "latest": 0}),
        (SourceKind.JOBINDSATS, {"measure": "x", "latest": True}),
        (SourceKind.JOBINDSATS, {"measure": "x", "where": ["y"]}),
        (SourceKind.MANUAL, {}),
        (SourceKind.NONE, {}),
    ],
)
def test_queries_of_others_that_are_none(source: SourceKind, plain: dict[str, object]) -> None:
    with pytest.raises(Unavailable) as caught:
        query_of(source, plain)
    assert caught.value.code == UnavailableCode.BAD_QUERY


def test_queries_of_others() -> None:
    assert query_of(SourceKind.NOEGLETAL, {"name": "Indeks"}) == NoegletalQuery("Indeks")
    plain = {"measure": "Pct.", "where": {"Alder": "I alt"}, "latest": 12}
    wanted = JobindsatsQuery("Pct.", {}, {"Alder": "I alt"}, "M", 12, "")
    assert query_of(SourceKind.JOBINDSATS, plain) == wanted


@pytest.mark.parametrize(
    ("number", "decimals", "value"),
    [
        (Fraction(1, 3), 2, "0.33"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(5, 4), 1, "1.3"),
        (Fraction(-5, 4), 1, "-1.3"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(0), 1, "0.0"),
        (Fraction(10**20 + 1, 10**20), 6, "1.000000"),
    ],
)
def test_half_is_rounded_away_from_zero(number: Fraction, decimals: int, value: str) -> None:
    assert str(rounded(number, decimals)) == value


def test_a_sum_is_unknown_as_soon_as_one_part_is() -> None:
    known = Figure(Decimal("0.1"))
    assert added([known, Figure(Decimal("0.2"))]) == Figure(Decimal("0.3"))
    assert added([known, SUPPRESSED, known]) == SUPPRESSED
    assert added([]) == Figure(Decimal(0))
