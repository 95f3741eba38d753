"""What python-docx has no word for: fields, links, numbering, header rows, languages.

Source: ECMA-376, part 1, WordprocessingML. Imported by `drawing_docx` alone. The elements behind
python-docx's objects are its own way to what it does not know.
"""
# ruff: noqa: SLF001

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shape import InlineShape
from docx.shared import Cm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from retning.foundation.reporting.signs import followed

PAGE_BREAK = WD_BREAK.PAGE
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def element(name: str, /, **attributes: str) -> Any:
    """An element of WordprocessingML: `element("lang", val="da-DK")`."""
    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    return made


class Styles:
    """The styles of a document by name: python-docx reads all of them at each use."""

    def __init__(self, document: Document) -> None:
        self._ids = {style.name: style.style_id for style in document.styles}

    def on_paragraph(self, line: Paragraph, name: str) -> Paragraph:
        line._p.style = self._ids[name]
        return line

    def on_run(self, run: Run, name: str) -> Run:
        run._r.style = self._ids[name]
        return run


# --- Texts -------------------------------------------------------------------------------


def one_font(style: Any, name: str) -> None:
    """Letters of every script in one font; a theme's fonts would win over a style's."""
    fonts = style.get_or_add_rPr().get_or_add_rFonts()
    for theme in _THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)


def set_language(styles: Any, language: str) -> None:
    """The language of everything that does not say its own."""
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(element("lang", val=language, eastAsia=language, bidi=language))


def say_in(run: Run, language: str) -> None:
    """This run's own language."""
    run._r.get_or_add_rPr().append(element("lang", val=language))


def without_border(style: Any) -> None:
    """The title without the line that the template draws below it."""
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def add_link(line: Paragraph, url: str, text: str) -> Run | None:
    """A link to a page elsewhere; None, and nothing drawn, where the address is not followed."""
    address = followed(url)
    if not address:
        return None
    relation = line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    return _inside(link, line, text)


def add_internal_link(line: Paragraph, place: str, text: str) -> Run:
    """A link to a place in this document."""
    run = _inside(element("hyperlink", anchor=place, history="1"), line, text)
    run.font.underline = False
    return run


def _inside(link: Any, line: Paragraph, text: str) -> Run:
    run = line.add_run(text)
    run.font.underline = True
    line._p.remove(run._r)
    link.append(run._r)
    line._p.append(link)
    return run


# --- Places, contents, fields ------------------------------------------------------------


def bookmark(number: int) -> str:
    """The name of the place of heading `number`, counted from 1."""
    return f"_Toc{number:06d}"


def mark_place(line: Paragraph, name: str, number: int) -> None:
    """Give a paragraph a name that links can lead to."""
    start = element("bookmarkStart", id=str(number), name=name)
    properties = line._p.pPr
    if properties is None:
        line._p.insert(0, start)
    else:
        properties.addnext(start)
    line._p.append(element("bookmarkEnd", id=str(number)))


def add_field(line: Paragraph, instruction: str) -> None:
    """A field that Word works out, as a page number."""
    _field_part(line, element("fldChar", fldCharType="begin"))
    _field_part(line, _instruction(instruction))
    _field_part(line, element("fldChar", fldCharType="separate"))
    line.add_run("1")
    _field_part(line, element("fldChar", fldCharType="end"))


def make_contents(lines: Sequence[Paragraph], *, deepest: int) -> None:
    """Make lines the shown result of a table of contents, which Word can bring up to date with
    page numbers; without that, the lines are links all the same."""
    if not lines:
        return
    first, last = lines[0], lines[-1]
    parts = [
        element("fldChar", fldCharType="begin"),
        _instruction(f'TOC \\o "1-{deepest}" \\h \\z \\u'),
        element("fldChar", fldCharType="separate"),
    ]
    before: Any = first._p.pPr
    for part in parts:
        run = element("r")
        run.append(part)
        before.addnext(run)
        before = run
    _field_part(last, element("fldChar", fldCharType="end"))


def _field_part(line: Paragraph, part: Any) -> None:
    line.add_run()._r.append(part)


def _instruction(text: str) -> Any:
    said = element("instrText")
    said.set(qn("xml:space"), "preserve")
    said.text = f" {text} "
    return said


# --- Lists -------------------------------------------------------------------------------


def new_numbering(document: Document) -> int:
    """A numbering that begins at 1, for one list; its id."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    known = style.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(known).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def number_by(line: Paragraph, number: int) -> None:
    """Number a paragraph by a numbering of its own."""
    properties = line._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


# --- Tables and pictures -----------------------------------------------------------------


def describe_table(table: Table, caption: str, *, row_headers: bool) -> None:
    """What a table is about, and which of its cells are headers, for who hears it."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    column = "1" if row_headers else "0"
    value = "00A0" if row_headers else "0020"
    properties.append(
        element("tblLook", val=value, firstRow="1", lastRow="0", firstColumn=column,
                lastColumn="0", noHBand="1", noVBand="1")
    )  # fmt: skip
    properties.append(element("tblCaption", val=caption[:255]))


def add_row(table: Table) -> _Row:
    """A row that stays on one page."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(element("cantSplit"))
    return row


def cells(row: _Row) -> list[Paragraph]:
    """The first line of each cell of a row that has no merged ones."""
    return [_Cell(cell, row.table).paragraphs[0] for cell in row._tr.tc_lst]


def repeat(row: _Row) -> None:
    """A header row, which stands again at the top of each page."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """The breadth of each column, in centimetres."""
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Cm(width)
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Cm(width)


def describe_picture(shape: InlineShape, text: str) -> None:
    """What a picture says, for who cannot see it."""
    shape._inline.docPr.set("descr", text)
