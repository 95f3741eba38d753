"""Words that a recogniser without Danish letters misread, and what they were.

For each word the channel names what may have been printed, the lexicon how likely that is to be
written, and the stretch of text around it whether Danish letters were lost there at all: where they
stand as they should, nothing is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retning.core.danish.lexicon import Lexicon
from retning.core.danish.repair.channel import DANISH, Candidate, candidates
from retning.core.danish.repair.hints import hint
from retning.core.danish.repairs import Repair, RepairRule

UNKNOWN = -1.2
"""The weight of a word that no list and no compound explains, on the lexicon's scale."""

_STRETCH = 700
_LOST_SHARE = 0.004
_ENOUGH_LETTERS = 60
_SPECIAL = frozenset("æøåÆØÅ")
_NAME_COST = 2.0
_LONGEST = 40
_SHORTEST_COMPOUND = 6
_MOST_COMPOUNDS = 60
# A token: letters, and the signs that stand for letters, between blanks and punctuation.
_TOKEN = re.compile(r"[^\W_]+(?:[&@£|#][^\W_]*)*|[&@£#][^\W\d_]+|\|")
_DIGITS = re.compile(r"\d")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\S+|\b[\w-]+\.(?:dk|com|org|net|eu)\b\S*")
_ENDS_SENTENCE = ".!?:"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a word was taken for, and by how much (in powers of ten) that beat what it says."""

    word: str
    lead: float
    keeps: bool


def misreadings(text: str, lexicon: Lexicon) -> list[Repair]:
    """The misread words of `text`, in order. Linear in the text; nothing where Danish letters stand
    as they do in Danish."""
    stretches = lost_stretches(text)
    if not stretches:
        return []
    return Misreadings(text, lexicon, stretches).repairs()


def lost_stretches(text: str) -> list[tuple[int, int]]:
    """Where `text` lost its Danish letters: stretches of some hundred letters with next to none,
    where Danish has three in a hundred."""
    found: list[tuple[int, int]] = []
    for start, end in _stretches(text):
        stretch = text[start:end]
        letters = sum(map(str.isalpha, stretch))
        special = sum(stretch.count(letter) for letter in _SPECIAL)
        if letters >= _ENOUGH_LETTERS and special <= _LOST_SHARE * letters:
            if found and found[-1][1] == start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Pieces of about the same size, cut at lines' ends; the last one is no shorter."""
    start, length = 0, len(text)
    while start < length:
        end = start + _STRETCH
        if length - end < _STRETCH:
            end = length
        else:
            line = text.find("\n", end, end + _STRETCH)
            end = line + 1 if line >= 0 else end + _STRETCH
        yield start, end
        start = end


