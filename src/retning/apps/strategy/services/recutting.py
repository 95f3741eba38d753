"""The same document again, divided and put together as a person did the last time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy

from retning.apps.strategy.enums import PassageKind, ReviewDeed
from retning.apps.strategy.models import Passage, Reading, ReviewStep


def recut(
    previous: Reading, old: Sequence[Passage], source: str, found: Sequence[Passage]
) -> list[Passage]:
    """The passages `found` in a document, where they say the same as those of `previous` cut as
    those are: one query. `source` is the text of `previous`."""
    steps = ReviewStep.drafts.filter(
        reading=previous, undone_at=None, deed__in=[ReviewDeed.SPLIT, ReviewDeed.MERGE]
    )
    whole: dict[int, int] = {}
    merged: set[int] = set()
    for step in steps:
        first = step.before[0]["id"]
        if step.deed == ReviewDeed.SPLIT:
            whole[step.created[0]] = first
        else:
            merged.add(first)
    if not whole and not merged:
        return list(found)
    said = {p.pk: _inked(source[p.start : p.end]) for p in old if p.start is not None}
    kept = _divided(found, _groups(old, whole, said))
    kept = _united(kept, {_letters(said[key]) for key in merged if key in said})
    for order, passage in enumerate(kept, start=1):
        passage.order = order
    return kept


def _groups(
    old: Iterable[Passage], whole: Mapping[int, int], said: Mapping[int, str]
) -> dict[str, list[str]]:
    """By what a passage said before it was divided, what each of its parts says."""
    parts: dict[int, list[Passage]] = defaultdict(list)
    for passage in old:
        if passage.pk in said:
            root = passage.pk
            while root in whole:
                root = whole[root]
            parts[root].append(passage)
    groups = {}
    for group in parts.values():
        texts = [said[p.pk] for p in sorted(group, key=lambda p: p.start or 0)]
        if len(texts) > 1 and all(texts):
            groups["".join(texts)] = texts
    return groups


def _divided(found: Iterable[Passage], groups: Mapping[str, Sequence[str]]) -> list[Passage]:
    kept: list[Passage] = []
    for passage in found:
        parts = groups.get(_inked(passage.text))
        kept += _parts(passage, parts) if parts else [passage]
    return kept


def _parts(passage: Passage, texts: Sequence[str]) -> Iterator[Passage]:
    """A passage in as many; the explanation goes with the last."""
    places = [place for place, char in enumerate(passage.text) if not char.isspace()]
    first = 0
    for number, text in enumerate(texts, start=1):
        start, end = places[first], places[first + len(text) - 1] + 1
        first += len(text)
        part = copy(passage)
        part.text = passage.text[start:end]
        part.start, part.end = (passage.start or 0) + start, (passage.start or 0) + end
        if number < len(texts):
            part.body, part.body_start, part.body_end = "", None, None
        yield part


def _united(found: Sequence[Passage], wholes: Iterable[str]) -> list[Passage]:
    """Neighbours that together say one of `wholes`, as one; those with explanations stay apart."""
    texts = [_letters(passage.text) for passage in found]
    runs: dict[int, int] = {}
    for whole in wholes:
        for first, text in enumerate(texts):
            if text and text != whole and whole.startswith(text):
                last = _run(texts, first, whole)
                if last is not None and not any(p.body for p in found[first : last + 1]):
                    runs[first] = last
                    break
    kept: list[Passage] = []
    place = 0
    while place < len(found):
        last = runs.get(place, place)
        kept.append(_one(found[place : last + 1]))
        place = last + 1
    return kept


def _run(texts: Sequence[str], first: int, whole: str) -> int | None:
    """The place of the last of the neighbours, from `first` on, that together say `whole`."""
    told = ""
    for place in range(first, len(texts)):
        told += texts[place]
        if told == whole:
            return place
        if not whole.startswith(told):
            return None
    return None


def _one(passages: Sequence[Passage]) -> Passage:
    first, last = passages[0], passages[-1]
    if first is last:
        return first
    first.text = ("\n" if first.kind == PassageKind.NARRATIVE else " ").join(
        passage.text for passage in passages
    )
    first.end, first.confidence = last.end, min(p.confidence or 0.0 for p in passages)
    return first


def _inked(text: str) -> str:
    return "".join(text.split())


def _letters(text: str) -> str:
    """Without the list marks that stood between two passages."""
    return "".join(char for char in text if char.isalnum())
