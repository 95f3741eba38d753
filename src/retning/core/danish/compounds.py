"""Compounds without a dictionary: whether one word is plausibly a part of another.

Danish writes compounds as one word, often with a joint letter ("sygefravær", "uddannelsesplan").
What a word ends with says what it is, what it begins with only what it is about; so "bibliotek"
finds "folkebibliotek" sooner than "biblioteksgebyr". A part is plausible where the rest could be a
Danish word: three letters or more, a vowel, and, for the part that comes last, a beginning that
Danish words have ("skoldning" is not "skol" and "dning").
"""

from __future__ import annotations

# ruff: noqa: SIM905  (lists of words read best as words)
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from retning.core.danish.stems import plural_of, stem

SHORT = 3
"""Words of at most so many letters are only what a compound ends with, never inside or before."""

SHORTEST_REST = 3
_VOWELS = "aeiouyæøå"
_HAS_VOWEL = re.compile(rf"[{_VOWELS}]")
_BEGINNING = re.compile(
    rf"(?:[bcdfghjklmnprstvwz]|b[lrj]|dr|dv|f[lrj]|g[lrn]|h[vj]|k[lrnv]|mj|nj|p[lrj]|s[cklmnptvjh]"
    rf"|sk[rlv]|sp[lr]|st[rj]|t[rvjh]|vr|c[hlr]|qu)?[{_VOWELS}]"
)
# Before a word they make another word of it, not a kind of it: formål is no mål.
_PREFIXES = frozenset(
    "for fore under over bag med mod til ind gen igen efter anti mis van frem hen".split()
)
_SHORT_WORDS = frozenset(("by", "sø", "år", "kø", "bo", "ko", "tå"))
_JOINTS = ("s", "e", "er", "n")


class Kin(IntEnum):
    """How a word of a text answers to a word that was asked for, the weaker the higher."""

    SAME = 0
    HEAD = 1  # it is what the compound is: bibliotek, folkebibliotek
    MODIFIER = 2  # it is what the compound is about: klima, klimamål
    INSIDE = 3  # it stands between: fravær, sygefraværsmål
    BEGUN = 4  # it begins like it, as a word that is still being written does
    DERIVED = 5  # it has been made another word: mål, formål


@dataclass(frozen=True)
class Asked:
    """A word that was asked for, plain as `plain_word` writes it; `is_begun` where it may be the
    beginning of a longer one."""

    word: str
    is_begun: bool = False

    @cached_property
    def stem(self) -> str:
        return stem(self.word)

    @cached_property
    def fronts(self) -> tuple[str, ...]:
        """What compounds with this word first begin with; nothing for a short word."""
        if len(self.word) <= SHORT:
            return ()
        own = self.stem
        plural = plural_of(own)
        return (own if len(own) > SHORT else self.word, *([plural] if plural else []))

    @cached_property
    def end(self) -> str:
        """What compounds with this word last end with; empty where it is too short for one."""
        own = self.stem
        return own if len(own) >= SHORT or own in _SHORT_WORDS else ""

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """One of these is in every stem but its own that answers, wherever it stands."""
        begun = (self.word,) if self.is_begun and len(self.word) > SHORT else ()
        every = dict.fromkeys((*((self.end,) if self.end else ()), *self.fronts, *begun))
        return tuple(p for p in every if not any(o in p for o in every if o != p))


def kin(asked: Asked, found: str) -> Kin | None:
    """How the stem `found` answers to a word, or None where it does not."""
    own, end = asked.stem, asked.end
    if found == own:
        return Kin.SAME
    if end and found.endswith(end) and is_front(found[: -len(end)]):
        return Kin.DERIVED if found[: -len(end)] in _PREFIXES else Kin.HEAD
    fronts = asked.fronts
    if any(found.startswith(front) and is_rest(found[len(front) :]) for front in fronts):
        return Kin.MODIFIER
    if any(_is_inside(found, front) for front in fronts):
        return Kin.INSIDE
    if asked.is_begun and len(asked.word) > SHORT and found.startswith(asked.word):
        return Kin.BEGUN
    return None


def is_front(front: str) -> bool:
    """Whether a compound can begin with `front`, its joint included."""
    return len(front) >= SHORTEST_REST and bool(_HAS_VOWEL.search(front))


def is_rest(rest: str) -> bool:
    """Whether a compound can go on with `rest`, which may begin with a joint."""
    if _is_word(rest):
        return True
    return any(rest.startswith(joint) and _is_word(rest[len(joint) :]) for joint in _JOINTS)


def _is_word(text: str) -> bool:
    if len(text) < SHORTEST_REST:
        return text in _SHORT_WORDS
    return bool(_BEGINNING.match(text))


def _is_inside(found: str, front: str) -> bool:
    at = found.find(front, SHORTEST_REST)
    return at > 0 and is_front(found[:at]) and is_rest(found[at + len(front) :])


def parts(word: str) -> Iterator[tuple[str, str]]:
    """Stems of the two words that a plain word may be made of, wherever it can be divided.

    >>> ("syg", "fravær") in list(parts("sygefraværet"))
    True
    """
    for at in range(SHORTEST_REST, len(word) - SHORTEST_REST + 1):
        front, rest = word[:at], word[at:]
        if not is_front(front) or not _is_word(rest):
            continue
        yield stem(front), stem(rest)
        for joint in _JOINTS[:2]:
            if front.endswith(joint) and len(front) > SHORTEST_REST:
                yield stem(front[: -len(joint)]), stem(rest)
