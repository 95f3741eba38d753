"""What kind of office file it is, told by what stands inside and never by its name.

A ZIP is told by its list of content types or its `mimetype`; the older container of Microsoft
(OLE2, [MS-CFB]) by the names of its streams: a Word file with a password is such a container too.
"""

from __future__ import annotations

import io
import struct
from enum import StrEnum
from typing import BinaryIO

from retning.core.documents.packages import Package
from retning.core.documents.packages_xml import parse
from retning.core.documents.unreadable import Unreadable, UnreadableCode


class PackageKind(StrEnum):
    """The value is the ending that people know it by."""

    DOCX = "docx"
    DOCM = "docm"
    DOTX = "dotx"
    DOTM = "dotm"
    ODT = "odt"
    OTT = "ott"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODS = "ods"
    ODP = "odp"
    PAGES = "pages"
    EPUB = "epub"
    ZIP = "zip"
    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    OFFICE = "office"
    ENCRYPTED = "encrypted"


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MACROS = "application/vnd.ms-word"
OPEN = "application/vnd.oasis.opendocument.text"
# The kinds that are read, and their media types.
MEDIA_TYPES = {
    PackageKind.DOCX: f"{WORD}.document",
    PackageKind.DOTX: f"{WORD}.template",
    PackageKind.DOCM: f"{MACROS}.document.macroEnabled.12",
    PackageKind.DOTM: f"{MACROS}.template.macroEnabled.12",
    PackageKind.ODT: OPEN,
    PackageKind.OTT: f"{OPEN}-template",
}
WORD_KINDS = frozenset({PackageKind.DOCX, PackageKind.DOTX, PackageKind.DOCM, PackageKind.DOTM})
OPEN_KINDS = frozenset({PackageKind.ODT, PackageKind.OTT})
OLE_BEGINS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

CONTENT_TYPES = "[Content_Types].xml"
TYPES_PREFIXES = {"http://schemas.openxmlformats.org/package/2006/content-types": "t"}
MAIN_PARTS = {
    f"{WORD}.document.main+xml": PackageKind.DOCX,
    f"{WORD}.template.main+xml": PackageKind.DOTX,
    f"{MACROS}.document.macroenabled.main+xml": PackageKind.DOCM,
    f"{MACROS}.template.macroenabledtemplate.main+xml": PackageKind.DOTM,
}
_OTHER_MAIN_PARTS = (
    ("spreadsheetml.sheet.main", PackageKind.XLSX),
    ("ms-excel.sheet", PackageKind.XLSX),
    ("presentationml.presentation.main", PackageKind.PPTX),
    ("presentationml.slideshow.main", PackageKind.PPTX),
)
_OPEN_TYPES = {
    OPEN: PackageKind.ODT,
    f"{OPEN}-template": PackageKind.OTT,
    "application/vnd.oasis.opendocument.spreadsheet": PackageKind.ODS,
    "application/vnd.oasis.opendocument.presentation": PackageKind.ODP,
    "application/epub+zip": PackageKind.EPUB,
}
_SMALL = 1024 * 1024


def kind_of(package: Package) -> PackageKind:
    """The kind of a ZIP file; ZIP where it is none that we know. Raises Unreadable where what
    should tell cannot be unpacked."""
    if CONTENT_TYPES in package:
        return _by_content_types(package)
    if "mimetype" in package:
        said = package.read("mimetype", most=_SMALL).decode("ascii", errors="replace").strip()
        return _OPEN_TYPES.get(said, PackageKind.ZIP)
    if "content.xml" in package and "meta-inf/manifest.xml" in package:
        manifest = package.read("meta-inf/manifest.xml", most=_SMALL)
        return PackageKind.ODT if OPEN.encode() + b'"' in manifest else PackageKind.ZIP
    if "index/document.iwa" in package or "index.zip" in package:
        return PackageKind.PAGES
    return PackageKind.ZIP


def parts_by_type(package: Package) -> dict[str, str]:
    """Content type in lower case → the first part that has it, by the list of content types."""
    root = parse(
        package.read(CONTENT_TYPES, most=_SMALL), prefixes=TYPES_PREFIXES, kind=package.kind
    )
    parts: dict[str, str] = {}
    for override in root.iter("t.Override"):
        said = override.get("ContentType", "").lower()
        parts.setdefault(said, override.get("PartName", "").lstrip("/"))
    return parts


def _by_content_types(package: Package) -> PackageKind:
    parts = parts_by_type(package)
    for said, kind in MAIN_PARTS.items():
        if said in parts:
            return kind
    for mark, kind in _OTHER_MAIN_PARTS:
        if any(mark in said for said in parts):
            return kind
    # Some programs declare the type for the ending alone.
    return PackageKind.DOCX if "word/document.xml" in package else PackageKind.ZIP


_FREE = 0xFFFFFFFA
_MOST_SECTORS = 64
_STREAMS = (
    ("EncryptedPackage", PackageKind.ENCRYPTED),
    ("WordDocument", PackageKind.DOC),
    ("Workbook", PackageKind.XLS),
    ("Book", PackageKind.XLS),
    ("PowerPoint Document", PackageKind.PPT),
)


def ole_kind_of(file: BinaryIO | bytes) -> PackageKind:
    """The kind of an OLE2 container; OFFICE where its directory does not tell."""
    stream = io.BytesIO(file) if isinstance(file, bytes) else file
    try:
        names = _stream_names(stream)
    except (struct.error, OSError, ValueError, OverflowError):
        return PackageKind.OFFICE
    return next((kind for name, kind in _STREAMS if name in names), PackageKind.OFFICE)


def _stream_names(stream: BinaryIO) -> set[str]:
    """Names in the directory, whose sectors are chained by the allocation table."""
    stream.seek(0)
    header = stream.read(512)
    (shift,) = struct.unpack_from("<H", header, 30)
    if shift not in {9, 12}:
        return set()
    size = 1 << shift
    (sector,) = struct.unpack_from("<I", header, 48)
    tables = struct.unpack_from("<109I", header, 76)
    names: set[str] = set()
    for _ in range(_MOST_SECTORS):
        if sector >= _FREE:
            break
        stream.seek((sector + 1) * size)
        entries = stream.read(size)
        for start in range(0, len(entries), 128):
            (length,) = struct.unpack_from("<H", entries, start + 64)
            raw = entries[start : start + max(0, min(length, 64) - 2)]
            names.add(raw.decode("utf-16-le", errors="replace"))
        table, place = divmod(sector, size // 4)
        if table >= len(tables) or tables[table] >= _FREE:
            break
        stream.seek((tables[table] + 1) * size + 4 * place)
        (sector,) = struct.unpack("<I", stream.read(4))
    return names


def refusal_of_ole(data: bytes) -> Unreadable:
    """Why an OLE2 container is not read: a password, or a program of before 2007."""
    kind = ole_kind_of(data)
    if kind is PackageKind.ENCRYPTED:
        return Unreadable(UnreadableCode.ENCRYPTED, "docx")
    return Unreadable(UnreadableCode.BINARY, kind.value)
