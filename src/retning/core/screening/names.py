"""Names of people in Danish text. Only what is very likely one is found: a name that is missed is
read by whoever looks at the comment; a word that is none would be looked at in vain.
"""

from __future__ import annotations

import re

from retning.core.screening.findings import Finding, Found, Kind
from retning.core.screening.words import GIVEN

_CAPITAL, _LETTER = "A-ZÆØÅÉÖÜÄ", "a-zæøåéöüä"
_WORD = rf"[{_CAPITAL}][{_LETTER}]{{1,30}}(?:-[{_CAPITAL}][{_LETTER}]{{1,30}})?"
_RUN = re.compile(
    rf"(?<![\w-]){_WORD}(?: (?:[{_CAPITAL}]\.|{_WORD}|von|van|de|el|al)){{1,9}}(?![\w-])"
)
_TITLED = re.compile(rf"\b(?:[Hh]r|[Ff]ru|[Ff]røken|Mr|Mrs|Ms)\.? {_WORD}(?: {_WORD}){{0,2}}")
_SIGNED = re.compile(
    rf"\b(?:[Mm]vh|[Vv]enlig hilsen|[Vv]enligst|[Vv]\.?h\.?|[Hh]ilsen|[Hh]ilsner|[Kk]h|[Rr]egards)"
    rf"[,.:]?\s{{1,4}}({_WORD}(?: (?:[{_CAPITAL}]\.|{_WORD})){{0,3}})"
)
_NO_PERSON = re.compile(
    r"(?:vej|gade|allé|plads|torv|stræde|skole|kirke|fond|forening|klub|råd|hus|center|park|stiftelse"
    r"|legat|minde|hjem|børnehave|gymnasium|college|kommune|sogn|hal|stadion|prisen|dag|aften)"
    r"(?:en|et|s|ens|ets)?$",
    re.IGNORECASE,
)


def people_in(text: str) -> Found:
    """People by their given name and another, by hr. and fru, or by what they sign with."""
    for found in _RUN.finditer(text):
        yield from _in_run(found[0].split(" "), found.start())
    for found in _TITLED.finditer(text):
        yield Finding(found.start(), found.end(), Kind.NAME)
    for found in _SIGNED.finditer(text):
        yield Finding(found.start(1), found.end(1), Kind.NAME)


def _in_run(words: list[str], start: int) -> Found:
    """A given name and what follows it among words that begin with capitals."""
    if _NO_PERSON.search(words[-1]):
        return
    for place, word in enumerate(words[:-1]):
        if word.partition("-")[0].casefold() in GIVEN:
            end = start + len(" ".join(words))
            yield Finding(start + len(" ".join(words[:place])) + (place > 0), end, Kind.NAME)
            return
