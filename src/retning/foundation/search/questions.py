"""What somebody asks for: words, the last of which may be unfinished, and exact phrases."""

from __future__ import annotations

# ruff: noqa: SIM905  (lists of words read best as words)
import re
from dataclasses import dataclass

from retning.core.danish.compounds import Asked
from retning.core.danish.stems import clean_text, old_spelling, plain_word, spellings, stem, tokens

LONGEST = 200
MOST_TERMS = 8
MOST_WORDS_OF_A_PHRASE = 12
_PHRASE = re.compile(r'["“”„»«]([^"“”„»«]*)["“”„»«]')
# Found everywhere, so that nothing is found by them; in a phrase they count.
STOP_WORDS = frozenset(
    "og i at det en et den til er som på de med han af for ikke der var mig sig men har om vi min "
    "havde ham hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle "
    "vil blev kunne ind når være dog noget ville jo deres efter ned skulle denne dette end også "
    "under have anden vores blive bliver kan så ved hvordan".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """One word asked for, in each of its living spellings; the stem of the one without æ, ø and å
    is only looked for as it is, since its ending may be cut elsewhere."""

    word: str
    spelled: tuple[Asked, ...]

    @property
    def stems(self) -> set[str]:
        """The stems that are this very word."""
        return {*(asked.stem for asked in self.spelled), stem(old_spelling(self.word))}


@dataclass(frozen=True, slots=True)
class Question:
    """All of `terms` must be found, and the words of each phrase one right after the other."""

    terms: tuple[Term, ...]
    phrases: tuple[tuple[Term, ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.terms and not self.phrases


def question_of(text: str) -> Question:
    """The question in what somebody typed, whatever it was.

    Only the first 200 characters, 8 words and phrases together, and 12 words of a phrase count.
    The last word may be the beginning of a longer one, unless something follows it.
    """
    typed = clean_text(text[:LONGEST])
    phrases: list[tuple[Term, ...]] = []
    for inside in _PHRASE.findall(typed):
        words = [token.word for token in tokens(inside)][:MOST_WORDS_OF_A_PHRASE]
        if words:
            phrases.append(tuple(_term(word) for word in words))
    loose = _PHRASE.sub(" . ", typed)
    found = list(tokens(loose))
    last = found[-1].word if found and found[-1].end == len(loose) else ""
    asked = list(dict.fromkeys(each.word for each in found if each.word not in STOP_WORDS))
    phrases = phrases[:MOST_TERMS]
    terms = [_term(word, is_begun=word == last) for word in asked[: MOST_TERMS - len(phrases)]]
    return Question(tuple(terms), tuple(dict.fromkeys(phrases)))


def _term(word: str, *, is_begun: bool = False) -> Term:
    plain = plain_word(word)
    return Term(plain, tuple(Asked(each, is_begun) for each in spellings(plain)))
