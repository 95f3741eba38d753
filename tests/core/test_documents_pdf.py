"""PDF that a typesetter made: order, running heads, paragraphs, lists, tables, headings."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from retning.core.documents import BlockKind, Document, PieceKind, outline, passages
from retning.core.documents.reading import read_document
from tests.helpers.typeset import (
    BROCHURE,
    PLAIN_LAYOUT,
    STRATEGY,
    Layout,
    as_html,
    as_pdf,
    pdf_of,
    written,
)

TREES = (
    "Vi vil have flere træer i byen og mere natur på landet, så alle kan komme ud i den hver dag. "
)
HALLS = "Skolerne får nye faciliteter, og foreningslivet kan bruge dem om aftenen og i weekenden. "
FURNITURE = {BlockKind.BOILERPLATE, BlockKind.PAGE_NUMBER}


def read(markup: str, layout: Layout = PLAIN_LAYOUT) -> Document:
    return read_document(pdf_of(markup, layout), name="strategi.pdf")


def shown(document: Document, *, furniture: bool = False) -> list[tuple[str, int, str]]:
    return [
        (block.kind.value, block.level, document.text_of(block))
        for block in document.blocks
        if furniture or block.kind not in FURNITURE
    ]


def check(document: Document) -> None:
    """Blocks cover all that is not blank, in order; each line points at its own words."""
    position, missed = 0, []
    for block in document.blocks:
        assert 0 <= block.outer <= block.start < block.end <= len(document.text)
        missed.append(document.text[position : block.outer])
        position = block.end
    assert not "".join([*missed, document.text[position:]]).strip()
    for first, later in pairwise(document.blocks):
        assert first.end <= later.outer
    lines = [line for page in document.pages for line in page.lines]
    for former, latter in pairwise(lines):
        assert former.end <= latter.start
    covered = set()
    for page in document.pages:
        assert page.width > 0
        assert page.height > 0
        for line in page.lines:
            assert page.start <= line.start <= line.end <= page.end
            assert 0 <= line.left <= line.right <= 1000
            assert 0 <= line.top < line.bottom <= 1000
            covered.update(range(line.start, line.end))
    bare = {at for at, character in enumerate(document.text) if not character.isspace()}
    assert {document.text[at] for at in bare - covered} <= {"|"}


@pytest.mark.parametrize("columns", [2, 3])
def test_columns_are_read_one_after_the_other_under_a_heading_across(columns: int) -> None:
    across = '#place(top, scope: "parent", float: true)[= Retning for hele egnen i fire år]'
    texts = [f"Afsnit {number}. {TREES * 2}".strip() for number in range(1, 19)]
    document = read("\n\n".join([across, *map(written, texts)]), Layout(columns=columns, size=9))
    check(document)
    assert shown(document) == [
        ("heading", 1, "Retning for hele egnen i fire år"),
        *(("paragraph", 0, text) for text in texts),
    ]
    lefts = {line.left // 30 for line in document.pages[0].lines}
    assert len(lefts) >= columns


def test_a_sidebar_does_not_interrupt_the_column_beside_it() -> None:
    main = [written(TREES * 4), written(HALLS * 3)]
    markup = (
        f"= Natur\n#grid(columns: (2fr, 1fr), gutter: 20pt, [{main[0]}\n\n{main[1]}],"
        f"[#text(size: 9pt)[== Fakta\n{written(HALLS)}]])\n\n{written(TREES * 3)}"
    )
    document = read(markup)
    check(document)
    assert [text for _, _, text in shown(document)] == [
        "Natur",
        (TREES * 4).strip(),
        (HALLS * 3).strip(),
        "Fakta",
        HALLS.strip(),
        (TREES * 3).strip(),
    ]


def test_running_heads_feet_and_numbers_are_kept_apart_and_not_lost() -> None:
    layout = Layout(head="Retning for Nordegn", foot="Nordegn Kommune, 2026", paper="a5")
    body = "\n\n".join(f"== Del {number}\n{written(TREES * 12)}" for number in range(1, 8))
    document = read(f"= Strategi\n{body}", layout)
    check(document)
    count = len(document.pages)
    assert count >= 4
    found = shown(document, furniture=True)
    assert found.count(("boilerplate", 0, "Retning for Nordegn")) == count
    assert found.count(("boilerplate", 0, "Nordegn Kommune, 2026")) == count
    numbers = [text for kind, _, text in found if kind == "page_number"]
    assert numbers == [str(number) for number in range(1, count + 1)]
    # Text goes on from page to page as if they were not there.
    assert [text for _, _, text in shown(document)] == [
        "Strategi",
        *(part for number in range(1, 8) for part in (f"Del {number}", (TREES * 12).strip())),
    ]


def test_a_paragraph_longer_than_a_page_leaves_room_for_the_heads() -> None:
    layout = Layout(head="Retning for Nordegn", paper="a6")
    document = read(written(TREES * 60), layout)
    check(document)
    assert len(document.pages) >= 4
    assert " ".join(text for _, _, text in shown(document)) == (TREES * 60).strip()


def test_lists_their_depth_and_what_hangs_under_them() -> None:
    markup = """
= Lister
#set list(marker: ([•], [–]))
- Et punkt, der er så langt, at det må gå videre på den næste linje og slutter først der nede
  - Et underpunkt
- To

  Et afsnit under punktet.
- Tre

