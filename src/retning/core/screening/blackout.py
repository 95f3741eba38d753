"""Stretches of a text that are not to be read, as bars: what is left is the text as it was written.

A person marks what is to go with a pair of brackets in the text itself, so that it needs no script;
whatever else is changed is found out. A bar says nothing of what is below it, not even how long
it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BAR = "█████"
"""What stands in a text for a stretch that is not to be read; a bar to the eye as it is."""
BRACKETS = (("[[", "]]"), ("{{", "}}"), ("⟦", "⟧"), ("⟪", "⟫"))
"""Pairs to mark with; the first of which a text holds no character is used for it."""

Span = tuple[int, int]
"""From and to (exclusive), in characters of a text after `plain_lines`."""


class NotTheText(ValueError):
    """A marked text is another than the one that was to be marked. `position` is where, in
    characters of the original, the first difference stands."""

    def __init__(self, position: int) -> None:
        super().__init__(f"The text differs from the original at character {position}")
        self.position = position


@dataclass(frozen=True)
class Stretch:
    """A piece of a text, to be read or below a bar."""

    text: str
    is_hidden: bool


def plain_lines(text: str) -> str:
    """The text with lines ended as this module counts them: by one character."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def brackets_for(text: str) -> tuple[str, str]:
    """The pair to mark this text with. A text that holds every pair is marked with the last."""
    for pair in BRACKETS:
        if not any(character in text for each in pair for character in each):
            return pair
    return BRACKETS[-1]


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap as one; empty ones left out."""
    found: list[Span] = []
    for start, end in sorted(span for span in spans if span[1] > span[0]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def marked(text: str, spans: Iterable[Span]) -> str:
    """The text with brackets around each span. Raises ValueError for a span outside it."""
    opening, closing = brackets_for(text)
    return "".join(
        f"{opening}{each.text}{closing}" if each.is_hidden else each.text
        for each in stretches(plain_lines(text), spans)
    )


def spans_in(marked_text: str, original: str) -> tuple[Span, ...]:
    """Which stretches of `original` somebody has put brackets around in `marked_text`.

    A bracket without its partner, or one inside another pair, is a difference too. Raises
    NotTheText where anything but brackets is not as in the original; spaces and line ends at
    either end do not count.
    """
    text, said = plain_lines(original), plain_lines(marked_text).strip()
    opening, closing = brackets_for(text)
    lead = len(text) - len(text.lstrip())
    position, place, begins = lead, 0, -1
    spans: list[Span] = []
    while place < len(said):
        if said.startswith(opening, place) and begins < 0:
            begins, place = position, place + len(opening)
        elif said.startswith(closing, place) and begins >= 0:
            spans.append((begins, position))
            begins, place = -1, place + len(closing)
        elif position < len(text) and said[place] == text[position]:
            position, place = position + 1, place + 1
        else:
            raise NotTheText(position)
    if begins >= 0:
        raise NotTheText(begins)
    if text[position:].strip():
        raise NotTheText(position)
    return joined(spans)


def blacked(text: str, spans: Iterable[Span]) -> str:
    """The text with a bar for each span. Raises ValueError for a span outside it."""
    parts = stretches(plain_lines(text), spans)
    return "".join(BAR if each.is_hidden else each.text for each in parts)


def stretches(text: str, spans: Iterable[Span]) -> tuple[Stretch, ...]:
    """The text in pieces. Raises ValueError for a span outside it."""
    place, found = 0, list[Stretch]()
    for start, end in joined(spans):
        if start < 0 or end > len(text):
            message = f"{start} to {end} is not within {len(text)} characters"
            raise ValueError(message)
        found += [Stretch(text[place:start], is_hidden=False)] if start > place else []
        found.append(Stretch(text[start:end], is_hidden=True))
        place = end
    return (*found, Stretch(text[place:], is_hidden=False)) if place < len(text) else tuple(found)


def with_bars(shown: str) -> tuple[Stretch, ...]:
    """A text with bars in it in pieces, for a page: the bars are `is_hidden`."""
    pieces = shown.split(BAR)
    found: list[Stretch] = []
    for place, piece in enumerate(pieces):
        found += [Stretch(BAR, is_hidden=True)] if place else []
        found += [Stretch(piece, is_hidden=False)] if piece else []
    return tuple(found)
