"""Words about the health of somebody who is known.

A strategy is full of words about health, and so is what people say of it: "more for the young with
autism" is nobody's secret. What is found is a word about health close behind a person: the one who
writes, one of their own, or somebody named.
"""

from __future__ import annotations

import re

from retning.core.screening.findings import Finding, Found, Kind
from retning.core.screening.words import (
    GIVEN,
    HEALTH_STEMS,
    HEALTH_WORDS,
    KIN,
    MINE,
    PERSONS,
    STATES,
    THINKING,
)

_OTHERWISE = re.compile(
    r"bekræft|kræfter|kræftes|råd(?:et|ets|ene)?$|politik|venlig|forening|organisation|tilbud|center"
    r"|centret|område|plads|parkering|toilet|indsats|strategi|plan(?:en|er)?$|pleje|koordinator"
    r"|konsulent|medarbejder|afdeling|hospital"
)
"""Words that hold one about health and are about something else."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STEM = re.compile("|".join(sorted(HEALTH_STEMS)))
_ANY = re.compile(f"{_STEM.pattern}|{'|'.join(sorted(HEALTH_WORDS))}")
_END = re.compile(r"[.!?;:\n]")
_NEAR_KIN, _NEAR_PERSON = 8, 5
"""Words between a person and what is said of their health."""


def health_in(text: str) -> Found:
    """Words about health, close behind a person."""
    if _ANY.search(text.casefold()) is None:
        return
    start = 0
    for end in [*(found.end() for found in _END.finditer(text)), len(text)]:
        yield from _in_sentence(text, start, end)
        start = end


def _in_sentence(text: str, start: int, end: int) -> Found:
    words = list(_WORD.finditer(text, start, end))
    plain = [word[0].casefold() for word in words]
    for place, word in enumerate(words):
        if _is_health(plain[place]) and _is_somebodys(plain, [each[0] for each in words], place):
            yield Finding(word.start(), word.end(), Kind.HEALTH)


def _is_health(word: str) -> bool:
    is_one = word in HEALTH_WORDS or _STEM.search(word) is not None
    return is_one and _OTHERWISE.search(word) is None


def _is_somebodys(plain: list[str], said: list[str], place: int) -> bool:
    before = plain[max(0, place - _NEAR_KIN) : place]
    if before and before[-1] in MINE:
        return True  # "min depression"
    if any(_is_kin(before, at) for at in range(len(before))) and not THINKING & set(before):
        return True
    near = before[-_NEAR_PERSON:]
    names = said[max(0, place - len(near)) : place]
    return not THINKING & set(near) and any(
        (word in PERSONS or (word in GIVEN and name[:1].isupper())) and STATES & set(near[at + 1 :])
        for at, (word, name) in enumerate(zip(near, names, strict=True))
    )


def _is_kin(before: list[str], at: int) -> bool:
    """ "min søn", "min ældste søn"."""
    return before[at] in MINE and bool(KIN & set(before[at + 1 : at + 3]))