Efter listen står der et helt almindeligt afsnit.

+ Første
+ Anden
"""
    document = read(markup)
    check(document)
    long = "Et punkt, der er så langt, at det må gå videre på den næste linje og slutter først der"
    assert shown(document) == [
        ("heading", 1, "Lister"),
        ("list_item", 0, f"{long} nede"),
        ("list_item", 1, "Et underpunkt"),
        ("list_item", 0, "To"),
        ("paragraph", 0, "Et afsnit under punktet."),
        ("list_item", 0, "Tre"),
        ("paragraph", 0, "Efter listen står der et helt almindeligt afsnit."),
        ("list_item", 0, "Første"),
        ("list_item", 0, "Anden"),
    ]
    assert [block.hangs for block in document.blocks].count(True) == 1
    assert [block.numbers for block in document.blocks if block.numbers] == [(1,), (2,)]


@pytest.mark.parametrize("mark", ["•", "–", "o", "▪", "-"])
def test_bullets_of_many_kinds(mark: str) -> None:
    document = read("- Flere træer\n- Mindre støj", Layout(bullet=written(mark)))
    check(document)
    assert shown(document) == [
        ("list_item", 0, "Flere træer"),
        ("list_item", 0, "Mindre støj"),
    ]


def test_tables_are_read_row_by_row() -> None:
    cells = ("Mål", "2025", "2029", "Flere træer", "120", "400", "Mindre støj", "60 dB", "50 dB")
    table = ", ".join(f"[{cell}]" for cell in cells)
    prose = f"[Indsats], [Beskrivelse], [Natur], [{TREES}], [Skole], [{HALLS}]"
    document = read(
        f"= Tabel\nFør tabellen.\n\n#table(columns: 3, {table})\n\nEfter tabellen.\n\n"
        f"#table(columns: (1fr, 2fr), {prose})"
    )
    check(document)
    assert shown(document) == [
        ("heading", 1, "Tabel"),
        ("paragraph", 0, "Før tabellen."),
        ("table_row", 0, "Mål | 2025 | 2029"),
        ("table_row", 0, "Flere træer | 120 | 400"),
        ("table_row", 0, "Mindre støj | 60 dB | 50 dB"),
        ("paragraph", 0, "Efter tabellen."),
        ("table_row", 0, "Indsats | Beskrivelse"),
        ("table_row", 0, f"Natur | {TREES.strip()}"),
        ("table_row", 0, f"Skole | {HALLS.strip()}"),
    ]


def test_a_table_of_contents_is_no_text() -> None:
    document = read(f"= Retning\n#outline(title: none)\n#pagebreak()\n== Natur\n{TREES}")
    check(document)
    assert [text for _, _, text in shown(document)] == ["Retning", "Natur", TREES.strip()]


def told(document: Document) -> list[tuple[str, str]]:
    """What a person reviews, prose apart: its paragraphs may be gathered in other ways."""
    prose = {PieceKind.NARRATIVE, PieceKind.UNPLACED}
    draft = outline(document)
    return [(one.kind.value, one.text) for one in passages(draft) if one.kind not in prose]


@pytest.mark.parametrize(
    "layout",
    [
        PLAIN_LAYOUT,
        BROCHURE,
        Layout(columns=3, size=8, paper="a4"),
        Layout(paper="a6", size=9, head="Retning", foot="Nordegn"),
        Layout(justify=False, hyphenate=False, bullet="o"),
    ],
)
def test_a_strategy_is_the_same_as_pdf_and_as_a_web_page(layout: Layout) -> None:
    document = read_document(as_pdf(STRATEGY, layout), name="strategi.pdf")
    check(document)
    page = read_document(as_html(STRATEGY), name="strategi.html")
    assert told(document) == told(page)
    assert outline(document).period == outline(page).period or outline(document).period is not None
    assert document.media_type == "application/pdf"


WORDS = (
    "træer byen skolen havnen vi vil have flere mere kultur fællesskab ældreområdet "
    "kommuneplanstrategi sammenhængskraft klimatilpasning og i på til"
)
WORD = st.sampled_from(WORDS.split())
SENTENCE = st.lists(WORD, min_size=3, max_size=14).map(lambda words: " ".join(words).capitalize())
PART = st.one_of(
    SENTENCE.map(lambda text: f"== {text}"),
    st.lists(SENTENCE, min_size=1, max_size=5).map(". ".join).map(lambda text: f"{text}."),
    st.lists(SENTENCE, min_size=1, max_size=4).map(
        lambda items: "\n".join(f"- {item}" for item in items)
    ),
)


# Shrinking would typeset hundreds of documents.
@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(st.lists(PART, min_size=1, max_size=14), st.sampled_from([1, 2, 3]), st.booleans())
def test_every_word_comes_through(parts: list[str], columns: int, justify: bool) -> None:
    layout = Layout(columns=columns, justify=justify, size=9, paper="a5", foot="Nordegn")
    document = read("\n\n".join(parts), layout)
    check(document)
    words = " ".join(parts).replace("== ", "").replace("- ", "")
    kept = [document.text_of(block) for block in document.blocks if block.kind not in FURNITURE]
    assert letters_of("".join(kept)) == letters_of(words)


def letters_of(text: str) -> Counter[str]:
    """How often each letter stands in it: what is lost or comes twice would show."""
    return Counter(character for character in text if character.isalpha())
