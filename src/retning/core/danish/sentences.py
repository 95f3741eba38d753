"""Sentences and questions."""

# ruff: noqa: SIM905  (lists of words read best as words)
from collections.abc import Iterator

from retning.core.danish.patterns import pattern

_END = pattern(r"[.!?…]+[\"”’'»)\]]*(?=\s)")
# A full stop after these does not end a sentence.
_ABBREVIATIONS = frozenset(
    "bl.a ca dvs gns maks ekskl evt f.eks fx hhv inkl jf kl kr m.fl m.m m.v max md mdr mht mia "
    "min mio mv nr o.l osv pct pga pkt pr s.k sml stk tlf vedr".split()
)
# What stands behind a figure is no part of a name: a capital after it begins a sentence.
_UNITS = frozenset({"kr", "pct", "stk"})
_LAST_WORD = pattern(r"[\w.]+$")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of `text[start:end]`, without the blanks between them.

    Together they hold every character that is not blank. Danish abbreviations and ordinal numbers
    ("1. maj", "pr. indbygger") do not end a sentence.
    """
    begin = _skip_blanks(text, start, end)
    for found in _END.finditer(text, start, end):
        stop = found.end()
        following = _skip_blanks(text, stop, end)
        if following >= end or not _ends_sentence(text, begin, found.start(), following):
            continue
        if begin < stop:
            yield begin, stop
        begin = following
    last = end
    while last > begin and text[last - 1].isspace():
        last -= 1
    if begin < last:
        yield begin, last


def is_question(text: str) -> bool:
    """Whether `text` (a line or an item) reads as a question.

    >>> is_question("Hvordan får vi flere med?"), is_question("Flere er med.")
    (True, False)
    """
    stripped = text.rstrip(' \t\r\n\u00a0"”’»)')
    return stripped.endswith("?")


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends_sentence(text: str, begin: int, stop: int, following: int) -> bool:
    if text[stop] != ".":
        return not text[following].islower()
    if text[following].islower():
        return False
    word = _LAST_WORD.search(text[max(begin, stop - 20) : stop])
    if word is None:
        return True
    last = word[0].casefold()
    if last.isdigit() and len(last) < 3:
        return False
    if last in _UNITS and text[following].isupper():
        return True
    return last not in _ABBREVIATIONS and len(last) > 1
