"""Small rich text: a few Markdown forms in, a few harmless HTML elements out."""

from retning.core.prose.pieces import ProseItem, ProseList, ProseParagraph, Stretch, pieces
from retning.core.prose.rendering import from_plain, plain_text, to_html

__all__ = [
    "ProseItem",
    "ProseList",
    "ProseParagraph",
    "Stretch",
    "from_plain",
    "pieces",
    "plain_text",
    "to_html",
]
