"""What a person types: taken loosely, or refused at the word."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retning.core.targets import Expected, Milestone, WordingError, canonical, say, typed
from retning.core.targets.words_da import DANISH
from retning.core.targets.words_en import ENGLISH
from tests.helpers.effort import ATTEMPTS, processor_seconds
from tests.helpers.targets import targets

REFUSED = [
    ("", Expected.TARGET, 0, 1),
    ("   ", Expected.TARGET, 0, 1),
    ("borgerne", Expected.TARGET, 0, 8),
    ("85 %", Expected.COMPARATOR, 0, 2),
    ("mindst", Expected.NUMBER, 6, 1),
    ("mindst mange %", Expected.NUMBER, 7, 5),
    ("mindst 1.2.3 %", Expected.NUMBER, 7, 5),
    ("mindst 1.234.56 %", Expected.NUMBER, 7, 8),
    ("mindst ٣ %", Expected.NUMBER, 7, 1),
    ("mindst 1234567890123456 %", Expected.SMALLER_NUMBER, 7, 16),
    ("mindst 0,0000000001 %", Expected.SMALLER_NUMBER, 7, 12),
    ("mindst 85 % sensest i 2025", Expected.NOTHING_MORE, 12, 7),
    ("mindst 85 % i fremtiden", Expected.DEADLINE, 14, 9),
    ("mindst 85 % 2025", Expected.DEADLINE, 12, 4),
    ("mindst 85 % senest i år", Expected.DEADLINE, 21, 2),
    ("mindst 85 % senest", Expected.DEADLINE, 18, 1),
    ("mindst 85 % i 3025", Expected.YEAR, 14, 4),
    ("mindst 85 % senest i juli", Expected.YEAR, 25, 1),
    ("senest den 31. juni 2025", Expected.POSSIBLE_DATE, 11, 13),
    ("senest 2025-13-01", Expected.POSSIBLE_DATE, 7, 10),
    ("skal stige over de næste år", Expected.YEARS, 25, 2),
    ("skal stige over de næste 60 år", Expected.YEARS, 25, 5),
    ("borgerne vurderer det hvert 0. år", Expected.YEARS, 28, 5),
    ("i byrådsperioden", Expected.DEADLINE, 0, 16),
    ("højst 8 % i 2025, fra 12 kr. i 2020", Expected.SAME_UNIT, 25, 3),
    ("højst 8 % i 2025, i gåsegang", Expected.BASELINE, 18, 1),
    ("højst 8 % i 2025, sidst 12 %", Expected.BASELINE, 18, 5),
    ("mindst 4 på en skala fra 5 til 1", Expected.SCALE, 25, 7),
    ("mindst 4 på en skala fra 1", Expected.SCALE, 26, 1),
    ("12 ud af 10", Expected.PART_OF_WHOLE, 0, 11),
    ("0 ud af 0", Expected.PART_OF_WHOLE, 0, 9),
    ("1,5 ud af 10", Expected.WHOLE_NUMBER, 0, 3),
    ("7 ud af mange", Expected.WHOLE_NUMBER, 8, 5),
    ("skal styrkes", Expected.DIRECTION, 5, 7),
    ("skal", Expected.DIRECTION, 4, 1),
    ("5 % bedre end i landet", Expected.DIRECTION, 4, 5),
    ("højst 30 % lavere i 2025", Expected.LEAST_CHANGE, 0, 5),
    ("i top 2,5", Expected.WHOLE_NUMBER, 6, 3),
    ("i top 0", Expected.POSSIBLE_TARGET, 6, 1),
    ("i top 10 blandt", Expected.POPULATION, 15, 1),
    ("i top 10 blandt komunerne", Expected.POPULATION, 16, 9),
    ("blandt de 250 % bedste", Expected.SHARE, 10, 5),
    ("blandt de 25 % i landet", Expected.END_OF_RANKING, 15, 1),
    ("under", Expected.AVERAGE_OR_OTHERS, 5, 1),
    ("under gennemsnittet", Expected.POPULATION, 19, 1),
    ("mindst 0 procentpoint over landet", Expected.POSSIBLE_TARGET, 0, 33),
    ("vurderer det", Expected.JUDGES, 0, 8),
    ("mindst 5 »sager i kø", Expected.CLOSING_QUOTE, 9, 1),
    ("mindst 5 »" + "x" * 81 + "«", Expected.POSSIBLE_NAME, 9, 83),
    ("mindst 5 " + "x" * 81, Expected.POSSIBLE_NAME, 9, 81),
]


@pytest.mark.parametrize(("text", "expected", "position", "length"), REFUSED)
def test_an_error_points_at_the_word(text, expected, position, length):
    with pytest.raises(WordingError) as raised:
        typed(text)
    error = raised.value
    assert (error.expected, error.position, error.length) == (expected, position, length)
    assert error.text == text
    assert canonical(text) is None


@pytest.mark.parametrize("expected", Expected)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_error_has_a_sentence_and_an_example(expected, language):
    error = WordingError("tekst", 0, 5, expected, language)
    assert error.sentence
    assert error.sentence[-1] not in ".:"
    assert error.example
    assert error.sentence in str(error)


@pytest.mark.parametrize("language", ["da", "en"])
def test_examples_that_are_whole_targets_are_read(language):
    starts = ("mindst", "højst", "blandt de", "skal", "at least", "at most", "must")
    examples = [WordingError("", 0, 1, each, language).example for each in Expected]
    whole = [each for each in examples if each.startswith(starts) and any(map(str.isdigit, each))]
    assert len(whole) >= 8
    for each in whole:
        assert say(typed(each, language), language) == each


def test_the_caret_stands_under_the_word():
    with pytest.raises(WordingError) as raised:
        typed("mindst 85 %\tsensest\ni 2025")
    assert raised.value.caret() == ("mindst 85 % sensest i 2025\n" + " " * 12 + "^" * 7)


def test_a_long_text_is_shown_around_the_error():
    with pytest.raises(WordingError) as raised:
        typed("mindst 5 x" + " x" * 30_000)
    text, marks = raised.value.caret().splitlines()
    assert len(text) <= 96
    assert len(marks) <= 96
    assert raised.value.expected is Expected.SHORTER


@pytest.mark.parametrize(
    ("text", "language", "suggestion"),
    [
        ("højts 8 %", "da", "højst"),
        ("mindst 85 % i byrådsperiodn", "da", "byrådsperioden"),
        ("skal steige", "da", "stige"),
        ("under gennemsnitet i regionen", "da", "gennemsnittet"),
        ("must raise", "en", "rise"),
        ("skal xyzzy", "da", ""),
        ("mindst mart", "da", ""),
    ],
)
def test_nearly_the_right_word_is_suggested(text, language, suggestion):
    with pytest.raises(WordingError) as raised:
        typed(text, language)
    assert raised.value.suggestion == suggestion
    assert ("Mente du" in str(raised.value)) is (suggestion != "" and language == "da")


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("MINDST 85 %", "da", "mindst 85 %"),
        ("  mindst   85\u00a0%  ", "da", "mindst 85 %"),
        ("mindst 85%.", "da", "mindst 85 %"),
        (">= 85 pct", "da", "mindst 85 %"),
        ("mindst fem procentpoint", "da", "mindst 5 procentpoint"),
        ("mindst 5 pct.-point", "da", "mindst 5 procentpoint"),
        ("mindst -5 grader", "da", "mindst -5 grader"),
        ("mindst −5 grader", "da", "mindst -5 grader"),
        ("mindst 1.000", "da", "mindst 1.000"),
        ("mindst 1 000 000 kr.", "da", "mindst 1.000.000 kr."),
        ("mindst 2,50 kr", "da", "mindst 2,5 kr"),
        ('mindst 5 "sager i kø"', "da", "mindst 5 »sager i kø«"),
        ("mindst 5 “sager”", "da", "mindst 5 sager"),
        ("senest 2025-07-01", "da", "senest den 1. juli 2025"),
        ("i 2025", "da", "senest i 2025"),
        ("i juli 2025", "da", "senest i juli 2025"),
        ("højere end gennemsnittet i landet", "da", "over gennemsnittet i landet"),
        ("2 procentpoint lavere end i landet", "da", "mindst 2 procentpoint under landet"),
        ("2 procentpoint over landet", "da", "mindst 2 procentpoint over landet"),
        ("skal være højere end i regionen", "da", "højere end i regionen"),
        ("skal være lavere end i 2015", "da", "skal være lavere end i 2015"),
        ("lavere i 2025 end i 2015", "da", "skal være lavere i 2025 end i 2015"),
        ("skal falde med 5 dage", "da", "5 færre dage"),
        ("at least 85 percent by the end of 2025", "en", "at least 85% by 2025"),
        ("at least 1,000.5 days", "en", "at least 1,000.5 days"),
        ("two out of three", "en", "2 out of 3"),
        ("must rise by 2025", "en", "must rise by 2025"),
        ("must rise by 2,025", "en", "2,025 more"),
        ("lowest in denmark", "en", "lowest in the country"),
        ("by the end of July 2025", "en", "by July 2025"),
    ],
)
def test_other_ways_to_write_it(text, language, said):
    assert say(typed(text, language), language) == said


def test_the_same_figures_are_read_by_the_languages_own_marks():
    assert say(typed("mindst 1.234")) == "mindst 1.234"
    assert say(typed("at least 1.234", "en"), "en") == "at least 1.234"
    assert typed("mindst 1.234") == typed("at least 1,234", "en")


def test_only_wholly_canonical_text_is_canonical():
    assert canonical("Mindst 85 % i 2025.") == typed("mindst 85 % i 2025")
    assert canonical("at least 85% by 2025") == typed("mindst 85 % i 2025")
    assert canonical("at least 85% by 2025", "da") is None
    assert isinstance(typed("i 2016"), Milestone)
    assert canonical("i 2016") is None
    assert canonical("mindst 85 pct. i 2025") is None
    assert canonical("Andelen skal være mindst 85 % i 2025") is None


_WORDS = sorted(
    {
        *(
            " ".join(way)
            for words in (DANISH, ENGLISH)
            for ways in words.stops.values()
            for way in ways
        ),
        *("2025", "1.", "8,5", "8.5", "%", "pct.", ",", "»", "«", '"', ".", "-", "borgere", "1/0"),
        *("Region", "6-byerne", "0", "2/7", "31", "2025-02-31", "1/1-0000", "9" * 50, "en", "ud"),
    }
)
anything = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join),
    st.lists(st.one_of(st.sampled_from(_WORDS), st.text(max_size=4)), max_size=8).map("".join),
)


def _typed_or_error(text, language):
    try:
        return typed(text, language)
    except WordingError as error:
        return error


@settings(max_examples=500, deadline=None)
@given(anything)
@example("blandt de 1/0 bedste")
@example("mindst 9" + "0" * 400)
@example("\ud800 mindst 5")
def test_only_wording_errors_escape(text):
    for language in ("da", "en"):
        found = _typed_or_error(text, language)
        if isinstance(found, WordingError):
            assert 0 <= found.position <= len(text)
            assert found.caret().count("\n") == 1
            assert str(found)
        else:
            assert typed(say(found, language), language) == found
    canonical(text)


@settings(max_examples=200, deadline=None)
@given(targets, st.data())
def test_one_wrong_word_is_an_error_or_another_target(target, data):
    words = say(target).split()
    at = data.draw(st.integers(0, len(words) - 1))
    words[at] = data.draw(st.sampled_from(_WORDS))
    found = _typed_or_error(" ".join(words), "da")
    if not isinstance(found, WordingError):
        assert typed(say(found)) == found


@pytest.mark.parametrize("piece", ["x ", "»", "1", "i ", "1.", ",", "mindst 5 ", "\u202e", "\x00"])
def test_a_megabyte_is_refused_at_once(piece):
    def refused(text):
        with pytest.raises(WordingError) as raised:
            typed(text)
        assert canonical(text) is None
        assert len(str(raised.value)) < 1000

    text = "mindst 5 " + piece * (10**6 // len(piece))
    assert min(processor_seconds(lambda: refused(text)) for _ in range(ATTEMPTS)) < 0.5
