"""Office files made to do harm, each in its own way; small on disk."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable

from tests.helpers.office import STAMP, W, odt, unzipped, word, zipped

MEGABYTE = 1024 * 1024
PLAIN = "<w:p><w:r><w:t>Vi vil noget</w:t></w:r></w:p>"
LAUGHS = "<!DOCTYPE a [" + "".join(
    f'<!ENTITY l{level} "{f"&l{level - 1};" * 10 if level else "ha"}">' for level in range(10)
)


def with_part(name: str, content: str | bytes, base: bytes | None = None) -> bytes:
    """A good Word file (or `base`) with one member put in the place of its own, or added."""
    members: dict[str, str | bytes] = dict(unzipped(base if base is not None else word(PLAIN)))
    members[name] = content
    return zipped(members)


def main_part(body: str, *, before: str = "", encoding: str = "utf-8") -> bytes:
    """The XML of a main part with something before its root."""
    text = f'{before}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return text.encode(encoding)


def flagged(data: bytes, flag: int) -> bytes:
    """A ZIP whose members all say `flag` of themselves."""
    changed = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + place] |= flag
            at = changed.find(mark, at + 4)
    return bytes(changed)


def lying(data: bytes, size: int) -> bytes:
    """A ZIP whose directory says that each member is `size` bytes when unpacked."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", changed, at + 24, size)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def overlapping() -> bytes:
    """A ZIP whose directory names one stretch of bytes many times over."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in unzipped(word(PLAIN)).items():
            package.writestr(zipfile.ZipInfo(name, STAMP), content)
        last = package.filelist[-1]
        for number in range(50):
            again = zipfile.ZipInfo(f"word/{number}.xml", STAMP)
            for field in ("header_offset", "compress_size", "file_size", "CRC", "compress_type"):
                setattr(again, field, getattr(last, field))
            package.filelist.append(again)
    return file.getvalue()


def located(data: bytes) -> bytes:
    """A good ZIP whose directory's place and length stand in ZIP64's wider record as well."""
    end = data.rfind(b"PK\x05\x06")
    count, length, start = struct.unpack_from("<H2I", data, end + 10)
    return data[:end] + _wide_end(count, length, start) + data[end:]


def wide_directory(entries: int) -> bytes:
    """A ZIP whose end tells of a directory of ten, and whose wider record of one of `entries`."""
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, *[0] * 10)
    before = b"PK\x03\x04" + bytes(26)
    wide = _wide_end(entries, len(entry) * entries, len(before))
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 10, 10, 10 * len(entry), len(before), 0)
    return before + entry * entries + wide + end


def _wide_end(count: int, length: int, start: int) -> bytes:
    """ZIP64's end of the directory, and the locator that leads to it."""
    record = (b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, length, start)
    locator = (b"PK\x06\x07", 0, start + length, 1)
    return struct.pack("<4sQ2H2I4Q", *record) + struct.pack("<4sIQI", *locator)


