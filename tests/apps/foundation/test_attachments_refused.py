"""Which files are refused, and in which words the door can say why."""

import pytest

from tests.apps.foundation.test_attachments import (  # noqa: F401 (a fixture)
    BOTH,
    LETTER,
    own_folder,
    refusal,
    stored,
)
from tests.helpers.office import ole, zipped

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("data", "code", "detail"),
    [
        (b"%PDF-1.7\n\x00\x01", "wrong_type", "PDF"),
        (b"PK\x03\x04" + b"\x00" * 30, "damaged", "zip"),
        (zipped({"a.txt": "x"}), "wrong_type", "ZIP"),
        (ole("WordDocument"), "wrong_type", "Word 97–2003"),
        (ole("EncryptedPackage"), "encrypted", "docx"),
        (zipped({"[Content_Types].xml": "<!DOCTYPE a><a/>"}), "bomb", "zip"),
        (b"<svg></svg>", "wrong_type", "SVG"),
        (b"\x00\x01\x02 data", "not_text", ""),
        (LETTER + b"\x00", "not_text", ""),
        (LETTER + b"\x81", "not_decodable", ""),
    ],
)
def test_what_is_no_text_is_refused_under_any_name(data, code, detail):
    assert refusal(data, name="strategi.txt") == (code, detail)
    assert refusal(data, name="strategi.html") == (code, detail)


def test_markup_and_text_are_told_apart_where_only_one_is_asked_for():
    assert refusal(b"<p>Hej", name="a.txt", allowed=("text/plain",)) == ("wrong_type", "HTML")
    assert refusal(b"Hej", name="a.html", allowed=("text/html",)) == ("wrong_type", "text")
    assert stored(b"<p>Hej", name="a.txt", allowed=BOTH).media_type == "text/html"


def test_other_kinds_are_taken_where_they_are_asked_for():
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    assert stored(png, name="byvaaben.txt", allowed=("image/png",)).media_type == "image/png"
