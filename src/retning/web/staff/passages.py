"""A document under review as one page of it is shown: passages, and the source beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.queries.readings import (
    PassageCounts,
    passage_counts,
    passages_of,
    place_of,
    source_between,
)

PASSAGES_A_PAGE = 40
LONGEST_GAP = 1_200
GAP_END = 500
LONGEST_PASSAGE = 6_000


@dataclass(frozen=True)
class Piece:
    """A stretch of the source: a passage's own, or what lies between two.

    `left_out` counts characters that are not shown here because they belong to other pages.
    """

    text: str
    passage: Passage | None = None
    left_out: int = 0


@dataclass(frozen=True)
class Summary:
    """What a document was read as, in numbers, the kinds in the order they are shown."""

    counts: Sequence[tuple[str, int]]
    dropped_count: int
    unplaced_count: int


@dataclass(frozen=True)
class ReviewPage(Summary):
    """One page of a review. `only` is the kind that is shown alone, empty for all."""

    page: Page[Passage]
    pieces: Sequence[Piece]
    only: str


class CountedPaginator(Paginator[Passage]):
    """Pages of rows whose number is known: they are not counted again."""

    def __init__(self, rows: QuerySet[Passage], per_page: int, *, number: int) -> None:
        super().__init__(rows, per_page)
        self._number = number

    @cached_property
    def count(self) -> int:
        return self._number


DROPPED = "dropped"
COUNTED = (
    PassageKind.AREA,
    PassageKind.OBJECTIVE,
    PassageKind.GOAL,
    PassageKind.THEME,
    PassageKind.NARRATIVE,
)


def summary(counts: PassageCounts) -> Summary:
    """The numbers that a review, and the step after it, show."""
    return Summary(
        counts=[(kind.value, counts.of_kind.get(kind, 0)) for kind in COUNTED],
        dropped_count=counts.dropped,
        unplaced_count=counts.of_kind.get(PassageKind.UNPLACED, 0),
    )


def review_page(reading: Reading, *, number: str, only: str) -> ReviewPage:
    """Page `number` of a review, of all passages, of one kind, or of those left out.

    Three queries: numbers, passages, and the stretch of the document they stand in.
    """
    counts = passage_counts(reading)
    rows, how_many = _shown(reading, counts, only)
    page = CountedPaginator(rows, PASSAGES_A_PAGE, number=how_many).get_page(number)
    page.object_list = list(page.object_list)
    start, end = _stretch(page.object_list)
    source = source_between(reading.pk, start, end) if end else ""
    numbers = summary(counts)
    return ReviewPage(
        counts=numbers.counts,
        dropped_count=numbers.dropped_count,
        unplaced_count=numbers.unplaced_count,
        page=page,
        pieces=pieces(source, page.object_list, offset=start),
        only=only,
    )


def _shown(reading: Reading, counts: PassageCounts, only: str) -> tuple[QuerySet[Passage], int]:
    rows = passages_of(reading)
    if only == DROPPED:
        return rows.filter(dropped=True), counts.dropped
    if only:
        return rows.filter(kind=only, dropped=False), counts.of_kind.get(only, 0)
    return rows, counts.total


def _stretch(passages: Iterable[Passage]) -> tuple[int, int]:
    """From the first to the last character of these; (0, 0) where none has a place."""
    placed = [(p.start, p.end) for p in passages if p.start is not None and p.end is not None]
    return min((s for s, _e in placed), default=0), max((e for _s, e in placed), default=0)


def page_number(place: int) -> int:
    """The page that the passage with `place` others before it stands on."""
    return place // PASSAGES_A_PAGE + 1


def address_of(passage: Passage) -> str:
    """Where a passage stands in the review, on its page and in view."""
    address = reverse("staff:review", args=[passage.reading_id])
    return f"{address}?{urlencode({'side': page_number(place_of(passage))})}#passage-{passage.pk}"


def pieces(source: str, passages: Iterable[Passage], *, offset: int = 0) -> list[Piece]:
    """The source from the first of `passages` to the last, each of them marked; `source` begins
    with the document's character number `offset`.

    Where two overlap the later one begins where the first ends. A long stretch between two is
    shortened in its middle; it stands whole on the pages where it belongs. So is a passage of more
    than two printed pages, which stands whole where it is corrected.
    """
    found = [p for p in passages if p.start is not None and p.end is not None]
    found.sort(key=lambda passage: (passage.start or 0, passage.end or 0))
    shown: list[Piece] = []
    cursor = found[0].start or 0 if found else 0
    for passage in found:
        start = max(passage.start or 0, cursor)
        end = max(passage.end or 0, start)
        if start > cursor:
            shown.extend(_between(source[cursor - offset : start - offset]))
        shown.append(Piece(_shortened(source[start - offset : end - offset]), passage))
        cursor = end
    return shown


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_PASSAGE:
        return text
    return f"{text[: LONGEST_PASSAGE - GAP_END]} […] {text[-GAP_END:]}"


def _between(text: str) -> Iterable[Piece]:
    if len(text) <= LONGEST_GAP:
        yield Piece(text)
        return
    yield Piece(text[:GAP_END], left_out=len(text) - 2 * GAP_END)
    yield Piece(text[-GAP_END:])


CONTEXT = 600


def around(passage: Passage) -> list[Piece]:
    """A passage in the source with a little before and after it; nothing where it has no place."""
    if passage.start is None or passage.end is None:
        return []
    first = max(0, passage.start - CONTEXT)
    text = source_between(passage.reading_id, first, passage.end + CONTEXT)
    start, end = passage.start - first, passage.end - first
    return [Piece(text[:start]), Piece(text[start:end], passage), Piece(text[end:])]
