"""PDF that cannot be read as it is: each told apart; and hand-made pages that can."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest

from retning.core.documents import Document, Unreadable, UnreadableCode
from retning.core.documents.apart import page_picture
from retning.core.documents.pdf.hyphens import joint
from retning.core.documents.reading import read_document
from retning.core.documents.transport import unpacked
from retning.foundation import confined
from tests.helpers.pdfs import FONT, file_of, forms, locked, packed, pages_of, shown, stream_of
from tests.helpers.pdfs import written as under_one_another

LINES = (
    "Vi vil have flere træer i byen og mere natur på landet",
    "så alle kan komme ud i den hver dag og hele året.",
)
TEXT = " ".join(LINES)
CONTENT = under_one_another(LINES)
GREY = stream_of(
    b"\x80",
    b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
)
PICTURE = b"q 500 0 0 700 40 40 cm /I Do Q"
PICTURES = b"/XObject<</I 3 0 R>>"
UNKNOWN = (
    b"<</Type/FontDescriptor/FontName/ABCDEF+Ukendt/Flags 4/FontBBox[0 0 1000 1000]/Ascent 800\
/Descent -200/CapHeight 700/ItalicAngle 0/StemV 80>>"
)
GLYPHS = (
    b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Ukendt/Encoding/Identity-H/DescendantFonts[<</Type"
    b"/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Ukendt/CIDSystemInfo<</Registry(Adobe)"
    b"/Ordering(Identity)/Supplement 0>>/DW 500/FontDescriptor " + UNKNOWN + b">>]>>"
)
NAMELESS = (
    b"<</Type/Font/Subtype/Type1/BaseFont/ABCDEF+Ukendt/Encoding<</Type/Encoding/Differences[40 "
    + b"".join(b"/g%d" % number for number in range(80))
    + b"]>>/FirstChar 40/LastChar 119/Widths["
    + b"500 " * 80
    + b"]/FontDescriptor "
    + UNKNOWN
    + b">>"
)


def hexadecimal(*codes: int, width: int = 2) -> bytes:
    return b"<" + "".join(f"{code:0{width}x}" for code in codes).encode() + b">"


def drawn(codes: bytes) -> bytes:
    return stream_of(b"BT /F1 12 Tf 72 700 Td %s Tj ET" % codes)


TOLD_APART: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "a password": (lambda: locked(CONTENT, user=b"hemmelig"), "encrypted", "pdf"),
    "the head alone": (lambda: b"%PDF-1.7\n", "damaged", "pdf"),
    "cut off": (lambda: pages_of([stream_of(CONTENT)])[:200], "damaged", "pdf"),
    "noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, "damaged", "pdf"),
    "pages in pages": (
        lambda: file_of(
            [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 3/Kids[2 0 R 2 0 R 2 0 R]>>"]
        ),
        "damaged",
        "pdf",
    ),
    "a scan": (
        lambda: pages_of([stream_of(PICTURE)] * 3, resources=PICTURES, more=[GREY]),
        "no_text",
        "3",
    ),
    "nothing at all": (lambda: pages_of([stream_of(b"")]), "empty", ""),
    "glyphs without letters": (
        lambda: pages_of(
            [drawn(hexadecimal(*(3 + n % 60 for n in range(200)), width=4))],
            fonts=b"/F1 " + GLYPHS,
        ),
        "no_letters",
        "pdf",
    ),
    "glyphs that pass for letters": (
        lambda: pages_of([drawn(hexadecimal(*range(40, 120)))], fonts=b"/F1 " + NAMELESS),
        "no_letters",
        "pdf",
    ),
    "too many pages": (lambda: pages_of([stream_of(CONTENT)] * 1001), "too_many_pages", "1000"),
    "2,000 pages": (lambda: pages_of([stream_of(CONTENT)] * 2000), "too_many_pages", "1000"),
    "a page that grows": (lambda: pages_of([packed(b"BT ET " * 10_000_000)]), "bomb", "pdf"),
    "packed twice": (lambda: pages_of([packed(bytes(100_000_000), times=2)]), "bomb", "pdf"),
    "pages that grow together": (
        lambda: pages_of([packed(b" " * 30_000_000)] * 12),
        "bomb",
        "pdf",
    ),
    "a page of a million letters": (
        lambda: pages_of(
            [packed(b"BT /F1 1 Tf 1 TL 72 700 Td " + b"(Flere traer i byen) Tj T* " * 55_000)]
        ),
        "bomb",
        "pdf",
    ),
}


@pytest.mark.parametrize("case", TOLD_APART)
def test_what_cannot_be_read_is_told_apart(case: str) -> None:
    make, code, detail = TOLD_APART[case]
    with pytest.raises(Unreadable) as refusal:
        read_document(make(), name="strategi.pdf")
    assert (refusal.value.code, refusal.value.detail) == (UnreadableCode(code), detail)


def form_page(*, depth: int, fan: int) -> bytes:
    return pages_of(
        [stream_of(b"/X Do")],
        resources=b"/XObject<</X 3 0 R>>",
        more=forms(depth, fan, CONTENT)["more"],
    )


SELF = stream_of(
    b"/X Do /X Do",
    b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 3 0 R>>>>",
)
HOSTILE: dict[str, Callable[[], bytes]] = {
    "forms in forms, ten of each": lambda: form_page(depth=10, fan=10),
    "a form of itself": lambda: pages_of(
        [stream_of(b"/X Do")], resources=b"/XObject<</X 3 0 R>>", more=[SELF]
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_has_no_end_is_ended_with_an_answer(case: str) -> None:
    """In the limits of the process: 512 MiB, and 20 of its 60 seconds."""
    said = confined.run("retning.core.documents.apart:read", HOSTILE[case]())
    with pytest.raises(Unreadable) as refusal:
        unpacked(said)
    assert refusal.value.code in {UnreadableCode.BOMB, UnreadableCode.TOO_HEAVY}


def read(data: bytes) -> Document:
    return read_document(data, name="strategi.pdf")


@pytest.mark.parametrize(
    ("page", "size"),
    [
        (b"/MediaBox[0 0 1000000000 1000000000]", (1e9, 1e9)),
        (b"/MediaBox[0 0 595 842]/UserUnit 99", (595.0, 842.0)),
        (b"", (612.0, 792.0)),
    ],
)
def test_pages_of_any_size_are_read(page: bytes, size: tuple[float, float]) -> None:
    document = read(pages_of([stream_of(CONTENT)], page=page))
    assert document.text == TEXT
    assert (document.pages[0].width, document.pages[0].height) == size


@pytest.mark.parametrize(
    ("page", "matrix", "box"),
    [
        (b"", b"1 0 0 1 100 700", (168, 155, 638, 172)),
        (b"/Rotate 90", b"0 1 -1 0 100 100", (119, 149, 451, 173)),
        (b"/Rotate 180", b"-1 0 0 -1 500 700", (160, 818, 629, 835)),
        (b"/Rotate 270", b"0 -1 1 0 100 700", (169, 813, 501, 836)),
    ],
)
def test_lines_lie_where_a_person_sees_them(
    page: bytes, matrix: bytes, box: tuple[int, int, int, int]
) -> None:
    content = shown((0, 0, LINES[0])).replace(b"1 0 0 1 0 0", matrix)
    document = read(pages_of([stream_of(content)], page=b"/MediaBox[0 0 595 842]" + page))
    [line] = document.pages[0].lines
    assert document.text[line.start : line.end] == LINES[0]
    found = (line.left, line.top, line.right, line.bottom)
    assert all(abs(one - other) <= 3 for one, other in zip(found, box, strict=True)), found


def test_what_is_cut_off_the_page_is_not_seen() -> None:
    lines = ((150, 700, LINES[0]), (150, 686, LINES[1]), (10, 830, "brochure.indd 1"))
    page = b"/MediaBox[0 0 595 842]/CropBox[100 100 595 800]"
    document = read(pages_of([stream_of(shown(*lines))], page=page))
    assert document.text == TEXT
    assert (document.pages[0].width, document.pages[0].height) == (495.0, 700.0)
    assert document.pages[0].lines[0].left == 101


def test_only_what_may_be_done_with_it_is_locked() -> None:
    assert read(locked(CONTENT)).text == TEXT


def test_scanned_pages_among_others_are_named() -> None:
    contents = [stream_of(PICTURE), stream_of(CONTENT), stream_of(b"")]
    document = read(pages_of(contents, resources=PICTURES, more=[GREY]))
    assert document.text == TEXT
    assert document.pages_without_text == (1,)
    assert [len(page.lines) for page in document.pages] == [0, 2, 0]


def test_marks_of_symbol_fonts_are_bullets() -> None:
    mark = b"BT /F2 12 Tf 1 0 0 1 72 700 Tm (\xb7) Tj ET\n"
    rest = shown((90, 700, "Flere træer"), (72, 680, "o"), (90, 680, "Mindre støj"))
    fonts = b"/F1 " + FONT + b"/F2 <</Type/Font/Subtype/Type1/BaseFont/Symbol>>"
    assert read(pages_of([stream_of(mark + rest)], fonts=fonts)).text == (
        "• Flere træer\n• Mindre støj"
    )


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [
        ("kom", "mune er", ""),
        ("nærværs", "organisation", ""),
        ("klima", "og naturpolitik", "- "),
        ("børne", "eller unge", "- "),
        ("Sydøst", "Danmark", "-"),
        ("IT", "løsning", "-"),
        ("e", "handel", "-"),
        ("25", "årige", "-"),
        ("2026", "2029", "-"),
        ("nord", "syd", "-"),
        ("KOM", "MUNE", ""),
    ],
)
def test_hyphens_at_the_end_of_lines(before: str, after: str, between: str) -> None:
    assert joint(before, after, frozenset({"nord-syd"})) == between


def test_scripts_launches_attachments_and_links_are_left_alone() -> None:
    catalogue = (
        b"/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://example.org'\\))>>"
        b"/AA<</WC<</S/Launch/F(/bin/sh)>>>>/Names<</EmbeddedFiles<</Names[(a.exe)"
        b"<</Type/Filespec/F(a.exe)>>]>>>>"
    )
    link = (
        b"/MediaBox[0 0 595 842]/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]"
        b"/A<</S/URI/URI(http://example.org/)>>>>]"
    )
    data = pages_of([stream_of(CONTENT)], catalogue=catalogue, page=link)
    assert read(data).text == TEXT
    assert page_picture(data, {"page": "1", "width": "100"}).startswith(b"\x89PNG")


def size_of(picture: bytes) -> tuple[int, int]:
    return struct.unpack(">II", picture[16:24])


def test_a_page_as_a_picture() -> None:
    data = pages_of([stream_of(b"1 0 0 rg 0 421 595 421 re f")] * 2)
    picture = page_picture(data, {"page": "2", "width": "119"})
    assert size_of(picture) == (119, 168)
    at = picture.index(b"IDAT")
    [length] = struct.unpack(">I", picture[at - 4 : at])
    rows = zlib.decompress(picture[at + 4 : at + 4 + length])
    assert rows[:4] == b"\x00\xff\x00\x00"
    assert rows[-3:] == b"\xff\xff\xff"
    assert size_of(page_picture(data, {"page": "1", "width": "99999"})) == (1600, 2264)
    tall = pages_of([stream_of(b"")], page=b"/MediaBox[0 0 10 10000]")
    assert size_of(page_picture(tall, {"page": "1", "width": "800"}))[1] == 3200


@pytest.mark.parametrize(
    ("data", "page"), [(b"", "1"), (b"%PDF-1.7", "1"), (None, "0"), (None, "2")]
)
def test_no_picture_where_there_is_no_page(data: bytes | None, page: str) -> None:
    given = pages_of([stream_of(CONTENT)]) if data is None else data
    assert page_picture(given, {"page": page, "width": "100"}) == b""
