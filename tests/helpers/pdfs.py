"""PDF written by hand, byte by byte: what no typesetter would make."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Mapping, Sequence

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def file_of(objects: Sequence[bytes], *, trailer: bytes = b"") -> bytes:
    """A PDF of `objects`, numbered from 1; the first is the catalogue."""
    said = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(said))
        said += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(said)
    said += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    said += b"".join(b"%010d 00000 n \n" % place for place in places)
    said += b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer)
    said += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(said)


def stream_of(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def packed(content: bytes, entries: bytes = b"", *, times: int = 1) -> bytes:
    """The content deflated, `times` over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"/FlateDecode" * times
    return stream_of(content, b"/Filter[%s]%s" % (filters, entries))


def pages_of(
    contents: Sequence[bytes],
    *,
    page: bytes = b"/MediaBox[0 0 595 842]",
    fonts: bytes = b"/F1 " + FONT,
    resources: bytes = b"",
    catalogue: bytes = b"",
    more: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """A PDF with a page for each content stream (an object's whole body, see `stream_of`).

    Objects: 1 catalogue, 2 pages, then `more` from 3 on, then each page and its content."""
    first = 3 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * number) for number in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(contents), kids),
        *more,
    ]
    for number, content in enumerate(contents):
        objects += [
            b"<</Type/Page/Parent 2 0 R%s/Resources<</Font<<%s>>%s>>/Contents %d 0 R>>"
            % (page, fonts, resources, first + 2 * number + 1),
            content,
        ]
    return file_of(objects, trailer=trailer)


def shown(*lines: tuple[float, float, str], size: float = 12, font: str = "F1") -> bytes:
    """A content stream that shows each text at its place, in points from the lower left."""
    said = [b"BT /%s %g Tf" % (font.encode(), size)]
    for left, bottom, text in lines:
        letters = text.encode("cp1252").replace(b"\\", rb"\\")
        letters = letters.replace(b"(", rb"\(").replace(b")", rb"\)")
        said.append(b"1 0 0 1 %g %g Tm (%s) Tj" % (left, bottom, letters))
    return b"\n".join([*said, b"ET"])


def text_page(*lines: tuple[float, float, str], size: float = 12) -> bytes:
    return stream_of(shown(*lines, size=size))


def written(texts: Sequence[str], *, left: float = 72, top: float = 770, step: float = 14) -> bytes:
    """A content stream of lines under one another."""
    return shown(*((left, top - step * at, text) for at, text in enumerate(texts)))


def forms(depth: int, fan: int, bottom: bytes) -> Mapping[str, Sequence[bytes]]:
    """Form objects that each show the next one `fan` times; the last shows `bottom`."""
    made = []
    for level in range(depth):
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
        if level + 1 < depth:
            entries += b"/Resources<</XObject<</X %d 0 R>>>>" % (4 + level)
            made.append(stream_of(b"/X Do " * fan, entries))
        else:
            entries += b"/Resources<</Font<</F1 %s>>>>" % FONT
            made.append(stream_of(bottom, entries))
    return {"more": made}


_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_RIGHTS = -44
_NAME = b"0123456789abcdef"


def locked(content: bytes, *, user: bytes = b"", owner: bytes = b"ejer") -> bytes:
    """A page that opens with the password `user` (nothing: it opens by itself, and only what may
    be done with it needs `owner`); the standard's oldest cipher, 40 bits."""
    owner_key = hashlib.md5((owner + _PAD)[:32], usedforsecurity=False).digest()[:5]
    owned = _rc4(owner_key, (user + _PAD)[:32])
    told = (user + _PAD)[:32] + owned + struct.pack("<i", _RIGHTS) + _NAME
    key = hashlib.md5(told, usedforsecurity=False).digest()[:5]
    entry = b"<</Filter/Standard/V 1/R 2/P %d/O<%s>/U<%s>>>" % (
        _RIGHTS,
        owned.hex().encode(),
        _rc4(key, _PAD).hex().encode(),
    )
    # The content is object 4, of generation 0.
    own = hashlib.md5(key + b"\x04\x00\x00\x00\x00", usedforsecurity=False).digest()[:10]
    name = _NAME.hex().encode()
    trailer = b"/Encrypt %s/ID[<%s><%s>]" % (entry, name, name)
    return pages_of([stream_of(_rc4(own, content))], trailer=trailer)


def _rc4(key: bytes, data: bytes) -> bytes:
    state, other = list(range(256)), 0
    for at in range(256):
        other = (other + state[at] + key[at % len(key)]) % 256
        state[at], state[other] = state[other], state[at]
    first = second = 0
    said = bytearray()
    for byte in data:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        said.append(byte ^ state[(state[first] + state[second]) % 256])
    return bytes(said)
