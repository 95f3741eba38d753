"""The noisy channel: what a recogniser without Danish may have made of which word.

The chances come from `confusions.json`: counts of what tesseract's English data reads on pages that
we printed ourselves (`tools/confusions.py` remakes it). A few more are added by hand, each with a
small chance: what other recognisers are known for, and Danish letters written out by machines that
have none.
"""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from math import log10
from pathlib import Path
from typing import TypeAlias

DANISH = "æøå"
MOST_CHANGES = 6
_WIDTH = 120
_LEAST_SEEN = 2
_SLIP = -4.0
# (read, printed, chance): slips of any recogniser, and spellings without Danish letters.
_BY_HAND = (
    ("x", "æ", 0.004), ("eae", "æ", 0.004), ("aee", "æ", 0.002), ("e", "æ", 0.02),
    ("a", "æ", 0.03), ("z", "æ", 0.02), ("ä", "æ", 0.02), ("£", "æ", 0.002),
    ("oe", "ø", 0.02), ("@", "ø", 0.02), ("0", "ø", 0.005), ("6", "ø", 0.005),
    ("ö", "ø", 0.02), ("a", "ø", 0.03), ("g", "ø", 0.3),
    ("3", "å", 0.01), ("4", "å", 0.004), ("&", "å", 0.01), ("aa", "å", 0.02),
    ("é", "å", 0.01), ("oa", "å", 0.001), ("d", "å", 0.01),
    ("\ufffd", "æ", 0.3), ("\ufffd", "ø", 0.3), ("\ufffd", "å", 0.3),
    ("o", "b", 0.0004), ("I", "l", 0.002), ("1", "l", 0.0005), ("|", "l", 0.002),
    ("rn", "m", 0.0004), ("vv", "w", 0.0002),
)  # fmt: skip


Change: TypeAlias = tuple[str, str]
"""What was read, and the letter (small) that was printed."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word in small letters that may have been printed, and how it was misread; `chance` is the
    logarithm (base 10) of reading what was read where it was."""

    word: str
    chance: float
    changes: tuple[Change, ...] = ()


def candidates(read: str, seen: Container[str]) -> list[Candidate]:
    """What may have been printed where `read` (one word as it stands, capitals and all) was read,
    the likeliest first; `read` itself is not among them.

    `seen` are the three letters in a row that Danish words hold ("^" before the first): what puts a
    Danish letter between two where none stands in any word is dropped, and so are the unlikely: the
    time grows with the length only.
    """
    ends: list[dict[str, _Path]] = [{} for _ in range(len(read) + 1)]
    ends[0][""] = (0.0, ())
    table = _table()
    for at, own in enumerate(read.lower()):
        reached = ends[at]
        if len(reached) > _WIDTH:
            kept = sorted(reached.items(), key=lambda item: -item[1][0])[:_WIDTH]
            reached = dict(kept)
        for word, path in reached.items():
            _keep(ends[at + 1], word, own, path, seen)
        for step in (1, 2, 3):
            wrong = read[at : at + step]
            for letter, chance in table.get(wrong, ()) if len(wrong) == step else ():
                ahead = ends[at + step]
                for word, (before, changes) in reached.items():
                    if len(changes) < MOST_CHANGES:
                        path = (before + chance, (*changes, (wrong, letter)))
                        _keep(ahead, word, letter, path, seen)
    found = [Candidate(word, *path) for word, path in ends[-1].items() if path[1]]
    found.sort(key=lambda candidate: (-candidate.chance, candidate.word))
    return found[:_WIDTH]


def chance_of(change: Change) -> float:
    """The logarithm of the chance of `change`, by the counts."""
    wrong, letter = change
    return dict(_table()[wrong])[letter]


_Path: TypeAlias = tuple[float, tuple[Change, ...]]


def _keep(
    ahead: dict[str, _Path], before: str, letter: str, path: _Path, seen: Container[str]
) -> None:
    # With a Danish letter in the middle, so that few of them reach over the joint of a compound.
    middle = before[-1:]
    if middle in DANISH and middle and f"{before[-2:-1] or '^'}{middle}{letter}" not in seen:
        return
    word = before + letter
    known = ahead.get(word)
    if known is None or path[0] > known[0]:
        ahead[word] = path


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[tuple[str, float], ...]]:
    """For what is read, the letters (small) that it may have been, with the chance's logarithm."""
    counts = json.loads(Path(__file__).with_name("confusions.json").read_text("utf-8"))
    chances: dict[tuple[str, str], float] = {}
    for letter, reads in counts.items():
        total = sum(reads.values())
        for read, seen in reads.items():
            danish = letter.lower() in DANISH
            if read and read != letter and read != " " and (danish or seen >= _LEAST_SEEN):
                pair = (read, letter.lower())
                chances[pair] = max(chances.get(pair, 0.0), seen / total)
    for read, letter, chance in _BY_HAND:
        chances[read, letter] = max(chances.get((read, letter), 0.0), chance)
        if letter in DANISH and read.isalpha():
            capitals = (read.upper(), letter)
            chances[capitals] = max(chances.get(capitals, 0.0), chance)
    # What is all in capitals or begins with one was misread as small letters are.
    for (read, letter), chance in list(chances.items()):
        for other in (read.capitalize(), read.upper()):
            if letter in DANISH and other != read:
                pair = (other, letter)
                chances[pair] = max(chances.get(pair, 0.0), chance / 2)
    table: dict[str, list[tuple[str, float]]] = {}
    for (read, letter), chance in sorted(chances.items()):
        table.setdefault(read, []).append((letter, max(_SLIP, log10(chance))))
    return {read: tuple(letters) for read, letters in table.items()}
