"""A document mended, and the way back to what stands in the source."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.danish.repairs import Repair, RepairRule
from retning.core.documents.blocks import Block, BlockKind, Document, Line, Page
from retning.core.documents.mending import Mended, alike, mend
from retning.core.documents.reading import read_document
from retning.core.documents.transport import Answer, packed, unpacked
from retning.core.documents.unreadable import Unreadable
from tests.helpers.effort import grows_evenly


def _document(text: str, *repairs: Repair) -> Document:
    document = read_document(text.encode()) if text.strip() else read_document(b"tekst")
    return replace(document, text=text, repairs=repairs)


def _repair(text: str, before: str, after: str, *, at: int = 0) -> Repair:
    start = text.index(before, at)
    return Repair(start, start + len(before), before, after, 0.9, RepairRule.MISREAD)


def test_repairs_are_applied_and_the_way_back_covers_whole_repairs() -> None:
    text = "Alle bgrn skal med pa tur."
    mended = mend(
        _document(text, _repair(text, "bgrn", "børnene"), _repair(text, "pa", "på", at=16))
    )

    assert mended.document.text == "Alle børnene skal med på tur."
    assert mended.document.repairs == ()
    assert [repair.after for repair in mended.applied] == ["børnene", "på"]
    assert mended.source_span(5, 12) == (5, 9)
    # From within a repair: all of it.
    assert mended.source_span(8, 17) == (5, 14)
    assert mended.source_span(13, 29) == (10, 26)
    assert mended.source_span(8, 8) == (5, 5)


def test_what_a_person_undid_is_left_as_it_was() -> None:
    text = "pa vej pa nettet"
    first, second = _repair(text, "pa", "på"), _repair(text, "pa", "på", at=3)
    mended = mend(_document(text, first, second), without=[first])
    assert mended.document.text == "pa vej på nettet"
    assert mended.applied == (second,)


def test_alike_are_the_same_words_whatever_their_capitals() -> None:
    text = "Ar for ar, ar i marken"
    upper, lower = _repair(text, "Ar", "År"), _repair(text, "ar", "år", at=3)
    other = replace(lower, after="arm")
    assert alike(lower, (upper, lower, other)) == (upper, lower)


def test_a_repair_that_does_not_fit_is_left_out() -> None:
    text = "bgrnene"
    whole = _repair(text, "bgrnene", "børnene")
    within = Repair(1, 2, "g", "ø", 0.9, RepairRule.MISREAD)
    astray = Repair(0, 3, "abc", "def", 0.9, RepairRule.MISREAD)
    beyond = Repair(7, 9, "", "x", 0.9, RepairRule.MISREAD)
    mended = mend(_document(text, astray, whole, within))
    assert mended.document.text == "børnene"
    assert mended.applied == (whole,)
    assert mend(_document(text, replace(beyond, before="xy"))).document.text == text


def test_a_deletion_belongs_neither_to_what_ends_nor_to_what_begins_there() -> None:
    text = "ab\u00adcd"
    gone = Repair(2, 3, "\u00ad", "", 0.9, RepairRule.HYPHEN)
    mended = mend(_document(text, gone))
    assert mended.document.text == "abcd"
    assert mended.source_span(0, 2) == (0, 2)
    assert mended.source_span(2, 4) == (3, 5)
    assert mended.source_span(0, 4) == (0, 5)


def test_blocks_pages_and_lines_move_along() -> None:
    text = "Fzlles\nmal for bgrn"
    document = Document(
        text,
        (Block(BlockKind.HEADING, 0, 0, 6, 1), Block(BlockKind.PARAGRAPH, 7, 7, 19)),
        read_document(b"x").language,
        "application/pdf",
        "",
        pages=(Page(1, 0, 19, 100, 100, (Line(0, 6, 0, 0, 9, 9), Line(7, 19, 0, 9, 9, 19))),),
        repairs=(_repair(text, "Fzlles", "Fælles"), _repair(text, "bgrn", "børnene")),
    )
    moved = mend(document).document
    assert moved.text == "Fælles\nmal for børnene"
    assert [moved.text_of(block) for block in moved.blocks] == ["Fælles", "mal for børnene"]
    (page,) = moved.pages
    assert (page.start, page.end) == (0, 22)
    assert [(line.start, line.end) for line in page.lines] == [(0, 6), (7, 22)]


def test_a_repair_across_two_lines_keeps_them_apart() -> None:
    text = "nærværs-\nkultur og"
    document = replace(
        _document(text, _repair(text, "nærværs-\nkultur", "nærværskultur")),
        pages=(Page(1, 0, 18, 9, 9, (Line(0, 8, 0, 0, 1, 1), Line(9, 18, 0, 1, 1, 2))),),
    )
    lines = mend(document).document.pages[0].lines
    assert [(line.start, line.end) for line in lines] == [(0, 13), (13, 16)]


def test_repairs_travel_and_are_checked_on_arrival() -> None:
    text = "bgrn og unge"
    good = _document(text, _repair(text, "bgrn", "børn"))
    assert unpacked(packed(Answer(good))).repairs == good.repairs
    for bad in (
        replace(good.repairs[0], before="barn"),
        replace(good.repairs[0], end=99),
        replace(good.repairs[0], start=-1),
    ):
        with pytest.raises(Unreadable):
            unpacked(packed(Answer(replace(good, repairs=(bad,)))))


@st.composite
def _damaged(draw: st.DrawFn) -> Document:
    """Any text with any repairs that do not overlap, deletions and insertions among them."""
    letters = st.text(st.sampled_from("abæø \n-"), max_size=6)
    parts = draw(st.lists(st.tuples(letters, letters, st.none() | letters), max_size=8))
    text, repairs = "", []
    for same, before, after in parts:
        text += same
        if after is not None:
            span = (len(text), len(text) + len(before))
            repairs.append(Repair(*span, before, after, 0.5, RepairRule.MISREAD))
        text += before
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, start, start, min(start + 5, len(text)))
        for start in range(0, len(text), 5)
    )
    empty = read_document(b"x")
    return replace(empty, text=text, blocks=blocks, repairs=tuple(repairs))


@given(_damaged())
def test_the_way_back_is_monotone_and_covers_what_stands_there(document: Document) -> None:
    mended = mend(document)
    text = mended.document.text
    places = range(len(text) + 1)
    starts = [mended.source_start(place) for place in places]
    ends = [mended.source_end(place) for place in places]
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(0 <= place <= len(document.text) for place in (*starts, *ends))
    _assert_covered(mended, document)
    _assert_in_order(mended.document)


def _assert_covered(mended: Mended, document: Document) -> None:
    """Each character stands in its source span, or a repair that put it there lies within."""
    for place, letter in enumerate(mended.document.text):
        start, end = mended.source_span(place, place + 1)
        within = [r for r in mended.applied if start <= r.start and r.end <= end]
        assert document.text[start:end] == letter or any(letter in r.after for r in within)


def _assert_in_order(document: Document) -> None:
    reached = 0
    for block in document.blocks:
        assert reached <= block.outer <= block.start <= block.end <= len(document.text)
        reached = block.end


@given(st.text(max_size=40))
def test_without_repairs_nothing_changes(text: str) -> None:
    document = replace(read_document(b"x"), text=text, blocks=())
    mended = mend(document)
    assert mended.document == document
    assert [mended.source_span(0, place) for place in range(len(text) + 1)] == [
        (0, place) for place in range(len(text) + 1)
    ]


def test_mending_takes_time_in_proportion_to_the_text() -> None:
    def document(count: int) -> Document:
        repairs = tuple(
            Repair(8 * i, 8 * i + 4, "bgrn", "børnene", 0.9, RepairRule.MISREAD)
            for i in range(count)
        )
        return _document("bgrn og " * count, *repairs)

    mend(document(1_000))
    grows_evenly(document, mend, size=40_000)
