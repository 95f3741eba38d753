"""Signing up for a meeting, and not coming after all.

What people do themselves writes no audit line: the row says when. What staff do for them does.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from retning.apps.hearing.enums import SignUpState
from retning.apps.hearing.models import Event, SignUp
from retning.apps.hearing.services.event_mails import Link, Told, tell
from retning.apps.hearing.services.places import (
    free_places,
    give_free_places,
    locked,
    set_state,
)
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.writing import audited
from retning.foundation.audit.services import Actor, snapshot

MOST_SEATS = 10
LONGEST_NAME = 200


@dataclass(frozen=True)
class Applicant:
    """Who wants to come, with `seats` people, themselves among them; `email` may be empty."""

    name: str
    email: str = ""
    seats: int = 1
    language: str = "da"

    def checked(self) -> Applicant:
        """Raises Refused: not_valid, with the field."""
        name, email = " ".join(self.name.split()), self.email.strip()
        if not 0 < len(name) <= LONGEST_NAME:
            raise Refused(Refusal.NOT_VALID, "name")
        if not 1 <= self.seats <= MOST_SEATS:
            raise Refused(Refusal.NOT_VALID, "seats")
        if email:
            try:
                validate_email(email)
            except ValidationError:
                raise Refused(Refusal.NOT_VALID, "email") from None
        return Applicant(name, email, self.seats, self.language)


@transaction.atomic
def sign_up(
    *,
    event: Event,
    applicant: Applicant,
    copy: int | None,
    link: Link,
    now: datetime,
    by: Actor | None = None,
) -> SignUp:
    """A place, or one on the waiting list where there is too little room; a mail says which. The
    same copy of the form counts once: again, and it is the sign-up of the first time.

    `by` is somebody of the staff who does it for others, until the meeting begins and whether or
    not one can sign up on the site. Raises Refused: no_sign_ups, sign_up_over, called_off,
    too_few_places, not_valid.
    """
    row, who = locked(event), applicant.checked()
    known = row.sign_ups.filter(copy=copy).first() if copy is not None else None
    if known is not None:
        return known
    _check_open(row, now=now, by_staff=by is not None)
    if row.capacity is not None and who.seats > row.capacity:
        raise Refused(Refusal.TOO_FEW_PLACES, "seats")
    free = free_places(row)
    has_place = free is None or who.seats <= free
    state = SignUpState.CONFIRMED if has_place else SignUpState.WAITING
    made = _made(row, who, state, copy=copy, now=now)
    if by is not None:
        audited("signed_up", made, before=None, by=by, now=now)
    what = Told.HAS_PLACE if has_place else Told.WAITS
    tell(made, what, event=row, link=link, now=now)
    return made


@transaction.atomic
def cancel_sign_up(
    *, sign_up: SignUp, link: Link, now: datetime, by: Actor | None = None
) -> list[SignUp]:
    """Not coming after all: those who wait get the places; they are returned. Done twice, it is
    done. Where staff does it (`by`), the one who had signed up is told.

    Raises Refused: has_been (the meeting has begun).
    """
    row = locked(sign_up.event)
    if row.starts_at <= now:
        raise Refused(Refusal.HAS_BEEN)
    sign_up.refresh_from_db()
    if sign_up.state == SignUpState.CANCELLED:
        return []
    before = snapshot(sign_up)
    set_state(sign_up, SignUpState.CANCELLED, now=now)
    if by is not None:
        audited("sign_up_cancelled", sign_up, before=before, by=by, now=now)
        tell(sign_up, Told.CANCELLED, event=row, link=link, now=now)
    return give_free_places(row, link=link, now=now)


def _made(
    event: Event, who: Applicant, state: SignUpState, *, copy: int | None, now: datetime
) -> SignUp:
    made = SignUp(
        municipality_id=event.municipality_id,
        event=event,
        copy=copy,
        state=state,
        signed_up_at=now,
        state_at=now,
        **asdict(who),
    )
    made.save(force_insert=True)
    return made


def _check_open(event: Event, *, now: datetime, by_staff: bool) -> None:
    if event.cancelled_at is not None:
        raise Refused(Refusal.CALLED_OFF)
    last = event.starts_at if by_staff else event.signs_up_until or event.starts_at
    if now >= last:
        raise Refused(Refusal.SIGN_UP_OVER)
    if not by_staff and (event.published_at is None or not event.takes_sign_ups):
        raise Refused(Refusal.NO_SIGN_UPS)
