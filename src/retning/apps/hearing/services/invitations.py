"""The list of those who are asked to answer: put on it, invited, reminded, and what they said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from retning.apps.hearing.enums import InvitationKind
from retning.apps.hearing.models import Hearing, Invitation
from retning.apps.hearing.queries.invitations import is_silent
from retning.apps.hearing.queries.phases import May, allows
from retning.apps.hearing.services.letters import WriteInvitation, invitation_key, post
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.writing import audited
from retning.apps.organisation.models import Unit
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.records.services import change

LONGEST_NAME, LONGEST_NOTE = 200, 300


@dataclass(frozen=True)
class Invited:
    """One who is to be asked. Without an e-mail address they are written to by other means."""

    kind: InvitationKind
    name: str
    email: str = ""
    note: str = ""
    unit: Unit | None = None

    def checked(self) -> Invited:
        """The same, spaces taken away. Raises Refused: not_valid, with the field's name."""
        name, note = " ".join(self.name.split()), " ".join(self.note.split())
        email = self.email.strip()
        if not 0 < len(name) <= LONGEST_NAME:
            raise Refused(Refusal.NOT_VALID, "name")
        if len(note) > LONGEST_NOTE:
            raise Refused(Refusal.NOT_VALID, "note")
        if email:
            try:
                validate_email(email)
            except ValidationError:
                raise Refused(Refusal.NOT_VALID, "email") from None
        return Invited(self.kind, name, email, note, self.unit)

    def fields(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "name": self.name,
            "email": self.email,
            "note": self.note,
            "unit": self.unit,
        }


@dataclass(frozen=True)
class Added:
    """What became of a list: how many were put on, and the names of those who stood there."""

    added: int
    already: tuple[str, ...]


@transaction.atomic
def add_invitations(
    *, hearing: Hearing, listed: Sequence[Invited], by: Actor, now: datetime
) -> Added:
    """Put some on the list; who stands on it by that name is left as they are. All of them, or
    nobody. Raises Refused: not_now, not_valid, other_municipality (a unit's)."""
    _check_phase(hearing, May.INVITE, now)
    # One list at a time: of two who send the same, the second finds the first's names.
    Hearing.objects.select_for_update(no_key=True).get(pk=hearing.pk)
    names = {_folded(name) for name in hearing.invitations.values_list("name", flat=True)}
    added, already = 0, list[str]()
    for one in [each.checked() for each in listed]:
        if _folded(one.name) in names:
            already.append(one.name)
            continue
        _check_unit(hearing, one.unit)
        row = Invitation(
            municipality_id=hearing.municipality_id, hearing=hearing, changed_at=now, **one.fields()
        )
        row.save(force_insert=True)
        audited("invitation_added", row, before=None, by=by, now=now)
        names.add(_folded(one.name))
        added += 1
    return Added(added, tuple(already))


@transaction.atomic
def change_invitation(
    *, invitation: Invitation, expected_version: int, invited: Invited, by: Actor, now: datetime
) -> Invitation:
    """Correct who they are or where they are written to; also in later phases, since an address
    that was wrong stays wrong. Raises Refused: not_valid, on_the_list; ChangedMeanwhile."""
    wanted = invited.checked()
    _check_unit(invitation.hearing, wanted.unit)
    others = invitation.hearing.invitations.exclude(pk=invitation.pk)
    if _folded(wanted.name) in {_folded(name) for name in others.values_list("name", flat=True)}:
        raise Refused(Refusal.ON_THE_LIST)
    before = snapshot(invitation)
    change(invitation, expected_version=expected_version, now=now, **wanted.fields())
    audited("invitation_changed", invitation, before=before, by=by, now=now)
    return invitation


@transaction.atomic
def remove_invitation(*, invitation: Invitation, by: Actor, now: datetime) -> None:
    """Take one off the list who has not been asked yet. Raises Refused: already_invited."""
    row = _locked([invitation.pk])[0]
    if row.invited_at is not None or row.answered_at is not None or row.no_remarks_at is not None:
        raise Refused(Refusal.ALREADY_INVITED)
    before = snapshot(row)
    row.delete()
    audited("invitation_removed", row, before=before, by=by, now=now)


@transaction.atomic
def invite(*, hearing: Hearing, write: WriteInvitation, by: Actor, now: datetime) -> int:
    """Write to everybody on the list who has an address and has not been asked; how many.

    Asked twice, nobody is written to twice. Raises Refused: not_now.
    """
    _check_phase(hearing, May.INVITE, now)
    waiting = hearing.invitations.filter(invited_at=None).exclude(email="")
    rows = _locked(waiting.values_list("pk", flat=True))
    for row in rows:
        _write(row, "invitation_sent", write, {"invited_at": now}, by=by, now=now)
    return len(rows)


