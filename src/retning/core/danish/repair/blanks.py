"""Texts whose blanks were lost throughout ("pågenoptræning", "skalvære", "300.000besøg").

One such word may be a name or a word of its own; a text that holds several is suspicious as a
whole, and each of its words that no list holds is then read as the words that it is made of.
"""

# ruff: noqa: SIM905  (lists of words read best as words)
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from retning.core.danish.lexicon import KNOWN, Lexicon
from retning.core.danish.patterns import pattern
from retning.core.danish.repair.alignment import fitting
from retning.core.danish.repairs import Repair, RepairRule

# Open no compound that plans hold.
_FRONTS = frozenset(
    "at de den det der dig du en er et han har havde hver hvert hvor i jeg kan man og os skal "
    "skulle sig som så vi vil ville bliver blev få får må går flere færre mange gode alle sine "
    "deres vores ikke altid direkte mindst højst tredje andre nye når hos fra hvis på var blive "
    "eller blandt uden også inden end viser giver hele første sidste fire fem".split()
)
# Open compounds too, mostly such as lists hold.
_PREFIXES = frozenset("af til med for om ved ind ud efter under over mellem".split())
# End none.
_ENDS = frozenset(
    "og at de den det der en er et i som på af til med for fra om ved hos vi du man kan skal vil "
    "har var alene ikke hver mere mindst højst blandt".split()
)
# Words by themselves, and the ends of other words' forms.
_SUFFIXES = frozenset("de den det der en er et i hed".split())
_SHORT = frozenset("gå se nå to tre år".split())
_FUNCTION = _FRONTS | _PREFIXES | _ENDS
_LETTERS = pattern(r"(?<![\w./@-])[^\W\d_]{3,60}(?![\w@/]|-\w|\.\w)")
_AFTER_HYPHEN = pattern(r"(?<=\d-)årige([a-zæøå]{3,30})(?!\w)")
_NUMBER = pattern(
    r"(?<![\w./@-])(?:\d{1,3}(?:\.\d{3}){1,4}|\d{1,9})(?:,\d{1,4})?([a-zæøå]{2,40})(?![\w@/-]|\.\w)"
)
_YEAR = pattern(r"(?<![\w./@-])([^\W\d_]{5,40})(?:19|20)\d\d(?![\w@/]|\.\w)")
_BEFORE_NUMBER = pattern(
    r"(?<![\w./@-])([Pp]å|[Ii]|[Aa]f|[Mm]ed|[Tt]il|[Ff]ra|[Oo]m|mod|end|over|under|inden|var|er|har"
    r"|[Mm]indst|højst|og)(?:\d{1,3}(?:\.\d{3})+|\d{1,4})(?:,\d{1,3})?(?![\w@/])"
)
# Stand right behind a number by custom.
_BOUND = frozenset("erne ernes ere årig årige årigt års tal tallet ende eren km kr pct".split())
_WORD = pattern(r"[^\W\d_]{4,60}")
_NAMES = (
    "borg by bæk lund rup sø ø å havn holm sted strup gård skov bjerg dal høj sund vig næs mark"
)
_NAME_ENDS = tuple(_NAMES.split())
_SENTENCE = pattern(r"(?:^|[.!?:\n•])[\s\"»”]*$")
_DEFINITE_ENDS = ("erne", "ene", "ingen")
_FORM_ENDS = ("erne", "ene", "ede", "igt", "ige")
_SIGNS = 2
_SIGN_SHARE = 0.002
_EVERYDAY = 3.0
_SHORT_EVERYDAY = 4.3
_COMPOUND = 1.0
_EACH = 9.0
_LONGEST = 40
_SHORTEST = 5


def looks_stuck(text: str) -> bool:
    """Whether it is worth asking the lexicon: two words of the text or more are a small word and
    another word of the text, or numbers stand right before words."""
    every = frozenset(found[0].lower() for found in _WORD.finditer(text))
    wanted = max(_SIGNS, _SIGN_SHARE * (text.count(" ") + text.count("\n")))
    signs = sum(1 for found in _NUMBER.finditer(text) if _is_stuck(found[1]))
    signs += sum(1 for _ in _BEFORE_NUMBER.finditer(text))
    words = {found[0].lower() for found in _LETTERS.finditer(text)}
    for word in words:
        if signs >= wanted:
            return True
        signs += _may_be_stuck(word, every)
    return signs >= wanted


