"""Texts that go back to one text, however much each sender has changed or added: campaigns.

Two steps, then again with what was learnt: texts that are plainly alike make groups; what the
members of a group have in common gathers those that hold it, which two much changed texts alone
would not show. docs/algorithms/similarity.md tells it whole. Needs numpy (see `corpus`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from retning.core.similarity.alike import alike_pairs, different_words
from retning.core.similarity.corpus import Corpus, Numbers, corpus_of
from retning.core.similarity.matching import Text
from retning.core.similarity.overlap import (
    Common,
    Weights,
    added_up,
    begins_of,
    postings_of,
    rarity,
    words_of,
)
from retning.core.similarity.pairs import Shared, counted, shared_pairs, unique

Key = TypeVar("Key", bound=Hashable)

ROUNDS = 2
IN_COMMON = 0.12
"""The share of a group's members that a pair it has in common stands in."""
WORD_IN_COMMON = 0.3
"""The same of a word."""
BELONGS = 0.22
"""The share of what a group has in common, by weight, that its members hold."""
SAME_GROUP = 0.45
"""The share of what the smaller of two groups has in common that makes them one."""
STEEP = 2
"""How much less than a rare pair a common one weighs: the power of its rarity."""
MOST_GROUPS = 8
"""So many groups, the largest, are looked at for each pair."""
ENOUGH = 2.5
"""So many matched words at least, rare ones counted whole."""
WORDS = 3
"""The same, each counted whole, for a group whose text is much of what many of it wrote."""
MUCH = 0.35
"""What is much of a text: the share of its different telling words."""
SOME, MANY = 0.25, 0.5
"""Shares of a group's members."""
FEW, ENOUGH_OF_FEW = 3, 5.0
"""A group of so few must have so many words in common."""
LONG = 8.0
"""So many words in common are no stock phrase, even where they are little of what each wrote."""
RARE = 0.65
"""How rare the words of a campaign are on the average, if they are not most of what many wrote."""
BOUND = 0.5
"""How much of a campaign's words still stand beside each other; words of a matter do not."""
TINY = 0.001
TOLD_SHARE = 0.4
TOLD_WORDS = 40


@dataclass(frozen=True)
class Member(Generic[Key]):
    """A text of a campaign; `share` is how much of the campaign's words it holds, 0 to 1."""

    key: Key
    share: float


