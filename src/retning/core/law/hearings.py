"""How long a hearing must last, and from when to when.

How a period of weeks is counted: the day it runs from does not count, so eight weeks from a Tuesday
end on a Tuesday; and a period that would end on a Saturday, a Sunday, a holiday, Constitution Day,
24 or 31 December ends on the next working day. The Planning Act says neither of this for a hearing.
It is how other statutes count (restaurationsloven § 36 a, forældelsesloven § 27, stk. 2, both read;
miljøbeskyttelsesloven § 93, stk. 2, read, of complaints) and what municipalities do; that it holds
for § 23 a is not verified. Nobody loses by it: it only ever makes the shortest period longer.

Nothing lengthens a period for holidays within it: a hearing over the summer is lawful, though it
should be longer (`holidays_within` tells of it).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from retning.core.law.days import Closed, on_or_after, on_or_before, why_closed

ELECTION_PERIOD = 4
FIRST_ELECTION_PERIOD = 2026
"""1 January 2026 began the period of the councils elected on 18 November 2025."""


@dataclass(frozen=True)
class Rule:
    """What a kind of hearing must keep. `weeks` is the shortest period, from the day of publication
    (or the day on which one can first answer, if that is later); `statute` names it, "" for none;
    `is_verified` says whether the statute itself has been read for this."""

    weeks: int
    statute: str
    is_verified: bool
    needs_decision: bool
    needs_plandata: bool


PLANNING_STRATEGY = Rule(8, "planloven § 23 a", False, True, True)
"""A planning strategy: at least eight weeks for comments, from publication.

Planloven (lovbekendtgørelse nr. 572 af 29. maj 2024) § 23 a: the council publishes, before the
first half of its election period has ended, a strategy for its planning, and gives a period of at
least eight weeks for comments. Publication is in Plandata.dk (§ 54 b). Not verified: which stk. of
§ 23 a has the eight weeks, and its exact words; they are known from the ministry's guidance (2008,
chapter B) and from municipalities' own hearings, which all give eight weeks or more. Read: § 22 a
(the same eight weeks, for the state's planning) and § 23 c (publication in the register of § 54 b).
"""

VOLUNTARY = Rule(2, "", True, False, False)
"""A hearing that the municipality holds by its own choice: no statute gives it a shortest period.

Two weeks is our own floor, not the law's: under it, a council of elders or a school board, which
meet once a month, have no chance to answer. Good practice is four to eight weeks
(`ADVISED_WEEKS`).
"""

ADVISED_WEEKS = 4


class TooShort(StrEnum):
    """What is wrong with the days that somebody wants for a hearing."""

    OPENS_BEFORE_PUBLICATION = "opens_before_publication"
    CLOSES_TOO_EARLY = "closes_too_early"


def earliest_last_day(rule: Rule, *, opens_on: date, published_on: date | None = None) -> date:
    """The first day that a hearing may have as its last, always a working day.

    The period runs from publication, or from the day on which one can first answer where that is
    later: eight weeks in which nobody could answer would not be eight weeks for comments.
    """
    runs_from = max(opens_on, published_on or opens_on)
    return on_or_after(runs_from + timedelta(weeks=rule.weeks))


def latest_first_day(rule: Rule, *, closes_on: date) -> date:
    """The last day on which a hearing that is to close on `closes_on` may open, a working day: the
    inverse of `earliest_last_day`."""
    day = on_or_before(closes_on) - timedelta(weeks=rule.weeks)
    return on_or_before(day)


def what_is_too_short(
    rule: Rule, *, opens_on: date, closes_on: date, published_on: date | None
) -> TooShort | None:
    """Which of the law's conditions the days break; None where they keep it."""
    if published_on is not None and opens_on < published_on:
        return TooShort.OPENS_BEFORE_PUBLICATION
    if closes_on < earliest_last_day(rule, opens_on=opens_on, published_on=published_on):
        return TooShort.CLOSES_TOO_EARLY
    return None


def holidays_within(first: date, last: date) -> dict[date, Closed]:
    """The days from `first` to `last` on which people are away though it is no weekend."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    found = {day: why_closed(day) for day in days}
    weekend = {Closed.SATURDAY, Closed.SUNDAY}
    return {day: why for day, why in found.items() if why is not None and why not in weekend}


def is_over_summer(first: date, last: date) -> bool:
    """Whether July, when councils and boards do not meet, lies in the period, even in part."""
    return any(
        first <= date(year, 7, 31) and date(year, 7, 1) <= last
        for year in range(first.year, last.year + 1)
    )


def strategy_deadline(on: date) -> date:
    """The day by which the council that sits on `on` must have published its planning strategy: the
    last day of the first half of its election period.

    Planloven § 23 a (see `PLANNING_STRATEGY`). The election period is four years from 1 January
    after the election: lov om kommunale og regionale valg (paragraph not verified). The council
    that sits in 2026 to 2029: 31 December 2027.
    """
    begins = on.year - (on.year - FIRST_ELECTION_PERIOD) % ELECTION_PERIOD
    return date(begins + ELECTION_PERIOD // 2 - 1, 12, 31)
