"""A document under review as one page of it is shown: passages, and the source beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from retning.apps.strategy.enums import Difference, PassageKind
from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.queries.readings import passages_of, place_of, source_between
from retning.apps.strategy.queries.reviewing import (
    ReviewCounts,
    chosen,
    least_certain_first,
    pages_between,
    review_counts,
)
from retning.core.redline import Segment, words
from retning.web.staff.source import UNTIL_THE_END, Figure, Piece, Stretch, figures, pieces
from retning.web.staff.source import stretch_of as stretch_of_pages

PASSAGES_A_PAGE = 40

DROPPED, GONE = "dropped", "gone"
UNREVIEWED, UNCERTAIN, CHANGED, NEW = "unreviewed", "uncertain", "changed", "new"
STATES = (UNREVIEWED, UNCERTAIN, CHANGED, NEW, DROPPED)
FILTERS = frozenset({*PassageKind.values, *STATES, GONE})
COUNTED = (
    PassageKind.TITLE,
    PassageKind.VISION,
    PassageKind.AREA,
    PassageKind.OBJECTIVE,
    PassageKind.GOAL,
    PassageKind.THEME,
    PassageKind.NARRATIVE,
)
ALWAYS_COUNTED = frozenset(COUNTED[2:])


@dataclass(frozen=True)
class Summary:
    """What a document was read as, in numbers, the kinds in the order they are shown."""

    counts: Sequence[tuple[str, int]]
    progress: ReviewCounts

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """The filters by state: name, label, how many."""
        counts = self.progress
        return [
            (UNREVIEWED, _("Not reviewed"), counts.unreviewed),
            (UNCERTAIN, _("Uncertain"), counts.uncertain),
            (DROPPED, _("Left out"), counts.dropped),
        ]

    @property
    def since_last_time(self) -> list[tuple[str, str, int]]:
        """The filters by what has become of a passage since the document was read before."""
        return [
            (CHANGED, pgettext("since last time", "changed"), self.progress.changed),
            (NEW, pgettext("since last time", "new"), self.progress.new),
        ]

    def label_of(self, only: str) -> str:
        """The filter in words, as its link has it without the number."""
        labels = {state: label for state, label, _number in self.states}
        labels |= {"": _("Everything"), GONE: _("Gone since last time")}
        labels |= {CHANGED: _("Changed since last time"), NEW: _("New since last time")}
        return labels[only] if only in labels else capfirst(str(PassageKind(only).label))

    @property
    def unplaced_count(self) -> int:
        return self.progress.of_kind.get(PassageKind.UNPLACED, 0)


def summary(counts: ReviewCounts) -> Summary:
    """The numbers that a review, and the step after it, show."""
    of_kind = counts.of_kind
    return Summary(
        counts=[
            (kind.value, of_kind.get(kind, 0))
            for kind in COUNTED
            if kind in ALWAYS_COUNTED or of_kind.get(kind, 0)
        ],
        progress=counts,
    )


@dataclass(frozen=True)
class View:
    """What of a review is looked at: which passages alone (empty: all), which page of them, the
    source as text or as pictures of its pages, and the least certain passages first or all in
    reading order."""

    only: str = ""
    number: str = "1"
    as_pictures: bool = False
    by_doubt: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether everything is shown as it stands in the document."""
        return not self.only and not self.by_doubt

    def query(self, *, number: int | str | None = None, **more: str | int) -> str:
        """The address's query for this view, or for another page of it."""
        side = str(number or self.number)
        parts: Mapping[str, str | int] = {
            **({"vis": self.only} if self.only else {}),
            **({"side": side} if side != "1" else {}),
            **({"kilde": "sider"} if self.as_pictures else {}),
            **({"orden": "usikre"} if self.by_doubt else {}),
            **more,
        }
        return urlencode(parts)


@dataclass(frozen=True)
class ReviewPage:
    """One page of a review."""

    view: View
    numbers: Summary
    page: Page[Passage]
    pieces: Sequence[Piece] = ()
    figures: Sequence[Figure] = ()

    @property
    def only(self) -> str:
        return self.view.only


class CountedPaginator(Paginator[Passage]):
    """Pages of rows whose number is known: they are not counted again."""

    def __init__(self, rows: QuerySet[Passage], per_page: int, *, number: int) -> None:
        super().__init__(rows, per_page)
        self._number = number

    @cached_property
    def count(self) -> int:
        return self._number