class Misreadings:
    """One text's misread words: each spelling is weighed once, so that it is repaired alike."""

    def __init__(self, text: str, lexicon: Lexicon, stretches: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.stretches = stretches
        self._weighed: dict[str, list[tuple[float, Candidate]]] = {}

    def repairs(self) -> list[Repair]:
        """All of them, in order."""
        return [
            repair
            for start, end in self.stretches
            for repair in self._in_stretch(start, end)
        ]

    def _in_stretch(self, start: int, end: int) -> Iterator[Repair]:
        addresses = [found.span() for found in _ADDRESS.finditer(self.text, start, end)]
        tokens = [
            found
            for found in _TOKEN.finditer(self.text, start, end)
            if not any(first <= found.start() < last for first, last in addresses)
        ]
        words = [found[0].lower() for found in tokens]
        for place, found in enumerate(tokens):
            before = words[place - 1] if place else ""
            after = words[place + 1] if place + 1 < len(words) else ""
            repair = self._repair(found, before, after)
            if repair is not None:
                yield repair

    def _repair(self, found: re.Match[str], before: str, after: str) -> Repair | None:
        token, start = found[0], found.start()
        opens = _opens_sentence(self.text, start)
        if token == "|":
            return self._bar(start)
        if not _may_be_misread(token, self.text, start):
            return None
        weighed = self._weighed.get(token)
        if weighed is None:
            weighed = self._weighed[token] = self._weigh(token)
        choice = self._chosen(token, weighed, before, after, opens=opens)
        if choice.keeps:
            return None
        after_text = _cased(choice.word, token, opens=opens)
        sure = round(min(0.99, 0.5 + choice.lead / 6), 2)
        return Repair(start, found.end(), token, after_text, sure, RepairRule.MISREAD)

    def _weigh(self, token: str) -> list[tuple[float, Candidate]]:
        """What `token` may be, the likeliest first; itself is always among them."""
        own = token.lower()
        found = candidates(token)
        as_read = Candidate(own, 0.0, 0)
        weighed = [
            (weight + candidate.chance, candidate)
            for candidate in found
            if (weight := self.lexicon.frequency(candidate.word)) and candidate.word != own
        ]
        own_weight = self.lexicon.frequency(own)
        if not own_weight and not weighed and len(own) >= _SHORTEST_COMPOUND:
            own_weight = self.lexicon.weight(own)
            weighed = [
                (weight + candidate.chance, candidate)
                for candidate in found[:_MOST_COMPOUNDS]
                if candidate.word != own
                and (weight := self.lexicon.weight(candidate.word)) > 2 * UNKNOWN
            ]
        weighed.append((max(own_weight or UNKNOWN, UNKNOWN), as_read))
        weighed.sort(key=lambda pair: (-pair[0], pair[1].word))
        return weighed[:6]

    def _chosen(
        self,
        token: str,
        weighed: list[tuple[float, Candidate]],
        before: str,
        after: str,
        *,
        opens: bool,
    ) -> Choice:
        own = token.lower()
        scored = [
            (weight + hint(candidate.word, before, after), candidate.word)
            for weight, candidate in weighed
        ]
        best, word = max(scored)
        as_read = next((score for score, other in scored if other == own), UNKNOWN)
        lead = best - as_read
        needed = 0.0
        if token[0].isupper() and not opens and not token.isupper():
            # A name, unless what it may be is a word that plans use.
            needed = _NAME_COST
        return Choice(word, lead, word == own or lead <= needed)

    def _bar(self, start: int) -> Repair | None:
        """ "| 2016" → "I 2016": a bar alone before a word, not one of a table's."""
        text = self.text
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", start)
        line = text[first : last if last >= 0 else len(text)]
        follows = text[start + 1 : start + 3]
        before = text[max(0, start - 1) : start]
        alone = not before.strip() and len(follows) == 2 and follows[0] == " "
        if not alone or not follows[1].isalnum() or line.count("|") > 1:
            return None
        return Repair(start, start + 1, "|", "I", 0.9, RepairRule.MISREAD)


def _may_be_misread(token: str, text: str, start: int) -> bool:
    if len(token) < 2 or len(token) > _LONGEST or not any(map(str.isalpha, token)):
        return False
    digits = _DIGITS.findall(token)
    if digits:
        # "p3" is på; "B12", "2030erne" and "m2" are what they say.
        return len(digits) == 1 and token[0].islower() and token[-1] in "34" and len(token) <= 8 \
            and not token.startswith(("m", "co", "km", "cm"))
    return not (set(token) & set("æøåÆØÅ"))


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a capital at `start` says nothing: a sentence, a line or a heading begins there."""
    at = start - 1
    while at >= 0 and text[at] in " \t\u00a0»”\"'(–-•":
        at -= 1
    return at < 0 or text[at] in "\r\n.!?:;•"


def _cased(word: str, token: str, *, opens: bool) -> str:
    letters = [letter for letter in token if letter.isalpha()]
    if len(letters) > 1 and all(map(str.isupper, letters)):
        return word.upper()
    if token[0] in "I|" and word[0] == "l":
        return word
    return word[0].upper() + word[1:] if token[0].isupper() else word


__all__ = ["DANISH", "Misreadings", "lost_stretches", "misreadings"]
