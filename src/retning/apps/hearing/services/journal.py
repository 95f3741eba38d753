"""The record: an entry for everything that came in, and each delivered until it is there."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max

from retning.apps.hearing.enums import JournalState
from retning.apps.hearing.models import Hearing, JournalEntry
from retning.apps.hearing.queries.happenings import Happening, unrecorded
from retning.apps.hearing.queries.journal import (
    due_entries,
    emptied,
    municipalities_due,
    whole,
)
from retning.apps.hearing.queries.papers import key_of
from retning.apps.hearing.services.parcels import parcel_of
from retning.apps.hearing.services.receivers import (
    Folder,
    NotNow,
    Receiver,
    Rejected,
    receiver_of,
    sweep_folder,
)
from retning.foundation import clock
from retning.foundation.audit.services import Actor, SystemActor, record, snapshot
from retning.foundation.jobs.queries import is_under_way
from retning.foundation.jobs.services import Progress, enqueue, job

logger = logging.getLogger("retning.journal")

JOBS = SystemActor("jobs")
SLICE = 20
"""Documents a job: mails that wait come in between."""
BATCH = 500
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    *(timedelta(hours=hours) for hours in (1, 2, 4, 8, 16, 24, 24, 24)),
)
"""Between attempts at a document that the receiver answered with an error; then somebody looks."""
AWAY = timedelta(minutes=10)
"""Until the next attempt where nobody answered at all: as long as it takes, and never given up."""
LEFT_BESIDE_AFTER = timedelta(days=1)


def make_entries(*, by: Actor, now: datetime) -> int:
    """Give everything that has come in since last its entry and number; how many."""
    found: dict[int, list[Happening]] = defaultdict(list)
    for happening in unrecorded(today=clock.date_in_denmark(now)):
        found[happening.hearing_id].append(happening)
    made = sum(_made(hearing_id, happenings) for hearing_id, happenings in found.items())
    if made:
        logger.info("%s made %d entries of the record", by.actor_key, made)
    return made


@transaction.atomic
def _made(hearing_id: int, happenings: Sequence[Happening]) -> int:
    """The hearing is held meanwhile, so that numbers run without gaps and none is given twice."""
    Hearing.objects.select_for_update(no_key=True).get(pk=hearing_id)
    entries = JournalEntry.objects.filter(hearing=hearing_id)
    known = set(entries.values_list("happening", flat=True))
    last = entries.aggregate(last=Max("number"))["last"] or 0
    new = [happening for happening in happenings if happening.name not in known]
    rows = [
        JournalEntry(
            municipality_id=happening.municipality_id,
            hearing_id=hearing_id,
            number=number,
            happening=happening.name,
            kind=happening.kind,
            response_id=happening.response_id,
            invitation_id=happening.invitation_id,
            event_id=happening.event_id,
            request_id=happening.request_id,
            occurred_at=happening.occurred_at,
        )
        for number, happening in enumerate(new, start=last + 1)
    ]
    JournalEntry.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def give_up_emptied(*, by: Actor, now: datetime) -> int:
    """Note of what has not been put on record before its text went from here that it cannot be any
    more; how many."""
    gone = emptied(clock.date_in_denmark(now))
    waiting = JournalEntry.objects.filter(gone, state=JournalState.WAITING)
    count = waiting.update(state=JournalState.FAILED, next_try_at=None, last_error="erased")
    if count:
        logger.error("%s: %d documents were erased before they were on record", by.actor_key, count)
    return count


def queue_deliveries(*, by: Actor, now: datetime) -> None:
    """Have what is due delivered, a job at a time for each municipality; nothing where no receiver
    has been set up."""
    if not settings.JOURNAL_URL:
        return
    for code in municipalities_due(now=now):
        if not is_under_way(deliver_documents.name, tenant=code):
            _queue(code, by=by, now=now)


def _queue(code: str, *, by: Actor, now: datetime) -> None:
    first = due_entries(code, now=now).values_list("pk", flat=True).first()
    if first is None:
        return
    enqueue(
        deliver_documents,
        tenant=code,
        key=f"journal:{now.isoformat()}:{first}",
        by=by.actor_key,
        now=now,
        arguments={"municipality": code},
    )


@job(priority=-10)
def deliver_documents(progress: Progress, *, municipality: str) -> None:
    """Deliver some of a municipality's documents, and let the next job take the next ones. Where
    nobody answers, the rest waits."""
    if not settings.JOURNAL_URL:
        return
    receiver = receiver_of(settings.JOURNAL_URL, settings.JOURNAL_TOKEN)
    due = whole(due_entries(municipality, now=clock.now()))
    is_there = _deliver_each(list(due[:SLICE]), receiver, progress)
    with progress.finishing():
        if is_there:
            _queue(municipality, by=JOBS, now=clock.now())


def _deliver_each(entries: Sequence[JournalEntry], receiver: Receiver, progress: Progress) -> bool:
    """Whether the receiver was there the whole time."""
    for done, entry in enumerate(entries):
        progress.report(done, len(entries))
        if not _delivered(entry, receiver):
            return False
    return True


def _delivered(entry: JournalEntry, receiver: Receiver) -> bool:
    """Deliver one document and note what became of it; False where the receiver is away."""
    checksum, reference = "", ""
    try:
        receiver.knock()
        parcel = parcel_of(entry)
        checksum = parcel.checksum
        reference = receiver.deliver(parcel)
    except NotNow as refusal:
        _postpone(entry, refusal)
        return not refusal.is_away
    except Rejected as refusal:
        _note(entry, JournalState.FAILED, last_error=refusal.code)
    except Exception as error:
        # One document that cannot be made must not hold back the others; what it says stays out
        # of the log.
        logger.error("Document %s: %s", key_of(entry), type(error).__name__)
        _postpone(entry, NotNow("unexpected"))
    else:
        _note(
            entry,
            JournalState.DELIVERED,
            delivered_at=clock.now(),
            checksum=checksum,
            reference=reference,
            last_error="",
        )
    return True


def _postpone(entry: JournalEntry, refusal: NotNow) -> None:
    if refusal.is_away:
        wait: timedelta | None = AWAY
    elif entry.attempts < len(WAITS):
        wait = refusal.wait or WAITS[entry.attempts]
    else:
        wait = None
    if wait is None:
        _note(entry, JournalState.FAILED, last_error=refusal.code)
        return
    _note(
        entry,
        JournalState.WAITING,
        next_try_at=clock.now() + wait,
        last_error=refusal.code,
        counts=not refusal.is_away,
    )


def _note(
    entry: JournalEntry,
    state: JournalState,
    *,
    next_try_at: datetime | None = None,
    counts: bool = True,
    **fields: object,
) -> None:
    JournalEntry.objects.filter(pk=entry.pk, state=JournalState.WAITING).update(
        state=state, attempts=F("attempts") + int(counts), next_try_at=next_try_at, **fields
    )
    logger.info("Document %s: %s %s", key_of(entry), state, fields.get("last_error", ""))


@transaction.atomic
def try_again(
    *, hearing: Hearing, numbers: Collection[int] | None = None, by: Actor, now: datetime
) -> int:
    """Let documents that failed be delivered again with all their attempts: those with these
    numbers, or all, but none whose text has gone; how many. They are taken at the next round,
    within five minutes."""
    gone = emptied(clock.date_in_denmark(now))
    entries = JournalEntry.objects.filter(~gone, hearing=hearing, state=JournalState.FAILED)
    if numbers is not None:
        entries = entries.filter(number__in=numbers)
    found = list(entries.select_for_update(of=("self",), no_key=True))
    for entry in found:
        before = snapshot(entry)
        entry.state, entry.attempts = JournalState.WAITING, 0
        entry.next_try_at, entry.last_error = now, ""
        entry.save(update_fields=["state", "attempts", "next_try_at", "last_error"])
        record(
            tenant=entry.municipality_id,
            deed="journal_tried_again",
            subject=entry,
            before=before,
            by=by,
            now=now,
        )
    return len(found)


def sweep_receiver(*, by: Actor, now: datetime) -> int:
    """Remove what interruptions left beside in the record's folder; how many."""
    if not settings.JOURNAL_URL:
        return 0
    receiver = receiver_of(settings.JOURNAL_URL)
    if not isinstance(receiver, Folder):
        return 0
    count = sweep_folder(receiver.root, before=(now - LEFT_BESIDE_AFTER).timestamp())
    if count:
        logger.info("%s removed %d that were left beside", by.actor_key, count)
    return count
