"""Units: which can be compared, and how they are converted."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from retning.core.targets.judging.units import factor, is_a_scale, unit_of, whole
from tests.helpers.targets import units


@pytest.mark.parametrize(
    ("asked", "counted", "times"),
    [
        ("%", "%", 1), ("procent", "%", 1), ("pct.", "%", 1), ("procentpoint", "%", 1),
        ("%", "pr. 100", 1), ("%", "andel", Fraction(1, 100)), ("promille", "%", Fraction(1, 10)),
        ("pr. 1.000", "pr. 10.000", 10), ("%", "pr. 1.000 indb.", 10),
        ("mio. kr.", "kr.", 10**6), ("t.kr.", "kr.", 1000),
        ("1.000 kr.", "mio. kr.", Fraction(1, 1000)),
        ("mia. kr.", "mio. kr.", 1000), ("kroner", "kr.", 1),
        ("kr. pr. borger", "kr. pr. indb.", 1),
        ("kr.", "kr. pr. elev", 1), ("kr. pr. elev", "kr. pr. borger", None),
        ("uger", "dage", 7), ("timer", "minutter", 60), ("dage", "dage i gennemsnit", 1),
        ("år", "måneder", 12), ("måneder", "dage", None), ("arbejdsdage", "dage", None),
        ("ton", "kg", 1000), ("kg pr. borger", "kg pr. indbygger", 1), ("ha", "m2", 10_000),
        ("MWh", "kWh", 1000), ("km", "m", 1000), ("liter", "m3", Fraction(1, 1000)),
        ("dage", "kr.", None), ("%", "kr.", None), ("point", "%", None), ("kr.", "antal", None),
        ("arbejdspladser", "antal", 1), ("borgere", "personer", 1),
        ("mio. borgere", "borgere", 10**6),
        ("", "%", 1), ("dage", "", 1), ("karakter", "indeks", 1),
    ],
)  # fmt: skip
def test_factors(asked, counted, times):
    assert factor(asked, counted) == times


@pytest.mark.parametrize(
    ("unit", "all_of_them"),
    [("%", 100), ("andel", 1), ("‰", 1000), ("pr. 100", 100), ("kr.", None), ("", None)],
)
def test_what_the_whole_is(unit, all_of_them):
    assert whole(unit) == all_of_them


@pytest.mark.parametrize(
    ("unit", "is_one"), [("", True), ("1-5", True), ("point", True), ("%", False), ("dage", False)]
)
def test_scales(unit, is_one):
    assert is_a_scale(unit) is is_one


@settings(max_examples=80)
@given(units, units)
def test_any_unit_is_one(asked, counted):
    assert unit_of(asked).scale > 0
    forth, back = factor(asked, counted), factor(counted, asked)
    assert (forth is None) == (back is None)
    assert forth is None or forth * back == 1


@pytest.mark.parametrize(
    "unit", ["pr. 0", "pr. ...", "pr.", "/", "1000", "mio.", "t.", "pr. 1.000.000"]
)
def test_odd_ones(unit):
    assert unit_of(unit).scale > 0
