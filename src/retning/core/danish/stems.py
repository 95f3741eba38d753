"""Words and their stems: one stem for all the forms in which Danish writes a word.

The stems are those of the Danish Snowball stemmer (a library) without its third step, which takes
"-ig" and "-els" off ("bolig" would become "bol", the end of "symbol"), taken again until nothing
changes, so that "kvaliteten" comes to where "kvalitet" does. What Snowball cannot know is here:
short words that end in a vowel (byen, søer), -el and -er that lose their e (cykler, centre), -um
(museer), an s that is no genitive (dans), and plurals with another vowel (børn, bøger).
"""

from __future__ import annotations

import importlib.util
import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from types import ModuleType
from typing import Any, NamedTuple

LONGEST = 60
"""What is longer than this is no word; the rest of it is left off."""

_WORD = re.compile(r"[^\W_]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\0]")
_FOREIGN = str.maketrans({"ä": "æ", "ö": "ø", "ß": "ss", "œ": "ø", "đ": "d", "ł": "l"})
_OURS = frozenset("æøå")
_ENDING = r"e(?:n|t|r|ne|rne)s?"
# A syllable that ends in a vowel, and its endings: Snowball looks only behind a later consonant.
_OPEN = re.compile(rf"(?P<base>(?:[bdfghjklmnpqrstvw]{{1,3}}[yæøåoiu]|ø|å)){_ENDING}")
_LOST_E = re.compile(r"(?P<front>.*[aeiouyæøå].*[^aeiouyæøålr]|.*[aeiouyæøå])el")
_LEFT_R = re.compile(r".*[aeiouyæøå].*[bdfgkmnpstv]r")
_NEUTER = re.compile(
    r".{2,}(?:al|el|iv|isk|bar|som|løs|ær|øn|ung)t|ungt|rent|(?:ny|fri|blå|grå)[et]"
)
_LATIN = re.compile(r"(?P<front>.{2,}[eiæ])um(?:s|met)?")
# What looks like an ending and is the word's own: Snowball would take it off.
_OWN_END = re.compile(
    r".*(?:els|muse|plads|sats|dans|hals|puls|vers|boks|gods|spids|glans|sans|krans|prins|seks)"
)
_PLURALS = {
    "børn": "barn", "mænd": "mand", "bøger": "bog", "hænder": "hånd", "nætter": "nat",
    "fædre": "far", "mødre": "mor", "brødre": "bror", "døtre": "datter", "gæs": "gås",
    "tænder": "tand", "fødder": "fod", "rødder": "rod", "stæder": "stad", "køer": "ko",
    "tæer": "tå", "øjne": "øje", "bønder": "bonde", "kræfter": "kraft", "stænger": "stang",
}  # fmt: skip
_SINGULARS = {singular: plural for plural, singular in _PLURALS.items()}
_PLURAL = re.compile(rf"(?P<front>.{{3,}})?(?P<plural>{'|'.join(_PLURALS)})(?:e?ne)?s?")
_ROUNDS = 4


class Token(NamedTuple):
    """A word of a text: as `plain_word` writes it, and where it stands."""

    word: str
    start: int
    end: int


def clean_text(text: str) -> str:
    """`text` with each letter as one character, and without what nobody sees (soft hyphens)."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", text))


def tokens(text: str) -> Iterator[Token]:
    """The words and numbers of `text`, in order; positions are characters of `text`."""
    for found in _WORD.finditer(text):
        yield Token(plain_word(found[0]), found.start(), found.end())


@lru_cache(maxsize=20_000)
def plain_word(word: str) -> str:
    """A word in small letters, without accents but with æ, ø and å; at most 60 characters."""
    letters = unicodedata.normalize("NFKC", word[:LONGEST]).casefold().translate(_FOREIGN)
    return "".join(_without_accent(letter) for letter in letters)[:LONGEST]


def spellings(word: str) -> tuple[str, ...]:
    """A plain word as it is and with the other of å and aa, of æ and ae, of ø and oe.

    A text is kept as it was written: whoever asks tries both, since "broen" has no ø.
    """
    short = word.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")
    return tuple(dict.fromkeys((word, short, short.replace("å", "aa")[:LONGEST])))


def old_spelling(word: str) -> str:
    """A plain word with æ, ø, å written ae, oe, aa, as by a machine that has none of them."""
    return word.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")[:LONGEST]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a plain word; the same again for a stem.

    >>> stem("bibliotekernes"), stem("børnene"), stem("byer"), stem("cykler") == stem("cykel")
    ('bibliotek', 'barn', 'by', True)
    """
    for _ in range(_ROUNDS):
        shorter = _once(word)
        if shorter == word:
            break
        word = shorter
    return word


def plural_of(word: str) -> str:
    """The plural of a stem that changes its vowel: børn of barn; empty for all others."""
    return _SINGULARS.get(word, "")


def _once(word: str) -> str:
    if plural := _PLURAL.fullmatch(word):
        return (plural["front"] or "") + _PLURALS[plural["plural"]]
    if opened := _OPEN.fullmatch(word):
        return opened["base"]
    if _NEUTER.fullmatch(word):
        return word[:-1]
    if latin := _LATIN.fullmatch(word):
        return latin["front"]
    if len(word) <= 3 or not word.isalpha() or _OWN_END.fullmatch(word):
        return word
    shorter: str = _SNOWBALL.stemWord(word)
    if lost := _LOST_E.fullmatch(shorter):
        return _single(lost["front"]) + "l"
    if _LEFT_R.fullmatch(shorter):
        return _single(shorter[:-1])
    return shorter


def _single(front: str) -> str:
    """ "midd" from "middel" as "mid" from "midler"."""
    return front[:-1] if len(front) > 2 and front[-1] == front[-2] else front


def _without_accent(letter: str) -> str:
    if letter in _OURS or letter.isascii():
        return letter
    bare = "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
    return bare if bare.isalnum() else letter


def _danish_alone() -> Any:
    """Snowball's Danish module without its thirty sisters, which its package would load and which
    take 10 MB of every web worker."""
    found = importlib.util.find_spec("snowballstemmer")
    if found is None or found.submodule_search_locations is None:
        raise ImportError("snowballstemmer is not installed")
    if "snowballstemmer" in sys.modules:
        return importlib.import_module("snowballstemmer.danish_stemmer").DanishStemmer
    package = ModuleType("_retning_snowball")
    package.__path__ = list(found.submodule_search_locations)
    sys.modules[package.__name__] = package
    return importlib.import_module(f"{package.__name__}.danish_stemmer").DanishStemmer


class _Inflections(_danish_alone()):  # type: ignore[misc]
    """Danish Snowball without its third step."""

    def _DanishStemmer__r_other_suffix(self) -> bool:  # noqa: N802  the library's own name
        return False


_SNOWBALL = _Inflections()
