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
from retning.core.similarity.overlap import Weights, added_up, begins_of, ranges
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
TOLD_SHARE = 0.25
"""Words that so many of a matter's texts use are told beside those that name it."""
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
    top_texts, top_words, rank = _ranked(texts, words, rare)
    telling = rank < 2 * VOTES
    matter = _matter_of_words(top_texts[telling], top_words[telling], len(corpus.stems))
    voting = rank < VOTES
    votes = added_up(
        matter[top_words[voting]], senders[top_texts[voting]].astype(np.float64), rare.size
    )
    chosen = _chosen(texts, words, rare, votes, senders, matter)
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


def _ranked(texts: Numbers, words: Numbers, worth: Weights) -> tuple[Numbers, Numbers, Numbers]:
    """Text and word sorted by text, its worthiest word first, and each word's rank there; `worth`
    is of every word."""
    by_worth = np.lexsort((np.arange(worth.size), -worth))
    place = np.empty(worth.size, dtype=np.int64)
    place[by_worth] = np.arange(worth.size)
    keys = (texts << 32) | place[words]
    keys.sort()
    texts, words = keys >> 32, by_worth[keys & _LOW].astype(np.int64)
    begins = begins_of(texts)
    return texts, words, np.arange(texts.size) - np.repeat(begins, _sizes(begins, texts.size))


def _sizes(begins: Numbers, total: int) -> Numbers:
    return np.diff(np.append(begins, total))


def _matter_of_words(texts: Numbers, words: Numbers, count: int) -> Numbers:
    """Of each word the first of those it is one matter with: they stand in the same texts. Texts
    and their most telling words, sorted by text."""
    begins = begins_of(texts)
    sizes = _sizes(begins, texts.size)
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
    texts: Numbers, words: Numbers, rare: Weights, votes: Weights, senders: Numbers, matter: Numbers
) -> Numbers:
    """Of each text the matter that it is about; -1 where none has three texts."""
    worth = rare * np.log1p(votes[matter])
    texts, words, rank = _ranked(texts, words, worth)
    chosen = np.full(senders.size, -1, dtype=np.int64)
    chosen[texts[rank == 0]] = matter[words[rank == 0]]
    about = chosen >= 0
    sizes = np.bincount(chosen[about], weights=senders[about], minlength=rare.size)
    return np.where(about & (sizes[chosen] >= FEWEST), chosen, -1)


def _told(
    corpus: Corpus[Key], texts: Numbers, words: Numbers, matter: Numbers, chosen: Numbers
) -> list[Matter[Key]]:
    own = np.flatnonzero(chosen[texts] >= 0)
    keys, used = counted((chosen[texts[own]] << 32) | words[own])
    naming = matter[keys & _LOW] == keys >> 32
    told = naming | (used >= TOLD_SHARE * np.bincount(chosen[chosen >= 0])[keys >> 32])
    named: dict[int, list[tuple[bool, int, str]]] = {}
    for one, word, often, names in zip(
        (keys[told] >> 32).tolist(),
        (keys[told] & _LOW).tolist(),
        used[told].tolist(),
        naming[told].tolist(),
        strict=True,
    ):
        named.setdefault(one, []).append((not names, -often, corpus.forms[word]))
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
