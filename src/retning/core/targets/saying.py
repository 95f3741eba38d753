"""A target as a sentence fragment, in Danish or English: the canonical wording.

Nothing is lost: `wording.typed` gives the same target back from it.
"""

from decimal import Decimal
from fractions import Fraction

from retning.core.targets.kinds import (
    Among,
    Best,
    Change,
    Comparator,
    Compare,
    CouncilTerm,
    Deadline,
    Direction,
    Horizon,
    Judged,
    Level,
    Milestone,
    Quantile,
    Rank,
    Ratio,
    Scope,
    SurveyLevel,
    Target,
    To,
    When,
)
from retning.core.targets.numerals import (
    is_slip_for_scope,
    name_said,
    number_said,
    quoted,
    unit_said,
)
from retning.core.targets.tokens import tokens_of
from retning.core.targets.words import JUDGING, LanguageCode, Words
from retning.core.targets.words_da import DANISH
from retning.core.targets.words_en import ENGLISH

WORDS: dict[LanguageCode, Words] = {"da": DANISH, "en": ENGLISH}
PERCENT_DECIMALS = 2
"""A share with more decimals than these in per cent is said as a fraction."""


def say(target: Target, language: LanguageCode = "da") -> str:
    """The target as a sentence fragment that the goal's indicator can stand before ("højst 8 % i
    2025, fra 12 % i 2020"), without a full stop."""
    words = WORDS[language]
    match target:
        case Level():
            return _level(target, words)
        case SurveyLevel():
            return _survey_level(target, words)
        case Ratio():
            return _ratio(target, words)
        case Change():
            return _change(target, words)
        case Rank():
            return _rank(target, words)
        case Quantile():
            return _quantile(target, words)
        case Compare():
            return _compare(target, words)
        case Milestone():
            return _when(target.by, words, words.milestone_opening)
        case Judged():
            return _judged(target, words)


def said_when(by: When | None, language: LanguageCode = "da") -> str:
    """A deadline alone: "i 2025", "over de næste fire år"; empty where there is none."""
    words = WORDS[language]
    return _when(by, words, words.year_opening)


def said_among(among: Among, language: LanguageCode = "da") -> str:
    """Those compared, with the word before them: "i landet", "blandt nabokommunerne"."""
    return _among(among, WORDS[language])


def said_amount(number: Decimal, unit: str, language: LanguageCode = "da") -> str:
    """A number and what it is counted in: "1.234,5 kr."."""
    return _amount(number, unit, WORDS[language])


def _level(target: Level, words: Words) -> str:
    comparator = words.comparators[target.comparator].said
    amount = _amount(target.value, target.unit, words)
    return _joined(comparator, amount, _when(target.by, words)) + _baseline(target, words)


def _survey_level(target: SurveyLevel, words: Words) -> str:
    if target.scale is not None:
        lowest, highest = target.scale
        asked = f"{words.on_a_scale.said} {lowest} {words.to.said} {highest}"
    elif target.unit == "%":
        asked = words.of_those_asked.said
    else:
        asked = words.according_to_those_asked.said
    comparator = words.comparators[target.comparator].said
    amount = _amount(target.value, target.unit, words)
    return _joined(comparator, amount, asked, _when(target.by, words)) + _baseline(target, words)


def _ratio(target: Ratio, words: Words) -> str:
    is_least = target.comparator is Comparator.AT_LEAST
    comparator = "" if is_least else words.comparators[target.comparator].said
    part, whole = (number_said(Decimal(each), words) for each in (target.num, target.den))
    return _joined(comparator, part, words.out_of.said, whole, _when(target.by, words))


def _change(target: Change, words: Words) -> str:
    if target.size is None:
        return _direction_alone(target, words)
    least = words.comparators[Comparator.AT_LEAST].said if target.at_least else ""
    amount = _amount(target.size, target.unit, words)
    if target.is_yearly:
        move = f"{words.must.said} {words.moves[target.direction].said} {words.by_so_much.said}"
        by = _when(target.by, words, words.pace_opening, words.pace_day_opening)
        since = target.baseline_year
        counted = f", {words.counted_from.said} {since}" if since is not None else ""
        return _joined(move, least, amount, words.a_year.said, by) + counted
    moved = f"{amount} {words.moved[target.direction].said}"
    if target.direction is not Direction.BETTER and is_counted(target.unit):
        unit = unit_said(target.unit, words) if target.unit else ""
        counted = words.counted[target.direction].said
        moved = _joined(number_said(target.size, words), counted, unit)
    return _joined(least, moved, _when(target.by, words), _than_year(target, words))


def is_counted(unit: str) -> bool:
    """Whether more of a unit is "flere": of days and places, not of per cent and money."""
    first = unit.lower().split(" ")[0]
    return first not in {"%", "procentpoint", "point", "kr.", "kroner", "mio.", "mia.", "t.kr."}


def _direction_alone(target: Change, words: Words) -> str:
    if target.baseline_year is None:
        by = _when(target.by, words, words.moving_opening, words.moving_day_opening)
        return _joined(words.must.said, words.moves[target.direction].said, by)
    moved = words.moved[target.direction].said
    return _joined(words.must_be.said, moved, _when(target.by, words), _than_year(target, words))


def _than_year(target: Change, words: Words) -> str:
    year = target.baseline_year
    return "" if year is None else f"{words.than.said} {words.in_.said} {year}"


def _rank(target: Rank, words: Words) -> str:
    among, by = _among(target.among, words), _when(target.by, words)
    if target.at_most == 1:
        return _joined(words.first[target.best].said, among, by)
    end = "" if target.best is Best.BEST else words.with_end[target.best].said
    number = number_said(Decimal(target.at_most), words)
    return _joined(words.in_the_top.said, number, among, end, by)


