"""Files with figures that somebody hands in: kept by their checksum, looked at, and taken in.

A table (CSV or a workbook) gives a municipality's own figures of one indicator. An export (of
noegletal.dk, or recorded answers of Jobindsats) gives national ones of many, so it is looked at and
taken in by jobs: the page can be left meanwhile.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction

from retning.apps.indicators.enums import SourceKind
from retning.apps.indicators.models import Indicator, Release
from retning.apps.indicators.services.catalogue import codes_by_name
from retning.apps.indicators.services.previews import Preview, preview, preview_of
from retning.apps.indicators.services.refusals import Refusal, Refused
from retning.apps.indicators.services.releases import Taken, take_in
from retning.apps.indicators.sources.jobindsats import RECORDED, read_recorded
from retning.apps.indicators.sources.noegletal import read_noegletal
from retning.apps.indicators.sources.reply import Fetched, Unavailable, checksum_of
from retning.apps.indicators.sources.sheets.guessing import SheetMapping
from retning.apps.indicators.sources.sheets.mapping import mapped
from retning.apps.indicators.sources.sheets.sheet import Workbook
from retning.apps.organisation.models import Municipality
from retning.core.periods import PeriodKind
from retning.foundation import clock
from retning.foundation.attachments.content import HTML, TEXT
from retning.foundation.attachments.models import Attachment
from retning.foundation.attachments.services import find_stored, let_go, open_stored, store
from retning.foundation.audit.services import Actor
from retning.foundation.jobs.queries import JobView, find_by_key
from retning.foundation.jobs.services import GivesUp, Progress, enqueue, job, repeat
from retning.foundation.jobs.services import Job as JobRow

FILE_LIMIT = 20_000_000
TABLE_LIMIT = 5_000_000
"""Bytes: of an export, which a job reads, and of a table, which is read while somebody waits."""
BEGINNING = 4096
KEPT_FOR = timedelta(days=1)
_OPEN = "application/vnd.oasis.opendocument.spreadsheet"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ALLOWED = frozenset(
    {TEXT, HTML, _OPEN, _EXCEL, "application/vnd.ms-excel", "application/x-ole-storage"}
)


class FileKind(StrEnum):
    EXPORT = "export"  # noegletal.dk's: all municipalities, many indicators
    RECORDED = "recorded"  # answers of Jobindsats, as a file
    TABLE = "table"  # one indicator, its columns to be told


@dataclass(frozen=True)
class OnBehalf:
    """Whoever had a job done."""

    actor_key: str


def kind_of_text(beginning: str) -> FileKind:
    """What a file is, told by its first lines."""
    if ";Kom.nr;" in beginning:
        return FileKind.EXPORT
    if beginning.partition("\n")[0].strip() == ",".join(RECORDED):
        return FileKind.RECORDED
    return FileKind.TABLE


def read_national(data: bytes, kind: FileKind) -> Fetched:
    """The figures of an export. Raises Unavailable."""
    if kind is FileKind.RECORDED:
        return read_recorded(data, known=_recorded_codes())
    return read_noegletal(data, known=codes_by_name())


def _recorded_codes() -> dict[str, str]:
    rows = Indicator.objects.filter(source=SourceKind.JOBINDSATS, is_catalogued=True)
    told = rows.values_list("code", "query")
    return {query["recorded"]: code for code, query in told if query.get("recorded")}


# --- The file ---------------------------------------------------------------------------


@dataclass(frozen=True)
class KeptFile:
    """A file that waits to be taken in."""

    attachment: Attachment
    data: bytes

    @property
    def kind(self) -> FileKind:
        return kind_of_text(self.data[:BEGINNING].decode("utf-8-sig", errors="replace"))


def keep_file(
    *, municipality: Municipality, data: bytes, name: str, by: Actor, now: datetime
) -> Attachment:
    """Keep a file under its checksum until its figures are taken in, and at most a day. Raises
    attachments' Refused."""
    with transaction.atomic():
        kept = store(
            tenant=municipality.pk,
            chunks=[data],
            name=name,
            limit=FILE_LIMIT,
            allowed=ALLOWED,
            now=now,
        )
        _forget_later(kept, by=by.actor_key, now=now)
        return kept


def _forget_later(kept: Attachment, *, by: str, now: datetime) -> None:
    enqueue(
        forget_file,
        tenant=kept.tenant,
        key=f"figures-forget:{kept.pk}:{now.date()}",
        by=by,
        now=now,
        run_after=now + KEPT_FOR,
        arguments={"attachment_id": kept.pk},
    )


@job()
def forget_file(_progress: Progress, *, attachment_id: int) -> None:
    """Let go of a file that was looked at, unless a release came from it."""
    attachment = Attachment.objects.filter(pk=attachment_id).first()
    if attachment is not None:
        let_go(attachment)


def kept_file(*, municipality: Municipality, sha256: str) -> KeptFile | None:
    """The municipality's file of this checksum; None where it is no longer here."""
    attachment = find_stored(tenant=municipality.pk, sha256=sha256)
    if attachment is None or attachment.media_type not in ALLOWED:
        return None
    try:
        with open_stored(attachment) as file:
            return KeptFile(attachment, file.read(FILE_LIMIT + 1))
    except FileNotFoundError:
        return None


# --- A table: own figures ---------------------------------------------------------------


@dataclass(frozen=True)
class TableFile:
    """A table with what its columns are, and the indicator that it has figures of."""

    file: Attachment
    workbook: Workbook
    mapping: SheetMapping
    code: str


