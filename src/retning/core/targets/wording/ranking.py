"""Targets on a place among others: "i top 10 blandt kommunerne", "blandt de 25 % bedste"."""

import re
from fractions import Fraction

from retning.core.danish.patterns import pattern
from retning.core.targets.errors import Expected
from retning.core.targets.kinds import Among, Best, Quantile, Rank, Scope
from retning.core.targets.tokens import Cursor
from retning.core.targets.wording import parts

_FRACTION = pattern(r"(\d{1,10})/(\d{1,10})", re.ASCII)


def top(cursor: Cursor) -> Rank:
    """The rest of "i top 10 blandt kommunerne med den laveste værdi" after "i top"."""
    since = cursor.index
    at_most = parts.whole_number(cursor)
    among = _among(cursor, Scope.MUNICIPALITIES)
    best = cursor.take_one(cursor.words.with_end) or Best.BEST
    by = parts.when(cursor)
    return cursor.built(lambda: Rank(at_most, best, among, by), since)


def first_place(cursor: Cursor, best: Best) -> Rank:
    """The rest of "lavest blandt kommunerne" after "lavest"."""
    among = _among(cursor, Scope.MUNICIPALITIES)
    return Rank(1, best, among, parts.when(cursor))


def best_part(cursor: Cursor) -> Quantile | Rank:
    """The rest of "blandt de 25 % bedste i landet" after "blandt de". A number without a per cent
    sign is a place: "blandt de 10 bedste kommuner"."""
    since = cursor.index
    best = cursor.take_one(cursor.words.ends)
    size = _share(cursor)
    best = best or cursor.take_one(cursor.words.ends)
    if best is None:
        raise cursor.fail(Expected.END_OF_RANKING)
    if isinstance(size, int):
        scope = cursor.take_one(cursor.words.scopes) or Scope.MUNICIPALITIES
        among = _among(cursor, scope)
        by = parts.when(cursor)
        return cursor.built(lambda: Rank(size, best, among, by), since)
    among = _among(cursor, Scope.COUNTRY)
    by = parts.when(cursor)
    return cursor.built(lambda: Quantile(size, best, among, by), since)


def share(cursor: Cursor) -> Fraction:
    """A share of those compared: "25 %", "2/7", "fjerdedel"."""
    since = cursor.index
    found = _share(cursor)
    if isinstance(found, int):
        raise cursor.fail_from(since, Expected.SHARE)
    return found


def _share(cursor: Cursor) -> Fraction | int:
    since = cursor.index
    low = cursor.low()
    if low in cursor.words.thirds:
        cursor.index += 1
        return Fraction(1, cursor.words.thirds[low])
    if (written := _FRACTION.fullmatch(low)) and int(written.group(2)):
        cursor.index += 1
        found = Fraction(int(written.group(1)), int(written.group(2)))
    else:
        amount = parts.number(cursor, Expected.SHARE)
        if parts.unit(cursor) != "%":
            cursor.index = since
            return parts.whole_number(cursor)
        found = Fraction(amount) / 100
    if not 0 < found < 1:
        raise cursor.fail_from(since, Expected.SHARE)
    return found


def _among(cursor: Cursor, scope: Scope) -> Among:
    return parts.among(cursor) if parts.is_among_here(cursor) else Among(scope)
