"""HTML: the visible text as blocks; scripts, styles and hidden parts dropped; nothing fetched."""

# ruff: noqa: SIM905  (lists of words read best as words)
import re
from collections import Counter
from dataclasses import dataclass

from retning.core.danish import is_question, language_of, marker_of
from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.decoding import decode
from retning.core.documents.lines import is_furniture, is_page_number
from retning.core.documents.markup import Markup, Tag
from retning.core.documents.plain import MOST_BLOCKS
from retning.core.documents.unreadable import Unreadable, UnreadableCode

_SNIFF = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|main|article|div|h[1-6]|table|ul|ol|p)[\s>]", re.I
)
_DROPPED = frozenset(
    "script style noscript template svg math canvas iframe object audio video map xmp "
    "noembed".split()
)
_FURNITURE = frozenset("nav footer button select form label textarea title dialog menu".split())
_FURNITURE_ROLES = frozenset({"navigation", "contentinfo", "banner", "search", "dialog", "menu"})
_FURNITURE_CLASS = re.compile(
    r"\b(?:breadcrumbs?|cookie\S*|skip-?(?:link|to)\S*|pagination)\b", re.I
)
_NOTE_ROLES = frozenset({"doc-footnote", "doc-endnotes"})
_NOTE_CLASS = re.compile(r"(?<![\w-])(?:foot|end)notes?(?![\w-])", re.I)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BREAKS_BLOCK = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main "
    "menu nav ol option p pre section select summary table tbody td tfoot th thead title tr ul "
    "textarea button".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu"})
_STRONG = frozenset({"b", "strong"})
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
# Characters; of the kinds that are unpacked, as of the web pages themselves.
_LONGEST = 10 * 1024 * 1024
_SPACES = re.compile(" {2,}")
_LONGEST_BOLD_HEADING = 120
_DEEPEST_LIST = 8


class HtmlReader:
    """Reads web pages, whole or in part."""

    media_type = "text/html"

    def accepts(self, data: bytes, name: str) -> bool:
        """By the name's ending, or by the first tags of the content."""
        if name.lower().endswith((".html", ".htm", ".xhtml")):
            return True
        head = data[:4096].replace(b"\x00", b"")
        return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and bool(
            _SNIFF.search(head)
        )

    def read(self, data: bytes) -> Document:
        """The document in `data`; its text is what a person would see."""
        decoded = decode(data)
        return document_of(decoded.text, media_type=self.media_type, encoding=decoded.encoding)


def document_of(markup: str, *, media_type: str, encoding: str) -> Document:
    """The document that `markup` shows. Readers of other kinds that have made markup of them say
    which kind it was. Raises Unreadable where there is nothing to see, or too much."""
    if len(markup) > _LONGEST:
        raise Unreadable(UnreadableCode.TOO_LARGE, str(_LONGEST))
    page = _Page()
    for token in Markup(markup).stream():
        if isinstance(token, Tag):
            page.tag(token)
        else:
            page.characters(token)
    text, blocks = page.close()
    if not blocks:
        raise Unreadable(UnreadableCode.EMPTY)
    language = language_of(text)
    return Document(text, tuple(blocks), language, media_type, encoding, has_levels=True)


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    dropped: bool
    furniture: bool
    note: bool


