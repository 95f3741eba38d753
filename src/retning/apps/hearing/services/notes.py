"""What is noted at a meeting, by a table's host or by staff, and the minutes it becomes part of.

A host writes at a secret address, without an account: no audit line, the row says when and where.
What staff do has one; neither holds a note's text.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from retning.apps.hearing.enums import NoteKind
from retning.apps.hearing.models import Event, EventTable, Note
from retning.apps.hearing.queries.notes import state_of_minutes
from retning.apps.hearing.queries.tables import TableState, table_state
from retning.apps.hearing.services.places import locked
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.tables import row_of_text
from retning.apps.hearing.services.writing import audited
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.records.services import ChangedMeanwhile, change

LARGEST_COPY = 2**53 - 1
"""Copies are drawn in browsers too, whose whole numbers end here."""
LONGEST_NOTE = 5_000
MOST_DOTS = 10_000


def draw_note_copy() -> int:
    """A number for one note that is going to be written; drawn at random, so no two are one."""
    return 1 + secrets.randbelow(LARGEST_COPY)


@dataclass(frozen=True)
class Noted:
    """What was said: about a row of the text, or about none; `dots` is how many it was given."""

    text: str
    kind: NoteKind = NoteKind.NOTE
    row: FrozenRow | None = None
    dots: int = 0

    def said(self, event: Event) -> dict[str, Any]:
        """The fields of the row. Raises Refused: not_valid, with the field."""
        text = self.text.strip()
        if not 0 < len(text) <= LONGEST_NOTE:
            raise Refused(Refusal.NOT_VALID, "text")
        if not 0 <= self.dots <= MOST_DOTS:
            raise Refused(Refusal.NOT_VALID, "dots")
        row = row_of_text(event, self.row)
        return {
            "text": text,
            "kind": self.kind,
            "row": row,
            "row_key": row.key if row is not None else None,
            "dots": self.dots,
        }


@transaction.atomic
def take_note(*, table: EventTable, noted: Noted, copy: int, now: datetime) -> Note:
    """A note by a table's host. The same `copy` sent again, after a lost connection, is the note
    of the first time as it is now.

    Raises Refused: table_closed, not_valid (text, row, dots, copy).
    """
    event = locked(table.event)
    return _take(event, table, noted, copy, now=now, must_be_open=True)


@transaction.atomic
def add_note(*, event: Event, noted: Noted, copy: int, by: Actor, now: datetime) -> Note:
    """A note that staff enter, from a wall or a sheet. Raises Refused: not_valid, called_off."""
    held = locked(event)
    if held.cancelled_at is not None:
        raise Refused(Refusal.CALLED_OFF)
    known = Note.objects.filter(copy=copy).exists()
    note = _take(held, None, noted, copy, now=now, must_be_open=False)
    if not known:
        audited("note_added", note, before=None, by=by, now=now)
        _told_anew(held, now)
    return note


@transaction.atomic
def change_at_table(
    *, note: Note, table: EventTable, expected_version: int, noted: Noted, now: datetime
) -> Note:
    """A host's own note, written better. Raises Refused: table_closed, not_valid;
    ChangedMeanwhile."""
    event = _open_at(table, now)
    if note.table_id != table.pk:
        raise Refused(Refusal.NOT_VALID, "table")
    change(note, expected_version=expected_version, now=now, **noted.said(event))
    return note


@transaction.atomic
def count_dots(*, note: Note, table: EventTable, dots: int, now: datetime) -> Note:
    """How many dots a note has been given; a number, so that sending it twice is no harm.

    Raises Refused: table_closed, not_valid.
    """
    _open_at(table, now)
    if note.table_id != table.pk or not 0 <= dots <= MOST_DOTS:
        raise Refused(Refusal.NOT_VALID, "dots")
    note.refresh_from_db()
    change(note, expected_version=note.version, now=now, dots=dots)
    return note


@transaction.atomic
def drop_at_table(*, note: Note, table: EventTable, now: datetime) -> Note:
    """A host takes a note away again; staff still see it. Raises Refused: table_closed."""
    _open_at(table, now)
    if note.table_id != table.pk:
        raise Refused(Refusal.NOT_VALID, "table")
    note.refresh_from_db()
    change(note, expected_version=note.version, now=now, is_left_out=True)
    return note


@transaction.atomic
def edit_note(*, note: Note, expected_version: int, noted: Noted, by: Actor, now: datetime) -> Note:
    """A note as it is to stand in the minutes. Raises Refused: not_valid; ChangedMeanwhile."""
    event = locked(note.event)
    before = snapshot(note)
    change(note, expected_version=expected_version, now=now, **noted.said(event))
    audited("note_changed", note, before=before, by=by, now=now)
    _told_anew(event, now)
    return note


@transaction.atomic
def leave_out(*, note: Note, is_left_out: bool, by: Actor, now: datetime) -> Note:
    """Keep a note out of the minutes, or take it in again; it is never lost."""
    event = locked(note.event)
    note.refresh_from_db()
    before = snapshot(note)
    change(note, expected_version=note.version, now=now, is_left_out=is_left_out)
    _told_anew(event, now)
    deed = "note_left_out" if is_left_out else "note_taken_in"
    audited(deed, note, before=before, by=by, now=now)
    return note


@transaction.atomic
def write_minutes(
    *, event: Event, expected_version: int, minutes: str, by: Actor, now: datetime
) -> Event:
    """What is written of a meeting beside its notes. Raises ChangedMeanwhile."""
    row = locked(event)
    before = snapshot(row)
    change(row, expected_version=expected_version, now=now, minutes=minutes.strip())
    _told_anew(row, now)
    audited("minutes_written", row, before=before, by=by, now=now)
    return row


@transaction.atomic
def publish_minutes(
    *, event: Event, expected_version: int, seen: str | None = None, by: Actor, now: datetime
) -> Event:
    """Let everyone read the minutes and the notes that are not left out; tables close.

    `seen` is the `state_of_minutes` that somebody has looked at: hosts can write until the last
    moment, and what nobody has read is not made public. None where there is nobody to look.
    Raises Refused: called_off, minutes_too_early, no_minutes; ChangedMeanwhile.
    """
    row = locked(event)
    if row.minutes_published_at is not None:
        return row
    if row.cancelled_at is not None:
        raise Refused(Refusal.CALLED_OFF)
    if row.ends_at > now:
        raise Refused(Refusal.MINUTES_TOO_EARLY)
    if not row.minutes and not row.notes.filter(is_left_out=False).exists():
        raise Refused(Refusal.NO_MINUTES)
    if seen is not None and seen != state_of_minutes(row.key, row.municipality):
        raise ChangedMeanwhile(row)
    before = snapshot(row)
    said = {"minutes_published_at": now, "published_at": row.published_at or now}
    change(row, expected_version=expected_version, now=now, **said)
    audited("minutes_published", row, before=before, by=by, now=now)
    return row


def _take(
    event: Event,
    table: EventTable | None,
    noted: Noted,
    copy: int,
    *,
    now: datetime,
    must_be_open: bool,
) -> Note:
    if not 1 <= copy <= LARGEST_COPY:
        raise Refused(Refusal.NOT_VALID, "copy")
    known = Note.objects.filter(copy=copy).first()
    if known is not None:
        if known.event_id != event.pk or known.table_id != (table.pk if table else None):
            raise Refused(Refusal.NOT_VALID, "copy")
        return known
    if must_be_open and table_state(event, now) is not TableState.OPEN:
        raise Refused(Refusal.TABLE_CLOSED)
    note = Note(
        municipality_id=event.municipality_id,
        event=event,
        table=table,
        copy=copy,
        noted_at=now,
        changed_at=now,
        **noted.said(event),
    )
    note.save(force_insert=True)
    return note


def _open_at(table: EventTable, now: datetime) -> Event:
    event = locked(table.event)
    if table_state(event, now) is not TableState.OPEN:
        raise Refused(Refusal.TABLE_CLOSED)
    return event


def _told_anew(event: Event, now: datetime) -> None:
    """Public minutes that are changed are public from now: on record they are a document more."""
    if event.minutes_published_at is not None:
        change(event, expected_version=event.version, now=now, minutes_published_at=now)
