"""What a file is is told by its content; what it is called is only shown."""

import io
import zipfile

import pytest

from retning.core.documents.unreadable import Unreadable
from retning.foundation.attachments.content import (
    HTML,
    TEXT,
    Kind,
    TextScan,
    TextState,
    recognise,
)
from retning.foundation.attachments.names import display_name
from tests.helpers.office import content_types, odt, ole, unzipped, word, zipped

OFFICE = "application/vnd.openxmlformats-officedocument"
SHEET = f"{OFFICE}.spreadsheetml.sheet.main+xml"
DANISH = "Rød grød med fløde på æblet"


def scanned(data: bytes, *, step: int = 0) -> TextState:
    scan = TextScan()
    for start in range(0, len(data), step or max(len(data), 1)):
        scan.feed(data[start : start + (step or len(data))])
    return scan.state()


def kind(data: bytes) -> Kind:
    return recognise(scanned(data), data[:16_384], io.BytesIO(data))


@pytest.mark.parametrize("step", [0, 1, 3])
@pytest.mark.parametrize(
    ("data", "state"),
    [
        (b"", TextState.BLANK),
        (b" \n\t\r\n", TextState.BLANK),
        ("\ufeff \n".encode("utf-16-le"), TextState.BLANK),
        (b"ja", TextState.TEXT),
        (DANISH.encode(), TextState.TEXT),
        (DANISH.encode("utf-8-sig"), TextState.TEXT),
        (DANISH.encode("utf-16"), TextState.TEXT),
        (DANISH.encode("utf-32"), TextState.TEXT),
        (b"\xfe\xff" + DANISH.encode("utf-16-be"), TextState.TEXT),
        (DANISH.encode("windows-1252"), TextState.TEXT),
        (DANISH.encode("latin-1"), TextState.TEXT),
        (b"side 1\x0cside 2\x1a", TextState.TEXT),
        (DANISH.encode("utf-16-le"), TextState.NOT_TEXT),
        (b"ja\x00nej", TextState.NOT_TEXT),
        (b"ja\x1b[31m", TextState.NOT_TEXT),
        (b"ja\x7f", TextState.NOT_TEXT),
        ("\ufeffja\x01".encode("utf-16-le"), TextState.NOT_TEXT),
        (b"\xe5\x81\x8d\xe5 japansk i Shift-JIS", TextState.NOT_DECODABLE),
        (b"\xef\xbb\xbfhalv \xc3", TextState.NOT_DECODABLE),
        (b"\xff\xfehalvt tegn" + b"x", TextState.NOT_DECODABLE),
    ],
)
def test_text_is_told_from_data_however_it_is_cut(data, state, step):
    assert scanned(data, step=step) is state


@pytest.mark.parametrize(
    "markup",
    [
        "<!doctype html><html>",
        "\n  <!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>",
        "<html lang=da>",
        "<p>Aldrig lukket <b>og <i>aldrig",
        "<h1>Strategi</h1>",
        "<!-- gemt fra nettet --><!-- to gange -->\n<div>",
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>',
        "<br/>",
    ],
)
def test_markup_is_html(markup):
    assert kind(markup.encode()) == Kind(HTML, "HTML")
    assert kind(markup.encode("utf-16")) == Kind(HTML, "HTML")
    assert kind(markup.encode("utf-8-sig")) == Kind(HTML, "HTML")


