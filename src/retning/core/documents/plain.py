"""Plain text: lines → groups between blank lines → blocks.

Nothing in plain text says what it is, so each decision is a rule about shape: marks, blank lines,
length, the last character of a line and the first of the next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retning.core.danish import Marker, is_question, language_of, marker_of
from retning.core.documents.blocks import Block, BlockKind, Document
from retning.core.documents.decoding import decode
from retning.core.documents.headings import label_end
from retning.core.documents.lines import is_furniture, is_page_number, is_table_row, trim
from retning.core.documents.unreadable import Unreadable, UnreadableCode

MOST_BLOCKS = 100_000
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_LONGEST_HEADING = 100
_LONGEST_LEAD = 220
_LONGEST_QUESTION = 60
_SHORTEST_TITLE = 12
_SHORT_LINE = 60
_WRAPPED_LINE = 70
_OPENS_QUOTE = "“”„\"«»*‘’'"
# "Vedtaget i byrådet 14.11.2016" is a note, not a heading.
_DATE = re.compile(r"\b\d{1,2}\.\s?(?:\d{1,2}\.|[a-zæøå]{3,9})\s?(?:19|20)\d\d\b")
_ENDS_FRAGMENT = (".", ",", ";", ", og", ", samt", ", eller", " og")
_BEGINS_ANEW = re.compile(
    r"(?:Det|Den|Der|De|Vi|Dette|Disse|Her|Målet|Andelen|Antallet|Status|Baseline"
    r"|I (?:19|20)\d\d)\b"
)
_YEAR_LABEL = re.compile(r"(?:19|20)\d\d\s?[:–—-]\s")
_ENDS_PROSE = (".", ",", ";", "!", "-", "–", "…")


class PlainTextReader:
    """Reads anything that decodes to text; the reader of last resort."""

    media_type = "text/plain"

    def accepts(self, data: bytes, name: str) -> bool:
        """Always: what is not text is refused while it is decoded."""
        return True

    def read(self, data: bytes) -> Document:
        """The document in `data`; its text is the decoded source, character by character."""
        decoded = decode(data)
        blocks = tuple(PlainBlocks(decoded.text).build())
        language = language_of(decoded.text)
        return Document(decoded.text, blocks, language, self.media_type, decoded.encoding)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its span without blanks at its ends, how many columns it stands in,
    whether a blank line is before it, and its list mark."""

    start: int
    end: int
    indent: int
    gap: bool
    text: str
    marker: Marker | None

    @property
    def special(self) -> bool:
        """Whether the line is a block of its own, whatever stands beside it."""
        return is_page_number(self.text) or is_furniture(self.text) or is_table_row(self.text)


