"""Focus areas, in the sets that a document has them: whose they are, for which years, and why.

The board's two-year focus areas and the areas of the strategy that they serve are two sets, and are
never mixed, however alike their words are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from retning.core.danish import fold, sentences, year_ranges, years_named
from retning.core.danish.patterns import pattern
from retning.core.documents.areas import skeleton_of
from retning.core.documents.blocks import Document
from retning.core.documents.draft import Period
from retning.core.documents.frameworks.groups import Group, groups_of
from retning.core.documents.frameworks.wordings import name_of
from retning.core.documents.items import Cleaner, Item
from retning.core.documents.parts import Part, PartKind, joined, parts_of


class OwnerKind(StrEnum):
    """Whose a set is."""

    BOARD = "board"
    STRATEGY = "strategy"
    COUNCIL = "council"
    COMMITTEE = "committee"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FocusArea:
    """One area by its name, and the paragraphs that give its reasons."""

    name: Item
    reasons: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class FocusSet:
    """The areas that one owner has chosen for a period (None where it is not said).

    `owner` is the word that names the owner, None where no word does.
    """

    owner: Item | None
    owner_kind: OwnerKind
    period: Period | None
    areas: tuple[FocusArea, ...]


# Over folded text; æ, ø and å may still be a scanner's guess.
_NOUN = (
    r"(?:inds?ats?|fokus|satsnings|tvaer\w* inds?ats?)[ -]?omr[a3]{1,2}der?(?:ne)?"
    r"|(?:strategiske )?satsninger(?:ne)?|pejlemaerker(?:ne)?|strategispor(?:ene)?"
)
_ANY = pattern(rf"\b(?:{_NOUN})\b")
_OWNERS: tuple[tuple[OwnerKind, re.Pattern[str]], ...] = tuple(
    (kind, pattern(source, re.IGNORECASE))
    for kind, source in (
        (
            OwnerKind.BOARD,
            (
                r"\b(?:koncern)?(?:direktion|direkt[øogd]e?r(?:forum|gruppe|kreds)|chefgruppe"
                r"|koncernledelse|chefforum|topledelse)(?:ens?|ets?|ns?|s)?\b"
            ),
        ),
        (OwnerKind.COMMITTEE, r"\b\w*udvalg(?:ets|et|s)?\b(?: for \w+(?:(?:,| og) \w+){0,2})?"),
        (OwnerKind.COUNCIL, r"\b(?:byråd|byrad|byraad|kommunalbestyrelse)(?:ens?|ets?|ns?|s)?\b"),
        (
            OwnerKind.STRATEGY,
            r"\b(?:\w*(?:plan|udviklings|by|vækst)s?)?strategi(?:en|ens|s)?\b|\bkommuneplan(?:en|ens)?\b",
        ),
    )
)
_LISTED = pattern(
    rf"\b(?:{_NOUN})[^.;:]{{0,60}}?\s(?:er|hedder|lyder)\s?(?:foelgende)?\s?[:;]?\s?$"
    rf"|\b(?:{_NOUN})[^.;:]{{0,60}}:$"
)
_IN_SENTENCE = pattern(
    r"(?:inds?ats?|fokus)[ -]?omr[aå3]{1,2}der?(?:ne)?([^.;:]{0,60}?)"
    r"(?:\s(?:er|hedder)\s?[:;]?|:)\s+(?P<names>[^.:;]{3,300})",
    re.IGNORECASE,
)
_BETWEEN = pattern(r"\s*,\s*(?:og\s+)?|\s+og\s+|\s+samt\s+")
_LONGEST_NAME = 90
_LONGEST_JUNK = 12
_SHORTEST_NAME = 4
_LOOK_BACK = 700
_ALIKE = 82
_MOST_AREAS = 30
_HEADINGS_AHEAD = 200


def focus_areas(document: Document) -> tuple[FocusSet, ...]:
    """The sets of focus areas in `document`, in reading order. Linear in the text."""
    return tuple(_Sets(document).read())


class _Sets:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.cleaner = Cleaner(document.text)
        parts = [p for p in parts_of(document) if p.kind is not PartKind.QUOTATION]
        self.parts = joined(document.text, parts)
        self.groups = groups_of(document)
        self.headings = [part for part in self.parts if part.kind is PartKind.HEADING]
        self.heading_at = {part.start: index for index, part in enumerate(self.headings)}
        self.group_at = {g.heading.start: g for g in self.groups if g.heading is not None}
        self.skeletons = {part.start: skeleton_of(self._text(part)) for part in self.headings}
        self.ranges = [(years.start, years.first, years.last) for years in year_ranges(self.text)]

    def read(self) -> list[FocusSet]:
        """Every set once: the announced ones, then those of a sentence."""
        found: list[tuple[int, FocusSet]] = []
        for index, part in enumerate(self.parts):
            if self._announces(part, index):
                if announced := self._announced(index):
                    found.append((part.start, announced))
            elif part.kind is PartKind.PROSE:
                found += self._in_sentences(part)
        if not any(each.owner_kind is not OwnerKind.STRATEGY for _, each in found):
            found += self._by_title()
        return _distinct([each for _, each in sorted(found, key=lambda pair: pair[0])])

    # --- sets that a line announces and a list names ------------------------------------------

    def _announces(self, part: Part, index: int) -> bool:
        if part.kind is PartKind.ENTRY or part.end - part.start > 400:
            return False
        text = self._text(part)
        if part.kind is PartKind.PROSE:
            last = list(sentences(text, 0, len(text)))[-1:]
            return any(_LISTED.search(fold(text[start:end])) for start, end in last)
        following = self.parts[index + 1] if index + 1 < len(self.parts) else None
        listed = following is not None and following.kind is PartKind.ENTRY
        return listed and bool(_ANY.search(fold(text)))

    def _announced(self, index: int) -> FocusSet | None:
        lead = self.parts[index]
        names = self._names_below(index)
        if not 2 <= len(names) <= _MOST_AREAS:
            return None
        behind = names[-1].end
        areas = tuple(_without_junk([self._area(part, behind) for part in names]))
        return self._set(lead.start, lead.end, areas)

    def _names_below(self, index: int) -> list[Part]:
        """The short lines under the lead; a line of junk (lost numerals) does not end them."""
        names: list[Part] = []
        for part in self.parts[index + 1 :]:
            text = self._text(part)
            if part.kind is PartKind.PROSE and len(text) <= _LONGEST_JUNK:
                continue
            is_name = part.kind is PartKind.ENTRY or (
                part.kind is PartKind.HEADING and self._is_named_again(part)
            )
            if not is_name or (part.kind is PartKind.HEADING and self._repeats(part, names)):
                break
            names.append(part)
            if len(names) > _MOST_AREAS:
                break
        short = [each for each in names if len(self._name(each)) <= _LONGEST_NAME]
        return names if len(short) == len(names) else []

    def _is_named_again(self, part: Part) -> bool:
        """A heading among the names has its text further down, under the same words."""
        return self._heading_like(self._text(part), part.end) is not None

    def _repeats(self, part: Part, names: Sequence[Part]) -> bool:
        mine = self.skeletons[part.start]
        return any(fuzz.ratio(mine, skeleton_of(self._name(each))) >= _ALIKE for each in names)

    def _area(self, part: Part, behind: int) -> FocusArea:
        name = self._name(part)
        heading = self._heading_like(name, behind)
        start, end = self._name_span(part)
        reasons = self._under(heading) if heading is not None else ()
        if not reasons and end < part.end:
            reasons = self._rest(part, end)
        return FocusArea(self.cleaner.item(start, end, 0.95 if reasons else 0.8), reasons)

    def _heading_like(self, name: str, behind: int) -> Part | None:
        wanted = skeleton_of(name)
        best: tuple[float, Part] | None = None
        first = bisect_left(self.headings, behind, key=lambda each: each.start)
        for heading in self.headings[first : first + _HEADINGS_AHEAD]:
            alike = fuzz.ratio(wanted, self.skeletons[heading.start])
            if alike >= _ALIKE and (best is None or alike > best[0]):
                best = (alike, heading)
        return best[1] if best is not None else None

    def _under(self, heading: Part) -> tuple[Item, ...]:
        group = self.group_at.get(heading.start)
        if group is None:
            return ()
        return tuple(self.cleaner.item(p.start, p.end, 0.9) for p in (*group.prose, *group.entries))

    def _rest(self, part: Part, end: int) -> tuple[Item, ...]:
        rest = self.cleaner.item(end, part.end, 0.8)
        stripped = rest.text.lstrip(" :.–—-")
        start = rest.end - len(stripped)
        return (self.cleaner.item(start, rest.end, 0.8),) if stripped else ()

    # --- sets under a title, without a list ----------------------------------------------------

    def _by_title(self) -> Iterator[tuple[int, FocusSet]]:
        """ "Direktionens indsatsområder 2018-2019" over headings with text: these are they."""
        for title in self.headings[:3]:
            folded = fold(self._text(title))
            owner = self._owner_in(title.start, title.end)
            if not _ANY.search(folded) or owner is None:
                continue
            below = self.headings[self.heading_at[title.start] + 1 :]
            groups = [self.group_at[h.start] for h in below if h.start in self.group_at]
            named = [group for group in groups if group.heading is not None and group.prose]
            areas = tuple(self._area_of(group) for group in named)
            if 2 <= len(areas) <= 12:
                yield title.start, self._set(title.start, title.end, areas)
            return

    def _area_of(self, group: Group) -> FocusArea:
        part = group.heading or group.prose[0]
        return FocusArea(self.cleaner.item(*self._name_span(part), 0.65), self._under(part))

    # --- sets that a sentence lists ------------------------------------------------------------

    def _in_sentences(self, part: Part) -> Iterator[tuple[int, FocusSet]]:
        for found in _IN_SENTENCE.finditer(self.text, part.start, part.end):
            spans = list(_listed(self.text, *found.span("names")))
            words = max((len(self.text[s:e].split()) for s, e in spans), default=9)
            if len(spans) < 3 or words > 6:
                continue
            areas = tuple(FocusArea(self.cleaner.item(s, e, 0.9), ()) for s, e in spans)
            yield (
                found.start(),
                self._set(max(part.start, found.start() - _LOOK_BACK), found.end(1), areas),
            )

    # --- whose, and when -----------------------------------------------------------------------

    def _set(self, start: int, end: int, areas: tuple[FocusArea, ...]) -> FocusSet:
        """The owner and the years in the lead itself, else in the title, else the owner above."""
        title = self.headings[0] if self.headings else None
        owner = self._owner_in(start, end)
        if owner is None and title is not None and _ANY.search(fold(self._text(title))):
            owner = self._owner_in(title.start, title.end)
        owner = owner or self._owner_in(max(0, start - _LOOK_BACK), start)
        years = self._years_in(start, end)
        if years is None and title is not None:
            years = self._years_in(title.start, title.end)
        period = Period(*years, 0.85, derived=False) if years is not None else None
        kind, item = owner if owner is not None else (OwnerKind.UNKNOWN, None)
        return FocusSet(item, kind, period, areas)

    def _owner_in(self, start: int, end: int) -> tuple[OwnerKind, Item] | None:
        """Who is named first in the stretch."""
        owners = [(kind, rule.search(self.text, start, end)) for kind, rule in _OWNERS]
        named = [(found.start(), found.end(), kind) for kind, found in owners if found]
        if not named:
            return None
        first, last, kind = min(named)
        for start, end, other in named:
            if kind is OwnerKind.COUNCIL and other is OwnerKind.STRATEGY and start - last <= 3:
                first, last, kind = start, end, other  # "byrådets strategi"
        return kind, self.cleaner.item(first, last, 0.85)

    def _years_in(self, start: int, end: int) -> tuple[int, int] | None:
        """A span of years in the stretch, else the one year that it names."""
        span = next(((a, b) for place, a, b in self.ranges if start <= place < end), None)
        if span is not None or end - start > _LONGEST_NAME:
            return span
        named = {years.first for years in years_named(self.text[start:end])}
        return (min(named), min(named)) if len(named) == 1 else None

    # --- stretches -------------------------------------------------------------------------------

    def _text(self, part: Part) -> str:
        return self.text[part.start : part.end]

    def _name_span(self, part: Part) -> tuple[int, int]:
        """Of "1. Flere i job: vi vil …" the middle."""
        text = self._text(part)
        parted = re.search(r":\s|\s[–—]\s|\.\s", text[:_LONGEST_NAME])
        numbered = name_of(text)[0]
        if part.kind is PartKind.ENTRY and parted is not None and parted.start() > numbered:
            text = text[: parted.start()]
        start, end = name_of(text)
        return part.start + start, part.start + end

    def _name(self, part: Part) -> str:
        start, end = self._name_span(part)
        return self.text[start:end]


def _without_junk(areas: list[FocusArea]) -> list[FocusArea]:
    """Where most areas have their reasons, a few letters without any are a scanner's."""
    explained = sum(1 for area in areas if area.reasons)
    if explained * 2 <= len(areas):
        return areas
    return [area for area in areas if area.reasons or len(area.name.clean) >= _SHORTEST_NAME]


def _listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for between in (*_BETWEEN.finditer(text, start, end), None):
        stop = between.start() if between is not None else end
        if text[begin:stop].strip():
            yield begin, stop
        begin = between.end() if between is not None else end


def _distinct(sets: list[FocusSet]) -> list[FocusSet]:
    """A set told twice (in a box and in the text) is one: the one with more reasons."""
    kept: dict[tuple[OwnerKind, frozenset[str]], FocusSet] = {}
    for each in sets:
        key = each.owner_kind, frozenset(skeleton_of(area.name.clean) for area in each.areas)
        if key not in kept or _reasons(each) > _reasons(kept[key]):
            kept[key] = each
    return list(kept.values())


def _reasons(each: FocusSet) -> int:
    return sum(len(area.reasons) for area in each.areas)
