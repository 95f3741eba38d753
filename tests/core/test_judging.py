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
    Measure,
    Reason,
    Status,
    judge,
    typed,
)
from tests.helpers.measured import measured

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
