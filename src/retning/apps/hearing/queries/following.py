"""Who follows a hearing, and what is new in it since they were told last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.models import Event, Extension, Follower
from retning.apps.hearing.queries.phases import days_left, phase_of
from retning.apps.hearing.queries.public import shown
from retning.apps.hearing.queries.secrets import Purpose, key_of
from retning.apps.organisation.models import Municipality
from retning.foundation.clock import date_in_denmark
from retning.foundation.freezing.models import FrozenRow

CLOSING = 3
"""So many days before the end it is news that it ends."""


@dataclass(frozen=True)
class SpokenOf:
    """A row of the text and how many new comments are about it."""

    key: UUID
    text: str
    comments: int


@dataclass(frozen=True)
class News:
    """What is new. Counts and headings, never what somebody wrote: a mail cannot be called back
    when they withdraw it. `days_left` is told where the hearing closes soon."""

    rows: Sequence[SpokenOf] = ()
    meetings: Sequence[str] = ()
    minutes: Sequence[str] = ()
    closes_on: date | None = None
    phase: Phase | None = None
    days_left: int | None = None

    @property
    def comments(self) -> int:
        return sum(row.comments for row in self.rows)

    @property
    def is_nothing(self) -> bool:
        told = self.rows or self.meetings or self.minutes or self.closes_on or self.phase
        return not told and self.days_left is None


def follower_of(municipality: Municipality, secret: str, purpose: Purpose) -> Follower | None:
    """The follower that a secret address opens, with its hearing. One query."""
    key = key_of(purpose, secret)
    if key is None:
        return None
    rows = Follower.objects.select_related("hearing")
    return rows.filter(municipality=municipality, key=key).first()


def is_due(follower: Follower, now: datetime) -> bool:
    """Whether they may be told: confirmed, and not told on this day in Denmark."""
    if follower.confirmed_at is None:
        return False
    told_at = follower.told_at
    return told_at is None or date_in_denmark(told_at) < date_in_denmark(now)


def followers_to_tell(now: datetime) -> Iterator[int]:
    """Everyone who may be told today, in order, a hundred at a time."""
    last = 0
    while True:
        rows = Follower.objects.filter(pk__gt=last, confirmed_at__lte=now).order_by("pk")[:100]
        batch = list(rows)
        if not batch:
            return
        yield from (row.pk for row in batch if is_due(row, now))
        last = batch[-1].pk


def news_for(follower: Follower, now: datetime) -> News:
    """What everyone can read now that they were not told of. Five queries at most."""
    hearing = follower.hearing
    since = follower.told_at or follower.confirmed_at or now
    if phase_of(hearing, now) is Phase.DRAFT:
        return News()
    events = Event.objects.filter(hearing=hearing, cancelled_at=None, published_at__lte=now)
    moved = Extension.objects.filter(hearing=hearing, extended_at__gt=since, extended_at__lte=now)
    phase = phase_of(hearing, now)
    left, left_before = days_left(hearing, now), days_left(hearing, since)
    closes_soon = left is not None and left <= CLOSING < (left_before or CLOSING + 1)
    return News(
        rows=_spoken_of(follower, since, now),
        meetings=list(
            events.filter(published_at__gt=since, starts_at__gt=now).values_list("title", flat=True)
        ),
        minutes=list(
            events.filter(
                minutes_published_at__gt=since, minutes_published_at__lte=now
            ).values_list("title", flat=True)
        ),
        closes_on=hearing.closes_on if moved.exists() else None,
        phase=phase if phase != follower.told_phase else None,
        days_left=left if closes_soon else None,
    )


def _spoken_of(follower: Follower, since: datetime, now: datetime) -> list[SpokenOf]:
    """The rows with new comments, in the order of the text."""
    new = shown().filter(hearing=follower.hearing_id, published_at__gt=since, published_at__lte=now)
    counts = dict(new.order_by().values_list("row").annotate(Count("pk")))
    rows = FrozenRow.objects.filter(pk__in=counts).order_by("order")
    return [SpokenOf(row.key, row.text, counts[row.pk]) for row in rows]
