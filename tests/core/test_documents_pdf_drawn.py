"""PDF whose list marks are drawn as shapes, and tables whose cells stand close."""

from __future__ import annotations

import pytest

from retning.core.documents import Document
from retning.core.documents.reading import read_document
from tests.helpers.pdfs import pages_of, shown, stream_of
from tests.helpers.typeset import Layout, pdf_of

TREES, NOISE, PLAIN = "Flere træer i byen", "Mindre støj ved skolerne", "Til sidst et afsnit."
LINES = ((90, 700, TREES), (90, 680, NOISE), (72, 650, PLAIN))
# A circle of four curves, from its leftmost point, with a radius of 2.
ROUND = (
    "{x} {y} m {x} {up} {x1} {top} {x2} {top} c {x3} {top} {x4} {up} {x4} {y} c "
    "{x4} {down} {x3} {low} {x2} {low} c {x1} {low} {x} {down} {x} {y} c f\n"
)


def circle(x: float, y: float) -> bytes:
    return ROUND.format(
        x=x, y=y, x1=x + 0.9, x2=x + 2, x3=x + 3.1, x4=x + 4,
        up=y + 1.1, top=y + 2, down=y - 1.1, low=y - 2,
    ).encode()  # fmt: skip


def box(x: float, y: float, width: float, height: float, paint: str = "f") -> bytes:
    return f"{x} {y} {width} {height} re {paint}\n".encode()


def read(data: bytes) -> Document:
    return read_document(data, name="strategi.pdf")


def drawn(*shapes: bytes, page: bytes = b"/MediaBox[0 0 595 842]") -> Document:
    return read(pages_of([stream_of(b"".join(shapes) + shown(*LINES))], page=page))


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text_of(block)) for block in document.blocks]


LISTED = [("list_item", TREES), ("list_item", NOISE), ("paragraph", PLAIN)]


@pytest.mark.parametrize(
    "shapes",
    [
        (circle(78, 704), circle(78, 684)),
        (box(78, 702, 3, 3), box(78, 682, 3, 3)),
        (box(78, 702, 3, 3, "S"), box(78, 682, 3, 3, "S")),
        # Filled, and drawn around once more.
        (box(78, 702, 3, 3), box(78, 702, 3, 3, "S"), box(78, 682, 3, 3)),
    ],
)
def test_small_shapes_before_lines_are_list_marks(shapes: tuple[bytes, ...]) -> None:
    document = drawn(*shapes)
    assert document.text == f"• {TREES}\n• {NOISE}\n\n{PLAIN}"
    assert kinds(document) == LISTED
    lines = document.pages[0].lines
    assert all(129 <= line.left <= 131 for line in lines[:2])
    assert document.text[lines[0].start : lines[0].end] == f"• {TREES}"


@pytest.mark.parametrize(
    "shape",
    [
        box(78, 702, 12, 12),  # a picture's size
        box(78, 704, 6, 1.5),  # a dash, or a rule
        box(40, 702, 3, 3),  # far away
        box(78, 722, 3, 3),  # on no line
        box(120, 702, 3, 3),  # among the words
        box(300, 702, 3, 3),  # behind them
        b"".join(box(78 + 0.01 * at, 702, 3, 3) for at in range(200)),  # a chart
    ],
)
def test_other_shapes_are_not(shape: bytes) -> None:
    document = drawn(shape)
    assert "•" not in document.text
    assert {kind for kind, _ in kinds(document)} == {"paragraph"}


def test_a_mark_that_is_written_and_drawn_counts_once() -> None:
    lines = shown((78, 700, f"- {TREES}"), (78, 680, f"- {NOISE}"))
    content = box(70, 702, 3, 3) + box(70, 682, 3, 3) + lines
    assert read(pages_of([stream_of(content)])).text == f"- {TREES}\n- {NOISE}"


def test_shapes_are_found_on_a_page_that_is_turned() -> None:
    content = shown((0, 0, TREES)).replace(b"1 0 0 1 0 0", b"0 1 -1 0 100 120")
    page = b"/MediaBox[0 0 595 842]/Rotate 90"
    document = read(pages_of([stream_of(box(95, 108, 3, 3) + content)], page=page))
    assert document.text == f"• {TREES}"


def test_shapes_of_a_typesetter_with_lines_that_go_on() -> None:
    markup = f"""
#set list(marker: box(baseline: -2pt, circle(radius: 1.5pt, fill: black)))
- {TREES}, og et punkt så langt, at det må gå videre på den næste linje og først slutter nede på den
  - {NOISE}
- Flere veje

{PLAIN}
"""
    document = read(pdf_of(markup, Layout(bullet="•")))
    words = [block for block in document.blocks if block.kind.value in {"list_item", "paragraph"}]
    assert [(block.kind.value, block.level, document.text_of(block)) for block in words] == [
        (
            "list_item",
            0,
            (
                f"{TREES}, og et punkt så langt, at det må gå videre på den næste linje og først "
                "slutter nede på den"
            ),
        ),
        ("list_item", 1, NOISE),
        ("list_item", 0, "Flere veje"),
        ("paragraph", 0, PLAIN),
    ]


# "Genanvendelse af rester," ends 4 points before the next cell begins.
CLOSE = (
    # A row's lines stand cell by cell in the file, as word processors write them.
    *((110, 700, "Mål"), (212, 700, "Ansvarlig"), (302, 700, "Frist")),
    *((72, 676, "Genanvendelse af"), (174, 676, "rester,"), (72, 662, "som vi smider ud")),
    *((212, 676, "Teknik og"), (212, 662, "Miljø"), (298, 669, "2026")),
    *((72, 640, "Sygefravær i dagtilbud"), (212, 640, "Børn og Skole"), (298, 640, "2025")),
)


def test_columns_that_stand_close_are_told_by_their_left_edges() -> None:
    assert read(pages_of([stream_of(shown(*CLOSE))])).text == (
        "Mål | Ansvarlig | Frist\n"
        "Genanvendelse af rester, som vi smider ud | Teknik og Miljø | 2026\n"
        "Sygefravær i dagtilbud | Børn og Skole | 2025"
    )


def test_text_with_wide_blanks_is_no_table() -> None:
    row = ((72, "Vi vil have flere"), (180, "træer i byen og"), (280, "på landet."))
    across = ((72, "Vi vil have flere træer i byen"), (280, "og mindre støj"))
    lines = [
        (left, 700 - 14 * number, text)
        for number, cells in enumerate((row, across, row, across))
        for left, text in cells
    ]
    assert " | " not in read(pages_of([stream_of(shown(*lines))])).text
