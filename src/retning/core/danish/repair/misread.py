"""Words that a recogniser without Danish letters misread, and what they were.

For each word the channel names what may have been printed, the lexicon how likely that is to be
written, its neighbours and the rest of the document how well it fits; and the stretch of text
around it says whether Danish letters were lost there at all: where they stand as they should,
nothing is touched.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log10

from retning.core.danish.lexicon import Lexicon
from retning.core.danish.patterns import pattern
from retning.core.danish.repair.channel import Candidate, Change, candidates, chance_of
from retning.core.danish.repair.hints import hint
from retning.core.danish.repair.stretches import SPECIAL, lost_stretches
from retning.core.danish.repairs import Repair, RepairRule

UNKNOWN = -2.0
"""The weight of a word that no list and no compound explains, on the lexicon's scale."""

_LONGEST = 40
_SHORTEST_COMPOUND = 6
_MOST_COMPOUNDS = 60
_MOST_KEPT = 8
_MOST_SPELLINGS = 20_000
_NEAR = 300
_PIECE = 20_000
# What a name has to be sure by, and what another word of the document adds.
_NAME_COST = 2.0
_KINDRED = 1.0
_CERTAIN = 1.5
_DOUBT = 0.2
# How many of its own readings outweigh the counts of other pages.
_COUNTED = 8.0
# A token: letters, and the signs that stand for letters, between blanks and punctuation.
_TOKEN = pattern(r"[^\W_]+(?:[&@£|#\ufffd][^\W_]*)*|[&@£#\ufffd][^\W\d_]+|\|")
_ADDRESS = pattern(
    r"(?:https?://|www\.)\S+|(?<!\S)\S{1,64}@\S{1,100}\.\S+"
    r"|\b[\w-]{1,80}\.(?:dk|com|org|net|eu|pdf|docx?|odt|txt|html?|xlsx?|csv|png|jpe?g)\b\S*"
)
_PLACE = pattern(r"(.{3,})(?:bæk|næs|høj|køb|købing|rød|løse|gård|sø)s?")
_PLACE_WEIGHT = 2.5
_NOT_DANISH = frozenset(("ae", "ee", "ze", "eae", "AE", "EE", "x", "z", "@"))


def misreadings(text: str, lexicon: Lexicon) -> list[Repair]:
    """The misread words of `text`, in order. Linear in the text; nothing where Danish letters stand
    as they do in Danish."""
    stretches = lost_stretches(text)
    return Misreadings(text, lexicon, stretches).repairs() if stretches else []


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    before: str
    after: str
    opens: bool