def large(size: int, *, seed: int = 5) -> bytes:
    """Bytes that shrink to about a hundredth, as no ratio alone would give away."""
    block = random.Random(seed).randbytes(20_000).replace(b"<", b"a").replace(b"&", b"b")
    return (block * (size // len(block) + 1))[:size]


def many(pattern: str, count: int) -> str:
    """A pattern over and over, each with a number of its own, so that no ratio gives it away."""
    return "".join(pattern.format(number * number) for number in range(count))


def twice() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in [*unzipped(word(PLAIN)).items(), ("WORD\\document.xml", b"<a/>")]:
            package.writestr(zipfile.ZipInfo(name, STAMP), content)
    return file.getvalue()


# How it is made, and the code of the refusal; "" where it is read all the same.
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a member that swells": (
        lambda: with_part("word/document.xml", b" " * (70 * MEGABYTE)),
        "bomb",
    ),
    "a member that is simply large": (
        lambda: with_part("word/document.xml", large(65 * MEGABYTE)),
        "bomb",
    ),
    "members that are large together": (
        lambda: with_part(
            "word/document.xml",
            b"<!--" + large(30 * MEGABYTE) + b"-->",
            word(PLAIN, styles="<!--" + "x" * 40 * MEGABYTE + "-->"),
        ),
        "bomb",
    ),
    "a directory without end": (
        lambda: zipped({f"{number}": "" for number in range(20_000)}),
        "bomb",
    ),
    "a wide directory behind a small one": (lambda: wide_directory(100_000), "bomb"),
    "a locator in a good file": (lambda: located(word(PLAIN)), "bomb"),
    "too many members": (
        lambda: zipped(unzipped(word(PLAIN)) | {f"word/{number}": b"" for number in range(6_000)}),
        "bomb",
    ),
    "members that share their bytes": (overlapping, "bomb"),
    "sizes that lie low": (lambda: lying(word(PLAIN), 3), "damaged"),
    "sizes that lie high": (lambda: lying(word(PLAIN), 0xFFFFFFF0), ""),
    "locked members": (lambda: flagged(word(PLAIN), 1), "encrypted"),
    "a locked OpenDocument text": (
        lambda: with_part(
            "META-INF/manifest.xml", "<m><encryption-data/></m>", odt("<text:p>x</text:p>")
        ),
        "encrypted",
    ),
    "laughs": (
        lambda: with_part("word/document.xml", main_part("&l9;", before=LAUGHS + "]>")),
        "bomb",
    ),
    "laughs in UTF-16": (
        lambda: with_part(
            "word/document.xml", main_part("&l9;", before=LAUGHS + "]>", encoding="utf-16")
        ),
        "bomb",
    ),
    "laughs in the styles": (
        lambda: with_part("word/styles.xml", LAUGHS + "]><a>&l9;</a>"),
        "bomb",
    ),
    "one entity many times": (
        lambda: with_part(
            "word/document.xml",
            main_part("&a;" * 50_000, before=f'<!DOCTYPE a [<!ENTITY a "{"a" * 50_000}">]>'),
        ),
        "bomb",
    ),
    "a file of the machine's": (
        lambda: with_part(
            "word/document.xml",
            main_part("&a;", before='<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        ),
        "bomb",
    ),
    "a declaration in OpenDocument": (
        lambda: with_part("content.xml", LAUGHS + "]><a>&l9;</a>", odt("<text:p/>")),
        "bomb",
    ),
    "elements in elements": (
        lambda: with_part("word/document.xml", main_part("<w:p>" * 200_000)),
        "bomb",
    ),
    "tables in tables": (
        lambda: with_part(
            "word/document.xml",
            main_part("<w:tbl><w:tr><w:tc>" * 30 + PLAIN + "</w:tc></w:tr></w:tbl>" * 30),
        ),
        "",
    ),
    "millions of elements": (
        lambda: with_part(
            "word/document.xml",
            main_part(many('<w:p w:n="{}"/>', 610_000)),
        ),
        "too_large",
    ),
    "an attribute without end": (
        lambda: with_part(
            "word/document.xml", main_part(f'<w:p w:a="{large(10_000).hex() * 600}"/>{PLAIN}')
        ),
        "",
    ),
    "attributes without end": (
        lambda: with_part(
            "word/document.xml",
            main_part("<w:p " + " ".join(f'w:a{n}="1"' for n in range(100_000)) + f"/>{PLAIN}"),
        ),
        "",
    ),
    "names without end": (
        lambda: with_part(
            "word/document.xml", main_part("".join(f"<w:n{n}/>" for n in range(70_000)) + PLAIN)
        ),
        "",
    ),
    "cells without end": (
        lambda: with_part(
            "content.xml",
            unzipped(
                odt(
                    '<table:table><table:table-row table:number-rows-repeated="9999999">'
                    '<table:table-cell table:number-columns-repeated="9999999"><text:p>Vi</text:p>'
                    "</table:table-cell></table:table-row></table:table>"
                )
            )["content.xml"],
            odt("<text:p/>"),
        ),
        "",
    ),
    "paragraphs without end": (
        lambda: with_part(
            "word/document.xml",
            main_part(
                "".join(f"<w:p><w:r><w:t>Nr. {n * n}</w:t></w:r></w:p>" for n in range(110_000))
            ),
        ),
        "too_large",
    ),
    "an endless chain of styles": (
        lambda: word(
            '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>Vi vil</w:t></w:r></w:p>' * 500,
            styles="".join(
                f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
                for n in range(4_000)
            ),
        ),
        "",
    ),
    "one name twice": (twice, "damaged"),
    "a nested bomb": (
        lambda: with_part("word/embeddings/a.docx", zipped({"b": b" " * 8 * MEGABYTE})),
        "",
    ),
    "nothing in it": (lambda: zipped({}), "binary"),
    "no text in it": (lambda: word("<w:p/>"), "empty"),
    "cut off": (lambda: word(PLAIN * 2_000)[:-40], "damaged"),
    "no body": (lambda: with_part("word/document.xml", f'<w:document xmlns:w="{W}"/>'), "damaged"),
    "no main part": (
        lambda: zipped({"[Content_Types].xml": unzipped(word(PLAIN))["[Content_Types].xml"]}),
        "damaged",
    ),
}
