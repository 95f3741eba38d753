"""Where a hearing stands, by its dates and the moment, and what each phase allows.

Nothing has to run for a hearing to open or close: a day in Denmark begins and ends when it does
there, summer time or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from retning.apps.hearing.enums import Phase
from retning.foundation.clock import COPENHAGEN, date_in_denmark

GRACE = timedelta(minutes=30)
"""After the last day, for those who are writing: what comes in then is in time."""


class Dated(Protocol):
    """What a hearing's phase follows from."""

    announced_on: date | None
    opens_on: date | None
    closes_on: date | None
    handled_on: date | None
    concluded_on: date | None


class May(StrEnum):
    """What can be done in a hearing, as far as its phase goes; who may is another matter."""

    BE_DELETED = "be_deleted"
    BE_CHANGED = "be_changed"  # dates, kind, edition: what people have been told from then on
    BE_SEEN = "be_seen"  # by everyone
    BE_FOLLOWED = "be_followed"
    INVITE = "invite"
    ANSWER = "answer"  # by whoever wants to
    ADD = "add"  # to a response that was sent
    BE_EXTENDED = "be_extended"
    ENTER = "enter"  # by staff: letters, calls, also those that came late
    MODERATE = "moderate"
    WITHDRAW = "withdraw"  # one's own response from publication
    REPORT = "report"  # a comment that should not be shown
    BE_HANDLED = "be_handled"
    BE_CONCLUDED = "be_concluded"
    BE_RENEWED = "be_renewed"


_PUBLIC = frozenset({May.BE_SEEN, May.MODERATE, May.WITHDRAW, May.REPORT})
ALLOWED: Mapping[Phase, frozenset[May]] = {
    Phase.DRAFT: frozenset({May.BE_DELETED, May.BE_CHANGED, May.INVITE}),
    Phase.ANNOUNCED: frozenset({May.BE_CHANGED, May.BE_SEEN, May.BE_FOLLOWED, May.INVITE}),
    Phase.OPEN: _PUBLIC
    | {May.BE_FOLLOWED, May.INVITE, May.ANSWER, May.ADD, May.BE_EXTENDED, May.ENTER},
    Phase.CLOSED: _PUBLIC | {May.BE_FOLLOWED, May.ENTER, May.BE_HANDLED, May.BE_RENEWED},
    Phase.HANDLED: _PUBLIC | {May.BE_FOLLOWED, May.ENTER, May.BE_CONCLUDED, May.BE_RENEWED},
    Phase.CONCLUDED: _PUBLIC | {May.BE_RENEWED},
}


def phase_of(hearing: Dated, now: datetime) -> Phase:
    """The phase at an aware moment."""
    today = date_in_denmark(now)
    if hearing.announced_on is None or today < hearing.announced_on:
        return Phase.DRAFT
    if _has_come(hearing.concluded_on, today):
        return Phase.CONCLUDED
    if _has_come(hearing.handled_on, today):
        return Phase.HANDLED
    if hearing.closes_on is not None and today > hearing.closes_on:
        return Phase.CLOSED
    return Phase.OPEN if _has_come(hearing.opens_on, today) else Phase.ANNOUNCED


def allows(hearing: Dated, what: May, now: datetime) -> bool:
    """Whether the phase allows it. Answers are taken for `GRACE` after the last day too."""
    if what in ALLOWED[phase_of(hearing, now)]:
        return True
    is_about_answers = what in {May.ANSWER, May.ADD}
    return is_about_answers and is_in_grace(hearing, now)


def is_in_grace(hearing: Dated, now: datetime) -> bool:
    """Whether the last day has just ended, and what comes in is still in time."""
    ends = closes_at(hearing)
    return phase_of(hearing, now) is Phase.CLOSED and ends is not None and now < ends + GRACE


def opens_at(hearing: Dated) -> datetime | None:
    """The moment the first day begins in Denmark."""
    return None if hearing.opens_on is None else _midnight(hearing.opens_on)


def closes_at(hearing: Dated) -> datetime | None:
    """The moment the last day ends in Denmark."""
    if hearing.closes_on is None:
        return None
    return _midnight(hearing.closes_on + timedelta(days=1))


def days_left(hearing: Dated, now: datetime) -> int | None:
    """Days on which one can still answer, today among them; None where the hearing is not open."""
    if phase_of(hearing, now) is not Phase.OPEN or hearing.closes_on is None:
        return None
    return (hearing.closes_on - date_in_denmark(now)).days + 1


def _has_come(day: date | None, today: date) -> bool:
    return day is not None and day <= today


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=COPENHAGEN)
