"""One pass over a document's groups: what each is, by its heading and the section it stands in."""

from __future__ import annotations

import re

from retning.core.danish import fold, sentences
from retning.core.documents.blocks import Document
from retning.core.documents.frameworks.found import (
    Competence,
    CoreValue,
    ExpectationGroup,
    Framework,
    Statement,
)
from retning.core.documents.frameworks.groups import Group, groups_of
from retning.core.documents.frameworks.signing import signatories_in
from retning.core.documents.frameworks.wordings import (
    Section,
    name_of,
    says_i,
    section_of,
    value_led_in,
    values_named,
)
from retning.core.documents.items import Cleaner, Item
from retning.core.documents.parts import Part

_LONGEST_NAME = 5  # words
_SHORTEST_BODY = 60
_NAME_AND_TEXT = re.compile(r"\s*(?::|\s[–—-])\s+")


def framework(document: Document) -> Framework:
    """The framework in `document`, empty where there is none. Danish rules; linear in the text."""
    return _Reader(document).read()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.cleaner = Cleaner(document.text)
        self.groups = groups_of(document)
        self.section: Section | None = None
        self.level = 0
        self.has_deeper = False
        self.named = self._named_values()
        self.values: list[CoreValue] = []
        self.statements: list[Statement] = []
        self.competences: list[Competence] = []
        self.expectations: list[ExpectationGroup] = []
        self.unclaimed: list[ExpectationGroup] = []

    def read(self) -> Framework:
        """Every group in its turn."""
        for group in self.groups:
            self._group(group)
        if len(self.statements) == 1 and self.statements[0].heading.confidence < 0.9:
            self.statements = []
        return Framework(
            core_values=tuple(_once(self.values or self._values_without_text())),
            statements=tuple(self.statements),
            competences=tuple(self.competences),
            expectations=tuple(self.expectations),
            signatories=signatories_in(self.document, self.cleaner),
        )

    def _group(self, group: Group) -> None:
        heading = self._clean(group.heading) if group.heading is not None else ""
        announced = section_of(heading) if heading else None
        if self._is_value_led_in(group):
            self.unclaimed = []
        elif announced is not None and group.heading is not None:
            self._open(announced, group)
        else:
            self._leave(group)
            self._read_in_section(group, heading)

    # --- sections ---------------------------------------------------------------------------

    def _open(self, section: Section, group: Group) -> None:
        if group.heading is not None:
            self.level, self.has_deeper = group.heading.level, False
        self.section = section
        match section:
            case Section.EXPECTATIONS if group.entries:
                self._expected(group, 0.9)
            case Section.EXPECTATIONS:
                # Broken columns: the heading came behind the lists that it heads.
                self.expectations += self.unclaimed
            case Section.LEADERSHIP if group.entries:
                self._listed_leadership(group)
            case Section.VALUES if group.entries:
                self._listed_values(group)
            case Section.STATEMENTS if group.entries:
                self._listed_statements(group)
            case _:
                pass
        self.unclaimed = []

    def _leave(self, group: Group) -> None:
        """A heading above the section's own ends it."""
        if group.heading is None or self.section is None or not self.level:
            return
        level = group.heading.level
        self.has_deeper = self.has_deeper or level > self.level
        if level < self.level or (level == self.level and self.has_deeper):
            self.section = None

    def _read_in_section(self, group: Group, heading: str) -> None:
        if not heading:
            self._without_heading(group)
        elif self.section is Section.VALUES:
            self._value_by_heading(group, heading)
        elif self.section is Section.LEADERSHIP:
            self._leadership(group)
        elif self.section is Section.EXPECTATIONS and group.entries:
            self._expected(group, 0.95)
        elif self._is_statement(group, heading):
            self._statement(group, 0.95 if self.section is Section.STATEMENTS else 0.85)
        elif fold(_first_word(heading)) in self.named or fold(heading) in self.named:
            self._value(group, *self._heading_span(group), 0.85)
        elif group.entries and self.section is not Section.ELSEWHERE:
            self.unclaimed.append(self._expectation_group(group, 0.7))
        elif group.prose:
            self.unclaimed = []

    def _without_heading(self, group: Group) -> None:
        if not group.entries:
            return
        match self.section:
            case Section.VALUES:
                self._listed_values(group)
            case Section.STATEMENTS:
                self._listed_statements(group)
            case Section.EXPECTATIONS:
                self._expected(group, 0.8)
            case Section.LEADERSHIP:
                self._listed_leadership(group)
            case _:
                pass

    # --- values -----------------------------------------------------------------------------

    def _is_value_led_in(self, group: Group) -> bool:
        part = group.heading
        if part is None or not (group.entries or group.prose):
            return False
        flat, places = _flat(self.text, part)
        known = self.section is Section.VALUES
        found = value_led_in(flat, among_values=known or bool(self.named))
        if found is None or (not known and not self._is_sure(flat, found)):
            return False
        self._value(group, places[found[0]], places[found[1] - 1] + 1, 0.95)
        return True

    def _is_sure(self, flat: str, found: tuple[int, int]) -> bool:
        name = fold(flat[found[0] : found[1]])
        return name in self.named or value_led_in(flat, among_values=False) is not None

    def _value_by_heading(self, group: Group, heading: str) -> None:
        words = heading.split()
        if says_i(heading) and group.prose:
            self._statement(group, 0.85)
        elif len(words) <= _LONGEST_NAME and (group.entries or group.prose):
            start, end = self._heading_span(group)
            name = fold(self.text[start:end])
            if self.named and not any(part in self.named for part in (name, _first_word(name))):
                return
            self._value(group, start, end, 0.9 if name in self.named else 0.8)

    def _value(self, group: Group, start: int, end: int, confidence: float) -> None:
        name = self.cleaner.item(start, end, confidence)
        if group.entries:
            behaviours = [self._item(part, confidence) for part in group.entries]
        else:
            behaviours = self._sentences(group, min(confidence, 0.7))
        self.values.append(CoreValue(name, tuple(behaviours)))

    def _listed_values(self, group: Group) -> None:
        """ "Mod: vi siger det, vi mener" in a list, or the names alone."""
        for part in group.entries:
            parted = _NAME_AND_TEXT.search(self.text, part.start, min(part.end, part.start + 60))
            stop = parted.start() if parted else part.end
            name = self.cleaner.item(*self._name_span(part.start, stop), 0.8 if parted else 0.7)
            if len(name.clean.split()) > _LONGEST_NAME - 1:
                continue
            spans = sentences(self.text, parted.end(), part.end) if parted else ()
            self.values.append(CoreValue(name, tuple(self.cleaner.item(*s, 0.7) for s in spans)))

    def _named_values(self) -> dict[str, tuple[int, int]]:
        """Folded names of values that a sentence lists → where they stand."""
        for group in self.groups:
            for part in group.prose:
                for start, end in sentences(self.text, part.start, part.end):
                    if end - start > 400 or "værdier" not in self.text[start:end].casefold():
                        continue
                    if spans := values_named(self.text[start:end]):
                        return {
                            fold(self.text[start + first : start + last]): (
                                start + first,
                                start + last,
                            )
                            for first, last in spans
                        }
        return {}

    def _values_without_text(self) -> list[CoreValue]:
        return [CoreValue(self.cleaner.item(*span, 0.6), ()) for span in self.named.values()]

    # --- what employees say of themselves ------------------------------------------------------

    def _is_statement(self, group: Group, heading: str) -> bool:
        if _first_word(heading).casefold() == "jeg":
            return True
        if self.section is not Section.STATEMENTS:
            return False
        lines = group.prose or group.entries
        return bool(lines) and says_i(self._clean(lines[0]))

    def _statement(self, group: Group, confidence: float) -> None:
        if group.heading is None:
            return
        prose = list(group.prose)
        while len(prose) > 1 and not says_i(self._clean(prose[-1])):
            prose.pop()  # the next section begins before its heading
        body = [*prose, *group.entries]
        self.statements.append(
            Statement(
                self.cleaner.item(*self._heading_span(group), confidence),
                tuple(self._item(part, confidence) for part in body),
            )
        )

    def _listed_statements(self, group: Group) -> None:
        for part in group.entries:
            if fold(_first_word(self._clean(part))) in {"jeg", "vi"}:
                self.statements.append(Statement(self._item(part, 0.9), ()))

    # --- what leaders are and what is expected of them ------------------------------------------

    def _leadership(self, group: Group) -> None:
        if sum(part.end - part.start for part in group.prose) >= _SHORTEST_BODY:
            self.competences.append(
                Competence(
                    self.cleaner.item(*self._heading_span(group), 0.9),
                    tuple(self._item(part, 0.9) for part in group.prose),
                )
            )
        if group.entries:
            self._expected(group, 0.9)

    def _listed_leadership(self, group: Group) -> None:
        """A list right under the section's heading: competences with a name each, or else what is
        expected."""
        parted = [
            _NAME_AND_TEXT.search(self.text, part.start, min(part.end, part.start + 80))
            for part in group.entries
        ]
        if not all(parted):
            self._expected(group, 0.75)
            return
        for part, found in zip(group.entries, parted, strict=True):
            if found is not None:
                name = self.cleaner.item(*self._name_span(part.start, found.start()), 0.8)
                body = self.cleaner.item(found.end(), part.end, 0.8)
                self.competences.append(Competence(name, (body,)))

    def _expected(self, group: Group, confidence: float) -> None:
        self.expectations.append(self._expectation_group(group, confidence))

    def _expectation_group(self, group: Group, confidence: float) -> ExpectationGroup:
        heading = None
        if group.heading is not None:
            heading = self.cleaner.item(*self._heading_span(group), confidence)
        entries = tuple(self._item(part, confidence) for part in group.entries)
        return ExpectationGroup(heading, entries)

    # --- stretches ----------------------------------------------------------------------------

    def _item(self, part: Part, confidence: float) -> Item:
        return self.cleaner.item(part.start, part.end, confidence)

    def _sentences(self, group: Group, confidence: float) -> list[Item]:
        return [
            self.cleaner.item(start, end, confidence)
            for part in group.prose
            for start, end in sentences(self.text, part.start, part.end)
        ]

    def _clean(self, part: Part) -> str:
        return self.cleaner.clean(self.text[part.start : part.end])

    def _heading_span(self, group: Group) -> tuple[int, int]:
        if group.heading is None:
            return 0, 0
        return self._name_span(group.heading.start, group.heading.end)

    def _name_span(self, start: int, end: int) -> tuple[int, int]:
        first, last = name_of(self.text[start:end])
        return start + first, start + last


def _once(values: list[CoreValue]) -> list[CoreValue]:
    """Each name once: the one with most behaviours, where the first stood."""
    best: dict[str, CoreValue] = {}
    for value in values:
        name = fold(value.name.clean)
        if name not in best or len(value.behaviours) > len(best[name].behaviours):
            best[name] = value
    return list(best.values())


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0].strip(",.:;") if text.split() else ""


def _flat(text: str, part: Part) -> tuple[str, list[int]]:
    """The part with each run of blanks as one, and where each of its characters stands."""
    letters: list[str] = []
    places: list[int] = []
    for place in range(part.start, min(part.end, part.start + 200)):
        letter = " " if text[place].isspace() else text[place]
        if letter != " " or (letters and letters[-1] != " "):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places
