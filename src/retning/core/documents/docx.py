"""Word files (.docx and its kin): what is seen of them, by way of mammoth and our HTML reader.

The package is opened with doubt, its text is gathered by `docx_text`, and mammoth gets a new, small
package that holds that text and nothing else: no relationship, no picture, no macro, no link of the
stranger's ever reaches it. Headers and footers are left out; notes stand at the end.
"""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import Element, SubElement, tostring

import mammoth

from retning.core.documents.blocks import Document
from retning.core.documents.docx_styles import Numberings, Styles
from retning.core.documents.docx_text import Paragraph, Part, Run, Table, Text
from retning.core.documents.html import document_of
from retning.core.documents.packages import BEGINS, Package
from retning.core.documents.packages_kinds import (
    CONTENT_TYPES,
    MAIN_PARTS,
    MEDIA_TYPES,
    OLE_BEGINS,
    WORD_KINDS,
    PackageKind,
    kind_of,
    parts_by_type,
    refusal_of_ole,
)
from retning.core.documents.packages_xml import parse
from retning.core.documents.unreadable import Unreadable, UnreadableCode

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PREFIXES = {
    _MAIN: "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
}
_PARTS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DEEPEST_LIST = 4
_HEAD = 64 * 1024
_MAP = "\n".join(
    [
        "p.title => h1:fresh",
        *(f"p.h{level} => h{level}:fresh" for level in range(1, 7)),
        "p.contents => nav > p:fresh",
        "p.note => aside.footnote > p:fresh",
    ]
)


class DocxReader:
    """Reads Word files of 2007 and later; says of older and locked ones what they are."""

    media_type = MEDIA_TYPES[PackageKind.DOCX]

    def accepts(self, data: bytes, name: str) -> bool:
        """By the content: the parts of a Word file, or a container of Microsoft's."""
        if data.startswith(OLE_BEGINS):
            return True
        if not data.startswith(BEGINS):
            return False
        try:
            return kind_of(Package(data)) in WORD_KINDS
        except Unreadable:
            # Cut off, or made to harm: its members still say what it was meant to be.
            named = name.lower().endswith((".docx", ".docm", ".dotx", ".dotm"))
            return named or b"word/" in data[:_HEAD]

    def read(self, data: bytes) -> Document:
        """The document in `data`, with tracked changes accepted."""
        if data.startswith(OLE_BEGINS):
            raise refusal_of_ole(data)
        package = Package(data, kind="docx")
        kind = kind_of(package)
        clean = _clean(_parts_of(package))
        said = mammoth.convert_to_html(
            clean, style_map=_MAP, include_embedded_style_map=False, convert_image=_no_image
        )
        media_type = MEDIA_TYPES.get(kind, self.media_type)
        return document_of(said.value, media_type=media_type, encoding="utf-8")


def _parts_of(package: Package) -> list[Part]:
    places = parts_by_type(package) if CONTENT_TYPES in package else {}
    main = next((places[one] for one in MAIN_PARTS if one in places), "word/document.xml")
    folder = main.rpartition("/")[0]

    def part(name: str) -> Element | None:
        place = places.get(f"{_PARTS}.{name}+xml", f"{folder}/{name}.xml")
        return _parsed(package, place) if place in package else None

    numberings = Numberings(part("numbering"))
    text = Text(Styles(part("styles"), numberings), numberings)
    body = _parsed(package, main).find("w.body")
    if body is None:
        raise Unreadable(UnreadableCode.DAMAGED, package.kind)
    found = text.parts(body)
    return found + _notes(text, {"foot": part("footnotes"), "end": part("endnotes")})


def _parsed(package: Package, place: str) -> Element:
    return parse(package.read(place), prefixes=PREFIXES, kind=package.kind)


def _notes(text: Text, roots: dict[str, Element | None]) -> list[Part]:
    """The notes that the text refers to, in that order, each with its number."""
    known = {
        (kind, note.get("w.id", "")): note
        for kind, root in roots.items()
        if root is not None
        for note in root
    }
    found: list[Part] = []
    for number, reference in enumerate(dict.fromkeys(text.notes), start=1):
        note = known.get(reference)
        paragraphs = list(_paragraphs(text.parts(note))) if note is not None else []
        for place, paragraph in enumerate(paragraphs):
            mark = [Run(f"[{number}] ")] if place == 0 else []
            found.append(_Note([*mark, *_stripped(paragraph.runs)]))
    return found


class _Note(Paragraph):
    """A paragraph of a note."""


def _stripped(runs: list[Run]) -> list[Run]:
    while runs and not runs[0].symbol and not runs[0].text.strip():
        runs = runs[1:]
    return runs


def _paragraphs(parts: list[Part]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for part in parts:
        if isinstance(part, Paragraph):
            found.append(part)
        else:
            found += [one for row in part.rows for cell in row for one in _paragraphs(cell)]
    return found


def _clean(parts: list[Part]) -> io.BytesIO:
    """A package of our own making with `parts` in it."""
    root = Element("w:document", {"xmlns:w": _MAIN})
    # Where the title has a style of its own, the first level of headings is the second.
    shift = any(isinstance(part, Paragraph) and part.title for part in parts)
    _write(SubElement(root, "w:body"), parts, shift=int(shift))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as package:
        package.writestr("word/document.xml", tostring(root, encoding="utf-8"))
        package.writestr("word/numbering.xml", _NUMBERING)
    file.seek(0)
    return file


def _write(body: Element, parts: list[Part], *, shift: int) -> None:
    for part in parts:
        if isinstance(part, Table):
            table = SubElement(body, "w:tbl")
            for cells in part.rows:
                row = SubElement(table, "w:tr")
                for cell in cells:
                    _write(SubElement(row, "w:tc"), cell, shift=shift)
        else:
            _write_paragraph(SubElement(body, "w:p"), part, shift=shift)


def _write_paragraph(element: Element, paragraph: Paragraph, *, shift: int) -> None:
    properties = SubElement(element, "w:pPr")
    style = ""
    if isinstance(paragraph, _Note):
        style = "note"
    elif paragraph.title:
        style = "title"
    elif paragraph.contents:
        style = "contents"
    elif paragraph.heading:
        style = f"h{min(paragraph.heading + shift, 6)}"
    elif paragraph.listed is not None:
        numbering = SubElement(properties, "w:numPr")
        level = min(paragraph.listed.level, _DEEPEST_LIST)
        SubElement(numbering, "w:ilvl", {"w:val": str(level)})
        SubElement(numbering, "w:numId", {"w:val": "2" if paragraph.ordered else "1"})
    if style:
        SubElement(properties, "w:pStyle", {"w:val": style})
    for run in paragraph.runs:
        _write_run(element, run)


def _write_run(element: Element, run: Run) -> None:
    written = SubElement(element, "w:r")
    if run.bold:
        SubElement(SubElement(written, "w:rPr"), "w:b")
    if run.symbol is not None:
        font, code = run.symbol
        if len(code) == 4 and all(sign in "0123456789abcdefABCDEF" for sign in code):
            SubElement(written, "w:sym", {"w:font": font, "w:char": code.upper()})
        return
    for place, line in enumerate(run.text.split("\n")):
        if place:
            SubElement(written, "w:br")
        if line:
            SubElement(written, "w:t").text = line


def _no_image(_image: object) -> list[object]:
    return []


def _levels(form: str) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/></w:lvl>'
        for level in range(_DEEPEST_LIST + 1)
    )


_NUMBERING = (
    f'<w:numbering xmlns:w="{_MAIN}">'
    f'<w:abstractNum w:abstractNumId="1">{_levels("bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{_levels("decimal")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)
