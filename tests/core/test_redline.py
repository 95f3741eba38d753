"""Red-line: exact examples a person would accept, and laws that always hold."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retning.core.redline import Segment, SegmentKind, words
from tests.helpers.effort import grows_evenly

SAME, REMOVED, ADDED = SegmentKind.SAME, SegmentKind.REMOVED, SegmentKind.ADDED
# Few words, so that they repeat, with blanks and signs between.
TEXTS = st.lists(
    st.sampled_from(["mål", "skal", "25", "%", " ", " ", "\n", ",", ".", "18-24-årige", "æ", "i"]),
    max_size=60,
).map("".join)


def shown(old: str, new: str) -> list[tuple[str, str]]:
    return [(segment.kind.value, segment.text) for segment in words(old, new)]


def test_a_number_changes() -> None:
    old = "Kommunen skal være blandt de 25 % bedste."
    new = "Kommunen skal være blandt de 10 % bedste."
    assert shown(old, new) == [
        ("same", "Kommunen skal være blandt de "),
        ("removed", "25"),
        ("added", "10"),
        ("same", " % bedste."),
    ]


def test_words_stay_whole() -> None:
    assert shown("flere 18-24-årige borgere", "flere 18-25-årige borgere") == [
        ("same", "flere "),
        ("removed", "18-24-årige"),
        ("added", "18-25-årige"),
        ("same", " borgere"),
    ]


def test_a_small_word_between_two_changes_joins_them() -> None:
    assert shown("Vi bygger boliger i byen nu", "Vi laver huse i centrum nu") == [
        ("same", "Vi "),
        ("removed", "bygger boliger i byen"),
        ("added", "laver huse i centrum"),
        ("same", " nu"),
    ]


def test_signs_stand_alone() -> None:
    assert shown("Det er let", "Det er let.") == [("same", "Det er let"), ("added", ".")]


def test_from_and_to_nothing() -> None:
    assert words("", "") == []
    assert words("", "nyt") == [Segment(ADDED, "nyt")]
    assert words("gammelt", "") == [Segment(REMOVED, "gammelt")]
    assert words("ens", "ens") == [Segment(SAME, "ens")]


@given(TEXTS, TEXTS)
def test_the_segments_hold_both_texts(old: str, new: str) -> None:
    segments = words(old, new)
    assert "".join(s.text for s in segments if s.kind is not ADDED) == old
    assert "".join(s.text for s in segments if s.kind is not REMOVED) == new


@given(TEXTS, TEXTS)
def test_neighbours_differ_and_removed_comes_first(old: str, new: str) -> None:
    segments = words(old, new)
    assert all(segment.text for segment in segments)
    for first, later in pairwise(segments):
        assert first.kind is not later.kind
        assert (first.kind, later.kind) != (ADDED, REMOVED)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_survives(old: str, new: str) -> None:
    segments = words(old, new)
    assert "".join(s.text for s in segments if s.kind is not ADDED) == old
    assert "".join(s.text for s in segments if s.kind is not REMOVED) == new


def test_a_long_text_finds_its_few_changes() -> None:
    def both(count: int) -> tuple[str, str]:
        old = [f"ord{number % 700}" for number in range(count)]
        new = list(old)
        for place in range(500, count, 2_000):
            new[place] = "nyt"
        return " ".join(old), " ".join(new)

    segments = words(*both(20_000))
    assert sum(segment.kind is ADDED for segment in segments) == 10
    grows_evenly(both, lambda pair: words(*pair), size=20_000)
