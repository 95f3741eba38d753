"""Texts as rows of numbers: their telling words in order, each word a number.

Needs numpy: imported by jobs' child processes, the command line, benchmarks and tests only.
"""

# ruff: noqa: SIM905  (lists of words read best as words)
from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from retning.core.danish.stems import clean_text, old_spelling, plain_word, stem
from retning.core.similarity.matching import Text

Key = TypeVar("Key", bound=Hashable)
Numbers = NDArray[np.int64]

_WORD = re.compile(r"[^\W_]+")
# What every text is full of, as `old_spelling` writes it: it tells no text from another.
SMALL = frozenset(
    "ad af alle allerede alt altid altsaa anden andet andre at baade bare begge blev blevet "
    "blive bliver burde boer da de dem den denne der deres derfor det dette dig din dine "
    "disse dit dog du efter eller en end endnu er et faa faar fik flere for fordi foer fra "
    "frem ham han har have havde hej helt hende hendes her hos hun hvad hvem hver hvis hvor "
    "hvordan hvorfor hvornaar i igen ikke ind ingen ja jeg jer jeres jo kan kom komme kommer "
    "kun kunne lige man mange med meget mellem men mens mere mest mig min mindre mine mit mod "
    "mon naar nej ned nogen noget nogle nok nu ny nye og ogsaa om op os over paa saa saadan "
    "samme samt se selv ser ses sig sige siger sin sine sit skal skulle som stadig staar "
    "synes tage tager tak til tror ud uden under var ved vi vil ville vor vores vaere vaeret "
    "a and are as be but by for from has have in is it not of on or our that the this to was "
    "we were will with you".split()
)


@dataclass(frozen=True)
class Corpus(Generic[Key]):
    """Different texts in an order of their own, which does not depend on the order they came in.

    `words[starts[i]:starts[i + 1]]` are the telling words of the text at place i, each as its
    number; `forms[number]` is how it is written most often. `keys[i]` are those who wrote this,
    word for word, sorted as written.
    """

    keys: Sequence[tuple[Key, ...]]
    words: NDArray[np.int32]
    starts: Numbers
    stems: Sequence[str]
    forms: Sequence[str]

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def lengths(self) -> Numbers:
        return np.diff(self.starts)

    @property
    def text_of_word(self) -> Numbers:
        """Of each place in `words`, the text it is in."""
        return np.repeat(np.arange(len(self), dtype=np.int64), self.lengths)


class _Forms(dict[str, int]):
    """A number for each word as it is written, and of each its stem; -1 for the small words."""

    def __init__(self) -> None:
        super().__init__()
        self.stems: dict[str, int] = {}
        self.stem_of = array("i")

    def __missing__(self, word: str) -> int:
        plain = plain_word(word)
        spelled = old_spelling(plain)
        stem_of = -1
        if spelled not in SMALL and (len(spelled) > 1 or spelled.isdigit()):
            stem_of = self.stems.setdefault(old_spelling(stem(plain)), len(self.stems))
        self.stem_of.append(stem_of)
        self[word] = number = len(self)
        return number


def corpus_of(texts: Iterable[Text[Key]]) -> Corpus[Key]:
    """Read texts; those without a word are left out, and the same words are one text."""
    keys: defaultdict[str, list[Key]] = defaultdict(list)
    for each in texts:
        if line := " ".join(_WORD.findall(clean_text(each.text).casefold())):
            keys[line].append(each.key)
    # By a digest: an order that is nobody's, and the same however the texts come.
    lines = sorted(keys, key=lambda line: blake2b(line.encode(), digest_size=16).digest())
    forms, row, ends = _Forms(), array("i"), array("q", [0])
    for line in lines:
        row.extend(map(forms.__getitem__, line.split(" ")))
        ends.append(len(row))
    written = np.frombuffer(row, dtype=np.int32)
    stems = np.frombuffer(forms.stem_of, dtype=np.int32)[written]
    telling = stems >= 0
    before = np.concatenate([[0], np.cumsum(telling)]).astype(np.int64)
    return Corpus(
        keys=[tuple(sorted(keys[line], key=str)) for line in lines],
        words=stems[telling],
        starts=before[np.frombuffer(ends, dtype=np.int64)],
        stems=list(forms.stems),
        forms=_most_written(forms, np.bincount(written, minlength=len(forms))),
    )


def _most_written(forms: _Forms, counts: Numbers) -> list[str]:
    """How each stem is written most often; among equals the first by the alphabet."""
    best: dict[int, tuple[int, str]] = {}
    for (word, number), count in zip(forms.items(), counts.tolist(), strict=True):
        if (stem_of := forms.stem_of[number]) >= 0:
            asked = (-count, word)
            best[stem_of] = min(best.get(stem_of, asked), asked)
    return [best[number][1] for number in range(len(best))]
