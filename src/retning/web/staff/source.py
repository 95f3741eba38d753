"""The source beside a draft: as text with its passages marked, or as pages with their outlines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from retning.apps.strategy.models import Passage
from retning.apps.strategy.queries.readings import source_between
from retning.apps.strategy.queries.reviewing import PrintedPage

LONGEST_GAP = 2_400
GAP_END = 500
LONGEST_PASSAGE = 6_000
CONTEXT = 600
UNTIL_THE_END = 1_000_000_000


@dataclass(frozen=True)
class Piece:
    """A stretch of the source, `text`, that begins with the document's character number `start`.

    `passage`: whose it is, if anybody's; `is_body`: it is that passage's explanation; `is_anchor`:
    links to the passage's place lead here. `left_out` counts characters after it that are not
    shown. `page`: the number of a printed page that begins with it, 0 for none.
    """

    text: str
    start: int
    passage: Passage | None = None
    is_body: bool = False
    is_anchor: bool = False
    left_out: int = 0
    page: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def html(self) -> SafeString:
        """The text for a page: a browser keeps each character, old line ends too, so that places
        in what it shows are places in the document."""
        parts: list[str] = []
        reached = self.start
        for row in self._letters():
            first, last = row["from"], row["to"]
            parts += [
                _drawn(self._between(reached, first)),
                _ruined(row, self._between(first, last)),
            ]
            reached = last
        parts.append(_drawn(self._between(reached, self.end)))
        return mark_safe("".join(parts))  # noqa: S308

    def _between(self, start: int, end: int) -> str:
        return self.text[start - self.start : end - self.start]

    def _letters(self) -> Iterator[Mapping[str, Any]]:
        """What of the passage's letters lies in this piece, in order and without overlap."""
        rows = self.passage.letters if self.passage is not None else []
        reached = self.start
        for row in sorted(rows, key=lambda row: (row["from"], row["to"])):
            if reached <= row["from"] < row["to"] <= self.end:
                yield row
                reached = row["to"]


def _drawn(text: str) -> str:
    return escape(text).replace("\r", "&#13;")


def _ruined(row: Mapping[str, Any], text: str) -> str:
    """A word of the source that was repaired, or is unsure; not a character more, so that places
    in the page stay places in the document."""
    if "n" not in row:
        return (
            f'<span class="unsure" title="{escape(_("unsure in the scan"))}">{_drawn(text)}</span>'
        )
    if row["undone"]:
        return _drawn(text)
    told = _("repaired to: %(after)s") % {"after": row["after"]}
    return f'<span class="ruined" title="{escape(told)}">{_drawn(text)}</span>'


@dataclass(frozen=True)
class Stretch:
    """Part of a document's text from character number `start`; `pages`: where pages begin in it."""

    start: int
    text: str
    pages: Sequence[tuple[int, int]] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def between(self, start: int, end: int) -> str:
        return self.text[start - self.start : end - self.start]


def stretch_of(pages: Sequence[PrintedPage]) -> Stretch:
    """Pages as one text, every character at its number; between two of them nothing is printed."""
    start = cursor = pages[0].start if pages else 0
    parts: list[str] = []
    for page in pages:
        parts += ["\n" * (page.start - cursor), page.text]
        cursor = page.start + len(page.text)
    return Stretch(start, "".join(parts), [(page.start, page.number) for page in pages])


def pieces(stretch: Stretch, passages: Iterable[Passage]) -> list[Piece]:
    """The whole stretch, with what is a passage's, or its explanation, told from the rest.

    Where two overlap the later one begins where the first ends. A long text that is nobody's is
    shortened in its middle: it belongs to other pages of the review. So is a passage of more than
    two printed pages, which stands whole where it is corrected.
    """
    shown = [
        part
        for piece in _marked(stretch, passages)
        for whole in _by_page(piece, stretch.pages)
        for part in _shortened(whole)
    ]
    return _anchored(shown)


