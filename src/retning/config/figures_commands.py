"""What `retning figures` does, once Django is there."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from django.db.models import Q

from retning.apps.indicators.models import Feed
from retning.apps.indicators.queries.feeds import FeedHealth, health
from retning.apps.indicators.services.feeds import ask, due_feeds, settle
from retning.apps.indicators.services.problems import feed_sentence, problem_sentence
from retning.apps.indicators.services.refusals import Refused
from retning.apps.indicators.services.releases import Taken, take_in
from retning.apps.indicators.sources.reply import Unavailable
from retning.apps.organisation.models import Municipality
from retning.config.figures import ProgressLine
from retning.config.figures_files import NotSaid, files_in, read_file
from retning.foundation import clock
from retning.foundation.audit.services import SystemActor

BY = SystemActor("command line")
MOST_SENTENCES = 20


def load(
    paths: Sequence[str], *, indicator: str = "", municipality: str = "", note: str = ""
) -> int:
    """Take in every file; each by itself, so that one bad file keeps no other back."""
    owner = Municipality.objects.filter(pk=municipality).first() if municipality else None
    if municipality and owner is None:
        print(f"There is no municipality {municipality}.", file=sys.stderr)
        return 2
    files, missing = files_in(Path(path) for path in paths)
    for path in missing:
        print(f"{path}: there is no such file.", file=sys.stderr)
    worst = 2 if missing else 0
    with _uncollected():
        for path in files:
            worst = max(worst, _load(path, indicator, owner, note))
    if not files and not missing:
        print("There is no file with figures.", file=sys.stderr)
        return 2
    return worst


@contextmanager
def _uncollected() -> Iterator[None]:
    """Half a million figures live until the end: to look through them for rubbish again and again
    would take a tenth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _load(path: Path, indicator: str, owner: Municipality | None, note: str) -> int:
    line = ProgressLine(path.name)
    try:
        whose = owner.pk if owner is not None else ""
        fetched = read_file(path, indicator=indicator, municipality=whose)
        taken = take_in(
            fetched=fetched,
            municipality=owner,
            by=BY,
            now=clock.now(),
            progress=line,
            note=note or path.name,
        )
    except NotSaid as refusal:
        print(f"{path.name}: {refusal}", file=sys.stderr)
        return 1
    except Unavailable as refusal:
        print(f"{path.name}: {refusal.code.label} {refusal.detail}".rstrip(), file=sys.stderr)
        return 1
    except Refused as refusal:
        print(f"{path.name}: {refusal.sentence}", file=sys.stderr)
        return 1
    finally:
        line.end()
    return _told(path.name, taken, f"{len(fetched.figures)} indicators, {fetched.cells} figures")


def _told(name: str, taken: Taken, read: str) -> int:
    """Say what became of figures; 1 where somebody has to look."""
    match taken:
        case Taken(release=None, problems=()):
            print(f"{name}: nothing new ({read}).")
        case Taken(release=None):
            print(f"{name}: nothing was kept ({read}).")
        case Taken(held=True, release=release):
            number = release.pk if release is not None else 0
            print(f"{name}: held for a look as release {number} ({read}). Nothing of it is public.")
        case Taken(added=0):
            print(f"{name}: the same was rejected before ({read}).")
        case _:
            print(f"{name}: {taken.added} figures are new and public ({read}).")
    for problem in taken.problems[:MOST_SENTENCES]:
        print(f"  {problem_sentence(problem)}")
    if len(taken.problems) > MOST_SENTENCES:
        print(f"  … and {len(taken.problems) - MOST_SENTENCES} more.")
    return 1 if taken.problems else 0


def fetch(tables: Sequence[str]) -> int:
    """Ask the sources for these tables, or for all that are due."""
    now = clock.now()
    feeds = _named(tables) if tables else due_feeds(now)
    unknown = {table.upper() for table in tables} - {feed.table.upper() for feed in feeds}
    for table in sorted(unknown):
        print(f"{table}: no indicator asks for this table.", file=sys.stderr)
    worst = 2 if unknown else 0
    if not feeds and not unknown:
        print("Nothing is due.")
    for feed in feeds:
        worst = max(worst, _fetch(feed))
    return worst


