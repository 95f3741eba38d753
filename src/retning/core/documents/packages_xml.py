"""XML from strangers: no declarations, no entities, no depth, and names with short prefixes.

A document type declaration is what every XML bomb needs, and no part of an office file has one:
its mere presence is refused. Nothing outside the text is ever fetched.
"""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from retning.core.documents.unreadable import Unreadable, UnreadableCode

# Nested tables in text boxes reach 40.
DEEPEST = 120
MOST_ELEMENTS = 600_000
_STEP = 64 * 1024
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_OUT_OF_MEMORY = 1


def parse(data: bytes, *, prefixes: Mapping[str, str], kind: str) -> Element:
    """The root of the XML in `data`. Names are written "w.p" for each namespace in `prefixes`
    (address → prefix), and "?.p" for others; names in no namespace stay. Raises Unreadable."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", errors="replace").encode()
    if any(declaration in data for declaration in _DECLARATIONS):
        raise Unreadable(UnreadableCode.BOMB, kind)
    # The encoding is said by us: with another one the search above could be passed by.
    parser = XMLParser(target=_Builder(prefixes, kind), encoding="utf-8")  # noqa: S314
    try:
        for start in range(0, len(data), _STEP):
            parser.feed(data[start : start + _STEP])
        root = parser.close()
    except ParseError as problem:
        if problem.code == _OUT_OF_MEMORY:
            raise MemoryError from problem
        raise Unreadable(UnreadableCode.DAMAGED, kind) from problem
    except (ValueError, AssertionError, IndexError) as problem:
        raise Unreadable(UnreadableCode.DAMAGED, kind) from problem
    if not isinstance(root, Element):
        raise Unreadable(UnreadableCode.DAMAGED, kind)
    return root


class _Builder(TreeBuilder):
    def __init__(self, prefixes: Mapping[str, str], kind: str) -> None:
        super().__init__()
        self._prefixes = prefixes
        self._kind = kind
        self._short: dict[str, str] = {}
        self._depth = 0
        self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST:
            raise Unreadable(UnreadableCode.BOMB, self._kind)
        if self._count > MOST_ELEMENTS:
            raise Unreadable(UnreadableCode.TOO_LARGE, f"{MOST_ELEMENTS} elements")
        return super().start(
            self._named(tag), {self._named(name): value for name, value in attrs.items()}
        )

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(self._named(tag))

    def _named(self, name: str) -> str:
        short = self._short.get(name)
        if short is None:
            space, _, local = name.rpartition("}")
            prefix = self._prefixes.get(space[1:], "?") + "." if space else ""
            # Names are few in a real file; in a made one each may be new.
            short = prefix + local
            if len(self._short) < 10_000:
                self._short[name] = short
        return short
