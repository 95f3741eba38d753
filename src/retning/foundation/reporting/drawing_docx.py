"""A report as a Word document. Runs in a process of its own (`foundation.confined`): nothing that
serves pages or takes jobs imports it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Open
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Row
from docx.text.paragraph import Paragraph as Written
from docx.text.run import Run as Drawn

from retning.foundation.reporting import word
from retning.foundation.reporting.signs import clean, one_line
from retning.foundation.reporting.structure import (
    Block,
    Heading,
    Listing,
    Mark,
    Paragraph,
    Picture,
    Report,
    Run,
    Runs,
    Style,
    Table,
    unpacked,
)

FONT = "Calibri"
LANGUAGES = {"da": "da-DK", "en": "en-GB"}
INK, QUIET = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x4A, 0x4A, 0x4A)
ADDED, REMOVED = RGBColor(0x0B, 0x5D, 0x2A), RGBColor(0x8F, 0x1D, 0x1D)
# The breadth between the margins of an A4 page.
BREADTH = 16.2
IN_CONTENTS = 2
DEEPEST_LIST = 2
_STYLES = {Style.NORMAL: "Normal", Style.LEAD: "Lead", Style.QUIET: "Quiet"}


def draw(data: bytes, _arguments: Mapping[str, str]) -> bytes:
    """A packed report → DOCX."""
    return docx_of(unpacked(data))


def docx_of(report: Report) -> bytes:
    """The report as a Word document: styles, heading levels, lists, header rows, alt texts."""
    document = _Drawing(report).whole()
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


class _Drawing:
    def __init__(self, report: Report) -> None:
        self.report = report
        self.document: Open = Document()
        self.bookmarks = 0

    def whole(self) -> Open:
        _set_up(self.document, self.report)
        self.styles = word.Styles(self.document)
        _describe(self.document, self.report)
        self._top()
        for block in self.report.blocks:
            self._block(block)
        return self.document

    def _line(self, style: str, runs: Runs = ()) -> Written:
        line = self.styles.on_paragraph(self.document.add_paragraph(), style)
        self._runs(line, runs)
        return line

    def _top(self) -> None:
        report = self.report
        self._line("Sender", (Run(one_line(report.sender)),))
        self._line("Title", (Run(one_line(report.title), language=report.title_language),))
        if report.subtitle:
            self._line("Subtitle", (Run(report.subtitle),))
        for name, runs in report.facts:
            self._line("Fact", (Run(f"{name}: ", Mark.STRONG), *runs))
        if report.contents:
            self._contents()

    def _contents(self) -> None:
        headings = [block for block in self.report.blocks if isinstance(block, Heading)]
        self._line("Contents heading", (Run(self.report.words.contents),))
        lines = []
        for number, heading in enumerate(headings, start=1):
            if heading.level <= IN_CONTENTS:
                line = self._line(f"toc {heading.level}")
                word.add_internal_link(line, word.bookmark(number), _text(heading.runs))
                lines.append(line)
        word.make_contents(lines, deepest=IN_CONTENTS)
        if lines:
            lines[-1].add_run().add_break(word.PAGE_BREAK)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph(runs=runs, style=style):
                self._line(_STYLES[style], runs)
            case Listing():
                self._listing(block)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)

    def _heading(self, heading: Heading) -> None:
        self.bookmarks += 1
        line = self._line(f"Heading {heading.level}", heading.runs or (Run("–"),))
        word.mark_place(line, word.bookmark(self.bookmarks), self.bookmarks)

    def _listing(self, listing: Listing) -> None:
        number = word.new_numbering(self.document) if listing.ordered else None
        kind = "List Number" if listing.ordered else "List Bullet"
        for item in listing.items:
            level = min(item.level, DEEPEST_LIST)
            line = self._line(f"{kind} {level + 1}" if level else kind, item.runs)
            if number is not None and not level:
                word.number_by(line, number)

    def _table(self, table: Table) -> None:
        caption = self._line("Caption", (Run(table.caption),))
        caption.paragraph_format.keep_with_next = True
        rows = table.rows or (((Run("–"),), *((),) * (len(table.head) - 1)),)
        drawn = self.document.add_table(rows=0, cols=len(table.head), style="Table Grid")
        word.describe_table(drawn, clean(table.caption), row_headers=table.row_headers)
        head = word.add_row(drawn)
        word.repeat(head)
        self._cells(head, tuple((Run(name, Mark.STRONG),) for name in table.head))
        for first, *others in rows:
            name = _strong(first) if table.row_headers else first
            self._cells(word.add_row(drawn), (name, *others))
        word.set_widths(drawn, _widths(table))
        self._line("Quiet")

    def _cells(self, row: _Row, texts: tuple[Runs, ...]) -> None:
        for line, runs in zip(word.cells(row), texts, strict=True):
            self._runs(self.styles.on_paragraph(line, "Cell"), runs)

    def _picture(self, picture: Picture) -> None:
        shape = self.document.add_picture(io.BytesIO(picture.png), width=Cm(BREADTH))
        word.describe_picture(shape, clean(picture.alternative))
        if picture.caption:
            self._line("Caption", (Run(picture.caption),))

    def _runs(self, line: Written, runs: Runs) -> None:
        for run in runs:
            said = clean(run.text)
            if not said:
                continue
            drawn = word.add_link(line, run.url, said) or line.add_run(said)
            self._mark(drawn, run.mark)
            if run.language and run.language != self.report.language:
                word.say_in(drawn, LANGUAGES.get(run.language, run.language))

    def _mark(self, drawn: Drawn, mark: Mark) -> None:
        match mark:
            case Mark.STRONG:
                drawn.bold = True
            case Mark.EMPHASIS:
                drawn.italic = True
            case Mark.ADDED:
                self.styles.on_run(drawn, "Added")
            case Mark.REMOVED:
                self.styles.on_run(drawn, "Removed")
            case Mark.PLAIN:
                pass


def _strong(runs: Runs) -> Runs:
    return tuple(Run(run.text, Mark.STRONG, run.url, run.language) for run in runs)


def _text(runs: Runs) -> str:
    return one_line("".join(run.text for run in runs)) or "–"


def _widths(table: Table) -> list[float]:
    shares = table.widths or (1,) * len(table.head)
    return [BREADTH * share / sum(shares) for share in shares]


# --- The document's frame ----------------------------------------------------------------


def _describe(document: Open, report: Report) -> None:
    facts = document.core_properties
    moment = datetime.fromisoformat(report.made_on)
    # The format holds at most 255 characters of each.
    facts.title = one_line(report.title)[:255]
    facts.subject = one_line(report.subtitle)[:255]
    facts.author = facts.last_modified_by = one_line(report.sender)[:255]
    facts.language = LANGUAGES.get(report.language, report.language)
    facts.comments = facts.keywords = ""
    facts.created = facts.modified = moment


def _set_up(document: Open, report: Report) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.4)
    _set_styles(document, report)
    head = section.header.paragraphs[0]
    head.style = "Quiet"
    head.text = " · ".join(filter(None, map(one_line, (report.sender, report.title))))[:200]
    foot = section.footer.paragraphs[0]
    foot.style = "Quiet"
    if report.source:
        foot.add_run(f"{one_line(report.source)} · ")
    foot.add_run(f"{report.words.page} ")
    word.add_field(foot, "PAGE")
    foot.add_run(f" {report.words.of} ")
    word.add_field(foot, "NUMPAGES")


def _set_styles(document: Open, report: Report) -> None:
    styles = document.styles
    word.set_language(styles, LANGUAGES.get(report.language, report.language))
    normal = styles["Normal"]
    _letters(normal, 11, after=8)
    sizes: dict[str, float] = {
        "Heading 1": 18,
        "Heading 2": 14,
        "Heading 3": 12,
        "Heading 4": 11,
        "Subtitle": 13,
    }
    for name, size in sizes.items():
        _letters(styles[name], size, after=4, bold=name != "Subtitle")
    _letters(styles["Title"], 26, after=4, bold=True)
    word.without_border(styles["Title"])
    _letters(styles["Caption"], 10, after=4, bold=True)
    new: dict[str, tuple[float, float, bool]] = {
        "Lead": (13, 10, False), "Quiet": (9.5, 6, False), "Cell": (9.5, 2, False),
        "Sender": (10.5, 0, False), "Fact": (11, 2, False),
        "Contents heading": (18, 6, True), "toc 1": (11, 2, True), "toc 2": (11, 2, False),
    }  # fmt: skip
    for name, (size, after, bold) in new.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        _letters(style, size, after=after, bold=bold)
    styles["toc 2"].paragraph_format.left_indent = Cm(0.6)
    for name in ("Quiet", "Sender"):
        styles[name].font.color.rgb = QUIET
    for name, colour in (("Added", ADDED), ("Removed", REMOVED)):
        style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.color.rgb = colour
        style.font.underline = True if name == "Added" else None
        style.font.strike = True if name == "Removed" else None


def _letters(style: Any, size: float, *, after: float, bold: bool = False) -> None:
    style.font.name = FONT
    word.one_font(style.element, FONT)
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = False
    style.font.color.rgb = INK
    style.paragraph_format.space_after = Pt(after)
