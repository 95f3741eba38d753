"""Which texts are plainly alike: few are looked at, and those are compared by matched words."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeVar

import numpy as np

from retning.core.similarity.corpus import Corpus, Numbers
from retning.core.similarity.overlap import Weights, added_up, begins_of, ranges, rarity, words_of
from retning.core.similarity.pairs import Shared, counted, unique

Key = TypeVar("Key", bound=Hashable)

SPOKESMEN = 5
"""Of those who hold a pair, the first so many stand for all: in an order that nobody chose, the
same few stand for all pairs of a campaign, so that work grows with the texts, not their square."""
LOOKED_AT = 4
"""So many of those a text meets are compared with it."""
MEETINGS = 3
MET = 0.04
"""A text is compared with those it meets in so many pairs, and in that share of the shorter's."""
ALIKE = 0.25
"""The share of the shorter text's words, by weight, that two texts of a group have matched."""
ENOUGH = 3.0
"""So many matched words at least, rare ones counted whole."""
COMMONEST = 0.3
"""What a pair weighs at least, so that a campaign of nearly all is still seen."""
AT_ONCE = 20_000
_LOW = (1 << 32) - 1


def alike_pairs(corpus: Corpus[Key], shared: Shared) -> tuple[Numbers, Numbers]:
    """Each text that is plainly like another, and the one of those looked at that it is most like:
    one only, so that a text like two others that have nothing in common does not join them."""
    left, right = _to_compare(corpus, shared)
    rare = np.maximum(COMMONEST, rarity(shared.holders, len(corpus)))
    lengths = different_words(corpus)
    kept_left, kept_right = [left[:0]], [right[:0]]
    for start in range(0, left.size, AT_ONCE):
        one, other = left[start : start + AT_ONCE], right[start : start + AT_ONCE]
        weight = _matched(shared, one, other, rare)
        least = np.minimum(lengths[one], lengths[other])
        share = weight / least
        same = np.flatnonzero((weight >= ENOUGH) & (share >= ALIKE))
        same = same[np.lexsort((other[same], -share[same], one[same]))]
        same = same[begins_of(one[same])]
        kept_left.append(one[same])
        kept_right.append(other[same])
    return np.concatenate(kept_left), np.concatenate(kept_right)


def _to_compare(corpus: Corpus[Key], shared: Shared) -> tuple[Numbers, Numbers]:
    """Each text with the spokesmen that it meets most."""
    held = np.bincount(shared.texts, minlength=len(corpus))
    place = np.arange(shared.texts.size) - shared.starts[shared.pairs]
    kept_left, kept_right = [], []
    step = max(1, -(-len(corpus) // 8))
    for start in range(0, len(corpus), step):
        inside = np.flatnonzero((shared.texts >= start) & (shared.texts < start + step))
        left, right, meetings = _meetings(shared, inside, place[inside])
        met = meetings / np.minimum(held[left], held[right])
        often = (meetings >= MEETINGS) & (met >= MET)
        left, right, met = left[often], right[often], met[often]
        order = np.lexsort((right, -met, left))
        begins = begins_of(left[order])
        rank = np.arange(order.size) - np.repeat(begins, np.diff(np.append(begins, order.size)))
        order = order[rank < LOOKED_AT]
        kept_left.append(left[order])
        kept_right.append(right[order])
    nobody = np.zeros(0, dtype=np.int64)
    return np.concatenate([nobody, *kept_left]), np.concatenate([nobody, *kept_right])


def _meetings(shared: Shared, entries: Numbers, place: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Text, spokesman, and in how many pairs they meet."""
    found = [np.zeros(0, dtype=np.int64)]
    for rank in range(SPOKESMEN):
        asked = entries[place > rank]
        spokesman = shared.texts[shared.starts[shared.pairs[asked]] + rank].astype(np.int64)
        found.append((shared.texts[asked].astype(np.int64) << 32) | spokesman)
    keys, meetings = counted(np.concatenate(found))
    return keys >> 32, keys & _LOW, meetings


def _matched(shared: Shared, left: Numbers, right: Numbers, rare: Weights) -> Weights:
    """What the words weigh that each left text has matched with its right one."""
    both = np.concatenate([_held(shared, left), _held(shared, right)])
    both.sort()
    both = both[:-1][both[1:] == both[:-1]]
    pairs = both & _LOW
    labels, _words, weights = words_of(shared, both >> 32, pairs, rare[pairs])
    return added_up(labels, weights, left.size)


def _held(shared: Shared, texts: Numbers) -> Numbers:
    """Of each place in `texts` each pair that the text holds, as one number."""
    pairs, starts = shared.by_text
    sizes = starts[texts + 1] - starts[texts]
    numbers = np.repeat(np.arange(texts.size, dtype=np.int64), sizes)
    return np.asarray((numbers << 32) | pairs[ranges(starts[texts], sizes)])


def different_words(corpus: Corpus[Key]) -> Numbers:
    keys = unique((corpus.text_of_word << 32) | corpus.words)
    return np.bincount(keys >> 32, minlength=len(corpus)).astype(np.int64)
