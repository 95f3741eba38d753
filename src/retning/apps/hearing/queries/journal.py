"""What is on record, what waits for it, and what could not be put there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from retning.apps.hearing.enums import JournalKind, JournalState, ScanState
from retning.apps.hearing.models import (
    Archive,
    Hearing,
    JournalEntry,
    Response,
    ResponseFile,
    SubjectRequest,
)
from retning.apps.hearing.queries.happenings import names_of
from retning.foundation.clock import date_in_denmark
from retning.foundation.jobs.enums import JobState
from retning.foundation.jobs.queries import JobView, find

EXAMINED_WITHIN = timedelta(hours=1)
"""How long a document waits for its files to be examined."""
WARNED_BEFORE = timedelta(days=60)
"""How long before what is personal goes staff are told that something is not on record yet."""
SHOWN = 5
"""ZIPs on a page."""


@dataclass(frozen=True)
class Counts:
    """How many documents of a hearing stand how."""

    waiting: int
    delivered: int
    failed: int

    @property
    def all(self) -> int:
        return self.waiting + self.delivered + self.failed


def due_entries(municipality_id: str, *, now: datetime) -> QuerySet[JournalEntry]:
    """What is to be delivered now, in its order."""
    return _due(now).filter(municipality=municipality_id).order_by("hearing", "number")


def municipalities_due(*, now: datetime) -> list[str]:
    """The codes of the municipalities that have something to deliver."""
    found = _due(now).order_by("municipality_id").values_list("municipality_id", flat=True)
    return list(found.distinct())


def _due(now: datetime) -> QuerySet[JournalEntry]:
    since = now - EXAMINED_WITHIN
    # What staff enter came days ago: how long its files have waited is told by when it was entered.
    is_new = Q(received_at__gt=since) | Q(response__changed_at__gt=since)
    unexamined = ResponseFile.objects.filter(
        is_new, response=OuterRef("response"), scan=ScanState.WAITING
    )
    return JournalEntry.objects.filter(
        ~Q(Exists(unexamined)),
        ~emptied(date_in_denmark(now)),
        Q(next_try_at=None) | Q(next_try_at__lte=now),
        state=JournalState.WAITING,
    )


def emptied(today: date) -> Q:
    """Entries of what people sent in hearings whose day of erasure has come: their texts go from
    here, and an empty document must not stand for what was sent."""
    kinds = (JournalKind.RESPONSE, JournalKind.ADDITION, JournalKind.CORRECTION)
    return Q(kind__in=kinds, hearing__erased_on__isnull=False, hearing__erased_on__lte=today)


def is_running_out(hearing: Hearing, counts: Counts, today: date) -> bool:
    """Whether something may go from here before it is on record."""
    erased_on = hearing.erased_on
    is_near = erased_on is not None and today < erased_on <= today + WARNED_BEFORE
    return is_near and bool(counts.waiting or counts.failed)


def whole(entries: QuerySet[JournalEntry]) -> QuerySet[JournalEntry]:
    """The entries with all that their documents say."""
    return entries.select_related(
        "hearing__municipality", "response", "invitation", "event", "request"
    ).prefetch_related(
        "response__comments__row", "response__comments__corrections", "response__files__attachment"
    )


def counts_of(hearing: Hearing) -> Counts:
    """One query."""
    found: Mapping[str, int] = JournalEntry.objects.filter(hearing=hearing).aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in JournalState}
    )
    return Counts(
        waiting=found[JournalState.WAITING],
        delivered=found[JournalState.DELIVERED],
        failed=found[JournalState.FAILED],
    )


def entries_of(hearing: Hearing, state: JournalState | None = None) -> QuerySet[JournalEntry]:
    """A hearing's documents, the newest first; those in one state where it is given."""
    entries = JournalEntry.objects.filter(hearing=hearing).select_related(
        "response", "invitation", "event", "request"
    )
    if state is not None:
        entries = entries.filter(state=state)
    return entries.order_by("-number")


@dataclass(frozen=True)
class ArchiveView:
    """A ZIP as it stands: there, being made, or failed."""

    archive: Archive
    job: JobView | None

    @property
    def is_made(self) -> bool:
        return self.archive.attachment_id is not None

    @property
    def has_failed(self) -> bool:
        stopped = {JobState.FAILED, JobState.CANCELLED}
        return not self.is_made and (self.job is None or self.job.state in stopped)


def archives_of(hearing: Hearing, request: SubjectRequest | None = None) -> list[ArchiveView]:
    """The ZIPs of a hearing's whole record, or of what answers a request, the newest first. One
    query, and one for each that is being made."""
    rows = Archive.objects.filter(hearing=hearing, request=request).select_related("attachment")
    tenant = hearing.municipality_id
    return [
        ArchiveView(row, None if row.made_at or not row.job_id else find(row.job_id, tenant=tenant))
        for row in rows.order_by("-asked_at", "-pk")[:SHOWN]
    ]


def archive_with_key(hearing: Hearing, key: UUID) -> Archive | None:
    return Archive.objects.filter(hearing=hearing, key=key).select_related("attachment").first()


def is_on_record(response: Response) -> bool:
    """Whether all that came in of a response has been put on record: each lot has its entry, and
    every entry is there. Four queries."""
    entries = JournalEntry.objects.filter(response=response)
    found = dict(entries.values_list("happening", "state"))
    return names_of(response) <= found.keys() and set(found.values()) == {JournalState.DELIVERED}


def error_said(code: str) -> str:
    """What went wrong, to people, by the code that was noted; empty for none."""
    word, _space, detail = code.partition(" ")
    said = {
        "no_answer": gettext("The receiving system did not answer in time."),
        "half_answer": gettext("The receiving system broke off before it had answered."),
        "unreachable": gettext("The receiving system could not be reached."),
        "certificate": gettext("The receiving system's certificate is not one that we trust."),
        "erased": gettext("What it held was erased here before it was put on record."),
        "folder_missing": gettext("The folder is not there. Is its disk connected?"),
        "folder": gettext("The folder cannot be written to (%(detail)s).") % {"detail": detail},
        "answered": gettext("The receiving system answered %(detail)s.") % {"detail": detail},
        "unexpected": gettext("The document could not be made. Tell those who run the site."),
    }
    return said.get(word, code)
