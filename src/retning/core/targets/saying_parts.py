"""One part of a target as a person may type it: what `with_part` gives the same target from."""

from decimal import Decimal

from retning.core.targets.changing import Part, is_below
from retning.core.targets.kinds import (
    Change,
    Compare,
    Deadline,
    Level,
    Quantile,
    Rank,
    Ratio,
    SurveyLevel,
    Target,
    When,
)
from retning.core.targets.numerals import number_said, unit_said
from retning.core.targets.saying import WORDS, said_amount, said_when, share_said, those_said
from retning.core.targets.wording.comparisons import BELOW
from retning.core.targets.words import LanguageCode, Words


def part_said(target: Target, part: Part, language: LanguageCode = "da") -> str:
    """The part alone: "8,5", "kr.", "højst", "falde", "1. juli 2027", "12 % i 2020", "landet";
    empty where the target has none. For each of `parts_of(target)`,
    `with_part(target, part, part_said(target, part))` is the target again."""
    words = WORDS[language]
    match part:
        case Part.VALUE:
            return _value(target, words)
        case Part.UNIT:
            return _unit(target, words)
        case Part.COMPARATOR | Part.DIRECTION:
            return _comparator(target, words)
        case Part.DEADLINE:
            return _deadline(target.by, language)
        case Part.BASELINE:
            return _baseline(target, language)
        case Part.POPULATION:
            if isinstance(target, Rank | Quantile | Compare):
                return those_said(target.among, words)
            return ""


def _value(target: Target, words: Words) -> str:
    match target:
        case Level() | SurveyLevel():
            return number_said(target.value, words)
        case Ratio():
            part, whole = (number_said(Decimal(each), words) for each in (target.num, target.den))
            return f"{part} {words.out_of.said} {whole}"
        case Change():
            return "" if target.size is None else number_said(target.size, words)
        case Rank():
            return number_said(Decimal(target.at_most), words)
        case Quantile():
            return share_said(target.share, words)
        case Compare():
            return "" if target.margin is None else number_said(abs(target.margin), words)
        case _:
            return ""


def _unit(target: Target, words: Words) -> str:
    unit = getattr(target, "unit", "")
    return unit_said(unit, words) if unit else ""


def _comparator(target: Target, words: Words) -> str:
    match target:
        case Level() | SurveyLevel() | Ratio():
            return words.comparators[target.comparator].said
        case Compare():
            comparator = target.comparator
            if comparator is None:
                return words.level_with.said
            return words.comparators[BELOW[comparator] if is_below(target) else comparator].said
        case Change():
            return words.moves[target.direction].said
        case Rank() | Quantile():
            return words.ends[target.best].said
        case _:
            return ""


def _deadline(by: When | None, language: LanguageCode) -> str:
    words = WORDS[language]
    if not isinstance(by, Deadline):
        return said_when(by, language)
    if by.month is None:
        return str(by.year)
    day = "" if by.day is None else f"{by.day}{words.day_mark} "
    return f"{day}{words.months[by.month - 1]} {by.year}"


def _baseline(target: Target, language: LanguageCode) -> str:
    year = getattr(target, "baseline_year", None)
    if not isinstance(target, Level | SurveyLevel) or target.baseline is None:
        return "" if year is None else str(year)
    amount = said_amount(target.baseline, target.unit, language)
    return amount if year is None else f"{amount} {WORDS[language].in_.said} {year}"
