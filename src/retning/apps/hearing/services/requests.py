"""Somebody asks for access or erasure: written down, looked up, decided with reasons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from retning.apps.hearing.enums import KeptFor, RequestKind, RequestState
from retning.apps.hearing.models import Hearing, Response, SubjectRequest
from retning.apps.hearing.queries.holdings import CHOSEN, HoldingKind
from retning.apps.hearing.queries.requests import Subjects, outcomes, subjects_of
from retning.apps.hearing.services.erasing import erase, held
from retning.apps.hearing.services.event_mails import Link
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.foundation.audit.services import Actor, record, snapshot
from retning.foundation.clock import date_in_denmark
from retning.foundation.records.services import change

LONGEST_ASKER, LONGEST_REASON = 300, 5_000


@transaction.atomic
def make_request(
    *,
    hearing: Hearing,
    kind: RequestKind,
    asker: str,
    asked_on: date,
    by: Actor,
    now: datetime,
) -> SubjectRequest:
    """Write down that somebody has asked. Raises Refused: not_valid, with the field."""
    who = " ".join(asker.split())
    if not 0 < len(who) <= LONGEST_ASKER:
        raise Refused(Refusal.NOT_VALID, "asker")
    if asked_on > date_in_denmark(now):
        raise Refused(Refusal.NOT_VALID, "asked_on")
    made = SubjectRequest.objects.create(
        municipality_id=hearing.municipality_id,
        hearing=hearing,
        kind=kind,
        asker=who,
        asked_on=asked_on,
        changed_at=now,
    )
    record(
        tenant=hearing.municipality_id,
        deed="request_made",
        subject=made,
        before=None,
        by=by,
        now=now,
    )
    return made


@transaction.atomic
def choose_subjects(
    *,
    request: SubjectRequest,
    names: Collection[str] | None,
    by: Actor,
    now: datetime,
) -> SubjectRequest:
    """What the request is about: these, `kind:key` each, in place of those chosen before; None: all
    of the hearing's responses. Names of what is not there, or is another municipality's, are
    passed over. Raises Refused: is_answered."""
    row = _open(request)
    before = snapshot(row)
    responses = Response.objects.filter(municipality=row.municipality_id)
    if names is None:
        responses, others = responses.filter(hearing=row.hearing_id), list[str]()
    else:
        keys = {kind: _keys(names, kind) for kind in CHOSEN}
        responses = responses.filter(key__in=keys[HoldingKind.RESPONSE])
        others = sorted(
            f"{kind.value}:{key}"
            for kind, found in keys.items()
            for key in found
            if kind is not HoldingKind.RESPONSE
        )
    had = list(row.responses.values_list("pk", flat=True))
    has = list(responses.values_list("pk", flat=True))
    row.responses.set(has)
    change(row, expected_version=row.version, now=now, others=others)
    record(
        tenant=row.municipality_id,
        deed="request_subjects_chosen",
        subject=row,
        before=before,
        related={"responses": (had, has)},
        by=by,
        now=now,
    )
    return row


def _keys(names: Collection[str], kind: HoldingKind) -> set[UUID]:
    found = set()
    for name in names:
        said, _colon, key = name.partition(":")
        if said == kind.value:
            try:
                found.add(UUID(key))
            except ValueError:
                continue
    return found


@transaction.atomic
def decide_request(
    *,
    request: SubjectRequest,
    state: RequestState,
    reason: str,
    link: Link,
    by: Actor,
    now: datetime,
) -> SubjectRequest:
    """Answer a request, with reasons where something is refused; erasure is done at once, and what
    the law keeps is noted with why. `link` leads somebody who gets a place at a meeting to it.

    Raises Refused: is_answered, no_reason, nothing_chosen, not_filed, something_kept, not_valid.
    """
    row, why = _open(request), reason.strip()
    _check_answer(state, why)
    before, kept = snapshot(row), list[list[str]]()
    if state is not RequestState.REFUSED:
        subjects = _chosen(row)
        if row.kind == RequestKind.ERASURE:
            kept = _kept(subjects, state, now)
            erase(tenant=row.municipality_id, subjects=subjects, link=link, by=by, now=now)
    change(
        row,
        expected_version=row.version,
        now=now,
        state=state,
        reason=why,
        kept=kept,
        decided_on=date_in_denmark(now),
    )
    record(
        tenant=row.municipality_id,
        deed="request_decided",
        subject=row,
        before=before,
        by=by,
        now=now,
    )
    return row


def _check_answer(state: RequestState, why: str) -> None:
    """Raises Refused: not_valid, no_reason."""
    if state is RequestState.OPEN or len(why) > LONGEST_REASON:
        raise Refused(Refusal.NOT_VALID, "reason" if why else "state")
    if state is not RequestState.GRANTED and not why:
        raise Refused(Refusal.NO_REASON, "reason")


def _chosen(row: SubjectRequest) -> Subjects:
    """What the request is about, the responses held until the transaction ends. Raises Refused:
    nothing_chosen."""
    subjects = subjects_of(row)
    if subjects.is_empty:
        raise Refused(Refusal.NOTHING_CHOSEN)
    return replace(subjects, responses=held(subjects.responses))


def _kept(subjects: Subjects, state: RequestState, now: datetime) -> list[list[str]]:
    """What an erasure will leave in place, and why. Raises Refused: not_filed, something_kept."""
    found = outcomes(subjects, now=now)
    if any(KeptFor.NOT_FILED in one.kept for one in found):
        raise Refused(Refusal.NOT_FILED)
    kept = [[one.label, str(code)] for one in found for code in one.kept]
    if kept and state is RequestState.GRANTED:
        raise Refused(Refusal.SOMETHING_KEPT, "state")
    return kept


def _open(request: SubjectRequest) -> SubjectRequest:
    """The row, held until the transaction ends. Raises Refused: is_answered."""
    rows = SubjectRequest.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("hearing").get(pk=request.pk)
    if row.state != RequestState.OPEN:
        raise Refused(Refusal.IS_ANSWERED)
    return row
