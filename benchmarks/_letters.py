"""Made-up responses to a hearing, and which of them are of one campaign: everything from a seed.

What makes it hard: of a campaign's words each sender changes 20 to 50 %, scattered or by whole
sentences; some add paragraphs of their own, longer than the campaign's text; and those who have
nothing to do with each other write about the same matter in its words, with the same stock phrases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import wordfreq
from numpy.typing import NDArray

SHORTEST, LONGEST = 20, 300
EDITED = (0.2, 0.5)
MATTERS = 250
MATTER_WORDS = 60
SIZES = (2, 3_000)
IN_CAMPAIGNS = 0.5
STOCK = (
    "jeg vil gerne takke for muligheden for at komme med bemærkninger",
    "jeg håber at I vil tage det med i overvejelserne",
    "vi ser frem til den videre dialog med kommunen",
    "det er vigtigt at borgerne bliver hørt i god tid",
    "som borger i kommunen gennem mange år",
    "der bør afsættes penge til det i budgettet",
    "hermed følger vores svar på det udsendte forslag",
    "jeg synes overordnet set at det er en god strategi",
    "i er velkomne til at kontakte os for en uddybning",
    "det har stor betydning for både børn voksne og ældre",
    "vi opfordrer derfor til at forslaget tages op igen",
    "med de bedste hilsner fra en bekymret nabo",
    "kommunen bør lytte til dem som det handler om",
    "tallene i forslaget stemmer ikke med det vi oplever i hverdagen",
    "bestyrelsen har drøftet forslaget på sit seneste møde",
    "det kan ikke være rigtigt at vi skal vente så længe",
    "jeg er helt enig i at der skal gøres noget nu",
    "vi savner en konkret plan for hvordan målet skal nås",
    "mange af os er afhængige af at det fungerer hver dag",
    "tak fordi I læser med og god arbejdslyst med det hele",
)

Words = NDArray[np.int32]


@dataclass(frozen=True)
class Letters:
    """Texts, and of each the campaign it is of; -1 for none."""

    texts: tuple[str, ...]
    campaigns: tuple[int, ...]


def letters(count: int, *, seed: int, own_paragraphs: float = 0.4) -> Letters:
    """`count` texts of 20 to 300 words, half of them in campaigns of 2 to 3,000 senders."""
    writer = Writer(seed)
    texts: list[str] = []
    campaigns: list[int] = []
    for number, size in enumerate(writer.sizes(int(count * IN_CAMPAIGNS))):
        base = writer.sentences(max(26, writer.length(LONGEST - 100)), writer.matter())
        for _ in range(size):
            texts.append(writer.said(writer.member(base, own_paragraphs)))
            campaigns.append(number)
    while len(texts) < count:
        texts.append(writer.said(writer.sentences(writer.length(LONGEST), writer.matter())))
        campaigns.append(-1)
    order = writer.chance.permutation(count)
    return Letters(
        tuple(texts[place] for place in order), tuple(campaigns[place] for place in order)
    )


@cache
def danish() -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Frequent Danish words, and of each how often it comes, added up."""
    words, amounts = [], []
    for place, bin_ in enumerate(wordfreq.get_frequency_list("da", "small")):
        for word in sorted(bin_):
            if word.isalpha():
                words.append(word)
                amounts.append(10 ** (-place / 100))
    total = np.cumsum(amounts)
    return tuple(words), total / total[-1]


