"""What a file is, told by its content alone. Its name and what the sender says count for nothing.

Two halves: `TextScan` sees every byte as it streams past, in bounded memory, and says whether it is
text; `recognise` then names the kind by the beginning, and an office file by what stands inside.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

import puremagic

from retning.core.documents.packages import BEGINS, Package
from retning.core.documents.packages_kinds import (
    MEDIA_TYPES,
    OLE_BEGINS,
    PackageKind,
    kind_of,
    ole_kind_of,
)
from retning.core.documents.unreadable import Unreadable, UnreadableCode

TEXT = "text/plain"
HTML = "text/html"
OTHER = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument"

# Longer marks first: UTF-32's begins as UTF-16's does.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that no text has; tab, line feed, form feed, carriage return, and the end of
# file that old programs write, are left out.
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 11, 12, 13, 26)) + b"\x7f"
_CONTROL_SIGNS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
# Bytes to which Windows-1252 gives no character.
_UNDEFINED = b"\x81\x8d\x8f\x90\x9d"

_MARKUP = re.compile(
    r"(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?(?:-->|\Z))\s*)*+"
    r"<(?:!doctype\s+html|html|head|body|title|meta|link|style|script|h[1-6]|p|div|span|section|"
    r"article|main|header|nav|table|ul|ol|dl|a|b|i|em|strong|br|hr|img|blockquote|pre|center|font)"
    r"(?=[\s/>]|\Z)",
    re.IGNORECASE | re.DOTALL,
)


class TextState(StrEnum):
    TEXT = "text"
    BLANK = "blank"  # only white space, or a byte order mark
    NOT_TEXT = "not_text"  # control characters: a program's data
    NOT_DECODABLE = "not_decodable"  # text perhaps, in an encoding that is none we read


@dataclass(frozen=True)
class Kind:
    """A media type, and the short name that people know it by ("PDF")."""

    media_type: str
    label: str


class TextScan:
    """Feed it every chunk; `state` says what the whole was. Holds a few bytes, never the file."""

    def __init__(self) -> None:
        self._start = b""
        self._decoder: codecs.IncrementalDecoder | None = None
        self._is_marked = False
        self._is_utf8 = True
        self._is_windows = True
        self._has_controls = False
        self._is_blank = True

    def feed(self, chunk: bytes) -> None:
        if self._decoder is None:
            self._start += chunk
            if len(self._start) < 4:
                return
            chunk = self._begin()
        self._look_at(chunk, final=False)

    def state(self) -> TextState:
        """What it all was. Call it once, at the end."""
        self._look_at(self._begin() if self._decoder is None else b"", final=True)
        if self._has_controls:
            return TextState.NOT_TEXT
        if not self._is_utf8 and (self._is_marked or not self._is_windows):
            return TextState.NOT_DECODABLE
        return TextState.BLANK if self._is_blank else TextState.TEXT

    def _begin(self) -> bytes:
        encoding = _marked_encoding(self._start)
        self._is_marked = encoding is not None
        self._decoder = codecs.getincrementaldecoder(encoding or "utf-8")()
        return self._start

    def _look_at(self, chunk: bytes, *, final: bool) -> None:
        if not self._is_marked:
            self._is_windows = self._is_windows and not _has_any(chunk, _UNDEFINED)
            self._has_controls = self._has_controls or _has_any(chunk, _CONTROLS)
            self._is_blank = self._is_blank and not chunk.strip()
        if not self._is_utf8 or self._decoder is None:
            return
        try:
            text = self._decoder.decode(chunk, final)
        except UnicodeDecodeError:
            self._is_utf8 = False
            return
        if self._is_marked:
            self._has_controls = self._has_controls or bool(_CONTROL_SIGNS.search(text))
            self._is_blank = self._is_blank and not text.strip()


def recognise(state: TextState, head: bytes, file: BinaryIO) -> Kind:
    """The kind of a file by what its scan said, its first bytes (some thousand), and for an office
    file by a look inside. Raises Unreadable (ENCRYPTED, DAMAGED, BOMB) where one cannot look."""
    known = _by_signature(head)
    if known is not None:
        return known
    if head.startswith(BEGINS):
        return _KINDS[kind_of(Package(file))]
    if head.startswith(OLE_BEGINS):
        kind = ole_kind_of(file)
        if kind is PackageKind.ENCRYPTED:
            raise Unreadable(UnreadableCode.ENCRYPTED, "docx")
        return _KINDS[kind]
    if state is TextState.TEXT:
        return _kind_of_text(head)
    return _by_puremagic(head) or Kind(OTHER, "")


def _kind_of_text(head: bytes) -> Kind:
    start = head.decode(_marked_encoding(head) or "latin-1", errors="ignore").lstrip(
        "\ufeff \t\r\n\f"
    )
    if _MARKUP.match(start):
        return Kind(HTML, "HTML")
    for opening, kind in (
        ("<?xml", Kind("application/xml", "XML")),
        ("<svg", Kind("image/svg+xml", "SVG")),
    ):
        if start[:5].lower().startswith(opening):
            return kind
    return Kind(TEXT, "text")


def _by_signature(head: bytes) -> Kind | None:
    """Kinds that a municipality's files often are, some of them written in readable letters."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n")
    for signature, kind in _SIGNATURES:
        if start.startswith(signature):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind("image/webp", "WebP")
    return None


