"""Documents under review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Window
from django.db.models.functions import Substr

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import PassageKind, ReadingState, ReviewDeed
from retning.apps.strategy.models import (
    Passage,
    Reading,
    ReviewStep,
    SourcePage,
    Strategy,
)
from retning.apps.strategy.validators import CERTAIN_FROM
from retning.foundation.jobs.enums import JobState
from retning.foundation.jobs.models import Job
from retning.foundation.jobs.queries import JobView, view

LONG = ("source_text", "repairs", "unsure_words")
"""What of a document is as long as it: fetched only where it is asked for."""
OPEN_STATES = (ReadingState.WAITING, ReadingState.READ)


@dataclass(frozen=True)
class PassageCounts:
    """How many passages a document has of each kind, and how many were left out."""

    of_kind: Mapping[str, int]
    dropped: int

    @property
    def total(self) -> int:
        return sum(self.of_kind.values()) + self.dropped


def readings_of(municipality: Municipality) -> QuerySet[Reading]:
    """The municipality's documents, newest first, without their long texts."""
    return (
        Reading.drafts.filter(municipality=municipality)
        .select_related("attachment", "strategy")
        .defer(*LONG)
    )


@dataclass(frozen=True)
class ReadingOnItsWay:
    """A document and the job that reads it; no job where it has been cleared away."""

    reading: Reading
    job: JobView | None

    @property
    def is_broken_off(self) -> bool:
        """Whether it still waits, and nobody will come for it."""
        waits = self.reading.state == ReadingState.WAITING
        stopped = {JobState.FAILED, JobState.CANCELLED}
        return waits and (self.job is None or self.job.state in stopped)


def on_their_way(readings: Sequence[Reading]) -> list[ReadingOnItsWay]:
    """Each document with its job: one query."""
    waiting = [reading.job_id for reading in readings if reading.state == ReadingState.WAITING]
    jobs = {job.pk: view(job) for job in Job.objects.select_related("task").filter(pk__in=waiting)}
    return [ReadingOnItsWay(reading, jobs.get(reading.job_id)) for reading in readings]


def place_of(passage: Passage) -> int:
    """How many passages stand before this one in its document: one query."""
    return Passage.drafts.filter(reading=passage.reading_id, order__lt=passage.order).count()


def reading_of(municipality: Municipality, pk: int) -> Reading | None:
    """One of the municipality's documents, or None: another municipality's is None too."""
    return (
        Reading.drafts.filter(municipality=municipality, pk=pk)
        .select_related("attachment", "strategy", "municipality")
        .defer(*LONG)
        .first()
    )


def passages_of(reading: Reading) -> QuerySet[Passage]:
    """The passages of a document, in reading order."""
    return Passage.drafts.filter(reading=reading)


def passage_counts(reading: Reading) -> PassageCounts:
    """What a document was read as, in numbers: one query."""
    rows = passages_of(reading).order_by().values_list("kind", "dropped").annotate(Count("pk"))
    of_kind: Counter[str] = Counter()
    left_out = 0
    for kind, dropped, number in rows:
        if dropped:
            left_out += number
        else:
            of_kind[kind] += number
    return PassageCounts(of_kind, left_out)


def source_between(reading_id: int, start: int, end: int) -> str:
    """The document's text from character `start` (counted from 0) until `end`: one query, and no
    more of a long text than that."""
    part = Substr("source_text", start + 1, max(0, end - start))
    text: str = Reading.drafts.values_list(part, flat=True).get(pk=reading_id)
    return text


def passage_of(municipality: Municipality, pk: int) -> Passage | None:
    """One passage of the municipality's documents, or None."""
    return (
        Passage.drafts.filter(municipality=municipality, pk=pk)
        .select_related("reading", "reading__municipality")
        .defer(*(f"reading__{name}" for name in LONG))
        .first()
    )


def waiting_count(municipality: Municipality) -> int:
    """How many documents wait to be read, or are being read: one query."""
    return Reading.drafts.filter(municipality=municipality, state=ReadingState.WAITING).count()


def open_readings(municipality: Municipality) -> list[Reading]:
    """What somebody has to do something about: waiting, read or failed; the newest fifty."""
    states = [*OPEN_STATES, ReadingState.FAILED]
    return list(readings_of(municipality).filter(state__in=states)[:50])


def uncertain() -> Q:
    """What a person must look at: the reader was in doubt of it, or of a goal's targets, and nobody
    has said a word."""
    passage = Q(confidence__lt=CERTAIN_FROM, edited=False)
    targets = Q(target_confidence__lt=CERTAIN_FROM, targets_edited=False)
    return Q(passage | targets, accepted=False)


def page_at(reading_id: int, place: int | None) -> int | None:
    """The page that a character of the document's text stands on; None where it has no pages."""
    if place is None:
        return None
    pages = SourcePage.drafts.filter(reading=reading_id, start__lte=place).order_by("-number")
    return pages.values_list("number", flat=True).first()


def newest_step(reading: Reading) -> QuerySet[ReviewStep]:
    """The steps of a review that can be undone, the newest first."""
    return ReviewStep.drafts.filter(reading=reading, undone_at=None).order_by("-number")


def gone_since(reading: Reading) -> QuerySet[Passage]:
    """What stood in the document when it was read before, and nothing in it answers to now; what
    was left out then, or written by a person, is not missed. What has been put together with
    another here is not gone either."""
    here = Passage.drafts.filter(reading=reading, earlier__isnull=False)
    steps = ReviewStep.drafts.filter(reading=reading, deed=ReviewDeed.MERGE, undone_at=None)
    merged = [
        row["earlier_id"] for before in steps.values_list("before", flat=True) for row in before
    ]
    return (
        Passage.drafts.filter(reading=reading.previous_id, dropped=False, start__isnull=False)
        .exclude(pk__in=here.values("earlier"))
        .exclude(pk__in=[key for key in merged if key])
    )


@dataclass(frozen=True)
class Unplaced:
    """What documents said that has found no place in a strategy: how many, and the first."""

    count: int
    passages: Sequence[Passage] = ()


def unplaced_of(strategy: Strategy, *, limit: int = 50) -> Unplaced:
    """What was taken over into a strategy and has no place in it, until somebody gives it one or
    says that it is not needed: one query. What a later version says again is told once."""
    over = Passage.drafts.filter(reading__strategy=strategy, reading__state=ReadingState.TAKEN_OVER)
    again = over.filter(earlier__isnull=False).values("earlier")
    rows = (
        over.filter(kind=PassageKind.UNPLACED, dropped=False)
        .exclude(pk__in=again)
        .select_related("reading", "reading__attachment")
        .defer(*(f"reading__{name}" for name in LONG))
        .annotate(number=Window(Count("pk")))
        .order_by("reading_id", "order", "pk")
    )
    passages = list(rows[:limit])
    return Unplaced(passages[0].number if passages else 0, passages)