class Misreadings:
    """One text's misread words: each spelling is weighed once, so that it is repaired alike."""

    def __init__(self, text: str, lexicon: Lexicon, stretches: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.stretches = stretches
        spellings = {token.text for token in self._every_token() if _may_be_misread(token.text)}
        self.weighed = {
            spelling: self._weigh(spelling) for spelling in sorted(spellings)[:_MOST_SPELLINGS]
        }
        self.chances: dict[Change, float] = {}
        self.kindred: frozenset[str] = frozenset()
        self.is_misread = False
        self._learn()

    def repairs(self) -> list[Repair]:
        """All of them, in order; none where no word is surely misread."""
        if not self.is_misread:
            return []
        found = (
            self._bar(token.start) if token.text == "|" else self._repair(token)
            for token in self._every_token()
        )
        return [repair for repair in found if repair is not None]

    def _every_token(self) -> Iterator[_Token]:
        # Made anew each time: a long text's would take many times its memory.
        return (token for span in self.stretches for token in self._pieces(*span))

    def _pieces(self, start: int, end: int) -> Iterator[_Token]:
        while start < end:
            cut = min(end, start + _PIECE)
            blank = self.text.find("\n", cut, end) if cut < end else -1
            stop = blank if blank >= 0 and blank - cut < _PIECE else cut
            yield from self._tokens(start, stop)
            start = stop

    def _tokens(self, start: int, end: int) -> Iterator[_Token]:
        addresses = [found.span() for found in _ADDRESS.finditer(self.text, start, end)]
        within = iter(addresses)
        address = next(within, None)
        found: list[re.Match[str]] = []
        for match in _TOKEN.finditer(self.text, start, end):
            while address is not None and address[1] <= match.start():
                address = next(within, None)
            if address is None or match.end() <= address[0]:
                found.append(match)
        words = ["", *(match[0].lower() for match in found), ""]
        for place, match in enumerate(found):
            opens = _opens_sentence(self.text, match.start())
            yield _Token(match[0], match.start(), words[place], words[place + 2], opens)

    def _weigh(self, token: str) -> list[tuple[float, Candidate]]:
        """What `token` may be: the weight of each word by itself, its misreading not counted.

        Compounds are asked for only where no listed word fits.
        """
        own, lexicon = token.lower(), self.lexicon
        found = candidates(token, lexicon.threes)
        as_read = lexicon.frequency(own)
        weighed = [
            (weight, candidate)
            for candidate in found
            if (weight := lexicon.frequency(candidate.word))
        ]
        if not as_read and not weighed and len(own) >= _SHORTEST_COMPOUND:
            as_read = lexicon.weight(own)
            weighed = [
                (weight, candidate)
                for candidate in found[:_MOST_COMPOUNDS]
                if (weight := lexicon.weight(candidate.word)) > UNKNOWN
            ]
        if not as_read and not weighed and token[0].isupper():
            weighed = [(_PLACE_WEIGHT, found) for found in _places(found)]
        weighed.sort(key=lambda pair: (-pair[0] - pair[1].chance, pair[1].word))
        return [(max(as_read or UNKNOWN, UNKNOWN), Candidate(own, 0.0)), *weighed[:_MOST_KEPT]]

    def _learn(self) -> None:
        """What this document's sure readings say of its recogniser and of its words."""
        counts: Counter[Change] = Counter()
        kindred: set[str] = set()
        for weighed in self.weighed.values():
            as_read, *others = weighed
            scores = [weight + candidate.chance for weight, candidate in others]
            if not scores or as_read[0] > UNKNOWN or scores[0] < as_read[0] + _CERTAIN:
                continue
            candidate = others[0][1]
            counts.update(candidate.changes)
            if others[0][0] >= 2:
                kindred.update(_beginnings(candidate.word))
        totals: Counter[str] = Counter()
        for (_, letter), count in counts.items():
            totals[letter] += count
        changes = {change for w in self.weighed.values() for _, c in w for change in c.changes}
        for change in changes:
            chance = _COUNTED * 10 ** chance_of(change) + counts[change]
            self.chances[change] = log10(chance / (_COUNTED + totals[change[1]]))
        self.kindred = frozenset(kindred)
        self.is_misread = bool(counts)

    def _score(
        self, weight: float, candidate: Candidate, token: _Token, *, is_unknown: bool = True
    ) -> float:
        score = weight + sum(self.chances[change] for change in candidate.changes)
        score += hint(candidate.word, token.before, token.after)
        if candidate.changes and any(b in self.kindred for b in _beginnings(candidate.word)):
            score += _KINDRED if is_unknown else _KINDRED / 2
        return score

    def _repair(self, token: _Token) -> Repair | None:
        weighed = self.weighed.get(token.text)
        if weighed is None:
            return None
        as_read, *others = weighed
        unknown = as_read[0] <= UNKNOWN
        scored = [(self._score(*pair, token, is_unknown=unknown), pair[1]) for pair in others]
        if not scored:
            return None
        best, candidate = max(scored, key=lambda pair: pair[0])
        lead = best - self._score(*as_read, token)
        return _repair(token, candidate, lead) if lead > self._needed(token, unknown) else None

    def _needed(self, token: _Token, unknown: bool) -> float:
        if not unknown:
            return _DOUBT
        is_name = token.text[0].isupper() and not token.opens and not token.text.isupper()
        return _NAME_COST if is_name else 0.0

    def _bar(self, start: int) -> Repair | None:
        """ "| 2016" → "I 2016": a bar alone before a word, not one of a table's."""
        text = self.text
        line = text[max(0, start - _NEAR) : start].rpartition("\n")[2]
        line += text[start : start + _NEAR].partition("\n")[0]
        follows = text[start + 1 : start + 3]
        alone = not text[max(0, start - 1) : start].strip() and follows[:1] == " "
        if not alone or not follows[1:].isalnum() or line.count("|") > 1:
            return None
        return Repair(start, start + 1, "|", "I", 0.9, RepairRule.MISREAD)


def _repair(token: _Token, candidate: Candidate, lead: float) -> Repair:
    after = _cased(candidate, token)
    sure = round(min(0.99, 0.5 + lead / 6), 2)
    end = token.start + len(token.text)
    return Repair(token.start, end, token.text, after, sure, RepairRule.MISREAD)


def _places(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Names that end as Danish places do, where nothing but that end was misread, and as no Danish
    word is spelled: "Lillebeek" is Lillebæk."""
    for candidate in found:
        place = _PLACE.fullmatch(candidate.word)
        if place is None or len(candidate.changes) != 1 or not place[1].isascii():
            continue
        if candidate.changes[0][0] in _NOT_DANISH:
            yield candidate


def _beginnings(word: str) -> Iterator[str]:
    """What kindred words begin with alike: four letters or more, a Danish one among them."""
    for length in range(4, min(len(word), 8) + 1):
        if not word[:length].isascii():
            yield word[:length]


def _may_be_misread(token: str) -> bool:
    if len(token) < 2 or len(token) > _LONGEST or not any(map(str.isalpha, token)):
        return False
    digits = sum(map(str.isdigit, token))
    if digits:
        # "p3" is på; "B12", "2030erne" and "m2" are what they say.
        return digits == 1 and token[0] in "psfg" and token[-1] in "34" and len(token) <= 3
    return not any(letter in SPECIAL for letter in token)


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a capital at `start` says nothing: a sentence, a line or a heading begins there."""
    before = text[max(0, start - 6) : start].rstrip(" \t\u00a0»”\"'‘’“(–-•")
    return not before or before[-1] in "\r\n.!?:;•|"


def _cased(candidate: Candidate, token: _Token) -> str:
    """The word with the capitals of what was read."""
    word, read = candidate.word, token.text
    letters = [letter for letter in read if letter.isalpha()]
    if len(letters) > 1 and all(map(str.isupper, letters)):
        return word.upper()
    misread_first = candidate.changes and candidate.changes[0][0][0] == read[0] != word[0]
    if read[0] in "I|" and word[0] == "l":
        return word
    if misread_first and read[0] in "@&£#\ufffd":
        return word.capitalize() if token.opens else word
    if misread_first and read[0] == "A" and not token.opens:
        return word
    return word[0].upper() + word[1:] if read[0].isupper() else word
