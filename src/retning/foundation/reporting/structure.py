"""A report as one frozen structure: every format is drawn from it, and it knows none of them.

Every text in it is text: no format ever reads it as code, as a formula or as markup. It travels as
JSON (`packed`, `unpacked`) to the process that draws it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import msgspec
from msgspec import Struct


class Mark(StrEnum):
    """What distinguishes a run of text. Added and removed are red-line, and are told by more than
    colour."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    ADDED = "added"
    REMOVED = "removed"


class Style(StrEnum):
    """What a paragraph is for."""

    NORMAL = "normal"
    LEAD = "lead"
    QUIET = "quiet"


class Format(StrEnum):
    """What a report can be drawn as."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    HTML = "html"


class Run(Struct, frozen=True):
    """A stretch of text with one mark; a line feed in it begins a new line. `url` where it is a
    link (http, https or mailto; another address is not followed). `language` where it is not the
    report's own ("da")."""

    text: str
    mark: Mark = Mark.PLAIN
    url: str = ""
    language: str = ""


Runs: TypeAlias = tuple[Run, ...]


class Heading(Struct, frozen=True, tag="heading"):
    """`level` from 1 (a part of the report) to 4; the report's title stands above them all. No
    level may be passed over on the way down."""

    runs: Runs
    level: int


class Paragraph(Struct, frozen=True, tag="paragraph"):
    """`close` where it belongs to the paragraph above it."""

    runs: Runs
    style: Style = Style.NORMAL
    close: bool = False


class Item(Struct, frozen=True):
    """One paragraph of a list; `level` 0 is the list itself, 1 and 2 are lists within it."""

    runs: Runs
    level: int = 0


class Listing(Struct, frozen=True, tag="listing"):
    """A list; `ordered` where the numbers mean something."""

    items: tuple[Item, ...]
    ordered: bool = False


class Table(Struct, frozen=True, tag="table"):
    """A table with a caption and a row of headers, one for each column. The first column names its
    row where `row_headers`. In a workbook each table is a sheet, called `sheet` (at most 31
    characters). `widths` are the columns' shares of the breadth; none given, they are alike.
    `numbers` are the columns (from 0) whose whole numbers a workbook holds as numbers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    sheet: str = ""
    row_headers: bool = False
    widths: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()


class Picture(Struct, frozen=True, tag="picture"):
    """A picture in PNG and what it says, for who cannot see it; never empty."""

    png: bytes
    alternative: str
    caption: str = ""


Block: TypeAlias = Heading | Paragraph | Listing | Table | Picture


class Words(Struct, frozen=True):
    """The kit's own words, in the report's language."""

    contents: str = "Contents"
    page: str = "Page"
    of: str = "of"
    about: str = "About"


class Report(Struct, frozen=True):
    """All of a report. `language` is its text's ("da", "en"); `sender` the municipality; `facts`
    stand below the title as name and value ("Udgave", "2, vedtaget"); `source` is the site where
    the same can be read, and stands at the foot of each page with `sender`.

    `sheets` are tables that only a workbook holds, before those of the text. `colour` (#rrggbb)
    draws a line, never letters. `made_on` (an ISO date) is the document's date, so that the same
    report drawn twice is the same file.
    """

    title: str
    language: str
    sender: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    facts: tuple[tuple[str, Runs], ...] = ()
    source: str = ""
    sheets: tuple[Table, ...] = ()
    contents: bool = False
    colour: str = "#1e5b4a"
    made_on: str = "2026-01-01"
    title_language: str = ""
    words: Words = Words()


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Report)


def packed(report: Report) -> bytes:
    """The report as JSON."""
    return _ENCODER.encode(report)


def unpacked(data: bytes) -> Report:
    """The report that `packed` made; raises msgspec.ValidationError for anything else."""
    return _DECODER.decode(data)
