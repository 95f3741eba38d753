"""The words of the target language, as tables: what `say` writes and what `typed` takes for it.

A `Phrase` has several ways; the first is canonical, the others are taken too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Literal, TypeAlias

from retning.core.targets.kinds import Best, Comparator, Direction, Scope

LanguageCode: TypeAlias = Literal["da", "en"]


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Phrase:
    """One or more ways to say a thing; `said` is the canonical one."""

    said: str
    ways: tuple[tuple[str, ...], ...]
    """Every way as words in small letters, the longest first."""

    def __init__(self, *ways: str) -> None:
        object.__setattr__(self, "said", ways[0])
        split = sorted((tuple(way.lower().split()) for way in ways), key=len, reverse=True)
        object.__setattr__(self, "ways", tuple(split))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Words:
    """One language's words. Tables keyed by an enum have one phrase for each of its members."""

    language: LanguageCode
    decimal_mark: str
    thousands_mark: str
    percent: str
    """The sign as it stands after a number, with its blank."""
    opening_quote: str
    closing_quote: str
    numerals: tuple[str, ...]
    """0 to 12, as they are written in words."""
    more_numerals: Mapping[str, int]
    ordinals: tuple[str, ...]
    """Second to twelfth, after "every"; empty where the language counts years instead."""
    months: tuple[str, ...]
    day_mark: str
    thirds: Mapping[str, int]
    """Words for one part of so many."""
    units: Mapping[str, str]
    """Units that have a word of this language's own, by the unit in the target."""
    unit_ways: Mapping[str, str]
    """Other spellings, in small letters, to the unit in the target."""

    comparators: Mapping[Comparator, Phrase]
    margin_over: Phrase
    margin_under: Phrase
    out_of: Phrase
    on_a_scale: Phrase
    to: Phrase
    of_those_asked: Phrase
    according_to_those_asked: Phrase

    by: Phrase
    """Before a year, a month or a day: always a deadline."""
    in_: Phrase
    """Before a year, or before a place."""
    day_word: Phrase
    """What may stand before a day alone."""
    year_opening: str
    month_opening: str
    day_opening: str
    milestone_opening: str
    moving_opening: str
    moving_day_opening: str
    pace_opening: str
    pace_day_opening: str
    the_next: Phrase
    the_next_one: Phrase
    years: Phrase
    one_year: str
    council_term: Phrase

    from_: Phrase
    compared_with: Phrase
    counted_from: Phrase

    must: Phrase
    must_be: Phrase
    moves: Mapping[Direction, Phrase]
    moved: Mapping[Direction, Phrase]
    """Higher, lower, better."""
    counted: Mapping[Direction, Phrase]
    """More, fewer: of a change without a unit."""
    by_so_much: Phrase
    a_year: Phrase
    than: Phrase

    in_the_top: Phrase
    with_end: Mapping[Best, Phrase]
    first: Mapping[Best, Phrase]
    among_the: Phrase
    among_the_part: Phrase
    ends: Mapping[Best, Phrase]
    share_stands_last: bool

    average: Phrase
    country_average: Phrase
    level_with: Phrase
    above: Phrase
    below: Phrase
    among: Phrase
    scopes: Mapping[Scope, Phrase]
    """The group's phrase stands before a quoted name."""

    judge_it: Phrase
    judged: Phrase
    every: Phrase

    stops: Mapping[str, tuple[tuple[str, ...], ...]] = field(init=False)
    """Everything with which something else begins, by its first word: a name ends before it, and
    one that holds it is put in quotation marks."""
    vocabulary: frozenset[str] = field(init=False)
    """Every word that is the language's own."""
    numeral_values: Mapping[str, int] = field(init=False)
    whole_units: tuple[tuple[Phrase, str], ...] = field(init=False)
    """Per cent, percentage points and years, which are whole units wherever they begin one."""

    def __post_init__(self) -> None:
        alone = {month.lower() for month in self.months} | {*self.thirds} | JUDGING
        ways: set[tuple[str, ...]] = {(word,) for word in alone}
        for one in fields(self):
            if one.init:
                ways |= _ways(getattr(self, one.name))
        stops: dict[str, tuple[tuple[str, ...], ...]] = {}
        for way in sorted(ways):
            stops[way[0]] = (*stops.get(way[0], ()), way)
        object.__setattr__(self, "stops", stops)
        vocabulary = frozenset(word for way in ways for word in way if word.isalpha())
        object.__setattr__(self, "vocabulary", vocabulary)
        numerals = {word: number for number, word in enumerate(self.numerals)}
        object.__setattr__(self, "numeral_values", {**self.more_numerals, **numerals})
        object.__setattr__(self, "whole_units", tuple(self._whole_units()))

    def _whole_units(self) -> Iterator[tuple[Phrase, str]]:
        for unit in ("procentpoint", "%"):
            said = self.units.get(unit, unit)
            ways = [way for way, meant in self.unit_ways.items() if meant == unit]
            yield Phrase(said, *ways), unit
        # Years end a span too ("the next four years"); behind an amount they are what is counted.
        yield self.years, "år"


def _ways(value: object) -> set[tuple[str, ...]]:
    if isinstance(value, Phrase):
        return {*value.ways}
    if isinstance(value, Mapping):
        phrases = (each for each in value.values() if isinstance(each, Phrase))
        return {way for phrase in phrases for way in phrase.ways}
    return set()


JUDGING = frozenset(("vurderer", "judge", "judges"))
"""What says in either language that people judge, wherever it stands; so that a text needs not
say which language it is in, no name holds it bare."""

ABBREVIATIONS = frozenset(
    ("kr.", "t.kr.", "mio.", "mia.", "stk.", "pr.", "pct.", "m.", "t.", "min.", "ca.", "nr.")
)
"""Words whose full stop is their own, at the end of a text too."""
