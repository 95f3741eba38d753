"""From groups to the things they are: a value, a statement, a competence, what is expected."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retning.core.danish import fold, sentences
from retning.core.danish.patterns import pattern
from retning.core.documents.frameworks.found import (
    Competence,
    CoreValue,
    ExpectationGroup,
    Statement,
)
from retning.core.documents.frameworks.groups import Group
from retning.core.documents.frameworks.wordings import name_of, says_i
from retning.core.documents.items import Cleaner, Item
from retning.core.documents.parts import Part

LONGEST_NAME = 5  # words
_LONGEST_BEFORE_TEXT = 80  # characters
_SHORTEST_BODY = 60
_NAME_AND_TEXT = pattern(r"\s*(?::|\s[–—-])\s+")


class Maker:
    """Makes items of one document's text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.cleaner = Cleaner(text)

    def clean(self, part: Part) -> str:
        """The part as a person would write it."""
        return self.cleaner.clean(self.text[part.start : part.end])

    def item(self, part: Part, confidence: float) -> Item:
        """The whole part."""
        return self.cleaner.item(part.start, part.end, confidence)

    def heading(self, group: Group, confidence: float) -> Item | None:
        """The group's heading, its number and its last mark left off."""
        if group.heading is None:
            return None
        return self._name(group.heading.start, group.heading.end, confidence)

    def value(self, name: Item, group: Group) -> CoreValue:
        """A value whose behaviours are the list under it, or else the sentences."""
        if group.entries:
            behaviours = [self.item(part, name.confidence) for part in group.entries]
        else:
            behaviours = [
                self.cleaner.item(start, end, min(name.confidence, 0.7))
                for part in group.prose
                for start, end in sentences(self.text, part.start, part.end)
            ]
        return CoreValue(name, tuple(behaviours))

    def listed_values(self, group: Group) -> list[CoreValue]:
        """ "Mod: vi siger det, vi mener" in a list, or the names alone."""
        values = []
        for part, parted in self._parted(group.entries):
            stop = parted.start() if parted else part.end
            name = self._name(part.start, stop, 0.8 if parted else 0.7)
            if len(name.clean.split()) < LONGEST_NAME:
                spans = sentences(self.text, parted.end(), part.end) if parted else ()
                values.append(CoreValue(name, tuple(self.cleaner.item(*s, 0.7) for s in spans)))
        return values

    def statement(self, heading: Item, group: Group) -> Statement:
        """What is said under the heading, up to where somebody else begins to speak."""
        prose = list(group.prose)
        while len(prose) > 1 and not says_i(self.clean(prose[-1])):
            prose.pop()  # the next section begins before its heading
        body = (*prose, *group.entries)
        return Statement(heading, tuple(self.item(part, heading.confidence) for part in body))

    def listed_statements(self, group: Group) -> list[Statement]:
        """Entries in which somebody speaks: "Jeg søger råd, når jeg er i tvivl"."""
        return [
            Statement(self.item(part, 0.9), ())
            for part in group.entries
            if first_word(self.clean(part)) in {"jeg", "vi"}
        ]

    def competence(self, name: Item, group: Group) -> Competence | None:
        """A competence, where enough is said of it."""
        if sum(part.end - part.start for part in group.prose) < _SHORTEST_BODY:
            return None
        return Competence(name, tuple(self.item(part, name.confidence) for part in group.prose))

    def listed_competences(self, group: Group) -> list[Competence]:
        """ "Tillid: lederen giver ansvar fra sig", where each entry has a name; else none."""
        competences = []
        for part, parted in self._parted(group.entries):
            if parted is None:
                return []
            name = self._name(part.start, parted.start(), 0.8)
            body = self.cleaner.item(parted.end(), part.end, 0.8)
            competences.append(Competence(name, (body,)))
        return competences

    def expectations(self, group: Group, confidence: float) -> ExpectationGroup:
        """The list under its heading."""
        return ExpectationGroup(
            self.heading(group, confidence),
            tuple(self.item(part, confidence) for part in group.entries),
        )

    def _name(self, start: int, end: int, confidence: float) -> Item:
        first, last = name_of(self.text[start:end])
        return self.cleaner.item(start + first, start + last, confidence)

    def _parted(self, parts: Sequence[Part]) -> list[tuple[Part, re.Match[str] | None]]:
        return [
            (
                part,
                _NAME_AND_TEXT.search(
                    self.text, part.start, min(part.end, part.start + _LONGEST_BEFORE_TEXT)
                ),
            )
            for part in parts
        ]


def first_word(text: str) -> str:
    """The first word, folded; empty where there is none."""
    words = text.split(maxsplit=1)
    return fold(words[0]).strip(",.:;") if words else ""
