"""The national matrix, held against the scalar judge cell by cell."""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import islice

import numpy as np
import pytest

from retning.core.benchmark.averages import median
from retning.core.benchmark.matrix import (
    Means,
    cuts_of,
    difference,
    medians_of,
    places_of,
    weighted_means,
)
from retning.core.benchmark.ranking import asked_for, place_of
from retning.core.targets import Comparator, Level, Reason, Status, Ties, typed
from retning.core.targets.national import REASONS, STATUSES
from retning.core.targets.national_rules import judge_nationally
from tests.helpers.national import country_of, numbers, unlike

RULES = [
    "mindst 0,8 %",
    "under 5 kr., i forhold til 2001",
    "over 7,25",
    "højst 1,05 i 2006",
    "mindst 3 i 1999",
    "7 ud af 10",
    "højst 1 ud af 10 i byrådsperioden",
    "mindst 9 % af de adspurgte",
    "mindst 4 på en skala fra 1 til 5",
    "skal stige",
    "skal forbedres",
    "skal være lavere end i 2002",
    "skal falde over de næste fire år",
    "5 % højere end i 2003",
    "150 % lavere",
    "skal falde med 10 % om året, regnet fra 2001",
    "skal stige med mindst 1,5 procentpoint om året, regnet fra 2001",
    "2,5 flere dage",
    "skal være højere end i 1999",
    "i top 5 blandt kommunerne",
    "i top 5 i landet med den laveste værdi i 2005",
    "i top 2 blandt nabokommunerne med den højeste værdi",
    "bedst i regionen",
    "i top 3 blandt 6-byerne med den laveste værdi",
    "i top 3 i Region Syd med den laveste værdi",
    "blandt de 25 % bedste i landet",
    "blandt de 10 % laveste i landet",
    "blandt den højeste tredjedel i regionen",
    "under gennemsnittet i landet",
    "højere end i nabokommunerne",
    "på niveau med landet",
    "på niveau med gennemsnittet i regionen",
    "højst 0,5 procentpoint over gennemsnittet i landet",
    "mindst 2 dage under landet",
    "højst 10 % fra gennemsnittet i Region Nord",
    "mindst 5 % over gennemsnittet blandt 6-byerne",
]
CELLS = 100
"""Of each of the rules, in each of three countries: over 10,000."""


@cache
def _country(size, ties):
    return country_of(9, 20, 8, size=size, ties=ties)


@pytest.mark.parametrize("said", RULES)
@pytest.mark.parametrize(
    ("size", "ties"), [(1, Ties.STANDARD), (1, Ties.STRICT), (10**14, Ties.STANDARD)]
)
def test_every_cell_is_as_the_scalar_judge_says(said, size, ties):
    national = _country(size, ties)
    target = typed(said)
    judgements = judge_nationally(national, target)
    sampled = [number % national.scaled.size for number in islice(numbers(len(said)), CELLS)]
    assert unlike(national, target, judgements, sampled) == []
    assert judgements.status.shape == national.scaled.shape


def test_the_sample_holds_every_verdict_there_can_be():
    """Else the comparison above would say little."""
    national = _country(1, Ties.STANDARD)
    statuses, reasons = set(), set()
    for said in RULES:
        judgements = judge_nationally(national, typed(said))
        statuses |= {STATUSES[each] for each in np.unique(judgements.status)}
        reasons |= {REASONS[each] for each in np.unique(judgements.reason)}
    assert statuses == set(Status) - {Status.OFF_TRACK}  # which takes an outlook
    assert reasons == {
        None, Reason.MISSING, Reason.SUPPRESSED, Reason.NOT_PUBLISHED, Reason.UNDEFINED,
        Reason.NO_FIGURES, Reason.COVERAGE, Reason.BREAK, Reason.NO_BASELINE, Reason.NO_GROUP,
        Reason.NO_POLARITY, Reason.UNIT,
    }  # fmt: skip


def _rows(count, width, highest):
    chance = numbers(7)
    scaled = np.array([next(chance) % highest for _ in range(count * width)], dtype=np.int64)
    known = np.array([next(chance) % 10 > 0 for _ in range(count * width)])
    return scaled.reshape(count, width), known.reshape(count, width)


