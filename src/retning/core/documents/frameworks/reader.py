"""One pass over a document's groups: what each is, by its heading and the section it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from retning.core.danish import fold, sentences
from retning.core.documents.blocks import Document
from retning.core.documents.frameworks.found import (
    Competence,
    CoreValue,
    ExpectationGroup,
    Framework,
    Statement,
)
from retning.core.documents.frameworks.groups import Group, groups_of, without
from retning.core.documents.frameworks.making import LONGEST_NAME, Maker, first_word
from retning.core.documents.frameworks.signing import signatories_in
from retning.core.documents.frameworks.wordings import (
    Section,
    is_of_people,
    says_i,
    section_of,
    value_led_in,
    values_named,
)
from retning.core.documents.items import Item
from retning.core.documents.parts import Part

Kind = TypeVar("Kind")

_LONGEST_SENTENCE = 400


def framework(document: Document) -> Framework:
    """The framework in `document`, empty where there is none. Danish rules; linear in the text."""
    return _Reader(document).read()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.make = Maker(document.text)
        self.signatories = signatories_in(document, self.make.cleaner)
        signed = {each.name.start for each in self.signatories}
        self.groups = without(groups_of(document), signed)
        self.section: Section | None = None
        self.level = 0
        self.has_deeper = False
        self.named = self._named_values()
        self.values: list[CoreValue] = []
        self.statements: list[Statement] = []
        self.competences: list[Competence] = []
        self.expectations: list[ExpectationGroup] = []
        self.unclaimed: list[ExpectationGroup] = []
        self.has_marks = False

    def read(self) -> Framework:
        """Every group in its turn."""
        for group in self.groups:
            self._group(group)
        if len(self.statements) == 1 and self.statements[0].heading.confidence < 0.9:
            self.statements = []  # somebody was quoted
        alone = [CoreValue(self.make.cleaner.item(*s, 0.6), ()) for s in self.named.values()]
        return Framework(
            core_values=_once(
                self.values or alone, lambda each: each.name, lambda each: each.behaviours
            ),
            statements=_once(self.statements, lambda each: each.heading, lambda each: each.body),
            competences=_once(self.competences, lambda each: each.name, lambda each: each.body),
            expectations=_once(
                self.expectations,
                lambda each: each.heading or each.expectations[0],
                lambda each: each.expectations,
            ),
            signatories=self.signatories,
        )

    def _group(self, group: Group) -> None:
        heading = self.make.clean(group.heading) if group.heading is not None else ""
        announced = self._announced(group, heading)
        if self._is_value_led_in(group):
            self.unclaimed = []
        elif announced is not None and group.heading is not None:
            self.level, self.has_deeper = group.heading.level, False
            self._open(announced, group)
        else:
            self._leave(group)
            self._read_in_section(group, heading)

    # --- sections ---------------------------------------------------------------------------

    def _announced(self, group: Group, heading: str) -> Section | None:
        """The section that the heading opens, if any."""
        section = section_of(heading) if heading else None
        of_leaders = self.section in {Section.LEADERSHIP, Section.EXPECTATIONS}
        if section is Section.STATEMENTS and of_leaders and group.entries:
            # "Som kollega" over a list is one more of a leader's parts.
            return section if self.make.listed_statements(group) else None
        if section is Section.EXPECTATIONS and not is_of_people(heading):
            known = self.section or self.values or self.statements or self.competences
            return section if known else None
        return section

    def _open(self, section: Section, group: Group) -> None:
        self.section = section
        if section is Section.EXPECTATIONS and not group.entries:
            # Broken columns: the heading came behind the lists that it heads.
            self.expectations += self.unclaimed
        elif group.entries:
            self._listed(group, 0.9)
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
        name = self.make.heading(group, 0.9)
        if name is None:
            if group.entries:
                self._listed(group, 0.8)
        elif self.section is Section.VALUES:
            self._value(group, name, heading)
        elif fold(name.clean) in self.named and (group.entries or group.prose):
            self.values.append(self.make.value(name, group))
        elif self.section is Section.LEADERSHIP:
            self._leadership(group, name)
        elif self.section is Section.EXPECTATIONS and group.entries:
            self._expected(group, 0.95)
        elif self._is_statement(group, heading):
            self.statements.append(self.make.statement(name, group))
        elif self._is_named(name):
            self.values.append(self.make.value(name, group))
        elif group.entries and self.section is not Section.ELSEWHERE:
            self.unclaimed.append(self.make.expectations(group, 0.7))
        elif group.prose:
            self.unclaimed = []

    def _listed(self, group: Group, confidence: float) -> None:
        """A list right under the heading of its section, or under none."""
        match self.section:
            case Section.VALUES:
                self.values += self.make.listed_values(group)
            case Section.STATEMENTS:
                self.statements += self.make.listed_statements(group)
            case Section.EXPECTATIONS:
                self._expected(group, confidence)
            case Section.LEADERSHIP:
                competences = self.make.listed_competences(group)
                self.competences += competences
                if not competences:
                    self._expected(group, 0.75)
            case _:
                pass

    # --- what stands under a heading of its own ------------------------------------------------

    def _is_value_led_in(self, group: Group) -> bool:
        part = group.heading
        if part is None or not (group.entries or group.prose):
            return False
        flat, places = _flat(self.text, part)
        known = self.section is Section.VALUES
        found = value_led_in(flat, among_values=known or bool(self.named))
        if found is None:
            return False
        name = self.make.cleaner.item(places[found[0]], places[found[1] - 1] + 1, 0.95)
        sure = known or self._is_named(name) or value_led_in(flat, among_values=False) is not None
        if sure:
            self.values.append(self.make.value(name, group))
        return sure

    def _value(self, group: Group, name: Item, heading: str) -> None:
        if says_i(heading) and group.prose:
            self.statements.append(self.make.statement(name, group))
        elif len(name.clean.split()) <= LONGEST_NAME and (group.entries or group.prose):
            known = not self.named or self._is_named(name)
            self.values += [self.make.value(name, group)] if known else []

    def _is_named(self, name: Item) -> bool:
        return fold(name.clean) in self.named or first_word(name.clean) in self.named

    def _is_statement(self, group: Group, heading: str) -> bool:
        if first_word(heading) == "jeg":
            return True
        lines = group.prose or group.entries
        in_section = self.section is Section.STATEMENTS and bool(lines)
        return in_section and says_i(self.make.clean(lines[0]))

    def _leadership(self, group: Group, name: Item) -> None:
        competence = self.make.competence(name, group)
        if competence is not None:
            self.competences.append(competence)
        if group.entries:
            self._expected(group, 0.9)

    def _expected(self, group: Group, confidence: float) -> None:
        """A list of what is expected; behind lists with marks, lines without any are no more."""
        if group.is_marked or not self.has_marks:
            self.has_marks = self.has_marks or group.is_marked
            self.expectations.append(self.make.expectations(group, confidence))

    def _named_values(self) -> dict[str, tuple[int, int]]:
        """Folded names of values that a sentence lists → where they stand."""
        for group in self.groups:
            for part in group.prose:
                for start, end in sentences(self.text, part.start, part.end):
                    sentence = self.text[start : min(end, start + _LONGEST_SENTENCE)]
                    spans = values_named(sentence) if "rdier" in sentence else []
                    if spans:
                        return {
                            fold(sentence[first:last]): (start + first, start + last)
                            for first, last in spans
                        }
        return {}


def _once(
    found: Iterable[Kind], name: Callable[[Kind], Item], body: Callable[[Kind], tuple[Item, ...]]
) -> tuple[Kind, ...]:
    """Each name once, where the first stood: the one of which most is said (the others stand in a
    list of contents, or on a page that repeats them)."""
    best: dict[str, Kind] = {}
    for each in found:
        key = fold(name(each).clean)
        if key not in best or _size(body(each)) > _size(body(best[key])):
            best[key] = each
    return tuple(best.values())


def _size(body: tuple[Item, ...]) -> int:
    return sum(len(item.clean) for item in body)


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
