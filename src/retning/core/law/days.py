"""Which days authorities in Denmark are at work, reckoned without a table that runs out."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_DAY = timedelta(days=1)
SATURDAY = 5
LAST_PRAYER_DAY = 2023
"""Store bededag was a holiday up to and with this year."""


class Closed(StrEnum):
    """Why a day is none on which a deadline ends."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"
    NEW_YEARS_DAY = "new_years_day"
    MAUNDY_THURSDAY = "maundy_thursday"
    GOOD_FRIDAY = "good_friday"
    EASTER_DAY = "easter_day"
    EASTER_MONDAY = "easter_monday"
    PRAYER_DAY = "prayer_day"
    ASCENSION_DAY = "ascension_day"
    WHIT_SUNDAY = "whit_sunday"
    WHIT_MONDAY = "whit_monday"
    CONSTITUTION_DAY = "constitution_day"
    CHRISTMAS_EVE = "christmas_eve"
    CHRISTMAS_DAY = "christmas_day"
    BOXING_DAY = "boxing_day"
    NEW_YEARS_EVE = "new_years_eve"


_FROM_EASTER = {
    -3: Closed.MAUNDY_THURSDAY,
    -2: Closed.GOOD_FRIDAY,
    0: Closed.EASTER_DAY,
    1: Closed.EASTER_MONDAY,
    39: Closed.ASCENSION_DAY,
    49: Closed.WHIT_SUNDAY,
    50: Closed.WHIT_MONDAY,
}
_EVERY_YEAR = {
    (1, 1): Closed.NEW_YEARS_DAY,
    (6, 5): Closed.CONSTITUTION_DAY,
    (12, 24): Closed.CHRISTMAS_EVE,
    (12, 25): Closed.CHRISTMAS_DAY,
    (12, 26): Closed.BOXING_DAY,
    (12, 31): Closed.NEW_YEARS_EVE,
}


def easter_day(year: int) -> date:
    """Easter Day of a year, from 1583 on (Meeus, Jones and Butcher's rule)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    fourth, of_fourth = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * fourth - epact - of_fourth) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def closed_days(year: int) -> dict[date, Closed]:
    """The holidays of a year, and the days on which public offices are closed as on a holiday:
    Constitution Day, Christmas Eve and New Year's Eve. Saturdays and Sundays are not among them
    for their own sake.

    Store bededag was abolished by lov nr. 214 af 6. marts 2023, from 1 January 2024 (not verified
    in the statute itself; that it fell in 2023 and no longer does is the calendar's).
    """
    easter = easter_day(year)
    found = {easter + timedelta(days=after): why for after, why in _FROM_EASTER.items()}
    if year <= LAST_PRAYER_DAY:
        found[easter + timedelta(days=26)] = Closed.PRAYER_DAY
    # A church holiday names the day, where Constitution Day falls on one.
    return {date(year, month, day): why for (month, day), why in _EVERY_YEAR.items()} | found


def why_closed(day: date) -> Closed | None:
    """Why no deadline ends on a day; None for a working day."""
    if (why := closed_days(day.year).get(day)) is not None:
        return why
    if day.weekday() < SATURDAY:
        return None
    return Closed.SATURDAY if day.weekday() == SATURDAY else Closed.SUNDAY


def is_working_day(day: date) -> bool:
    return why_closed(day) is None


def on_or_after(day: date) -> date:
    """The first working day from `day` on."""
    while not is_working_day(day):
        day += _DAY
    return day


def on_or_before(day: date) -> date:
    """The last working day up to and with `day`."""
    while not is_working_day(day):
        day -= _DAY
    return day


def working_days_before(day: date, many: int) -> date:
    """The working day that lies `many` working days before `day`; with 0, the last one up to it.

    Raises ValueError where `many` is negative.
    """
    if many < 0:
        raise ValueError("The number of working days cannot be negative")
    found = on_or_before(day)
    for _ in range(many):
        found = on_or_before(found - _DAY)
    return found
