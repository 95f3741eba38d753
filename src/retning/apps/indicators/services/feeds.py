"""Fetching tables again and again: what came, when the next is due, and since when nothing comes.

A feed that fails keeps its last good release; only `failing_since` tells of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from retning.apps.indicators.enums import PeriodType, SourceKind
from retning.apps.indicators.models import Feed, Indicator, Release
from retning.apps.indicators.services.releases import Taken, take_in
from retning.apps.indicators.services.writing import Progress
from retning.apps.indicators.sources.live import Source, source_of
from retning.apps.indicators.sources.query import Query, query_of
from retning.apps.indicators.sources.reply import (
    Fetched,
    OddityCode,
    Unavailable,
    UnavailableCode,
)
from retning.foundation.audit.services import Actor, record, snapshot

Meanwhile = Callable[[], None]
AGAIN_AFTER_FAILURE = timedelta(hours=12)
AGAIN_AFTER_END = timedelta(days=60)
_BETWEEN = {
    PeriodType.MONTH: 31,
    PeriodType.QUARTER: 92,
    PeriodType.YEAR: 365,
    PeriodType.SCHOOL_YEAR: 365,
}
"""Days between two updates, where a table's own history does not tell."""
_OF_ONE_QUERY = frozenset(
    {UnavailableCode.BAD_QUERY, UnavailableCode.NOT_FOUND, UnavailableCode.REFUSED}
)
"""What may be the fault of one indicator's query alone."""


@dataclass(frozen=True)
class Reply:
    """What a feed's source said, or why it said nothing. `left_out`: indicators whose own query
    failed, with why, while the others' came."""

    fetched: Fetched | None
    problem: str = ""
    detail: str = ""
    left_out: Mapping[str, str] | None = None


def ask(feed: Feed, *, source: Source | None = None, meanwhile: Meanwhile | None = None) -> Reply:
    """Ask the source, outside any transaction: it may take its time. Never raises Unavailable."""
    rows = Indicator.objects.filter(
        source=feed.source, table=feed.table, is_catalogued=True
    ).order_by("code")
    queries, left_out = _queries(feed, rows)
    try:
        if not queries:
            raise Unavailable(UnavailableCode.BAD_QUERY, "; ".join(left_out.values()))
        asked = source or source_of(SourceKind(feed.source))
        fetched = _all_or_each(asked, feed.table, queries, left_out, meanwhile)
    except Unavailable as refusal:
        detail = f"{refusal.detail} [{refusal.request_id}]".removesuffix(" []")
        return Reply(None, refusal.code.value, detail, left_out)
    return Reply(fetched, detail=_said(left_out), left_out=left_out)


def _queries(feed: Feed, rows: Iterable[Indicator]) -> tuple[dict[str, Query], dict[str, str]]:
    queries: dict[str, Query] = {}
    left_out: dict[str, str] = {}
    for row in rows:
        try:
            queries[row.code] = query_of(SourceKind(feed.source), row.query)
        except Unavailable as refusal:
            left_out[row.code] = str(refusal)
    return queries, left_out


def _all_or_each(
    source: Source,
    table: str,
    queries: Mapping[str, Query],
    left_out: dict[str, str],
    meanwhile: Meanwhile | None,
) -> Fetched:
    """All at once; where one of the queries does not fit, each by itself."""
    try:
        return source.fetch(table, queries, meanwhile=meanwhile)
    except Unavailable as refusal:
        if refusal.code not in _OF_ONE_QUERY or len(queries) == 1:
            raise
        last = refusal
    replies: list[Fetched] = []
    for code, query in queries.items():
        try:
            replies.append(source.fetch(table, {code: query}, meanwhile=meanwhile))
        except Unavailable as refusal:
            if refusal.code not in _OF_ONE_QUERY:
                raise
            left_out[code], last = str(refusal), refusal
    if not replies:
        raise last
    return _joined(replies)


