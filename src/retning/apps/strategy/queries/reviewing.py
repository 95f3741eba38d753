"""A document as the page of its review shows it: few questions, whatever its length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, Least, Substr

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import Difference, ReviewDeed
from retning.apps.strategy.models import Passage, Reading, ReviewStep, SourcePage
from retning.apps.strategy.queries.readings import LONG, gone_since, passages_of, uncertain

UNCERTAIN = uncertain() & Q(dropped=False)
UNREVIEWED = Q(accepted=False, dropped=False)


@dataclass(frozen=True)
class UnderReview:
    """A document, the deed that an undo takes back (None: nothing to undo; the number of its step
    is `reading.last_number`), and how many passages of its previous reading are no longer in it."""

    reading: Reading
    last_deed: ReviewDeed | None
    gone_count: int


def under_review(municipality: Municipality, pk: int) -> UnderReview | None:
    """One of the municipality's documents for review, or None: one query, and two more where
    passages of it have been put together and some may not be gone for that."""
    steps = ReviewStep.drafts.filter(reading=OuterRef("pk"), undone_at=None).order_by("-number")
    still = Passage.drafts.filter(reading=OuterRef(OuterRef("pk")), earlier__isnull=False)
    gone = (
        Passage.drafts.filter(reading=OuterRef("previous"), dropped=False, start__isnull=False)
        .exclude(pk__in=still.values("earlier"))
        .order_by()
        .values("reading")
        .annotate(number=Count("pk"))
        .values("number")
    )
    reading = (
        Reading.drafts.filter(municipality=municipality, pk=pk)
        .select_related("attachment", "strategy", "municipality")
        .defer(*LONG)
        .annotate(
            last_deed=Subquery(steps.values("deed")[:1]),
            last_number=Subquery(steps.values("number")[:1]),
            gone_count=Coalesce(Subquery(gone), 0),
            has_merged=Exists(steps.filter(deed=ReviewDeed.MERGE)),
            has_repairs=Case(When(repairs=[], then=Value(False)), default=Value(True)),
        )
        .first()
    )
    if reading is None:
        return None
    deed = reading.last_deed
    gone_count = reading.gone_count
    if gone_count and reading.has_merged:
        gone_count = gone_since(reading).count()
    return UnderReview(reading, ReviewDeed(deed) if deed else None, gone_count)


@dataclass(frozen=True)
class ReviewCounts:
    """How far a review is. `of_kind` is without what was left out; that and what was approved is
    `reviewed`."""

    of_kind: Mapping[str, int] = field(default_factory=dict)
    total: int = 0
    dropped: int = 0
    reviewed: int = 0
    uncertain: int = 0
    changed: int = 0
    new: int = 0

    @property
    def unreviewed(self) -> int:
        return self.total - self.reviewed


def review_counts(reading: Reading) -> ReviewCounts:
    """What a document was read as and how far its review is: one query."""
    doubt = Case(When(UNCERTAIN, then=Value(True)), default=Value(False))
    rows = (
        passages_of(reading)
        .order_by()
        .annotate(doubt=doubt)
        .values_list("kind", "dropped", "accepted", "difference", "doubt")
        .annotate(Count("pk"))
    )
    of_kind: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    for kind, dropped, accepted, difference, doubt_here, number in rows:
        sums["total"] += number
        sums["reviewed"] += number if accepted or dropped else 0
        sums["uncertain"] += number if doubt_here else 0
        sums["changed"] += number if difference == Difference.CHANGED else 0
        sums["new"] += number if difference == Difference.NEW else 0
        if dropped:
            sums["dropped"] += number
        else:
            of_kind[kind] += number
    return ReviewCounts(of_kind, **sums)


def has_uncertain(reading: Reading) -> bool:
    """Whether a person must look at something in a document: one query."""
    return passages_of(reading).filter(UNCERTAIN).exists()


def unreviewed_after(reading: Reading, order: int, *, in_doubt: bool) -> Passage | None:
    """The first passage beyond place `order` that nobody has looked at, else the first of all."""
    rows = passages_of(reading).filter(UNCERTAIN if in_doubt else UNREVIEWED)
    return rows.filter(order__gt=order).first() or rows.first()


def passage_before(reading: Reading, start: int) -> Passage | None:
    """The passage behind which a text that begins at character `start` belongs; None: first."""
    return passages_of(reading).filter(start__lte=start).order_by("-start", "-order").first()


def passage_at(reading: Reading, place: int) -> Passage | None:
    """The passage with `place` - 1 others before it, or None where there are not so many."""
    return passages_of(reading)[place - 1 : place].first() if place > 0 else None


@dataclass(frozen=True)
class PrintedPage:
    """What stands on a page of a document, as far as it was asked for: `text` begins with the
    document's character number `start`; its lines as `SourcePage.lines` has them."""

    number: int
    start: int
    text: str
    width: float
    height: float
    lines: Sequence[Sequence[int]] = ()


def pages_between(
    reading_id: int, start: int, end: int, *, with_lines: bool = False
) -> list[PrintedPage]:
    """The pages from character `start` until `end`, with their texts: one query."""
    first, last = Greatest("start", Value(start)), Least("end", Value(end))
    rows = (
        SourcePage.drafts.filter(reading=reading_id, start__lt=end, end__gt=start)
        .annotate(
            first=first, text=Substr("reading__source_text", F("first") + 1, last - F("first"))
        )
        .order_by("number")
        .values_list(
            "number", "first", "text", "width", "height", *(["lines"] if with_lines else [])
        )
    )
    return [PrintedPage(*row) for row in rows]


def page_of_source(reading: Reading, number: int) -> SourcePage | None:
    """One page of a document, without its lines, or None."""
    return SourcePage.drafts.filter(reading=reading, number=number).defer("lines").first()


def chosen(rows: QuerySet[Passage], what: str) -> QuerySet[Passage]:
    """Those of `rows` that are `what`: "unreviewed", "uncertain", "changed", "new", "dropped", or
    a kind."""
    match what:
        case "unreviewed":
            return rows.filter(UNREVIEWED)
        case "uncertain":
            return rows.filter(UNCERTAIN)
        case "changed" | "new":
            return rows.filter(difference=what)
        case "dropped":
            return rows.filter(dropped=True)
        case _:
            return rows.filter(kind=what, dropped=False)


def least_certain_first(rows: QuerySet[Passage]) -> QuerySet[Passage]:
    """`rows` with what the reader was least certain of first; what a person has settled, or left
    out, comes last."""
    words = Case(When(edited=True, then=Value(1.0)), default=Coalesce("confidence", Value(1.0)))
    aims = Coalesce("target_confidence", Value(1.0))
    return rows.annotate(certainty=Least(words, aims)).order_by(
        "dropped", "accepted", "certainty", "order", "pk"
    )
