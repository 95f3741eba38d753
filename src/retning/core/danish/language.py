"""Which language a text is in: a vote of small words, enough to say "this is not Danish"."""

# ruff: noqa: SIM905  (lists of words read best as words)
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from retning.core.danish.patterns import pattern


class LanguageCode(StrEnum):
    """ISO 639-1 codes of the languages that we tell apart; `OTHER` for all the rest."""

    DANISH = "da"
    NORWEGIAN = "no"
    SWEDISH = "sv"
    ENGLISH = "en"
    GERMAN = "de"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Language:
    """The decision and what it rests on: how many words were looked at and how many spoke for it.

    `confident` is false for short or mixed texts; a person should then not be told anything.
    """

    code: LanguageCode
    words: int
    votes: int
    confident: bool


# Words that are frequent in one of these languages and rare or spelled otherwise in the others.
_VOTERS: dict[LanguageCode, frozenset[str]] = {
    LanguageCode.DANISH: frozenset(
        "af ud også blev bliver mange efter nogle hvad hvor mere skal og ikke være vaere noget "
        "andre "
        "mellem gennem både vores borgerne kommunen sammen uden deres til at vi på når hvordan "
        "fra børn unge flere et kun hver må får gør år der igen dig mig".split()
    ),
    LanguageCode.NORWEGIAN: frozenset(
        "av ut også ble blir mange etter noen hva hvor mer skal og ikke være noe andre mellom "
        "gjennom "
        "både våre innbyggerne kommunen sammen uten deres til å vi på når hvordan fra barn unge "
        "flere "
        "et bare hver må får gjør år der igjen deg meg".split()
    ),
    LanguageCode.SWEDISH: frozenset(
        "av ut också blev blir många efter några vad var mer ska skall och inte vara något andra "
        "mellan genom både våra medborgarna kommunen tillsammans utan deras till att vi på när hur "
        "från barn unga fler ett bara varje måste får gör år där igen dig mig".split()
    ),
    LanguageCode.ENGLISH: frozenset(
        "the of and to in is that for it with as are this be by on or from at which we our will "
        "not "
        "have has their more all can should shall must".split()
    ),
    LanguageCode.GERMAN: frozenset(
        "der die das und ist nicht mit von zu den dem ein eine auf für im sich des auch werden "
        "wird "
        "als an bei aus wir unsere durch sind oder soll".split()
    ),
}
_LETTERS = pattern(r"[^\W\d_]+")
_LOOK_AT = 20_000
_ENOUGH_WORDS = 20
_ENOUGH_SHARE = 0.08


def language_of(text: str) -> Language:
    """The language of `text`, by the first 20,000 words; Danish where too little tells."""
    found = islice(_LETTERS.finditer(text), _LOOK_AT)
    counted = Counter([word[0].lower() for word in found])
    words = counted.total()
    votes = {code: sum(counted[word] for word in voters) for code, voters in _VOTERS.items()}
    best = max(votes, key=lambda code: votes[code])
    if words < _ENOUGH_WORDS:
        return Language(LanguageCode.DANISH, words, votes[LanguageCode.DANISH], confident=False)
    if votes[best] < _ENOUGH_SHARE * words:
        return Language(LanguageCode.OTHER, words, votes[best], confident=True)
    runner_up = max(count for code, count in votes.items() if code is not best)
    return Language(best, words, votes[best], confident=votes[best] > runner_up)
