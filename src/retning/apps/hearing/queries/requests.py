"""Requests for access and erasure: which there are, when they must be answered, and what the law
lets go of."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Model

from retning.apps.hearing.enums import (
    KeptFor,
    Phase,
    RequestKind,
    RequestState,
    Showing,
)
from retning.apps.hearing.models import (
    Follower,
    Hearing,
    Invitation,
    Response,
    SignUp,
    SubjectRequest,
)
from retning.apps.hearing.queries.holdings import HoldingKind, named
from retning.apps.hearing.queries.journal import is_on_record
from retning.apps.hearing.queries.phases import phase_of
from retning.core.law.days import is_working_day

WORKING_DAYS = 7
"""The Access to Public Files Act (lov nr. 606 af 12/06/2013), section 36(2): a request is decided
within seven working days of its receipt. Not verified against the consolidated text."""


@dataclass(frozen=True)
class Outcome:
    """What erasure would do to one thing: `is_erased` what it says of somebody goes from Retning;
    `is_seen` everyone can read something of it now; `kept` why something of it stays, none where
    nothing does."""

    name: str
    label: str
    is_erased: bool
    is_withdrawn: bool
    is_seen: bool
    kept: tuple[KeptFor, ...]


@dataclass(frozen=True)
class Subjects:
    """What a request is about."""

    responses: tuple[Response, ...]
    invitations: tuple[Invitation, ...]
    followers: tuple[Follower, ...]
    sign_ups: tuple[SignUp, ...]

    @property
    def names(self) -> set[str]:
        return {
            *(named(HoldingKind.RESPONSE, row.key) for row in self.responses),
            *(named(HoldingKind.INVITATION, row.key) for row in self.invitations),
            *(named(HoldingKind.FOLLOWER, row.key) for row in self.followers),
            *(named(HoldingKind.SIGN_UP, row.key) for row in self.sign_ups),
        }

    @property
    def is_empty(self) -> bool:
        return not (self.responses or self.invitations or self.followers or self.sign_ups)


def due_on(kind: RequestKind | str, asked_on: date) -> date:
    """The last day on which it must be answered: seven working days for access to documents, a
    month for one's own data (GDPR article 12(3))."""
    match RequestKind(kind):
        case RequestKind.PUBLIC_ACCESS:
            return _working_days_after(asked_on, WORKING_DAYS)
        case RequestKind.OWN_ACCESS | RequestKind.ERASURE:
            return _month_after(asked_on)


def _working_days_after(day: date, many: int) -> date:
    while many:
        day += timedelta(days=1)
        many -= is_working_day(day)
    return day


def _month_after(day: date) -> date:
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def requests_of(hearing: Hearing) -> list[SubjectRequest]:
    """A hearing's requests: those that wait first, the oldest of them first. One query."""
    found = list(SubjectRequest.objects.filter(hearing=hearing).order_by("asked_on", "pk"))
    return sorted(found, key=lambda one: one.state != RequestState.OPEN)


def subjects_of(request: SubjectRequest) -> Subjects:
    """What has been chosen that is still there. Four queries."""
    keys: dict[str, set[UUID]] = {}
    for name in request.others:
        kind, _colon, key = name.partition(":")
        keys.setdefault(kind, set()).add(UUID(key))

    def chosen(kind: HoldingKind) -> set[UUID]:
        return keys.get(kind.value, set())

    owner = request.municipality_id
    responses = request.responses.select_related("hearing").order_by("received_at", "pk")
    invitations = Invitation.objects.filter(key__in=chosen(HoldingKind.INVITATION))
    followers = Follower.objects.filter(key__in=chosen(HoldingKind.FOLLOWER))
    sign_ups = SignUp.objects.filter(key__in=chosen(HoldingKind.SIGN_UP)).select_related("event")
    return Subjects(
        tuple(responses),
        tuple(invitations.filter(municipality=owner).order_by("pk")),
        tuple(followers.filter(municipality=owner).order_by("pk")),
        tuple(sign_ups.filter(municipality=owner).order_by("pk")),
    )


def outcomes(subjects: Subjects, *, now: datetime) -> list[Outcome]:
    """What would be erased now, and what would not and why."""
    return [
        *(response_outcome(row, now=now) for row in subjects.responses),
        *_gone(HoldingKind.INVITATION, subjects.invitations, (KeptFor.INVITED,)),
        *_gone(HoldingKind.FOLLOWER, subjects.followers, ()),
        *_gone(HoldingKind.SIGN_UP, subjects.sign_ups, ()),
    ]


def response_outcome(response: Response, *, now: datetime) -> Outcome:
    """What is on record is kept there, and what the council decided on stays shown, without a name;
    what is not on record yet must be first."""
    is_filed = is_on_record(response)
    is_decided_on = is_part_of_a_decision(response, now=now)
    kept = [KeptFor.ON_RECORD if is_filed else KeptFor.NOT_FILED]
    if is_decided_on:
        kept.append(KeptFor.DECIDED_ON)
    return Outcome(
        name=named(HoldingKind.RESPONSE, response.key),
        label=response.reference,
        is_erased=is_filed,
        is_withdrawn=not is_decided_on,
        is_seen=is_seen(response),
        kept=tuple(kept),
    )


def is_part_of_a_decision(response: Response, *, now: datetime) -> bool:
    """Whether the council has handled the hearing with this before it, for everyone to read."""
    if phase_of(response.hearing, now) not in {Phase.HANDLED, Phase.CONCLUDED}:
        return False
    is_shown = response.comments.filter(showing=Showing.PUBLISHED).exists()
    return is_shown and response.withdrawn_at is None


def is_seen(response: Response) -> bool:
    """Whether everyone can read or open something of it."""
    if response.withdrawn_at is not None:
        return False
    shown = (response.comments, response.files)
    return any(rows.filter(showing=Showing.PUBLISHED).exists() for rows in shown)


class Hindrance(StrEnum):
    """Why a request cannot have every answer."""

    NOTHING_CHOSEN = "nothing_chosen"
    NOT_FILED = "not_filed"
    KEPT = "kept"


def hindrance(subjects: Subjects, found: Iterable[Outcome]) -> Hindrance | None:
    """What stands in the way of some answers to a request; `found` is what erasure would do, none
    where something else is asked for."""
    kept = {code for one in found for code in one.kept}
    if subjects.is_empty:
        return Hindrance.NOTHING_CHOSEN
    if KeptFor.NOT_FILED in kept:
        return Hindrance.NOT_FILED
    return Hindrance.KEPT if kept else None


def answers_left(hindering: Hindrance | None) -> frozenset[RequestState]:
    """The answers that can be given (`services.requests.decide_request` refuses the others)."""
    match hindering:
        case Hindrance.NOTHING_CHOSEN | Hindrance.NOT_FILED:
            return frozenset({RequestState.REFUSED})
        case Hindrance.KEPT:
            return frozenset({RequestState.PARTLY, RequestState.REFUSED})
        case None:
            return frozenset(RequestState) - {RequestState.OPEN}


def _gone(kind: HoldingKind, rows: Iterable[Model], kept: tuple[KeptFor, ...]) -> Iterable[Outcome]:
    for row in rows:
        key: UUID = getattr(row, "key")  # noqa: B009 (each of them has one)
        yield Outcome(
            name=named(kind, key),
            label=str(kind.label),
            is_erased=True,
            is_withdrawn=False,
            is_seen=False,
            kept=kept,
        )


def request_with_key(hearing: Hearing, key: UUID) -> SubjectRequest | None:
    return SubjectRequest.objects.filter(hearing=hearing, key=key).first()
