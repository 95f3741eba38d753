"""OpenDocument text (.odt): what is seen of it, as markup that our HTML reader sees.

Deleted text of tracked changes stands apart in the file and is left out; so are comments, headers
and footers, hidden text, and whatever a link or a section would fetch. Notes stand at the end.
"""

from __future__ import annotations

import html
from xml.etree.ElementTree import Element

from retning.core.documents.blocks import Document
from retning.core.documents.html import document_of
from retning.core.documents.odt_styles import Styles
from retning.core.documents.packages import BEGINS, Package
from retning.core.documents.packages_kinds import MEDIA_TYPES, OPEN_KINDS, PackageKind, kind_of
from retning.core.documents.packages_xml import parse
from retning.core.documents.unreadable import Unreadable, UnreadableCode

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = {
    f"{_SPACE}office:1.0": "office",
    f"{_SPACE}text:1.0": "text",
    f"{_SPACE}table:1.0": "table",
    f"{_SPACE}style:1.0": "style",
    f"{_SPACE}drawing:1.0": "draw",
    f"{_SPACE}xsl-fo-compatible:1.0": "fo",
}
_KIND = "odt"
_MOST_SPACES = 100
_SOFT_HYPHEN = "\u00ad"
# What was deleted, is said about the text, or declares what a page needs.
_GONE = frozenset(
    {
        "text.tracked-changes",
        "text.sequence-decls",
        "text.variable-decls",
        "text.user-field-decls",
        "text.note-citation",
        "text.hidden-text",
        "text.ruby-text",
        "text.index-title-template",
        "text.table-of-content-source",
        "text.alphabetical-index-source",
        "text.section-source",
        "office.annotation",
        "office.annotation-end",
        "office.forms",
        "office.event-listeners",
        "text.script",
    }
)
_HEAD = 200
_MARK = b"opendocument.text"
_ENCRYPTION = b"encryption-data"


class OdtReader:
    """Reads OpenDocument text and its templates."""

    media_type = MEDIA_TYPES[PackageKind.ODT]

    def accepts(self, data: bytes, name: str) -> bool:
        """By what the package says of itself."""
        if not data.startswith(BEGINS):
            return False
        try:
            return kind_of(Package(data)) in OPEN_KINDS
        except Unreadable:
            return name.lower().endswith((".odt", ".ott")) or _MARK in data[:_HEAD]

    def read(self, data: bytes) -> Document:
        """The document in `data`, without what was deleted."""
        package = Package(data, kind=_KIND)
        kind = kind_of(package)
        manifest = "meta-inf/manifest.xml"
        if manifest in package and _ENCRYPTION in package.read(manifest):
            raise Unreadable(UnreadableCode.ENCRYPTED, _KIND)
        content = _parsed(package, "content.xml")
        roots = [_parsed(package, "styles.xml")] if "styles.xml" in package else []
        body = content.find("office.body/office.text")
        if body is None:
            raise Unreadable(UnreadableCode.DAMAGED, _KIND)
        markup = _Markup(Styles(content, *roots)).of(body)
        media_type = MEDIA_TYPES.get(kind, self.media_type)
        return document_of(markup, media_type=media_type, encoding="utf-8")


def _parsed(package: Package, place: str) -> Element:
    return parse(package.read(place), prefixes=PREFIXES, kind=_KIND)


