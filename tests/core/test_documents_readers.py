"""From bytes to blocks: plain text and HTML, their encodings, and what is refused."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retning.core.documents import Block, BlockKind, Document, Unreadable, UnreadableCode
from retning.core.documents.reading import LIMIT_BYTES, READERS, read_document

DANISH = "Målsætninger på ældreområdet: høj kvalitet, også når det går stærkt."

PLAIN = """\
Du er her

Klima og natur

Vi vil passe på naturen, og vi vil gøre det
sammen med borgerne.

 • Flere træer i byen
 • Mindre støj,
   også om natten
   • på vejene
 • Renere luft

  Luften måles hver dag.

Navn\tÅr\tTal

12

Sidst opdateret 01.02.2024
"""

HTML = """\
<!doctype html><html><head><title>Klima</title><style>p { color: red }</style>
<script>var goals = "Flere skal";</script></head><body>
<nav><ul><li>Forside</li></ul></nav>
<div hidden>Gemt</div><p style="display: none">Også gemt</p>
<h1>Klima &amp; natur</h1>
<p>Vi vil passe p&aring; <b>naturen</b>
   hver dag.</p>
<ul><li>Flere træer</li><li><p>Mindre støj</p><p>Også om natten</p>
<ul><li>på vejene</li></ul></li></ul>
<table><tr><th>År</th><th>Tal</th></tr><tr><td><p>2024</p></td><td>7</td></tr></table>
<p><strong>Luften</strong></p>
<p>Luften måles.<br>Hver dag.</p>
<footer>Bund</footer></body></html>
"""


def shown(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, document.text_of(block)) for block in document.blocks]


def read_plain(text: str) -> Document:
    return read_document(text.encode(), name="a.txt")


def uncovered(document: Document) -> str:
    """What no block covers, blanks left off."""
    missed, position = [], 0
    for block in document.blocks:
        missed.append(document.text[position : block.outer])
        position = block.end
    missed.append(document.text[position:])
    return "".join("".join(missed).split())


def check_blocks(document: Document) -> None:
    """Blocks are in order, apart, not empty, and leave nothing out."""
    assert uncovered(document) == ""
    for block in document.blocks:
        assert 0 <= block.outer <= block.start < block.end <= len(document.text)
        content = document.text_of(block)
        assert content == content.strip()
    for first, later in pairwise(document.blocks):
        assert first.end <= later.outer


def test_plain_text_keeps_every_position() -> None:
    document = read_plain(PLAIN)
    assert document.text == PLAIN
    assert shown(document) == [
        ("boilerplate", 0, "Du er her"),
        ("heading", 2, "Klima og natur"),
        ("paragraph", 0, "Vi vil passe på naturen, og vi vil gøre det\nsammen med borgerne."),
        ("list_item", 0, "Flere træer i byen"),
        ("list_item", 0, "Mindre støj,\n   også om natten"),
        ("list_item", 1, "på vejene"),
        ("list_item", 0, "Renere luft"),
        ("paragraph", 0, "Luften måles hver dag."),
        ("table_row", 0, "Navn\tÅr\tTal"),
        ("page_number", 0, "12"),
        ("boilerplate", 0, "Sidst opdateret 01.02.2024"),
    ]
    assert [block.hangs for block in document.blocks].index(True) == 7
    assert document.media_type == "text/plain"
    check_blocks(document)


def test_html_gives_what_a_person_sees() -> None:
    document = read_document(HTML.encode(), name="a.html")
    assert shown(document) == [
        ("boilerplate", 0, "Klima"),
        ("boilerplate", 0, "Forside"),
        ("heading", 1, "Klima & natur"),
        ("paragraph", 0, "Vi vil passe på naturen hver dag."),
        ("list_item", 0, "Flere træer"),
        ("list_item", 0, "Mindre støj"),
        ("paragraph", 0, "Også om natten"),
        ("list_item", 1, "på vejene"),
        ("table_row", 0, "År | Tal"),
        ("table_row", 0, "2024 | 7"),
        ("heading", 2, "Luften"),
        ("paragraph", 0, "Luften måles.\nHver dag."),
        ("boilerplate", 0, "Bund"),
    ]
    assert "Gemt" not in document.text
    assert "goals" not in document.text
    check_blocks(document)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p title='a > b'>Tekst", [("paragraph", 0, "Tekst")]),
        ("<p>En<p>To", [("paragraph", 0, "En"), ("paragraph", 0, "To")]),
        ("<p>3 < 5 og 5 > 3</p>", [("paragraph", 0, "3 < 5 og 5 > 3")]),
        ("<p>A<!-- B --> C<![CDATA[ D ]]></p>", [("paragraph", 0, "A C")]),
        ("<p>A<!-- aldrig lukket <b>B</b></p>", [("paragraph", 0, "AB")]),
        ('<p>A <a href="aldrig lukket>B</a></p>', [("paragraph", 0, "A B")]),
        ("<ul><li>3.1: Flere</ul>", [("list_item", 0, "Flere")]),
        ("<p>&#xD800;A&#0;&#99999999;", [("paragraph", 0, "\ufffdA\ufffd\ufffd")]),
        ("<h2><span hidden>x</span>Mål</h2>", [("heading", 2, "Mål")]),
        ("<p>A</p></div></p></b><p>B", [("paragraph", 0, "A"), ("paragraph", 0, "B")]),
    ],
)
def test_broken_markup_is_read_as_far_as_it_goes(
    source: str, expected: list[tuple[str, int, str]]
) -> None:
    assert shown(read_document(source.encode(), name="a.html")) == expected


def test_markup_is_known_by_its_content() -> None:
    assert read_document(b"<!DOCTYPE html><p>Hej").media_type == "text/html"
    assert read_document(b"Brug <p> til afsnit.").media_type == "text/plain"
    assert READERS[-1].media_type == "text/plain"


@pytest.mark.parametrize(
    ("encoding", "mark", "found"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("cp1252", b"", "cp1252"),
        ("cp865", b"", "cp865"),
        ("mac-roman", b"", "mac-roman"),
    ],
)
def test_encodings_of_danish_offices(encoding: str, mark: bytes, found: str) -> None:
    document = read_document(mark + DANISH.encode(encoding), name="a.txt")
    assert (document.text, document.encoding) == (DANISH, found)


def test_a_page_says_its_own_encoding() -> None:
    page = '<html><meta charset="iso-8859-2"><p>Kőszeg'.encode("iso-8859-2")
    assert read_document(page).text == "Kőszeg"


def test_one_broken_character_does_not_change_the_encoding() -> None:
    data = (DANISH * 3).encode() + b"\xc3"
    document = read_document(data)
    assert (document.encoding, document.text) == ("utf-8", DANISH * 3 + "\ufffd")


@pytest.mark.parametrize(
    ("data", "code", "detail"),
    [
        (b"", "empty", ""),
        (b" \r\n\t ", "empty", ""),
        ("\u2003 • — \n".encode(), "empty", ""),
        (b"<html><script>x</script><p hidden>y</html>", "empty", ""),
        (b"%PDF-1.7\n%\xe2\xe3", "damaged", "pdf"),
        (b"PK\x03\x04\x14\x00word/document.xml", "damaged", "docx"),
        (b"PK\x03\x04\x14\x00noget andet", "binary", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(50), "binary", "office"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "binary", "image"),
        (b"{\\rtf1\\ansi Hej}", "binary", "rtf"),
        (bytes(1000), "not_text", ""),
        (bytes(range(256)) * 40, "not_text", ""),
        ("Стратегия развития города".encode("cp1251"), "undecodable", ""),
        (b"a" * (LIMIT_BYTES + 1), "too_large", str(LIMIT_BYTES)),
        (b"a\n\n" * 100_001, "too_large", "100000 blocks"),
        (b"<p>a" * 100_001, "too_large", "100000 blocks"),
    ],
)
def test_what_is_refused(data: bytes, code: str, detail: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_document(data, name="strategi.txt")
    assert (refusal.value.code, refusal.value.detail) == (UnreadableCode(code), detail)


def test_the_limit_is_a_parameter() -> None:
    assert read_document(b"abcde", limit=5).text == "abcde"
    with pytest.raises(Unreadable, match="too_large: 4"):
        read_document(b"abcde", limit=4)


def test_text_with_a_stray_nul_is_read_and_positions_hold() -> None:
    document = read_document(b"Et m\x00l til." + b" Mere tekst." * 40)
    assert document.text.startswith("Et m\ufffdl til.")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Side 3 af 10", BlockKind.PAGE_NUMBER),
        ("- 7 -", BlockKind.PAGE_NUMBER),
        ("*****", BlockKind.BOILERPLATE),
        ("Læs mere om planen", BlockKind.BOILERPLATE),
        ("Tlf. 12 34 56 78", BlockKind.BOILERPLATE),
        ("Vis respekt for naturen", BlockKind.HEADING),
        ("3. Klima og natur", BlockKind.HEADING),
        ("Hvad vil vi?", BlockKind.HEADING),
        ("Vedtaget i byrådet 14.11.2016", BlockKind.PARAGRAPH),
        ("“Kom bare ind”", BlockKind.PARAGRAPH),
        ("Det er en sætning.", BlockKind.PARAGRAPH),
    ],
)
def test_lines_that_stand_alone(line: str, kind: BlockKind) -> None:
    document = read_plain(f"{line}\n\nDerefter kommer der noget tekst, som er lidt længere.\n")
    assert document.blocks[0].kind is kind


def test_a_list_without_marks_and_a_heading_over_two_lines() -> None:
    document = read_plain("Gode\nårstider\n\nForår i byen\nSommer på landet\n")
    assert shown(document) == [
        ("heading", 2, "Gode\nårstider"),
        ("list_item", 0, "Forår i byen"),
        ("list_item", 0, "Sommer på landet"),
    ]


def test_an_item_goes_on_where_its_text_is_aligned() -> None:
    document = read_plain(" • Planen for\n   Havnsby følges\n • Broen\nEfter listen.\n")
    assert shown(document) == [
        ("list_item", 0, "Planen for\n   Havnsby følges"),
        ("list_item", 0, "Broen"),
        ("paragraph", 0, "Efter listen."),
    ]


def test_windows_line_ends_keep_their_positions() -> None:
    text = "Mål\r\n\r\n- Flere træer\r\n- Mindre støj\r\n"
    document = read_plain(text)
    assert document.text == text
    assert [block.start for block in document.blocks] == [0, 9, 24]


LINES = st.lists(
    st.sampled_from(
        [
            "", "", " ", "\u00a0", "Mål", "Temaer", "Kontakt", " • Flere skal", "  • under", "- x",
            "3.1: Andelen skal stige.", "4", "MÅL OG VEJ", "Hvordan?", "a\tb\tc",
            "I 2030 er alt godt.", "Vi vil. Flere skal med. Og så?", "  indrykket tekst",
            "Det er målet, at:", "***",
            "Delvision 2: Noget", "1. Et", "2. To", "| a | b | c |", "\u2028", "\x0b", "ﬁ\u0308",
        ]
    ),
    max_size=25,
).map("\n".join)  # fmt: skip
TAGS = st.lists(
    st.sampled_from(
        [
            "<p>", "</p>", "<ul>", "<li>", "</li>", "</ul>", "<h2>", "</h2>", "<div hidden>",
            "</div>", "<b>", "</b>", "<tr>", "<td>", "</td>", "</tr>", "<table>", "</table>",
            "<nav>", "</nav>", "<!--", "-->", "<script>", "</script>", "<pre>", "<br>", "<a href='",
            "'>", "<", ">", "&", "&#", "Mål", "Temaer", "Flere skal med. ", "Hvad nu?", " ", "\n",
            "3.1: ", "• ", "|", "\u00a0",
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


def read_unless_empty(data: bytes, *, name: str) -> Document | None:
    try:
        return read_document(data, name=name)
    except Unreadable as refusal:
        if refusal.code is UnreadableCode.EMPTY:
            return None
        raise


@given(LINES)
def test_plain_blocks_lose_nothing(text: str) -> None:
    document = read_unless_empty(text.encode(), name="a.txt")
    if document is not None:
        assert document.text == text
        check_blocks(document)


@given(TAGS)
def test_html_blocks_lose_nothing(source: str) -> None:
    document = read_unless_empty(source.encode(), name="a.html")
    if document is not None:
        check_blocks(document)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for name in ("a.txt", "a.html"):
        try:
            document = read_document(data, name=name)
        except Unreadable:
            continue
        check_blocks(document)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    data = text.encode(errors="replace")
    for name in ("a.txt", "a.html"):
        try:
            document = read_document(data, name=name)
        except Unreadable:
            continue
        check_blocks(document)


def test_a_block_is_a_value() -> None:
    assert Block(BlockKind.HEADING, 0, 0, 3, 1) == Block(BlockKind.HEADING, 0, 0, 3, 1)
