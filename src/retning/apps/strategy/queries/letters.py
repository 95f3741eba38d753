"""The letters of a passage: what was repaired in its stretch of the source, and what is unsure."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from retning.core.danish.repairs import Repair, RepairRule

Row = dict[str, Any]
"""Letters as a passage keeps them: `from` and `to` in the document's text, `at` and `until` in the
passage's own (null in its explanation). A repair has its number `n` in the document's, `before`,
`after`, `confidence` and `undone`; what text recognition was unsure of has `unsure`, in percent."""

Rule = tuple[str, str, str]
Places: TypeAlias = "array[int]"

_WORD = re.compile(r"\S+")


def repairs_of(rows: Iterable[Sequence[Any]]) -> list[Repair]:
    """A document's repairs, as `Reading.repairs` keeps them."""
    return [
        Repair(start, end, before, after, confidence, RepairRule(rule))
        for start, end, before, after, confidence, rule in rows
    ]


def rule_of(repair: Repair) -> Rule:
    """What makes two repairs the same, whatever their capitals."""
    return repair.before.lower(), repair.after.lower(), repair.rule.value


@dataclass(frozen=True)
class Undone:
    """What a person keeps as the source has it: repairs by their numbers, and all of a rule."""

    single: frozenset[int] = frozenset()
    rules: frozenset[Rule] = frozenset()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Undone:
        rules = frozenset((before, after, rule) for before, after, rule in kept.get("rules", ()))
        return cls(frozenset(kept.get("single", ())), rules)

    def kept(self) -> dict[str, Any]:
        return {
            "single": sorted(self.single),
            "rules": [list(rule) for rule in sorted(self.rules)],
        }

    def numbers(self, repairs: Sequence[Repair]) -> frozenset[int]:
        """The numbers of all that are undone, one by one or by a rule."""
        by_rule = (n for n, repair in enumerate(repairs) if rule_of(repair) in self.rules)
        return self.single | frozenset(by_rule)


@dataclass(frozen=True)
class Source:
    """A document's text, with what is known of its letters, in order."""

    text: str
    repairs: Sequence[Repair]
    undone: frozenset[int]
    unsure: Sequence[Sequence[int]]

    def repairs_between(self, start: int, end: int) -> Iterator[tuple[int, Repair]]:
        """The repairs that lie wholly in a stretch, with their numbers."""
        first = bisect_left(self.repairs, start, key=lambda repair: repair.start)
        for number in range(first, len(self.repairs)):
            repair = self.repairs[number]
            if repair.start >= end:
                return
            if repair.end <= end:
                yield number, repair

    def unsure_between(self, start: int, end: int) -> Iterator[Sequence[int]]:
        first = bisect_left(self.unsure, start, key=lambda word: word[0])
        for word in self.unsure[first:]:
            if word[0] >= end:
                return
            if word[1] <= end:
                yield word


@dataclass(frozen=True)
class Lettered:
    """A stretch of the source as a person should read it, and what was done to its letters."""

    text: str
    letters: list[Row]


def lettered(source: Source, start: int, end: int, *, one_line: bool) -> Lettered:
    """`source.text[start:end]` with its repairs made, save those undone; with `one_line` every run
    of blanks is one space. Linear in the stretch."""
    found = list(source.repairs_between(start, end))
    unsure = list(source.unsure_between(start, end))
    if not found and not unsure:
        text = source.text[start:end]
        return Lettered(" ".join(text.split()) if one_line else text, [])
    text, places = _repaired(source, start, end, found)
    if one_line:
        text, places = _on_one_line(text, places)
    rows = [_repair_row(number, repair, source.undone, places) for number, repair in found]
    rows += [
        {"from": first, "to": last, **_place(places, first, last), "unsure": confidence}
        for first, last, confidence in unsure
    ]
    return Lettered(text, rows)


def _repaired(
    source: Source, start: int, end: int, found: Iterable[tuple[int, Repair]]
) -> tuple[str, Places]:
    """The text with its repairs made, and where in the document each character of it stands."""
    parts: list[str] = []
    places = _places()
    reached = start
    for number, repair in found:
        copied = repair.end if number in source.undone else repair.start
        parts.append(source.text[reached:copied])
        places.extend(range(reached, copied))
        if number not in source.undone:
            parts.append(repair.after)
            places.extend([repair.start] * len(repair.after))
        reached = repair.end
    parts.append(source.text[reached:end])
    places.extend(range(reached, end))
    return "".join(parts), places


def _on_one_line(text: str, places: Places) -> tuple[str, Places]:
    words: list[str] = []
    where = _places()
    ended = 0
    for word in _WORD.finditer(text):
        if words:
            where.append(places[ended])
        words.append(word[0])
        ended = word.end()
        where.extend(places[word.start() : ended])
    return " ".join(words), where


def _places() -> Places:
    # Four bytes each: a list of numbers takes ten times as many, and a passage may be megabytes.
    return array("I")


def _repair_row(number: int, repair: Repair, undone: Collection[int], places: Sequence[int]) -> Row:
    return {
        "n": number,
        "from": repair.start,
        "to": repair.end,
        **_place(places, repair.start, repair.end),
        "before": repair.before,
        "after": repair.after,
        "confidence": round(repair.confidence, 2),
        "undone": number in undone,
    }


def _place(places: Sequence[int], start: int, end: int) -> Row:
    return {"at": bisect_left(places, start), "until": bisect_left(places, max(end, start + 1))}


def without_places(letters: Iterable[Row]) -> list[Row]:
    """The letters of an explanation, or of words that a person has written over: they stand in the
    source only."""
    return [{**row, "at": None, "until": None} for row in letters]


@dataclass(frozen=True)
class RepairGroup:
    """All repairs of a document that turn the same into the same: `number` is the first of them,
    `confidence` the least, `undone` how many of them are kept as in the source."""

    number: int
    before: str
    after: str
    rule: RepairRule
    count: int
    undone: int
    confidence: float
    by_rule: bool

    @property
    def is_undone(self) -> bool:
        return self.undone == self.count


def repair_groups(rows: Iterable[Sequence[Any]], undone: Undone) -> list[RepairGroup]:
    """A document's repairs by what they do, the least confident first."""
    repairs = repairs_of(rows)
    numbers = undone.numbers(repairs)
    groups: dict[Rule, list[int]] = {}
    for number, repair in enumerate(repairs):
        groups.setdefault(rule_of(repair), []).append(number)
    found = [
        RepairGroup(
            number=members[0],
            before=repairs[members[0]].before,
            after=repairs[members[0]].after,
            rule=repairs[members[0]].rule,
            count=len(members),
            undone=sum(1 for number in members if number in numbers),
            confidence=min(repairs[number].confidence for number in members),
            by_rule=rule in undone.rules,
        )
        for rule, members in groups.items()
    ]
    return sorted(found, key=lambda group: (group.confidence, -group.count, group.before))