def _quantile(target: Quantile, words: Words) -> str:
    end, share = words.ends[target.best].said, share_said(target.share, words)
    is_part = target.share == Fraction(1, 3)
    opening = (words.among_the_part if is_part else words.among_the).said
    last_first = is_part or words.share_stands_last
    shared = f"{end} {share}" if last_first else f"{share} {end}"
    return _joined(opening, shared, _among(target.among, words), _when(target.by, words))


def share_said(share: Fraction, words: Words) -> str:
    """A share: "25 %", "tredjedel", "2/7"."""
    if share == Fraction(1, 3):
        return next(word for word, parts in words.thirds.items() if parts == share.denominator)
    percent = share * 100
    if 10**PERCENT_DECIMALS % percent.denominator:
        return f"{share.numerator}/{share.denominator}"
    return _amount(Decimal(percent.numerator) / percent.denominator, "%", words)


def _compare(target: Compare, words: Words) -> str:
    by = _when(target.by, words)
    if target.margin is not None:
        return _joined(_margin(target, target.margin, words), _compared(target, words), by)
    comparator = target.comparator
    if comparator is None:
        standing = words.level_with.said
    elif comparator in {Comparator.AT_LEAST, Comparator.AT_MOST}:
        standing = f"{words.comparators[comparator].said} {words.level_with.said}"
    elif target.to is To.AVERAGE:
        standing = (words.above if comparator is Comparator.OVER else words.below).said
    else:
        direction = words.moved[comparator.direction].said
        among = _among(target.among, words, words.in_.said)
        return _joined(direction, words.than.said, among, by)
    return _joined(standing, _compared(target, words), by)


def _margin(target: Compare, margin: Decimal, words: Words) -> str:
    amount = _amount(abs(margin), target.unit, words)
    if target.comparator is None:
        return f"{words.comparators[Comparator.AT_MOST].said} {amount} {words.from_.said}"
    is_above = margin > 0
    upwards = (target.comparator.direction is Direction.UP) == is_above
    if target.comparator in {Comparator.AT_LEAST, Comparator.AT_MOST}:
        least = Comparator.AT_LEAST if upwards else Comparator.AT_MOST
        opening = words.comparators[least].said
    else:
        opening = (words.margin_over if upwards else words.margin_under).said
    return f"{opening} {amount} {(words.above if is_above else words.below).said}"


def _compared(target: Compare, words: Words) -> str:
    if target.to is To.AVERAGE:
        return f"{words.average.said} {_among(target.among, words)}"
    return those_said(target.among, words)


def _judged(target: Judged, words: Words) -> str:
    opening = words.judged.said
    if target.by_whom:
        opening = f"{_judges(target.by_whom, words)} {words.judge_it.said}"
    years = target.every_years
    return _joined(opening, _every(years, words) if years else "", _when(target.by, words))


def _judges(by_whom: str, words: Words) -> str:
    tokens = tokens_of(by_whom)
    is_bare = tokens and not any(token.low in JUDGING for token in tokens)
    return by_whom if is_bare else quoted(by_whom, words)


def _every(years: int, words: Words) -> str:
    every, *_ = words.every.said.split()
    if years == 1:
        return f"{every} {words.one_year}"
    if not words.ordinals:
        return f"{every} {_counted(years, words)} {words.years.said}"
    ordinal = words.ordinals[years - 2] if years - 2 < len(words.ordinals) else f"{years}."
    return f"{every} {ordinal} {words.years.said}"


def _amount(number: Decimal, unit: str, words: Words) -> str:
    figure = number_said(number, words)
    if unit == "%":
        return figure + words.percent
    return f"{figure} {unit_said(unit, words)}" if unit else figure


def _baseline(target: Level | SurveyLevel, words: Words) -> str:
    year = target.baseline_year
    if target.baseline is None:
        return f", {words.compared_with.said} {year}" if year is not None else ""
    amount = _amount(target.baseline, target.unit, words)
    since = f"{words.in_.said} {year}" if year is not None else ""
    return ", " + _joined(words.from_.said, amount, since)


def _when(by: When | None, words: Words, opening: str = "", day_opening: str = "") -> str:
    match by:
        case None:
            return ""
        case Deadline(year, None, _):
            return f"{opening or words.year_opening} {year}"
        case Deadline(year, int(month), None):
            return f"{opening or words.month_opening} {words.months[month - 1]} {year}"
        case Deadline(year, int(month), day):
            day_said = f"{day}{words.day_mark} {words.months[month - 1]} {year}"
            return f"{day_opening or words.day_opening} {day_said}"
        case Horizon(1):
            return words.the_next_one.said
        case Horizon(years):
            return f"{words.the_next.said} {_counted(years, words)} {words.years.said}"
        case CouncilTerm():
            return words.council_term.said
    raise TypeError(by)


def _counted(number: int, words: Words) -> str:
    return words.numerals[number] if number < len(words.numerals) else str(number)


def _among(among: Among, words: Words, before_many: str = "") -> str:
    is_place = among.scope in {Scope.COUNTRY, Scope.REGION}
    before = words.in_.said if is_place else before_many or words.among.said
    return f"{before} {those_said(among, words)}"


def those_said(among: Among, words: Words) -> str:
    """Those compared, without the word before them: "landet", "6-byerne"."""
    name = among.name
    if not name:
        return words.scopes[among.scope].said
    said = name_said(name, words)
    looks_like_region = name.lower().startswith("region ")
    if among.scope is Scope.REGION and (said != name or not looks_like_region):
        return f"{words.scopes[Scope.REGION].said} {quoted(name, words)}"
    is_misread = looks_like_region or is_slip_for_scope(name, words)
    return quoted(name, words) if among.scope is Scope.GROUP and is_misread else said


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
