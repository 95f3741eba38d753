"""The repaired letters of a document, all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from retning.apps.strategy.models import Passage, Reading
from retning.apps.strategy.queries.letters import (
    RepairGroup,
    Rule,
    Undone,
    repair_groups,
    repairs_of,
    rule_of,
)
from retning.core.danish.repairs import Repair

AROUND = 30
"""Characters of the source on either side of a repair that stands in no passage."""


@dataclass(frozen=True)
class Place:
    """One repair: its number, the passage it stands in, whether it is undone, and its words. What
    stands in no passage is told by the words `around` it in the source."""

    number: int
    passage: Passage | None
    is_undone: bool
    before: str
    after: str
    around: str = ""


def repairs_of_reading(
    reading: Reading,
) -> tuple[list[RepairGroup], Mapping[int, Sequence[Place]]]:
    """A document's repairs by what they do, and by the group's number where they stand, those in
    no passage last: two queries."""
    told = Reading.drafts.values("repairs", "source_text").get(pk=reading.pk)
    repairs = repairs_of(told["repairs"])
    undone = Undone.of(reading.undone_repairs)
    first: dict[Rule, int] = {}
    for number, repair in enumerate(repairs):
        first.setdefault(rule_of(repair), number)
    places: dict[int, list[Place]] = defaultdict(list)
    inside: set[int] = set()
    if repairs:
        for passage in Passage.drafts.filter(reading=reading).exclude(letters=[]):
            for row in passage.letters:
                if "n" in row and row["n"] < len(repairs):
                    place = Place(row["n"], passage, row["undone"], row["before"], row["after"])
                    places[first[rule_of(repairs[row["n"]])]].append(place)
                    inside.add(row["n"])
    for place in _outside(repairs, inside, undone, told["source_text"]):
        places[first[rule_of(repairs[place.number])]].append(place)
    return repair_groups(told["repairs"], undone), places


def _outside(
    repairs: Sequence[Repair], inside: Collection[int], undone: Undone, source: str
) -> Iterator[Place]:
    numbers = undone.numbers(repairs)
    for number, repair in enumerate(repairs):
        if number not in inside:
            near = source[max(0, repair.start - AROUND) : repair.end + AROUND]
            around = " ".join(near.split())
            yield Place(number, None, number in numbers, repair.before, repair.after, around)
