"""Texts about the same matter, in whatever words: looser groups, by the rare words they share.

A text votes for its rarest words that others use too; it goes where most votes are. A compound that
hardly anybody uses counts as the word it is made with. Needs numpy (see `corpus`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from retning.core.similarity.campaigns import components
from retning.core.similarity.corpus import Corpus, Numbers, corpus_of
from retning.core.similarity.matching import Text
from retning.core.similarity.overlap import Weights, begins_of, ranges
from retning.core.similarity.pairs import counted, unique

Key = TypeVar("Key", bound=Hashable)

FEWEST = 3
"""Texts that make a matter, and that must use a word for it to name one."""
MOST = 0.2
"""A word that more of the texts use names no matter; where there are few texts, a few may."""
VOTES = 4
ONE_MATTER = 0.5
"""Two words that this share of their texts have both are one matter."""
SHORTEST_PART = 5
TOLD_WORDS = 12
_LOW = (1 << 32) - 1


@dataclass(frozen=True)
class Matter(Generic[Key]):
    """Texts about one matter, and the words that say which, the most used first."""

    keys: tuple[Key, ...]
    words: tuple[str, ...]


def matters(texts: Iterable[Text[Key]]) -> list[Matter[Key]]:
    """Groups of three texts or more, the largest first; each text in one at most. In whatever order
    the texts come, the same groups are found."""
    return matters_in(corpus_of(texts))


def matters_in(corpus: Corpus[Key]) -> list[Matter[Key]]:
    """`matters` of texts that have been read."""
    texts, words = _held(corpus)
    senders = np.array([len(keys) for keys in corpus.keys], dtype=np.int64)
    users = np.bincount(words, weights=senders[texts], minlength=len(corpus.stems))
    most = max(2.0 * FEWEST, MOST * float(senders.sum()))
    names = (users >= FEWEST) & (users <= most)
    texts, words = texts[names[words]], words[names[words]]
    if not texts.size:
        return []
    rare = 1 + np.log(float(senders.sum()) / np.maximum(1.0, users))
    matter = _matter_of_words(texts, words, rare, len(corpus.stems))
    chosen = _chosen(texts, words, rare, senders, matter)
    return _told(corpus, texts, words, matter, chosen)


def _held(corpus: Corpus[Key]) -> tuple[Numbers, Numbers]:
    """Text and word, each pair once, sorted; rare compounds as the word they are made with."""
    counts = np.bincount(corpus.words, minlength=len(corpus.stems))
    known = {stem: at for at, stem in enumerate(corpus.stems) if counts[at] >= FEWEST}
    as_part = np.arange(len(corpus.stems), dtype=np.int64)
    for at in np.flatnonzero(counts < FEWEST).tolist():
        as_part[at] = _part(corpus.stems[at], known, at)
    keys = unique((corpus.text_of_word << 32) | as_part[corpus.words])
    return keys >> 32, keys & _LOW


def _part(word: str, known: Mapping[str, int], itself: int) -> int:
    """The longest word that a compound ends with or begins with, of those others use."""
    for size in range(len(word) - 2, SHORTEST_PART - 1, -1):
        for part in (word[-size:], word[:size], word[: size - 1] if word[size - 1] == "s" else ""):
            if len(part) >= SHORTEST_PART and part in known:
                return known[part]
    return itself


def _ranked(texts: Numbers, worth: Weights, words: Numbers) -> tuple[Numbers, Numbers]:
    """Places in order of text and worth, and each one's rank within its text."""
    order = np.lexsort((words, -worth, texts))
    begins = begins_of(texts[order])
    sizes = np.diff(np.append(begins, order.size))
    return order, np.arange(order.size) - np.repeat(begins, sizes)


def _matter_of_words(texts: Numbers, words: Numbers, rare: Weights, count: int) -> Numbers:
    """Of each word the first of those it is one matter with: they stand in the same texts."""
    order, rank = _ranked(texts, rare[words], words)
    top = order[rank < 2 * VOTES]
    texts, words = texts[top], words[top]
    begins = begins_of(texts)
    sizes = np.diff(np.append(begins, texts.size))
    places = np.repeat(np.arange(texts.size), np.repeat(sizes, sizes))
    others = ranges(np.repeat(begins, sizes), np.repeat(sizes, sizes))
    both = words[places] < words[others]
    keys, together = counted((words[places[both]] << 32) | words[others[both]])
    holders = np.bincount(words, minlength=count)
    one, other = keys >> 32, keys & _LOW
    either = holders[one] + holders[other] - together
    same = (together >= FEWEST) & (together >= ONE_MATTER * either)
    return components(count, one[same], other[same])


def _chosen(
    texts: Numbers, words: Numbers, rare: Weights, senders: Numbers, matter: Numbers
) -> Numbers:
    """Of each text the matter that it is about; -1 where none has three texts."""
    order, rank = _ranked(texts, rare[words], words)
    voting = order[rank < VOTES]
    votes = np.bincount(matter[words[voting]], weights=senders[texts[voting]], minlength=rare.size)
    worth = rare[words] * np.log1p(votes[matter[words]])
    order, rank = _ranked(texts, worth, words)
    best = order[rank == 0]
    chosen = np.full(senders.size, -1, dtype=np.int64)
    chosen[texts[best]] = matter[words[best]]
    sizes = np.bincount(chosen[chosen >= 0], weights=senders[chosen >= 0], minlength=rare.size)
    return np.where((chosen >= 0) & (sizes[chosen] >= FEWEST), chosen, -1)


def _told(
    corpus: Corpus[Key], texts: Numbers, words: Numbers, matter: Numbers, chosen: Numbers
) -> list[Matter[Key]]:
    own = np.flatnonzero(chosen[texts] >= 0)
    keys, used = counted((chosen[texts[own]] << 32) | words[own])
    named: dict[int, list[tuple[bool, int, str]]] = {}
    for key, often in zip(keys.tolist(), used.tolist(), strict=True):
        if often >= FEWEST - 1 or matter[key & _LOW] == key >> 32:
            is_other = bool(matter[key & _LOW] != key >> 32)
            named.setdefault(key >> 32, []).append((is_other, -often, corpus.forms[key & _LOW]))
    members: dict[int, list[Key]] = {}
    for text, one in enumerate(chosen.tolist()):
        if one >= 0:
            members.setdefault(one, []).extend(corpus.keys[text])
    found = [
        Matter(
            tuple(sorted(keys, key=str)),
            tuple(form for _, _, form in sorted(named[one])[:TOLD_WORDS]),
        )
        for one, keys in members.items()
    ]
    return sorted(found, key=lambda each: (-len(each.keys), str(each.keys[0])))
