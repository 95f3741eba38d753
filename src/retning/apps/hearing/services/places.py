"""The places of a meeting: how many are taken, and who gets one that becomes free.

Everything here asks for the meeting to be `locked` in the caller's transaction: two who sign up,
or cancel, at the same moment come after each other, on either database.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Sum

from retning.apps.hearing.enums import SignUpState
from retning.apps.hearing.models import Event, SignUp
from retning.apps.hearing.services.event_mails import Link, Told, tell


def locked(event: Event) -> Event:
    """The meeting as it is now, held until the caller's transaction ends."""
    rows = Event.objects.select_related("municipality").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=event.pk, municipality=event.municipality_id)


def free_places(event: Event) -> int | None:
    """How many more can come; None where there is no limit. Never below none."""
    if event.capacity is None:
        return None
    confirmed = event.sign_ups.filter(state=SignUpState.CONFIRMED)
    taken: int = confirmed.aggregate(seats=Sum("seats"))["seats"] or 0
    return max(0, event.capacity - taken)


def give_free_places(event: Event, *, link: Link, now: datetime) -> list[SignUp]:
    """Give what is free to those who wait, in the order in which they signed up, and write to
    them. A party that is too large for what is free keeps its turn, and the next one is asked."""
    if event.cancelled_at is not None or event.starts_at <= now:
        return []
    free, given = free_places(event), list[SignUp]()
    waiting = event.sign_ups.filter(state=SignUpState.WAITING).order_by("signed_up_at", "pk")
    for sign_up in waiting:
        if free is not None and sign_up.seats > free:
            continue
        free = None if free is None else free - sign_up.seats
        set_state(sign_up, SignUpState.CONFIRMED, now=now)
        tell(sign_up, Told.GOT_PLACE, event=event, link=link, now=now)
        given.append(sign_up)
    return given


def set_state(sign_up: SignUp, state: SignUpState, *, now: datetime) -> None:
    """The caller has locked the meeting."""
    sign_up.state, sign_up.state_at = state, now
    sign_up.save(update_fields=["state", "state_at"])
