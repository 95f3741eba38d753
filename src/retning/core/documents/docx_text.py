"""The text of a Word file as plain parts: what is seen of it, in order, with nothing else.

This is what mammoth lacks, or would trip over: hidden text, text boxes, paragraphs whose mark was
deleted, fields, lists and headings that styles make. Tracked changes are taken as accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from retning.core.documents.docx_styles import (
    Listed,
    Numberings,
    Style,
    Styles,
    outline_of,
    switched,
    value_of,
    whole,
)
from retning.core.documents.plain import MOST_BLOCKS
from retning.core.documents.unreadable import Unreadable, UnreadableCode

# Tables deeper than this are read as their paragraphs.
DEEPEST_TABLE = 4
_SOFT_HYPHEN = "\u00ad"
# What was deleted, moved away, or is said about the text.
_GONE = frozenset({"w.del", "w.moveFrom", "w.pPr", "w.rPr", "w.sdtPr", "w.sdtEndPr", "w.rt"})
_SIGNS = {
    "w.tab": "\t",
    "w.ptab": "\t",
    "w.br": "\n",
    "w.cr": "\n",
    # The hyphen is what is meant; that no line may end at it is the page's matter.
    "w.noBreakHyphen": "-",
}
_NOTES = {"w.footnoteReference": "foot", "w.endnoteReference": "end"}


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one kind. `symbol` (font, hexadecimal code) stands for a sign of a symbol font."""

    text: str
    bold: bool = False
    symbol: tuple[str, str] | None = None


@dataclass(slots=True)
class Paragraph:
    """A paragraph: `heading` 1 to 9 or 0; `listed` with its level within its own list."""

    runs: list[Run] = field(default_factory=list)
    heading: int = 0
    title: bool = False
    contents: bool = False
    listed: Listed | None = None
    ordered: bool = False

    @property
    def is_blank(self) -> bool:
        return not any(run.symbol or run.text.strip() for run in self.runs)


@dataclass(slots=True)
class Table:
    """Rows of cells of paragraphs and tables."""

    rows: list[list[list[Part]]] = field(default_factory=list)


Part = Paragraph | Table


class Text:
    """Reads the bodies of one file, and keeps which notes they refer to, in order."""

    def __init__(self, styles: Styles, numberings: Numberings) -> None:
        self.styles = styles
        self.numberings = numberings
        self.notes: list[tuple[str, str]] = []
        self._count = 0

    def parts(self, body: Element, *, tables: int = 0) -> list[Part]:
        """The paragraphs and tables in `body`, which is inside `tables` tables."""
        found: list[Part] = []
        carried: list[Run] = []
        for element in _blocks(body):
            if element.tag == "w.tbl":
                table = self._table(element, tables=tables + 1)
                if tables < DEEPEST_TABLE:
                    found.append(table)
                else:
                    found += [part for row in table.rows for cell in row for part in cell]
                continue
            paragraph, boxes, goes_on = self._paragraph(element)
            paragraph.runs = carried + paragraph.runs
            carried = []
            if goes_on:
                carried = paragraph.runs
            elif not paragraph.is_blank:
                found.append(paragraph)
            for box in boxes:
                found += self.parts(box, tables=tables)
        if carried and not (last := Paragraph(carried)).is_blank:
            found.append(last)
        return _levelled(found)

    def _table(self, element: Element, *, tables: int) -> Table:
        table = Table()
        for row in _inside(element, "w.tr"):
            if row.find("w.trPr/w.del") is not None:
                continue
            cells = [
                self.parts(cell, tables=tables)
                for cell in _inside(row, "w.tc")
                if not _is_covered(cell)
            ]
            table.rows.append(cells)
        return table

    def _paragraph(self, element: Element) -> tuple[Paragraph, list[Element], bool]:
        """The paragraph, the text boxes anchored in it, and whether its own mark is deleted, so
        that the next one goes on in it."""
        self._count += 1
        if self._count > MOST_BLOCKS:
            raise Unreadable(UnreadableCode.TOO_LARGE, f"{MOST_BLOCKS} blocks")
        properties = element.find("w.pPr")
        named = properties.find("w.pStyle") if properties is not None else None
        style = self.styles.of(value_of(named) if named is not None else None)
        paragraph = Paragraph(heading=style.heading, title=style.title, contents=style.contents)
        listed, goes_on = style.listed, False
        if properties is not None:
            own = properties.find("w.outlineLvl")
            if own is not None and not style.title and not style.heading:
                paragraph.heading = outline_of(own)
            listed = _own_listed(properties, style)
            goes_on = any(
                properties.find(f"w.rPr/{mark}") is not None for mark in ("w.del", "w.moveFrom")
            )
        line = _Line(self, style)
        line.take(element)
        paragraph.runs = line.runs
        if listed is not None and self.numberings.exists(listed) and not paragraph.is_blank:
            label = self.numberings.counted(listed)
            if not paragraph.heading and not paragraph.title:
                paragraph.listed = listed
                paragraph.ordered = self.numberings.is_ordered(listed)
            elif label:
                paragraph.runs.insert(0, Run(f"{label} "))
        return paragraph, line.boxes, goes_on


