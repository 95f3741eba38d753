"""A municipality's hearings as its staff see them: the list, one with what has come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from retning.apps.hearing.enums import Phase
from retning.apps.hearing.models import Extension, Hearing, Invitation, Response
from retning.apps.hearing.queries.phases import May, allows, days_left, phase_of
from retning.apps.hearing.queries.queue import (
    reported_comments,
    waiting_comments,
    waiting_files,
)
from retning.apps.hearing.queries.timetables import rule_of
from retning.apps.organisation.enums import UnitKind
from retning.apps.organisation.models import Municipality, Resolution
from retning.apps.strategy.enums import EditionKind
from retning.apps.strategy.models import Edition, Strategy

NEWEST_FIRST = (F("opens_on").desc(nulls_first=True), "-pk")
"""Those that have no day yet, then the one that opened last: databases place what is not there
differently where nobody says."""

ANSWERED = Q(answered_at__isnull=False) | Q(no_remarks_at__isnull=False)
UNASKED = Q(invited_at=None, answered_at=None, no_remarks_at=None)
"""Invitations that stand on the list and nothing more: nobody has been written to."""


@dataclass(frozen=True)
class HearingLine:
    """A hearing in a list: where it stands at `now`, how many responses came, how many comments
    and files somebody has to look at: those that wait and those that were reported."""

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
    """One hearing with what its staff see first: how many were invited and have answered, how many
    stand on the list and were never asked, its extensions (the first one first) and the hearings
    that were held of it again."""

    invited: int
    unasked: int
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
    counts: Any = (
        _counted(Hearing.objects.filter(pk=hearing.pk))
        .annotate(
            invited_count=number_of(Invitation.objects.exclude(UNASKED)),
            unasked_count=number_of(Invitation.objects.filter(UNASKED)),
            answered_count=number_of(Invitation.objects.filter(ANSWERED)),
        )
        .get()
    )
    return HearingHub(
        hearing=hearing,
        now=now,
        responses=counts.response_count,
        waiting=counts.waiting_count,
        invited=counts.invited_count,
        unasked=counts.unasked_count,
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


def under_way(municipality: Municipality) -> QuerySet[Hearing]:
    """The hearings that are not concluded, and are not held again instead."""
    rows = Hearing.objects.filter(municipality=municipality, concluded_on=None, renewed_by=None)
    return rows.order_by("pk")


def proposals_to_hear(
    municipality: Municipality, *, but: Hearing | None = None
) -> QuerySet[Edition]:
    """The proposals that have no hearing under way: those of which one can be made. What has one
    goes on with it, or holds it again. `but`: a hearing that does not count."""
    others = under_way(municipality)
    if but is not None:
        others = others.exclude(pk=but.pk)
    return proposals_of(municipality).exclude(strategy__in=others.values("edition__strategy"))


def unasked_in(hearing: Hearing) -> int:
    """How many on the list have not been written to, and have not answered: one query."""
    return hearing.invitations.filter(UNASKED).count()


def _tied(hearing: Hearing) -> QuerySet[Any]:
    """The municipality's decisions, each with whether something of the hearing's proposal rests on
    it (`is_ours`), and whether something else does (`is_others`)."""
    strategy = hearing.edition.strategy_id
    of_the_proposal = Q(strategy=strategy, kind=EditionKind.PROPOSAL)
    of_the_hearing = Q(edition__strategy=strategy)
    editions = Edition.objects.filter(resolutions=OuterRef("pk"))
    hearings = Hearing.objects.filter(resolution=OuterRef("pk"))
    return Resolution.objects.filter(municipality=hearing.municipality_id).annotate(
        is_ours=Q(Exists(editions.filter(of_the_proposal)))
        | Q(Exists(hearings.filter(of_the_hearing))),
        is_others=Q(Exists(editions.exclude(of_the_proposal)))
        | Q(Exists(hearings.exclude(of_the_hearing))),
    )


def is_behind_another(hearing: Hearing, resolution: Resolution) -> bool:
    """Whether a decision stands behind another strategy, or behind what was adopted, and not behind
    the hearing's proposal."""
    return _tied(hearing).filter(pk=resolution.pk, is_ours=False, is_others=True).exists()


def decisions_for(hearing: Hearing) -> QuerySet[Resolution]:
    """The decisions that a hearing can rest on: those behind its proposal or another hearing of it,
    then those behind nothing yet, the newest first. A decision that stands behind something else
    alone, another strategy or what was adopted, is not among them; nor, where the law asks for the
    council's own decision, anybody else's."""
    offered = _tied(hearing).filter(Q(is_ours=True) | Q(is_others=False)).select_related("body")
    if rule_of(hearing.kind).needs_decision:
        offered = offered.filter(body__kind=UnitKind.COUNCIL)
    return offered.order_by("-is_ours", "-met_on", "-pk")


def _counted(rows: QuerySet[Hearing]) -> QuerySet[Hearing]:
    """With two numbers each, counted apart: joined, they would multiply."""
    return rows.annotate(
        response_count=number_of(Response.objects.all()),
        waiting_count=number_of(waiting_comments())
        + number_of(waiting_files(), of="response__hearing")
        + number_of(reported_comments()),
    )


def number_of(rows: QuerySet[Any], *, of: str = "hearing") -> Coalesce:
    """How many of `rows` belong to the hearing of the outer query; `of` is the way to theirs."""
    of_hearing = rows.filter(**{of: OuterRef("pk")}).order_by().values(of)
    return Coalesce(Subquery(of_hearing.annotate(number=Count("pk")).values("number")), 0)


def _line(hearing: Hearing, now: datetime) -> HearingLine:
    counted: Any = hearing
    return HearingLine(hearing, now, counted.response_count, counted.waiting_count)
