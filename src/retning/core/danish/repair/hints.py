"""Which of two words that a misreading makes alike is meant, by the words beside them."""

from __future__ import annotations

_STRONG = 1.5


def hint(word: str, before: str, after: str) -> float:
    """What the neighbours (in small letters, as read) add to the weight of `word`."""
    preceding, following = _HINTS.get(word, ((), ()))
    return _STRONG * ((before in preceding) + (after in following))


_HINTS: dict[str, tuple[frozenset[str] | tuple[()], frozenset[str] | tuple[()]]] = {}
