"""The strategy of `typeset` as the files of office programs, and office files of single parts."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordDocument

from tests.helpers.typeset import Strategy

STAMP = (2026, 11, 22, 12, 0, 0)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MIME = "application/vnd.oasis.opendocument.text"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    f'xmlns:office="{_OPEN}:office:1.0" xmlns:text="{_OPEN}:text:1.0" '
    f'xmlns:table="{_OPEN}:table:1.0" xmlns:style="{_OPEN}:style:1.0" '
    f'xmlns:draw="{_OPEN}:drawing:1.0" xmlns:fo="{_OPEN}:xsl-fo-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"'
)


def as_docx(strategy: Strategy) -> bytes:
    """The strategy as Word writes it: title, headings and bullets by their styles."""
    written = docx.Document()
    written.add_heading(strategy.title, 0)
    written.add_heading(strategy.vision_heading, 1)
    written.add_paragraph(strategy.vision)
    for area in strategy.areas:
        written.add_heading(area.title, 1)
        for prose in area.prose:
            written.add_paragraph(prose)
        if area.objectives:
            written.add_heading(strategy.goals_heading, 2)
        for objective in area.objectives:
            written.add_heading(objective.text, 3)
            for goal in objective.goals:
                written.add_paragraph(goal, style="List Bullet")
        if area.themes:
            written.add_heading(strategy.themes_heading, 2)
        for theme in area.themes:
            written.add_paragraph(theme, style="List Bullet")
    return saved(written)


def as_odt(strategy: Strategy) -> bytes:
    """The strategy as LibreOffice writes it."""
    said = [_p(strategy.title, "Title"), _h(strategy.vision_heading, 1), _p(strategy.vision)]
    for area in strategy.areas:
        said += [_h(area.title, 1), *(_p(prose) for prose in area.prose)]
        if area.objectives:
            said += [_h(strategy.goals_heading, 2)]
        for objective in area.objectives:
            said += [_h(objective.text, 3), _list(objective.goals)]
        if area.themes:
            said += [_h(strategy.themes_heading, 2), _list(area.themes)]
    return odt("".join(said))


def as_markdown(strategy: Strategy) -> bytes:
    """The strategy in Markdown."""
    said = [f"# {strategy.title}", f"## {strategy.vision_heading}", strategy.vision]
    for area in strategy.areas:
        said += [f"## {area.title}", *area.prose]
        if area.objectives:
            said += [f"### {strategy.goals_heading}"]
        for objective in area.objectives:
            said += [f"#### {objective.text}", "\n".join(f"- {goal}" for goal in objective.goals)]
        if area.themes:
            said += [
                f"### {strategy.themes_heading}",
                "\n".join(f"- {theme}" for theme in area.themes),
            ]
    return ("\n\n".join(said) + "\n").encode()


def saved(document: WordDocument) -> bytes:
    """A document of python-docx as bytes."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word(body: str, *, main: str = f"{_TYPES}.document.main+xml", **parts: str) -> bytes:
    """A Word file of this body and other parts (`styles`, `numbering`, `footnotes`): the inside of
    their root elements, as Word writes it."""
    kinds = {"document": main}
    kinds |= {name: f"{_TYPES}.{name}+xml" for name in parts}
    members = {
        "[Content_Types].xml": content_types(
            {f"/word/{name}.xml": kind for name, kind in kinds.items()}
        ),
        "word/document.xml": _part("document", f"<w:body>{body}</w:body>"),
    }
    members |= {f"word/{name}.xml": _part(name, inside) for name, inside in parts.items()}
    return zipped(members)


def content_types(overrides: Mapping[str, str]) -> str:
    """The list of content types of a package with these parts."""
    said = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<?xml version="1.0"?><Types xmlns="{space}">{said}</Types>'


def odt(body: str, *, automatic: str = "", styles: str = "") -> bytes:
    """An OpenDocument text of this body, its own styles, and the styles for all."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    shared = (
        f"<office:document-styles {SPACES}><office:styles>{styles}</office:styles>"
        "</office:document-styles>"
    )
    return zipped({"mimetype": _MIME, "content.xml": content, "styles.xml": shared})


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of these members, the same bytes each time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, STAMP)
            stored = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return file.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """The members of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def ole(*streams: str) -> bytes:
    """A container of Microsoft's with a directory of these streams, each in a sector of its own,
    and every second sector none of it."""
    names = ["Root Entry", *streams]
    directory = [1 + 2 * place for place in range(len(names))]
    sectors = [bytes(512) for _ in range(directory[-1] + 1)]
    table = [0xFFFFFFFF] * 128
    table[0] = 0xFFFFFFFD
    for place, (sector, name) in enumerate(zip(directory, names, strict=True)):
        raw = name.encode("utf-16-le")
        sectors[sector] = (raw.ljust(64, b"\0") + struct.pack("<H", len(raw) + 2)).ljust(512, b"\0")
        table[sector] = directory[place + 1] if place + 1 < len(names) else 0xFFFFFFFE
    sectors[0] = struct.pack("<128I", *table)
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, directory[0])
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    return bytes(header) + b"".join(sectors)


def _part(name: str, inside: str) -> str:
    spaces = (
        f'xmlns:w="{W}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {spaces}>{inside}</w:{name}>'


def _p(text: str, style: str = "Text_20_body") -> str:
    return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'


def _h(text: str, level: int) -> str:
    return (
        f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">'
        f"{escape(text)}</text:h>"
    )


def _list(items: tuple[str, ...]) -> str:
    inside = "".join(f"<text:list-item>{_p(one)}</text:list-item>" for one in items)
    return f"<text:list>{inside}</text:list>"
