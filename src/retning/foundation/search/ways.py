"""From what was asked to the words of the index that answer it, each with its weight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from retning.core.danish.compounds import SHORT, Asked, Kin, kin, parts
from retning.foundation.search.models import Word
from retning.foundation.search.questions import Question, Term

WEIGHT = {
    Kin.SAME: 1.0,
    Kin.HEAD: 0.6,
    Kin.MODIFIER: 0.45,
    Kin.INSIDE: 0.3,
    Kin.BEGUN: 0.25,
    Kin.DERIVED: 0.15,
}
APART = 0.2
"""Where a compound was asked for and its two words stand apart."""
NEARLY = 0.5
"""Where the last word was on its way into an ending: "bibliotekern"."""
MOST_WORDS = 40
"""So many words at most answer one term, the best of them; and so many all terms together: who
asks for more words needs fewer that only resemble them."""
MOST_WORDS_IN_ALL = 96
MOST_PAIRS = 8
_ENDING_LETTERS = 3
_LONGEST_COMPOUND = 40


@dataclass(frozen=True, slots=True)
class Ways:
    """How one term can be met: by one word (key → weight), or by two that must both be there."""

    words: Mapping[int, float]
    pairs: tuple[tuple[int, int], ...] = ()

    @property
    def is_none(self) -> bool:
        return not self.words and not self.pairs

    @property
    def keys(self) -> set[int]:
        return {*self.words, *(key for pair in self.pairs for key in pair)}


@dataclass(frozen=True, slots=True)
class Plan:
    """A question in the words of the index; a phrase's words each by the keys that are they."""

    terms: tuple[Ways, ...]
    phrases: tuple[tuple[frozenset[int], ...], ...]

    @property
    def keys(self) -> set[int]:
        """Every word whose places must be read; none where something cannot be met."""
        if any(ways.is_none for ways in self.terms) or not all(map(all, self.phrases)):
            return set()
        of_terms = {key for ways in self.terms for key in ways.keys}
        return of_terms | {key for phrase in self.phrases for word in phrase for key in word}


def plan_of(question: Question, *, tenant: str) -> Plan:
    """The plan to answer a question with: one query, which reads words and no places."""
    known = _known(question, tenant)
    most = min(MOST_WORDS, MOST_WORDS_IN_ALL // max(len(question.terms), 1))
    return Plan(
        terms=tuple(_ways(term, known, most) for term in question.terms),
        phrases=tuple(
            tuple(_exactly(term, known) for term in phrase) for phrase in question.phrases
        ),
    )


def _known(question: Question, tenant: str) -> dict[str, int]:
    """Stem → key of every word that might answer."""
    exact = {stem for phrase in question.phrases for term in phrase for stem in term.stems}
    wanted = Q()
    for term in question.terms:
        exact |= term.stems
        for asked in term.spelled:
            exact.update(_cut(asked), *_parts(asked))
            wanted |= _within(asked)
    found = Word.objects.filter(wanted | Q(stem__in=exact), tenant=tenant)
    return dict(found.values_list("stem", "pk"))


def _within(asked: Asked) -> Q:
    """The words in which a term might stand; `kin` tells which of them do."""
    wanted = Q()
    for piece in asked.pieces:
        # Half of what LIKE costs, which on SQLite would look for both cases of a letter.
        wanted |= Q(GreaterThan(StrIndex("stem", Value(piece)), 0))
    return wanted


def _cut(asked: Asked) -> list[str]:
    """An unfinished ending, taken off letter by letter."""
    if not asked.is_begun:
        return []
    lengths = range(1, _ENDING_LETTERS + 1)
    return [asked.word[:-n] for n in lengths if len(asked.word) - n > SHORT]


def _parts(asked: Asked) -> Iterable[tuple[str, str]]:
    return dict.fromkeys(parts(asked.word)) if len(asked.word) <= _LONGEST_COMPOUND else ()


def _ways(term: Term, known: Mapping[str, int], most: int) -> Ways:
    weights = dict.fromkeys(term.stems & known.keys(), WEIGHT[Kin.SAME])
    pairs: dict[tuple[int, int], None] = {}
    for asked in term.spelled:
        for stem in {stem for piece in asked.pieces for stem in known if piece in stem}:
            kinship = kin(asked, stem)
            if kinship is not None:
                weights[stem] = max(WEIGHT[kinship], weights.get(stem, 0.0))
        # A word that is known is not on its way into an ending: "dansk" is no unfinished "danse".
        for stem in known.keys() & set(_cut(asked)) if not term.stems & known.keys() else ():
            weights[stem] = max(NEARLY, weights.get(stem, 0.0))
        for first, second in _parts(asked):
            if first in known and second in known and first != second:
                pairs[known[first], known[second]] = None
    best = sorted(weights, key=lambda stem: (-weights[stem], len(stem), stem))[:most]
    return Ways({known[stem]: weights[stem] for stem in best}, tuple(pairs)[:MOST_PAIRS])


def _exactly(term: Term, known: Mapping[str, int]) -> frozenset[int]:
    return frozenset(known[stem] for stem in term.stems if stem in known)
