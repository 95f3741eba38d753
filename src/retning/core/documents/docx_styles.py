"""What a Word file's styles and numberings say of a paragraph: heading, list, bold, hidden.

Word writes the names of its own styles in English whatever its language; other programs, and ids,
are Danish as often. A style inherits from the one that it is based on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_HEADING = re.compile(r"(?:heading|overskrift)\s?([1-9])")
_TITLE = frozenset({"title", "titel"})
_SUBTITLE = frozenset({"subtitle", "undertitel"})
_CONTENTS = re.compile(
    r"(?:toc|indholdsfortegnelse|toc heading|overskrift til indholdsfortegnelse)\s?\d?"
)
_BULLETS = re.compile(r"(?:list bullet|opstilling\s?-\s?punkttegn|punktopstilling)\s?(\d?)")
_NUMBERS = re.compile(r"(?:list number|opstilling\s?-\s?talliste|talopstilling)\s?(\d?)")
_LONGEST_CHAIN = 20
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering: its pattern ("%1.%2"), how its own figure is written, and where it
    begins."""

    pattern: str = ""
    form: str = "bullet"
    start: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A place in a numbering: which one, and how deep (from 0)."""

    numbering: str
    level: int


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, with all that it inherits. `heading` is 1 to 9, 0 where it is none;
    `listed` is None where the style says nothing of lists."""

    heading: int = 0
    title: bool = False
    contents: bool = False
    listed: Listed | None = None
    bold: bool = False
    hidden: bool = False


BY_NAME = {"bullet": "by-name-bullet", "number": "by-name-number"}
_PLAIN = Style()


class Styles:
    """The styles of one file. `root` is the part's root, None where there is none."""

    def __init__(self, root: Element | None, numberings: Numberings) -> None:
        self._numberings = numberings
        self._elements: dict[str, Element] = {}
        self._default = ""
        self._known: dict[str, Style] = {}
        for element in root.iter("w.style") if root is not None else ():
            name = element.get("w.styleId", "")
            self._elements.setdefault(name, element)
            if element.get("w.type") == "paragraph" and is_on(element.get("w.default", "0")):
                self._default = name

    def of(self, name: str | None) -> Style:
        """The style with this id; the file's own default for None."""
        wanted = self._default if name is None else name
        style = self._known.get(wanted)
        if style is None:
            style = self._known[wanted] = self._resolved(wanted)
        return style

    def _resolved(self, name: str) -> Style:
        chain = list(self._chain(name))
        names = [(own, _folded(own, element)) for own, element in chain] or [(name, {name.lower()})]
        title, heading = _what(folded for _, folded in names)
        if not title and not heading:
            heading = outline_of(_first([one for _, one in chain], "w.pPr/w.outlineLvl"))
        elements = [element for _, element in chain]
        return Style(
            heading=heading,
            title=title,
            contents=any(_CONTENTS.fullmatch(one) for _, folded in names for one in folded),
            listed=self._listed(chain, names),
            bold=_flag(elements, "w.rPr/w.b"),
            hidden=_flag(elements, "w.rPr/w.vanish"),
        )

    def _chain(self, name: str) -> Iterator[tuple[str, Element]]:
        seen: set[str] = set()
        while name in self._elements and name not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(name)
            element = self._elements[name]
            yield name, element
            name = value_of(element.find("w.basedOn"))

    def _listed(
        self, chain: list[tuple[str, Element]], names: list[tuple[str, set[str]]]
    ) -> Listed | None:
        # "List Bullet 2" is a level deeper, though its numbering is one of its own.
        named = next((found for _, one in names if (found := _listed_by_name(one))), None)
        for own, element in chain:
            said = element.find("w.pPr/w.numPr")
            if said is None:
                continue
            number = value_of(said.find("w.numId"))
            level = self._numberings.level_of_style(number, own)
            if level is None:
                level = whole(value_of(said.find("w.ilvl")))
            return Listed(number, max(level, named.level if named is not None else 0))
        return named


def _listed_by_name(names: set[str]) -> Listed | None:
    for pattern, kind in ((_BULLETS, "bullet"), (_NUMBERS, "number")):
        found = next((one for one in map(pattern.fullmatch, names) if one), None)
        if found is not None:
            return Listed(BY_NAME[kind], max(whole(found[1]) - 1, 0))
    return None


@dataclass(slots=True)
class _Numbering:
    levels: dict[int, Level] = field(default_factory=dict)
    by_style: dict[str, int] = field(default_factory=dict)
    link: str = ""


