"""How the sources stand: what is fetched, what came last, since when something does not come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from retning.apps.indicators.enums import ReleaseState, SourceKind
from retning.apps.indicators.models import Feed, Indicator, Panel, Release
from retning.core.benchmark.figures import unpacked
from retning.core.periods import Period


@dataclass(frozen=True)
class FeedHealth:
    """A table of a source. `feed` is None where somebody brings its figures as a file; of its
    `indicators` so many are `with_figures`, and `examples` with made-up ones, which count nowhere
    else here; `newest`: the newest period with figures; `release`: the last one that they came
    with; `held`: releases to decide on."""

    source: SourceKind
    table: str
    feed: Feed | None
    indicators: int
    with_figures: int
    examples: int
    newest: Period | None
    release: int | None
    known_from: datetime | None
    updated: date | None
    held: int
    unchecked: int

    @property
    def is_failing(self) -> bool:
        return self.feed is not None and self.feed.failing_since is not None


@dataclass(frozen=True)
class _Standing:
    """What stands of an indicator: its newest period, and the release its figures came with."""

    newest: Period
    release: int
    source: str
    known_from: datetime | None
    updated: date | None


@dataclass
class _Gathered:
    indicators: int = 0
    with_figures: int = 0
    examples: int = 0
    unchecked: int = 0
    newest: Period | None = None
    last: _Standing | None = None

    def take(self, standing: _Standing) -> None:
        """One indicator's figures; of several releases the last one is the table's."""
        if standing.source == SourceKind.EXAMPLE:
            self.examples += 1
            return
        self.with_figures += 1
        if self.newest is None or standing.newest.last_day > self.newest.last_day:
            self.newest = standing.newest
        if self.last is None or standing.release > self.last.release:
            self.last = standing


def health() -> list[FeedHealth]:
    """Every table that figures come from or should: national ones. Four queries; failing first."""
    feeds = {(feed.source, feed.table): feed for feed in Feed.objects.all()}
    gathered: dict[tuple[str, str], _Gathered] = {key: _Gathered() for key in feeds}
    standing = _standing()
    rows = Indicator.objects.filter(municipality=None).exclude(table="").order_by()
    for pk, source, table, checked in rows.values_list("pk", "source", "table", "checked"):
        entry = gathered.setdefault((source, table), _Gathered())
        entry.indicators += 1
        entry.unchecked += not checked
        if pk in standing:
            entry.take(standing[pk])
    held = _held()
    lines = [_line(key, entry, feeds.get(key), held.get(key, 0)) for key, entry in gathered.items()]
    return sorted(lines, key=lambda each: (not each.is_failing, each.source, each.table))


def _line(key: tuple[str, str], entry: _Gathered, feed: Feed | None, held: int) -> FeedHealth:
    last = entry.last
    return FeedHealth(
        source=SourceKind(key[0]),
        table=key[1],
        feed=feed,
        indicators=entry.indicators,
        with_figures=entry.with_figures,
        examples=entry.examples,
        newest=entry.newest,
        release=last.release if last is not None else None,
        known_from=last.known_from if last is not None else None,
        updated=last.updated if last is not None else None,
        held=held,
        unchecked=entry.unchecked,
    )


def _standing() -> dict[int, _Standing]:
    """By indicator, of national figures."""
    panels = Panel.objects.filter(municipality=None).values_list(
        "indicator_id",
        "packed",
        "release_id",
        "release__source",
        "release__known_from",
        "release__updated",
    )
    return {
        indicator: _Standing(
            unpacked(bytes(packed)).periods[-1], release, source, known_from, updated
        )
        for indicator, packed, release, source, known_from, updated in panels.iterator()
    }


def _held() -> dict[tuple[str, str], int]:
    """How many releases of each table are held."""
    rows = Release.objects.filter(state=ReleaseState.HELD, municipality=None)
    counted = rows.values_list("source", "table").annotate(Count("pk")).order_by()
    return {(source, table): count for source, table, count in counted}


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
