"""A stretch of the document that was read as something: a behaviour, a body, a focus area."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from retning.core.danish.patterns import pattern
from retning.core.documents.draft import Period
from retning.core.documents.mending import Mended

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Found = TypeVar("Found", bound="DataclassInstance")

_DIVIDED = pattern(r"(?<=[^\W\d_])-[ \t\u00a0]*(?:\r?\n[ \t\u00a0]*)+(?P<next>[^\W\d_]+)")
_INNER = pattern(r"\b(?P<first>[a-zæøå]{3,})-(?P<second>[a-zæøå]{4,})\b")
_LETTERS_APART = pattern(r"(?<![^\W_])(?:[^\W_] ){3,}[^\W_](?![^\W_])")
# "V O R E S  L Ø F T E R": one blank between letters, more between words.
_ALL_APART = pattern(r"[^\W\d_](?:\s{1,3}[^\W\d_]){4,}")
_LONGEST_SPACED = 200
_WORD = pattern(r"[^\W\d_]+")
# "klima- og energi": the hyphen stands for a second half that is yet to come.
_PAIRS = frozenset({"og", "eller", "samt", "and", "or"})


@dataclass(frozen=True, slots=True)
class Item:
    """`text` is the source's `text[start:end]`, exactly; `clean` is the same as a person would
    write it: on one line, divided words whole, repairs applied. `confidence` in [0, 1].

    `sources` are the numbers (from 0) of the files it was found in, where several were merged; the
    positions are those of the first of them. Empty where one document was read alone.
    """

    text: str
    start: int
    end: int
    confidence: float
    clean: str
    sources: tuple[int, ...] = ()


class Cleaner:
    """Makes text whole again by the words of the document that it stands in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = frozenset(word.casefold() for word in _WORD.findall(text))

    def item(self, start: int, end: int, confidence: float) -> Item:
        """The item at `start` to `end`, blanks around it left off."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        text = self.text[start:end]
        return Item(text, start, end, confidence, self.clean(text))

    def clean(self, text: str) -> str:
        """`text` on one line: words divided at a line's end and letters set apart made whole."""
        if len(text) <= _LONGEST_SPACED and _ALL_APART.fullmatch(text.strip()):
            return " ".join(re.sub(r"\s", "", word) for word in re.split(r"\s{2,}", text.strip()))
        whole = _DIVIDED.sub(self._joint, text.replace("\u00ad", ""))
        whole = _LETTERS_APART.sub(lambda found: found[0].replace(" ", ""), whole)
        return " ".join(_INNER.sub(self._inner, whole).split())

    def _joint(self, found: re.Match[str]) -> str:
        following = found["next"]
        if following.casefold() in _PAIRS:
            return "- " + following
        return following if following[0].islower() else "-" + following

    def _inner(self, found: re.Match[str]) -> str:
        """A hyphen that the document does without elsewhere was a printer's."""
        joined = found["first"] + found["second"]
        return joined if joined in self.words else found[0]


def each_item(found: Found, change: Callable[[Item], Item]) -> Found:
    """`found` with every item in it, however deep, changed."""
    return cast("Found", _changed(found, change))


def as_entry(found: DataclassInstance) -> dict[str, Any]:
    """For JSON: the first item of `found` (its name or heading) as `text`, `start`, `end`,
    `confidence`; each single item as its words under the field's name, with where it stands
    (`title`, `title_start`, `title_end`); each series as a list of such entries; a period as
    `from` and `to`."""
    entry: dict[str, Any] = {}
    for part in fields(found):
        value = getattr(found, part.name)
        if isinstance(value, Item):
            if not entry:
                entry |= _entry_of(value)
                entry[part.name] = value.clean
            else:
                entry |= {
                    part.name: value.clean,
                    f"{part.name}_start": value.start,
                    f"{part.name}_end": value.end,
                }
        elif isinstance(value, Period):
            entry[part.name] = {"from": value.first, "to": value.last}
        elif isinstance(value, tuple):
            entry[part.name] = [_entry_in(each) for each in value]
        else:
            entry[part.name] = value
    return entry


def traced(found: Found, mended: Mended, source: str) -> Found:
    """What was found in the mended document, with the spans and the text of the `source`."""

    def back(item: Item) -> Item:
        start, end = mended.source_span(item.start, item.end)
        return replace(item, text=source[start:end], start=start, end=end)

    return each_item(found, back)


def _entry_of(item: Item) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "text": item.text,
        "start": item.start,
        "end": item.end,
        "confidence": item.confidence,
        "clean": item.clean,
    }
    return entry | {"sources": list(item.sources)} if item.sources else entry


def _entry_in(value: Any) -> Any:
    if isinstance(value, Item):
        return _entry_of(value)
    return as_entry(value) if is_dataclass(value) and not isinstance(value, type) else value


def _changed(value: Any, change: Callable[[Item], Item]) -> Any:
    if isinstance(value, Item):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_changed(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: getattr(value, part.name) for part in fields(value)}
        return replace(value, **{name: _changed(part, change) for name, part in parts.items()})
    return value
