"""A document under review as one page of it is shown: passages, and the source beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Passage
from retning.apps.strategy.queries.readings import Review

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
class ReviewPage:
    """One page of a review. `only` is the kind that is shown alone, empty for all."""

    page: Page[Passage]
    pieces: Sequence[Piece]
    counts: Sequence[tuple[str, int]]
    dropped_count: int
    unplaced_count: int
    only: str


DROPPED = "dropped"


def review_page(review: Review, *, number: str, only: str) -> ReviewPage:
    """Page `number` of a review, of all passages, of one kind, or of those left out."""
    kept = Counter(passage.kind for passage in review.passages if not passage.dropped)
    shown = [passage for passage in review.passages if _belongs(passage, only)]
    page = Paginator(shown, PASSAGES_A_PAGE).get_page(number)
    order = [
        PassageKind.AREA,
        PassageKind.OBJECTIVE,
        PassageKind.GOAL,
        PassageKind.THEME,
        PassageKind.NARRATIVE,
    ]
    return ReviewPage(
        page=page,
        pieces=pieces(review.reading.source_text, page.object_list),
        counts=[(kind.value, kept[kind]) for kind in order],
        dropped_count=sum(passage.dropped for passage in review.passages),
        unplaced_count=kept[PassageKind.UNPLACED],
        only=only,
    )


def _belongs(passage: Passage, only: str) -> bool:
    if only == DROPPED:
        return passage.dropped
    return not only or (passage.kind == only and not passage.dropped)


def page_number(place: int) -> int:
    """The page that the passage with `place` others before it stands on."""
    return place // PASSAGES_A_PAGE + 1


def pieces(source: str, passages: Iterable[Passage]) -> list[Piece]:
    """The source from the first of `passages` to the last, each of them marked.

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
            shown.extend(_between(source[cursor:start]))
        shown.append(Piece(_shortened(source[start:end]), passage))
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


def around(source: str, passage: Passage) -> list[Piece]:
    """A passage in the source with a little before and after it; nothing where it has no place."""
    if passage.start is None or passage.end is None:
        return []
    return [
        Piece(source[max(0, passage.start - CONTEXT) : passage.start]),
        Piece(source[passage.start : passage.end], passage),
        Piece(source[passage.end : passage.end + CONTEXT]),
    ]
