"""Passages as stretches of their document: divided at a character, and put together again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from retning.apps.strategy.enums import PassageKind
from retning.apps.strategy.models import Passage
from retning.apps.strategy.queries.letters import Row, without_places
from retning.apps.strategy.queries.readings import source_between

Span = tuple[int, int]


def divided(passage: Passage, at: int) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The fields of the two halves of a passage, its text divided before character `at`.

    None where either would be blank. Where the text is still the document's own (blanks, line ends
    and repaired letters apart) each half knows its own stretch of it, and its own letters; else
    both know the whole one, and their words are a person's.
    """
    first, second = passage.text[: max(0, at)].strip(), passage.text[max(0, at) :].strip()
    if not first or not second:
        return None
    one: dict[str, Any] = {"text": first, "body": "", "body_start": None, "body_end": None}
    other: dict[str, Any] = {
        "text": second,
        "body": passage.body,
        "start": passage.start,
        "end": passage.end,
        "body_start": passage.body_start,
        "body_end": passage.body_end,
        # What answers to an earlier version is the first half; the second had none to answer to.
        "earlier_id": None,
    }
    if (border := _border(passage, first)) is not None:
        one["end"], other["start"] = border
        one["letters"], other["letters"] = _letters_each(passage, border, len(first), second)
    else:
        one["letters"] = other["letters"] = without_places(passage.letters)
        if passage.start is not None:
            one["edited"] = other["edited"] = True
    return one, other


def _border(passage: Passage, first: str) -> Span | None:
    """Where in the document the first half ends and the second begins; None where the text is not
    the document's, or a repair stands across the border."""
    if passage.start is None or passage.end is None:
        return None
    source = source_between(passage.reading_id, passage.start, passage.end)
    inked = list(_repaired_ink(source, passage))
    if "".join(char for char, _start, _end in inked) != _inked(passage.text):
        return None
    length = len(_inked(first))
    end, start = inked[length - 1][2], inked[length][1]
    return (passage.start + end, passage.start + start) if end <= start else None


def _repaired_ink(source: str, passage: Passage) -> Iterator[tuple[str, int, int]]:
    """The characters of a passage's stretch that are no blanks, its repairs made, each with where
    in the stretch it comes from: first and last, as a slice."""
    first = passage.start or 0
    reached = 0
    made = (row for row in passage.letters if "n" in row and not row["undone"])
    for row in sorted(made, key=lambda row: int(row["from"])):
        start, end = row["from"] - first, row["to"] - first
        if start < reached or end > len(source):
            continue
        yield from _ink(source, reached, start)
        yield from ((char, start, end) for char in row["after"] if not char.isspace())
        reached = end
    yield from _ink(source, reached, len(source))


def _ink(source: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for place in range(start, end):
        if not source[place].isspace():
            yield source[place], place, place + 1


def _letters_each(
    passage: Passage, border: Span, length: int, second: str
) -> tuple[list[Row], list[Row]]:
    """The letters of each half, where they stand in it; those of the explanation go with the
    second, whose text begins as far from the end as it is long."""
    shift = len(passage.text.rstrip()) - len(second)
    one: list[Row] = []
    other: list[Row] = []
    for row in passage.letters:
        at, until = row["at"], row["until"]
        if (passage.start or 0) <= row["from"] and row["to"] <= border[0]:
            fits = at is not None and until <= length
            one.append(row if fits else {**row, "at": None, "until": None})
        else:
            is_placed = at is not None and at >= shift
            places = (at - shift, until - shift) if is_placed else (None, None)
            other.append({**row, "at": places[0], "until": places[1]})
    return one, other


def _inked(text: str) -> str:
    return "".join(text.split())


def united(first: Passage, second: Passage) -> dict[str, Any]:
    """The fields of a passage that takes another up. What stands below a narrative's heading goes
    on below it; anything else is joined text to text and explanation to explanation."""
    between = "\n" if first.kind == PassageKind.NARRATIVE else " "
    text, body = _text_span(first), _body_span(first)
    if first.kind == PassageKind.NARRATIVE and first.body:
        told = {"body": _joined("\n\n", first.body, second.text, second.body)}
        body = _grown(first, second, body, _whole_span(second))
    else:
        told = {
            "text": _joined(between, first.text, second.text),
            "body": _joined("\n", first.body, second.body),
        }
        text = text if first.body else _grown(first, second, text, _text_span(second))
        body = _grown(first, second, body, _body_span(second))
    start, end = text or (None, None)
    body_start, body_end = body or (None, None)
    certain = [c for c in (first.confidence, second.confidence) if c is not None]
    return {
        **told,
        "start": start,
        "end": end,
        "body_start": body_start,
        "body_end": body_end,
        "confidence": min(certain, default=None),
        "accepted": first.accepted and second.accepted,
        "edited": first.edited or second.edited,
        "earlier_id": first.earlier_id or second.earlier_id,
    }


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)


def _text_span(passage: Passage) -> Span | None:
    if passage.start is None or passage.end is None:
        return None
    return passage.start, passage.end


def _body_span(passage: Passage) -> Span | None:
    if passage.body_start is None or passage.body_end is None:
        return None
    return passage.body_start, passage.body_end


def _whole_span(passage: Passage) -> Span | None:
    text, body = _text_span(passage), _body_span(passage)
    if text is None or body is None:
        return text or body
    return min(text[0], body[0]), max(text[1], body[1])


def _grown(first: Passage, second: Passage, one: Span | None, other: Span | None) -> Span | None:
    """The stretch from the one to the other, where no other passage stands between them."""
    if one is None or other is None:
        return one or other
    if other[0] < one[1]:
        return one
    between = Passage.drafts.filter(
        reading=first.reading_id, dropped=False, start__gte=one[1], start__lt=other[0]
    )
    if between.exclude(pk__in=[first.pk, second.pk]).exists():
        return one
    return one[0], other[1]