@pytest.mark.parametrize("lowest", [True, False])
@pytest.mark.parametrize("strict", [True, False])
def test_places_and_what_a_cut_asks_for(lowest, strict):
    scaled, known = _rows(60, 13, 9)
    places = places_of(scaled, known)
    for cut in (0, 1, 4, 13, 20):
        asked, exists = places.asked_for(np.full(60, cut), lowest=lowest, strict=strict)
        for row in range(60):
            figures = scaled[row][known[row]].tolist()
            expected = asked_for(figures, cut, lowest=lowest, strict=strict)
            assert (int(asked[row]) if exists[row] else None) == expected
    ranks = places.from_lowest if lowest else places.from_highest
    for row, column in np.argwhere(known):
        figures = scaled[row][known[row]].tolist()
        expected = place_of(int(scaled[row, column]), figures, lowest=lowest)
        assert (ranks[row, column], places.tied[row, column]) == (expected.rank, expected.tied)
        assert places.n[row] == expected.n


def test_the_largest_figure_is_told_from_what_is_missing():
    largest = np.iinfo(np.int64).max
    scaled = np.array([[largest, 0, largest, 3]], dtype=np.int64)
    places = places_of(scaled, np.array([[True, False, True, True]]))
    assert places.from_lowest[0].tolist()[::2] == [2, 2]
    assert places.from_highest[0].tolist()[::2] == [1, 1]
    assert places.tied[0].tolist()[::2] == [1, 1]


def test_cuts_are_floors_of_exact_shares():
    n = np.array([98, 100, 0, 7], dtype=np.int16)
    assert cuts_of(Fraction(1, 4), n).tolist() == [24, 25, 0, 1]
    assert cuts_of(Fraction(29, 100), n).tolist() == [28, 29, 0, 2]


def test_medians_are_doubled():
    scaled, known = _rows(30, 8, 50)
    doubled = medians_of(places_of(scaled, known))
    for row in range(30):
        figures = scaled[row][known[row]].tolist()
        if figures:
            assert Fraction(int(doubled[row]), 2) == median(figures)


def test_means_outside_64_bits_are_exact():
    scaled = np.array([[2**62, 2**62 - 1, 5]], dtype=np.int64)
    weights = np.array([3, 2**40, 1], dtype=np.int64)
    means, is_whole = weighted_means(scaled, np.array([[True, True, False]]), weights)
    assert means.sums[0] == 3 * 2**62 + (2**62 - 1) * 2**40
    assert (means.counts[0], is_whole[0]) == (3 + 2**40, True)


def test_a_mean_is_rounded_away_from_zero():
    means = Means(np.array([5, -5, 4, -4, 7]), np.array([2, 2, 3, 3, 7]))
    assert means.rounded().tolist() == [3, -3, 1, -1, 1]


@pytest.mark.parametrize("times", [Fraction(10**20 + 1, 10**20), Fraction(7, 3), 0, 10**400])
def test_differences_are_exact_however_near(times):
    left = np.array([2**62, 7, -7, 0, 2**61 + 1, 1], dtype=np.int64)
    right = np.array([2**62, 3, -3, 0, 2**61, -(2**60)], dtype=np.int64)
    exact = [int(a) - Fraction(times) * int(b) for a, b in zip(left, right, strict=True)]
    expected = [(each > 0) - (each < 0) for each in exact]
    assert difference(left, times, right).tolist() == expected


def test_a_threshold_outside_64_bits_holds_for_none_or_all():
    national = _country(1, Ties.STANDARD)
    for comparator, is_met in ((Comparator.AT_LEAST, False), (Comparator.AT_MOST, True)):
        judgements = judge_nationally(national, Level(comparator, Decimal("9E+14")))
        assert set(judgements.met.ravel().tolist()) == {is_met}
    tens = Level(Comparator.AT_LEAST, Decimal("9E+14"), "mia. kr.")
    assert not judge_nationally(national, tens).met.any()
