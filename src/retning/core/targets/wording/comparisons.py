"""Targets against others: "under gennemsnittet i regionen", "på niveau med landet"."""

from decimal import Decimal

from retning.core.targets.kinds import Among, Comparator, Compare, Direction, Scope, To
from retning.core.targets.tokens import Cursor
from retning.core.targets.wording import parts

BELOW: dict[Comparator | None, Comparator] = {
    Comparator.AT_LEAST: Comparator.AT_MOST,
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.OVER: Comparator.UNDER,
    Comparator.UNDER: Comparator.OVER,
    None: Comparator.AT_MOST,
}
"""At least so much below is at most the others' figure less so much."""


def reference(cursor: Cursor) -> tuple[To, Among]:
    """What is compared with: "gennemsnittet i regionen", "landet", "i nabokommunerne"."""
    words = cursor.words
    if cursor.take(words.country_average):
        return To.AVERAGE, Among(Scope.COUNTRY)
    if cursor.take(words.average):
        return To.AVERAGE, parts.among(cursor)
    if cursor.sees(words.in_) or cursor.sees(words.among):
        return To.OTHERS, parts.among(cursor)
    return To.OTHERS, parts.compared(cursor)


def standing_to(cursor: Cursor, comparator: Comparator | None) -> Compare:
    """What is compared with, and the deadline, without a margin."""
    to, among = reference(cursor)
    return Compare(comparator, to, among, by=parts.when(cursor))


def than_others(cursor: Cursor) -> Compare | None:
    """ "lavere end i regionen"; None where it does not stand here."""
    since = cursor.index
    direction = cursor.take_one(cursor.words.moved)
    if direction in {Direction.UP, Direction.DOWN} and cursor.take(cursor.words.than):
        upwards = direction is Direction.UP
        return standing_to(cursor, Comparator.OVER if upwards else Comparator.UNDER)
    cursor.index = since
    return None


def with_margin(
    cursor: Cursor,
    comparator: Comparator | None,
    size: tuple[Decimal, str],
    *,
    upwards: bool,
    since: int,
) -> Compare:
    """The rest of "højst 0,5 procentpoint over landet" after "over"."""
    to, among = reference(cursor)
    by = parts.when(cursor)
    margin, unit = size
    if upwards:
        found, signed = comparator or Comparator.AT_LEAST, margin
    else:
        found, signed = BELOW[comparator], -margin
    return cursor.built(lambda: Compare(found, to, among, signed, unit, by), since)


def within_margin(cursor: Cursor, size: tuple[Decimal, str], since: int) -> Compare:
    """The rest of "højst 0,5 procentpoint fra landet" after "fra"."""
    to, among = reference(cursor)
    by = parts.when(cursor)
    return cursor.built(lambda: Compare(None, to, among, *size, by), since)


def is_reference_here(cursor: Cursor) -> bool:
    """Whether an average stands here."""
    return bool(cursor.sees(cursor.words.country_average) or cursor.sees(cursor.words.average))
