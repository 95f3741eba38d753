"""One part of a target as typed; a target turned into another kind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retning.core.targets import (
    Expected,
    Kind,
    Milestone,
    NeedsYear,
    Part,
    WordingError,
    as_kind,
    direction_of,
    kind_of,
    part_said,
    parts_of,
    say,
    typed,
    with_part,
)
from tests.helpers.targets import targets

LEVEL = typed("højst 8 % i 2025, fra 12 % i 2020")


@pytest.mark.parametrize(
    ("target", "part", "text", "becomes"),
    [
        ("højst 8 %", Part.VALUE, "9 dage", "højst 9 dage"),
        ("højst 8 %", Part.VALUE, "otte", "højst 8 %"),
        (
            "højst 8 % i 2025",
            Part.DEADLINE,
            "den 1. juli 2027",
            "højst 8 % senest den 1. juli 2027",
        ),
        ("højst 8 %", Part.DEADLINE, "byrådsperioden", "højst 8 % i byrådsperioden"),
        ("højst 8 %", Part.DEADLINE, "1/7-2027", "højst 8 % senest den 1. juli 2027"),
        ("højst 8 %", Part.DEADLINE, "inden udgangen af 2027", "højst 8 % i 2027"),
        ("højst 8 %", Part.BASELINE, "fra 14", "højst 8 %, fra 14 %"),
        ("højst 8 %", Part.BASELINE, "2020", "højst 8 %, i forhold til 2020"),
        ("højst 8 %, fra 12 %", Part.BASELINE, "", "højst 8 %"),
        ("højst 8 %", Part.UNIT, "", "højst 8"),
        ("højst 8 %", Part.UNIT, "»sager i kø«", "højst 8 »sager i kø«"),
        ("højst 8 %", Part.DIRECTION, "stige", "mindst 8 %"),
        ("højst 8 %", Part.COMPARATOR, "under", "under 8 %"),
        ("skal stige", Part.DIRECTION, "skal falde", "skal falde"),
        ("skal stige", Part.DIRECTION, "mindst", "skal stige"),
        ("skal stige", Part.BASELINE, "2015", "skal være højere end i 2015"),
        ("30 % lavere i 2025", Part.VALUE, "", "skal falde frem til 2025"),
        ("30 % lavere", Part.UNIT, "kr.", "30 kr. lavere"),
        ("5 færre dage", Part.VALUE, "5 %", "5 % lavere"),
        ("på niveau med landet", Part.COMPARATOR, "over", "højere end i landet"),
        (
            "over gennemsnittet i landet",
            Part.COMPARATOR,
            "=",
            "på niveau med gennemsnittet i landet",
        ),
        ("mindst 2 kr. under landet", Part.VALUE, "3", "mindst 3 kr. under landet"),
        ("mindst 2 kr. under landet", Part.VALUE, "", "højst på niveau med landet"),
        (
            "blandt de 25 % bedste i landet",
            Part.VALUE,
            "tredjedel",
            "blandt den bedste tredjedel i landet",
        ),
        (
            "blandt de 25 % bedste i landet",
            Part.POPULATION,
            "blandt 6-byerne",
            "blandt de 25 % bedste blandt 6-byerne",
        ),
        ("blandt de 25 % bedste i landet", Part.VALUE, "1/6", "blandt de 1/6 bedste i landet"),
        ("borgerne vurderer det", Part.DEADLINE, "2027", "borgerne vurderer det i 2027"),
    ],
)
def test_a_part_becomes_what_was_typed(target, part, text, becomes):
    assert say(with_part(typed(target), part, text)) == becomes


def test_parts_are_typed_in_english_too():
    changed = with_part(LEVEL, Part.DEADLINE, "1 July 2027", "en")
    assert say(changed, "en") == "at most 8% by 1 July 2027, from 12% in 2020"
    assert say(with_part(LEVEL, Part.COMPARATOR, "at least", "en")) == (
        "mindst 8 % i 2025, fra 12 % i 2020"
    )


@pytest.mark.parametrize(
    ("target", "part", "text", "expected", "position", "length"),
    [
        ("højst 8 %", Part.VALUE, "", Expected.NUMBER, 0, 1),
        ("højst 8 %", Part.VALUE, "8 % i", Expected.NOTHING_MORE, 4, 1),
        ("højst 8 %", Part.DEADLINE, "snart", Expected.DEADLINE, 0, 5),
        ("højst 8 %", Part.DEADLINE, "32. juli 2027", Expected.POSSIBLE_DATE, 0, 13),
        ("højst 8 %", Part.DEADLINE, "3027", Expected.YEAR, 0, 4),
        ("højst 8 %", Part.DEADLINE, "60 år", Expected.YEARS, 0, 5),
        ("højst 8 %", Part.COMPARATOR, "cirka", Expected.COMPARATOR_ALONE, 0, 5),
        ("højst 8 %", Part.BASELINE, "12 kr.", Expected.SAME_UNIT, 3, 3),
        ("højst 8 %", Part.POPULATION, "landet", Expected.ANOTHER_PART, 0, 6),
        ("7 ud af 10", Part.VALUE, "11", Expected.PART_OF_WHOLE, 0, 2),
        ("7 ud af 10", Part.UNIT, "%", Expected.ANOTHER_PART, 0, 1),
        ("skal stige", Part.DIRECTION, "styrkes", Expected.DIRECTION, 0, 7),
        ("skal stige", Part.VALUE, "-5 %", Expected.POSSIBLE_TARGET, 0, 4),
        ("i top 10 i landet", Part.VALUE, "0", Expected.POSSIBLE_TARGET, 0, 1),
        ("i top 10 i landet", Part.DIRECTION, "op", Expected.END_OF_RANKING, 0, 2),
        ("blandt de 25 % bedste i landet", Part.VALUE, "100", Expected.SHARE, 0, 3),
        ("i top 10 i landet", Part.POPULATION, "komunerne", Expected.POPULATION, 0, 9),
        ("senest i 2025", Part.DEADLINE, "", Expected.DEADLINE, 0, 1),
        ("senest i 2025", Part.DEADLINE, "fire år", Expected.DEADLINE, 0, 7),
        ("senest i 2025", Part.VALUE, "8", Expected.ANOTHER_PART, 0, 1),
    ],
)
def test_a_part_that_cannot_be_read(target, part, text, expected, position, length):
    with pytest.raises(WordingError) as raised:
        with_part(typed(target), part, text)
    error = raised.value
    assert (error.expected, error.position, error.length) == (expected, position, length)


def _changed_or_error(target, part, text, language):
    try:
        return with_part(target, part, text, language)
    except WordingError as error:
        return error


@settings(max_examples=300, deadline=None)
@given(
    targets,
    st.sampled_from(Part),
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            ["8,5", "-1", "2027", "1. juli 2027", "højst", "op", "laveste", "kr.", "%", ""]
        ),
    ),
    st.sampled_from(["da", "en"]),
)
def test_a_part_is_changed_or_only_a_wording_error_escapes(target, part, text, language):
    changed = _changed_or_error(target, part, text, language)
    if isinstance(changed, WordingError):
        assert 0 <= changed.position <= len(text)
        return
    assert kind_of(changed) is kind_of(target)
    either = {Part.COMPARATOR, Part.DIRECTION}
    assert {part, *(either if part in either else ())} & {*parts_of(target)}
    assert typed(say(changed)) == changed


@settings(max_examples=400, deadline=None)
@given(targets, st.sampled_from(["da", "en"]))
def test_a_part_that_is_said_and_typed_again_changes_nothing(target, language):
    for part in parts_of(target):
        assert with_part(target, part, part_said(target, part, language), language) == target


@pytest.mark.parametrize(
    ("target", "part", "said"),
    [
        ("højst 8,5 kr. i 2025", Part.VALUE, "8,5"),
        ("højst 8,5 kr. i 2025", Part.UNIT, "kr."),
        ("højst 8,5 kr. i 2025", Part.DEADLINE, "2025"),
        ("højst 8 % i 2025, fra 12 % i 2020", Part.BASELINE, "12 % i 2020"),
        ("højst 8 % i 2025", Part.BASELINE, ""),
        ("skal falde frem til den 1. juli 2027", Part.DEADLINE, "1. juli 2027"),
        ("skal falde i byrådsperioden", Part.DEADLINE, "i byrådsperioden"),
        ("skal falde i byrådsperioden", Part.DIRECTION, "falde"),
        ("skal falde i byrådsperioden", Part.VALUE, ""),
        ("7 ud af 10", Part.VALUE, "7 ud af 10"),
        ("blandt de 25 % bedste i landet", Part.VALUE, "25 %"),
        ("blandt de 25 % bedste i landet", Part.POPULATION, "landet"),
        ("mindst 2 kr. under landet", Part.COMPARATOR, "mindst"),
        ("på niveau med landet", Part.COMPARATOR, "på niveau med"),
        ("senest i juli 2027", Part.DEADLINE, "juli 2027"),
        ("senest i juli 2027", Part.VALUE, ""),
    ],
)
def test_a_part_alone(target, part, said):
    assert part_said(typed(target), part) == said


@settings(max_examples=300, deadline=None)
@given(targets, st.sampled_from(Kind))
def test_every_target_becomes_every_kind(target, kind):
    turned = as_kind(target, kind, year=2030)
    assert kind_of(turned) is kind
    assert typed(say(turned)) == turned
    if kind_of(target) is kind:
        assert turned == target
    if kind is not Kind.MILESTONE:
        assert turned.by == target.by


@pytest.mark.parametrize("kind", [Kind.LEVEL, Kind.SURVEY_LEVEL, Kind.RATIO, Kind.TREND, Kind.RANK])
def test_the_direction_goes_on(kind):
    assert direction_of(as_kind(LEVEL, kind)) is direction_of(LEVEL)


def test_a_milestone_needs_a_year_from_somewhere():
    assert as_kind(LEVEL, Kind.MILESTONE) == Milestone(LEVEL.by)
    with pytest.raises(NeedsYear):
        as_kind(typed("skal stige"), Kind.MILESTONE)


def test_level_and_survey_keep_everything():
    survey = as_kind(LEVEL, Kind.SURVEY_LEVEL)
    assert say(survey) == "højst 8 % af de adspurgte i 2025, fra 12 % i 2020"
    assert as_kind(survey, Kind.LEVEL) == LEVEL
