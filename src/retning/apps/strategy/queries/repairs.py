"""The repaired letters of a document, all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
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


@dataclass(frozen=True)
class Place:
    """One repair: its number, the passage it stands in, whether it is undone, and its words."""

    number: int
    passage: Passage
    is_undone: bool
    before: str
    after: str


def repairs_of_reading(
    reading: Reading,
) -> tuple[list[RepairGroup], Mapping[int, Sequence[Place]]]:
    """A document's repairs by what they do, and by the group's number where they stand, as far as
    that is in a passage: two queries."""
    rows = Reading.drafts.values_list("repairs", flat=True).get(pk=reading.pk)
    repairs = repairs_of(rows)
    first: dict[Rule, int] = {}
    for number, repair in enumerate(repairs):
        first.setdefault(rule_of(repair), number)
    places: dict[int, list[Place]] = defaultdict(list)
    if repairs:
        for passage in Passage.drafts.filter(reading=reading).exclude(letters=[]):
            for row in passage.letters:
                if "n" in row and row["n"] < len(repairs):
                    place = Place(row["n"], passage, row["undone"], row["before"], row["after"])
                    places[first[rule_of(repairs[row["n"]])]].append(place)
    return repair_groups(rows, Undone.of(reading.undone_repairs)), places
