"""Markdown (CommonMark and tables), as markup that our HTML reader sees.

Markup inside Markdown goes the same way, so that what the HTML reader drops (scripts, styles,
hidden parts) is dropped here too.
"""

from __future__ import annotations

import html
import re

from markdown_it import MarkdownIt

from retning.core.documents.blocks import Document
from retning.core.documents.decoding import decode
from retning.core.documents.html import document_of

MEDIA_TYPE = "text/markdown"
_NAMES = (".md", ".markdown", ".mdown", ".mkd")
_OTHER = re.compile(rb"[\xef\xbb\xbf\s]*(?:<!doctype|<html[\s>]|<\?xml|%PDF-|PK\x03\x04)", re.I)
_FRONT_MATTER = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?\n)?\1[ \t]*(?:\n|\Z)", re.DOTALL)
_LONGEST_FRONT_MATTER = 10_000


class MarkdownReader:
    """Reads what is called Markdown and is text: its content alone does not tell it from text."""

    media_type = MEDIA_TYPE

    def accepts(self, data: bytes, name: str) -> bool:
        """By the name, unless the content says that it is something else."""
        return name.lower().endswith(_NAMES) and not _OTHER.match(data[:200])

    def read(self, data: bytes) -> Document:
        """The document in `data`; its text is what a person sees once it is set."""
        decoded = decode(data)
        text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
        front, text = _without_front_matter(text)
        markup = MarkdownIt("commonmark").enable("table").render(text)
        return document_of(front + markup, media_type=self.media_type, encoding=decoded.encoding)


def _without_front_matter(text: str) -> tuple[str, str]:
    """The lines for a site's machinery at the top, as page furniture, and what follows them."""
    found = _FRONT_MATTER.match(text[:_LONGEST_FRONT_MATTER])
    if found is None:
        return "", text
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in (found[2] or "").splitlines())
    return f"<nav>{lines}</nav>", text[found.end() :]
