"""Paragraphs, emphasis, lists and links, and nothing else.

People write a small part of CommonMark (https://spec.commonmark.org/0.31.2/). Raw HTML is text.
What comes out has been through a sanitiser even so: two locks on one door.
"""

import html
import re

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False}).enable(
    ["emphasis", "list", "link", "autolink", "newline", "escape"]
)
_MARKS = re.compile(r"([\\*_\[\]<>])")
_UNMARKED = re.compile(r"[a-zæøåA-ZÆØÅ][0-9a-zæøåéA-ZÆØÅÉ .,;:!?()'\"/–-]*")
"""One line that begins with a letter and has no mark at all: most titles and visions. Nothing is
to be read of it, which takes a twentieth of the time."""
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
SCHEMES = {"http", "https", "mailto"}


def parsed(text: str) -> list[Token]:
    """The tokens of `text` (small Markdown)."""
    return _MARKDOWN.parse(text)


def to_html(text: str) -> str:
    """The HTML of `text` (small Markdown), made of `<p> <br> <strong> <em> <ul> <ol> <li> <a>`."""
    if not text.strip():
        return ""
    return nh3.clean(
        _MARKDOWN.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    ).strip()


def plain_text(text: str) -> str:
    """The words of `text` (small Markdown) without marks, on one line: for summaries."""
    if _UNMARKED.fullmatch(text):
        return " ".join(text.split())
    bare = nh3.clean(_MARKDOWN.render(text), tags=set())
    return " ".join(html.unescape(bare).split())


def from_plain(text: str, *, heading: str = "") -> str:
    """Plain `text` as small Markdown that says the same: its asterisks and brackets are meant.

    Lines that begin as list items stay list items. A `heading` goes first, in strong letters.
    """
    body = _escaped(text.strip())
    if not heading.strip():
        return body
    strong = f"**{_escaped(' '.join(heading.split()))}**"
    return f"{strong}\n\n{body}" if body else strong


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
