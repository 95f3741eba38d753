"""Tables at meetings, and when their hosts can take notes there."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum

from retning.apps.hearing.models import Event, EventTable
from retning.apps.hearing.queries.secrets import Purpose, key_of
from retning.apps.organisation.models import Municipality
from retning.foundation.clock import COPENHAGEN, date_in_denmark


class TableState(StrEnum):
    """Whether a table's host can take notes; it follows from the meeting and the moment."""

    EARLY = "early"  # before the day before the meeting
    OPEN = "open"
    CLOSED = "closed"  # the minutes are public
    CALLED_OFF = "called_off"


def opens_at(event: Event) -> datetime:
    """When the day before the meeting begins in Denmark: a host can see that all works."""
    day = date_in_denmark(event.starts_at) - timedelta(days=1)
    return datetime.combine(day, time(0), tzinfo=COPENHAGEN)


def table_state(event: Event, now: datetime) -> TableState:
    """Where a meeting's tables stand at an aware moment."""
    if event.cancelled_at is not None:
        return TableState.CALLED_OFF
    if event.minutes_published_at is not None:
        return TableState.CLOSED
    return TableState.OPEN if now >= opens_at(event) else TableState.EARLY


def table_of(municipality: Municipality, secret: str) -> EventTable | None:
    """The table that a secret address opens, with its meeting and its row. One query."""
    key = key_of(Purpose.TABLE, secret)
    if key is None:
        return None
    rows = EventTable.objects.select_related("event__edition", "event__hearing", "row")
    return rows.filter(municipality=municipality, key=key).first()
