"""The parts of a document as a framework is read: each heading with what stands under it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace

from retning.core.danish import fold
from retning.core.danish.patterns import pattern
from retning.core.documents.blocks import Document
from retning.core.documents.parts import Part, PartKind, joined, parts_of

_LONGEST_LEAD = 160
_LONGEST_HEADING = 90
_DEEP = 6
_WORDS_OF_TITLE = 5
_LEAD_END = pattern(r"(?:\bat(?:\s(?:vi|du|man))?|\bvi|\bved|:)\s*$")
_GOES_ON = pattern(
    r"(?:det|dette|derfor|i praksis|hos os)\b.{0,40}\b(?:betyder|vil sige|viser|at)\b"
)


@dataclass(slots=True)
class Group:
    """A heading (None where there is none), the prose and then the list under it."""

    heading: Part | None
    prose: list[Part] = field(default_factory=list)
    entries: list[Part] = field(default_factory=list)

    @property
    def is_marked(self) -> bool:
        """Whether its list has marks (lines without any are read as a list by their shape)."""
        return any(entry.marked for entry in self.entries)


def without(groups: list[Group], claimed: set[int]) -> list[Group]:
    """The groups without what begins with, or lists, what has its place elsewhere: `claimed` says
    where those begin."""
    places = sorted(claimed)
    for group in groups:
        group.prose = [part for part in group.prose if part.start not in claimed]
        group.entries = [
            part
            for part in group.entries
            if bisect_left(places, part.start) == bisect_left(places, part.end)
        ]
    return [group for group in groups if group.heading or group.prose or group.entries]


def groups_of(document: Document) -> list[Group]:
    """The groups of `document`, in reading order. A lead ("Vi forventer, at du:") right before a
    list is its heading; prose behind a list begins a group of its own."""
    text = document.text
    parts = joined(text, [p for p in parts_of(document) if p.kind is not PartKind.QUOTATION])
    parts = _with_leads(text, _with_numbered_headings(text, parts))
    groups = [Group(None)]
    for index, part in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else None
        last = groups[-1]
        match part.kind:
            case PartKind.HEADING:
                groups.append(Group(part))
            case PartKind.ENTRY:
                last.entries.append(part)
            case _ if _leads(text, part, following) and not _explains(text, part, last):
                groups.append(Group(part))
            case _ if last.entries:
                groups.append(Group(None, [part]))
            case _:
                last.prose.append(part)
    return [group for group in groups if group.heading or group.prose or group.entries]


def _with_numbered_headings(text: str, parts: list[Part]) -> list[Part]:
    """ "1. Vi leder på tværs" with prose under each, and no list of them: these are headings."""
    alone = [
        index
        for index, part in enumerate(parts[:-1])
        if part.kind is PartKind.ENTRY
        and part.marked
        and parts[index + 1].kind is PartKind.PROSE
        and not (index and parts[index - 1].kind is PartKind.ENTRY)
        and part.end - part.start <= _LONGEST_HEADING
        and text[part.end - 1] not in ".;,"
    ]
    if len(alone) >= 2:
        for index in alone:
            parts[index] = replace(parts[index], kind=PartKind.HEADING, level=_DEEP)
    return parts


def _with_leads(text: str, parts: list[Part]) -> list[Part]:
    """Lines without a mark above marked ones: "Mod / Med mod mener vi, at / - …" is a heading, the
    lead under it and its list."""
    told = list(parts)
    for index in range(len(parts) - 1):
        part, following = parts[index], parts[index + 1]
        if not (_is_line(part) and following.marked and following.kind is PartKind.ENTRY):
            continue
        if not _LEAD_END.search(text, part.start, part.end):
            continue
        told[index] = replace(part, kind=PartKind.PROSE)
        above = parts[index - 1] if index else None
        if above is not None and _is_line(above) and _is_title(text[above.start : above.end]):
            told[index - 1] = replace(above, kind=PartKind.HEADING, level=_DEEP)
    return told


def _is_line(part: Part) -> bool:
    return part.kind is PartKind.ENTRY and not part.marked


def _is_title(words: str) -> bool:
    return len(words.split()) <= _WORDS_OF_TITLE and words[0].isupper() and words[-1].isalpha()


def _explains(text: str, lead: Part, last: Group) -> bool:
    """Whether a lead only goes on about the heading right above it: "Det betyder, at vi:"."""
    if last.heading is None or last.prose or last.entries:
        return False
    words, name = fold(text[lead.start : lead.end]), text[last.heading.start : last.heading.end]
    return bool(_GOES_ON.match(words)) or (
        _is_title(name) and f" {fold(name)} " in f" {words.replace(',', ' ')}"
    )


def _leads(text: str, part: Part, following: Part | None) -> bool:
    if following is None or following.kind is not PartKind.ENTRY:
        return False
    return part.end - part.start <= _LONGEST_LEAD and text[part.end - 1] == ":"
