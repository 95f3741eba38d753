"""How much of a text, or of what a group has in common, stands in another: by matched words.

A word is matched where it is part of a pair that both hold; it weighs as much as the rarest such
pair. What is asked is always a share of the smaller of the two: a campaign's text inside a longer
letter is still all of the campaign's text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retning.core.similarity.corpus import Numbers
from retning.core.similarity.pairs import Shared

Weights = NDArray[np.float64]
_LOW = (1 << 32) - 1


def rarity(holders: Numbers, among: int) -> Weights:
    """From 1, for what nobody else says, to 0 for what everybody says: by the logarithm."""
    return np.asarray(1 - np.log(np.maximum(1, holders - 1)) / np.log(max(2, among)))


def words_of(
    shared: Shared, labels: Numbers, pairs: Numbers, weights: Weights
) -> tuple[Numbers, Numbers, Weights]:
    """The words of each label's pairs, each once, sorted: label, word, and the most that a pair
    with it weighs. `weights` are of each place in `pairs`; `labels` are below 2³¹."""
    keys = np.concatenate(
        [
            (labels << 32) | shared.first[pairs].astype(np.int64),
            (labels << 32) | shared.second[pairs].astype(np.int64),
        ]
    )
    weighed = np.concatenate([weights, weights])
    order = np.argsort(keys, kind="stable")
    keys, weighed = keys[order], weighed[order]
    begins = begins_of(keys)
    if not begins.size:
        return keys, keys, weighed
    most = np.maximum.reduceat(weighed, begins)
    return keys[begins] >> 32, keys[begins] & _LOW, most


def begins_of(sorted_keys: Numbers) -> Numbers:
    """Where each run of equal keys begins."""
    if not sorted_keys.size:
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.append(True, sorted_keys[1:] != sorted_keys[:-1])).astype(np.int64)


def added_up(labels: Numbers, values: Weights, count: int) -> Weights:
    """Of each of `count` labels the sum of its values."""
    return np.bincount(labels, weights=values, minlength=count).astype(np.float64)


def ranges(starts: Numbers, sizes: Numbers) -> Numbers:
    """The numbers of all ranges, one behind the other."""
    total = int(sizes.sum())
    return np.arange(total) + np.repeat(starts - np.cumsum(sizes) + sizes, sizes)


@dataclass(frozen=True)
class Common:
    """What each group's members have in common: pairs and words, sorted by group."""

    groups: Numbers
    pairs: Numbers
    word_groups: Numbers
    words: Numbers
    weights: Weights
    """Of each word: how rare it is."""
    shares: Weights
    """Of each word: how many of the group's members hold it, from 0 to 1."""
    totals: Weights
    """Of each group: the sum of its words' weights."""
    sizes: Numbers
    """Of each group: how many texts."""
    bonds: Weights
    """Of each group: how much of its words, by weight, stands where it stood beside another word of
    the text, where members hold it at all; from 0 to 1."""

    def holds(self, groups: Numbers, words: Numbers) -> NDArray[np.bool_]:
        """Whether each word is one of the group's."""
        own = (self.word_groups << 32) | self.words
        if not own.size:
            return np.zeros(groups.size, dtype=bool)
        asked = (groups << 32) | words
        places = np.minimum(np.searchsorted(own, asked), own.size - 1)
        return np.asarray(own[places] == asked)


@dataclass(frozen=True)
class Postings:
    """Which groups have a pair in common, the largest groups first; at most `most` of them."""

    groups: Numbers
    starts: Numbers
    sizes: Numbers

    def of(self, pairs: Numbers) -> tuple[Numbers, Numbers]:
        """For each place in `pairs` each group that has it: places, groups."""
        sizes = self.sizes[pairs]
        places = np.repeat(np.arange(pairs.size), sizes)
        return places, self.groups[ranges(self.starts[pairs], sizes)]


def postings_of(common: Common, *, pair_count: int, most: int) -> Postings:
    order = np.lexsort((common.groups, -common.sizes[common.groups], common.pairs))
    counts = np.bincount(common.pairs, minlength=pair_count)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return Postings(common.groups[order], starts, np.minimum(counts, most))