class _Markup:
    """Writes the text of one file as HTML."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.written: list[str] = []
        self.notes: list[Element] = []
        self.boxes: list[Element] = []
        self.shift = 0

    def of(self, body: Element) -> str:
        """The whole of `body`."""
        # Where the title has a style of its own, the first level of headings is the second.
        self.shift = int(any(self._is_title(one) for one in body.iter("text.p")))
        self._blocks(body)
        number = 0
        while self.notes and number < 100_000:
            number += 1
            note = self.notes.pop(0)
            self.written.append(f'<aside class="footnote">[{number}] ')
            self._blocks(note, inline=True)
            self.written.append("</aside>")
        return "".join(self.written)

    def _is_title(self, paragraph: Element) -> bool:
        return self.styles.of("paragraph", paragraph.get("text.style-name", "")).title

    def _blocks(self, element: Element, *, inline: bool = False) -> None:
        before = ""
        for child in element:
            match child.tag:
                case tag if tag in _GONE or _is_hidden(child):
                    pass
                case "text.p" | "text.h" if inline:
                    self._line(child)
                    self.written.append(" ")
                case "text.p" | "text.h":
                    self._paragraph(child)
                case "text.list":
                    self._wrapped("ul", child if before == "text.list" else _begun(child))
                case "text.list-item" | "text.list-header":
                    self._wrapped("li", child)
                case "table.table":
                    self._wrapped("table", child)
                case "table.table-row":
                    self._wrapped("tr", child)
                case "table.table-cell":
                    self._wrapped("td", child)
                case "table.covered-table-cell":
                    pass
                case "text.table-of-content" | "text.alphabetical-index":
                    self._wrapped("nav", child)
                case _:
                    self._blocks(child, inline=inline)
            before = child.tag

    def _wrapped(self, name: str, element: Element) -> None:
        self.written.append(f"<{name}>")
        self._blocks(element)
        self.written.append(f"</{name}>")

    def _paragraph(self, element: Element) -> None:
        style = self.styles.of("paragraph", element.get("text.style-name", ""))
        if style.hidden or any(
            one.get("text.is-hidden", "true") == "true"
            for one in element.iter("text.hidden-paragraph")
        ):
            return
        level = style.heading
        if element.tag == "text.h":
            said = element.get("text.outline-level", "1")
            level = min(int(said), 9) if said in set("123456789") else max(level, 1)
        name = "p"
        if style.title:
            name = "h1"
        elif level:
            name = f"h{min(level + self.shift, 6)}"
        waiting, self.boxes = self.boxes, []
        self.written.append(f"<{name}>")
        self._line(element, bold=style.bold)
        self.written.append(f"</{name}>")
        boxes, self.boxes = self.boxes, waiting
        for box in boxes:
            self._blocks(box)

    def _line(self, element: Element, *, bold: bool = False) -> None:
        """What stands in one paragraph or span, and after each thing in it."""
        self._letters(element.text, bold=bold)
        for child in element:
            self._piece(child, bold=bold)
            self._letters(child.tail, bold=bold)

    def _piece(self, child: Element, *, bold: bool) -> None:
        match child.tag:
            case tag if tag in _GONE:
                pass
            case "text.s":
                said = child.get("text.c", "1")
                count = int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 1
                self.written.append(" " * min(count, _MOST_SPACES))
            case "text.tab":
                self.written.append("\t")
            case "text.line-break":
                self.written.append("<br>")
            case "text.span":
                style = self.styles.of("text", child.get("text.style-name", ""))
                if not style.hidden:
                    self._line(child, bold=bold or style.bold)
            case "text.note":
                self.notes += child.findall("text.note-body")
            case "draw.text-box":
                self.boxes.append(child)
            case tag if tag.startswith("draw."):
                for inner in child:
                    self._piece(inner, bold=bold)
            case "?.title" | "?.desc":
                pass
            case "text.conditional-text" if child.get("text.current-value") == "false":
                pass
            case _:
                self._line(child, bold=bold)

    def _letters(self, text: str | None, *, bold: bool) -> None:
        if not text:
            return
        said = html.escape(text.replace(_SOFT_HYPHEN, ""), quote=False)
        self.written.append(f"<strong>{said}</strong>" if bold and said.strip() else said)


def _is_hidden(element: Element) -> bool:
    return element.tag == "text.section" and element.get("text.display", "") == "none"


def _begun(element: Element) -> Element:
    """A list that begins deep inside its numbering is written as lists in lists: the inmost."""
    while len(element) == 1 and len(element[0]) == 1 and element[0][0].tag == "text.list":
        element = element[0][0]
    return element
