"""Text and shapes of a picture. Everything is coloured by class; sizes are in drawing units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

# Widths in IBM Plex Sans SemiBold, thousandths of the size: the wider of the two that we draw with.
_WIDTHS = {
    letter: width
    for width, letters in (
        (250, " \u00a0"), (290, "'ij,.l"), (330, "!:;()[]"), (380, "f·t{|}-r"), (450, "/I\\\"?s"),
        (530, "czLvy"), (570, "J_aegxåé»«*"), (585, "Fkoøö§"), (610, "TZhnuü–"), (640, "VY"),
        (660, "#CPX"), (680, "ABKRÅ"), (700, "DU"), (725, "&GHNOQØ"), (830, "Mw"),
        (900, "æ…→←½@m"), (980, "WÆ%"),
    )
    for letter in letters
}  # fmt: skip
_OTHER, _LATIN_END = 620, "\u0250"
_STRANGE = 1000
MORE = "…"
_LEFT_OF = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""The share of a text that lies left of where it is anchored."""


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """How wide a text is at most, in drawing units; somewhat more than it will be."""
    whole = 0
    for letter in text:
        whole += _WIDTHS.get(letter) or (_OTHER if letter < _LATIN_END else _STRANGE)
    return whole * size / 1000


def shortened(text: str, size: float, width: float) -> str:
    """The text, or as much of its beginning as has room, with three dots."""
    if text_width(text, size) <= width:
        return text
    room = width - text_width(MORE, size)
    kept = ""
    for letter in text:
        if text_width(kept + letter, size) > room:
            break
        kept += letter
    return kept.rstrip(" ,.;:–") + MORE if kept.strip() else MORE


def wrapped(text: str, size: float, width: float, most: int = 3) -> list[str]:
    """The text in at most `most` lines that have room; what is too long is shortened."""
    if text_width(text, size) <= width:
        text = text.lstrip(" ")
        return [text] if text else []
    lines: list[str] = []
    words = text.split(" ")
    line = ""
    for number, word in enumerate(words):
        longer = f"{line} {word}" if line else word
        if not line or text_width(longer, size) <= width:
            line = longer
        elif len(lines) == most - 1:
            line = " ".join([line, *words[number:]])
            break
        else:
            lines.append(line)
            line = word
    return [shortened(each, size, width) for each in (*lines, line) if each]


def short(value: float) -> str:
    """A place within a picture, to a tenth of a unit or better."""
    return f"{value:.4g}"


def path(cls: str, d: str) -> str:
    """A path, or nothing."""
    return f'<path class="{cls}" d="{d}"/>' if d else ""


def rect(cls: str, x: float, y: float, width: float, height: float) -> str:
    """A rectangle; one without width is drawn a unit wide."""
    return (
        f'<rect class="{cls}" x="{short(x)}" y="{short(y)}" width="{short(max(width, 1))}"'
        f' height="{short(max(height, 1))}"/>'
    )


def circle(cls: str, x: float, y: float, radius: float) -> str:
    return f'<circle class="{cls}" cx="{short(x)}" cy="{short(y)}" r="{short(radius)}"/>'


def line(cls: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path class="{cls}" d="M{x1:.4g} {y1:.4g}L{x2:.4g} {y2:.4g}"/>'


def points(places: Iterable[tuple[float, float]]) -> str:
    """A path through places."""
    through = "L".join([f"{x:.4g} {y:.4g}" for x, y in places])
    return f"M{through}" if through else ""


def polygon(
    cls: str, upper: Sequence[tuple[float, float]], lower: Sequence[tuple[float, float]]
) -> str:
    """The area between two lines that go the same way; nothing where they have one place."""
    if len(upper) < 2:
        return ""
    return path(cls, points([*upper, *reversed(lower)]) + "Z")


@dataclass
class Canvas:
    """What is being drawn: shapes in order, and how wide it is. `size` is that of its text."""

    width: float
    size: float = 14
    parts: list[str] = field(default_factory=list)

    def add(self, *shapes: str) -> None:
        self.parts.extend(shapes)

    def text(
        self,
        cls: str,
        x: float,
        y: float,
        text: str,
        *,
        anchor: str = "start",
        size: float = 0,
        language: str = "",
    ) -> None:
        """A line of text that is kept within the picture: moved, and shortened if need be. `y` is
        its base line; `anchor` is start, middle or end; `language` is that of the text, where it is
        not the picture's."""
        if not text:
            return
        size = size or self.size
        wide = text_width(text, size)
        if wide > self.width:
            text = shortened(text, size, self.width)
            wide = text_width(text, size)
        begin = x - wide * _LEFT_OF[anchor]
        if begin < 0:
            x, anchor = 0, "start"
        elif begin + wide > self.width:
            x, anchor = self.width, "end"
        placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
        sized = "" if size == self.size else f' font-size="{short(size)}"'
        spoken = f' lang="{escape(language)}"' if language else ""
        self.parts.append(
            f'<text class="{cls}" x="{x:.4g}" y="{y:.4g}"{placed}{sized}{spoken}>'
            f"{escape(text)}</text>"
        )

    def body(self) -> str:
        """All of it, as one group."""
        return f'<g font-size="{short(self.size)}">{"".join(self.parts)}</g>'


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the key to a picture: how it is drawn (`key_sign` knows), and what it is."""

    sign: str
    text: str


SIGN_WIDTH = 22


def key(canvas: Canvas, top: float, entries: Sequence[Entry]) -> float:
    """Write the key to a picture, as many entries in a row as have room. Returns where it ends."""
    row = canvas.size * 1.5
    x, y = 0.0, top + canvas.size
    for entry in entries:
        lines = wrapped(entry.text, canvas.size, canvas.width - SIGN_WIDTH - 6, most=3)
        wide = SIGN_WIDTH + 6 + max((text_width(each, canvas.size) for each in lines), default=0)
        if x and x + wide > canvas.width:
            x, y = 0.0, y + row
        canvas.add(key_sign(entry.sign, x, y - canvas.size * 0.35))
        for number, text in enumerate(lines):
            canvas.text("ct quiet", x + SIGN_WIDTH + 6, y + number * row, text)
        if len(lines) > 1:
            x, y = 0.0, y + row * len(lines)
        else:
            x += wide + 16
    return y - (row if x == 0 and entries else 0) + canvas.size * 0.5


def key_sign(sign: str, x: float, y: float) -> str:
    """A small piece of what the entry speaks of, `SIGN_WIDTH` wide, its middle at `y`."""
    end = x + SIGN_WIDTH
    match sign.partition(" ")[0]:
        case "c-mine" | "c-line" | "c-edge" | "c-mark" | "c-course":
            return line(sign, x, y, end, y)
        case "c-hollow":
            return circle(sign, x + SIGN_WIDTH / 2, y, 4)
        case "c-break":
            return line(sign, x + SIGN_WIDTH / 2, y - 7, x + SIGN_WIDTH / 2, y + 7)
        case "c-tick" | "c-faint":
            return path(sign, "".join(f"M{short(x + at)} {short(y - 6)}v12" for at in (5, 11, 17)))
        case "c-none":
            return rect(sign, x + 4, y - 6, 13, 13) + cross(x + 4, y - 6, 13)
        case _:
            return rect(sign, x + 2, y - 6, SIGN_WIDTH - 4, 12)


def cross(x: float, y: float, side: float) -> str:
    """The stroke through a square that has no figure."""
    return path("c-strike", f"M{short(x)} {short(y + side)}l{short(side)} {short(-side)}")
