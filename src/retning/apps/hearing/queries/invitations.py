"""Who is asked to answer in a hearing (høringsliste), how each stands, who has answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from retning.apps.hearing.enums import InvitationKind, InvitationState
from retning.apps.hearing.models import Hearing, Invitation
from retning.apps.hearing.queries.secrets import Purpose, key_of
from retning.apps.organisation.models import Municipality
from retning.foundation.outbox.enums import MailState
from retning.foundation.outbox.queries import MailView, mails_by_key


class Asked(Protocol):
    """The moments that an invitation's state follows from."""

    invited_at: datetime | None
    reminded_at: datetime | None
    answered_at: datetime | None
    no_remarks_at: datetime | None


def state_of_invitation(invitation: Asked) -> InvitationState:
    """How one that was asked stands. An answer counts for more than “no remarks”."""
    if invitation.answered_at is not None:
        return InvitationState.ANSWERED
    if invitation.no_remarks_at is not None:
        return InvitationState.NO_REMARKS
    if invitation.reminded_at is not None:
        return InvitationState.REMINDED
    return InvitationState.NOT_SENT if invitation.invited_at is None else InvitationState.INVITED


@dataclass(frozen=True)
class Listed:
    """One on the list; `mail` is the newest one to them, None where none is known (any more)."""

    invitation: Invitation
    state: InvitationState
    mail: MailView | None

    @property
    def came_back(self) -> bool:
        """Whether the newest mail to them could not be delivered, to the address they have."""
        mail = self.mail
        return (
            mail is not None and mail.state is MailState.FAILED and mail.to == self.invitation.email
        )

    @property
    def is_silent(self) -> bool:
        """Whether they have been asked and have said nothing."""
        return is_silent(self.invitation)

    @property
    def may_be_reminded(self) -> bool:
        return self.is_silent and bool(self.invitation.email)


def is_silent(invitation: Asked) -> bool:
    """Whether somebody has been asked and has said nothing."""
    return state_of_invitation(invitation) in {InvitationState.INVITED, InvitationState.REMINDED}


def invitation_prefix(hearing_id: int) -> str:
    """How the outbox keys of all mails to a hearing's list begin; the invitation's id follows."""
    return f"hearing-invited:{hearing_id}:"


def invitations_of(hearing: Hearing) -> list[Listed]:
    """The whole list, by kind and name. Two queries."""
    order = {kind.value: place for place, kind in enumerate(InvitationKind)}
    found = hearing.invitations.select_related("unit").order_by("name", "pk")
    newest: dict[int, MailView] = {}
    prefix = invitation_prefix(hearing.pk)
    for key, mail in mails_by_key(tenant=hearing.municipality_id, key_prefix=prefix).items():
        newest[int(key.removeprefix(prefix).partition(":")[0])] = mail
    rows = sorted(found, key=lambda row: order[row.kind])
    return [Listed(row, state_of_invitation(row), newest.get(row.pk)) for row in rows]


@dataclass(frozen=True)
class Answers:
    """How many of a kind are on the list, and how they stand."""

    kind: InvitationKind | None
    listed: int
    invited: int
    answered: int
    no_remarks: int

    @property
    def silent(self) -> int:
        """Asked, and nothing said."""
        return self.invited - self.answered - self.no_remarks


def answers_of(listed: Sequence[Listed]) -> tuple[Answers, ...]:
    """Who has answered, by kind in the order of the kinds, and all together last (`kind` None);
    nothing where nobody is on the list. One that answered without having been asked counts as
    invited."""
    states: dict[InvitationKind, Counter[InvitationState]] = {}
    for each in listed:
        states.setdefault(InvitationKind(each.invitation.kind), Counter())[each.state] += 1
    every = sum(states.values(), Counter[InvitationState]())
    rows = [_answers(kind, states[kind]) for kind in InvitationKind if kind in states]
    return (*rows, _answers(None, every)) if rows else ()


def _answers(kind: InvitationKind | None, states: Counter[InvitationState]) -> Answers:
    return Answers(
        kind=kind,
        listed=states.total(),
        invited=states.total() - states[InvitationState.NOT_SENT],
        answered=states[InvitationState.ANSWERED],
        no_remarks=states[InvitationState.NO_REMARKS],
    )


def invited_by(municipality: Municipality, slug: str, secret: str) -> Invitation | None:
    """The invitation that a secret address opens, of a hearing of the municipality."""
    key = key_of(Purpose.INVITED, secret)
    if key is None:
        return None
    found = Invitation.objects.filter(municipality=municipality, hearing__slug=slug, key=key)
    return found.select_related("hearing__edition", "hearing__municipality").first()


def invitation_of(hearing: Hearing, key: UUID) -> Invitation | None:
    """One on a hearing's list."""
    return hearing.invitations.select_related("unit").filter(key=key).first()
