"""The parts that several kinds of target share: numbers, units, deadlines, those compared."""

import re
from decimal import Decimal

from retning.core.danish.patterns import pattern
from retning.core.targets.errors import Expected
from retning.core.targets.kinds import (
    Among,
    CouncilTerm,
    Deadline,
    Horizon,
    Scope,
    When,
)
from retning.core.targets.numerals import is_slip_for_scope, number_in, unit_in
from retning.core.targets.sayable import FIRST_YEAR, LAST_YEAR, check_name, check_number
from retning.core.targets.tokens import Cursor

_YEAR = pattern(r"\d{4}", re.ASCII)
_DAY = pattern(r"(\d{1,2})(?:\.|st|nd|rd|th)?", re.ASCII)
_THREE = pattern(r"\d{3}", re.ASCII)
_SHORT_DATE = pattern(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)
_ISO_DATE = pattern(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBER_LIKE = pattern(r"[-−+]?\d.*", re.DOTALL)


def number(cursor: Cursor, expected: Expected = Expected.NUMBER) -> Decimal:
    """A number in figures ("1.234,5", "10 000") or in a word ("ti")."""
    found = number_in(cursor.low(), cursor.words)
    if found is None:
        raise cursor.fail(expected)
    digits = cursor.low()
    ahead = 1
    if 1 <= len(digits) <= 3 and digits.isdigit():
        while ahead < 6 and _THREE.fullmatch(cursor.low(ahead)):
            digits += cursor.low(ahead)
            ahead += 1
        found = Decimal(digits) if ahead > 1 else found
    try:
        check_number(found)
    except ValueError:
        raise cursor.fail(Expected.SMALLER_NUMBER) from None
    cursor.index += ahead
    return found


def whole_number(cursor: Cursor, expected: Expected = Expected.WHOLE_NUMBER) -> int:
    """A number without decimals."""
    since = cursor.index
    found = number(cursor, expected)
    if found != found.to_integral_value():
        raise cursor.fail_from(since, Expected.WHOLE_NUMBER)
    return int(found)


def is_number_here(cursor: Cursor) -> bool:
    """Whether a number stands here, or something that begins like one."""
    low = cursor.low()
    return low in cursor.words.numeral_values or bool(_NUMBER_LIKE.fullmatch(low))


def name(cursor: Cursor) -> str:
    """A name: in quotation marks, or the words up to one with which something else begins. Empty
    where none stands here."""
    token = cursor.here()
    since = cursor.index
    if token is not None and token.is_quoted:
        cursor.index += 1
        found = token.text
    else:
        words = []
        while (low := cursor.low()) and low != "," and not cursor.stops():
            token = cursor.here()
            assert token is not None  # noqa: S101  (low is empty past the end)
            words.append(token.text)
            cursor.index += 1
        found = " ".join(words)
    try:
        check_name(found)
    except ValueError:
        raise cursor.fail_from(since, Expected.POSSIBLE_NAME) from None
    return found


def unit(cursor: Cursor) -> str:
    """What a number is counted in; empty where nothing stands here. Per cent, percentage
    points and years are whole units: what follows them is no part of it."""
    token = cursor.here()
    if token is not None and token.is_quoted:
        return name(cursor)
    for phrase, found in cursor.words.whole_units:
        if cursor.take(phrase):
            return found
    return unit_in(name(cursor), cursor.words)


def year(cursor: Cursor) -> int:
    """A year in four figures."""
    low = cursor.low()
    if not _YEAR.fullmatch(low) or not FIRST_YEAR <= int(low) <= LAST_YEAR:
        raise cursor.fail(Expected.YEAR)
    cursor.index += 1
    return int(low)


def when(cursor: Cursor) -> When | None:
    """A deadline, a horizon or the council's term, after a comma too; None where none begins
    here."""
    since = cursor.index
    cursor.take_comma()
    found = _when(cursor)
    if found is None:
        cursor.index = since
    return found


def _when(cursor: Cursor) -> When | None:
    words = cursor.words
    if cursor.take(words.council_term):
        return CouncilTerm()
    if (one := cursor.sees(words.the_next_one)) > cursor.sees(words.the_next):
        cursor.index += one
        return Horizon(1)
    if cursor.take(words.the_next):
        return horizon(cursor)
    if cursor.take(words.by):
        return deadline(cursor)
    if cursor.sees(words.in_) and is_date_at(cursor, 1):
        cursor.index += 1
        return deadline(cursor)
    return None


def horizon(cursor: Cursor) -> Horizon:
    """So many years: "fire år"."""
    since = cursor.index
    years = whole_number(cursor, Expected.YEARS)
    if not cursor.take(cursor.words.years):
        raise cursor.fail(Expected.YEARS)
    try:
        return Horizon(years)
    except ValueError:
        raise cursor.fail_from(since, Expected.YEARS) from None


def is_date_here(cursor: Cursor) -> bool:
    """Whether a year, a month or a day stands here."""
    return is_date_at(cursor, 0)


def is_date_at(cursor: Cursor, ahead: int) -> bool:
    """Whether one stands so many words further on."""
    low = cursor.low(ahead)
    if _DAY.fullmatch(low):
        return _month_in(cursor.low(ahead + 1), cursor) > 0
    dates = (_YEAR, _SHORT_DATE, _ISO_DATE)
    return _month_in(low, cursor) > 0 or any(pattern.fullmatch(low) for pattern in dates)


def _month_in(low: str, cursor: Cursor) -> int:
    months = [month.lower() for month in cursor.words.months]
    return months.index(low) + 1 if low in months else 0


def deadline(cursor: Cursor) -> Deadline:
    """A year, a month of a year, or a day: "2027", "juli 2027", "1. juli 2027", "1/7-2027"."""
    low, since = cursor.low(), cursor.index
    if found := _ISO_DATE.fullmatch(low):
        cursor.index += 1
        return _date(cursor, since, *found.groups())
    if found := _SHORT_DATE.fullmatch(low):
        cursor.index += 1
        return _date(cursor, since, *reversed(found.groups()))
    if _YEAR.fullmatch(low):
        return Deadline(year(cursor))
    day = _DAY.fullmatch(low)
    if day:
        cursor.index += 1
    month = _month_in(cursor.low(), cursor)
    if not month:
        cursor.index = since if not day or cursor.here() is None else cursor.index
        raise cursor.fail(Expected.DEADLINE)
    cursor.index += 1
    found_year = year(cursor)
    return _date(cursor, since, str(found_year), str(month), day.group(1) if day else None)


def _date(cursor: Cursor, since: int, year: str, month: str, day: str | None) -> Deadline:
    try:
        return Deadline(int(year), int(month), int(day) if day else None)
    except ValueError:
        raise cursor.fail_from(since, Expected.POSSIBLE_DATE) from None


def among(cursor: Cursor) -> Among:
    """Those compared, with or without the word before them: "i landet", "blandt 6-byerne"."""
    if not (cursor.take(cursor.words.in_) or cursor.take(cursor.words.among)):
        raise cursor.fail(Expected.POPULATION)
    return compared(cursor)


def is_among_here(cursor: Cursor) -> bool:
    """Whether those compared begin here, and no deadline."""
    words = cursor.words
    return bool(cursor.sees(words.among)) or (
        bool(cursor.sees(words.in_)) and not is_date_at(cursor, 1)
    )


def compared(cursor: Cursor) -> Among:
    """Those compared, without a word before them: "landet", "Region Nordjylland"."""
    scope = cursor.take_one(cursor.words.scopes)
    token = cursor.here()
    if scope is Scope.REGION or scope is Scope.GROUP:
        is_named = token is not None and token.is_quoted
        if is_named:
            return cursor.built(lambda: Among(scope, name(cursor)), cursor.index)
        if scope is Scope.GROUP:
            raise cursor.fail(Expected.POPULATION)
    if scope is not None:
        return Among(scope)
    since = cursor.index
    found = name(cursor)
    if not found:
        raise cursor.fail(Expected.POPULATION)
    if token and not token.is_quoted and is_slip_for_scope(found, cursor.words):
        raise cursor.fail_from(since, Expected.POPULATION)
    is_region = not (token and token.is_quoted) and found.lower().startswith("region ")
    return Among(Scope.REGION if is_region else Scope.GROUP, found)
