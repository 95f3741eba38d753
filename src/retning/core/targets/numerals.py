"""Numbers and names as the target language writes them, in both directions, exactly."""

import re
from decimal import Decimal
from difflib import get_close_matches

from retning.core.danish.patterns import pattern
from retning.core.targets.tokens import tokens_of
from retning.core.targets.words import ABBREVIATIONS, Words

_LONGEST = 40
_SCOPE_SLIP = 0.9
_FIGURES = pattern(r"[-−+]?\d[^a-zæøå]*", re.DOTALL)
_BODY = pattern(r"\d[\d.,]*")


def _may_stop(lows: list[str], words: Words) -> bool:
    """Whether something else begins with these words, or could with more of them."""
    ways = words.stops.get(lows[0], ())
    return any(tuple(lows[: len(way)]) == way[: len(lows)] for way in ways)


def number_said(number: Decimal, words: Words) -> str:
    """The number with the language's marks ("1.234,5"), without zeros at its end."""
    plain = f"{abs(number):f}"
    whole, _, decimals = plain.partition(".")
    whole = whole.lstrip("0") or "0"
    decimals = decimals.rstrip("0")
    sign = "-" if number < 0 else ""
    grouped = f"{int(whole):,}".replace(",", words.thousands_mark)
    return sign + grouped + (words.decimal_mark + decimals if decimals else "")


def number_in(word: str, words: Words) -> Decimal | None:
    """The number that a word is, or None. A single mark of the other language's that cannot
    group thousands is taken as the decimal mark ("8.5" in Danish)."""
    if word in words.numeral_values:
        return Decimal(words.numeral_values[word])
    sign, body = ("-", word[1:]) if word[:1] in {"-", "−"} else ("", word.removeprefix("+"))
    if len(body) > _LONGEST or not body.isascii() or not _BODY.fullmatch(body):
        return None
    whole, mark, decimals = body.partition(words.decimal_mark)
    if mark and not decimals.isdigit():
        return None
    groups = whole.split(words.thousands_mark)
    if len(groups) > 1 and not _are_thousands(groups):
        if mark or len(groups) > 2 or not all(groups):
            return None
        whole, decimals = groups
    else:
        whole = "".join(groups)
    return Decimal(f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}")


def _are_thousands(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def unit_in(words_of_unit: str, words: Words) -> str:
    """The unit in a target for how it is written: "pct." is "%", English "days" is "dage"."""
    low = words_of_unit.lower()
    for unit, said in words.units.items():
        if said.lower() == low:
            return unit
    return words.unit_ways.get(low, words_of_unit)


def unit_said(unit: str, words: Words) -> str:
    """The unit as it stands after a number and its blank."""
    said = words.units.get(unit, unit)
    split = tuple(said.lower().split())
    if any(unit == whole and split in phrase.ways for phrase, whole in words.whole_units):
        return said
    is_plain = is_bare(said, words) and unit_in(said, words) == unit
    return said if is_plain and not _begins_whole(split, words) else quoted(unit, words)


def _begins_whole(split: tuple[str, ...], words: Words) -> bool:
    """Whether the words of a unit begin with a whole one, behind which the rest would be lost."""
    ways = [way for phrase, _ in words.whole_units for way in phrase.ways]
    return any(split[: len(way)] == way for way in ways)


def name_said(name: str, words: Words) -> str:
    """A name, in quotation marks where it would be misread without."""
    return name if is_bare(name, words) else quoted(name, words)


def is_slip_for_scope(name: str, words: Words) -> bool:
    """Whether a name is nearly, but not quite, a word for those compared or for their average
    ("komunerne"): it stands in quotation marks where it is meant."""
    low = name.lower()
    phrases = (*words.scopes.values(), words.average, words.country_average)
    known = [way[-1] for phrase in phrases for way in phrase.ways]
    return bool(get_close_matches(low, known, n=1, cutoff=_SCOPE_SLIP))


def quoted(name: str, words: Words) -> str:
    """A name in the language's quotation marks."""
    return f"{words.opening_quote}{name}{words.closing_quote}"


def is_bare(name: str, words: Words) -> bool:
    """Whether a name is read as itself where it stands without quotation marks: no word in it is
    a number or begins something else, and a full stop at its end is its own."""
    tokens = tokens_of(name)
    if " ".join(token.text for token in tokens) != name or not tokens:
        return False
    if tokens[-1].low.endswith(".") and tokens[-1].low not in ABBREVIATIONS:
        return False
    lows = [token.low for token in tokens]
    return all(
        not token.is_quoted
        and token.low != ","
        and not _may_stop(lows[index:], words)
        and token.low not in words.numeral_values
        and (index > 0 or not _FIGURES.fullmatch(token.low))
        for index, token in enumerate(tokens)
    )