def figures_in(table: TableFile, *, municipality: Municipality) -> Fetched:
    """The figures in a table, as its mapping says. Raises Unavailable; Refused:
    no_such_indicator."""
    row = Indicator.objects.filter(code=table.code).first()
    if row is None or row.municipality_id not in {None, municipality.pk}:
        raise Refused(Refusal.NO_SUCH_INDICATOR)
    fetched = mapped(
        table.workbook,
        table.mapping,
        code=row.code,
        unit=row.unit_da,
        kind=PeriodKind(row.period_type),
    )
    # Read in another way, the same file is something else: what was rejected may come again.
    told = json.dumps([table.workbook.checksum, table.code, table.mapping.as_plain()])
    return replace(fetched, table=row.code, checksum=checksum_of(told.encode()))


def preview_table(table: TableFile, *, municipality: Municipality, now: datetime) -> Preview:
    """What taking a table in would change. Raises Unavailable; Refused."""
    fetched = figures_in(table, municipality=municipality)
    return preview(fetched, municipality=municipality, now=now)


def take_table(
    *, table: TableFile, municipality: Municipality, note: str = "", by: Actor, now: datetime
) -> Taken:
    """Take a table in as the municipality's own figures. Raises Unavailable; Refused."""
    return take_in(
        fetched=figures_in(table, municipality=municipality),
        municipality=municipality,
        note=": ".join(filter(None, (table.file.name, note.strip()))),
        attachment=table.file,
        by=by,
        now=now,
    )


# --- An export: national figures, by jobs -----------------------------------------------


@dataclass(frozen=True)
class ExportState:
    """How far an export is: looked at (`seen`), and being taken in or taken in (`load`)."""

    look: JobView
    seen: Preview | None
    load: JobView | None
    release: int | None


def look_at(*, file: Attachment, by: Actor, now: datetime) -> None:
    """Have an export looked at, once a day; what failed is tried again."""
    _enqueued(
        enqueue(
            look_at_export,
            tenant=file.tenant,
            key=_key("look", file, now),
            by=by.actor_key,
            now=now,
            arguments={"attachment_id": file.pk},
        ),
        now=now,
    )


def take_export(*, file: Attachment, by: Actor, now: datetime) -> None:
    """Have an export taken in as national figures; again the same changes nothing."""
    _enqueued(
        enqueue(
            load_export,
            tenant=file.tenant,
            key=_key("load", file, now),
            by=by.actor_key,
            now=now,
            arguments={"attachment_id": file.pk, "by": by.actor_key},
        ),
        now=now,
    )


def _enqueued(row: JobRow, *, now: datetime) -> None:
    repeat(row, now=now)


def _key(what: str, file: Attachment, now: datetime) -> str:
    return f"figures-{what}:{file.pk}:{now.date()}"


def export_state(file: Attachment, *, now: datetime) -> ExportState | None:
    """How far an export is; None where nobody has had it looked at today."""
    look = find_by_key(_key("look", file, now), tenant=file.tenant)
    if look is None:
        return None
    load = find_by_key(_key("load", file, now), tenant=file.tenant)
    releases = Release.objects.filter(attachment=file).order_by("-pk")
    return ExportState(
        look=look,
        seen=_seen(file),
        load=load,
        release=releases.values_list("pk", flat=True).first() if load is not None else None,
    )


def _seen(file: Attachment) -> Preview | None:
    kept = Attachment.objects.filter(tenant=file.tenant, name=_name_of_look(file))
    newest = kept.order_by("-stored_at", "-pk").first()
    if newest is None:
        return None
    try:
        with open_stored(newest) as stored:
            return preview_of(json.load(stored)["preview"])
    except FileNotFoundError:
        return None


def _name_of_look(file: Attachment) -> str:
    return f"look-{file.sha256}.json"


def _read_kept(attachment_id: int) -> tuple[Attachment, Fetched]:
    file = Attachment.objects.filter(pk=attachment_id).first()
    if file is None:
        raise GivesUp("not_found")
    try:
        with open_stored(file) as stored:
            data = stored.read(FILE_LIMIT + 1)
        return file, read_national(data, KeptFile(file, data).kind)
    except FileNotFoundError:
        raise GivesUp("not_found") from None
    except Unavailable as refusal:
        raise GivesUp(refusal.code.value) from refusal


@job(priority=20)
def look_at_export(progress: Progress, *, attachment_id: int) -> None:
    """Read an export and keep what it would change, for the page that somebody waits at."""
    progress.report(0, 3)
    file, fetched = _read_kept(attachment_id)
    progress.report(1, 3)
    now = clock.now()
    seen = preview(fetched, municipality=None, now=now)
    progress.report(2, 3)
    told = {"of": file.sha256, "at": now.isoformat(), "preview": seen.as_plain()}
    with progress.finishing():
        kept = store(
            tenant=file.tenant,
            chunks=[json.dumps(told).encode()],
            name=_name_of_look(file),
            limit=FILE_LIMIT,
            allowed={TEXT},
            now=now,
        )
        _forget_later(kept, by="system:jobs", now=now)


@job(priority=20)
def load_export(progress: Progress, *, attachment_id: int, by: str) -> None:
    """Take an export in. What is done is committed with the job's end, or nothing of it."""
    progress.report(0, 0)
    file, fetched = _read_kept(attachment_id)
    with progress.finishing():
        take_in(
            fetched=fetched,
            municipality=None,
            note=file.name,
            attachment=file,
            progress=progress.report,
            by=OnBehalf(by),
            now=clock.now(),
        )
