"""What every public page says of hearings: that there are some, and how long one is still open.

It is told as columns of the municipality, which every request reads: no page asks once more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from retning.apps.hearing.models import Event, Hearing
from retning.apps.organisation.models import Municipality
from retning.foundation.records.prepared import Asked

CLOSES_ON, HAS_SOME = "hearing_closes_on", "hearing_has_some"
HAS_MEETINGS, HAS_MINUTES = "hearing_has_meetings", "hearing_has_minutes"


@dataclass(frozen=True)
class OpenHearings:
    """`days_left`: on which one can still answer the open hearing that closes first, today among
    them; None where none is open. `has_some`: whether any has ever been announced;
    `has_meetings`: whether there has been a meeting that everyone can see; `has_minutes`: whether
    minutes of one are public."""

    days_left: int | None = None
    has_some: bool = False
    has_meetings: bool = False
    has_minutes: bool = False


NONE_OPEN = OpenHearings()


def is_open_on(day: date | Asked) -> Q:
    """What `phases.phase_of` says of `Phase.OPEN` with a last day, for the database."""
    has_come = Q(handled_on__lte=day) | Q(concluded_on__lte=day)
    return Q(announced_on__lte=day, opens_on__lte=day, closes_on__gte=day) & ~has_come


def open_columns(day: date | Asked) -> Mapping[str, Exists | Subquery]:
    """Columns of a queryset of municipalities that `open_hearings` reads."""
    announced: QuerySet[Hearing] = Hearing.objects.filter(
        municipality=OuterRef("pk"), announced_on__lte=day
    )
    first = announced.filter(is_open_on(day)).order_by("closes_on", "pk")
    meetings = Event.objects.filter(municipality=OuterRef("pk"), published_at__isnull=False)
    return {
        CLOSES_ON: Subquery(first.values("closes_on")[:1]),
        HAS_SOME: Exists(announced),
        HAS_MEETINGS: Exists(meetings),
        HAS_MINUTES: Exists(meetings.filter(minutes_published_at__isnull=False)),
    }


def open_hearings(municipality: Municipality, today: date) -> OpenHearings:
    """What a municipality says that was read with `open_columns` of today; no query."""
    told = vars(municipality)
    closes_on: date | None = told.get(CLOSES_ON)
    days_left = None if closes_on is None else (closes_on - today).days + 1
    return OpenHearings(
        days_left,
        bool(told.get(HAS_SOME)),
        bool(told.get(HAS_MEETINGS)),
        bool(told.get(HAS_MINUTES)),
    )
