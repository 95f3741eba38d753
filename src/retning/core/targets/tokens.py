"""The words of a typed target, and a cursor that walks them."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from retning.core.danish.patterns import pattern
from retning.core.targets.errors import Expected, WordingError
from retning.core.targets.sayable import QUOTES
from retning.core.targets.words import ABBREVIATIONS, Phrase, Words

LONGEST_TEXT = 500
_QUOTE = "".join(re.escape(quote) for quote in QUOTES)
_WORD = rf"[^\s,{_QUOTE}]"
# A comma belongs to a number only where a digit follows at once.
_TOKEN = pattern(rf"[{_QUOTE}]([^{_QUOTE}]*)([{_QUOTE}]?)|,|{_WORD}+(?:,(?=\d){_WORD}+)*")
_NUMBER_AND_SIGN = pattern(r"([-−+]?\d[\d.,]*)(%.*)", re.DOTALL)

Key = TypeVar("Key")


class Token(NamedTuple):
    """A word, a comma, or a name in quotation marks (`is_quoted`, then `text` is inside them)."""

    text: str
    low: str
    start: int
    length: int
    is_quoted: bool = False


def tokens_of(text: str) -> list[Token]:
    """The words of a text; a full stop that ends it is left out, unless it is a word's own. A
    quotation mark that is not closed gives a last quoted token of length 0."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, word = match.start(), match.group()
        if match.group(1) is not None:
            length = len(word) if match.group(2) else 0
            found.append(Token(match.group(1), match.group(1), start, length, is_quoted=True))
        elif parts := _NUMBER_AND_SIGN.fullmatch(word):
            found.append(_word(parts.group(1), start))
            found.append(_word(parts.group(2), start + parts.start(2)))
        else:
            found.append(_word(word, start))
    if found and not found[-1].is_quoted and found[-1].low[-1:] == ".":
        last = found.pop()
        if last.low in ABBREVIATIONS:
            found.append(last)
        elif last.text[:-1]:
            found.append(_word(last.text[:-1], last.start))
    return found


def _word(text: str, start: int) -> Token:
    return Token(text, text.lower(), start, len(text))


class Cursor:
    """Walks the words of a text once, from left to right; `index` is the word it stands at."""

    def __init__(self, text: str, words: Words) -> None:
        self.text = text
        self.words = words
        self.index = 0
        self.tokens: list[Token] = []
        if len(text) > LONGEST_TEXT:
            raise self.error_at(LONGEST_TEXT, len(text) - LONGEST_TEXT, Expected.SHORTER)
        self.tokens = tokens_of(text)
        for token in self.tokens:
            if token.is_quoted and not token.length:
                raise self.error_at(token.start, 1, Expected.CLOSING_QUOTE)

    def here(self, ahead: int = 0) -> Token | None:
        """The word it stands at, or one further on; None past the end."""
        at = self.index + ahead
        return self.tokens[at] if at < len(self.tokens) else None

    def low(self, ahead: int = 0) -> str:
        """That word in small letters; empty past the end and for a quoted name."""
        token = self.here(ahead)
        return "" if token is None or token.is_quoted else token.low

    def sees(self, phrase: Phrase) -> int:
        """How many words of the phrase stand here; 0 where it does not."""
        first = self.low()
        for way in phrase.ways:
            if way[0] == first and all(self.low(n) == way[n] for n in range(1, len(way))):
                return len(way)
        return 0

    def stops(self) -> bool:
        """Whether a name ends before the word it stands at."""
        ways = self.words.stops.get(self.low(), ())
        return any(all(self.low(n) == word for n, word in enumerate(way)) for way in ways)

    def take(self, phrase: Phrase) -> bool:
        """Steps over the phrase where it stands here."""
        length = self.sees(phrase)
        self.index += length
        return length > 0

    def take_one(self, phrases: Mapping[Key, Phrase]) -> Key | None:
        """Steps over whichever of the phrases stands here, and says which."""
        found = max(((self.sees(phrase), key) for key, phrase in phrases.items()), key=_length)
        self.index += found[0]
        return found[1] if found[0] else None

    def take_comma(self) -> bool:
        """Steps over a comma where one stands here."""
        if self.low() != ",":
            return False
        self.index += 1
        return True

    def fail(self, expected: Expected) -> WordingError:
        """What is wrong with the word it stands at, or with the text's end."""
        token = self.here()
        if token is None:
            return self.error_at(len(self.text.rstrip()), 1, expected)
        return self.error_at(token.start, token.length, expected)

    def fail_from(self, index: int, expected: Expected) -> WordingError:
        """What is wrong from the word at `index` up to where it stands."""
        last = min(max(self.index - 1, index), len(self.tokens) - 1)
        if index > last:
            return self.fail(expected)
        start = self.tokens[index].start
        length = self.tokens[last].start + self.tokens[last].length - start
        return self.error_at(start, length, expected)

    def error_at(self, position: int, length: int, expected: Expected) -> WordingError:
        """An error in this text."""
        known = self.words.vocabulary
        return WordingError(self.text, position, length, expected, self.words.language, known=known)

    def built(self, build: Callable[[], Key], since: int) -> Key:
        """What `build` makes, or an error over the words since index `since` where it refuses."""
        try:
            return build()
        except WordingError:
            raise
        except ValueError:
            raise self.fail_from(since, Expected.POSSIBLE_TARGET) from None


def _length(found: tuple[int, object]) -> int:
    return found[0]
