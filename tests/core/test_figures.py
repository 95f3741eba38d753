"""Panels: what stands in them, packed and unpacked, exact."""

from array import array
from decimal import Decimal

import pytest

from retning.core.benchmark.figures import (
    Figure,
    NoSuchFigures,
    Panel,
    State,
    decimals_of,
    panel_of,
    unpacked,
)
from retning.core.periods import Period, PeriodKind, period_of
from tests.helpers.measured import panel

Y2018, Y2019 = period_of("2018"), period_of("2019")
ROWS = {
    "2018": {"187": "32.05", "101": "..", "000": "40"},
    "2019": {"187": "-33.1", "101": "M", "147": "U"},
}


def test_missing_is_told_apart_from_zero():
    one = panel({"2019": {"101": "0", "147": "", "151": "..", "153": "M", "155": "U"}})
    states = [one.at(area, Y2019).state for area in ("101", "147", "151", "153", "155")]
    assert states == [
        State.KNOWN, State.MISSING, State.SUPPRESSED, State.NOT_PUBLISHED, State.UNDEFINED,
    ]  # fmt: skip
    assert one.at("101", Y2019).value == 0
    assert one.at("999", Y2019) == one.at("101", Y2018) == Figure(None, State.MISSING)


def test_figures_are_whole_numbers_of_the_most_exact_one():
    one = panel(ROWS, areas=("187",))
    assert one.areas == ("187", "000", "101", "147")
    assert one.decimals == 2
    assert one.scaled_in(Y2018) == {"187": 3205}
    assert one.scaled_in(Y2019) == {"187": -3310}
    assert one.scaled_in(period_of("2017")) == {}
    assert one.at("187", Y2019).value == Decimal("-33.1")
    assert one.value(3205) == Decimal("32.05")


def test_history():
    one = panel(ROWS)
    assert [(period.code, figure.value) for period, figure in one.history("187")] == [
        ("2018", Decimal("32.05")),
        ("2019", Decimal("-33.10")),
    ]
    assert one.history("147")[0][1].state is State.MISSING
    assert one.history("999") == []


def test_packed_and_unpacked_are_the_same():
    one = panel(ROWS)
    again = unpacked(one.packed())
    assert again == one
    assert again.packed() == one.packed()
    empty = panel({})
    assert unpacked(empty.packed()) == empty


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"{}",
        b"nothing\n",
        b'{"areas":["187"],"periods":["2019"],"decimals":0}\n\0\0',
        b"[]\n1",
    ],
)
def test_what_was_not_packed_here(packed):
    with pytest.raises(NoSuchFigures):
        unpacked(packed)


def test_a_cut_off_packet():
    with pytest.raises(NoSuchFigures):
        unpacked(panel(ROWS).packed()[:-1])


@pytest.mark.parametrize(
    ("values", "decimals"),
    [(["1", "2.50"], 1), (["0.125"], 3), (["100"], 0), (["1E+3"], 0), ([], 0)],
)
def test_decimals(values, decimals):
    assert decimals_of(Decimal(value) for value in values) == decimals


def test_a_figure_that_is_too_large():
    with pytest.raises(ValueError, match="too large"):
        panel_of({("187", Y2019): Figure(Decimal(10**19))})


@pytest.mark.parametrize(
    ("periods", "cells"),
    [
        ((Y2019,), 1),  # two are needed
        ((Y2019, Y2018), 4),
        ((Y2018, Y2018), 4),
        ((Y2018, Period(PeriodKind.MONTH, 2019, 1)), 4),
    ],
)
def test_what_is_no_panel(periods, cells):
    with pytest.raises(ValueError, match=r"."):
        Panel(("101", "187"), periods, 0, array("q", [0] * cells), bytes(cells))
