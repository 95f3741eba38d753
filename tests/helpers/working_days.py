"""Working days counted one by one, as nobody would who wanted it fast."""

from __future__ import annotations

from datetime import date, timedelta

from retning.core.law.days import is_working_day


def working_days_between(first: date, last: date) -> int:
    """From `first` to `last`, both among them; 0 where `last` comes before `first`."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(map(is_working_day, days))
