"""A hearing's whole record, or what answers a request, as one ZIP: by a job, gone in a week."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext

from retning.apps.hearing.enums import JournalKind, JournalState
from retning.apps.hearing.models import Archive, Hearing, JournalEntry, SubjectRequest
from retning.apps.hearing.queries.journal import emptied, whole
from retning.apps.hearing.queries.packages import Item, items_of
from retning.apps.hearing.queries.papers import LANGUAGE, Paper, paper_of
from retning.apps.hearing.services.journal import JOBS, make_entries
from retning.apps.hearing.services.parcels import Part, as_json, enclosed
from retning.apps.hearing.services.refusals import Refusal, Refused
from retning.apps.hearing.services.zipping import zipped
from retning.foundation import clock
from retning.foundation.attachments.services import store_made
from retning.foundation.audit.services import Actor, record, snapshot
from retning.foundation.jobs.services import Progress, enqueue, job
from retning.foundation.reporting.drawing_html import page_of

LIMIT = 20_000_000_000
"""Bytes; a disk is full before."""
ZIP = "application/zip"
PAGE_SIZE = 100
AFTER_OTHERS = -10
BOM = "\ufeff"


@transaction.atomic
def ask_for_archive(
    *, hearing: Hearing, request: SubjectRequest | None = None, by: Actor, now: datetime
) -> Archive:
    """Have a ZIP made of the hearing's whole record, or of what `request` is about. One that is
    being made already is returned."""
    waiting = Archive.objects.filter(hearing=hearing, request=request, made_at=None)
    found = waiting.select_for_update().first()
    if found is not None and _is_under_way(found, now):
        return found
    archive = Archive.objects.create(
        municipality_id=hearing.municipality_id, hearing=hearing, request=request, asked_at=now
    )
    queued = enqueue(
        make_archive,
        tenant=hearing.municipality_id,
        key=f"hearing-archive:{archive.pk}",
        by=by.actor_key,
        now=now,
        arguments={"archive_id": archive.pk},
    )
    archive.job_id = queued.pk
    archive.save(update_fields=["job_id"])
    record(
        tenant=hearing.municipality_id,
        deed="archive_asked_for",
        subject=archive,
        before=None,
        by=by,
        now=now,
    )
    return archive


def _is_under_way(archive: Archive, now: datetime) -> bool:
    """Whether it may still come; after an hour somebody may ask again."""
    return (now - archive.asked_at).total_seconds() < 3600


@transaction.atomic
def file_archive(*, archive: Archive, by: Actor, now: datetime) -> int:
    """Somebody has put a hearing's ZIP on record by hand: every document in it is there now; how
    many that were not before. A ZIP that was made when the texts had gone puts none of those on
    record. Raises Refused: not_made."""
    if archive.made_at is None or archive.request_id is not None:
        raise Refused(Refusal.NOT_MADE)
    before = snapshot(archive)
    gone = emptied(clock.date_in_denmark(archive.made_at))
    entries = JournalEntry.objects.filter(
        ~gone, hearing=archive.hearing_id, number__lte=archive.last_number
    ).exclude(state=JournalState.DELIVERED)
    count = entries.update(
        state=JournalState.DELIVERED, delivered_at=now, next_try_at=None, last_error=""
    )
    archive.filed_at = now
    archive.save(update_fields=["filed_at"])
    record(
        tenant=archive.municipality_id,
        deed="archive_filed",
        subject=archive,
        before=before,
        by=by,
        now=now,
    )
    return count


@job(priority=AFTER_OTHERS)
def make_archive(progress: Progress, *, archive_id: int) -> None:
    """Make a ZIP and keep it, together with the job's end."""
    archive = (
        Archive.objects.select_related("hearing__municipality", "request")
        .filter(pk=archive_id, made_at=None)
        .first()
    )
    if archive is None:
        return
    now = clock.now()
    told = _Told()
    with translation.override(LANGUAGE):
        if archive.request is None:
            make_entries(by=JOBS, now=now)
            parts = _record_parts(archive.hearing, progress, told)
        else:
            parts = _request_parts(archive.request, progress, told)
        attachment = store_made(
            tenant=archive.municipality_id,
            chunks=zipped(parts, at=now.astimezone(clock.COPENHAGEN)),
            name=_file_name(archive, now),
            limit=LIMIT,
            media_type=ZIP,
            now=now,
        )
    with progress.finishing():
        Archive.objects.filter(pk=archive.pk).update(
            attachment=attachment,
            made_at=clock.now(),
            documents=told.documents,
            last_number=told.last_number,
        )


