"""What was noted at meetings: at a table, for staff, and in the minutes."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from retning.apps.hearing.enums import NoteKind
from retning.apps.hearing.models import EventTable, Note
from retning.apps.hearing.queries.secrets import Purpose, secret_of
from retning.apps.organisation.models import Municipality
from retning.apps.strategy.enums import RowKind
from retning.apps.strategy.models import Edition
from retning.foundation.freezing.models import FrozenRow


@dataclass(frozen=True)
class NoteView:
    """A note. `about` is the wording of the row that it is on, empty where it is on none;
    `table` is 0 where staff entered it."""

    key: UUID
    version: int
    kind: NoteKind
    text: str
    dots: int
    noted_at: datetime
    is_left_out: bool
    about: str
    about_kind: str
    row_key: UUID | None
    table: int
    topic: str

    @property
    def is_plain(self) -> bool:
        return self.kind is NoteKind.NOTE


@dataclass(frozen=True)
class TableView:
    """A table, with the secret of its host's address and how many notes it has."""

    key: UUID
    version: int
    number: int
    topic: str
    about: str
    row_id: int | None
    notes: int
    secret: str


@dataclass(frozen=True)
class Gathered:
    """Notes on one row of the text; or, where `about` is empty, on a table's topic."""

    about: str
    kind: str
    row_key: UUID | None
    topic: str
    notes: Sequence[NoteView]

    @property
    def dots(self) -> int:
        return sum(note.dots for note in self.notes)


def tables_of(event_key: UUID, municipality: Municipality) -> list[TableView]:
    """A meeting's tables in order. One query."""
    rows = (
        EventTable.objects.filter(municipality=municipality, event__key=event_key)
        .select_related("row")
        .annotate(taken=Count("notes"))
        .order_by("number")
    )
    return [
        TableView(
            key=row.key,
            version=row.version,
            number=row.number,
            topic=row.topic,
            about=row.row.text if row.row is not None else "",
            row_id=row.row_id,
            notes=row.taken,
            secret=secret_of(Purpose.TABLE, row.key),
        )
        for row in rows
    ]


def find_table(municipality: Municipality, key: UUID) -> EventTable | None:
    """The row, for a deed. One query."""
    rows = EventTable.objects.select_related("event__edition", "row")
    return rows.filter(municipality=municipality, key=key).first()


def find_note(municipality: Municipality, key: UUID) -> Note | None:
    """The row, for a deed. One query."""
    rows = Note.objects.select_related("event__edition", "table", "row")
    return rows.filter(municipality=municipality, key=key).first()


def notes_at_table(table: EventTable) -> list[NoteView]:
    """A table's notes, the newest first, without those taken away again. One query."""
    rows = _rows(Note.objects.filter(table=table, is_left_out=False))
    return [_view(row) for row in rows.order_by("-noted_at", "-pk")]


def notes_of(event_key: UUID, municipality: Municipality) -> list[NoteView]:
    """All of a meeting's notes, those left out too, by table and time. One query."""
    rows = _rows(Note.objects.filter(municipality=municipality, event__key=event_key))
    found = [_view(row) for row in rows.order_by("noted_at", "pk")]
    return sorted(found, key=lambda note: (note.table == 0, note.table))


def minutes_of(event_key: UUID, municipality: Municipality) -> list[Gathered]:
    """The notes that stand in the minutes: on the text's rows in their order, then on topics;
    the ones with most dots first. One query."""
    rows = _rows(
        Note.objects.filter(municipality=municipality, event__key=event_key, is_left_out=False)
    )
    groups: dict[tuple[int, int, str], list[Note]] = defaultdict(list)
    for row in rows.order_by("-dots", "noted_at", "pk"):
        number = row.table.number if row.table is not None else 10_000
        topic = row.table.topic if row.table is not None else ""
        place = (0, row.row.order, "") if row.row is not None else (1, number, topic)
        groups[place].append(row)
    return [_gathered(groups[place]) for place in sorted(groups)]


def state_of_minutes(event_key: UUID, municipality: Municipality) -> str:
    """What the notes in the minutes were when somebody looked: another text as soon as one of them
    is changed, comes or goes. One query."""
    rows = Note.objects.filter(municipality=municipality, event__key=event_key, is_left_out=False)
    notes = rows.order_by("pk").values_list("pk", "version")
    return hashlib.sha256(repr(list(notes)).encode()).hexdigest()[:16]


def rows_of_text(edition: Edition | None) -> list[FrozenRow]:
    """What notes can be about, in the order of the text: areas, objectives, goals, themes. One
    query; none where there is no text yet."""
    if edition is None:
        return []
    rows = FrozenRow.objects.filter(frozen_set_id=edition.frozen_set_id)
    return list(rows.exclude(kind=RowKind.STRATEGY).order_by("order"))


def _rows(rows: QuerySet[Note]) -> QuerySet[Note]:
    return rows.select_related("table", "row")


def _gathered(rows: Sequence[Note]) -> Gathered:
    first = rows[0]
    return Gathered(
        about=first.row.text if first.row is not None else "",
        kind=first.row.kind if first.row is not None else "",
        row_key=first.row_key,
        topic=first.table.topic if first.table is not None else "",
        notes=[_view(row) for row in rows],
    )


def _view(row: Note) -> NoteView:
    return NoteView(
        key=row.key,
        version=row.version,
        kind=NoteKind(row.kind),
        text=row.text,
        dots=row.dots,
        noted_at=row.noted_at,
        is_left_out=row.is_left_out,
        about=row.row.text if row.row is not None else "",
        about_kind=row.row.kind if row.row is not None else "",
        row_key=row.row_key,
        table=row.table.number if row.table is not None else 0,
        topic=row.table.topic if row.table is not None else "",
    )
