"""Municipalities by code and by the many ways in which their names are written."""

from __future__ import annotations

from functools import cache

from retning.apps.organisation.sources import municipality_facts
from retning.core.benchmark.figures import COUNTRY

_COUNTRY = ("hele landet", "danmark", "all denmark", "denmark", "landet", "hele danmark")
# Beside the municipality's name: English, before a change of name, and as people shorten it.
_OTHERS = {
    "101": ("copenhagen", "kbh"),
    "169": ("høje taastrup", "høje tåstrup"),
    "173": ("lyngby taarbæk", "lyngby tårbæk"),
    "400": ("bornholms regionskommune",),
    "430": ("faaborg midtfyn", "fåborg midtfyn"),
    "480": ("nordfyn",),
    "756": ("ikast brande",),
    "760": ("ringkøbing skjern",),
    "820": ("vesthimmerland",),
}
_NOT_MUNICIPALITIES = {"411", "997", "998"}
"""Christiansø, abroad, not stated: in some tables beside the municipalities."""


@cache
def codes() -> frozenset[str]:
    """The codes of the 98."""
    return frozenset(fact.code for fact in municipality_facts())


@cache
def names() -> dict[str, str]:
    """Names by code."""
    return {fact.code: fact.name for fact in municipality_facts()}


def area_of_code(text: str) -> str | None:
    """The code of a municipality or the country as a table writes it (`187`, `0187`, `000`), or
    None for what is neither (regions, provinces, Christiansø, abroad).

    >>> area_of_code("0187"), area_of_code("084"), area_of_code("411")
    ('187', None, None)
    """
    if text == COUNTRY:
        return COUNTRY
    code = text[1:] if len(text) == 4 and text.startswith("0") else text
    return code if code in codes() else None


def is_other_area(text: str) -> bool:
    """Whether it is a code that Statistics Denmark uses for something that is no municipality:
    a region (`081` to `085`), a province (`01` to `11`), Christiansø, abroad, not stated."""
    if text in _NOT_MUNICIPALITIES:
        return True
    digits = text.isascii() and text.isdigit()
    return digits and (len(text) == 2 or (len(text) == 3 and text.startswith("08")))


def area_of_name(text: str) -> str | None:
    """The code that a name stands for, or None.

    >>> area_of_name("Vallensbæk Kommune"), area_of_name("Århus"), area_of_name("Hele landet")
    ('187', '751', '000')
    """
    return _by_name().get(_folded(text))


def _folded(text: str) -> str:
    """Without capitals, double spaces and the word municipality."""
    words = text.casefold().replace("\N{NO-BREAK SPACE}", " ").split()
    kept = [word for word in words if word not in {"kommune", "municipality"}]
    return " ".join(kept).strip(" .*")


@cache
def _by_name() -> dict[str, str]:
    found = dict.fromkeys(_COUNTRY, COUNTRY)
    for fact in municipality_facts():
        for name in (fact.name, fact.official_name, *_OTHERS.get(fact.code, ())):
            folded = _folded(name)
            found[folded] = fact.code
            found.setdefault(folded.replace("aa", "å"), fact.code)
            found.setdefault(_without_danish(folded), fact.code)
            # The genitive of the official name: "Københavns Kommune", "Vallensbæks".
            found.setdefault(f"{folded}s", fact.code)
    return found


def _without_danish(text: str) -> str:
    return text.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
