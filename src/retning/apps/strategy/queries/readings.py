"""Documents under review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import ReadingState
from retning.apps.strategy.models import Passage, Reading

OPEN_STATES = (ReadingState.WAITING, ReadingState.READ)


@dataclass(frozen=True)
class Review:
    """A reading and its passages, in reading order."""

    reading: Reading
    passages: Sequence[Passage]

    def of_kind(self, kind: str) -> list[Passage]:
        return [p for p in self.passages if p.kind == kind and not p.dropped]


def readings_of(municipality: Municipality) -> QuerySet[Reading]:
    """The municipality's documents, newest first, without their long texts."""
    return (
        Reading.drafts.filter(municipality=municipality)
        .select_related("attachment", "strategy")
        .defer("source_text")
    )


def reading_of(municipality: Municipality, pk: int) -> Reading | None:
    """One of the municipality's documents, or None: another municipality's is None too."""
    return (
        Reading.drafts.filter(municipality=municipality, pk=pk)
        .select_related("attachment", "strategy", "municipality")
        .first()
    )


def review_of(reading: Reading) -> Review:
    """The passages of a reading: one query."""
    return Review(reading, list(Passage.drafts.filter(reading=reading)))


def passage_of(municipality: Municipality, pk: int) -> Passage | None:
    """One passage of the municipality's documents, or None."""
    return (
        Passage.drafts.filter(municipality=municipality, pk=pk)
        .select_related("reading", "reading__municipality")
        .first()
    )


def waiting_count(municipality: Municipality) -> int:
    """How many documents wait to be read, or are being read: one query."""
    return Reading.drafts.filter(municipality=municipality, state=ReadingState.WAITING).count()
