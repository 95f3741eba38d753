"""Small Markdown as plain pieces, for documents that are not HTML: the same forms, no tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from markdown_it.token import Token

from retning.core.prose.rendering import SCHEMES, parsed


@dataclass(frozen=True)
class Stretch:
    """Text in one manner; `url` is empty, or an address of a kind that may be followed."""

    text: str
    is_strong: bool = False
    is_emphasised: bool = False
    url: str = ""


@dataclass(frozen=True)
class ProseParagraph:
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class ProseItem:
    """One paragraph of a list; `level` is 0 for the list itself, 1 for a list within it."""

    stretches: tuple[Stretch, ...]
    level: int


@dataclass(frozen=True)
class ProseList:
    items: tuple[ProseItem, ...]
    is_ordered: bool


def pieces(text: str) -> list[ProseParagraph | ProseList]:
    """The paragraphs and lists of `text` (small Markdown), in order."""
    found: list[ProseParagraph | ProseList] = []
    items: list[ProseItem] = []
    depth, is_ordered = 0, False
    for token in parsed(text):
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                if not depth:
                    items, is_ordered = [], token.type == "ordered_list_open"
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
                if not depth:
                    found.append(ProseList(tuple(items), is_ordered))
            case "inline" if depth:
                items.append(ProseItem(tuple(_stretches(token.children or ())), depth - 1))
            case "inline":
                found.append(ProseParagraph(tuple(_stretches(token.children or ()))))
    return found


def _stretches(tokens: Sequence[Token]) -> Iterator[Stretch]:
    manner = Stretch("")
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                manner = replace(manner, is_strong=token.type == "strong_open")
            case "em_open" | "em_close":
                manner = replace(manner, is_emphasised=token.type == "em_open")
            case "link_open":
                manner = replace(manner, url=_followed(str(token.attrs.get("href", ""))))
            case "link_close":
                manner = replace(manner, url="")
            case "softbreak":
                yield replace(manner, text=" ")
            case "hardbreak":
                yield replace(manner, text="\n")
            case _ if token.content:
                yield replace(manner, text=token.content)


def _followed(address: str) -> str:
    scheme = unquote(address).partition(":")[0].lower()
    return address if scheme in SCHEMES else ""