class _Line:
    """What stands in one paragraph."""

    def __init__(self, text: Text, style: Style) -> None:
        self.text = text
        self.style = style
        self.runs: list[Run] = []
        self.boxes: list[Element] = []

    def take(self, element: Element) -> None:
        for child in element:
            match child.tag:
                case "w.r":
                    self._run(child)
                case tag if tag in _GONE:
                    pass
                case "m.t":
                    self.runs.append(Run(child.text or ""))
                case "mc.AlternateContent":
                    self._alternate(child)
                case "w.drawing" | "w.pict" | "w.object":
                    self._drawn(child)
                case _:
                    self.take(child)

    def _run(self, run: Element) -> None:
        properties = run.find("w.rPr")
        named = properties.find("w.rStyle") if properties is not None else None
        style = self.text.styles.of(value_of(named)) if named is not None else None
        hidden = switched(properties, "w.vanish")
        if hidden is None:
            hidden = self.style.hidden or (style is not None and style.hidden)
        bold = switched(properties, "w.b")
        if bold is None:
            bold = self.style.bold or (style is not None and style.bold)
        if properties is not None and properties.find("w.del") is not None:
            return
        for child in run:
            self._piece(child, bold=bold, hidden=hidden)

    def _piece(self, child: Element, *, bold: bool, hidden: bool) -> None:
        match child.tag:
            case "w.drawing" | "w.pict" | "w.object":
                self._drawn(child)
            case "mc.AlternateContent":
                self._alternate(child)
            case _ if hidden:
                pass
            case "w.t":
                self.runs.append(Run((child.text or "").replace(_SOFT_HYPHEN, ""), bold))
            case "w.sym":
                symbol = (child.get("w.font", ""), child.get("w.char", ""))
                self.runs.append(Run("", bold, symbol))
            case "w.ruby":
                for base in child.iter("w.rubyBase"):
                    self.take(base)
            case tag if tag in _NOTES:
                self.text.notes.append((_NOTES[tag], child.get("w.id", "")))
            case tag if tag in _SIGNS:
                self.runs.append(Run(_SIGNS[tag], bold))
            case _:
                pass

    def _alternate(self, element: Element) -> None:
        """The same drawn twice, for new programs and old: the first that holds anything."""
        for choice in element:
            before = len(self.runs), len(self.boxes)
            for child in choice:
                if child.tag == "w.r":
                    self._run(child)
                else:
                    self._drawn(child)
            if (len(self.runs), len(self.boxes)) != before:
                return

    def _drawn(self, element: Element) -> None:
        """Text boxes in a drawing; a box within a box is found when that one is read."""
        waiting = [element]
        while waiting:
            one = waiting.pop()
            if one.tag == "w.txbxContent":
                self.boxes.append(one)
            elif one.tag == "mc.AlternateContent":
                self._alternate(one)
            else:
                waiting.extend(reversed(one))


def _own_listed(properties: Element, style: Style) -> Listed | None:
    said = properties.find("w.numPr")
    if said is None:
        return style.listed
    number, level = said.find("w.numId"), said.find("w.ilvl")
    depth = whole(value_of(level)) if level is not None else 0
    if number is not None:
        return Listed(value_of(number), depth)
    if style.listed is not None and level is not None:
        return Listed(style.listed.numbering, depth)
    return style.listed


def _blocks(body: Element) -> Iterator[Element]:
    """Paragraphs and tables, out of the controls and marks around them."""
    for child in body:
        if child.tag in {"w.p", "w.tbl"}:
            yield child
        elif child.tag == "mc.AlternateContent":
            yield from _blocks(child[0] if len(child) else child)
        elif child.tag not in _GONE:
            yield from _blocks(child)


def _inside(element: Element, tag: str) -> Iterator[Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _GONE and child.tag != "w.tbl":
            yield from _inside(child, tag)


def _is_covered(cell: Element) -> bool:
    """Whether a cell was deleted, or is the lower part of the one above it."""
    properties = cell.find("w.tcPr")
    if properties is None:
        return False
    merged = properties.find("w.vMerge")
    covered = merged is not None and value_of(merged) in {"", "continue"}
    return covered or properties.find("w.cellDel") is not None


def _levelled(parts: list[Part]) -> list[Part]:
    """Each run of list paragraphs gets levels from 0, one deeper at a time: a list that begins
    deep inside its numbering is still one list."""
    open_levels: list[int] = []
    for part in parts:
        if isinstance(part, Table) or part.listed is None:
            open_levels = []
            continue
        while open_levels and open_levels[-1] > part.listed.level:
            open_levels.pop()
        if not open_levels or open_levels[-1] < part.listed.level:
            open_levels.append(part.listed.level)
        part.listed = Listed(part.listed.numbering, len(open_levels) - 1)
    return parts