def _joined(replies: list[Fetched]) -> Fetched:
    first = replies[0]
    return replace(
        first,
        figures={code: cells for each in replies for code, cells in each.figures.items()},
        answers={code: cells for each in replies for code, cells in each.answers.items()},
        notes={code: notes for each in replies for code, notes in each.notes.items()},
        problems=tuple(problem for each in replies for problem in each.problems),
        checksum=first.checksum if len(replies) == 1 else "",
    )


def _said(left_out: Mapping[str, str]) -> str:
    return "\n".join(f"{code}: {why}" for code, why in left_out.items())


@transaction.atomic
def settle(
    *, feed: Feed, reply: Reply, by: Actor, now: datetime, progress: Progress | None = None
) -> Taken:
    """Take in what a feed's source said, and note how the feed stands."""
    row = Feed.objects.select_for_update().get(pk=feed.pk)
    row.tried_at, row.detail = now, reply.detail
    if reply.fetched is None:
        row.problem, row.failing_since = reply.problem, row.failing_since or now
        row.due_at = now + AGAIN_AFTER_FAILURE
        row.save()
        return Taken(None, 0, held=False)
    taken = take_in(fetched=reply.fetched, municipality=None, by=by, now=now, progress=progress)
    row.succeeded_at = now
    if reply.fetched.is_active:
        row.problem, row.failing_since = "", None
        row.expected_on = _expected(row, reply.fetched, now)
        row.due_at = _due(row, now)
    else:
        row.problem = OddityCode.TABLE_ENDED.value
        row.failing_since = row.failing_since or now
        row.expected_on, row.due_at = None, now + AGAIN_AFTER_END
    row.save()
    return taken


def _expected(feed: Feed, fetched: Fetched, now: datetime) -> date | None:
    """When the table is likely to be updated next: as long after the last update as that came after
    the one before it, else as its periods say. None where the source does not say when it was."""
    if fetched.updated is None:
        return None
    releases = Release.objects.filter(
        source=feed.source, table=feed.table, municipality=None, updated__lt=fetched.updated
    )
    before = releases.order_by("-updated").values_list("updated", flat=True).first()
    kinds = Indicator.objects.filter(source=feed.source, table=feed.table, is_catalogued=True)
    kind = kinds.values_list("period_type", flat=True).first() or PeriodType.YEAR
    days = (fetched.updated - before).days if before else _BETWEEN[PeriodType(kind)]
    expected = fetched.updated + timedelta(days=max(days, 1))
    return expected if expected > now.date() else None


def _due(feed: Feed, now: datetime) -> datetime:
    """In so many days; on the morning after it is expected, where that comes first."""
    usual = now + timedelta(days=feed.every_days)
    if feed.expected_on is None:
        return usual
    morning = now.replace(hour=8, minute=0, second=0, microsecond=0)
    expected = morning + timedelta(days=(feed.expected_on - now.date()).days)
    return min(usual, max(expected, now + timedelta(hours=1)))


def due_feeds(now: datetime) -> list[Feed]:
    """Those to be fetched now, the longest waiting first."""
    feeds = Feed.objects.filter(is_enabled=True).order_by("due_at", "pk")
    return [feed for feed in feeds if feed.due_at is None or feed.due_at <= now]


@transaction.atomic
def set_feed(
    *, feed: Feed, is_enabled: bool, every_days: int, by: Actor, now: datetime, tenant: str = ""
) -> Feed:
    """Whether a table is fetched by itself, and how often at the least. `tenant`: whose trail."""
    row = Feed.objects.select_for_update().get(pk=feed.pk)
    before = snapshot(row)
    row.is_enabled, row.every_days = is_enabled, min(max(every_days, 1), 366)
    row.due_at = min(row.due_at, now + timedelta(days=row.every_days)) if row.due_at else None
    row.save()
    record(tenant=tenant, deed="feed_set", subject=row, before=before, by=by, now=now)
    return row
