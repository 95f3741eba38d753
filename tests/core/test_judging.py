"""Judging, kind by kind: the rules of docs/algorithms/judging.md, with exact values."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from retning.core.benchmark.figures import Break
from retning.core.periods import period_of
from retning.core.targets import (
    Change,
    Direction,
    Mean,
    Measure,
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


def two_years(**known):
    rows = {"2018": {"187": "32.0", "101": "50.5"}, "2019": {"187": "33.0", "101": "51"}}
    return measured(rows, **{"unit": "%", **known})


# Which figure counts


def test_the_newest_period_that_has_begun():
    figures = measured({"2017": {"187": "1"}, "2018": {"187": "2"}, "2019": {"187": "3"}})
    assert verdict("mindst 2", figures, on=date(2018, 1, 1)).period == period_of("2018")
    assert verdict("mindst 2", figures, on=date(2017, 12, 31)).period == period_of("2017")
    assert verdict("mindst 2", figures, on=date(2030, 1, 1)).period == period_of("2019")
    early = verdict("mindst 2", figures, on=date(2016, 1, 1))
    assert (early.status, early.reason) == (Status.UNKNOWN, Reason.NO_FIGURES)


def test_a_year_that_nobody_has_figures_of_is_not_published_yet():
    rows = {"2018": {"187": "2", "101": "4"}, "2019": {"187": "M", "101": "U"}}
    assert verdict("mindst 2", measured(rows)).period == period_of("2018")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("", Reason.MISSING),
        ("..", Reason.SUPPRESSED),
        ("M", Reason.NOT_PUBLISHED),
        ("U", Reason.UNDEFINED),
    ],
)
def test_missing_is_not_zero(said, reason):
    found = verdict("højst 5", measured({"2019": {"187": said, "101": "4"}}))
    assert (found.status, found.reason, found.met_now) == (Status.UNKNOWN, reason, None)
    assert (found.value, found.period) == (None, period_of("2019"))


def test_a_true_zero_is_a_figure():
    found = verdict("højst 5", measured({"2019": {"187": "0", "101": "4"}}))
    assert (found.status, found.value) == (Status.MET, 0)


def test_there_are_no_figures():
    assert verdict("mindst 2", measured({})).reason is Reason.NO_FIGURES
    assert verdict("mindst 2", measured({}, has_source=False)).reason is Reason.NO_SOURCE
    others = measured({"2019": {"101": "4"}})
    assert verdict("mindst 2", others).reason is Reason.MISSING


# Deadlines and statuses


def test_a_passed_deadline_is_judged_on_its_own_year():
    figures = measured({"2017": {"187": "9"}, "2018": {"187": "3"}, "2019": {"187": "9"}})
    missed = verdict("mindst 5 i 2018", figures)
    assert (missed.status, missed.value, missed.deadline) == (
        Status.MISSED, 3, date(2018, 12, 31),
    )  # fmt: skip
    assert verdict("mindst 5 i 2017", figures).status is Status.MET


def test_the_deadline_is_reached_on_its_last_day():
    figures = measured({"2018": {"187": "3"}, "2019": {"187": "3"}})
    assert verdict("mindst 5 i 2019", figures, on=END).status is Status.MISSED
    day_before = verdict("mindst 5 i 2019", figures, on=date(2019, 12, 30))
    assert day_before.status is Status.AT_RISK


def test_the_deadlines_figure_is_not_published_yet():
    figures = measured({"2018": {"187": "3"}})
    found = verdict("mindst 5 i 2019", figures, on=date(2020, 3, 1))
    assert (found.status, found.reason) == (Status.UNKNOWN, Reason.NOT_PUBLISHED)
    assert (found.value, found.period) == (3, period_of("2018"))


def test_figures_that_come_seldom():
    """The last one in time counts once a later one has come."""
    figures = measured({"2018": {"187": "3"}, "2021": {"187": "9"}})
    assert verdict("mindst 5 i 2019", figures, on=date(2020, 3, 1)).reason is Reason.NOT_PUBLISHED
    later = verdict("mindst 5 i 2019", figures, on=date(2021, 12, 31))
    assert (later.status, later.value) == (Status.MISSED, 3)


def test_months_and_quarters_and_school_years():
    months = measured({"2019M06": {"187": "1"}, "2019M07": {"187": "2"}, "2019M08": {"187": "3"}})
    july = verdict("højst 2 senest i juli 2019", months, on=date(2019, 8, 15))
    assert (july.status, july.period) == (Status.MET, period_of("2019M07"))
    quarters = measured({"2019K1": {"187": "1"}, "2019K2": {"187": "2"}})
    found = verdict("mindst 2 senest den 30. juni 2019", quarters)
    assert (found.status, found.period) == (Status.MET, period_of("2019K2"))
    school = measured(
        {"2017/2018": {"187": "1"}, "2018/2019": {"187": "2"}, "2019/2020": {"187": "9"}}
    )
    found = verdict("mindst 2 i 2019", school)
    assert (found.status, found.period) == (Status.MET, period_of("2018/2019"))


@pytest.mark.parametrize(
    ("said", "plan", "deadline"),
    [
        ("mindst 5 over de næste fire år", (2018, 2022), date(2022, 12, 31)),
        ("mindst 5 over de næste fire år", None, date(2023, 12, 31)),
        ("mindst 5 i byrådsperioden", (2018, 2022), date(2021, 12, 31)),
        ("mindst 5 i byrådsperioden", (2022, 2026), date(2025, 12, 31)),
        ("mindst 5 i byrådsperioden", (2025, 2029), date(2025, 12, 31)),
        ("mindst 5 i byrådsperioden", (2026, 2029), date(2029, 12, 31)),
        ("mindst 5 i byrådsperioden", None, date(2021, 12, 31)),
        ("mindst 5 senest i februar 2024", None, date(2024, 2, 29)),
        ("mindst 5 senest den 1. juli 2023", None, date(2023, 7, 1)),
        ("mindst 5 i 2025", None, date(2025, 12, 31)),
        ("mindst 5", (2018, 2022), None),
    ],
)
def test_deadlines(said, plan, deadline):
    assert verdict(said, measured({"2019": {"187": "3"}}, period=plan)).deadline == deadline


@pytest.mark.parametrize(
    ("outlook", "status"),
    [
        (1.0, Status.ON_TRACK),
        (2 / 3, Status.ON_TRACK),
        (0.6666, Status.AT_RISK),
        (1 / 3, Status.AT_RISK),
        (0.3333, Status.OFF_TRACK),
        (0.0, Status.OFF_TRACK),
    ],
)
@pytest.mark.parametrize("value", ["3", "7"])
def test_the_outlook_settles_the_status_ahead(outlook, status, value):
    figures = measured({"2019": {"187": value}})
    found = verdict("mindst 5 i 2023", figures, outlook=outlook)
    assert (found.status, found.probability) == (status, outlook)
    assert found.met_now is (value == "7")


def test_without_an_outlook_what_is_met_now_is_on_track():
    assert verdict("mindst 5 i 2023", measured({"2019": {"187": "7"}})).status is Status.ON_TRACK
    assert verdict("mindst 5 i 2023", measured({"2019": {"187": "3"}})).status is Status.AT_RISK


def test_an_outlook_is_for_what_is_ahead_alone():
    figures = measured({"2019": {"187": "3"}})
    for said, status in (("mindst 5", Status.NOT_MET), ("mindst 5 i 2019", Status.MISSED)):
        found = verdict(said, figures, outlook=0.9)
        assert (found.status, found.probability) == (status, None)


# Levels


@pytest.mark.parametrize(
    ("said", "is_met", "gap"),
    [
        ("mindst 33 %", True, "0"),
        ("mindst 33,1 %", False, "0.1"),
        ("over 33 %", False, "0"),
        ("højst 33 %", True, "0"),
        ("under 33 %", False, "0"),
        ("højst 32,5 %", False, "0.5"),
        ("mindst 30 procent", True, "-3"),
        ("mindst 30", True, "-3"),
        ("1 ud af 3", False, None),
        ("3 ud af 10", True, "-3"),
        ("højst 1 ud af 4", False, "8"),
        ("mindst 33 % af de adspurgte", True, "0"),
    ],
)
def test_levels(said, is_met, gap):
    found = verdict(said, two_years())
    assert found.met_now is is_met
    assert found.gap == (Fraction(1, 3) if gap is None else Decimal(gap))
    assert found.status is (Status.MET if is_met else Status.NOT_MET)


def test_a_baseline_in_the_text_is_shown_and_a_break_since_is_not_ignored():
    found = verdict("højst 30 %, fra 40 % i 2015", two_years())
    assert (found.baseline, found.baseline_period) == (40, period_of("2015"))
    broken = two_years(breaks=(Break(period_of("2017"), "nyt", "new"),))
    found = verdict("højst 30 %, fra 40 % i 2015", broken)
    assert (found.reason, found.broken_at.why_en) == (Reason.BREAK, "new")
    assert verdict("højst 30 %, fra 40 % i 2017", broken).status is Status.NOT_MET
    assert verdict("højst 30 %", broken).status is Status.NOT_MET


def test_a_survey_of_those_who_chose_to_answer_gives_no_verdict():
    figures = two_years(is_representative=False, answers=412)
    for said in ("mindst 30 % af de adspurgte", "mindst 30 %", "skal stige", "i top 10"):
        said = said if said != "i top 10" else "i top 10 blandt kommunerne med den laveste værdi"
        found = verdict(said, figures)
        assert (found.status, found.reason) == (Status.UNKNOWN, Reason.NOT_REPRESENTATIVE)
        assert (found.value, found.answers) == (33, 412)


# Changes


@pytest.mark.parametrize(
    ("said", "is_met"),
    [
        ("skal stige", True),
        ("skal falde", False),
        ("skal forbedres", True),
        ("skal være højere end i 2018", True),
        ("3 % højere", True),
        ("3,125 % højere end i 2018", True),
        ("3,126 % højere", False),
        ("3 % lavere", False),
        ("1 procentpoint højere", True),
        ("1,1 procentpoint højere", False),
        ("skal stige med 1 procentpoint om året", True),
        ("skal falde med 1 procentpoint om året", False),
    ],
)
def test_changes_since_the_year_before(said, is_met):
    found = verdict(said, two_years(polarity=UP))
    assert found.met_now is is_met
    assert (found.baseline, found.baseline_period) == (32, period_of("2018"))


def test_a_change_counts_from_the_plans_first_year():
    rows = {"2016": {"187": "40"}, "2018": {"187": "32"}, "2019": {"187": "33"}}
    figures = measured(rows, period=(2016, 2020))
    assert verdict("skal stige", figures).status is Status.NOT_MET
    assert verdict("skal stige", figures).baseline_period == period_of("2016")
    assert verdict("skal være højere end i 2018", figures).status is Status.MET


def test_nothing_has_come_since_the_plan_began():
    for plan in ((2019, 2022), (2021, 2025)):
        found = verdict("skal stige", two_years(period=plan))
        assert (found.status, found.reason) == (Status.UNKNOWN, Reason.NOT_PUBLISHED)


def test_a_yearly_pace_grows_on_itself():
    rows = {"2017": {"187": "100"}, "2018": {"187": "105"}, "2019": {"187": "110.25"}}
    said = "skal stige med 5 % om året, regnet fra 2017"
    found = verdict(said, measured(rows))
    assert (found.met_now, found.threshold) == (True, Decimal("110.25"))
    rows["2019"]["187"] = "110.24"
    assert verdict(said, measured(rows)).met_now is False
    flat = verdict("skal falde med 3 kr. om året, regnet fra 2017", measured(rows, unit="kr."))
    assert flat.threshold == 94


def test_a_change_of_what_is_below_zero():
    rows = {"2018": {"187": "-10"}, "2019": {"187": "-9"}}
    assert verdict("10 % højere", measured(rows)).met_now is True
    assert verdict("11 % højere", measured(rows)).met_now is False
    assert verdict("10 % lavere", measured(rows)).threshold == -11


@pytest.mark.parametrize(
    ("said", "rows", "known", "reason"),
    [
        ("skal stige", {"2019": {"187": "3"}}, {}, Reason.NO_BASELINE),
        ("skal være højere end i 1999", {"2019": {"187": "3"}}, {}, Reason.NO_BASELINE),
        ("skal stige", {"2018": {"187": ".."}, "2019": {"187": "3"}}, {}, Reason.SUPPRESSED),
        ("skal stige", {"2018": {"187": "M"}, "2019": {"187": "3"}}, {}, Reason.NO_BASELINE),
        ("5 % højere", {"2018": {"187": "0"}, "2019": {"187": "3"}}, {}, Reason.UNDEFINED),
        ("skal forbedres", {"2018": {"187": "1"}, "2019": {"187": "3"}}, {}, Reason.NO_POLARITY),
        ("5 dage højere", {"2018": {"187": "1"}, "2019": {"187": "3"}}, {"unit": "%"}, Reason.UNIT),
    ],
)
def test_changes_that_cannot_be_told(said, rows, known, reason):
    target = Change(UP, Decimal(5), "dage", Measure.ABSOLUTE) if "dage" in said else typed(said)
    found = judge(target, measured(rows, **known), on=END)
    assert (found.status, found.reason, found.value) == (Status.UNKNOWN, reason, 3)


def test_a_break_lies_between():
    figures = two_years(breaks=(Break(period_of("2019"), "ny optælling", "new count"),))
    found = verdict("skal stige", figures)
    assert (found.reason, found.broken_at.why_da) == (Reason.BREAK, "ny optælling")
    after = two_years(breaks=(Break(period_of("2018")), Break(period_of("2020"))))
    assert verdict("skal stige", after).status is Status.MET


def test_months_are_held_against_the_same_month():
    rows = {"2018M07": {"187": "4"}, "2019M06": {"187": "9"}, "2019M07": {"187": "5"}}
    found = verdict("skal stige", measured(rows))
    assert (found.status, found.baseline_period) == (Status.MET, period_of("2018M07"))
    found = verdict("skal være højere end i 2018", measured(rows))
    assert found.baseline_period == period_of("2018M07")


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
