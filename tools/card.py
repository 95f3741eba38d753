"""The picture that other sites show beside a link to us: our mark, drawn without any library.

python tools/card.py        writes src/retning/web/public/static/public/card.png
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

PLACE = Path(__file__).resolve().parent.parent / "src/retning/web/public/static/public/card.png"
WIDTH, HEIGHT = 1200, 630
GREEN, WHITE = (30, 91, 74), (255, 255, 255)
# The arrow of ui/mark.svg, whose picture is 32 units wide.
ARROW = ((7.0, 24.0), (16.0, 7.0), (25.0, 24.0), (16.0, 19.0))
UNIT, LEFT, TOP = 20.0, 280.0, 5.0
FINE = 4
SHADES = FINE * FINE + 1


def drawn() -> bytes:
    """A PNG of 1200 x 630: a white arrow on green, with smooth edges."""
    rows = b"".join(b"\x00" + _row(y) for y in range(HEIGHT))
    shades = (_shade(part) for part in range(SHADES))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(shades)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _shade(part: int) -> bytes:
    share = part / (SHADES - 1)
    return bytes(round(a + (b - a) * share) for a, b in zip(GREEN, WHITE, strict=True))


def _row(y: int) -> bytes:
    """How much of each pixel is arrow, in sixteenths."""
    row = bytearray(WIDTH)
    for line in range(FINE):
        crossings = sorted(_crossings((y + (line + 0.5) / FINE - TOP) / UNIT))
        for start, end in zip(crossings[::2], crossings[1::2], strict=True):
            first, last = (round((LEFT + x * UNIT) * FINE) for x in (start, end))
            for fine in range(first, last):
                row[fine // FINE] += 1
    return bytes(row)


def _crossings(y: float) -> list[float]:
    """Where the arrow's outline crosses a height."""
    found = []
    for (x1, y1), (x2, y2) in zip(ARROW, (*ARROW[1:], ARROW[0]), strict=True):
        if (y1 <= y) != (y2 <= y):
            found.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    return found


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    PLACE.write_bytes(drawn())