class Numberings:
    """The numberings of one file, and the counting of what is numbered."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, _Numbering] = {}
        self._of_number: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        for element in root.iter("w.abstractNum") if root is not None else ():
            self._abstract[element.get("w.abstractNumId", "")] = _numbering(element)
        linked = {
            value_of(element.find("w.styleLink")): element.get("w.abstractNumId", "")
            for element in (root.iter("w.abstractNum") if root is not None else ())
            if element.find("w.styleLink") is not None
        }
        for element in root.iter("w.num") if root is not None else ():
            abstract = value_of(element.find("w.abstractNumId"))
            found = self._abstract.get(abstract)
            if found is not None and found.link:
                abstract = linked.get(found.link, abstract)
            self._of_number[element.get("w.numId", "")] = abstract

    def level_of_style(self, number: str, style: str) -> int | None:
        """How deep a numbering puts a paragraph style; None where it does not say."""
        found = self._abstract.get(self._of_number.get(number, ""))
        return found.by_style.get(style) if found is not None else None

    def is_ordered(self, listed: Listed) -> bool:
        """Whether the level is counted; bullets are not."""
        if listed.numbering in BY_NAME.values():
            return listed.numbering == BY_NAME["number"]
        return self._level(listed).form not in {"bullet", "none"}

    def exists(self, listed: Listed) -> bool:
        """Whether there is such a numbering; "0" is how Word says that there is none."""
        return listed.numbering in self._of_number or listed.numbering in BY_NAME.values()

    def counted(self, listed: Listed) -> str:
        """Count one more paragraph at this place; the label that stands before it ("2.1")."""
        abstract = self._of_number.get(listed.numbering)
        level = self._level(listed)
        if abstract is None or level.form in {"bullet", "none"}:
            return ""
        levels = self._abstract[abstract].levels if abstract in self._abstract else {}
        counts = self._counts.setdefault(abstract, [])
        while len(counts) <= listed.level:
            counts.append(levels.get(len(counts), Level()).start - 1)
        del counts[listed.level + 1 :]
        counts[listed.level] += 1

        def figure(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            if not 0 <= place < len(counts):
                return ""
            own = levels.get(place, Level()).form
            return _written(max(counts[place], levels.get(place, Level()).start), own)

        return re.sub(r"%([1-9])", figure, level.pattern)[:40]

    def _level(self, listed: Listed) -> Level:
        found = self._abstract.get(self._of_number.get(listed.numbering, ""))
        return found.levels.get(listed.level, Level()) if found is not None else Level()


def _numbering(element: Element) -> _Numbering:
    found = _Numbering(link=value_of(element.find("w.numStyleLink")))
    for level in element.iter("w.lvl"):
        place = whole(level.get("w.ilvl", "0"))
        found.levels[place] = Level(
            pattern=value_of(level.find("w.lvlText"))[:40],
            form=value_of(level.find("w.numFmt")) or "decimal",
            start=whole(value_of(level.find("w.start")) or "1"),
        )
        if level.find("w.pStyle") is not None:
            found.by_style[value_of(level.find("w.pStyle"))] = place
    return found


_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
    (1, "I"),
)  # fmt: skip


def _written(number: int, form: str) -> str:
    letters = form.endswith("Letter") and 1 <= number <= 26
    if letters:
        found = chr(ord("a") + number - 1)
    elif form.endswith("Roman") and 1 <= number < 400:
        found = ""
        for value, sign in _ROMAN:
            times, number = divmod(number, value)
            found += sign * times
    else:
        return str(number)
    return found.upper() if form.startswith("upper") else found.lower()


def value_of(element: Element | None) -> str:
    """The `w.val` of an element; empty where either is missing."""
    return element.get("w.val", "") if element is not None else ""


def is_on(said: str) -> bool:
    """What Word's switches mean: there without a value, or anything but off."""
    return said not in {"0", "false", "off"}


def switched(properties: Element | None, name: str) -> bool | None:
    """Whether a property is on, off, or not spoken of (None)."""
    found = properties.find(name) if properties is not None else None
    return is_on(found.get("w.val", "1")) if found is not None else None


def whole(said: str) -> int:
    """A level or a count from what a file says; 0 for what is none, 99 at most."""
    return min(int(said), 99) if said.isascii() and said.isdigit() and len(said) < 9 else 0


def outline_of(element: Element | None) -> int:
    """The heading level of an outline level; 0 for body text."""
    said = value_of(element)
    level = whole(said) if said else _LEVELS
    return level + 1 if level < _LEVELS else 0


def _what(names: Iterable[set[str]]) -> tuple[bool, int]:
    """Whether a style is the title's, and its heading level; the nearest name decides."""
    for folded in names:
        if folded & _SUBTITLE:
            break
        heading = next((int(found[1]) for found in map(_HEADING.fullmatch, folded) if found), 0)
        if heading or folded & _TITLE:
            return not heading, heading
    return False, 0


def _folded(name: str, element: Element) -> set[str]:
    return {name.lower().strip(), " ".join(value_of(element.find("w.name")).lower().split())}


def _first(elements: list[Element], path: str) -> Element | None:
    return next((found for one in elements if (found := one.find(path)) is not None), None)


def _flag(elements: list[Element], path: str) -> bool:
    found = _first(elements, path)
    return found is not None and is_on(found.get("w.val", "1"))
