"""Pairs of telling words that stand near each other in a text, and which texts share them.

Two words in this order with at most two others between: half of the words may be changed and some
pairs still stand, which no run of four words would; and texts about the same matter, which share
words, seldom share their order.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from retning.core.similarity.corpus import Corpus, Numbers

Key = TypeVar("Key", bound=Hashable)
GAP = 3
"""How far apart two words of a pair stand at most, in telling words."""


@dataclass(frozen=True)
class Shared:
    """Which text holds which pair, of the pairs that two texts or more hold.

    Sorted by pair, then text: entry e says that `texts[e]` holds `pairs[e]`. Pair p is the words
    `first[p]`, `second[p]`; its entries are `starts[p]:starts[p + 1]`.
    """

    texts: NDArray[np.int32]
    pairs: NDArray[np.int32]
    starts: Numbers
    first: NDArray[np.int32]
    second: NDArray[np.int32]
    text_count: int

    @property
    def holders(self) -> Numbers:
        """How many texts hold each pair."""
        return np.diff(self.starts)

    @cached_property
    def by_text(self) -> tuple[NDArray[np.int32], Numbers]:
        """The pairs in order of the texts that hold them, and where each text's begin."""
        order = np.argsort(self.texts, kind="stable")
        counts = np.bincount(self.texts, minlength=self.text_count)
        return self.pairs[order], np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def shared_pairs(corpus: Corpus[Key]) -> Shared:
    """The pairs that more than one text holds."""
    keys = _keys(corpus)
    bits = max(1, len(corpus).bit_length())
    pair = keys >> bits
    is_new = np.ones(keys.size, dtype=bool)
    is_new[1:] = pair[1:] != pair[:-1]
    begins = np.flatnonzero(is_new)
    sizes = np.diff(np.append(begins, keys.size))
    is_shared = sizes > 1
    kept = np.repeat(is_shared, sizes)
    names = pair[begins[is_shared]]
    sizes = sizes[is_shared]
    width = max(1, len(corpus.stems).bit_length())
    return Shared(
        texts=(keys[kept] & ((1 << bits) - 1)).astype(np.int32),
        pairs=np.repeat(np.arange(sizes.size, dtype=np.int32), sizes),
        starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        first=(names >> width).astype(np.int32),
        second=(names & ((1 << width) - 1)).astype(np.int32),
        text_count=len(corpus),
    )


def _keys(corpus: Corpus[Key]) -> Numbers:
    """One number for each pair in each text, sorted: first word, second word, text.

    Words that one text alone holds are in no shared pair. Raises OverflowError where there are
    more texts and words than 63 bits can name.
    """
    texts = corpus.text_of_word
    words = corpus.words.astype(np.int64)
    width = max(1, len(corpus.stems).bit_length())
    bits = max(1, len(corpus).bit_length())
    if 2 * width + bits > 63:
        raise OverflowError("more texts and words than can be grouped at once")
    is_common = holders_of_words(corpus) > 1
    found = []
    for gap in range(1, GAP + 1):
        front, back = words[:-gap], words[gap:]
        same = texts[:-gap] == texts[gap:]
        same &= is_common[front] & is_common[back] & (front != back)
        pair = (front[same] << width) | back[same]
        found.append((pair << bits) | texts[:-gap][same])
    keys = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
    del found
    return unique(keys)


def holders_of_words(corpus: Corpus[Key]) -> Numbers:
    """How many texts hold each word."""
    both = unique((corpus.words.astype(np.int64) << 32) | corpus.text_of_word)
    return np.bincount(both >> 32, minlength=len(corpus.stems)).astype(np.int64)


def unique(keys: Numbers) -> Numbers:
    """Sorted, each once; `keys` is sorted in place."""
    keys.sort()
    if not keys.size:
        return keys
    is_new = np.ones(keys.size, dtype=bool)
    is_new[1:] = keys[1:] != keys[:-1]
    return keys[is_new]


def counted(keys: Numbers) -> tuple[Numbers, Numbers]:
    """Each key once, sorted, and how often it came; `keys` is sorted in place."""
    keys.sort()
    is_new = np.ones(keys.size, dtype=bool)
    is_new[1:] = keys[1:] != keys[:-1]
    begins = np.flatnonzero(is_new)
    return keys[begins], np.diff(np.append(begins, keys.size))