def _named(tables: Sequence[str]) -> list[Feed]:
    wanted = Q()
    for table in tables:
        wanted |= Q(table__iexact=table)
    return list(Feed.objects.filter(wanted))


def _fetch(feed: Feed) -> int:
    line = ProgressLine(feed.table)
    reply = ask(feed)
    taken = settle(feed=feed, reply=reply, by=BY, now=clock.now(), progress=line)
    line.end()
    if reply.fetched is None:
        print(f"{feed.table}: {feed_sentence(reply.problem)} {reply.detail}".rstrip())
        return 1
    for code, why in (reply.left_out or {}).items():
        print(f"{feed.table}: {code} did not come: {why}")
    told = _told(feed.table, taken, f"{reply.fetched.cells} figures")
    return max(told, 1 if reply.left_out else 0)


COLUMNS = """
source, table   where figures come from: a table of the source, or its name where a file is brought
figures         how many of the table's indicators have figures, of how many; made-up ones apart
newest          the newest period that there are figures of
release         the release that figures last came with, and the day it was known here
expected        when the next one is expected"""


def status(*, shows_all: bool = False) -> int:
    """Every table that has figures or should have come: the newest period, the release, since when
    it does not come. `shows_all`: those too that nobody has asked yet."""
    lines = health()
    shown = [line for line in lines if shows_all or _is_begun(line)]
    for row in _columns(shown):
        print(row)
    print(COLUMNS)
    _tell_of_the_rest(lines, len(lines) - len(shown))
    failing = [line for line in lines if line.is_failing]
    held = sum(line.held for line in lines)
    if held:
        print(f"\n{held} releases are held for a look.")
    for line in failing:
        feed = line.feed
        if feed is not None:
            print(f"\n{line.table} since {_day(feed.failing_since)}: {feed_sentence(feed.problem)}")
            print(f"  {feed.detail}".rstrip())
    return 1 if failing or held else 0


def _is_begun(line: FeedHealth) -> bool:
    was_asked = line.feed is not None and line.feed.tried_at is not None
    return bool(line.with_figures or line.examples or line.held) or line.is_failing or was_asked


def _tell_of_the_rest(lines: Sequence[FeedHealth], hidden: int) -> None:
    examples = sum(line.examples for line in lines)
    if examples:
        print(f"\nEXAMPLE: {examples} indicators have made-up figures, which nobody has counted.")
    if hidden:
        print(f"\n{hidden} more tables have no figures yet: `retning figures status --all`.")


def _columns(lines: Iterable[FeedHealth]) -> list[str]:
    head = ("source", "table", "figures", "newest", "release", "known from", "expected", "state")
    rows = [head, *(_row(line) for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(head))]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _row(line: FeedHealth) -> tuple[str, ...]:
    feed = line.feed
    return (
        line.source.value,
        line.table,
        f"{line.with_figures}/{line.indicators}",
        line.newest.code if line.newest is not None else "",
        str(line.release or ""),
        _day(line.known_from),
        _day(feed.expected_on) if feed is not None else "",
        "; ".join([_state(line), *([f"{line.examples} EXAMPLE"] if line.examples else [])]),
    )


def _state(line: FeedHealth) -> str:
    feed = line.feed
    if feed is not None and feed.failing_since is not None:
        return f"does not come since {_day(feed.failing_since)}"
    if line.held:
        return "held"
    if feed is None:
        return "from a file"
    if feed.tried_at is None:
        return "loaded, not asked yet" if line.with_figures else "not asked yet"
    return "fetched" if feed.is_enabled else "not fetched"


def _day(when: date | datetime | None) -> str:
    return f"{when:%Y-%m-%d}" if when is not None else ""
