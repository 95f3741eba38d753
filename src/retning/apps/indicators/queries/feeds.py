"""How the sources stand: what is fetched, what came last, since when something does not come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from retning.apps.indicators.enums import ReleaseState, SourceKind
from retning.apps.indicators.models import Feed, Indicator, Panel, Release
from retning.core.benchmark.figures import unpacked
from retning.core.periods import Period


@dataclass(frozen=True)
class FeedHealth:
    """A table of a source. `feed` is None where somebody brings its figures as a file; `newest` the
    newest period with figures; `release` the last public one; `held`: releases to decide on."""

    source: SourceKind
    table: str
    feed: Feed | None
    indicators: int
    with_figures: int
    newest: Period | None
    release: int | None
    known_from: datetime | None
    updated: date | None
    held: int
    unchecked: int

    @property
    def is_failing(self) -> bool:
        return self.feed is not None and self.feed.failing_since is not None


@dataclass
class _Gathered:
    indicators: int = 0
    with_figures: int = 0
    unchecked: int = 0
    newest: Period | None = None


def health() -> list[FeedHealth]:
    """Every table that figures come from or should: national ones. Four queries; failing first."""
    feeds = {(feed.source, feed.table): feed for feed in Feed.objects.all()}
    gathered: dict[tuple[str, str], _Gathered] = {key: _Gathered() for key in feeds}
    newest = _newest_periods()
    rows = Indicator.objects.filter(municipality=None).exclude(table="").order_by()
    for pk, source, table, checked in rows.values_list("pk", "source", "table", "checked"):
        entry = gathered.setdefault((source, table), _Gathered())
        entry.indicators += 1
        entry.unchecked += not checked
        if pk in newest:
            entry.with_figures += 1
            entry.newest = _later(entry.newest, newest[pk])
    releases = _releases()
    lines = [
        _line(key, entry, feeds.get(key), *releases.get(key, (None, 0)))
        for key, entry in gathered.items()
    ]
    return sorted(lines, key=lambda each: (not each.is_failing, each.source, each.table))


def _line(
    key: tuple[str, str],
    entry: _Gathered,
    feed: Feed | None,
    release: Release | None,
    held: int,
) -> FeedHealth:
    return FeedHealth(
        source=SourceKind(key[0]),
        table=key[1],
        feed=feed,
        indicators=entry.indicators,
        with_figures=entry.with_figures,
        newest=entry.newest,
        release=release.pk if release is not None else None,
        known_from=release.known_from if release is not None else None,
        updated=release.updated if release is not None else None,
        held=held,
        unchecked=entry.unchecked,
    )


def _later(one: Period | None, other: Period) -> Period:
    return other if one is None or other.last_day > one.last_day else one


def _newest_periods() -> dict[int, Period]:
    """The newest period of each indicator's national figures."""
    panels = Panel.objects.filter(municipality=None).values_list("indicator_id", "packed")
    return {
        indicator: unpacked(bytes(packed)).periods[-1] for indicator, packed in panels.iterator()
    }


def _releases() -> dict[tuple[str, str], tuple[Release | None, int]]:
    """The last public release of each table, and how many are held."""
    found: dict[tuple[str, str], tuple[Release | None, int]] = {}
    rows = Release.objects.filter(
        Q(state=ReleaseState.PUBLIC) | Q(state=ReleaseState.HELD), municipality=None
    )
    for row in rows.order_by("known_from", "pk").defer("problems", "note"):
        last, held = found.get((row.source, row.table), (None, 0))
        if row.state == ReleaseState.HELD:
            found[row.source, row.table] = (last, held + 1)
        else:
            found[row.source, row.table] = (row, held)
    return found


@dataclass(frozen=True)
class Expected:
    """A line of the release calendar."""

    on: date
    source: SourceKind
    table: str
    indicators: int


def calendar() -> list[Expected]:
    """What is likely to come, the next first. Two queries."""
    rows = Indicator.objects.filter(municipality=None, is_catalogued=True).order_by()
    counts: dict[tuple[str, str], int] = {}
    for key in rows.values_list("source", "table"):
        counts[key] = counts.get(key, 0) + 1
    feeds = Feed.objects.filter(expected_on__isnull=False, is_enabled=True)
    return [
        Expected(
            feed.expected_on,
            SourceKind(feed.source),
            feed.table,
            counts.get((feed.source, feed.table), 0),
        )
        for feed in feeds.order_by("expected_on", "source", "table")
        if feed.expected_on is not None
    ]
