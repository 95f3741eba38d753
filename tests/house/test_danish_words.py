"""One word for one thing: the Danish catalogue keeps to the glossary's words and to one style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from tools import messages

# What a word is called instead (docs/glossary.md), found by the beginnings of words.
FORBIDDEN = {
    r"kladde": "udkast",
    r"offentliggj\w*|offentliggør\w*": "udgive, udgivet",
    r"public[eé]r\w*": "udgive",
    r"læg\w* (?:\w+ )?op\b": "upload",
    r"indlæst": "læst eller uploadet",
    r"uddybning": "forklaring",
    r"tekststykke": "uddrag",
    r"(?:er|blev|bliver) ladt": "er ikke rørt",
    r"af sig selv": "automatisk",
    r"(?:set|ses) (?:\w+ )?(?:på|efter|igennem)\b": "gennemgået, gennemgås",
    r"skriv\w* (?:\w+ ){1,2}ind\b|skrevet ind": "registrér, registreret",
}
# The law's offentliggørelse, and what a municipality has made public about itself.
ALLOWED = {
    "The Planning Act, section 23 a, asks the council to publish a strategy with these parts.",
    "published by the municipality as its own; not about a private person",
}
QUOTED = re.compile(r"[“”„\"]|»[^«]*$|^[^»]*«")


def mistakes(sentences: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What is wrong with (English, Danish) pairs, one line each."""
    for english, danish in sentences:
        for word, instead in FORBIDDEN.items():
            if english not in ALLOWED and re.search(rf"\b(?:{word})", danish, re.IGNORECASE):
                yield f"{danish!r}: say {instead}"
        if QUOTED.search(danish):
            yield f"{danish!r}: quote »so«"


def catalogue() -> list[tuple[str, str]]:
    pairs = []
    for message in messages.read(messages.DANISH):
        if not message.id:
            continue
        one = message.id if isinstance(message.id, str) else message.id[0]
        said = [message.string] if isinstance(message.string, str) else list(message.string or ())
        pairs += [(one, danish) for danish in said]
    return pairs


def test_the_danish_keeps_to_one_word_for_one_thing() -> None:
    pairs = catalogue()
    assert len(pairs) > 1000
    assert list(mistakes(pairs)) == []


def test_no_exception_outlives_its_sentence() -> None:
    assert {english for english, _ in catalogue()} >= ALLOWED


@pytest.mark.parametrize(
    "danish",
    [
        "Kladden er ændret.", "Intet er offentliggjort.", "Læg filen op.", "Det er ladt.",
        "Uddybning før", "Filen hentes af sig selv.", "Skriv en beslutning ind", "Søg “klima”",
        'Tryk på "Gem"', "Tryk på »Gem", "Beslutningen er skrevet ind.", "Publicér den",
    ],
)  # fmt: skip
def test_the_old_words_are_found(danish: str) -> None:
    assert list(mistakes([("Anything", danish)]))


@pytest.mark.parametrize(
    "danish",
    ["Udkastet er udgivet.", "Søg efter »klima«.", "Læg sammen med næste", "Et udeladt uddrag"],
)
def test_the_right_words_are_let_through(danish: str) -> None:
    assert list(mistakes([("Anything", danish)])) == []
