"""What the styles of an OpenDocument file say of a paragraph or a span: heading, bold, hidden."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

_HEADING = re.compile(r"(?:heading|overskrift)[ _]?([1-9])")
_TITLE = frozenset({"title", "titel"})
_SUBTITLE = frozenset({"subtitle", "undertitel"})
_LONGEST_CHAIN = 20
# How OpenDocument writes signs that a name may not have: "Heading_20_1".
_ESCAPED = re.compile(r"_([0-9a-f]{2})_")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, with all that it inherits. `heading` is 1 to 9, 0 where it is none."""

    heading: int = 0
    title: bool = False
    bold: bool = False
    hidden: bool = False


class Styles:
    """The styles of one file, of both its parts: those for all, and those of single places."""

    def __init__(self, *roots: Element) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._known: dict[tuple[str, str], Style] = {}
        for root in roots:
            for element in root.iter("style.style"):
                key = element.get("style.family", ""), element.get("style.name", "")
                self._elements.setdefault(key, element)

    def of(self, family: str, name: str) -> Style:
        """The style of this family ("paragraph", "text", "section") and name."""
        style = self._known.get((family, name))
        if style is None:
            style = self._known[family, name] = self._resolved(family, name)
        return style

    def _resolved(self, family: str, name: str) -> Style:
        chain = list(self._chain(family, name))
        last = chain[-1][1].get("style.parent-style-name", "") if chain else name
        heading, title = _what([*chain, (last, None)])
        bold = _first(chain, "fo.font-weight")
        return Style(
            heading=heading,
            title=title,
            bold=bold == "bold" or (bold.isdigit() and bold >= "600" and len(bold) == 3),
            hidden=_first(chain, "text.display") == "none",
        )

    def _chain(self, family: str, name: str) -> Iterator[tuple[str, Element]]:
        seen: set[str] = set()
        while (family, name) in self._elements and name not in seen:
            seen.add(name)
            if len(seen) > _LONGEST_CHAIN:
                return
            element = self._elements[family, name]
            yield name, element
            name = element.get("style.parent-style-name", "")


def _what(chain: Iterable[tuple[str, Element | None]]) -> tuple[int, bool]:
    """The heading level, and whether it is the title; the nearest style that says so decides, also
    by its name alone."""
    for name, element in chain:
        shown = element.get("style.display-name", "") if element is not None else ""
        names = {_ESCAPED.sub(_sign, name).lower(), shown.lower()}
        if names & _SUBTITLE:
            break
        if names & _TITLE:
            return 0, True
        found = next((one for one in map(_HEADING.fullmatch, names) if one), None)
        if found is not None:
            return int(found[1]), False
        level = element.get("style.default-outline-level", "") if element is not None else ""
        if level.isascii() and level.isdigit() and 0 < int(level[:3]) < 10:
            return int(level[:3]), False
    return 0, False


def _sign(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _first(chain: list[tuple[str, Element]], attribute: str) -> str:
    for _, element in chain:
        for properties in element:
            said = properties.get(attribute)
            if said is not None:
                return said
    return ""
