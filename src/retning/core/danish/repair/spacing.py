"""Blanks between the letters of a word ("L E D E L S E"), and blanks lost between words."""

# ruff: noqa: SIM905  (lists of words read best as words)
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from retning.core.danish.lexicon import Lexicon
from retning.core.danish.patterns import pattern
from retning.core.danish.repairs import Repair, RepairRule

# Four letters or more, each with one blank to the next; two blanks or more part words.
_SPACED = pattern(r"(?<!\S)[^\W\d_](?:[ \u00a0][^\W\d_](?!\S)){3,}+")
_MOST_SPACED = 240
_DISTINCT = 3
_RUN = pattern(r"(?<![\w./@-])[^\W\d_]{9,60}(?![\w@-]|\.\w)")
_STUCK = pattern(r"[a-zæøå]{3,}(?:og|til|med|for|som|der|på|af|at|i|en|et|er|de|vi)[a-zæøå]{3,}")
_LONG_RUN = pattern(r"[^\W\d_]{24,}")
_LONG_SHARE = 0.01
_WORD = pattern(r"[^\W\d_]+")
_SHORTEST_JOINED = 8
_JOINED = pattern(r"(\w{3,40}?)(?:og|til|med|for|som|på|af)(\w{3,40})")
_POINT = pattern(
    r"(?<![\w./@-])([^\W\d_]{0,39}[a-zæøå]{3}(?:[.!?](?=[A-ZÆØÅ][a-zæøå]{1,20}\s)|,(?=[a-zæøå]{3})))"
    r"([^\W\d_]{1,40})(?![\w@/-]|[.,]\w)"
)
_SMALL = frozenset(
    "og i til med for som der på af at en et er de vi skal kan har det den om ved".split()
)
_WORD_FREQUENCY = 3.5
_EACH_WORD = 9.0
_LONGEST_PART = 24


def has_spaced(text: str) -> bool:
    """Whether letters stand apart somewhere."""
    return bool(_SPACED.search(text))


def lost_blanks(text: str) -> bool:
    """Whether blanks were lost in this text: too many words are too long, or one is two others of
    the text with a small word between."""
    words = text.count(" ") + text.count("\n") + 1
    if sum(1 for _ in _LONG_RUN.finditer(text)) > max(1, _LONG_SHARE * words):
        return True
    every = frozenset(found[0].lower() for found in _WORD.finditer(text))
    for word in every:
        joined = _JOINED.fullmatch(word) if len(word) >= _SHORTEST_JOINED else None
        if joined is not None and joined[1] in every and joined[2] in every:
            return True
    return False


def point_repairs(text: str) -> list[Repair]:
    """Points and commas with words right before and behind ("skolen.Vi", "børn,unge")."""
    return [
        Repair(
            found.start(),
            found.end(),
            found[0],
            f"{found[1]} {found[2]}",
            0.9,
            RepairRule.SPACING,
        )
        for found in _POINT.finditer(text)
    ]


def spaced_repairs(text: str, lexicon: Lexicon) -> list[Repair]:
    """Letter-spaced words, as words; only where the lexicon knows what they make."""
    found: list[Repair] = []
    for match in _SPACED.finditer(text):
        if len(match[0]) > _MOST_SPACED:
            continue
        letters = re.sub(r"[ \u00a0]", "", match[0])
        words = _as_words(letters.lower(), lexicon)
        if words is None:
            continue
        after = _like(letters, words)
        found.append(Repair(match.start(), match.end(), match[0], after, 0.95, RepairRule.SPACING))
    return found


def stuck_repairs(text: str, lexicon: Lexicon) -> list[Repair]:
    """Words that stand without a blank between ("børnogunge"); only with a small word among them
    that tells them from a compound, and all of them frequent."""

    @lru_cache(maxsize=10_000)
    def parted(run: str) -> tuple[str, ...] | None:
        if lexicon.knows(run) or not _STUCK.search(run):
            return None
        words = segmented(run, lexicon)
        if words is None or len(words) < 3 or not _SMALL.intersection(words[1:-1]):
            return None
        return words

    found: list[Repair] = []
    for match in _RUN.finditer(text):
        run = match[0]
        if not (run.islower() or run[1:].islower()):
            continue
        words = parted(run.lower())
        if words is not None:
            after = _like(run, words)
            found.append(Repair(match.start(), match.end(), run, after, 0.8, RepairRule.SPACING))
    return found


def _as_words(letters: str, lexicon: Lexicon) -> tuple[str, ...] | None:
    if len(set(letters)) < _DISTINCT:
        return None
    if lexicon.knows(letters):
        return (letters,)
    words = segmented(letters, lexicon)
    return words if words is not None and any(len(word) > 3 for word in words) else None


def segmented(letters: str, lexicon: Lexicon) -> tuple[str, ...] | None:
    """The likeliest words that `letters` (small, without blanks) are made of, or None."""
    best: list[tuple[float, int] | None] = [(0.0, 0), *[None] * len(letters)]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST_PART), end):
            before = best[start]
            if before is None:
                continue
            word = letters[start:end]
            weight = lexicon.frequency(word)
            if weight < _WORD_FREQUENCY or (end - start < 3 and word not in _SMALL):
                continue
            score = before[0] + weight - _EACH_WORD
            known = best[end]
            if known is None or score > known[0]:
                best[end] = (score, start)
    return tuple(_backwards(letters, best)) if best[-1] is not None else None


def _backwards(letters: str, best: list[tuple[float, int] | None]) -> Iterator[str]:
    cuts = [len(letters)]
    while cuts[-1] > 0:
        step = best[cuts[-1]]
        cuts.append(step[1] if step is not None else 0)
    cuts.reverse()
    for start, end in pairwise(cuts):
        yield letters[start:end]


def _like(letters: str, words: tuple[str, ...]) -> str:
    """`words` with the capitals of `letters`."""
    parts, at = [], 0
    for word in words:
        parts.append(letters[at : at + len(word)])
        at += len(word)
    return " ".join(parts)
