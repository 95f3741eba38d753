"""Numbers and dates as people in Denmark, or readers of the English pages, write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import get_language

from retning.foundation.clock import COPENHAGEN

NO_BREAK = "\u00a0"


def is_english() -> bool:
    """Whether the page being drawn is in English; every other page is in Danish."""
    return (get_language() or "da").startswith("en")


def number(value: float | Decimal, decimals: int | None = None) -> str:
    """178.906,5 in Danish and 178,906.5 in English; `decimals` fixes how many are shown."""
    pattern = "#,##0.###" if decimals is None else "#,##0." + "0" * decimals
    text = format_decimal(
        value, pattern.removesuffix("."), locale="en_GB" if is_english() else "da_DK"
    )
    return text.replace("-", "−")


def percent(value: float | Decimal, decimals: int | None = None) -> str:
    """`value` is in percent already: 33,0 % in Danish, 33.0% in English."""
    return number(value, decimals) + ("%" if is_english() else f"{NO_BREAK}%")


def _local(moment: date) -> date:
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(COPENHAGEN)
    return moment


def long_date(moment: date) -> str:
    """22. november 2026 in Danish, 22 November 2026 in English; by the calendar in Denmark."""
    local = _local(moment)
    return _long(local.year, local.month, local.day, is_english())


@lru_cache(maxsize=1024)
def _long(year: int, month: int, day: int, in_english: bool) -> str:
    """A page writes the same few days again and again; each takes a twentieth of a millisecond."""
    if in_english:
        return format_date(date(year, month, day), "d MMMM y", locale="en_GB")
    return format_date(date(year, month, day), "d. MMMM y", locale="da_DK")


def date_and_time(moment: datetime) -> str:
    """22. november 2026 kl. 14.30 in Danish, 22 November 2026 at 14:30 in English."""
    local = _local(moment)
    if is_english():
        return f"{long_date(moment)} at {local:%H:%M}"
    return f"{long_date(moment)} kl. {local:%H.%M}"


def machine_moment(moment: date) -> str:
    """What stands in a `datetime` attribute."""
    local = _local(moment)
    return local.isoformat("T", "minutes") if isinstance(local, datetime) else local.isoformat()


def period(years: tuple[int, int]) -> str:
    """2018–2030, or one year alone."""
    first, last = years
    return str(first) if first == last else f"{first}–{last}"


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a word and marked by three dots."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,.;:–") + "…"
