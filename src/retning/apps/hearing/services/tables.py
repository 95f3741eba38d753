"""Tables at a meeting: each has a topic, a host's secret address, and may be about a row of the
text."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from retning.apps.hearing.models import Event, EventTable
from retning.apps.hearing.services.places import locked
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.writing import audited, check_fields
from retning.foundation.audit.services import Actor, snapshot
from retning.foundation.freezing.models import FrozenRow
from retning.foundation.records.services import change

MOST_TABLES = 200


@transaction.atomic
def make_table(
    *, event: Event, topic: str, row: FrozenRow | None, by: Actor, now: datetime
) -> EventTable:
    """The next table. Raises Refused: not_valid (topic, row, number), called_off."""
    held = locked(event)
    if held.cancelled_at is not None:
        raise Refused(Refusal.CALLED_OFF)
    last: int = held.tables.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_TABLES:
        raise Refused(Refusal.NOT_VALID, "number")
    table = EventTable(
        municipality_id=held.municipality_id,
        event=held,
        number=last + 1,
        topic=topic.strip(),
        row=row_of_text(held, row),
        changed_at=now,
    )
    check_fields(table)
    table.save(force_insert=True)
    audited("table_made", table, before=None, by=by, now=now)
    return table


@transaction.atomic
def change_table(
    *,
    table: EventTable,
    expected_version: int,
    topic: str,
    row: FrozenRow | None,
    by: Actor,
    now: datetime,
) -> EventTable:
    """What a table is about. Raises Refused: not_valid (topic, row); ChangedMeanwhile."""
    held = locked(table.event)
    before = snapshot(table)
    said = {"topic": topic.strip(), "row": row_of_text(held, row)}
    for name, value in said.items():
        setattr(table, name, value)
    check_fields(table)
    change(table, expected_version=expected_version, now=now, **said)
    audited("table_changed", table, before=before, by=by, now=now)
    return table


@transaction.atomic
def remove_table(*, table: EventTable, by: Actor, now: datetime) -> None:
    """Take a table away; its address opens nothing any more. Raises Refused: table_in_use."""
    locked(table.event)
    if table.notes.exists():
        raise Refused(Refusal.TABLE_IN_USE)
    before = snapshot(table)
    table.delete()
    audited("table_removed", table, before=before, by=by, now=now)


def row_of_text(event: Event, row: FrozenRow | None) -> FrozenRow | None:
    """The row, where it belongs to the meeting's text. Raises Refused: not_valid (row)."""
    if row is None:
        return None
    edition = event.edition
    if edition is None or row.frozen_set_id != edition.frozen_set_id:
        raise Refused(Refusal.NOT_VALID, "row")
    return row
