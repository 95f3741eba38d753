"""What was known on a day: `?kendt=2025-12-31` on every page that rests on figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import Http404, HttpRequest
from django.utils.dateparse import parse_date

from retning.foundation.clock import COPENHAGEN, date_in_denmark
from retning.web.public.presenters.figures import KNOWN


@dataclass(frozen=True)
class Knowing:
    """The day on which a page judges, and the moment up to which it knows: None as of now."""

    on: date
    until: datetime | None = None

    @property
    def asked(self) -> str:
        """The day that was named; empty where none was."""
        return date_in_denmark(self.until).isoformat() if self.until else ""

    @property
    def query(self) -> str:
        """To put behind the addresses of what a page shows, so that they show the same."""
        return f"?{KNOWN}={self.asked}" if self.asked else ""


def knowing_of(request: HttpRequest, *, today: date) -> Knowing:
    """What a page is asked to know. A day to come is today. Raises Http404 for what is no day."""
    until = known_moment(request)
    if until is None:
        return Knowing(today)
    return Knowing(min(date_in_denmark(until), today), until)


def known_moment(request: HttpRequest) -> datetime | None:
    """The end of the day that is named; None where none is. Raises Http404 for what is no day."""
    asked = request.GET.get(KNOWN, "")[:10]
    if not asked:
        return None
    try:
        day = parse_date(asked)
    except ValueError:
        day = None
    if day is None:
        raise Http404("That is no day")
    return datetime.combine(day, time.max, tzinfo=COPENHAGEN)
