"""What recognition tells of a page, and how it becomes lines: no program is run here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.danish import Language, LanguageCode
from retning.core.documents import Document, Unreadable, UnreadableCode
from retning.core.documents.blocks import BlockKind, Word
from retning.core.documents.pdf.picture import MOST_DOTS, grey_of
from retning.core.documents.pdf.reader import read_recognised
from retning.core.documents.scans import SeenPage, packed_pages, page_of, unpacked_pages
from retning.core.documents.sureness import SURE_FROM, Sureness, unsure_words
from tests.helpers.pdfs import pages_of, stream_of, text_page
from tests.helpers.scans import Picture, of_pictures

WIDTH, HEIGHT = 2480, 3508
BLANK = Picture(WIDTH, HEIGHT, b"\xff" * WIDTH * HEIGHT)
SCAN = of_pictures([BLANK])


def word(text: str, left: int, top: int, right: int, sureness: int = 96) -> str:
    title = f"bbox {left} {top} {right} {top + 43}; x_wconf {sureness}"
    return f"<span class='ocrx_word' id='word_1_1' title='{title}'>{text}</span>"


def line(top: int, *words: str, left: int = 300, right: int = 2180, size: float = 43) -> str:
    """A line as tesseract writes it; letters of size 43 are of 11 points."""
    title = f"bbox {left} {top} {right} {top + 43}; baseline 0 -11; x_size {size}; x_descenders 11"
    inside = "\n".join(words)
    return f"<span class='ocr_line' id='line_1_1' title=\"{title}; x_ascenders 12\">{inside}</span>"


def seen(*lines: str, number: int = 1) -> SeenPage:
    return page_of("\n".join(lines).encode(), BLANK.greymap, number=number)


def spread(top: int, text: str, *, sureness: int = 96, left: int = 300, size: float = 43) -> str:
    """`text` word by word with even blanks."""
    words, at = [], left
    for each in text.split():
        end = at + 22 * len(each)
        words.append(word(each, at, top, end, sureness))
        at = end + 12
    return line(top, *words, left=left, right=at - 12, size=size)


def test_words_come_with_box_and_sureness() -> None:
    [found] = seen(line(471, word("løser", 1078, 471, 1166, 95))).lines
    [one] = found.words
    assert (one.text, one.box, one.confidence) == ("løser", (1078, 471, 1166, 514), 95)
    assert (found.height, found.rise, found.slope, found.stroke) == (32.0, 11.0, 0.0, 0.0)


def test_letters_are_told_as_they_are() -> None:
    words = (word("&lt;b&gt;&amp;", 300, 10, 380), word("<strong>fe\u030ad</strong>", 400, 10, 480))
    [found] = seen(line(10, *words)).lines
    assert [one.text for one in found.words] == ["<b>&", "fe\u030ad"]
    [found] = seen(line(10, word("a\u030ar", 300, 10, 380))).lines
    assert found.words[0].text == "\u00e5r"


def test_what_no_letter_is_in_and_what_is_guessed_is_no_line() -> None:
    noise = spread(10, "x.v qwk iil", sureness=20)
    marks = spread(90, "— | ~", sureness=90)
    kept = spread(170, "Byen vokser", sureness=60)
    assert [[one.text for one in found.words] for found in seen(noise, marks, kept).lines] == [
        ["Byen", "vokser"]
    ]


@pytest.mark.parametrize("told", [b"", b"\xff\x00<", b"<span class='ocr_line'", b"<html>" * 9_000])
def test_anything_else_is_an_empty_page(told: bytes) -> None:
    assert page_of(told, BLANK.greymap, number=4) == SeenPage(4, WIDTH, HEIGHT)


@pytest.mark.parametrize("picture", [b"", b"P6 1 1 255\n", b"P5 2 2 255\n\x00", b"P5 99999999 9 2"])
def test_a_picture_that_is_none_is_told(picture: bytes) -> None:
    with pytest.raises(ValueError, match="greymap"):
        page_of(b"", picture, number=1)


@given(st.text(alphabet="<>='\"/ spanocr_linewordbbox0123456789;x", max_size=400))
def test_no_telling_breaks_it(told: str) -> None:
    start = (
        "<span class='ocr_line' id='a' title=\"bbox 1 1 9 9; baseline - .\"><span class='ocrx_word'"
    )
    for each in (told, start + told):
        page_of(each.encode(), b"P5 1 1 255\n\x00", number=1)


def test_paragraphs_headings_lists_and_divided_words() -> None:
    page = seen(
        spread(300, "Natur og klima", size=62),
        spread(420, "Skovene er det, som de fleste nævner, når de skal fortælle noget om klima-"),
        spread(480, "indsatsen, og de dyrker både gran og eg i dem, som de har gjort i kommu-"),
        spread(540, "nen."),
        spread(660, "© Flere borgere cykler"),
        spread(720, "+ Luften bliver renere"),
        spread(780, "«+ Vandet bliver klart"),
    )
    document = read_recognised(SCAN, {1: page})
    assert [(one.kind, document.text_of(one)) for one in document.blocks] == [
        (BlockKind.HEADING, "Natur og klima"),
        (
            BlockKind.PARAGRAPH,
            (
                "Skovene er det, som de fleste nævner, når de skal fortælle noget om "
                "klimaindsatsen, og de dyrker både gran og eg i dem, som de har gjort i kommunen."
            ),
        ),
        (BlockKind.LIST_ITEM, "Flere borgere cykler"),
        (BlockKind.LIST_ITEM, "Luften bliver renere"),
        (BlockKind.LIST_ITEM, "Vandet bliver klart"),
    ]
    assert document.pages_without_text == ()
    assert [document.text[one.start : one.end] for one in document.words[:4]] == [
        "Natur", "og", "klima", "Skovene",
    ]  # fmt: skip
    divided = [document.text[one.start : one.end] for one in document.words]
    assert divided[16:18] == ["klima", "indsatsen,"]


def test_columns_are_read_one_after_the_other() -> None:
    left = [f"venstre spalte linje nummer {at}" for at in ("et", "to", "tre", "fire")]
    right = [f"højre spalte har linje nummer {at}" for at in ("et", "to", "tre", "fire")]
    lines = []
    for at, (one, other) in enumerate(zip(left, right, strict=True)):
        lines += [spread(300 + 60 * at, one), spread(300 + 60 * at, other, left=1_300)]
    text = read_recognised(SCAN, {1: seen(*lines)}).text
    assert " ".join(text.split()) == " ".join([*left, *right])


def test_a_page_askew_is_read_line_by_line() -> None:
    texts = [f"linje {at} er lagt skævt på glasset og løber nedad mod højre" for at in range(6)]
    lines = []
    for at, text in enumerate(texts):
        words = []
        left = 300
        for each in text.split():
            end = left + 22 * len(each)
            words.append(word(each, left, 300 + 60 * at + round(0.03 * left), end))
            left = end + 12
        title = f"bbox 300 {309 + 60 * at} {left} {352 + 60 * at + round(0.03 * left)}"
        told = f"{title}; baseline 0.03 {-11 - round(0.03 * (left - 300))}; x_size 43"
        lines.append(f"<span class='ocr_line' id='l' title=\"{told}\">{''.join(words)}</span>")
    text = read_recognised(SCAN, {1: seen(*lines)}).text
    assert " ".join(text.split()) == " ".join(texts)


def test_nothing_recognised_is_no_text() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_recognised(SCAN, {1: SeenPage(1, WIDTH, HEIGHT)})
    assert (refusal.value.code, refusal.value.detail) == (UnreadableCode.NO_TEXT, "1")


def test_pages_are_packed_and_unpacked() -> None:
    page = seen(spread(300, "Byen vokser"))
    assert unpacked_pages(packed_pages([page], b"%PDF")) == ({1: page}, b"%PDF")
    for damaged in (b"", b"\x00" * 7 + b"\x02[}", packed_pages([page], b"")[:40]):
        with pytest.raises(Unreadable) as refusal:
            unpacked_pages(damaged)
        assert refusal.value.code is UnreadableCode.BROKE_DOWN


def test_a_page_is_drawn_at_three_hundred_dots_and_never_beyond_measure() -> None:
    assert grey_of(pages_of([text_page((72, 700, "Byen"))]), page=1)[:17] == b"P5 2479 3508 255\n"
    poster = grey_of(
        pages_of([text_page((72, 700, "B"))], page=b"/MediaBox[0 0 14000 9000]"), page=1
    )
    size = poster[:20].split()
    assert 0.9 * MOST_DOTS < int(size[1]) * int(size[2]) <= MOST_DOTS
    assert grey_of(pages_of([stream_of(b"")]), page=1) == b""
    strip = pages_of([text_page((0, 0, "B"))], page=b"/MediaBox[0 0 14400 1]")
    assert len(grey_of(strip, page=1)) < MOST_DOTS
    with pytest.raises(IndexError):
        grey_of(SCAN, page=2)


def test_unsure_words_and_the_confidence_they_leave() -> None:
    words = (Word(0, 4, 96), Word(5, 11, 41), Word(12, 15, SURE_FROM))
    language = Language(LanguageCode.DANISH, 1, 1, confident=True)
    document = Document("Byen vokser nok", (), language, "application/pdf", "", words=words)
    assert unsure_words(document) == [[5, 11, 41]]
    sureness = Sureness(document)
    assert sureness.between(0, 4) == 1.0
    assert sureness.between(12, 15) == 1.0
    assert 0.3 <= sureness.between(5, 11) < sureness.between(0, 15) < 0.6
    assert Sureness(Document("Byen", (), language, "", "")).between(0, 4) == 1.0