def blank_repairs(text: str, lexicon: Lexicon) -> list[Repair]:
    """The words of a suspicious text, parted; nothing where the text is not."""
    parting = _Parting(lexicon)
    signs = {
        found[0].lower()
        for found in _LETTERS.finditer(text)
        if found[0].islower() and parting.is_sign(found[0])
    }
    signs |= {found[0] for found in _NUMBER.finditer(text) if parting.is_word(found[1])}
    signs |= {found[0] for found in _BEFORE_NUMBER.finditer(text)}
    if len(signs) < max(_SIGNS, _SIGN_SHARE * (text.count(" ") + text.count("\n"))):
        return []
    return list(fitting(text, _repairs(text, parting)))


def _repairs(text: str, parting: _Parting) -> Iterator[Repair]:
    for found in _LETTERS.finditer(text):
        words = parting.words(found[0].lower()) if _is_plain(found, text) else None
        if words is not None and not _is_name(found[0], words):
            yield _repair(found, [len(word) for word in words], 0.75)
    for found in _NUMBER.finditer(text):
        if parting.is_word(found[1]):
            yield _repair(found, [found.start(1) - found.start()], 0.85)
    for found in _YEAR.finditer(text):
        if parting.lexicon.knows(found[1].lower()):
            yield _repair(found, [len(found[1])], 0.85)
    for found in _BEFORE_NUMBER.finditer(text):
        yield _repair(found, [len(found[1])], 0.8)
    for found in _AFTER_HYPHEN.finditer(text):
        if parting.is_word(found[1]):
            yield _repair(found, [len("årige")], 0.75)