class _Page:
    """The open elements, the block being gathered, and the text so far."""

    def __init__(self) -> None:
        self.stack: list[_Element] = []
        self.open: Counter[str] = Counter()
        self.dropped = 0
        self.furniture = 0
        self.notes = 0
        self.text: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.gathered: list[str] = []
        self.bold = 0
        self.plain = 0
        self.item_is_new = False
        self.cells: list[str] | None = None
        self.heading_level = 1

    def tag(self, tag: Tag) -> None:
        """Take a start or an end tag."""
        if tag.name == "br":
            self.gathered.append("\n")
            return
        if tag.name in {"td", "th"} and self.cells is not None and not self.dropped:
            self._end_cell()
        elif tag.name in _BREAKS_BLOCK and not self.dropped:
            self._end_block()
        if tag.closing:
            self._pop(tag.name)
        elif tag.name not in _VOID:
            self._push(tag)

    def characters(self, text: str) -> None:
        """Take text between tags."""
        if self.dropped or not text:
            return
        self.gathered.append(text if self.open["pre"] else _BLANKS.sub(" ", text))
        if not text.isspace():
            if any(self.open[name] for name in _STRONG):
                self.bold += 1
            else:
                self.plain += 1

    def close(self) -> tuple[str, list[Block]]:
        """The whole text and its blocks."""
        if self.cells is not None:
            self._end_row()
        self._end_block()
        return "".join(self.text), self.blocks

    def _push(self, tag: Tag) -> None:
        element = _Element(tag.name, _is_dropped(tag), _is_furniture(tag), _is_note(tag))
        if tag.name == "tr" and not self.dropped:
            if self.cells is not None:
                self._end_row()
            self.cells = []
        elif tag.name == "li":
            self.item_is_new = True
        self.stack.append(element)
        self.open[element.name] += 1
        self.dropped += element.dropped
        self.furniture += element.furniture
        self.notes += element.note

    def _pop(self, name: str) -> None:
        if not self.open[name]:
            return
        while self.stack:
            element = self.stack.pop()
            self.open[element.name] -= 1
            if element.name == "tr" and self.cells is not None and not self.dropped:
                self._end_row()
            self.dropped -= element.dropped
            self.furniture -= element.furniture
            self.notes -= element.note
            if element.name == name:
                return

    def _end_cell(self) -> None:
        assert self.cells is not None  # noqa: S101  (the callers looked)
        content = " ".join("".join(self.gathered).split())
        if content:
            self.cells.append(content)
        self._forget()

    def _end_row(self) -> None:
        self._end_cell()
        content, self.cells = " | ".join(self.cells or ()), None
        if content:
            kind = BlockKind.BOILERPLATE if self.furniture else BlockKind.TABLE_ROW
            self._append(kind, content, "\n")

    def _end_block(self) -> None:
        if self.cells is not None:
            self.gathered.append(" ")
            return
        content = "".join(self.gathered)
        if not self.open["pre"]:
            # Blanks on both sides of what is not shown are one.
            content = _SPACES.sub(" ", content)
        content = _tidy(content)
        if content:
            self._append_prose(content)
        self._forget()

    def _forget(self) -> None:
        self.gathered = []
        self.bold = self.plain = 0

    def _append_prose(self, content: str) -> None:
        heading = next((level for name, level in _HEADINGS.items() if self.open[name]), 0)
        depth = min(sum(self.open[name] for name in _LISTS), _DEEPEST_LIST)
        if self.furniture:
            self._append(BlockKind.BOILERPLATE, content, "\n\n")
        elif self.notes:
            self._append(BlockKind.NOTE, content, "\n\n")
        elif heading:
            self.heading_level = heading
            numbers = _numbers_of(content)
            self._append(BlockKind.HEADING, content, "\n\n", level=heading, numbers=numbers)
        elif self.open["li"]:
            self._append_in_item(content, max(depth - 1, 0))
        elif is_page_number(content):
            self._append(BlockKind.PAGE_NUMBER, content, "\n\n")
        elif is_furniture(content):
            self._append(BlockKind.BOILERPLATE, content, "\n\n")
        elif self._is_bold_heading(content) or self.open["summary"] or self.open["dt"]:
            level = min(self.heading_level + 1, 6)
            self._append(BlockKind.HEADING, content, "\n\n", level=level)
        else:
            self._append(BlockKind.PARAGRAPH, content, "\n\n")

    def _append_in_item(self, content: str, depth: int) -> None:
        if not self.item_is_new:
            self._append(
                BlockKind.PARAGRAPH, content, "\n\n" + "  " * (depth + 1), level=depth, hangs=True
            )
            return
        self.item_is_new = False
        follows_item = bool(self.blocks) and self.blocks[-1].kind is BlockKind.LIST_ITEM
        lead = ("\n" if follows_item else "\n\n") + "  " * depth
        self._append(BlockKind.LIST_ITEM, content, lead, level=depth, mark="- ")

    def _is_bold_heading(self, content: str) -> bool:
        if self.plain or not self.bold or len(content) > _LONGEST_BOLD_HEADING or "\n" in content:
            return False
        return not content.endswith((".", ",", ";", "!")) and not is_question(content)

    def _append(
        self,
        kind: BlockKind,
        content: str,
        lead: str,
        *,
        level: int = 0,
        hangs: bool = False,
        mark: str = "",
        numbers: tuple[int, ...] = (),
    ) -> None:
        if self.text:
            self._write(lead)
        own = marker_of(content) if kind is BlockKind.LIST_ITEM else None
        outer = self.length
        self._write(mark)
        start = self.length + (own.content if own is not None else 0)
        self._write(content)
        if own is not None:
            numbers = own.numbers
        self.blocks.append(Block(kind, outer, start, self.length, level, hangs, numbers))
        if len(self.blocks) > MOST_BLOCKS:
            raise Unreadable(UnreadableCode.TOO_LARGE, f"{MOST_BLOCKS} blocks")

    def _write(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)


def _tidy(content: str) -> str:
    """Blanks at the ends of lines left off; one blank line at most inside."""
    lines = [line.strip(" \t\r\n\f\v\u00a0") for line in content.split("\n")]
    kept = [line for line in lines if line]
    return "\n".join(kept).strip()


def _numbers_of(heading: str) -> tuple[int, ...]:
    marker = marker_of(heading)
    return marker.numbers if marker is not None else ()


def _is_dropped(tag: Tag) -> bool:
    if tag.name in _DROPPED or "hidden" in tag.attributes:
        return True
    return bool(_INVISIBLE.search(tag.attributes.get("style", "")))


def _is_furniture(tag: Tag) -> bool:
    if tag.name in _FURNITURE or tag.attributes.get("role", "").lower() in _FURNITURE_ROLES:
        return True
    if tag.attributes.get("aria-hidden", "").lower() == "true":
        return True
    return bool(_FURNITURE_CLASS.search(tag.attributes.get("class", "")))


def _is_note(tag: Tag) -> bool:
    if tag.attributes.get("role", "").lower() in _NOTE_ROLES:
        return True
    return tag.name not in {"a", "sup"} and bool(
        _NOTE_CLASS.search(tag.attributes.get("class", ""))
    )
