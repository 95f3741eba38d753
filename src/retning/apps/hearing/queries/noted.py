"""What was noted at meetings of a piece of the text: for the pages of goals and areas, once the
minutes are public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    F,
    Field,
    Q,
    QuerySet,
    UUIDField,
    Window,
)
from django.db.models.functions import RowNumber

from retning.apps.hearing.enums import EventKind, NoteKind
from retning.apps.hearing.models import Note
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import RowKind
from retning.foundation.records.prepared import Asked, Question

MOST_NOTES = 3
MOST_SHOWN = 12
"""How many notes of one meeting, and how many in all, a page shows; the minutes have the rest."""


@dataclass(frozen=True)
class NoteAbout:
    """A note in public minutes; `about` is the wording of its row as it was talked about."""

    kind: NoteKind
    text: str
    dots: int
    row_key: UUID
    about: str

    @property
    def is_plain(self) -> bool:
        return self.kind is NoteKind.NOTE


@dataclass(frozen=True)
class NotedAt:
    """A meeting's notes with most dots on a row; `total` is how many it has."""

    key: UUID
    kind: EventKind
    title: str
    starts_at: datetime
    total: int
    notes: Sequence[NoteAbout]


_MEETING = ("event__key", "event__kind", "event__title", "event__starts_at", "total")
_NOTE = ("kind", "text", "dots", "row_key", "row__text")


def _on(about: Q, municipality: Asked, now: Asked) -> QuerySet[Any, Any]:
    rows = Note.objects.filter(
        about,
        municipality=municipality,
        is_left_out=False,
        event__published_at__lte=now,
        event__minutes_published_at__isnull=False,
    )
    first = [F("dots").desc(), F("noted_at").asc(), F("pk").asc()]
    placed = rows.annotate(
        total=Window(Count("pk"), partition_by="event_id"),
        place=Window(RowNumber(), partition_by="event_id", order_by=first),
    )
    few = placed.filter(place__lte=MOST_NOTES)
    ordered = few.order_by("-event__starts_at", "-event_id", "-dots", "noted_at", "pk")
    return ordered.values_list(*_MEETING, *_NOTE)[:MOST_SHOWN]


def _of_key(municipality: Asked, now: Asked, key: Asked) -> QuerySet[Any, Any]:
    return _on(Q(row_key=key), municipality, now)


def _below(municipality: Asked, now: Asked, key: Asked) -> QuerySet[Any, Any]:
    hangs = Q(row__parent_key=key, row__kind__in=[RowKind.THEME, RowKind.OBJECTIVE])
    return _on(Q(row_key=key) | hangs, municipality, now)


_FIELDS: dict[str, Field[Any, Any]] = {
    "municipality": CharField(),
    "now": DateTimeField(),
    "key": UUIDField(),
}
_GOAL, _AREA = Question(_of_key, **_FIELDS), Question(_below, **_FIELDS)


def noted_of_goal(municipality: Municipality, key: UUID, *, now: datetime) -> list[NotedAt]:
    """What public minutes say of a goal, the newest meeting first. One query."""
    return _gathered(_GOAL.rows(municipality=municipality.pk, now=now, key=key))


def noted_of_area(municipality: Municipality, key: UUID, *, now: datetime) -> list[NotedAt]:
    """The same of an area, and of the themes and objectives right below it. One query."""
    return _gathered(_AREA.rows(municipality=municipality.pk, now=now, key=key))


def _gathered(rows: Sequence[Sequence[Any]]) -> list[NotedAt]:
    size = len(_MEETING)
    found = list[NotedAt]()
    for (key, kind, title, starts_at, total), of in groupby(rows, lambda row: tuple(row[:size])):
        notes = [
            NoteAbout(NoteKind(what), text, dots, row_key, about)
            for what, text, dots, row_key, about in (row[size:] for row in of)
        ]
        found.append(NotedAt(key, EventKind(kind), title, starts_at, total, notes))
    return found
