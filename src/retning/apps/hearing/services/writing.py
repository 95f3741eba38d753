"""How the deeds on a hearing itself read it and write it, and what every deed has in common."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError

from retning.apps.hearing.models import Comment, Hearing
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.organisation.models import OwnedByMunicipality
from retning.apps.strategy.validators import prose
from retning.foundation.audit.services import Actor, Snapshot, record, snapshot
from retning.foundation.records.services import change


def locked(hearing: Hearing, what: May | None, now: datetime) -> Hearing:
    """The row as it is now, held for this transaction. Raises Refused: not_now, where its phase
    does not allow the deed."""
    rows = Hearing.objects.select_related("municipality", "edition")
    row = rows.select_for_update(of=("self",), no_key=True).get(
        pk=hearing.pk, municipality=hearing.municipality_id
    )
    if what is not None and not allows(row, what, now):
        raise Refused(Refusal.NOT_NOW)
    return row


def locked_comments(keys: Collection[int]) -> list[Comment]:
    """The comments with their responses, held for this transaction; the oldest first."""
    rows = Comment.objects.select_related("response__hearing", "row")
    held = rows.select_for_update(of=("self", "response"), no_key=True)
    return list(held.filter(pk__in=keys).order_by("received_at", "pk"))


def changed(
    deed: str,
    row: Hearing,
    expected_version: int,
    fields: Mapping[str, Any],
    *,
    by: Actor,
    now: datetime,
) -> Hearing:
    """Set a hearing's fields, and write the audit line. Raises ChangedMeanwhile."""
    before = snapshot(row)
    change(row, expected_version=expected_version, now=now, **fields)
    audited(deed, row, before=before, by=by, now=now)
    return row


def audited(
    deed: str,
    row: OwnedByMunicipality,
    *,
    before: Snapshot | None,
    by: Actor,
    now: datetime,
) -> None:
    """Write the deed's audit line, in the deed's transaction."""
    record(tenant=row.municipality_id, deed=deed, subject=row, before=before, by=by, now=now)


def check_fields(row: OwnedByMunicipality) -> None:
    """Raises Refused: not_valid, with the first field that does not hold what it may."""
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as problem:
        raise Refused(Refusal.NOT_VALID, next(iter(problem.message_dict))) from None


def reason_of(text: str) -> str:
    """Why a deed was done, as it is kept. Raises Refused: no_reason, not_valid."""
    why = kept_prose(text, "reason")
    if not why:
        raise Refused(Refusal.NO_REASON, "reason")
    return why


def kept_prose(text: str, field: str) -> str:
    """A longer text as it is kept. Raises Refused: not_valid."""
    try:
        return prose(text)
    except ValidationError:
        raise Refused(Refusal.NOT_VALID, field) from None
