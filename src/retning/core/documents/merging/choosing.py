"""Which of two wordings of one item is the better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from retning.core.danish.patterns import pattern
from retning.core.documents.items import Item
from retning.core.documents.merging.alignment import skeleton

_NUMBER = pattern(r"\d+")
# A recogniser loses them and never makes any.
_OURS = pattern(r"[æøåÆØÅ]")
_WORD = pattern(r"[^\W\d_]+")
_STRANGE = pattern(r"[^\w\s.,;:!?()\"'”“»«–—/%&§*-]|\ufffd|[a-zæøå][0-9|][a-zæøå]")

Known = Callable[[str], bool]


class Chooser:
    """Knows the words of all the files; asks a lexicon too, where there is one."""

    def __init__(self, texts: Sequence[str], known: Known | None = None) -> None:
        self.counts = Counter(word.casefold() for text in texts for word in _WORD.findall(text))
        self.known = known

    def item(self, first: Item, second: Item) -> Item:
        """The better of the two, with the sources of both, its own first."""
        best, other = (first, second) if self.prefers_first(first, second) else (second, first)
        sources = dict.fromkeys((*best.sources, *other.sources))
        return Item(
            best.text,
            best.start,
            best.end,
            max(best.confidence, other.confidence),
            best.clean,
            tuple(sources),
        )

    def prefers_first(self, first: Item, second: Item) -> bool:
        """Not cut off, then known words, then more letters, then less to make whole."""
        verdict = self.compared(first.clean, second.clean)
        if verdict == 0:
            verdict = (second.text != second.clean) - (first.text != first.clean)
        return verdict >= 0

    def compared(self, first: str, second: str) -> int:
        """1 where the first wording is the better, -1 where the second is, 0 where neither."""
        if first == second:
            return 0
        one, other = skeleton(first), skeleton(second)
        shorter, longer = sorted((one, other), key=len)
        if one != other and len(shorter) * 2 > len(longer) and longer.startswith(shorter):
            return 1 if longer == one else -1
        numbers = len(_NUMBER.findall(first)) - len(_NUMBER.findall(second))
        strange = len(_STRANGE.findall(second)) - len(_STRANGE.findall(first))
        ours = len(_OURS.findall(first)) - len(_OURS.findall(second))
        return (
            _sign(numbers)
            or _sign(strange)
            or (_sign(ours) if one == other else 0)
            or self._by_words(first, second)
        )

    def _by_words(self, first: str, second: str) -> int:
        ours, theirs = _WORD.findall(first.casefold()), _WORD.findall(second.casefold())
        if len(ours) > 400 or len(theirs) > 400:
            return _sign(len(first) - len(second))
        matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
        kept = [each for each in matcher.get_opcodes() if each[0] != "equal"]
        mine = [word for _, a, b, _, _ in kept for word in ours[a:b]]
        others = [word for _, _, _, a, b in kept for word in theirs[a:b]]
        return (
            _sign(self._trust(mine) - self._trust(others))
            or _sign(len("".join(mine)) - len("".join(others)))
            # A word that fell in two has the same letters.
            or _sign(len(others) - len(mine))
        )

    def _trust(self, words: Sequence[str]) -> float:
        """The share of the words that stand elsewhere too, or that the lexicon knows."""
        if not words:
            return 0.0
        return sum(map(self._is_known, words)) / len(words)

    def _is_known(self, word: str) -> bool:
        return self.counts[word] > 1 or (self.known is not None and self.known(word))


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