@dataclass(frozen=True)
class Campaign(Generic[Key]):
    """Texts that go back to one: the most typical first. `words` are what they share, as written,
    the most telling first."""

    members: tuple[Member[Key], ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class _Grouping(Generic[Key]):
    """Texts in groups (-1: in none), and what follows from it."""

    corpus: Corpus[Key]
    shared: Shared
    group: Numbers
    rare: Weights
    """Of each pair: how rare it is where a group counts as one text."""
    common: Common


@dataclass(frozen=True)
class _Belonging:
    """That a text holds so much of what a group has in common."""

    texts: Numbers
    groups: Numbers
    shares: Weights
    much: Weights
    """Of each group: the share of its members in which what they have in common is much of what
    they wrote. A campaign's text is, in many; a stock phrase is a small part of most texts."""


def campaigns(texts: Iterable[Text[Key]]) -> list[Campaign[Key]]:
    """Groups of two texts or more, the largest first; each text in one at most.

    In whatever order the texts come, the same groups are found. The same words are always in the
    same group; a text without words is in none.
    """
    return campaigns_in(corpus_of(texts))


def campaigns_in(corpus: Corpus[Key]) -> list[Campaign[Key]]:
    """`campaigns` of texts that have been read."""
    shared = shared_pairs(corpus)
    left, right = alike_pairs(corpus, shared)
    group = _of_two_or_more(components(len(corpus), left, right))
    now = _grouping(corpus, shared, group)
    for _ in range(ROUNDS):
        now = _grouping(corpus, shared, _merged(now))
        group = _best(len(corpus), _belonging(now))
        # Those of a campaign that was taken for a part of another are alone now, and alike.
        apart = (group[left] < 0) & (group[right] < 0)
        again = components(len(corpus), left[apart], right[apart])
        group = _of_two_or_more(np.where(group >= 0, len(corpus) + group, again))
        now = _grouping(corpus, shared, group)
    now = _grouping(corpus, shared, _merged(now))
    held = _belonging(now)
    return _told(now, held, _sound(now.common, held))


def components(count: int, left: Numbers, right: Numbers) -> Numbers:
    """Of each of `count` texts the first that it is joined with, by one pair or many."""
    label = np.arange(count, dtype=np.int64)
    while True:
        one, other = label[left], label[right]
        apart = one != other
        if not apart.any():
            return label
        low = np.minimum(one[apart], other[apart])
        np.minimum.at(label, np.maximum(one[apart], other[apart]), low)
        while (label[label] != label).any():
            label = label[label]


def _of_two_or_more(label: Numbers) -> Numbers:
    """Groups numbered from 0; -1 for a text that is alone."""
    sizes = np.bincount(label[label >= 0], minlength=1)
    kept = np.where((label >= 0) & (sizes[label] > 1), label, -1)
    names, group = np.unique(kept, return_inverse=True)
    return group.astype(np.int64) - int(names.size > 0 and names[0] == -1)


def _grouping(corpus: Corpus[Key], shared: Shared, group: Numbers) -> _Grouping[Key]:
    rare = _rarity(shared, group)
    return _Grouping(corpus, shared, group, rare, _common(corpus, shared, group, rare))


def _rarity(shared: Shared, group: Numbers) -> Weights:
    """How rare each pair is where a group counts as one text: then a campaign's own words are rare
    however many send it, and a stock phrase is not."""
    unit = np.where(group >= 0, group, group.size + np.arange(group.size))
    keys = unique((shared.pairs.astype(np.int64) << 32) | unit[shared.texts])
    units = np.bincount(keys >> 32, minlength=shared.first.size)
    return np.asarray(np.maximum(0.0, rarity(units, np.unique(unit).size)) ** STEEP)


def _common(corpus: Corpus[Key], shared: Shared, group: Numbers, rare: Weights) -> Common:
    """What the members of each group have in common."""
    count = int(group.max(initial=-1)) + 1
    sizes = np.bincount(group[group >= 0], minlength=count).astype(np.int64)
    of_entry = group[shared.texts]
    inside = of_entry >= 0
    keys, held = counted((of_entry[inside] << 32) | shared.pairs[inside])
    groups, pairs, share = keys >> 32, keys & 0xFFFFFFFF, held / sizes[keys >> 32]
    kept = (held > 1) & (share >= IN_COMMON)
    groups, pairs, share = groups[kept], pairs[kept], share[kept]
    word_groups, words, weights = words_of(shared, groups, pairs, rare[pairs])
    bound = words_of(shared, groups, pairs, share)[2]
    shares = _shares(corpus, group, sizes, word_groups, words)
    often = shares >= WORD_IN_COMMON
    word_groups, words, weights = word_groups[often], words[often], weights[often]
    shares, bound = shares[often], bound[often]

    def added(values: Weights) -> Weights:
        return added_up(word_groups, values, count)

    bonds = added(weights * bound) / np.maximum(TINY, added(weights * shares))
    totals = added(weights)
    return Common(groups, pairs, word_groups, words, weights, shares, totals, sizes, bonds)


def _shares(
    corpus: Corpus[Key], group: Numbers, sizes: Numbers, word_groups: Numbers, words: Numbers
) -> Weights:
    """The share of a group's members that hold each word."""
    texts = corpus.text_of_word
    inside = group[texts] >= 0
    once = unique((texts[inside] << 32) | corpus.words[inside])
    keys, held = counted((group[once >> 32] << 32) | (once & 0xFFFFFFFF))
    places = np.searchsorted(keys, (word_groups << 32) | words)
    return np.asarray(held[places] / sizes[word_groups])


def _merged(now: _Grouping[Key]) -> Numbers:
    """Groups of which one has in common what the other has are one."""
    common = now.common
    near = postings_of(common, pair_count=now.shared.first.size, most=MOST_GROUPS)
    places, others = near.of(common.pairs)
    one, other, weight, _words = _matched(now, common.groups[places], others, common.pairs[places])
    least = np.minimum(common.totals[one], common.totals[other])
    same = (one != other) & (weight >= ENOUGH) & (weight >= SAME_GROUP * least)
    label = components(common.sizes.size, one[same], other[same])
    return _of_two_or_more(np.append(label, -1)[now.group])


def _sound(common: Common, held: _Belonging) -> NDArray[np.bool_]:
    """Which groups go back to one text, and not to a matter or to stock phrases: what they have in
    common is enough, stands in its order, and is rare or most of what many of them wrote."""
    words = np.bincount(common.word_groups, minlength=common.sizes.size)
    least = np.where(common.sizes <= FEW, ENOUGH_OF_FEW, ENOUGH)
    telling = (common.totals >= RARE * words) | (held.much >= MANY)
    telling &= (common.totals >= LONG) | (held.much >= SOME)
    return np.asarray((common.totals >= least) & telling & (common.bonds >= BOUND))


def _belonging(now: _Grouping[Key]) -> _Belonging:
    """Each text with each group that it holds enough of."""
    near = postings_of(now.common, pair_count=now.shared.first.size, most=MOST_GROUPS)
    entries = np.flatnonzero((near.sizes > 0)[now.shared.pairs])
    places, groups = near.of(now.shared.pairs[entries].astype(np.int64))
    texts = now.shared.texts[entries][places].astype(np.int64)
    pairs = now.shared.pairs[entries][places].astype(np.int64)
    texts, groups, weight, words = _matched(now, texts, groups, pairs)
    share = weight / np.maximum(now.common.totals[groups], TINY)
    much = _much(now, texts, groups, words)
    enough = (weight >= ENOUGH) | ((much[groups] >= SOME) & (words >= WORDS))
    enough &= share >= BELONGS
    return _Belonging(texts[enough], groups[enough], share[enough], much)


def _much(now: _Grouping[Key], texts: Numbers, groups: Numbers, words: Numbers) -> Weights:
    lengths = different_words(now.corpus)
    much = (now.group[texts] == groups) & (words >= MUCH * lengths[texts])
    counts = np.bincount(groups[much], minlength=now.common.sizes.size)
    return np.asarray(counts / now.common.sizes)


def _matched(
    now: _Grouping[Key], left: Numbers, groups: Numbers, pairs: Numbers
) -> tuple[Numbers, Numbers, Weights, Numbers]:
    """For each left and group that meet in two pairs or more: what the words they share weigh, and
    how many they are."""
    meeting = (left << 32) | groups
    order = np.argsort(meeting, kind="stable")
    meeting, pairs = meeting[order], pairs[order]
    begins = begins_of(meeting)
    sizes = np.diff(np.append(begins, meeting.size))
    kept = np.repeat(sizes > 1, sizes)
    names = meeting[begins[sizes > 1]]
    number = np.repeat(np.arange(names.size), sizes[sizes > 1])
    labels, words, weights = words_of(now.shared, number, pairs[kept], now.rare[pairs[kept]])
    groups = names & 0xFFFFFFFF
    own = now.common.holds(groups[labels], words)
    weight = added_up(labels[own], weights[own], names.size)
    count = np.bincount(labels[own], minlength=names.size).astype(np.int64)
    return names >> 32, groups, weight, count


def _best(count: int, held: _Belonging) -> Numbers:
    """Each text in the group that it holds most of."""
    order = np.lexsort((held.groups, -held.shares, held.texts))
    first = order[begins_of(held.texts[order])]
    group = np.full(count, -1, dtype=np.int64)
    group[held.texts[first]] = held.groups[first]
    return _of_two_or_more(group)


def _told(now: _Grouping[Key], held: _Belonging, sound: NDArray[np.bool_]) -> list[Campaign[Key]]:
    """The sound groups as they are told, and those of the same words that are in no other."""
    corpus = now.corpus
    own = now.group[held.texts] == held.groups
    shares = np.zeros(len(corpus))
    shares[held.texts[own]] = np.minimum(1.0, held.shares[own])
    members: list[list[Member[Key]]] = [[] for _ in range(sound.size)]
    found: list[Campaign[Key]] = []
    for text, one in enumerate(now.group.tolist()):
        if one >= 0 and sound[one]:
            share = round(float(shares[text]), 3)
            members[one] += [Member(key, share) for key in corpus.keys[text]]
        elif len(corpus.keys[text]) > 1:
            found.append(_the_same(corpus, text))
    words = _words(corpus, now.common)
    found += [Campaign(_in_order(each), words[one]) for one, each in enumerate(members) if each]
    return sorted(found, key=lambda each: (-len(each.members), str(each.members[0].key)))


def _the_same(corpus: Corpus[Key], text: int) -> Campaign[Key]:
    row = corpus.words[corpus.starts[text] : corpus.starts[text + 1]].tolist()
    words = tuple(corpus.forms[number] for number in dict.fromkeys(row))
    return Campaign(_in_order([Member(key, 1.0) for key in corpus.keys[text]]), words[:TOLD_WORDS])


def _in_order(members: list[Member[Key]]) -> tuple[Member[Key], ...]:
    return tuple(sorted(members, key=lambda each: (-each.share, str(each.key))))


def _words(corpus: Corpus[Key], common: Common) -> list[tuple[str, ...]]:
    """What each group's members share, the rarest that most of them hold first."""
    worth = common.weights * common.shares
    order = np.lexsort((common.words, -worth, common.word_groups))
    found: list[list[str]] = [[] for _ in range(common.sizes.size)]
    for place in order[common.shares[order] >= TOLD_SHARE].tolist():
        row = found[common.word_groups[place]]
        if len(row) < TOLD_WORDS:
            row.append(corpus.forms[common.words[place]])
    return [tuple(row) for row in found]
