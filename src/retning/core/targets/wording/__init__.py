"""People type targets in the wording of `say`, a little loosely; see docs/targets.md."""

from typing import get_args

from retning.core.targets.errors import Expected, WordingError
from retning.core.targets.kinds import Target
from retning.core.targets.saying import WORDS, say
from retning.core.targets.tokens import LONGEST_TEXT, Cursor
from retning.core.targets.wording.grammar import target
from retning.core.targets.words import JUDGING, LanguageCode, Words

__all__ = ["Expected", "WordingError", "canonical", "typed"]


def typed(text: str, language: LanguageCode = "da") -> Target:
    """The target that a person typed. Blanks and small or capital letters do not matter, and
    numbers may be words; raises `WordingError` at the word that cannot be read."""
    return target(Cursor(text, WORDS[language]))


def canonical(text: str, language: LanguageCode | None = None) -> Target | None:
    """The target whose canonical wording the text is, in one language or either; None where it is
    not wholly that. Never raises."""
    if len(text) > LONGEST_TEXT:
        return None
    plain = _plain(text)
    for each in get_args(LanguageCode) if language is None else (language,):
        if not _may_begin(plain, WORDS[each]):
            continue
        try:
            found = typed(text, each)
        except WordingError:
            continue
        if _plain(say(found, each)) == plain:
            return found
    return None


def _may_begin(plain: str, words: Words) -> bool:
    """Whether a target may be worded so, by its first word and whether anybody judges: nearly every
    sentence that people write is refused here, before it is parsed."""
    first, _, _ = plain.partition(" ")
    first = first.rstrip(",")
    # A figure, a quoted name, a sign.
    if not first.isalpha() or first in words.vocabulary or first in words.numeral_values:
        return True
    return any(word in plain for word in JUDGING)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").lower()