@transaction.atomic
def invite_again(
    *, invitation: Invitation, write: WriteInvitation, by: Actor, now: datetime
) -> Invitation:
    """Write to one again: the mail came back, or has got a new address.

    Raises Refused: not_now, no_address, has_answered.
    """
    _check_phase(invitation.hearing, May.INVITE, now)
    row = _locked([invitation.pk])[0]
    if row.answered_at is not None or row.no_remarks_at is not None:
        raise Refused(Refusal.HAS_ANSWERED)
    if not row.email:
        raise Refused(Refusal.NO_ADDRESS)
    _write(row, "invitation_sent", write, {"invited_at": now}, by=by, now=now)
    return row


@transaction.atomic
def invited_otherwise(*, invitation: Invitation, by: Actor, now: datetime) -> Invitation:
    """Note that one has been asked by letter or telephone. Asked before, it stays as it was.

    Raises Refused: not_now.
    """
    _check_phase(invitation.hearing, May.INVITE, now)
    row = _locked([invitation.pk])[0]
    if row.invited_at is None:
        _set(row, "invitation_sent_otherwise", {"invited_at": now}, by=by, now=now)
    return row


@transaction.atomic
def remind(*, hearing: Hearing, write: WriteInvitation, by: Actor, now: datetime) -> int:
    """Write to those who were asked, have an address and have said nothing; how many. Nobody is
    reminded within a day of having been written to. Raises Refused: not_now."""
    _check_phase(hearing, May.ANSWER, now)
    rows = _locked(hearing.invitations.exclude(email="").values_list("pk", flat=True))
    silent = [row for row in rows if is_silent(row) and not _written_to_lately(row, now)]
    for row in silent:
        _write(row, "invitation_reminded", write, {"reminded_at": now}, by=by, now=now)
    return len(silent)


@transaction.atomic
def no_remarks(*, invitation: Invitation, by: Actor, now: datetime) -> Invitation:
    """One that was asked has nothing to say; said again, the first moment stands. Those who have
    answered have answered. Raises Refused: not_now."""
    _check_phase(invitation.hearing, May.ANSWER, now)
    row = _locked([invitation.pk])[0]
    if row.no_remarks_at is None and row.answered_at is None:
        _set(row, "no_remarks", {"no_remarks_at": now}, by=by, now=now)
    return row


@transaction.atomic
def answered(*, invitation: Invitation, by: Actor, now: datetime) -> Invitation:
    """One that was asked has sent a response; the first moment stands. Call it in the transaction
    that keeps the response."""
    row = _locked([invitation.pk])[0]
    if row.answered_at is None:
        _set(row, "invitation_answered", {"answered_at": now}, by=by, now=now)
    return row


def _written_to_lately(row: Invitation, now: datetime) -> bool:
    moments = [each for each in (row.invited_at, row.reminded_at) if each is not None]
    return any((now - each).total_seconds() < 86_400 for each in moments)


def _check_phase(hearing: Hearing, what: May, now: datetime) -> None:
    if not allows(hearing, what, now):
        raise Refused(Refusal.NOT_NOW)


def _check_unit(hearing: Hearing, unit: Unit | None) -> None:
    if unit is not None and unit.municipality_id != hearing.municipality_id:
        raise Refused(Refusal.OTHER_MUNICIPALITY)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _locked(keys: Iterable[int]) -> list[Invitation]:
    rows = Invitation.objects.select_related("hearing").select_for_update(of=("self",), no_key=True)
    return list(rows.filter(pk__in=list(keys)).order_by("kind", "name", "pk"))


def _write(
    row: Invitation,
    deed: str,
    write: WriteInvitation,
    fields: dict[str, datetime],
    *,
    by: Actor,
    now: datetime,
) -> None:
    post(
        write(row),
        to=row.email,
        tenant=row.municipality_id,
        key=invitation_key(row, deed, now),
        at=now,
    )
    _set(row, deed, fields, by=by, now=now)


def _set(
    row: Invitation, deed: str, fields: dict[str, datetime], *, by: Actor, now: datetime
) -> None:
    before = snapshot(row)
    change(row, expected_version=row.version, now=now, **fields)
    audited(deed, row, before=before, by=by, now=now)