_SIGNATURES = (
    (b"%PDF-", Kind("application/pdf", "PDF")),
    (b"{\\rtf", Kind("application/rtf", "RTF")),
    (b"%!PS", Kind("application/postscript", "PostScript")),
    (b"\x89PNG\r\n\x1a\n", Kind("image/png", "PNG")),
    (b"\xff\xd8\xff", Kind("image/jpeg", "JPEG")),
    (b"GIF87a", Kind("image/gif", "GIF")),
    (b"GIF89a", Kind("image/gif", "GIF")),
)
_LABELS = {
    PackageKind.DOCX: "Word",
    PackageKind.DOTX: "Word",
    PackageKind.DOCM: "Word",
    PackageKind.DOTM: "Word",
    PackageKind.ODT: "OpenDocument",
    PackageKind.OTT: "OpenDocument",
}
_OPEN = "application/vnd.oasis.opendocument"
_KINDS = {
    **{kind: Kind(MEDIA_TYPES[kind], label) for kind, label in _LABELS.items()},
    PackageKind.XLSX: Kind(f"{_OFFICE}.spreadsheetml.sheet", "Excel"),
    PackageKind.PPTX: Kind(f"{_OFFICE}.presentationml.presentation", "PowerPoint"),
    PackageKind.ODS: Kind(f"{_OPEN}.spreadsheet", "OpenDocument Calc"),
    PackageKind.ODP: Kind(f"{_OPEN}.presentation", "OpenDocument Impress"),
    PackageKind.PAGES: Kind("application/vnd.apple.pages", "Pages"),
    PackageKind.EPUB: Kind("application/epub+zip", "EPUB"),
    PackageKind.ZIP: Kind("application/zip", "ZIP"),
    PackageKind.DOC: Kind("application/msword", "Word 97–2003"),
    PackageKind.XLS: Kind("application/vnd.ms-excel", "Excel 97–2003"),
    PackageKind.PPT: Kind("application/vnd.ms-powerpoint", "PowerPoint 97–2003"),
    PackageKind.OFFICE: Kind("application/x-ole-storage", "Word, Excel (97–2003)"),
}


def media_type_of(kind: PackageKind) -> str:
    """The media type that an office file of this kind is stored with."""
    return _KINDS[kind].media_type


def _by_puremagic(head: bytes) -> Kind | None:
    # `magic_string` without a name is the same in both majors that our lock has.
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return None
    for match in matches:
        if len(match.byte_match or b"") >= 3 and match.extension:
            return Kind(match.mime_type or OTHER, match.extension.lstrip(".").upper())
    return None


def _marked_encoding(head: bytes) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return encoding
    return None


def _has_any(chunk: bytes, unwanted: bytes) -> bool:
    return len(chunk.translate(None, unwanted)) != len(chunk)
