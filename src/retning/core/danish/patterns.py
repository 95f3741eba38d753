"""Regular expressions compiled when first used: importing the core must cost next to nothing.

Most patterns are searched for in vain, and looking for a word costs a fiftieth of trying a pattern
at every letter. So `search` and `finditer` first look whether any of the words is there that a
match cannot do without.
"""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, cast

_MOST_WORDS = 120
_METHODS = ("match", "fullmatch", "split", "sub", "findall")


class _Later:
    """Stands in for a pattern until it is asked something; then it answers with the pattern's own
    methods, without a further step."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        words = needed_words(compiled)
        self.search = _after_words(compiled.search, words, lambda: None)
        self.finditer = _after_words(compiled.finditer, words, lambda: iter(()))
        return getattr(self if name in {"search", "finditer"} else compiled, name)


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern `source`, compiled at its first use. What is wrong with it shows only then."""
    return cast("re.Pattern[str]", _Later(source, flags))


def needed_words(compiled: re.Pattern[str]) -> tuple[str, ...]:
    """Pieces of text of which every match holds at least one; empty where none can be told."""
    if compiled.flags & re.IGNORECASE:
        return ()
    # The parser has no public name; what it answers is walked with care, and a node that is not
    # known here needs no word.
    words = _of_sequence(import_module("re._parser").parse(compiled.pattern, compiled.flags))
    if not words or not all(map(_is_telling, words)):
        return ()
    kept: list[str] = []
    for word in sorted(words, key=len):
        if not any(shorter in word for shorter in kept):
            kept.append(word)
    return tuple(kept) if len(kept) <= _MOST_WORDS else ()


def _is_telling(word: str) -> bool:
    return len(word) > 1 or not (word.isalnum() or word.isspace())


def _after_words(
    ask: Callable[..., Any], words: tuple[str, ...], nothing: Callable[[], Any]
) -> Callable[..., Any]:
    if not words:
        return ask

    def asked(text: str, *span: int) -> Any:
        for word in words:
            if word in text:
                return ask(text, *span)
        return nothing()

    return asked


def _of_sequence(nodes: Any) -> frozenset[str]:
    """The best of what the nodes of a sequence need: the longest words, then the fewest."""
    return max(_each_needed(nodes), key=_worth, default=frozenset())


def _each_needed(nodes: Any) -> Iterator[frozenset[str]]:
    run = ""
    for operation, argument in nodes:
        name = str(operation)
        if name == "LITERAL":
            run += chr(argument)
            continue
        if run:
            yield frozenset({run})
            run = ""
        match name:
            case "SUBPATTERN" if not argument[1] & re.IGNORECASE:
                yield _of_sequence(argument[3])
            case "BRANCH":
                yield _of_branches(argument[1])
            case "MAX_REPEAT" | "MIN_REPEAT" if argument[0] > 0:
                yield _of_sequence(argument[2])
            case _:
                pass
    if run:
        yield frozenset({run})


def _of_branches(branches: Any) -> frozenset[str]:
    each = [_of_sequence(branch) for branch in branches]
    return frozenset().union(*each) if all(each) else frozenset()


def _worth(words: frozenset[str]) -> tuple[int, int]:
    return (min(map(len, words), default=0), -len(words))
