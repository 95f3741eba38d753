"""HTML as a stream of tags and texts, in linear time whatever the input.

A tree would have to be built first, and the tree builders that we tried take time in the square of
the nesting (decision 0006). Blocks need no tree: only where elements begin and end.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = re.compile(r"</?([a-zA-Z][^\s/>\x00]{0,60})")
_TAG_STEP = re.compile(r"[^>\"']*")
_ATTRIBUTE = re.compile(
    r"([^\s=/>\"']{1,80})(?:\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+)))?"
)
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "iframe", "xmp", "noembed"})
_LONGEST_ATTRIBUTES = 2000


def _unescaped(text: str) -> str:
    try:
        return html.unescape(text)
    except ValueError:  # a character number of thousands of digits
        return text


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag (`attributes` unescaped, names in lower case) or an end tag."""

    name: str
    closing: bool
    attributes: dict[str, str]


class Markup:
    """The tags and texts of one HTML source."""

    def __init__(self, source: str) -> None:
        self.source = source
        # What is known to be missing from here on is not looked for again: that keeps it linear.
        self._last_close = source.rfind(">")
        self._comment_ends = source.rfind("-->")
        self._trust_quotes = True

    def stream(self) -> Iterator[Tag | str]:
        """Tags and unescaped texts in order. Comments, declarations and processing go unseen."""
        source, position = self.source, 0
        while position < len(source):
            opening = source.find("<", position)
            if opening < 0 or opening > self._last_close:
                yield _unescaped(source[position:])
                return
            if opening > position:
                yield _unescaped(source[position:opening])
            name = _NAME.match(source, opening)
            if name is not None:
                position = self._tag_end(name.end())
                tag = self._tag(source, opening, name, position)
                yield tag
                if not tag.closing and tag.name in _RAW:
                    closing = self._raw_end(tag.name, position)
                    yield _unescaped(source[position:closing])
                    position = closing
            elif source.startswith(("<!", "<?", "</"), opening):
                position = self._unseen_end(opening)
            else:
                yield "<"
                position = opening + 1

    def _unseen_end(self, opening: int) -> int:
        if self.source.startswith("<!--", opening) and opening + 4 <= self._comment_ends:
            return self.source.find("-->", opening + 4) + 3
        return self.source.find(">", opening) + 1

    def _tag_end(self, position: int) -> int:
        """One past the `>` that ends the tag, not counting those inside quotes."""
        if not self._trust_quotes:
            return self.source.find(">", position) + 1
        begin = position
        while True:
            position = _TAG_STEP.match(self.source, position).end()  # type: ignore[union-attr]
            if position < len(self.source) and self.source[position] == ">":
                return position + 1
            closing = self.source.find(self.source[position : position + 1] or "\x00", position + 1)
            if closing < 0 or closing > self._last_close:
                # A quote that never closes: from here on a tag ends at its first `>`.
                self._trust_quotes = False
                return self.source.find(">", begin) + 1
            position = closing + 1

    def _tag(self, source: str, opening: int, name: re.Match[str], end: int) -> Tag:
        closing = source[opening + 1] == "/"
        attributes: dict[str, str] = {}
        if not closing and end - name.end() > 1:
            stop = min(end - 1, name.end() + _LONGEST_ATTRIBUTES)
            for found in _ATTRIBUTE.finditer(source, name.end(), stop):
                value = found[2] or found[3] or found[4] or ""
                attributes.setdefault(found[1].lower(), _unescaped(value))
        return Tag(name[1].lower(), closing, attributes)

    def _raw_end(self, name: str, position: int) -> int:
        found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.source, position)
        return found.start() if found is not None else len(self.source)