class _Told:
    """What is learned while the parts are made."""

    def __init__(self) -> None:
        self.documents = self.last_number = 0


def _file_name(archive: Archive, now: datetime) -> str:
    day = clock.date_in_denmark(now).isoformat()
    what = archive.hearing.slug if archive.request is None else str(archive.key)[:8]
    return f"{what}-{day}.zip"


def _record_parts(hearing: Hearing, progress: Progress, told: _Told) -> Iterator[Part]:
    """Every document in its folder, in order of number, and a register of them all."""
    entries = JournalEntry.objects.filter(hearing=hearing).order_by("number")
    numbers = list(entries.values_list("number", flat=True))
    register = _register_begun()
    for start in range(0, len(numbers), PAGE_SIZE):
        some = whole(entries.filter(number__in=numbers[start : start + PAGE_SIZE]))
        for entry in some:
            progress.report(told.documents, len(numbers))
            paper = paper_of(entry)
            yield from _document_parts(paper)
            register.writerow(_register_line(entry, paper))
            told.documents += 1
            told.last_number = entry.number
    yield _text_part(gettext("register") + ".csv", BOM + register.text(), "text/csv")


def _document_parts(paper: Paper) -> Iterator[Part]:
    files, said = enclosed(paper.files)
    for part in (
        as_json({**paper.data, "files": said}),
        _text_part("document.html", page_of(paper.report), "text/html"),
        *files,
    ):
        yield replace(part, name=f"{paper.name}/{part.name}")


def _request_parts(request: SubjectRequest, progress: Progress, told: _Told) -> Iterator[Part]:
    items: list[Item] = list(items_of(request))
    for item in items:
        progress.report(told.documents, len(items))
        files, said = enclosed(item.files)
        yield _text_part(f"{item.name}/document.html", page_of(item.report), "text/html")
        yield replace(as_json({**item.data, "files": said}), name=f"{item.name}/data.json")
        for part in files:
            yield replace(part, name=f"{item.name}/{part.name}")
        told.documents += 1


def _text_part(name: str, text: str, media_type: str) -> Part:
    data = text.encode()
    return Part(name, media_type, len(data), data)


class _Register:
    """Lines with semicolons, as Danish spreadsheets read them."""

    def __init__(self) -> None:
        self._text = io.StringIO()
        self._writer = csv.writer(self._text, delimiter=";", lineterminator="\r\n")

    def writerow(self, cells: list[Any]) -> None:
        # A spreadsheet must not take what a sender wrote for a formula.
        said = [str(cell) for cell in cells]
        self._writer.writerow([f"'{one}" if one[:1] in "=+-@\t\r" and one else one for one in said])

    def text(self) -> str:
        return self._text.getvalue()


def _register_begun() -> _Register:
    register = _Register()
    register.writerow(
        [
            gettext("Number"),
            gettext("Kind"),
            gettext("Happened"),
            gettext("Reference"),
            gettext("Title"),
            gettext("Folder"),
            gettext("Files"),
        ]
    )
    return register


def _register_line(entry: JournalEntry, paper: Paper) -> list[Any]:
    at = entry.occurred_at.astimezone(clock.COPENHAGEN)
    reference = entry.response.reference if entry.response is not None else ""
    kind = capfirst(str(JournalKind(entry.kind).label))
    moment = at.strftime("%Y-%m-%d %H:%M:%S")
    return [
        entry.number,
        kind,
        moment,
        reference,
        paper.report.title,
        paper.name,
        len(paper.files),
    ]
