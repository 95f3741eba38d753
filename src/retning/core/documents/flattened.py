"""Tables of goals that were flattened into running text: "Nr. Mål Indikator Frist 1 Flere …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from retning.core.danish.patterns import pattern
from retning.core.documents.blocks import Block, BlockKind
from retning.core.documents.cuts import stretches
from retning.core.documents.lines import trim

_GOAL_HEAD = r"(?:Effektmål|Resultatmål|Delmål|Målsætning(?:er)?|Mål|Pejlemærke)"
_SIGN_HEAD = r"(?:Indikator(?:er)?|Succeskriteri(?:um|er)|Måltal|Resultatkrav|Tegn på succes)"
_HEAD = (
    rf"(?:{_GOAL_HEAD}|{_SIGN_HEAD}|Nr\.?|Beskrivelse|Metode|Ansvarlig|Frist|Deadline|Status|Baseline"
    r"|Udgangspunkt|Indsats(?:er)?|Handling(?:er)?|Tema|Aktivitet(?:er)?|Økonomi|Tovholder|Center"
    r"|Opfølgning|Bemærkninger|Område|Kilde|Udvalg|Resultat|Måling|Datakilde|Tidsplan|Hvornår|Hvem"
    r"|Måles|Måles ved|Opgørelse(?:smetode)?|Opgøres|Målemetode|Målemåde|Datagrundlag|Dokumentation"
    r"|Kilder|Målgruppe|Ejer)(?: (?:19|20)\d\d)?"
)
_HEADS = pattern(rf"(?<!\w){_HEAD}(?:\s+{_HEAD}){{2,9}}(?!\w)")
_ONE_HEAD = pattern(rf"(?<!\w){_HEAD}(?!\w)")
_LONGEST_HEADS = 200
_TARGET = pattern(
    r"\bskal\b|\bmå (?:ikke|højst)\b|\bambitionen\b|\b(?:stigende|faldende)\b"
    r"|\d\s?(?:%|pct\b|procent)|\b(?:mindst|højst|under|over|min\.|maks\.|fra)\s+(?:\w+\s+)?\d"
    r"|\b\d+ ud af \d+|\b(?:mindst|højst)\b|\bfra \d.{1,40}\btil \d",
    re.IGNORECASE,
)
_GROUP = pattern(r"[A-ZÆØÅ]\.\s+(?=\S)")
_ROWS_KEPT = 400


class FlatHead(NamedTuple):
    """The heads of a flattened table, and what its columns hold: whether any is numbered, holds
    goals, holds the signs of their success."""

    start: int
    end: int
    numbered: bool
    goals: bool
    signs: bool


def heads_in_a_row(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the heads where a stretch is nothing but heads of columns, three at least."""
    if end - start > _LONGEST_HEADS or not _HEADS.fullmatch(text, start, end):
        return []
    return [found.span() for found in _ONE_HEAD.finditer(text, start, end)]


def table_head(text: str, start: int, end: int) -> FlatHead | None:
    """The heads of columns in a stretch of running text, at least three in a row."""
    found = _HEADS.search(text, start, end)
    if found is None:
        return None
    words = found[0]
    return FlatHead(
        found.start(),
        found.end(),
        numbered=bool(re.match(r"Nr", words)),
        goals=bool(re.search(_GOAL_HEAD, words)),
        signs=bool(re.search(_SIGN_HEAD, words)),
    )


class FlatTable:
    """The rows of a flattened table, page by page."""

    def __init__(self, text: str, head: FlatHead) -> None:
        self.text = text
        self.head = head
        self.letter = ""
        self.next_row = 1
        self.groups: set[str] = set()

    def goes_on(self, start: int, end: int) -> bool:
        """Whether the next row begins at `start`."""
        return self.head.goals and bool(self._row_mark().match(self.text, start, end))

    def _row_mark(self) -> re.Pattern[str]:
        marks = [f"{self.letter}{self.next_row}"]
        if self.letter:
            marks.append(f"{chr(ord(self.letter) + 1)}1")
        elif self.next_row == 1:
            marks.append("A1")
        return re.compile(rf"(?<!\S)({'|'.join(marks)})\.?\s+(?=[A-ZÆØÅ\d])")

    def _passed(self, mark: str) -> None:
        """Count on from a row's mark: "7", or "B3"."""
        self.letter = mark[0] if mark[0].isalpha() else ""
        self.next_row = int(mark.removeprefix(self.letter)) + 1

    def rows(self, start: int, end: int) -> Iterator[Block]:
        """The blocks of the rows in a stretch that begins with a row: the objective it belongs to
        (once), the goal as a list item, what explains it as hanging paragraphs."""
        at = start
        for _ in range(_ROWS_KEPT):
            mark = self._row_mark().match(self.text, at, end)
            if mark is None:
                return
            self._passed(mark[1])
            following = self._row_mark().search(self.text, mark.end(), end)
            stop = following.start() if following is not None else end
            yield from self._row(at, mark.end(), trim(self.text, at, stop)[1])
            at = stop

    def _row(self, outer: int, start: int, end: int) -> Iterator[Block]:
        group = _GROUP.match(self.text, start, end)
        first = group.end() if group is not None else start
        known = self._known(first, end)
        cells = list(stretches(self.text, known or first, end, fine=True))
        if known:
            cells.insert(0, (first, trim(self.text, first, known)[1]))
        if not cells:
            return
        chosen = self._chosen(cells, grouped=group is not None)
        begin = outer
        for place, (first, last) in enumerate(cells):
            if place == chosen:
                yield Block(BlockKind.LIST_ITEM, begin if place == 0 else first, first, last)
            elif place < chosen:
                yield self._objective(begin if place == 0 else first, first, last)
            else:
                tail = Block(BlockKind.PARAGRAPH, first, first, end, hangs=True)
                yield replace(tail, level=0)
                return
            begin = last

    def _known(self, start: int, end: int) -> int:
        """Where an objective's words that an earlier row had end; 0 where the row has new ones."""
        said = self.text[start:end]
        found = (words for words in self.groups if said.startswith(words + " "))
        return next((start + len(words) + 1 for words in found), 0)

    def _chosen(self, cells: list[tuple[int, int]], *, grouped: bool) -> int:
        """The cell with the goal: under "Mål, Indikator" the sign where it sets a target."""
        if len(cells) == 1:
            return 0
        if grouped or self.head.signs:
            if _TARGET.search(self.text, *cells[1]):
                own = _TARGET.search(self.text, *cells[0])
                return 0 if own is not None and not grouped else 1
            if grouped:
                return 1
        return 0

    def _objective(self, outer: int, start: int, end: int) -> Block:
        words = self.text[start:end]
        is_new = words not in self.groups
        self.groups.add(words)
        kind = BlockKind.PARAGRAPH if is_new else BlockKind.BOILERPLATE
        return Block(kind, outer, outer, end)
