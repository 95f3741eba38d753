"""What was said of a piece of the text, in whichever hearing: for the pages of goals and areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, DateField, F, Field, Q, QuerySet, UUIDField, Window
from django.db.models.functions import RowNumber

from retning.apps.hearing.queries.public import COLUMNS, PublicComment, comment_of, shown
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import RowKind
from retning.foundation.records.prepared import Asked, Question

NEWEST = 3
NEWEST_EACH = 2


@dataclass(frozen=True)
class SaidOf:
    """The newest comments on a row with the row's text as it was heard, and how many there are in
    all."""

    total: int = 0
    comments: Sequence[PublicComment] = ()
    text: str = ""


def _of_key(municipality: Asked, day: Asked, key: Asked) -> QuerySet[Any, Any]:
    found = shown().filter(
        row_key=key, hearing__municipality=municipality, hearing__announced_on__lte=day
    )
    counted = found.annotate(total=Window(Count("pk"))).order_by("-published_at", "-pk")
    return counted.values_list(*COLUMNS, "row__text", "total")[:NEWEST]


def _below(municipality: Asked, day: Asked, key: Asked) -> QuerySet[Any, Any]:
    about = Q(row_key=key) | Q(row__parent_key=key, row__kind=RowKind.THEME)
    found = shown().filter(
        about, hearing__municipality=municipality, hearing__announced_on__lte=day
    )
    newest = [F("published_at").desc(), F("pk").desc()]
    placed = found.annotate(
        total=Window(Count("pk"), partition_by="row_key"),
        place=Window(RowNumber(), partition_by="row_key", order_by=newest),
    )
    few = placed.filter(place__lte=NEWEST_EACH).order_by("-published_at", "-pk")
    return few.values_list(*COLUMNS, "row__text", "total")


_FIELDS: dict[str, Field[Any, Any]] = {
    "municipality": CharField(),
    "day": DateField(),
    "key": UUIDField(),
}
_GOAL, _AREA = Question(_of_key, **_FIELDS), Question(_below, **_FIELDS)


def said_of_goal(municipality: Municipality, key: UUID, *, on: date) -> SaidOf:
    """What was said of a goal: the newest three. One query."""
    rows = _GOAL.rows(municipality=municipality.pk, day=on, key=key)
    return _said(rows) if rows else SaidOf()


def said_of_area(municipality: Municipality, key: UUID, *, on: date) -> Mapping[UUID, SaidOf]:
    """What was said of an area and of each theme right below it, by their keys: the newest two of
    each. One query."""
    found: dict[UUID, list[Sequence[Any]]] = {}
    for row in _AREA.rows(municipality=municipality.pk, day=on, key=key):
        found.setdefault(row[COLUMNS.index("row_key")], []).append(row)
    return {row_key: _said(rows) for row_key, rows in found.items()}


def _said(rows: Sequence[Sequence[Any]]) -> SaidOf:
    *_, text, total = rows[0]
    return SaidOf(total, [comment_of(row[: len(COLUMNS)]) for row in rows], text)