@pytest.mark.parametrize(
    "text",
    [
        "Vision <p> er et tegn midt i en sætning",
        "<3 til alle",
        "<abc> er en skabelon",
        "BM begynder også et billede",  # the mark of a bitmap
        "MZ begynder også et program",
        "%PDF uden streg",
        "1. Mål",
    ],
)
def test_text_with_odd_beginnings_is_text(text):
    assert kind(text.encode()) == Kind(TEXT, "text")


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7\n1 0 obj", Kind("application/pdf", "PDF")),
        (b"\xef\xbb\xbf\n%PDF-1.7\n\x00\x01", Kind("application/pdf", "PDF")),
        (b"{\\rtf1\\ansi Hej}", Kind("application/rtf", "RTF")),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Kind("image/png", "PNG")),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", Kind("image/jpeg", "JPEG")),
        (word("<w:p/>"), Kind(f"{OFFICE}.wordprocessingml.document", "Word")),
        (
            word("<w:p/>", main="application/vnd.ms-word.document.macroEnabled.main+xml"),
            Kind("application/vnd.ms-word.document.macroEnabled.12", "Word"),
        ),
        (odt("<text:p/>"), Kind("application/vnd.oasis.opendocument.text", "OpenDocument")),
        (
            zipped({"[Content_Types].xml": content_types({"/xl/workbook.xml": SHEET}), "a": "x"}),
            Kind(f"{OFFICE}.spreadsheetml.sheet", "Excel"),
        ),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            Kind("application/vnd.oasis.opendocument.spreadsheet", "OpenDocument Calc"),
        ),
        (archive("Index/Document.iwa"), Kind("application/vnd.apple.pages", "Pages")),
        # What a name says counts for nothing, nor does a word in passing.
        (zipped({"word/document.txt": "opendocument.text"}), Kind("application/zip", "ZIP")),
        (ole("WordDocument"), Kind("application/msword", "Word 97–2003")),
        (ole("a", "b", "c", "Workbook"), Kind("application/vnd.ms-excel", "Excel 97–2003")),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40,
            Kind("application/x-ole-storage", "Word, Excel (97–2003)"),
        ),
        (archive("a.txt"), Kind("application/zip", "ZIP")),
        (b'<?xml version="1.0"?><rss/>', Kind("application/xml", "XML")),
        (b"<svg xmlns='x'><script/></svg>", Kind("image/svg+xml", "SVG")),
        (b"\x00\x01\x02\x03 ukendt", Kind("application/octet-stream", "")),
    ],
)
def test_other_kinds_are_named(data, expected):
    assert kind(data) == expected


def test_the_list_of_parts_may_stand_anywhere_in_the_file():
    """LibreOffice writes it last, and pictures may stand before it."""
    members = {"word/media/billede.png": bytes(range(256)) * 400, **unzipped(word("<w:p/>"))}
    members["[Content_Types].xml"] = members.pop("[Content_Types].xml")
    assert kind(zipped(members)).label == "Word"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (b"PK\x03\x04" + b"\x00" * 30, "damaged"),
        (word("<w:p/>" * 5000)[:-200], "damaged"),
        (zipped({"[Content_Types].xml": "<Types"}), "damaged"),
        (zipped({"[Content_Types].xml": "<!DOCTYPE a><a/>"}), "bomb"),
        (zipped({"[Content_Types].xml": b" " * 2_000_000}), "bomb"),
    ],
)
def test_one_that_cannot_be_looked_into_is_none(data, code):
    with pytest.raises(Unreadable) as refusal:
        kind(data)
    assert refusal.value.code == code


def test_rarer_kinds_are_named_by_the_library():
    assert kind(b"7z\xbc\xaf\x27\x1c" + b"\x00" * 60).label == "7Z"


def test_a_thousand_comments_before_nothing_take_no_time():
    assert kind(b"<!---->" * 2000 + b"x") == Kind(TEXT, "text")
    assert kind(b"<!--" * 4000) == Kind(TEXT, "text")


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Strategi 2026.txt", "Strategi 2026.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\karin\\plan.html", "plan.html"),
        ("plan\r\nSet-Cookie: a.txt", "planSet-Cookie: a.txt"),
        ("plan\x00.html\x07", "plan.html"),
        ("plan\u202elmth.exe", "planlmth.exe"),  # right-to-left override
        ("\u200bplan\u2066.txt\ufeff", "plan.txt"),
        ("  to   mellemrum .txt ", "to mellemrum .txt"),
        ("a\u030arets plan.txt", "\u00e5rets plan.txt"),
        ("...", "document"),
        ("", "document"),
        ("mappe/", "document"),
        ("\ud800.txt", "txt"),
        ("a" * 300 + ".html", "a" * 195 + ".html"),
        ("a" * 300, "a" * 200),
        ("a." + "b" * 300, "a." + "b" * 198),
    ],
)
def test_names_are_made_fit_to_show(sent, shown):
    assert display_name(sent) == shown