def _marked(stretch: Stretch, passages: Iterable[Passage]) -> Iterator[Piece]:
    cursor = stretch.start
    for start, end, passage, is_body in sorted(_spans(passages), key=lambda span: span[:2]):
        start, end = max(start, cursor), min(end, stretch.end)
        if end <= start:
            continue
        if start > cursor:
            yield Piece(stretch.between(cursor, start), cursor)
        yield Piece(stretch.between(start, end), start, passage, is_body)
        cursor = end
    if cursor < stretch.end:
        yield Piece(stretch.between(cursor, stretch.end), cursor)


def _spans(passages: Iterable[Passage]) -> Iterator[tuple[int, int, Passage, bool]]:
    for passage in passages:
        if passage.start is not None and passage.end is not None:
            yield passage.start, passage.end, passage, False
        if passage.body_start is not None and passage.body_end is not None:
            yield passage.body_start, passage.body_end, passage, True


def _by_page(piece: Piece, pages: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """A piece cut where pages begin in it."""
    for start, number in reversed(pages):
        if piece.start <= start < piece.end:
            before = start - piece.start
            after = replace(piece, text=piece.text[before:], start=start, page=number)
            if before:
                earlier = [page for page in pages if page[0] < start]
                yield from _by_page(replace(piece, text=piece.text[:before]), earlier)
            yield after
            return
    yield piece


def _shortened(piece: Piece) -> Iterator[Piece]:
    """A piece as it is, or its beginning and its end where it is long."""
    limit, kept = (LONGEST_PASSAGE, LONGEST_PASSAGE - GAP_END) if piece.passage else (
        LONGEST_GAP, GAP_END,
    )  # fmt: skip
    if len(piece.text) <= limit:
        yield piece
        return
    yield replace(piece, text=piece.text[:kept], left_out=len(piece.text) - kept - GAP_END)
    end = piece.text[-GAP_END:]
    yield replace(piece, text=end, start=piece.end - GAP_END, page=0)


def _anchored(shown: Sequence[Piece]) -> list[Piece]:
    """Each passage's first piece, its explanation last in line, is where links to it lead."""
    firsts: dict[int, int] = {}
    for is_body in (False, True):
        for place, piece in enumerate(shown):
            if piece.passage is not None and piece.is_body is is_body:
                firsts.setdefault(piece.passage.pk, place)
    anchors = set(firsts.values())
    return [replace(piece, is_anchor=place in anchors) for place, piece in enumerate(shown)]


def around(passage: Passage) -> list[Piece]:
    """A passage in the source with a little before and after it; nothing where it has no place."""
    places = [place for span in _spans([passage]) for place in span[:2]]
    if not places:
        return []
    first = max(0, min(places) - CONTEXT)
    text = source_between(passage.reading_id, first, max(places) + CONTEXT)
    return [part for part in _anchored(list(_marked(Stretch(first, text), [passage]))) if part.text]


@dataclass(frozen=True)
class Outline:
    """Where a passage is printed on a page: boxes in thousandths of it, as (left, top, width,
    height)."""

    passage: Passage
    boxes: Sequence[tuple[int, int, int, int]]


@dataclass(frozen=True)
class Figure:
    """A page as a picture, its size in pixels, and what stands where on it."""

    number: int
    width: int
    height: int
    outlines: Sequence[Outline]


PICTURE_WIDTH = 900


def figures(pages: Sequence[PrintedPage], passages: Sequence[Passage]) -> list[Figure]:
    """The pages with the lines of each passage on them."""
    return [
        Figure(
            number=page.number,
            width=PICTURE_WIDTH,
            height=round(PICTURE_WIDTH * page.height / page.width) if page.width else PICTURE_WIDTH,
            outlines=list(_outlines(page, passages)),
        )
        for page in pages
    ]


def _outlines(page: PrintedPage, passages: Iterable[Passage]) -> Iterator[Outline]:
    for passage in passages:
        spans = [span[:2] for span in _spans([passage])]
        boxes = [
            (left, top, right - left, bottom - top)
            for start, end, left, top, right, bottom in page.lines
            if any(start < to and end > since for since, to in spans)
        ]
        if boxes:
            yield Outline(passage, boxes)
