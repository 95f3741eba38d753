"""Small pictures for tests, made of their bytes; nothing is left to chance."""

from __future__ import annotations

import hashlib
import struct
import zlib

COLOUR = (30, 91, 74)


def chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk of a PNG: length, kind, content, checksum."""
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


def png(
    width: int = 120, height: int = 40, *, size: int = 0, moves: bool = False, mark: bytes = b""
) -> bytes:
    """A picture of one colour; at least `size` bytes, none of which can be compressed away.

    Pictures with another `mark` have another checksum.
    """
    row = b"\x00" + bytes(COLOUR) * width
    pixels = zlib.compress(row * height, 9)
    parts = [chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))]
    if moves:
        parts.append(chunk(b"acTL", struct.pack(">II", 2, 0)))
    if mark or size:
        parts.append(chunk(b"prVt", mark + noise(size)))
    parts += [chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def noise(size: int) -> bytes:
    """The same incompressible bytes each time."""
    blocks = (hashlib.sha256(str(number).encode()).digest() for number in range(size // 32 + 1))
    return b"".join(blocks)[:size]


def webp(kind: bytes, content: bytes) -> bytes:
    """A WebP with one chunk."""
    body = b"WEBP" + kind + struct.pack("<I", len(content)) + content
    return b"RIFF" + struct.pack("<I", len(body)) + body


def lossless_webp(width: int, height: int) -> bytes:
    bits = (width - 1) | (height - 1) << 14
    return webp(b"VP8L", b"\x2f" + struct.pack("<I", bits) + bytes(16))


def lossy_webp(width: int, height: int) -> bytes:
    return webp(b"VP8 ", bytes(3) + b"\x9d\x01\x2a" + struct.pack("<HH", width, height) + bytes(16))


def extended_webp(width: int, height: int, *, moves: bool = False) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return webp(b"VP8X", bytes([2 if moves else 0, 0, 0, 0]) + sides + bytes(16))
