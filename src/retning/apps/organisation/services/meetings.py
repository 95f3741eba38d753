"""The calendar of meetings: on which days a body meets, and when its agenda closes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from retning.apps.organisation.enums import Refusal
from retning.apps.organisation.models import Meeting, Unit
from retning.apps.organisation.services.writing import Refused, write
from retning.core.law.days import working_days_before
from retning.foundation.audit.services import Actor, record, snapshot

MOST_DAYS = 100
"""At once: more is a mistake, not a calendar."""


@transaction.atomic
def add_meetings(
    *,
    body: Unit,
    days: Sequence[date],
    agenda_days: int | None = None,
    by: Actor,
    now: datetime,
) -> list[Meeting]:
    """The days on which `body` meets; those that are in the calendar already stay as they are.

    `agenda_days`: how many working days before a meeting its agenda closes; None: not said.
    Returns what is new. Raises Refused: not_valid.
    """
    if len(days) > MOST_DAYS or (agenda_days is not None and not 0 <= agenda_days <= MOST_DAYS):
        raise Refused(Refusal.NOT_VALID, fields=("days",))
    # Two who add the same days at once stand in line here.
    Unit.objects.select_for_update(no_key=True).get(pk=body.pk)
    there = set(Meeting.objects.filter(body=body).values_list("held_on", flat=True))
    added = []
    for day in sorted(set(days) - there):
        closes = None if agenda_days is None else working_days_before(day, agenda_days)
        meeting = Meeting(
            municipality_id=body.municipality_id,
            body=body,
            held_on=day,
            agenda_closes_on=closes,
        )
        write(meeting, deed="meeting_added", before=None, by=by, now=now)
        added.append(meeting)
    return added


@transaction.atomic
def remove_meeting(*, meeting: Meeting, by: Actor, now: datetime) -> None:
    """A meeting that is not held. One that somebody else has removed is gone already."""
    found = Meeting.objects.select_for_update().filter(pk=meeting.pk).first()
    if found is None:
        return
    before = snapshot(found)
    tenant = found.municipality_id
    found.delete()
    record(tenant=tenant, deed="meeting_removed", subject=found, before=before, by=by, now=now)