def review_page(reading: Reading, view: View) -> ReviewPage:
    """One page of a review, of all passages or of those that `view` asks for.

    Three queries: numbers, passages (and the first of the next page, where this page's source
    ends), and the stretch of the document they stand in.
    """
    counts = review_counts(reading)
    rows = passages_of(reading).select_related("earlier")
    if view.only:
        rows = chosen(rows, view.only)
    if view.by_doubt:
        rows = least_certain_first(rows)
    paginator = CountedPaginator(rows, PASSAGES_A_PAGE, number=_how_many(counts, view.only))
    page = paginator.get_page(view.number)
    found = list(rows[page.start_index() - 1 : page.start_index() + PASSAGES_A_PAGE]) if (
        paginator.count
    ) else []  # fmt: skip
    shown, beyond = found[:PASSAGES_A_PAGE], found[PASSAGES_A_PAGE:]
    page.object_list = shown
    for passage in shown:
        # The rules of a kind ask for it; it is not fetched once more for each.
        passage.reading = reading
    start, end = _span(shown)
    if view.is_whole:
        start, end = _until_the_next(page, start, end, beyond)
    drawn = ReviewPage(view=view, numbers=summary(counts), page=page)
    return _with_source(drawn, reading, start, end)


def _with_source(drawn: ReviewPage, reading: Reading, start: int, end: int) -> ReviewPage:
    shown, view = list(drawn.page.object_list), drawn.view
    source: list[Piece] = []
    pictures: list[Figure] = []
    if end and reading.page_count:
        pages = pages_between(reading.pk, start, end, with_lines=view.as_pictures)
        if view.as_pictures:
            pictures = figures(pages, shown)
        else:
            source = pieces(stretch_of_pages(pages), shown)
    elif end:
        source = pieces(Stretch(start, source_between(reading.pk, start, end)), shown)
    return ReviewPage(
        view=view, numbers=drawn.numbers, page=drawn.page, pieces=source, figures=pictures
    )


def _how_many(counts: ReviewCounts, only: str) -> int:
    match only:
        case "":
            return counts.total
        case "unreviewed":
            return counts.unreviewed
        case "uncertain":
            return counts.uncertain
        case "changed":
            return counts.changed
        case "new":
            return counts.new
        case "dropped":
            return counts.dropped
        case _:
            return counts.of_kind.get(only, 0)


def _span(passages: Iterable[Passage]) -> tuple[int, int]:
    """From the first to the last character of these; (0, 0) where none has a place."""
    placed = [(p.start, p.end) for p in passages if p.start is not None and p.end is not None]
    placed += [
        (p.body_start, p.body_end)
        for p in passages
        if p.body_start is not None and p.body_end is not None
    ]
    return min((s for s, _e in placed), default=0), max((e for _s, e in placed), default=0)


def _until_the_next(
    page: Page[Passage], start: int, end: int, beyond: Sequence[Passage]
) -> tuple[int, int]:
    """The first page begins where the document does, each ends where the next one begins, and the
    last one with the document: nothing of the source is on no page."""
    if page.number == 1:
        start = 0
    if not page.has_next():
        return start, UNTIL_THE_END
    following = beyond[0].start if beyond else None
    return start, max(end, following or 0)


def page_number(place: int) -> int:
    """The page that the passage with `place` others before it stands on."""
    return place // PASSAGES_A_PAGE + 1


def address_of(passage: Passage, view: View | None = None) -> str:
    """Where a passage stands in the review, on its page and in view."""
    address = reverse("staff:review", args=[passage.reading_id])
    view = view or View()
    asked = View(as_pictures=view.as_pictures).query(
        number=page_number(place_of(passage)), ved=passage.pk
    )
    return f"{address}?{asked}#passage-{passage.pk}"


PICKED = (
    PassageKind.GOAL,
    PassageKind.THEME,
    PassageKind.AREA,
    PassageKind.OBJECTIVE,
    PassageKind.NARRATIVE,
)


def pick_kinds() -> list[tuple[str, str]]:
    """What a text selected in the source can be added as."""
    return [(kind.value, capfirst(str(kind.label))) for kind in PICKED]


def review_keys() -> list[tuple[str, str]]:
    """The keys of the review, and what each does."""
    return [
        ("J ↓ · K ↑", _("next, previous passage")),
        ("N", _("next passage that is not reviewed")),
        (_("Space"), _("approve, and go to the next")),
        ("Enter", _("edit")),
        ("T", _("set the targets of a goal")),
        ("0", _("not a goal")),
        ("Shift + N", _("next uncertain passage")),
        ("O", _("least certain first, or in reading order")),
        ("S", _("divide")),
        ("M", _("put together with the next")),
        ("X", _("leave out, or take in again")),
        ("Shift + ↑ ↓", _("move up or down")),
        ("B", _("move behind a number")),
        ("A", _("add after; in the document's text: add what is selected")),
        (
            "1 – 8",
            _("make it a title, vision, area, objective, goal, theme, narrative, not placed"),
        ),
        ("U · Ctrl + Z", _("undo")),
        ("V", _("text or pictures of the pages")),
        ("← → · Shift", _("in the document's text: select by word and by line")),
        ("Ctrl + Enter · Esc", _("in a form: save, leave without saving")),
        ("?", _("this list")),
    ]


def redline(passage: Passage) -> list[Segment]:
    """From the wording of last time to this one's; nothing where it did not change."""
    if passage.difference != Difference.CHANGED or passage.earlier is None:
        return []
    return words(passage.earlier.text, passage.text)
