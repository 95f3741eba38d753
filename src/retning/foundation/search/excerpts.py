"""A text with the words that were found marked in it, cut where it is long."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from retning.core.danish.stems import tokens

LENGTH = 220
_BEFORE = 60
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text; `is_hit` where it is a word that was found."""

    text: str
    is_hit: bool = False


def segments(text: str, numbers: Collection[int]) -> tuple[Segment, ...]:
    """All of `text`, the words with these numbers (from 0) marked."""
    return tuple(_segments(text, _spans(text, numbers), 0, len(text)))


def excerpt(text: str, numbers: Collection[int], *, length: int = LENGTH) -> tuple[Segment, ...]:
    """About `length` characters of `text` around the first word that was found, cut at words."""
    spans = _spans(text, numbers)
    if len(text) <= length:
        return tuple(_segments(text, spans, 0, len(text)))
    first = spans[0][0] if spans else 0
    begin = _forward(
        text, max(0, min(first - min(_BEFORE, length // 4), len(text) - length)), first
    )
    end = _back(text, begin + length, max(begin, spans[0][1] if spans else begin))
    before = [Segment(_CUT)] if begin > 0 else []
    after = [Segment(_CUT)] if end < len(text) else []
    return (*before, *_segments(text, spans, begin, end), *after)


def _spans(text: str, numbers: Collection[int]) -> list[tuple[int, int]]:
    if not numbers:
        return []
    return [
        (token.start, token.end) for number, token in enumerate(tokens(text)) if number in numbers
    ]


def _segments(text: str, spans: list[tuple[int, int]], begin: int, end: int) -> Iterator[Segment]:
    at = begin
    for start, stop in spans:
        if start < begin or stop > end:
            continue
        if at < start:
            yield Segment(text[at:start])
        yield Segment(text[start:stop], is_hit=True)
        at = stop
    if at < end:
        yield Segment(text[at:end])


def _forward(text: str, place: int, limit: int) -> int:
    """From `place` on to where a word begins, at most to `limit`."""
    if place == 0:
        return 0
    found = text.find(" ", place, limit)
    return found + 1 if found >= 0 else place


def _back(text: str, place: int, limit: int) -> int:
    """From `place` back to where a word ended, at least to `limit`."""
    if place >= len(text):
        return len(text)
    found = text.rfind(" ", limit, place)
    return found if found > limit else place
