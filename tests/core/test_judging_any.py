"""Judging is total, monotone, and blind to the order of municipalities."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from retning.core.benchmark.figures import COUNTRY, Break, Figure, Panel, State, panel_of
from retning.core.periods import Period, PeriodKind
from retning.core.targets import (
    Among,
    Best,
    Comparator,
    Direction,
    Level,
    Measured,
    Peers,
    Quantile,
    Rank,
    Reason,
    Scope,
    Status,
    Ties,
    judge,
    said_status,
    say_verdict,
)
from tests.helpers.targets import amongs, numbers, shares, targets, units

AREAS = ("101", "147", "187", "190", COUNTRY, "084", "411")
STATES = [state for state in State if state is not State.KNOWN]

figures = st.one_of(
    st.decimals(-(10**9), 10**9, places=2).map(Figure),
    st.integers(0, 3).map(lambda each: Figure(Decimal(each))),
    st.sampled_from([Figure(None, state) for state in STATES]),
)
kinds = st.sampled_from(PeriodKind)


@st.composite
def panels(draw: st.DrawFn) -> Panel:
    kind = draw(kinds)
    years = draw(st.lists(st.sampled_from([1900, 2015, 2018, 2019, 2020, 2199]), unique=True))
    cells = {
        (area, Period(kind, year, draw(st.integers(1, kind.a_year)))): draw(figures)
        for year in years
        for area in draw(st.lists(st.sampled_from(AREAS), unique=True))
    }
    return panel_of(cells)


areas = st.frozensets(st.sampled_from(AREAS))
days = st.dates(date(1900, 1, 1), date(2300, 1, 1))
measureds = st.builds(
    Measured,
    panels(),
    st.sampled_from(["187", "101", "999"]),
    unit=st.one_of(st.sampled_from(["%", "kr.", "", "dage", "1-5", "andel", "pr. 1.000"]), units),
    polarity=st.sampled_from([None, *Direction]),
    breaks=st.lists(st.builds(Break, st.builds(Period, kinds, st.integers(2010, 2020)))).map(tuple),
    peers=st.builds(Peers, areas, areas, st.dictionaries(st.just("6-byerne"), areas)),
    population=st.dictionaries(st.sampled_from(AREAS), st.integers(-1, 10**6)),
    ties=st.sampled_from(Ties),
    period=st.none() | st.tuples(st.integers(1900, 2199), st.integers(1900, 2199)),
    has_source=st.booleans(),
    is_representative=st.booleans(),
    answers=st.none() | st.integers(0, 10**6),
    done_on=st.none() | days,
    proof=st.sampled_from(["", "referat"]),
    opinion=st.none() | st.booleans(),
    judged_on=st.none() | days,
)
outlooks = st.none() | st.floats(0, 1)


@settings(max_examples=200)
@given(targets, measureds, days, outlooks)
def test_every_target_has_a_verdict_and_every_verdict_a_sentence(target, measured, on, outlook):
    verdict = judge(target, measured, on=on, outlook=outlook)
    assert (verdict.status is Status.UNKNOWN) == (verdict.reason is not None)
    assert (verdict.met_now is None) == (verdict.status is Status.UNKNOWN)
    if verdict.status is Status.MET:
        assert verdict.met_now
    if verdict.status in {Status.MISSED, Status.NOT_MET}:
        assert not verdict.met_now
    if verdict.gap is not None:
        assert verdict.gap <= 0 if verdict.met_now else verdict.gap >= 0
    for language in ("da", "en"):
        said = say_verdict(verdict, target, measured, language, proxy="x")
        assert said
        assert said_status(verdict.status, language)


@given(numbers, numbers, st.sampled_from(Comparator))
def test_a_level_that_a_figure_holds_a_better_one_holds_too(figure, threshold, comparator):
    target = Level(comparator, threshold)
    better = Fraction(figure) + (1 if comparator.direction is Direction.UP else -1)
    if abs(figure) * 10**9 >= 2**62 or abs(better) * 10**9 >= 2**62:
        return
    one, other = (_alone(each) for each in (figure, Decimal(better.numerator) / better.denominator))
    held = judge(target, one, on=date(2019, 12, 31)).met_now
    assert not held or judge(target, other, on=date(2019, 12, 31)).met_now


def _alone(figure: Decimal) -> Measured:
    return Measured(panel_of({("187", Period(PeriodKind.YEAR, 2019)): Figure(figure)}), "187")


ROWS = st.lists(st.integers(0, 8), min_size=2, max_size=25)


def _ranked(row: list[int], own: int, **known: object) -> Measured:
    codes = [str(code) for code in range(101, 101 + len(row))]
    cells = {
        (code, Period(PeriodKind.YEAR, 2019)): Figure(Decimal(each))
        for code, each in zip(codes, row, strict=True)
    }
    return Measured(panel_of(cells), codes[own], **known)


@settings(max_examples=40)
@given(ROWS, st.randoms(use_true_random=False), shares, st.sampled_from(Ties))
def test_the_order_of_municipalities_does_not_matter(row, shuffle, share, ties):
    order = list(range(len(row)))
    shuffle.shuffle(order)
    target = Quantile(share, Best.LOWEST)
    one = judge(target, _ranked(row, 0, ties=ties), on=date(2019, 12, 31))
    moved = _ranked([row[place] for place in order], order.index(0), ties=ties)
    other = judge(target, moved, on=date(2019, 12, 31))
    assert (one.standing, one.status, one.gap) == (other.standing, other.status, other.gap)


@given(
    ROWS, st.integers(1, 30), st.sampled_from(Ties), st.sampled_from([Best.LOWEST, Best.HIGHEST])
)
def test_who_is_inside_is_as_good_as_what_the_cut_asks_for(row, at_most, ties, best):
    """The threshold of a rank says the same as the rank, for everybody at once."""
    target = Rank(at_most, best)
    inside = 0
    for own, figure in enumerate(row):
        verdict = judge(target, _ranked(row, own, ties=ties), on=date(2019, 12, 31))
        asked = verdict.threshold
        inside += bool(verdict.met_now)
        if asked is None:
            assert not verdict.met_now
        else:
            as_good = figure <= asked if best is Best.LOWEST else figure >= asked
            assert verdict.met_now is as_good
    if ties is Ties.STRICT:
        assert inside <= at_most
    else:
        assert inside >= min(at_most, len(row))


@settings(max_examples=40)
@given(ROWS, st.integers(1, 25))
def test_a_wider_cut_holds_all_that_a_narrower_one_does(row, at_most):
    measured = _ranked(row, 0)
    narrow, wide = (
        judge(Rank(each, Best.HIGHEST), measured, on=date(2019, 12, 31)).met_now
        for each in (at_most, at_most + 1)
    )
    assert wide or not narrow


@settings(max_examples=40)
@given(amongs, shares)
def test_who_is_compared_is_known_or_said_not_to_be(among, share):
    measured = _ranked([1, 2, 3], 0)
    verdict = judge(Quantile(share, Best.LOWEST, among), measured, on=date(2019, 12, 31))
    everybody = among.scope in {Scope.COUNTRY, Scope.MUNICIPALITIES}
    assert (verdict.reason is Reason.NO_GROUP) is not everybody


def test_a_name_is_found_whatever_its_capitals():
    measured = replace(
        _ranked([1, 2, 3], 0), peers=Peers(groups={"6-byerne": frozenset(("101", "102"))})
    )
    target = Quantile(Fraction(1, 2), Best.LOWEST, Among(Scope.GROUP, "6-Byerne"))
    assert judge(target, measured, on=date(2019, 12, 31)).status is Status.MET
