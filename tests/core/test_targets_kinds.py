"""What can be built as a target, and what is refused."""

from decimal import Decimal
from fractions import Fraction

import pytest

from retning.core.targets import (
    Among,
    Best,
    Change,
    Comparator,
    Compare,
    Deadline,
    Direction,
    Horizon,
    Judged,
    Kind,
    Level,
    Measure,
    Milestone,
    Quantile,
    Rank,
    Ratio,
    Scope,
    SurveyLevel,
    To,
    direction_of,
    kind_of,
)

AT_LEAST = Comparator.AT_LEAST
LANDET = Among(Scope.COUNTRY)


@pytest.mark.parametrize(
    ("comparator", "direction"),
    [
        (Comparator.AT_LEAST, Direction.UP),
        (Comparator.OVER, Direction.UP),
        (Comparator.AT_MOST, Direction.DOWN),
        (Comparator.UNDER, Direction.DOWN),
    ],
)
def test_a_comparator_tells_the_direction(comparator, direction):
    assert direction_of(Level(comparator, Decimal(1))) is direction


def test_kinds_are_the_corpuss_words():
    targets = [
        Level(AT_LEAST, Decimal(85), "%"),
        Ratio(7, 10),
        SurveyLevel(AT_LEAST, Decimal(90), "%"),
        Change(Direction.UP),
        Rank(10, Best.LOWEST),
        Quantile(Fraction(1, 4), Best.BEST),
        Compare(None, To.OTHERS, LANDET),
        Milestone(Deadline(2025)),
        Judged(),
    ]
    assert [kind_of(each) for each in targets] == list(Kind)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1E+15", "1E-10", "0E+41", "1." + "0" * 50])
def test_numbers_without_a_wording_are_refused(number):
    with pytest.raises(ValueError, match="number"):
        Level(AT_LEAST, Decimal(number))


@pytest.mark.parametrize("number", ["999999999999999", "0.000000001", "1E+14", "-0", "4.0"])
def test_numbers_with_a_wording_are_not(number):
    assert Level(AT_LEAST, Decimal(number)).value == Decimal(number)


@pytest.mark.parametrize(
    "name", [" dage", "kg  affald", "to\nlinjer", "»dage«", "d" * 81, "a\u200bb", "dage\u00a0nu"]
)
def test_names_without_a_wording_are_refused(name):
    with pytest.raises(ValueError, match="a name"):
        Level(AT_LEAST, Decimal(1), name)
    with pytest.raises(ValueError, match="a name"):
        Judged(name)
    with pytest.raises(ValueError, match="a name"):
        Among(Scope.GROUP, name)


@pytest.mark.parametrize(
    "build",
    [
        lambda: Deadline(1899),
        lambda: Deadline(2200),
        lambda: Deadline(2025, 13),
        lambda: Deadline(2025, 2, 29),
        lambda: Deadline(2025, None, 1),
        lambda: Horizon(0),
        lambda: Horizon(51),
        lambda: Among(Scope.GROUP),
        lambda: Among(Scope.COUNTRY, "landet"),
        lambda: Level(AT_LEAST, Decimal(1), baseline_year=1066),
        lambda: Ratio(11, 10),
        lambda: Ratio(0, 0),
        lambda: Ratio(-1, 10),
        lambda: SurveyLevel(AT_LEAST, Decimal(4), "point", (1, 5)),
        lambda: SurveyLevel(AT_LEAST, Decimal(4), "", (5, 1)),
        lambda: Change(Direction.UP, Decimal(1)),
        lambda: Change(Direction.UP, is_yearly=True),
        lambda: Change(Direction.DOWN, Decimal(-1), "%", Measure.RELATIVE),
        lambda: Change(Direction.DOWN, Decimal(1), "%", Measure.ABSOLUTE),
        lambda: Change(Direction.DOWN, Decimal(1), "kr.", Measure.RELATIVE),
        lambda: Rank(0, Best.BEST),
        lambda: Quantile(Fraction(1), Best.BEST),
        lambda: Quantile(Fraction(0), Best.BEST),
        lambda: Quantile(Fraction(1, 10**9 + 1), Best.BEST),
        lambda: Compare(None, To.OTHERS, LANDET, unit="%"),
        lambda: Compare(AT_LEAST, To.OTHERS, LANDET, Decimal(0), "%"),
        lambda: Compare(None, To.OTHERS, LANDET, Decimal(-1), "%"),
        lambda: Judged("borgerne", 0),
    ],
)
def test_parts_that_do_not_go_together_are_refused(build):
    with pytest.raises(ValueError, match=r".+"):
        build()


def test_equal_numbers_make_equal_targets():
    one = Level(AT_LEAST, Decimal("4.0"), "%")
    assert one == Level(AT_LEAST, Decimal(4), "%")
    assert hash(one) == hash(Level(AT_LEAST, Decimal(4), "%"))


def test_direction_of_every_kind():
    assert direction_of(Rank(10, Best.LOWEST)) is Direction.DOWN
    assert direction_of(Quantile(Fraction(1, 4), Best.BEST)) is Direction.BETTER
    assert direction_of(Compare(None, To.OTHERS, LANDET)) is None
    assert direction_of(Compare(Comparator.UNDER, To.AVERAGE, LANDET)) is Direction.DOWN
    assert direction_of(Change(Direction.BETTER)) is Direction.BETTER
    assert direction_of(Milestone(Deadline(2025))) is None
    assert direction_of(Judged("borgerne")) is None
