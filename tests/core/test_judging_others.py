"""Judging ranks, comparisons, milestones and what people say, with exact values."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from retning.core.targets import (
    Direction,
    Mean,
    Peers,
    Reason,
    Status,
    Ties,
    judge,
    typed,
)
from tests.helpers.measured import codes, country, measured

END = date(2019, 12, 31)
UP, DOWN = Direction.UP, Direction.DOWN


def verdict(said, figures, *, on=END, outlook=None):
    return judge(typed(said), figures, on=on, outlook=outlook)


# Ranks and quantiles


def test_ties_share_a_rank():
    """Three more with the same figure at the edge of the best 25 % of 98."""
    values = [*range(23), 50, 50, 50, 50, *range(60, 131)]
    figures = measured(country(values), codes(98)[24], unit="%")
    said = "blandt de 25 % laveste i landet"
    standard = verdict(said, figures)
    assert standard.status is Status.MET
    standing = standard.standing
    assert (standing.rank, standing.tied, standing.n, standing.cut) == (24, 3, 98, 24)
    assert (standing.threshold, standard.gap) == (50, 0)
    strict = judge(typed(said), measured(country(values), codes(98)[24], ties=Ties.STRICT), on=END)
    assert strict.status is Status.NOT_MET
    assert (strict.standing.rank, strict.gap, strict.standing.threshold) == (27, 3, 22)


@pytest.mark.parametrize(
    ("share", "n", "cut"), [("25 %", 98, 24), ("29 %", 100, 29), ("10 %", 98, 9), ("1 %", 98, 0)]
)
def test_cuts_are_exact(share, n, cut):
    values = list(range(n))
    found = verdict(f"blandt de {share} højeste i landet", measured(country(values), codes(n)[-1]))
    assert (found.standing.rank, found.standing.cut) == (1, cut)
    assert found.met_now is (cut > 0)
    assert (found.standing.threshold is None) == (cut == 0)


def test_ninety_per_cent_must_have_a_figure():
    said = "i top 10 blandt kommunerne med den laveste værdi"
    enough = ["..", *[""] * 8, *range(89)]
    found = verdict(said, measured(country(enough), codes(98)[9]))
    assert (found.status, found.standing.n, found.coverage) == (Status.MET, 89, (89, 98))
    few = ["..", *[""] * 9, *range(88)]
    found = verdict(said, measured(country(few), codes(98)[10]))
    assert (found.reason, found.coverage) == (Reason.COVERAGE, (88, 98))


def test_own_figures_alone_are_no_ranking():
    found = verdict("lavest blandt kommunerne", measured({"2019": {"187": "3"}}))
    assert (found.reason, found.coverage) == (Reason.COVERAGE, (1, 98))


def test_the_country_regions_and_christiansoe_are_no_municipalities():
    row = {"101": "5", "187": "6", "000": "1", "084": "2", "411": "3", "997": "4"}
    found = verdict("i top 1 i landet med den laveste værdi", measured({"2019": row}))
    assert (found.standing.rank, found.standing.n) == (2, 2)


def test_which_end_is_best_is_the_indicators():
    rows = country([1, 2, 3])
    said = "i top 1 blandt kommunerne"
    assert verdict(said, measured(rows, "101", polarity=DOWN)).met_now is True
    assert verdict(said, measured(rows, "101", polarity=UP)).met_now is False
    assert verdict(said, measured(rows, "101")).reason is Reason.NO_POLARITY


def test_groups():
    peers = Peers(
        region=frozenset(("101", "102", "104")),
        neighbours=frozenset(("103", "104")),
        groups={"6-byerne": frozenset(("102", "103")), "region nord": frozenset(("102", "104"))},
    )
    figures = measured(country([1, 2, 3, 4]), "104", peers=peers)

    def standing(said):
        found = verdict(said, figures).standing
        return found.rank, found.n, found.of

    assert standing("lavest i regionen") == (3, 3, 3)
    assert standing("lavest blandt nabokommunerne") == (2, 2, 2)
    assert standing("lavest blandt 6-byerne") == (3, 3, 3)
    assert standing("lavest i Region Nord") == (2, 2, 2)
    for said in ("lavest i Region Syd", "lavest blandt 9-byerne"):
        assert verdict(said, figures).reason is Reason.NO_GROUP
    alone = measured(country([1, 2]), "101")
    assert verdict("lavest blandt nabokommunerne", alone).reason is Reason.NO_GROUP


# Comparisons


def test_which_average():
    rows = {"2019": {"101": "10", "187": "20", "000": "12.4"}}
    people = {"101": 300, "187": 100}
    said = "over gennemsnittet i landet"
    published = verdict(said, measured(rows, population=people))
    assert (published.against, published.mean) == (Decimal("12.4"), Mean.PUBLISHED)
    del rows["2019"]["000"]
    weighted = verdict(said, measured(rows, population=people))
    assert (weighted.against, weighted.mean) == (Decimal("12.5"), Mean.WEIGHTED)
    plain = verdict(said, measured(rows, population={"101": 300}))
    assert (plain.against, plain.mean) == (15, Mean.PLAIN)


def test_a_total_is_no_average():
    """The country's inhabitants are nobody's to be compared with."""
    rows = {"2019": {"101": "10", "187": "20", "000": "30"}}
    found = verdict("over gennemsnittet i landet", measured(rows, population={"101": 1, "187": 9}))
    assert (found.against, found.mean) == (15, Mean.PLAIN)


def test_an_average_is_exact():
    rows = country([1, 1, 2])
    found = verdict("under gennemsnittet i landet", measured(rows, "101"))
    assert (found.against, found.met_now) == (Fraction(4, 3), True)
    rows = country([0, 0, 0, 0])
    assert verdict("under gennemsnittet i landet", measured(rows, "101")).met_now is False


def test_neighbours_are_others_and_a_region_is_oneself_too():
    peers = Peers(frozenset(("101", "102")), frozenset(("101", "102", "103")))
    figures = measured(country([1, 2, 6]), "101", peers=peers)
    assert verdict("under gennemsnittet i regionen", figures).against == Decimal("1.5")
    assert verdict("lavere end i nabokommunerne", figures).against == 4


@pytest.mark.parametrize(
    ("said", "is_met"),
    [
        ("højst 2 procentpoint over landet", True),
        ("højst 1,9 procentpoint over landet", False),
        ("mindst 2 procentpoint over landet", True),
        ("mere end 2 procentpoint over landet", False),
        ("mindst 2 procentpoint under landet", False),
        ("højst 20 % over landet", True),
        ("højst 19,9 % over landet", False),
        ("højst 2 procentpoint fra landet", True),
        ("højst 1 procentpoint fra landet", False),
        ("på niveau med landet", True),
        ("mindst på niveau med landet", True),
        ("højst på niveau med landet", False),
    ],
)
def test_margins(said, is_met):
    rows = {"2019": {"101": "5.1", "187": "12", "000": "10"}}
    found = verdict(said, measured(rows, unit="%", polarity=UP))
    assert found.met_now is is_met


def test_level_with_others_is_their_figure_as_published_or_a_better_one():
    rows = country([5.3, 5.3, 5.2])
    said = "på niveau med landet"  # 5.2667, which is 5.3
    assert verdict(said, measured(rows, "101")).met_now is True
    assert verdict(said, measured(rows, "103")).met_now is False
    assert verdict(said, measured(rows, "103", polarity=DOWN)).met_now is True
    assert verdict(said, measured(rows, "103", polarity=UP)).met_now is False


def test_a_margin_in_another_unit():
    rows = {"2019": {"101": "5", "187": "12"}}
    found = verdict("mindst 2 dage under landet", measured(rows, unit="%"))
    assert found.reason is Reason.UNIT


# Milestones and people


@pytest.mark.parametrize(
    ("done_on", "on", "status", "reason"),
    [
        (date(2023, 7, 1), date(2024, 1, 1), Status.MET, None),
        (date(2023, 6, 1), date(2023, 6, 15), Status.MET, None),
        (date(2023, 7, 2), date(2024, 1, 1), Status.MISSED, None),
        (date(2023, 6, 1), date(2023, 5, 1), Status.UNKNOWN, Reason.AHEAD),
        (None, date(2023, 7, 1), Status.UNKNOWN, Reason.AHEAD),
        (None, date(2023, 7, 2), Status.UNKNOWN, Reason.NO_PROOF),
    ],
)
def test_milestones(done_on, on, status, reason):
    figures = measured({}, done_on=done_on)
    found = verdict("senest den 1. juli 2023", figures, on=on, outlook=0.5)
    assert (found.status, found.reason) == (status, reason)
    assert found.deadline == date(2023, 7, 1)


@pytest.mark.parametrize(
    ("opinion", "judged_on", "said", "status"),
    [
        (True, None, "borgerne vurderer det", Status.MET),
        (False, None, "borgerne vurderer det", Status.NOT_MET),
        (False, END, "vurderes i 2019", Status.MISSED),
        (True, END, "vurderes i 2023", Status.ON_TRACK),
        (False, END, "vurderes i 2023", Status.AT_RISK),
        (True, date(2020, 1, 1), "vurderes i 2023", Status.UNKNOWN),
        (None, None, "vurderes i 2023", Status.UNKNOWN),
    ],
)
def test_what_people_judge(opinion, judged_on, said, status):
    found = verdict(said, measured({}, opinion=opinion, judged_on=judged_on))
    assert found.status is status
    assert (found.reason is Reason.NOT_JUDGED) == (status is Status.UNKNOWN)
