"""What a picture says of itself in its first bytes: PNG and WebP, without decoding anything; and
what is said of a copy of one (`bare`)."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from enum import StrEnum

PNG = "image/png"
WEBP = "image/webp"
JPEG = "image/jpeg"
PICTURES = frozenset({PNG, WEBP, JPEG})
"""Media types of which a copy without metadata can be made."""
MOST_PIXELS = 64_000_000
"""Of a picture that is copied."""

_PNG_MARK = b"\x89PNG\r\n\x1a\n"
_PNG_BEGIN = b"\x00\x00\x00\rIHDR"
_PNG_END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
_VP8_KEY_FRAME = b"\x9d\x01\x2a"
_VP8L_MARK = 0x2F
_VP8X_ANIMATION = 0x02


class Broken(Exception):
    """It begins as a picture, and does not hold what a picture must."""


@dataclass(frozen=True)
class Picture:
    """A picture's media type, its size in pixels, and whether it is animated."""

    media_type: str
    width: int
    height: int
    moves: bool


class NoCopy(StrEnum):
    """Why there is no copy of a picture."""

    TOO_LARGE = "too_large"  # too many pixels, or too much work
    MOVES = "moves"  # an animation
    DAMAGED = "damaged"  # it cannot be read


def answered(made: bytes | NoCopy) -> bytes:
    """What a process apart answers: the copy, or why there is none; `told` reads it."""
    return b"-" + made.encode() if isinstance(made, NoCopy) else b"+" + made


def told(said: bytes) -> bytes | NoCopy:
    """What `answered` says. Raises ValueError for what it does not."""
    return said[1:] if said[:1] == b"+" else NoCopy(said[1:].decode())


def picture_of(data: bytes) -> Picture | None:
    """The picture that a whole file is; None for what is neither PNG nor WebP.

    Raises Broken: cut off, a checksum that does not fit, no width or no height.
    Source: PNG, third edition, 5 and 11.2.1; RFC 9649 (WebP), 2.5 to 2.7; RFC 6386, 9.1.
    """
    if data.startswith(_PNG_MARK):
        picture = _png(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        picture = _webp(data)
    else:
        return None
    if not picture.width or not picture.height:
        raise Broken("no width or no height")
    return picture


def _png(data: bytes) -> Picture:
    if data[8:16] != _PNG_BEGIN or _PNG_END not in data:
        raise Broken("a PNG without beginning or end")
    width, height = struct.unpack(">II", data[16:24])
    (checksum,) = struct.unpack(">I", data[29:33])
    if zlib.crc32(data[12:29]) != checksum:
        raise Broken("a PNG whose first checksum does not fit")
    before_pixels = data.partition(b"IDAT")[0]
    return Picture(PNG, width, height, moves=b"acTL" in before_pixels)


def _webp(data: bytes) -> Picture:
    (length,) = struct.unpack("<I", data[4:8])
    if len(data) < max(length + 8, 30):
        raise Broken("a WebP that is cut off")
    match data[12:16]:
        case b"VP8 " if data[23:26] == _VP8_KEY_FRAME:
            width, height = struct.unpack("<HH", data[26:30])
            return Picture(WEBP, width & 0x3FFF, height & 0x3FFF, moves=False)
        case b"VP8L" if data[20] == _VP8L_MARK:
            (bits,) = struct.unpack("<I", data[21:25])
            return Picture(WEBP, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1, moves=False)
        case b"VP8X":
            width = int.from_bytes(data[24:27], "little") + 1
            height = int.from_bytes(data[27:30], "little") + 1
            return Picture(WEBP, width, height, moves=bool(data[20] & _VP8X_ANIMATION))
        case _:
            raise Broken("a WebP of no known kind")
