"""Meetings before and in a hearing: planned, made public, changed, called off.

Whoever has signed up is written to, in the transaction of the deed, when a meeting is moved or
called off, and when there is room for those who wait.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from retning.apps.hearing.enums import EventKind, SignUpState
from retning.apps.hearing.models import Event, Hearing
from retning.apps.hearing.services.event_mails import Link, Told, tell
from retning.apps.hearing.services.places import give_free_places, locked
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.writing import audited, check_fields
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.models import Edition
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.records.services import change

TOLD_OF = ("starts_at", "ends_at", "place", "address", "link")
"""Those who have signed up are written to where one of these changes."""


@dataclass(frozen=True)
class Plan:
    """What is said of a meeting. In a hearing it is about the hearing's text; before one about
    `edition`, or about no text yet. `capacity` None: as many as come. `dots`: how many each
    participant may give, 0 where nobody votes. The moments are aware."""

    kind: EventKind
    title: str
    starts_at: datetime
    ends_at: datetime
    hearing: Hearing | None = None
    edition: Edition | None = None
    description: str = ""
    place: str = ""
    address: str = ""
    link: str = ""
    takes_sign_ups: bool = True
    capacity: int | None = None
    signs_up_until: datetime | None = None
    dots: int = 0

    def said(self) -> dict[str, object]:
        """The fields of the row. Raises Refused: not_valid, with the field."""
        if self.ends_at <= self.starts_at:
            raise Refused(Refusal.NOT_VALID, "ends_at")
        if self.signs_up_until is not None and self.signs_up_until > self.starts_at:
            raise Refused(Refusal.NOT_VALID, "signs_up_until")
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        values["edition"] = self.hearing.edition if self.hearing is not None else self.edition
        if not self.takes_sign_ups:
            values |= {"capacity": None, "signs_up_until": None}
        return {
            name: value.strip() if isinstance(value, str) else value
            for name, value in values.items()
        }


@transaction.atomic
def make_event(*, municipality: Municipality, plan: Plan, by: Actor, now: datetime) -> Event:
    """A meeting that only staff see until it is made public.

    Raises Refused: not_valid (the detail names the field), other_municipality.
    """
    _check_owner(plan, municipality.pk)
    event = Event(municipality=municipality, changed_at=now, **plan.said())
    check_fields(event)
    event.save(force_insert=True)
    audited("event_made", event, before=None, by=by, now=now)
    return event


@transaction.atomic
def change_event(
    *, event: Event, expected_version: int, plan: Plan, link: Link, by: Actor, now: datetime
) -> Event:
    """What is said of a meeting. Where it is moved, those who come or wait are told; where there
    is more room, those who wait get it.

    Raises Refused: not_valid, other_municipality, text_in_use, called_off; ChangedMeanwhile.
    """
    row = locked(event)
    _check_owner(plan, row.municipality_id)
    if row.cancelled_at is not None:
        raise Refused(Refusal.CALLED_OFF)
    before, said = snapshot(row), plan.said()
    if said["edition"] != row.edition and _has_rows(row):
        raise Refused(Refusal.TEXT_IN_USE)
    is_moved = any(getattr(row, name) != said[name] for name in TOLD_OF)
    for name, value in said.items():
        setattr(row, name, value)
    check_fields(row)
    change(row, expected_version=expected_version, now=now, **said)
    audited("event_changed", row, before=before, by=by, now=now)
    if is_moved and row.starts_at > now:
        _tell_all(row, Told.MOVED, link=link, now=now, once=str(row.version))
    give_free_places(row, link=link, now=now)
    return row


@transaction.atomic
def publish_event(*, event: Event, expected_version: int, by: Actor, now: datetime) -> Event:
    """Let everyone see a meeting, and sign up for it.

    Raises Refused: called_off, has_been (it has begun); ChangedMeanwhile.
    """
    row = locked(event)
    if row.cancelled_at is not None:
        raise Refused(Refusal.CALLED_OFF)
    if row.published_at is not None:
        return row
    if row.ends_at <= now:
        raise Refused(Refusal.HAS_BEEN)
    before = snapshot(row)
    change(row, expected_version=expected_version, now=now, published_at=now)
    audited("event_published", row, before=before, by=by, now=now)
    return row


@transaction.atomic
def call_off(
    *, event: Event, expected_version: int, reason: str, link: Link, by: Actor, now: datetime
) -> Event:
    """Call a meeting off, say why, and write to everybody who comes or waits. It stays on the
    site, as called off.

    Raises Refused: no_reason, called_off (already), has_been; ChangedMeanwhile.
    """
    row = locked(event)
    if not reason.strip():
        raise Refused(Refusal.NO_REASON, "reason")
    if row.cancelled_at is not None:
        raise Refused(Refusal.CALLED_OFF)
    if row.ends_at <= now:
        raise Refused(Refusal.HAS_BEEN)
    before = snapshot(row)
    said = {"cancelled_at": now, "cancelled_for": reason.strip()}
    change(row, expected_version=expected_version, now=now, **said)
    audited("event_called_off", row, before=before, by=by, now=now)
    _tell_all(row, Told.CALLED_OFF, link=link, now=now)
    return row


@transaction.atomic
def remove_event(*, event: Event, by: Actor, now: datetime) -> None:
    """Throw away a meeting that nobody outside has seen. Raises Refused: in_use."""
    row = locked(event)
    if row.published_at is not None or row.notes.exists() or row.sign_ups.exists():
        raise Refused(Refusal.EVENT_IN_USE)
    before = snapshot(row)
    row.tables.all().delete()
    row.delete()
    audited("event_removed", row, before=before, by=by, now=now)


def _tell_all(event: Event, what: Told, *, link: Link, now: datetime, once: str = "") -> None:
    coming = Q(state=SignUpState.CONFIRMED) | Q(state=SignUpState.WAITING)
    for sign_up in event.sign_ups.filter(coming).order_by("pk"):
        tell(sign_up, what, event=event, link=link, now=now, once=once)


def _has_rows(event: Event) -> bool:
    """Whether a table or a note is about a row of the text."""
    on_row = Q(row__isnull=False)
    return event.tables.filter(on_row).exists() or event.notes.filter(on_row).exists()


def _check_owner(plan: Plan, municipality_code: str) -> None:
    for owned in (plan.hearing, plan.edition):
        if owned is not None and owned.municipality_id != municipality_code:
            raise Refused(Refusal.OTHER_MUNICIPALITY)
