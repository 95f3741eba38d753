"""Ranks, cuts, averages, coverage and peers, exact."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retning.core.benchmark.averages import can_be_average, median, plain_mean, weighted_mean
from retning.core.benchmark.coverage import covers
from retning.core.benchmark.peers import is_municipality, most_alike, municipalities
from retning.core.benchmark.ranking import Place, asked_for, cut_of, place_of


def test_standard_competition_ranking():
    figures = [10, 20, 20, 20, 30]
    ranks = [place_of(each, figures, lowest=True) for each in figures]
    assert ranks == [Place(1, 0, 5), *[Place(2, 2, 5)] * 3, Place(5, 0, 5)]
    assert [place.strict_rank for place in ranks] == [1, 4, 4, 4, 5]
    assert place_of(20, figures, lowest=False).rank == 2
    assert place_of(30, figures, lowest=False).rank == 1


@pytest.mark.parametrize(
    ("share", "n", "cut"),
    [
        (Fraction(1, 4), 98, 24),
        (Fraction(29, 100), 100, 29),
        (Fraction(1, 10), 98, 9),
        (Fraction(1, 3), 98, 32),
        (Fraction(1, 3), 99, 33),
        (Fraction(1, 100), 98, 0),
        (Fraction(999, 1000), 98, 97),
    ],
)
def test_cuts(share, n, cut):
    assert cut_of(share, n) == cut


@pytest.mark.parametrize(
    ("cut", "lowest", "strict", "asked"),
    [
        (0, True, False, None),
        (1, True, False, 10),
        (2, True, False, 20),
        (2, True, True, 10),
        (4, True, True, 20),
        (5, True, True, 30),
        (9, True, True, 30),
        (1, False, False, 30),
        (2, False, False, 20),
        (3, False, True, 30),
        (4, False, True, 20),
    ],
)
def test_what_a_cut_asks_for(cut, lowest, strict, asked):
    assert asked_for([20, 10, 20, 30, 20], cut, lowest=lowest, strict=strict) == asked


def test_when_all_tie_a_strict_cut_asks_for_what_nobody_has():
    assert asked_for([5, 5, 5], 2, lowest=True, strict=True) is None
    assert asked_for([5, 5, 5], 3, lowest=True, strict=True) == 5
    assert asked_for([], 3, lowest=True, strict=False) is None


@settings(max_examples=60)
@given(st.lists(st.integers(-5, 5), min_size=1, max_size=30), st.booleans())
def test_a_rank_is_one_more_than_those_better(figures, lowest):
    own = figures[0]
    place = place_of(own, figures, lowest=lowest)
    better = [each for each in figures if (each < own if lowest else each > own)]
    assert place.rank == len(better) + 1
    assert place.strict_rank == len(better) + figures.count(own)
    assert place.n == len(figures)


def test_means_and_medians():
    assert plain_mean([1, 1, 2]) == Fraction(4, 3)
    assert plain_mean([]) is None
    assert weighted_mean({"a": 10, "b": 20}, {"a": 3, "b": 1, "c": 9}) == Fraction(25, 2)
    assert weighted_mean({"a": 10, "b": 20}, {"a": 3}) is None
    assert weighted_mean({"a": 10}, {"a": 0}) is None
    assert weighted_mean({}, {}) is None
    assert median([3, 1, 2]) == 2
    assert median([4, 1, 2, 3]) == Fraction(5, 2)
    assert median([]) is None


def test_a_total_lies_outside_its_parts():
    assert can_be_average(15, [10, 20])
    assert can_be_average(20, [10, 20])
    assert not can_be_average(30, [10, 20])
    assert not can_be_average(9, [10, 20])
    assert can_be_average(9, [])


@pytest.mark.parametrize(
    ("known", "of", "is_enough"),
    [(89, 98, True), (88, 98, False), (9, 10, True), (0, 0, False), (1, 1, True), (0, 5, False)],
)
def test_coverage(known, of, is_enough):
    assert covers(known, of) is is_enough


@pytest.mark.parametrize(
    ("area", "is_one"),
    [
        ("101", True), ("187", True), ("860", True), ("000", False), ("084", False), ("11", False),
        ("411", False), ("997", False), ("998", False), ("1871", False), ("x87", False),
        ("", False),
    ],
)  # fmt: skip
def test_what_is_a_municipality(area, is_one):
    assert is_municipality(area) is is_one
    assert municipalities([area]) == ((area,) if is_one else ())


def test_those_most_alike_on_stated_measures():
    people = {"101": 600_000, "187": 16_000, "190": 19_000, "157": 75_000, "161": 23_000}
    income = {"101": 170, "187": 200, "190": 210, "157": 390, "161": 170, "230": 400}
    alike = most_alike("187", [people, income], 2)
    assert [area for area, _ in alike] == ["190", "161"]
    # The others' median distances are 33,000 people (7,000 and 59,000) and 30 of income.
    assert alike[0][1] == Fraction(3_000, 33_000) + Fraction(10, 30)
    assert most_alike("187", [people, income], 99)[-1][0] == "101"
    assert most_alike("187", [], 2) == ()
    assert most_alike("230", [people, income], 2) == ()


def test_measures_on_which_all_are_the_same_tell_nothing():
    assert most_alike("a", [{"a": 1, "c": 1, "b": 1}], 2) == (("b", 0), ("c", 0))
