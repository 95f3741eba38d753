"""Targets that begin with a comparator or a number: levels, ratios, surveys, sized changes."""

from decimal import Decimal
from typing import NamedTuple

from retning.core.targets.errors import Expected
from retning.core.targets.kinds import (
    Change,
    Comparator,
    Compare,
    Direction,
    Level,
    Measure,
    Ratio,
    SurveyLevel,
    Target,
    When,
)
from retning.core.targets.tokens import Cursor
from retning.core.targets.wording import parts
from retning.core.targets.wording.comparisons import (
    is_reference_here,
    standing_to,
    with_margin,
    within_margin,
)
from retning.core.targets.wording.movements import baseline_year, is_than_year_ahead


class _Begun(NamedTuple):
    """What has been read of a target: its comparator, number and unit, and where it begins."""

    comparator: Comparator | None
    number: Decimal
    unit: str
    since: int


class Tail(NamedTuple):
    """What may follow a level: its deadline and what it is counted from."""

    by: When | None
    baseline: Decimal | None
    baseline_year: int | None


def figures(cursor: Cursor) -> Target:
    """A whole target that begins with a comparator or a number."""
    words = cursor.words
    since = cursor.index
    comparator = cursor.take_one(words.comparators) or _side(cursor)
    if (standing := _against_others(cursor, comparator)) is not None:
        return standing
    if comparator is None and not parts.is_number_here(cursor):
        raise cursor.fail(Expected.TARGET)
    number = parts.number(cursor)
    if cursor.take(words.out_of):
        return _ratio(cursor, comparator, number, since)
    begun = _Begun(comparator, number, parts.unit(cursor), since)
    if (survey := _survey(cursor, begun)) is not None:
        return survey
    if (moved := _moved(cursor, begun)) is not None:
        return moved
    if (margin := _margin(cursor, begun)) is not None:
        return margin
    known = _needed(cursor, begun)
    tail = level_tail(cursor, begun.unit)
    return cursor.built(
        lambda: Level(known, number, begun.unit, tail.baseline, tail.baseline_year, tail.by), since
    )


def level_tail(cursor: Cursor, unit: str) -> Tail:
    """The deadline and the baseline after a number and its unit: "i 2025, fra 12 % i 2020"."""
    words = cursor.words
    by = parts.when(cursor)
    baseline: Decimal | None = None
    year: int | None = None
    comma = cursor.take_comma()
    if cursor.take(words.from_):
        baseline = parts.number(cursor)
        since = cursor.index
        if parts.unit(cursor) not in {unit, ""}:
            raise cursor.fail_from(since, Expected.SAME_UNIT)
        if cursor.sees(words.in_) and parts.is_date_at(cursor, 1):
            cursor.index += 1
            year = parts.year(cursor)
    elif cursor.take(words.compared_with):
        year = parts.year(cursor)
    elif comma:
        raise cursor.fail(Expected.BASELINE)
    return Tail(by or parts.when(cursor), baseline, year)


def _side(cursor: Cursor) -> Comparator | None:
    if cursor.take(cursor.words.above):
        return Comparator.OVER
    return Comparator.UNDER if cursor.take(cursor.words.below) else None


def _against_others(cursor: Cursor, comparator: Comparator | None) -> Compare | None:
    if comparator is None:
        return None
    if cursor.take(cursor.words.level_with):
        if comparator in {Comparator.OVER, Comparator.UNDER}:
            cursor.index -= 1
            raise cursor.fail_from(0, Expected.AVERAGE_OR_OTHERS)
        return standing_to(cursor, comparator)
    if is_reference_here(cursor):
        return standing_to(cursor, comparator)
    if parts.is_number_here(cursor):
        return None
    if comparator in {Comparator.AT_LEAST, Comparator.AT_MOST}:
        raise cursor.fail(Expected.NUMBER)
    if cursor.here() is None:
        raise cursor.fail(Expected.AVERAGE_OR_OTHERS)
    return standing_to(cursor, comparator)


def _ratio(cursor: Cursor, comparator: Comparator | None, number: Decimal, since: int) -> Ratio:
    if number != number.to_integral_value():
        cursor.index = since
        raise cursor.fail(Expected.WHOLE_NUMBER)
    whole = parts.whole_number(cursor)
    if not 0 <= number <= whole or whole < 1:
        raise cursor.fail_from(since, Expected.PART_OF_WHOLE)
    found = comparator or Comparator.AT_LEAST
    by = parts.when(cursor)
    return cursor.built(lambda: Ratio(int(number), whole, found, by), since)


def _survey(cursor: Cursor, begun: _Begun) -> SurveyLevel | None:
    words = cursor.words
    scale: tuple[int, int] | None = None
    if cursor.take(words.on_a_scale):
        since = cursor.index
        lowest = parts.whole_number(cursor, Expected.SCALE)
        if not cursor.take(words.to):
            raise cursor.fail(Expected.SCALE)
        scale = (lowest, parts.whole_number(cursor, Expected.SCALE))
        if scale[0] >= scale[1] or begun.unit:
            raise cursor.fail_from(since, Expected.SCALE)
    elif not (cursor.take(words.of_those_asked) or cursor.take(words.according_to_those_asked)):
        return None
    known = _needed(cursor, begun)
    tail = level_tail(cursor, begun.unit)
    return cursor.built(
        lambda: SurveyLevel(
            *(known, begun.number, begun.unit, scale), tail.baseline, tail.baseline_year, tail.by
        ),
        begun.since,
    )


def _needed(cursor: Cursor, begun: _Begun) -> Comparator:
    if begun.comparator is None:
        cursor.index = begun.since
        raise cursor.fail(Expected.COMPARATOR)
    return begun.comparator


def _moved(cursor: Cursor, begun: _Begun) -> Change | Compare | None:
    words = cursor.words
    at = cursor.index
    direction = cursor.take_one(words.moved) or cursor.take_one(words.counted)
    if direction is None:
        return None
    if not begun.unit:
        begun = begun._replace(unit=parts.unit(cursor))
    if cursor.sees(words.than) and not is_than_year_ahead(cursor):
        if direction is Direction.BETTER:
            cursor.index = at
            raise cursor.fail(Expected.DIRECTION)
        cursor.take(words.than)
        size = (begun.number, begun.unit)
        upwards = direction is Direction.UP
        return with_margin(cursor, begun.comparator, size, upwards=upwards, since=begun.since)
    if begun.comparator not in {None, Comparator.AT_LEAST}:
        cursor.index = begun.since
        raise cursor.fail(Expected.LEAST_CHANGE)
    by = parts.when(cursor)
    year = baseline_year(cursor)
    measure = Measure.RELATIVE if begun.unit == "%" else Measure.ABSOLUTE
    at_least = begun.comparator is not None
    return cursor.built(
        lambda: Change(direction, begun.number, begun.unit, measure, False, at_least, year, by),
        begun.since,
    )


def _margin(cursor: Cursor, begun: _Begun) -> Compare | None:
    words = cursor.words
    if cursor.sees(words.the_next) or cursor.sees(words.the_next_one):
        return None
    size = (begun.number, begun.unit)
    if (side := _side(cursor)) is not None:
        upwards = side is Comparator.OVER
        return with_margin(cursor, begun.comparator, size, upwards=upwards, since=begun.since)
    at = cursor.index
    if cursor.take(words.from_):
        if not parts.is_number_here(cursor) and begun.comparator in {None, Comparator.AT_MOST}:
            return within_margin(cursor, size, begun.since)
        cursor.index = at
    return None
