"""The parts of a document as a framework is read: each heading with what stands under it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from retning.core.documents.blocks import Document
from retning.core.documents.parts import Part, PartKind, joined, parts_of

_LONGEST_LEAD = 160
_LONGEST_HEADING = 90
_DEEP = 6


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


def groups_of(document: Document) -> list[Group]:
    """The groups of `document`, in reading order. A lead ("Vi forventer, at du:") right before a
    list is its heading; prose behind a list begins a group of its own."""
    text = document.text
    parts = joined(text, [p for p in parts_of(document) if p.kind is not PartKind.QUOTATION])
    parts = _with_numbered_headings(text, parts)
    groups = [Group(None)]
    for index, part in enumerate(parts):
        following = parts[index + 1] if index + 1 < len(parts) else None
        last = groups[-1]
        match part.kind:
            case PartKind.HEADING:
                groups.append(Group(part))
            case PartKind.ENTRY:
                last.entries.append(part)
            case _ if _leads(text, part, following):
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


def _leads(text: str, part: Part, following: Part | None) -> bool:
    if following is None or following.kind is not PartKind.ENTRY:
        return False
    return part.end - part.start <= _LONGEST_LEAD and text[part.end - 1] == ":"
