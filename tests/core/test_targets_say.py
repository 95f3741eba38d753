"""Targets said in Danish and English, and the same targets read back from it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings

from retning.core.targets import (
    Among,
    Best,
    Change,
    Comparator,
    Compare,
    CouncilTerm,
    Deadline,
    Direction,
    Horizon,
    Judged,
    Level,
    Measure,
    Milestone,
    Quantile,
    Rank,
    Ratio,
    Scope,
    SurveyLevel,
    To,
    canonical,
    read,
    said_among,
    said_amount,
    said_when,
    say,
    typed,
)
from tests.helpers.effort import processor_seconds
from tests.helpers.targets import targets

AT_LEAST, AT_MOST = Comparator.AT_LEAST, Comparator.AT_MOST
OVER, UNDER = Comparator.OVER, Comparator.UNDER
UP, DOWN, BETTER = Direction
LANDET, KOMMUNER = Among(Scope.COUNTRY), Among(Scope.MUNICIPALITIES)
REGION, NABOER = Among(Scope.REGION), Among(Scope.NEIGHBOURS)
IN_2025, POINT = Deadline(2025), "procentpoint"

SAID = [
    (
        Level(AT_MOST, Decimal(8), "%", Decimal(12), 2020, IN_2025),
        "højst 8 % i 2025, fra 12 % i 2020",
        "at most 8% by 2025, from 12% in 2020",
    ),
    (
        Level(AT_LEAST, Decimal("1234.50"), "kr. pr. borger", None, 2020, Deadline(2025, 7)),
        "mindst 1.234,5 kr. pr. borger senest i juli 2025, i forhold til 2020",
        "at least 1,234.5 kr. pr. borger by July 2025, compared with 2020",
    ),
    (
        Level(UNDER, Decimal(40), "dage", by=Horizon(1)),
        "under 40 dage over det næste år",
        "less than 40 days over the next year",
    ),
    (Level(OVER, Decimal(-5)), "over -5", "more than -5"),
    (
        Level(AT_LEAST, Decimal(5), "sager i kø"),
        "mindst 5 »sager i kø«",
        "at least 5 sager i kø",
    ),
    (Ratio(7, 10), "7 ud af 10", "7 out of 10"),
    (
        Ratio(1, 1000, AT_MOST, CouncilTerm()),
        "højst 1 ud af 1.000 i byrådsperioden",
        "at most 1 out of 1,000 within the council term",
    ),
    (
        SurveyLevel(AT_LEAST, Decimal(90), "%", by=IN_2025),
        "mindst 90 % af de adspurgte i 2025",
        "at least 90% of those asked by 2025",
    ),
    (
        SurveyLevel(AT_LEAST, Decimal("4.0"), "", (1, 5), Decimal("3.8"), 2020, IN_2025),
        "mindst 4 på en skala fra 1 til 5 i 2025, fra 3,8 i 2020",
        "at least 4 on a scale from 1 to 5 by 2025, from 3.8 in 2020",
    ),
    (
        SurveyLevel(OVER, Decimal(70), "point"),
        "over 70 point ifølge de adspurgte",
        "more than 70 point according to those asked",
    ),
    (
        Change(UP, by=Horizon(4)),
        "skal stige over de næste fire år",
        "must rise over the next four years",
    ),
    (
        Change(DOWN, by=Deadline(2025, 7, 1)),
        "skal falde frem til den 1. juli 2025",
        "must fall by 1 July 2025",
    ),
    (Change(BETTER), "skal forbedres", "must improve"),
    (
        Change(DOWN, baseline_year=2015, by=IN_2025),
        "skal være lavere i 2025 end i 2015",
        "must be lower by 2025 than in 2015",
    ),
    (
        Change(DOWN, Decimal(30), "%", Measure.RELATIVE, baseline_year=2015, by=IN_2025),
        "30 % lavere i 2025 end i 2015",
        "30% lower by 2025 than in 2015",
    ),
    (
        Change(UP, Decimal("1.5"), POINT, Measure.ABSOLUTE, True, True, by=CouncilTerm()),
        "skal stige med mindst 1,5 procentpoint om året i byrådsperioden",
        "must rise by at least 1.5 percentage points a year within the council term",
    ),
    (
        Change(DOWN, Decimal(2), "%", Measure.RELATIVE, True, False, 2015, Deadline(2030)),
        "skal falde med 2 % om året frem til 2030, regnet fra 2015",
        "must fall by 2% a year until 2030, counted from 2015",
    ),
    (
        Change(UP, Decimal(2500), "", Measure.ABSOLUTE, at_least=True),
        "mindst 2.500 flere",
        "at least 2,500 more",
    ),
    (
        Change(DOWN, Decimal(2), "dage", Measure.ABSOLUTE, by=IN_2025),
        "2 færre dage i 2025",
        "2 fewer days by 2025",
    ),
    (
        Change(BETTER, Decimal(2), "dage", Measure.ABSOLUTE),
        "2 dage bedre",
        "2 days better",
    ),
    (
        Rank(10, Best.LOWEST),
        "i top 10 blandt kommunerne med den laveste værdi",
        "in the top 10 among the municipalities with the lowest value",
    ),
    (Rank(1, Best.BEST, LANDET), "bedst i landet", "best in the country"),
    (
        Rank(3, Best.BEST, Among(Scope.GROUP, "6-byerne"), IN_2025),
        "i top 3 blandt 6-byerne i 2025",
        "in the top 3 among 6-byerne by 2025",
    ),
    (
        Quantile(Fraction(1, 4), Best.BEST),
        "blandt de 25 % bedste i landet",
        "among the best 25% in the country",
    ),
    (
        Quantile(Fraction(1, 8), Best.HIGHEST, KOMMUNER),
        "blandt de 12,5 % højeste blandt kommunerne",
        "among the highest 12.5% among the municipalities",
    ),
    (
        Quantile(Fraction(1, 3), Best.LOWEST, Among(Scope.REGION, "Region Nordjylland")),
        "blandt den laveste tredjedel i Region Nordjylland",
        "among the lowest third in Region Nordjylland",
    ),
    (
        Quantile(Fraction(2, 7), Best.BEST, Among(Scope.REGION, "Fyn")),
        "blandt de 2/7 bedste i regionen »Fyn«",
        "among the best 2/7 in the region “Fyn”",
    ),
    (
        Compare(UNDER, To.AVERAGE, REGION),
        "under gennemsnittet i regionen",
        "below the average in the region",
    ),
    (Compare(None, To.OTHERS, LANDET), "på niveau med landet", "level with the country"),
    (
        Compare(AT_LEAST, To.AVERAGE, KOMMUNER),
        "mindst på niveau med gennemsnittet blandt kommunerne",
        "at least level with the average among the municipalities",
    ),
    (
        Compare(OVER, To.OTHERS, NABOER, by=Deadline(2030)),
        "højere end i nabokommunerne i 2030",
        "higher than in the neighbouring municipalities by 2030",
    ),
    (
        Compare(None, To.OTHERS, LANDET, Decimal("0.5"), POINT),
        "højst 0,5 procentpoint fra landet",
        "at most 0.5 percentage points from the country",
    ),
    (Milestone(Deadline(2023, 7, 1)), "senest den 1. juli 2023", "by 1 July 2023"),
    (Milestone(Deadline(2023, 7)), "senest i juli 2023", "by July 2023"),
    (Milestone(Deadline(2023)), "senest i 2023", "by 2023"),
    (
        Judged("borgerne", 2),
        "borgerne vurderer det hvert andet år",
        "borgerne judge it every two years",
    ),
    (Judged("", 1, IN_2025), "vurderes hvert år i 2025", "judged every year by 2025"),
    (Judged(), "vurderes", "judged"),
    (
        Judged("elever, forældre og lærere", 15),
        "elever, forældre og lærere vurderer det hvert 15. år",
        "elever, forældre og lærere judge it every 15 years",
    ),
]


@pytest.mark.parametrize(
    ("target", "danish", "english"), SAID, ids=[danish for _, danish, _ in SAID]
)
def test_a_target_is_said_and_read_back(target, danish, english):
    assert say(target) == danish
    assert say(target, "en") == english
    assert typed(danish) == target
    assert typed(english, "en") == target


@pytest.mark.parametrize(
    ("comparator", "margin", "said"),
    [
        (AT_LEAST, "0.5", "mindst 0,5 procentpoint over landet"),
        (AT_MOST, "0.5", "højst 0,5 procentpoint over landet"),
        (OVER, "0.5", "mere end 0,5 procentpoint over landet"),
        (UNDER, "0.5", "mindre end 0,5 procentpoint over landet"),
        (AT_LEAST, "-2", "højst 2 procentpoint under landet"),
        (AT_MOST, "-2", "mindst 2 procentpoint under landet"),
        (OVER, "-2", "mindre end 2 procentpoint under landet"),
        (UNDER, "-2", "mere end 2 procentpoint under landet"),
    ],
)
def test_a_margin_is_above_or_below(comparator, margin, said):
    target = Compare(comparator, To.OTHERS, LANDET, Decimal(margin), POINT)
    assert say(target) == said
    assert typed(said) == target


@pytest.mark.parametrize(
    ("unit", "danish", "english"),
    [
        ("%", "mindst 5 %", "at least 5%"),
        ("pct.", "mindst 5 »pct.«", "at least 5 “pct.”"),
        ("days", "mindst 5 days", "at least 5 “days”"),
        ("kr.", "mindst 5 kr.", "at least 5 DKK"),
        ("timer om ugen", "mindst 5 timer om ugen", "at least 5 timer om ugen"),
        ("timer om året", "mindst 5 »timer om året«", "at least 5 timer om året"),
        ("% af alle", "mindst 5 »% af alle«", "at least 5 “% af alle”"),
        ("år i træk", "mindst 5 »år i træk«", "at least 5 år i træk"),
        ("år", "mindst 5 år", "at least 5 years"),
        ("borgere.", "mindst 5 »borgere.«", "at least 5 “borgere.”"),
        ("a, b", "mindst 5 »a, b«", "at least 5 “a, b”"),
        ("2025", "mindst 5 »2025«", "at least 5 “2025”"),
        ("maj", "mindst 5 »maj«", "at least 5 maj"),
    ],
)
def test_a_unit_that_would_be_misread_stands_in_quotation_marks(unit, danish, english):
    target = Level(AT_LEAST, Decimal(5), unit)
    assert (say(target), say(target, "en")) == (danish, english)
    assert (typed(danish), typed(english, "en")) == (target, target)


@settings(max_examples=500, deadline=None)
@given(targets)
def test_every_target_is_read_back_from_what_is_said(target):
    for language in ("da", "en"):
        said = say(target, language)
        assert typed(said, language) == target
        assert canonical(said, language) == target
        assert canonical(said) == target


@settings(max_examples=250, deadline=None)
@given(targets)
def test_every_target_is_read_from_its_sentence(target):
    found = read(say(target)).targets
    assert [each.target for each in found] == [target]


@settings(max_examples=500, deadline=None)
@given(targets)
def test_what_is_said_is_one_plain_line(target):
    for language in ("da", "en"):
        said = say(target, language)
        assert said == " ".join(said.split())
        assert not said.endswith(" ")


def test_parts_are_said_alone():
    assert said_when(Deadline(2025, 7, 1)) == "senest den 1. juli 2025"
    assert said_when(Horizon(4), "en") == "over the next four years"
    assert said_when(None) == ""
    assert said_among(NABOER) == "blandt nabokommunerne"
    assert said_amount(Decimal("1234.5"), "kr.") == "1.234,5 kr."


def test_saying_and_typing_take_well_under_a_millisecond():
    written = [say(target) for target, _, _ in SAID]

    def say_all() -> None:
        for target, _, _ in SAID:
            say(target)

    def type_all() -> None:
        for said in written:
            typed(said)

    for work in (say_all, type_all):
        least = min(processor_seconds(work) for _ in range(20))
        assert least / len(SAID) < 0.001
