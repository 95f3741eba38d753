"""Targets that begin with "skal": a movement, with or without a size."""

from retning.core.targets.errors import Expected
from retning.core.targets.kinds import Change, Comparator, Compare, Direction, Measure, When
from retning.core.targets.tokens import Cursor
from retning.core.targets.wording import parts
from retning.core.targets.wording.comparisons import than_others


def movement(cursor: Cursor) -> Change:
    """The rest of "skal stige med 1,5 procentpoint om året" after "skal"."""
    words = cursor.words
    since = cursor.index
    direction = cursor.take_one(words.moves)
    if direction is None:
        raise cursor.fail(Expected.DIRECTION)
    if not _take_by_so_much(cursor):
        return _since_year(cursor, direction, parts.when(cursor))
    at_least = cursor.take(words.comparators[Comparator.AT_LEAST])
    size = parts.number(cursor)
    unit = parts.unit(cursor)
    is_yearly = cursor.take(words.a_year)
    by = parts.when(cursor)
    year = baseline_year(cursor)
    measure = Measure.RELATIVE if unit == "%" else Measure.ABSOLUTE
    return cursor.built(
        lambda: Change(direction, size, unit, measure, is_yearly, at_least, year, by), since
    )


def standing(cursor: Cursor) -> Change | Compare | None:
    """The rest of "skal være højere i 2025 end i 2015" after "skal være"; of "skal være højere
    end i regionen" too. None where no direction stands here."""
    if not is_than_year_ahead(cursor) and (compared := than_others(cursor)) is not None:
        return compared
    direction = cursor.take_one(cursor.words.moved)
    if direction is None:
        return None
    return _since_year(cursor, direction, parts.when(cursor))


def baseline_year(cursor: Cursor) -> int | None:
    """The year that a movement is counted from: "regnet fra 2015", "end i 2015"."""
    words = cursor.words
    comma = cursor.take_comma()
    if cursor.take(words.counted_from):
        return parts.year(cursor)
    if cursor.take(words.than):
        cursor.take(words.in_)
        return parts.year(cursor)
    if comma:
        raise cursor.fail(Expected.BASELINE)
    return None


def is_than_year_ahead(cursor: Cursor) -> bool:
    """Whether "højere end i 2015" stands here, with or without its first word."""
    words = cursor.words
    since = cursor.index
    cursor.take_one(words.moved)
    seen = cursor.take(words.than)
    if seen:
        cursor.take(words.in_)
        seen = parts.is_date_here(cursor)
    cursor.index = since
    return seen


def _take_by_so_much(cursor: Cursor) -> bool:
    """Steps over the word before a size; English has the same one before a year."""
    since = cursor.index
    if not cursor.take(cursor.words.by_so_much):
        return False
    if cursor.words.by_so_much.said == cursor.words.by.said:
        is_least = cursor.sees(cursor.words.comparators[Comparator.AT_LEAST])
        if parts.is_date_here(cursor) or not (is_least or parts.is_number_here(cursor)):
            cursor.index = since
    return cursor.index > since


def _since_year(cursor: Cursor, direction: Direction, by: When | None) -> Change:
    return Change(direction, baseline_year=baseline_year(cursor), by=by)