class PlainBlocks:
    """The blocks of one plain text, in one pass over its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = list(_lines(text))
        self.blocks: list[Block] = []
        self.title = ""
        # Columns of the list marks that are open, outermost first.
        self.indents: list[int] = []

    def build(self) -> list[Block]:
        """All blocks in reading order."""
        position = 0
        while position < len(self.lines):
            position = self._read_from(position)
            if len(self.blocks) > MOST_BLOCKS:
                raise Unreadable(UnreadableCode.TOO_LARGE, f"{MOST_BLOCKS} blocks")
        return self.blocks

    def _read_from(self, position: int) -> int:
        line = self.lines[position]
        if is_page_number(line.text):
            return self._single(BlockKind.PAGE_NUMBER, position)
        if is_furniture(line.text):
            return self._single(BlockKind.BOILERPLATE, position)
        if is_table_row(line.text):
            return self._single(BlockKind.TABLE_ROW, position)
        if line.marker is not None and not self._is_numbered_heading(position):
            return self._item(position, line.marker)
        return self._prose(position)

    def _single(self, kind: BlockKind, position: int) -> int:
        line = self.lines[position]
        self.blocks.append(Block(kind, line.start, line.start, line.end))
        return position + 1

    def _item(self, position: int, marker: Marker) -> int:
        line = self.lines[position]
        stop = position + 1
        while stop < len(self.lines) and self._continues_item(line, stop):
            stop += 1
        if not self.blocks or self.blocks[-1].kind is not BlockKind.LIST_ITEM:
            self.indents = [indent for indent in self.indents if indent <= line.indent][:1]
        while self.indents and self.indents[-1] >= line.indent:
            self.indents.pop()
        level = len(self.indents)
        self.indents.append(line.indent)
        start, end = line.start + marker.content, self.lines[stop - 1].end
        self.blocks.append(
            Block(BlockKind.LIST_ITEM, line.start, start, end, level, numbers=marker.numbers)
        )
        return stop

    def _continues_item(self, item: Line, position: int) -> bool:
        """Whether the line is wrapped text of the item, perhaps after a page break."""
        line, before = self.lines[position], self.lines[position - 1]
        if line.marker is not None or line.special:
            return False
        unfinished = not before.text.endswith((".", "!", "?", ":", ";"))
        if line.gap:
            return line.text[0].islower() and unfinished and len(before.text) >= _SHORT_LINE // 2
        if len(before.text) < _WRAPPED_LINE and line.text[0].isupper():
            begins = not unfinished or (len(line.text) > 20 and _BEGINS_ANEW.match(line.text))
            if begins and before.text[-1] not in ",-–":
                return False
        aligned = line.indent > item.indent + 1
        return (
            line.text[0].islower() or aligned or (unfinished and len(before.text) >= _WRAPPED_LINE)
        )

    def _is_numbered_heading(self, position: int) -> bool:
        """ "3. Klima og natur" alone among prose is a heading, not a list of one."""
        line = self.lines[position]
        if line.marker is None or not line.marker.numbers or not line.gap:
            return False
        following = self.lines[position + 1] if position + 1 < len(self.lines) else None
        previous = self.lines[position - 1] if position else None
        for neighbour in (following, previous):
            if neighbour is not None and neighbour.marker is not None and neighbour.marker.numbers:
                return False
        if following is not None and not following.gap and not _heads_close(line, following):
            return False
        if self._counts_on(line.marker):
            return False
        title = line.text[line.marker.content :]
        return (
            len(line.text) <= _LONGEST_HEADING and title[0].isupper() and _ends_like_heading(title)
        )

    def _counts_on(self, marker: Marker) -> bool:
        """Whether the last list had the number before, with junk or page furniture after it."""
        for block in reversed(self.blocks[-4:]):
            if block.kind is BlockKind.LIST_ITEM:
                *outer, before = block.numbers or (0,)
                return bool(block.numbers) and (*outer, before + 1) == marker.numbers
            if block.kind is BlockKind.HEADING:
                return False
        return False

    def _prose(self, position: int) -> int:
        stop = position + 1
        while stop < len(self.lines) and self._same_group(stop):
            stop += 1
        group = self.lines[position:stop]
        if self._hangs(group):
            return self._paragraph(group, stop, hangs=True)
        self.indents = []
        if is_furniture(self.text[group[0].start : group[-1].end]) and len(group) <= 3:
            self.blocks.append(
                Block(BlockKind.BOILERPLATE, group[0].start, group[0].start, group[-1].end)
            )
            return stop
        if self._is_title_page(group):
            return self._title_lines(group, stop)
        if self._are_fragments(group) or _are_labelled(group):
            return self._bare_items(group, stop)
        following = self.lines[stop] if stop < len(self.lines) else None
        if len(group) == 1 and is_heading(group[0].text, following):
            return self._heading(group, stop)
        if len(group) > 1 and all(len(line.text) <= _SHORT_LINE for line in group):
            if len(group) <= 3 and _is_broken_heading(group):
                return self._heading(group, stop)
            if _is_bare_list(group):
                return self._bare_items(group, stop)
        if len(group) > 1 and label_end(group[0].text) and group[1].text[0].isupper():
            if _ends_like_heading(group[0].text):
                return self._heading(group[:1], position + 1)
            return self._paragraph(group[:1], position + 1, hangs=False)
        if len(group) > 1 and _heads(group[0], group[1]):
            return self._heading(group[:1], position + 1)
        return self._paragraph(group, stop, hangs=False)

    def _is_title_page(self, group: list[Line]) -> bool:
        """Short lines that open the document: the title and what stands under it."""
        if len(group) < 2 or any(block.kind is not BlockKind.BOILERPLATE for block in self.blocks):
            return False
        short = all(len(line.text) <= _SHORT_LINE for line in group)
        return (
            short
            and not _is_broken_heading(group)
            and all(line.text[0].isupper() or line.text[0].isdigit() for line in group)
            and is_heading(group[0].text, None)
        )

    def _title_lines(self, group: list[Line], stop: int) -> int:
        self._heading(group[:1], stop)
        for line in group[1:]:
            self._paragraph([line], stop, hangs=False)
        return stop

    def _are_fragments(self, group: list[Line]) -> bool:
        """Lines that each go on from "…, at:" in lower case: a list that lost its marks."""
        if not self.blocks or not all(line.text[0].islower() for line in group):
            return False
        last = self.blocks[-1]
        if last.kind is BlockKind.LIST_ITEM and last.start == last.outer:
            return group[0].gap and self.text[last.start].islower()
        opened = self.text[last.end - 1 : last.end] == ":"
        return opened and all(line.text.endswith(_ENDS_FRAGMENT) for line in group[:-1])

    def _same_group(self, position: int) -> bool:
        line = self.lines[position]
        return not line.gap and line.marker is None and not line.special

    def _hangs(self, group: list[Line]) -> bool:
        """Whether the group stands further in than the list mark before it."""
        if not self.blocks or not self.indents or group[0].indent <= self.indents[-1]:
            return False
        last = self.blocks[-1]
        return last.kind is BlockKind.LIST_ITEM or last.hangs

    def _heading(self, group: list[Line], stop: int) -> int:
        start, end = group[0].start, group[-1].end
        if self._is_running_head(start, end):
            self.blocks.append(Block(BlockKind.BOILERPLATE, start, start, end))
            return stop
        letters = [character for character in self.text[start:end] if character.isalpha()]
        level = 1 if len(letters) >= 4 and all(letter.isupper() for letter in letters) else 2
        numbers = group[0].marker.numbers if group[0].marker is not None else ()
        self.blocks.append(Block(BlockKind.HEADING, start, start, end, level, numbers=numbers))
        return stop

    def _is_running_head(self, start: int, end: int) -> bool:
        """Whether the first heading stands here again, as on top of each page."""
        said = self.text[start:end]
        self.title = self.title or said
        return len(said) >= _SHORTEST_TITLE and said == self.title and len(self.blocks) > 3

    def _bare_items(self, group: list[Line], stop: int) -> int:
        self.blocks.extend(
            Block(BlockKind.LIST_ITEM, line.start, line.start, line.end) for line in group
        )
        return stop

    def _paragraph(self, group: list[Line], stop: int, *, hangs: bool) -> int:
        start, end = group[0].start, group[-1].end
        self.blocks.append(Block(BlockKind.PARAGRAPH, start, start, end, hangs=hangs))
        return stop


def is_heading(text: str, following: Line | None) -> bool:
    """Whether a line that stands alone heads what follows it."""
    before_list = following is not None and following.marker is not None
    if text[0] in _OPENS_QUOTE or not (text[0].isupper() or text[0].isdigit()):
        return False
    if _DATE.search(text):
        return False
    if text.endswith(":"):
        return before_list and len(text) <= _LONGEST_LEAD
    if not _ends_like_heading(text):
        return False
    if is_question(text):
        return len(text) <= _LONGEST_QUESTION
    return len(text) <= (_LONGEST_LEAD if before_list else _LONGEST_HEADING)


def _ends_like_heading(text: str) -> bool:
    return not text.rstrip(_OPENS_QUOTE + ") ").endswith(_ENDS_PROSE)


def _is_broken_heading(group: list[Line]) -> bool:
    """A heading over two or three short lines: the later lines go on in lower case."""
    if not group[0].text[0].isupper() or not all(line.text[0].islower() for line in group[1:]):
        return False
    if any(". " in line.text for line in group):
        return False
    return not group[-1].text.endswith((*_ENDS_PROSE[:-3], ":", "?"))


def _is_bare_list(group: list[Line]) -> bool:
    """Short lines that all begin with a capital and end without a mark: a list without bullets."""
    return all(
        line.text[0].isupper() and not line.text.endswith((*_ENDS_PROSE, ":", "?"))
        for line in group
    )


def _heads_close(line: Line, following: Line) -> bool:
    """Whether a numbered line heads the text set close under it: capitals, or a short line."""
    title = line.text[line.marker.content if line.marker is not None else 0 :]
    goes_on = following.text[0].isupper() and following.marker is None
    return goes_on and (title.isupper() or _heads(line, following))


def _are_labelled(group: list[Line]) -> bool:
    """Lines that each begin with a year and a colon ("2025: …")."""
    return all(_YEAR_LABEL.match(line.text) for line in group)


def _heads(first: Line, second: Line) -> bool:
    """Whether the first line of a group is a heading set close to its text."""
    text = first.text
    if len(text) > _SHORT_LINE or text[0] in _OPENS_QUOTE or not text[0].isupper():
        return False
    if not _ends_like_heading(text) or text.endswith((":", "?")):
        return False
    return second.text[0].isupper() and len(second.text) >= _SHORT_LINE // 2


def _lines(text: str) -> Iterator[Line]:
    previous_end = -1
    for found in _LINE.finditer(text):
        start, end = trim(text, found.start(), found.end())
        if start == end:
            continue
        breaks = len(_BREAK.findall(text, previous_end, start)) if previous_end >= 0 else 2
        indent = len(text[max(found.start(), start - 200) : start].expandtabs(4))
        stripped = text[start:end]
        yield Line(start, end, indent, breaks > 1, stripped, marker_of(stripped))
        previous_end = end
