"""A report as one frozen structure: every format is drawn from it, and it knows none of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


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


@dataclass(frozen=True)
class Run:
    """A stretch of text with one mark; `url` where it is a link."""

    text: str
    mark: Mark = Mark.PLAIN
    url: str = ""


@dataclass(frozen=True)
class Heading:
    """`level` from 1 (a part of the report) to 4; the report's title stands above them all."""

    runs: tuple[Run, ...]
    level: int


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    style: Style = Style.NORMAL


@dataclass(frozen=True)
class Listing:
    """A list; each item is one paragraph. `ordered` where the numbers mean something."""

    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption and a row of headers. The first column names its row where
    `row_headers`. In XLSX each table is a sheet, called `sheet` (at most 31 characters)."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    sheet: str = ""
    row_headers: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture in PNG and what it says, for who cannot see it; never empty."""

    png: bytes
    alternative: str
    caption: str = ""


Block: TypeAlias = Heading | Paragraph | Listing | Table | Picture


@dataclass(frozen=True)
class Report:
    """All of a report. `language` is its text's ("da", "en"); `sender` the municipality; `facts`
    stand below the title as name and value ("Udgave", "2, vedtaget"); `source` is the address
    where the same can be read, and stands at the foot of each page with `sender`."""

    title: str
    language: str
    sender: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    source: str = ""