class _Parting:
    """The likeliest words that a word is made of."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = lru_cache(maxsize=20_000)(self._words)

    def is_word(self, letters: str) -> bool:
        """Of those that may stand behind a number."""
        if not _is_stuck(letters):
            return False
        return letters in _FUNCTION or (
            len(letters) > 2 and self.lexicon.frequency(letters) >= _EVERYDAY
        )

    def is_sign(self, word: str) -> bool:
        """No word, no compound, and a small word beside another."""
        if self.lexicon.knows(word):
            return False
        words = self.words(word)
        return words is not None and not _FUNCTION.isdisjoint(words)

    def _words(self, word: str) -> tuple[str, ...] | None:
        frequency = self.lexicon.frequency(word)
        if frequency > KNOWN or len(word) > _LONGEST:
            return None
        best: tuple[float, tuple[str, ...]] | None = None
        for words in self._parted(word):
            if frequency and not _FUNCTION.issuperset(words):
                continue
            if not self._is_likely(words):
                continue
            score = sum(self._weight(part) - _EACH for part in words)
            if best is None or score > best[0]:
                best = score, words
        if best is None or (self.lexicon.knows(word) and not self._is_no_compound(best[1])):
            return None
        return best[1]

    def _is_likely(self, words: tuple[str, ...]) -> bool:
        if words[0] in _PREFIXES and not self.lexicon.frequency(words[1]):
            return False
        if words[-1] in _SUFFIXES and not self.lexicon.frequency(words[0]):
            return False
        if _FUNCTION.isdisjoint(words) and min(map(len, words)) < _SHORTEST:
            return False
        # Of two cuts, none inside a word.
        return len(words) == 2 or not any(map(self._belong, words, words[1:]))

    def _belong(self, first: str, last: str) -> bool:
        frequency = self.lexicon.frequency(first + last)
        if frequency:
            return frequency > KNOWN or not _FUNCTION.issuperset((first, last))
        return self._is_compound(first + last)

    def _is_compound(self, word: str) -> bool:
        if not self.lexicon.knows(word):
            return False
        return not any(
            self._is_no_compound((word[:at], word[at:]))
            for at in range(1, len(word))
            if self.lexicon.frequency(word[:at]) and self.lexicon.frequency(word[at:])
        )

    def _parted(self, word: str) -> Iterator[tuple[str, ...]]:
        for at in range(1, len(word)):
            first, rest = word[:at], word[at:]
            if not self._weight(first):
                continue
            if self._weight(rest):
                yield first, rest
            for end in range(1, len(rest)) if len(word) >= 7 else ():
                middle, last = rest[:end], rest[end:]
                if (middle in _FUNCTION or last in _FUNCTION) and (
                    self._weight(middle) and self._weight(last)
                ):
                    yield first, middle, last

    def _weight(self, part: str) -> float:
        """0 for what is no word by itself."""
        frequency = self.lexicon.frequency(part)
        if part in _FUNCTION:
            return frequency
        if len(part) < 3 or part in _SHORT:
            return frequency if part in _SHORT else 0.0
        if len(part) <= 4:
            return frequency if frequency >= _SHORT_EVERYDAY else 0.0
        if frequency >= _EVERYDAY or (frequency and len(part) >= 7):
            return frequency
        return _COMPOUND if len(part) >= 8 and self._is_compound(part) else 0.0

    def _is_no_compound(self, words: tuple[str, ...]) -> bool:
        """Whether these words tell that they make no compound."""
        first, last = words[0], words[-1]
        if first in _FRONTS:
            return all(self.lexicon.frequency(word) for word in words[1:])
        if last in _ENDS:
            return last not in _SUFFIXES or first.endswith(_DEFINITE_ENDS)
        if first in _PREFIXES:
            return last.endswith(("en", "et", "erne", "ene")) and len(last) > 4
        frequency = self.lexicon.frequency(last)
        return first.endswith(_FORM_ENDS) and len(first) > 6 and frequency >= _EVERYDAY


def _may_be_stuck(word: str, every: frozenset[str]) -> bool:
    if word in _SOUND:
        return False
    for at in range(1, min(len(word) - 1, 8)):
        rest = word[at:]
        if rest in _SUFFIXES:
            continue
        if word[:at] in _FRONTS and (rest in _COMMON or (len(rest) > 3 and rest in every)):
            return True
        if word[:at] in ("af", "til") and len(rest) > 5 and rest in every:
            return True
    for at in range(max(2, len(word) - 5), len(word)):
        front = word[:at]
        small = word[at:] in _ENDS and word[at:] not in _SUFFIXES
        if small and len(front) > 3 and (front in _COMMON or front in every):
            return True
    return False


def _is_stuck(letters: str) -> bool:
    return letters not in _BOUND and (len(letters) > 3 or letters in _FUNCTION)


def _is_plain(found: re.Match[str], text: str) -> bool:
    """In small letters, or with a capital that opens a sentence or a line."""
    word, start = found[0], found.start()
    if word.islower():
        return True
    return word[1:].islower() and bool(_SENTENCE.search(text[max(0, start - 8) : start]))


def _is_name(word: str, words: tuple[str, ...]) -> bool:
    if word.islower():
        return False
    return _FUNCTION.isdisjoint(words) or words[-1] in _NAME_ENDS


def _repair(found: re.Match[str], lengths: list[int], confidence: float) -> Repair:
    parts, at = [], 0
    for length in (*lengths, len(found[0])):
        parts.append(found[0][at : at + length])
        at += length
    after = " ".join(part for part in parts if part)
    return Repair(found.start(), found.end(), found[0], after, confidence, RepairRule.SPACING)


_COMMON = _FUNCTION | frozenset(
    "være have gøre gå se lave sikre skabe styrke møde give tage bruge børn unge ældre borgere "
    "borgerne kommunen glade gerne også mulighed muligheder gang år dag hverdagen samme "
    "andelen antallet uddannelse kommune kommunens skole skolen landet mennesker tid arbejde job "
    "livet fællesskab plads politik byen store større bedre godt kommer mindre dagen tilbud voksne "
    "bevæge udvikle støtte sammen både fortsat gøre holde opnå komme stige falde".split()
)
# Words of their own that look like two.
_SOUND = frozenset(
    "alder alderen alene den dener dens deres derfor derfra dermed derom derpå dertil derved desom "
    "enhver ethvert eller ender erfor få fårene handen hvorfor hvorfra hvormed hvorom hvorpå "
    "hvortil hvorved hvoraf hveranden iden igang imod indtil inden også omkring over siden skalde "
    "som somme såsom således sågar undervejs vide viden videre vier viser vilde allerede altid "
    "menden manden mere møder føder selvom ligesom idet fordi ender høster forud ladet siger "
    "hverdag hverdage hverdagen måde måder overfor hvornår derover mandag vise sådanne derefter "
    "enheder blevet fået".split()
)
