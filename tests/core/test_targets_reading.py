"""The targets in natural sentences, and why others hold none."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retning.core.targets import (
    Among,
    Change,
    Comparator,
    Compare,
    Context,
    CouncilTerm,
    Deadline,
    Direction,
    Doubt,
    Horizon,
    Judged,
    Level,
    NoTarget,
    Ratio,
    Reading,
    Scope,
    SurveyLevel,
    To,
    as_labels,
    read,
)
from tests.core import targets_reading_more as more
from tests.core import targets_reading_sentences as written
from tests.helpers.effort import grows_evenly

_FIELDS = ("kind", "direction", "value", "unit", "deadline", "population", "baseline")
_TABLES = (
    written.LEVELS, written.SURVEYS, written.RATIOS, written.CHANGES, written.STANDINGS,
    written.DEEDS, written.VARIANTS, more.TAUGHT,
)  # fmt: skip
_ROWS = [row for table in _TABLES for row in written.rows(table)]


def _cell(name: str, cell: str) -> object:
    if cell == "-":
        return None
    return pytest.approx(float(cell), abs=0.01) if name in {"value", "baseline"} else cell


@pytest.mark.parametrize("row", _ROWS, ids=[row[0] for row in _ROWS])
def test_written_sentences(row: tuple[str, ...]) -> None:
    sentence, *cells = row
    (label, *_) = as_labels(read(sentence))
    want = dict(zip(_FIELDS, [*cells, *["-"] * len(_FIELDS)], strict=False))
    assert {name: label[name] for name in _FIELDS} == {
        name: _cell(name, cell) for name, cell in want.items()
    }


_REJECTED = written.rows(written.REJECTED + more.REJECTED)


@pytest.mark.parametrize("row", _REJECTED, ids=[row[0] for row in _REJECTED])
def test_no_target_and_why(row: tuple[str, ...]) -> None:
    sentence, _, reason = row
    assert read(sentence) == Reading((), NoTarget(reason))


_PHRASES = written.rows(written.INDICATORS)


@pytest.mark.parametrize("row", _PHRASES, ids=[row[0] for row in _PHRASES])
def test_the_phrase_that_names_what_is_measured(row: tuple[str, ...]) -> None:
    sentence, phrase = row
    assert read(sentence).targets[0].indicator == phrase


def test_several_years_in_one_sentence() -> None:
    found = read("Udledningen skal ned med mindst 40 % i 2025, 75 % i 2030 og være neutral i 2045")
    assert [each.target for each in found.targets] == [
        _fall("40", 2025),
        _fall("75", 2030),
        Level(Comparator.AT_MOST, Decimal(0), by=Deadline(2045)),
    ]


def _fall(size: str, year: int) -> object:
    (found,) = read(f"Udledningen skal ned med mindst {size} % i {year}").targets
    assert isinstance(found.target, Change)
    assert found.target.direction is Direction.DOWN
    assert found.target.by == Deadline(year)
    return found.target


def test_two_clauses_give_two_targets_with_their_own_phrases() -> None:
    found = read("Sygefraværet skal falde, og trivslen skal stige").targets
    assert [(each.indicator, each.target) for each in found] == [
        ("Sygefraværet", Change(Direction.DOWN)),
        ("trivslen", Change(Direction.UP)),
    ]


def test_one_clause_that_counts_is_enough() -> None:
    (found,) = read(
        "Byen skal være levende, og der skal ske en stigning i antallet af butikker"
    ).targets
    assert found.indicator == "antallet af butikker"


def test_a_clause_within_the_indicator_does_not_divide() -> None:
    (found,) = read("Andelen af børn, der trives, og som har en ven, skal stige").targets
    assert found.target == Change(Direction.UP)


def test_what_a_listed_sentence_says_is_never_a_means() -> None:
    sentence = "Vi vil styrke samarbejdet med foreningerne."
    assert read(sentence).reason is NoTarget.MEANS
    (found,) = read(sentence, Context(listed=True)).targets
    assert isinstance(found.target, Judged)


def test_by_when() -> None:
    assert _by("Folketallet vokser over de næste fire år") == Horizon(4)
    assert _by("Folketallet vokser i byrådsperioden") == CouncilTerm()
    assert _by("Skolen er bygget senest den 1. marts 2027") == Deadline(2027, 3, 1)
    assert _by("Flere er i job inden for tre måneder") is None


def _by(sentence: str) -> object:
    target = read(sentence).targets[0].target
    return getattr(target, "by", None)


def test_margin_below_is_negative() -> None:
    (found,) = read("Ledigheden skal være mindst 2 procentpoint under landsgennemsnittet").targets
    target = found.target
    assert isinstance(target, Compare)
    assert (target.comparator, target.margin, target.to) == (Comparator.AT_MOST, -2, To.AVERAGE)
    assert target.among == Among(Scope.COUNTRY)


def test_what_is_ambiguous_says_what_would_settle_it() -> None:
    (ratio,) = read("9 ud af 10 forældre oplever et godt samarbejde").targets
    assert ratio.doubt is Doubt.RATIO_OR_SURVEY
    assert ratio.target == Ratio(9, 10)
    assert ratio.alternatives == (SurveyLevel(Comparator.AT_LEAST, Decimal(90), "%"),)
    (rank,) = read("Vi skal være i top 5 blandt kommuner med flest ledige i beskæftigelse").targets
    assert rank.doubt is Doubt.NUMBER_OR_SHARE


def test_a_hyphen_left_from_a_line_end_is_read_over() -> None:
    text = "Antallet af ind- brud skal falde"
    (found,) = read(text).targets
    assert found.indicator == "Antallet af ind- brud"
    assert text[found.evidence["direction"].start :].startswith("falde")


def test_line_breaks_and_hard_blanks_are_blanks() -> None:
    (found,) = read("Mindst 80\u00a0% af\nborgerne er tilfredse").targets
    assert found.target == SurveyLevel(Comparator.AT_LEAST, Decimal(80), "%")


def test_evidence_names_the_words() -> None:
    text = "Sygefraværet skal falde fra 6 % til 5 % i 2026"
    (found,) = read(text).targets
    words = {name: text[span.start : span.end] for name, span in found.evidence.items()}
    assert words["value"] == "5 %"
    assert words["baseline"] == "6 %"
    assert words["deadline"] == "i 2026"
    assert words["indicator"] == "Sygefraværet"


@pytest.mark.parametrize("text", ["", " ", "\n", "...", "12", "%", "???", "\u202e\u0627"])
def test_next_to_nothing_is_read_without_harm(text: str) -> None:
    assert isinstance(read(text), Reading)


_MIXED = """
mindst højst 10 % 25 procent af borgerne skal være ikke under over blandt de bedste top i 2025 fra
til og , . - : der som ned op flere færre landet kommuner hver tiende ud alle halvdelen ingen stige
falde med end gennemsnittet senest den 1. juli inden for fire år kr. pr. skala 1-5 İ ß 0 ½ Æ
99999999999999999999 neutral nul
"""
_WORDS = st.sampled_from(_MIXED.split())


@settings(max_examples=400, deadline=None)
@given(st.lists(_WORDS, max_size=25).map(" ".join) | st.text(max_size=300), st.booleans())
def test_any_text_is_read_and_every_place_lies_in_it(text: str, listed: bool) -> None:
    reading = read(text, Context(listed=listed))
    assert reading.targets or reading.reason is not None
    for found in reading.targets:
        assert 0 <= found.span.start <= found.span.end <= len(text)
        assert 0 < found.confidence <= 1
        for span in found.evidence.values():
            assert 0 <= span.start <= span.end <= len(text)
        named = found.evidence.get("indicator")
        assert found.indicator == (text[named.start : named.end] if named else "")
    as_labels(reading)


@pytest.mark.parametrize(
    "unit", ["skal stige ", "1", "a", " ", "ikke ", "fra 1 ", "10 % i 2025, ", ", der ", "og ", "-"]
)
def test_time_is_linear_in_the_length(unit: str) -> None:
    grows_evenly(lambda size: unit * (size // len(unit)), read, size=1_000_000)
