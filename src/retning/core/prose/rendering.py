"""Paragraphs, emphasis, lists and links, and nothing else.

People write a small part of CommonMark (https://spec.commonmark.org/0.31.2/). Raw HTML is text.
What comes out has been through a sanitiser even so: two locks on one door.
"""

import html

import nh3
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False}).enable(
    ["emphasis", "list", "link", "autolink", "newline", "escape"]
)
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
_SCHEMES = {"http", "https", "mailto"}


def to_html(text: str) -> str:
    """The HTML of `text` (small Markdown), made of `<p> <br> <strong> <em> <ul> <ol> <li> <a>`."""
    if not text.strip():
        return ""
    return nh3.clean(
        _MARKDOWN.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    ).strip()


def plain_text(text: str) -> str:
    """The words of `text` (small Markdown) without marks, on one line: for summaries."""
    bare = nh3.clean(_MARKDOWN.render(text), tags=set())
    return " ".join(html.unescape(bare).split())