class Writer:
    """Writes as people do who have a matter at heart and not much time."""

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        words, self.total = danish()
        self.words = list(words)
        place = {word: at for at, word in enumerate(words)}
        self.stock = [self._numbered(line, place) for line in STOCK]
        # A matter's own words: some rare, some compounds nobody else uses.
        rare = self.chance.integers(1_500, len(words), size=(MATTERS, MATTER_WORDS))
        self.matters = [row.astype(np.int32) for row in rare]
        for row in self.matters:
            for at in range(0, MATTER_WORDS, 4):
                first, second = self.chance.integers(500, 6_000, size=2)
                self.words.append(words[first] + words[second])
                row[at] = len(self.words) - 1
        weights = 1 / np.arange(1, MATTER_WORDS + 1) ** 0.8
        self.in_matter = np.cumsum(weights / weights.sum())
        pairs = self._drawn(4_000)
        self.collocations = [self._drawn(int(n)) for n in self.chance.integers(2, 4, pairs.size)]

    def sizes(self, total: int) -> list[int]:
        """Campaigns of all sizes, as many senders in large ones as in small ones."""
        found: list[int] = []
        while (left := total - sum(found)) >= SIZES[0]:
            largest = max(SIZES[0] + 1, min(SIZES[1], total / 5))
            share = self.chance.uniform(SIZES[0] / largest, 1)
            found.append(min(left, int(SIZES[0] / share)))
        return found

    def length(self, longest: int) -> int:
        return int(np.exp(self.chance.uniform(np.log(SHORTEST), np.log(longest))))

    def matter(self) -> int:
        return int(MATTERS * self.chance.random() ** 2)

    def sentences(self, length: int, matter: int) -> list[Words]:
        """Sentences of a text of about `length` words, stock phrases among them."""
        found: list[Words] = []
        left = length
        while left > 0:
            if left >= 15 and self.chance.random() < 0.12:
                place = int(len(self.stock) * self.chance.random() ** 2)
                found.append(self.stock[place])
            else:
                found.append(self.own_words(min(left, int(self.chance.integers(6, 22))), matter))
            left -= found[-1].size
        return found

    def own_words(self, length: int, matter: int) -> Words:
        words = self._drawn(length)
        of_matter = self.chance.random(length) < 0.18
        drawn = np.searchsorted(self.in_matter, self.chance.random(int(of_matter.sum())))
        words[of_matter] = self.matters[matter][drawn]
        if length > 8 and self.chance.random() < 0.5:
            phrase = self.collocations[int(self.chance.integers(len(self.collocations)))]
            words[2 : 2 + phrase.size] = phrase
        return words

    def member(self, base: Sequence[Words], own_paragraphs: float) -> list[Words]:
        """The campaign's text as one sender sends it."""
        share = self.chance.uniform(*EDITED)
        by_sentence = self.chance.random() < 0.3 and len(base) > 3
        changed = self._by_sentence(base, share) if by_sentence else self._scattered(base, share)
        if self.chance.random() >= own_paragraphs:
            return changed
        room = LONGEST - sum(each.size for each in changed)
        if room < SHORTEST:
            return changed
        own = self.sentences(int(self.chance.integers(10, room)), self.matter())
        at = int(self.chance.choice([0, len(own), self.chance.integers(len(own) + 1)]))
        return [*own[:at], *changed, *own[at:]]

    def _scattered(self, base: Sequence[Words], share: float) -> list[Words]:
        """Exactly so many of the words: most another word, some gone, some with one beside."""
        whole = np.concatenate(base)
        ends = np.cumsum([each.size for each in base])[:-1]
        kind = np.zeros(whole.size, dtype=np.int8)
        chosen = self.chance.permutation(whole.size)[: round(share * whole.size)]
        kind[chosen] = self.chance.choice([1, 1, 1, 2, 3], chosen.size)
        whole = whole.copy()
        whole[kind == 1] = self._drawn(int((kind == 1).sum()))
        pieces = []
        for words, kinds in zip(np.split(whole, ends), np.split(kind, ends), strict=True):
            beside = np.flatnonzero(kinds == 3)
            kept = np.insert(words, beside, self._drawn(beside.size))
            gone = np.insert(kinds == 2, beside, False)
            pieces.append(kept[~gone])
        return pieces

    def _by_sentence(self, base: Sequence[Words], share: float) -> list[Words]:
        """Whole sentences left out or said anew until about so many words are changed; the rest in
        another order now and then."""
        kept = list(base)
        goal = share * sum(each.size for each in base)
        for at in self.chance.permutation(len(base)):
            if goal < kept[at].size / 2:
                break
            goal -= kept[at].size
            is_gone = self.chance.random() < 0.5
            kept[at] = kept[at][:0] if is_gone else self._drawn(kept[at].size)
        if self.chance.random() < 0.5:
            kept = [kept[at] for at in self.chance.permutation(len(kept))]
        return kept

    def said(self, sentences: Sequence[Words]) -> str:
        lines = []
        for sentence in sentences:
            if sentence.size:
                words = [self.words[at] for at in sentence]
                lines.append(" ".join(words).capitalize() + ".")
        return " ".join(lines)

    def _drawn(self, count: int) -> Words:
        found = np.searchsorted(self.total, self.chance.random(count))
        return np.minimum(found, self.total.size - 1).astype(np.int32)

    def _numbered(self, line: str, place: dict[str, int]) -> Words:
        found = []
        for word in line.split():
            if word.lower() not in place:
                place[word.lower()] = len(self.words)
                self.words.append(word.lower())
            found.append(place[word.lower()])
        return np.array(found, dtype=np.int32)


def pair_scores(expected: Sequence[int], found: Sequence[int]) -> tuple[float, float, float]:
    """Precision, recall and F1 of the pairs of texts that are together; -1 is with nobody."""
    true = _pairs(expected)
    said = _pairs(found)
    labels = zip(expected, found, strict=True)
    both = _pairs([(a, b) if a >= 0 and b >= 0 else -1 for a, b in labels])
    precision = both / said if said else 1.0
    recall = both / true if true else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1


def _pairs(labels: Sequence[object]) -> int:
    counted: dict[object, int] = {}
    for label in labels:
        if label != -1:
            counted[label] = counted.get(label, 0) + 1
    return sum(count * (count - 1) // 2 for count in counted.values())
