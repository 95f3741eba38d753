"""A target with one part changed to what a person types, or turned into another kind."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from retning.core.targets.errors import Expected
from retning.core.targets.kinds import (
    Among,
    Best,
    Change,
    Comparator,
    Compare,
    CouncilTerm,
    Deadline,
    Direction,
    Level,
    Measure,
    Milestone,
    Quantile,
    Rank,
    Ratio,
    SurveyLevel,
    Target,
    When,
)
from retning.core.targets.numerals import number_in
from retning.core.targets.saying import WORDS
from retning.core.targets.tokens import Cursor
from retning.core.targets.wording import parts
from retning.core.targets.wording.comparisons import BELOW
from retning.core.targets.wording.ranking import share
from retning.core.targets.words import LanguageCode


class Part(StrEnum):
    """What a person changes at a time."""

    VALUE = "value"
    UNIT = "unit"
    COMPARATOR = "comparator"
    DIRECTION = "direction"
    DEADLINE = "deadline"
    BASELINE = "baseline"
    POPULATION = "population"


def with_part(target: Target, part: Part, text: str, language: LanguageCode = "da") -> Target:
    """The target with a part as it was typed: "8,5", "8,5 %", "2027", "den 1. juli 2027",
    "højst", "stige", "blandt nabokommunerne". Empty text takes away what the target can be
    without. Raises `WordingError` at the word that cannot be read, or over the whole text where
    this kind of target does not have the part."""
    cursor = Cursor(text, WORDS[language])
    changed = cursor.built(lambda: _CHANGES[part](target, cursor), 0)
    if changed is None:
        raise cursor.error_at(0, len(text.rstrip()), Expected.ANOTHER_PART)
    if cursor.here() is not None:
        raise cursor.fail(Expected.NOTHING_MORE)
    return changed


def parts_of(target: Target) -> tuple[Part, ...]:
    """The parts that this target has or could have, in reading order."""
    match target:
        case Level() | SurveyLevel():
            unit = () if isinstance(target, SurveyLevel) and target.scale else (Part.UNIT,)
            return (Part.COMPARATOR, Part.VALUE, *unit, Part.DEADLINE, Part.BASELINE)
        case Ratio():
            return (Part.COMPARATOR, Part.VALUE, Part.DEADLINE)
        case Change():
            unit = (Part.UNIT,) if target.size is not None else ()
            return (Part.DIRECTION, Part.VALUE, *unit, Part.DEADLINE, Part.BASELINE)
        case Rank() | Quantile():
            return (Part.VALUE, Part.DIRECTION, Part.POPULATION, Part.DEADLINE)
        case Compare():
            unit = (Part.UNIT,) if target.margin is not None else ()
            return (Part.COMPARATOR, Part.VALUE, *unit, Part.POPULATION, Part.DEADLINE)
        case _:
            return (Part.DEADLINE,)


def _value(target: Target, cursor: Cursor) -> Target | None:
    is_empty = cursor.here() is None
    match target:
        case Change() if is_empty:
            return Change(target.direction, baseline_year=target.baseline_year, by=target.by)
        case Compare() if is_empty:
            return replace(target, margin=None, unit="")
        case Level() | SurveyLevel():
            value, unit = _amount(cursor, target.unit)
            return replace(target, value=value, unit=unit)
        case Change():
            size, unit = _amount(cursor, target.unit if target.size is not None else "%")
            return replace(target, size=size, unit=unit, measure=_measure(unit))
        case Compare():
            margin, unit = _amount(cursor, target.unit)
            return replace(target, margin=-margin if is_below(target) else margin, unit=unit)
        case Ratio():
            num = parts.whole_number(cursor)
            den = parts.whole_number(cursor) if cursor.take(cursor.words.out_of) else target.den
            if not 0 <= num <= den or den < 1:
                raise cursor.fail_from(0, Expected.PART_OF_WHOLE)
            return replace(target, num=num, den=den)
        case Rank():
            return replace(target, at_most=parts.whole_number(cursor))
        case Quantile():
            return replace(target, share=_typed_share(cursor))
        case _:
            return None


def _typed_share(cursor: Cursor) -> Fraction:
    """A share, a bare number being per cent."""
    if number_in(cursor.low(), cursor.words) is not None:
        number = parts.number(cursor)
        if cursor.here() is None:
            if not 0 < number < 100:
                raise cursor.fail_from(0, Expected.SHARE)
            return Fraction(number) / 100
    cursor.index = 0
    return share(cursor)


def _amount(cursor: Cursor, unit: str) -> tuple[Decimal, str]:
    """A number, and its unit where one was typed; else the one that was."""
    number = parts.number(cursor)
    return number, parts.unit(cursor) or unit


def _measure(unit: str) -> Measure:
    return Measure.RELATIVE if unit == "%" else Measure.ABSOLUTE


def _unit(target: Target, cursor: Cursor) -> Target | None:
    match target:
        case Level():
            return replace(target, unit=parts.unit(cursor))
        case SurveyLevel(scale=None):
            return replace(target, unit=parts.unit(cursor))
        case Change() if target.size is not None:
            unit = parts.unit(cursor)
            return replace(target, unit=unit, measure=_measure(unit))
        case Compare() if target.margin is not None:
            return replace(target, unit=parts.unit(cursor))
        case _:
            return None


def _comparator(target: Target, cursor: Cursor) -> Target | None:
    """The comparator, or the direction, whichever the target has."""
    match target:
        case Level() | SurveyLevel() | Ratio():
            return replace(target, comparator=_typed_comparator(cursor))
        case Compare():
            return _standing(target, cursor)
        case Change():
            return replace(target, direction=_typed_direction(cursor))
        case Rank() | Quantile():
            return replace(target, best=_typed_end(cursor))
        case _:
            return None


def _standing(target: Compare, cursor: Cursor) -> Compare:
    """How it stands to the others. Below them the comparator is said of how far below."""
    if cursor.take(cursor.words.level_with) or _is_equal(cursor):
        margin = target.margin if target.margin is None else abs(target.margin)
        return replace(target, comparator=None, margin=margin)
    since = cursor.index
    is_said = cursor.take_one(cursor.words.comparators) is not None
    cursor.index = since
    comparator = _typed_comparator(cursor)
    flipped = BELOW[comparator] if is_said and is_below(target) else comparator
    return replace(target, comparator=flipped)


def is_below(target: Compare) -> bool:
    """Whether the margin is one below the others."""
    return target.margin is not None and target.margin < 0


def _is_equal(cursor: Cursor) -> bool:
    is_equal = cursor.low() == "="
    cursor.index += is_equal
    return is_equal


def _typed_comparator(cursor: Cursor) -> Comparator:
    words = cursor.words
    sides = {Comparator.OVER: words.above, Comparator.UNDER: words.below}
    found = cursor.take_one(words.comparators) or cursor.take_one(sides)
    if found is not None:
        return found
    direction = _moved(cursor)
    if direction is Direction.UP:
        return Comparator.AT_LEAST
    if direction is Direction.DOWN:
        return Comparator.AT_MOST
    raise cursor.fail(Expected.COMPARATOR_ALONE)


def _typed_direction(cursor: Cursor) -> Direction:
    cursor.take(cursor.words.must)
    if (found := _moved(cursor)) is not None:
        return found
    comparator = cursor.take_one(cursor.words.comparators)
    if comparator is None:
        raise cursor.fail(Expected.DIRECTION)
    return comparator.direction


def _moved(cursor: Cursor) -> Direction | None:
    words = cursor.words
    tables = (words.moves, words.moved, words.counted)
    return next((found for table in tables if (found := cursor.take_one(table))), None)


def _typed_end(cursor: Cursor) -> Best:
    words = cursor.words
    for phrases in (words.ends, words.first, words.with_end):
        if (found := cursor.take_one(phrases)) is not None:
            return found
    raise cursor.fail(Expected.END_OF_RANKING)


def _deadline(target: Target, cursor: Cursor) -> Target | None:
    if isinstance(target, Milestone):
        by = typed_when(cursor)
        if by is None or not isinstance(by, Deadline):
            raise cursor.fail_from(0, Expected.DEADLINE)
        return Milestone(by)
    return replace(target, by=typed_when(cursor))


def typed_when(cursor: Cursor) -> When | None:
    """A deadline with or without the word before it; None for empty text."""
    words = cursor.words
    if cursor.here() is None:
        return None
    if (found := parts.when(cursor)) is not None:
        return found
    if cursor.low() == words.council_term.ways[0][-1]:
        cursor.index += 1
        return CouncilTerm()
    cursor.take(words.day_word)
    if parts.is_date_here(cursor) or not parts.is_number_here(cursor):
        return parts.deadline(cursor)
    return parts.horizon(cursor)


def _baseline(target: Target, cursor: Cursor) -> Target | None:
    match target:
        case Change():
            cursor.take(cursor.words.counted_from)
            cursor.take(cursor.words.in_)
            year = None if cursor.here() is None else parts.year(cursor)
            return replace(target, baseline_year=year)
        case Level() | SurveyLevel():
            return _level_baseline(target, cursor)
        case _:
            return None


def _level_baseline(target: Level | SurveyLevel, cursor: Cursor) -> Target:
    if cursor.here() is None:
        return replace(target, baseline=None, baseline_year=None)
    words = cursor.words
    cursor.take(words.compared_with)
    cursor.take(words.from_)
    if parts.is_date_here(cursor):
        return replace(target, baseline=None, baseline_year=parts.year(cursor))
    number, unit = _amount(cursor, target.unit)
    if unit != target.unit:
        raise cursor.fail_from(1, Expected.SAME_UNIT)
    year = parts.year(cursor) if cursor.take(words.in_) else None
    return replace(target, baseline=number, baseline_year=year)


def _population(target: Target, cursor: Cursor) -> Target | None:
    if not isinstance(target, Rank | Quantile | Compare):
        return None
    return replace(target, among=_typed_among(cursor))


def _typed_among(cursor: Cursor) -> Among:
    cursor.take(cursor.words.in_) or cursor.take(cursor.words.among)
    return parts.compared(cursor)


_CHANGES: dict[Part, Callable[[Target, Cursor], Target | None]] = {
    Part.VALUE: _value,
    Part.UNIT: _unit,
    Part.COMPARATOR: _comparator,
    Part.DIRECTION: _comparator,
    Part.DEADLINE: _deadline,
    Part.BASELINE: _baseline,
    Part.POPULATION: _population,
}
