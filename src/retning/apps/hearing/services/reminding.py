"""The day before a meeting, those who come are reminded of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from retning.apps.hearing.enums import SignUpState
from retning.apps.hearing.models import Event
from retning.apps.hearing.queries.events import reminded_from
from retning.apps.hearing.services.event_mails import Link, Told, tell
from retning.apps.hearing.services.places import locked
from retning.foundation.clock import date_in_denmark


@transaction.atomic
def remind_of_event(*, event: Event, link: Link, now: datetime) -> int:
    """Write to everybody who has a place, and had signed up before reminding began: whoever did
    later has just been told. Done again it writes to nobody, unless the meeting has been moved to
    another day. Returns how many are written to, or have been."""
    row = locked(event)
    since = reminded_from(row.starts_at)
    is_on = row.cancelled_at is None and row.published_at is not None
    if not is_on or not since <= now < row.starts_at:
        return 0
    coming = row.sign_ups.filter(state=SignUpState.CONFIRMED, signed_up_at__lt=since)
    day = date_in_denmark(row.starts_at).isoformat()
    return sum(
        tell(sign_up, Told.REMINDED, event=row, link=link, now=now, once=day)
        for sign_up in coming.order_by("pk")
    )
