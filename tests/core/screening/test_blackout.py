"""What is blacked out is gone, and the rest is as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.screening.blackout import (
    BAR,
    BRACKETS,
    NotTheText,
    Stretch,
    blacked,
    brackets_for,
    joined,
    marked,
    plain_lines,
    spans_in,
    with_bars,
)

TEXT = "Ring til Ida på 12 34 56 78.\nHun ved det."
IDA, PHONE = (9, 12), (16, 27)


def test_what_stands_between_brackets_becomes_a_bar() -> None:
    said = marked(TEXT, [PHONE, IDA])
    assert said == "Ring til [[Ida]] på [[12 34 56 78]].\nHun ved det."
    assert spans_in(said, TEXT) == (IDA, PHONE)
    assert blacked(TEXT, (IDA, PHONE)) == f"Ring til {BAR} på {BAR}.\nHun ved det."


def test_a_bar_does_not_say_how_long_it_is() -> None:
    assert blacked("Ja Ib nej", [(3, 5)]) == blacked("Ja Ingeborg nej", [(3, 11)])


def test_lines_as_a_browser_sends_them_are_the_same_text() -> None:
    said = marked(TEXT, [PHONE]).replace("\n", "\r\n") + "\r\n"
    assert spans_in(said, TEXT) == (PHONE,)
    assert spans_in(marked(TEXT, [PHONE]), TEXT.replace("\n", "\r\n")) == (PHONE,)


@pytest.mark.parametrize(
    ("said", "position"),
    [
        ("Ring til Ida på 12 34 56 78.\nHun ved det", 40),
        ("Ring til Ib på 12 34 56 78.\nHun ved det.", 10),
        ("Ring til [[Ida på 12 34 56 78.\nHun ved det.", 9),
        ("Ring til Ida]] på 12 34 56 78.\nHun ved det.", 12),
        ("Ring til [[Ida [[på]] 12 34 56 78.\nHun ved det.", 13),
        ("Ring til Ida på 12 34 56 78.\nHun ved det. Og mere", 41),
        ("", 0),
    ],
)
def test_any_other_change_is_found(said: str, position: int) -> None:
    with pytest.raises(NotTheText) as refused:
        spans_in(said, TEXT)
    assert refused.value.position == position


def test_a_text_with_brackets_of_its_own_is_marked_with_others() -> None:
    text = "Se [[bilag 1]], Ida."
    assert brackets_for(text) == ("{{", "}}")
    assert spans_in("Se [[bilag 1]], {{Ida}}.", text) == ((16, 19),)
    assert brackets_for("".join(a + b for a, b in BRACKETS)) == BRACKETS[-1]


def test_spans_that_touch_are_one_and_empty_ones_none() -> None:
    assert joined([(4, 6), (0, 2), (2, 3), (5, 9), (7, 7)]) == ((0, 3), (4, 9))
    assert spans_in("[[Ring ]][[til]] Ida", "Ring til Ida") == ((0, 8),)
    assert spans_in("Ring [[]]til Ida", "Ring til Ida") == ()


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="30 to 99"):
        blacked(TEXT, [(30, 99)])
    with pytest.raises(ValueError, match="-1 to 3"):
        marked(TEXT, [(-1, 3)])


def test_a_page_gets_bars_and_text_apart() -> None:
    assert with_bars(f"Ring {BAR}.") == (
        Stretch("Ring ", is_hidden=False),
        Stretch(BAR, is_hidden=True),
        Stretch(".", is_hidden=False),
    )
    assert with_bars("") == ()


LETTERS = st.text(st.sampled_from("ab [}{]\n\r⟧æ😀"), min_size=1, max_size=40)


@given(LETTERS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_marking_and_reading_the_marks_gives_the_same_spans(
    text: str, wanted: list[tuple[int, int]]
) -> None:
    text = plain_lines(text).strip()
    spans = joined((min(a, len(text)), min(b, len(text))) for a, b in wanted)
    assert spans_in(marked(text, spans), text) == spans
    hidden = blacked(text, spans)
    assert len(hidden) == len(text) + sum(len(BAR) - (end - start) for start, end in spans)
