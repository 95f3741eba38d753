"""When a meeting is, in words: on pages, in mails and in lists."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date

from retning.foundation.clock import COPENHAGEN

_DAY = {"da": "EEEE 'den' d. MMMM y", "en": "EEEE d MMMM y"}
_LOCALE = {"da": "da_DK", "en": "en_GB"}


def said_when(starts_at: datetime, ends_at: datetime, language: str) -> str:
    """torsdag den 12. marts 2026 kl. 17.00–19.00 · Thursday 12 March 2026 at 17:00–19:00; the
    clock in Denmark. `language` is da or en; whatever else is written as Danish."""
    begins, ends = starts_at.astimezone(COPENHAGEN), ends_at.astimezone(COPENHAGEN)
    known = language if language in _DAY else "da"
    clock, at, until = ("%H:%M", "at", "to") if known == "en" else ("%H.%M", "kl.", "til")
    first = f"{_day(begins, known)} {at} {begins.strftime(clock)}"
    if begins.date() == ends.date():
        return f"{first}–{ends.strftime(clock)}"
    return f"{first} {until} {_day(ends, known)} {at} {ends.strftime(clock)}"


def _day(day: date, language: str) -> str:
    return format_date(day, _DAY[language], locale=_LOCALE[language])
