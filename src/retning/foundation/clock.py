"""The clock is a parameter: services take `now=`; only the outermost code (a view, a job, the
command line) asks this module what time it is, and tests move it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

_stopped: ContextVar[datetime | None] = ContextVar("stopped_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; or the moment a test has stopped the clock at."""
    return _stopped.get() or datetime.now(UTC)


def date_in_denmark(moment: datetime) -> date:
    """The calendar date in Denmark at `moment`, which is what validity periods are about."""
    return moment.astimezone(COPENHAGEN).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[datetime]:
    """Stop the clock of this thread at an aware `moment`."""
    if moment.tzinfo is None:
        raise ValueError("A clock can only be stopped at an aware moment")
    token = _stopped.set(moment)
    try:
        yield moment
    finally:
        _stopped.reset(token)
