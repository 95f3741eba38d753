"""Words that a line's end divided: whether the hyphen was the printer's or the writer's."""

from __future__ import annotations

import re

_LAST = re.compile(r"[\w-]+$")
_FIRST = re.compile(r"^\w+")
_WITHIN = re.compile(r"\b\w+(?:-\w+)+")
# After "klima-" these begin the second half of a pair, never the second half of a word.
_PAIRS = frozenset({"og", "eller", "samt", "og/eller", "som", "and", "or", "och", "und"})


def compounds_in(text: str) -> frozenset[str]:
    """Words with a hyphen inside a line: the writer's own."""
    return frozenset(found.casefold() for found in _WITHIN.findall(text))


def joint(before: str, after: str, compounds: frozenset[str]) -> str:
    """What stands between a line that ends in a hyphen and the next: nothing where the hyphen only
    divided a word, "-" where it belongs to the word, "- " where a pair goes on ("klima- og").

    `before` is without its hyphen; `compounds` are words written with one elsewhere.
    """
    head, tail = _LAST.search(before), _FIRST.search(after)
    if head is None or tail is None:
        return "-" if tail is not None else "- "
    first, second = head[0], tail[0]
    if second.casefold() in _PAIRS:
        return "- "
    if first.isupper() and second.isupper() and len(second) > 1:
        return ""
    if not second[0].islower() or not first[-1].isalpha():
        return "-"
    if len(first) == 1 or (first.isupper() and len(first) <= 5):
        return "-"
    return "-" if f"{first}-{second}".casefold() in compounds else ""
