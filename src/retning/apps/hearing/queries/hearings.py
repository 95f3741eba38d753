"""A municipality's hearings as its staff see them: the list, one with what has come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.models import Extension, Hearing, Invitation, Response
from retning.apps.hearing.queries.phases import May, allows, days_left, phase_of
from retning.apps.hearing.queries.queue import waiting_comments
from retning.apps.organisation.models import Municipality, Resolution
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition, Strategy

NEWEST_FIRST = (F("opens_on").desc(nulls_first=True), "-pk")
"""Those that have no day yet, then the one that opened last: databases place what is not there
differently where nobody says."""


@dataclass(frozen=True)
class HearingLine:
    """A hearing in a list: where it stands at `now`, how many responses came, how many comments
    wait to be looked at."""

    hearing: Hearing
    now: datetime
    responses: int
    waiting: int

    @cached_property
    def phase(self) -> Phase:
        return phase_of(self.hearing, self.now)

    @cached_property
    def days_left(self) -> int | None:
        """Days on which one can still answer, today among them; None where it is not open."""
        return days_left(self.hearing, self.now)

    def may(self, what: str) -> bool:
        """Whether the phase allows it: one of `May`."""
        return allows(self.hearing, May(what), self.now)


@dataclass(frozen=True)
class HearingHub(HearingLine):
    """One hearing with what its staff see first: how many were invited and have answered, its
    extensions (the first one first) and the hearings that were held of it again."""

    invited: int
    answered: int
    extensions: tuple[Extension, ...]
    renewed_by: tuple[Hearing, ...]


def hearings_of(rows: QuerySet[Hearing], *, now: datetime) -> list[HearingLine]:
    """Of the hearings that somebody may see (`rules.visible_to`), those that are being made first,
    then the newest: one query."""
    found = _counted(rows).select_related("edition").order_by(*NEWEST_FIRST)
    return [_line(hearing, now) for hearing in found]


def hearing_with_key(municipality: Municipality, key: UUID) -> Hearing | None:
    """One hearing of a municipality, drafts too."""
    rows = Hearing.objects.filter(municipality=municipality)
    tied = ("municipality", "edition__strategy", "resolution__body", "renews")
    return rows.select_related(*tied).filter(key=key).first()


def hearing_hub(hearing: Hearing, *, now: datetime) -> HearingHub:
    """What stands on the page from which a hearing is run: three queries."""
    answered = Q(answered_at__isnull=False) | Q(no_remarks_at__isnull=False)
    counts: Any = (
        _counted(Hearing.objects.filter(pk=hearing.pk))
        .annotate(
            invitation_count=number_of(Invitation.objects.all()),
            answered_count=number_of(Invitation.objects.filter(answered)),
        )
        .get()
    )
    return HearingHub(
        hearing=hearing,
        now=now,
        responses=counts.response_count,
        waiting=counts.waiting_count,
        invited=counts.invitation_count,
        answered=counts.answered_count,
        extensions=tuple(hearing.extensions.order_by("extended_at", "pk")),
        renewed_by=tuple(hearing.renewed_by.order_by("pk")),
    )


def hearings_of_strategy(strategy: Strategy, *, now: datetime) -> list[HearingLine]:
    """The hearings of a strategy's proposals, the newest first: one query."""
    return hearings_of(Hearing.objects.filter(edition__strategy=strategy), now=now)


def proposals_of(municipality: Municipality) -> QuerySet[Edition]:
    """The newest edition of each strategy, where it is a proposal: what can be heard; and so the
    strategies that wait for a hearing."""
    newest = Edition.objects.filter(strategy=OuterRef("strategy")).order_by("-number")
    rows = Edition.objects.filter(municipality=municipality, kind=EditionKind.PROPOSAL)
    return (
        rows.filter(pk=Subquery(newest.values("pk")[:1]))
        .select_related("strategy")
        .order_by("-published_at", "-pk")
    )


def decisions_of(municipality: Municipality) -> QuerySet[Resolution]:
    """The decisions that a hearing can rest on, the newest first."""
    rows = Resolution.objects.filter(municipality=municipality).select_related("body")
    return rows.order_by("-met_on", "-pk")


def _counted(rows: QuerySet[Hearing]) -> QuerySet[Hearing]:
    """With two numbers each, counted apart: joined, they would multiply."""
    return rows.annotate(
        response_count=number_of(Response.objects.all()),
        waiting_count=number_of(waiting_comments()),
    )


def number_of(rows: QuerySet[Any], *, of: str = "hearing") -> Coalesce:
    """How many of `rows` belong to the hearing of the outer query; `of` is the way to theirs."""
    of_hearing = rows.filter(**{of: OuterRef("pk")}).order_by().values(of)
    return Coalesce(Subquery(of_hearing.annotate(number=Count("pk")).values("number")), 0)


def _line(hearing: Hearing, now: datetime) -> HearingLine:
    counted: Any = hearing
    return HearingLine(hearing, now, counted.response_count, counted.waiting_count)
