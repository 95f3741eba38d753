"""A picture's kind and size, read from its first bytes."""

from __future__ import annotations

import io

import pytest

from retning.foundation.attachments.content import TextState, recognise
from retning.foundation.attachments.downloads import picture_headers
from retning.foundation.attachments.images import Broken, Picture, picture_of
from retning.foundation.attachments.models import Attachment
from tests.factories import pictures as make

PNG = make.png(300, 80)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PNG, Picture("image/png", 300, 80, moves=False)),
        (make.png(1, 1, moves=True), Picture("image/png", 1, 1, moves=True)),
        (make.lossless_webp(300, 80), Picture("image/webp", 300, 80, moves=False)),
        (make.lossless_webp(16384, 16384), Picture("image/webp", 16384, 16384, moves=False)),
        (make.lossy_webp(300, 80), Picture("image/webp", 300, 80, moves=False)),
        (make.extended_webp(70_000, 80), Picture("image/webp", 70_000, 80, moves=False)),
        (make.extended_webp(300, 80, moves=True), Picture("image/webp", 300, 80, moves=True)),
    ],
)
def test_what_a_picture_says_of_itself(data: bytes, expected: Picture) -> None:
    assert picture_of(data) == expected
    assert recognise(TextState.NOT_TEXT, data, io.BytesIO(data)).media_type == expected.media_type


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"<svg></svg>", b"GIF89a", b"\xff\xd8\xff", b" " + PNG, b"RIFF"]
)
def test_what_is_neither_png_nor_webp(data: bytes) -> None:
    assert picture_of(data) is None


@pytest.mark.parametrize(
    "data",
    [
        PNG[:8],
        PNG[:40],
        PNG[:-12],
        PNG[:19] + b"\x99" + PNG[20:],
        PNG.replace(b"IHDR", b"IHDX"),
        make.png(0, 40),
        make.lossy_webp(0, 40),
        make.lossy_webp(300, 80)[:-1],
        make.lossless_webp(300, 80)[:20],
        make.webp(b"VP8 ", bytes(26)),
        make.webp(b"VP8L", bytes(26)),
        make.webp(b"JUNK", bytes(26)),
        make.webp(b"VP8X", b""),
    ],
)
def test_a_broken_picture(data: bytes) -> None:
    with pytest.raises(Broken):
        picture_of(data)


def test_only_pictures_are_shown() -> None:
    with pytest.raises(ValueError, match="text/html"):
        picture_headers(Attachment(media_type="text/html", sha256="a" * 64, size=1))
