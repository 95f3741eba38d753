"""Which municipality a text speaks of: patterns of wording, no list of names."""

# ruff: noqa: SIM905  (lists of words read best as words)
import re
from collections import Counter
from typing import NamedTuple

from retning.core.danish.patterns import pattern

_NAME = r"[A-ZÆØÅ][\wæøåéü]{2,30}(?:-[A-ZÆØÅ][\wæøåéü]{1,30})?"
_BY_OFFICE = pattern(
    rf"\b(?P<name>{_NAME})"
    # "Nordby / Kommune" may be parted by a line's end; a heading above "Byrådet …" is no name.
    r"(?:\s{1,3}(?:Kommunes?|kommunes?|KOMMUNES?)"
    r"|[ \u00a0]{1,3}(?:[Kk]ommunalbestyrelsen?|[Bb]yråd(?:et)?))\b"
)
_BY_PEOPLE = pattern(
    rf"\b(?:[Bb]orgerne?|[Bb]orgere|[Bb]ørn|[Uu]nge|[Vv]irksomheder(?:ne)?|[Ff]oreninger(?:ne)?)\s{{1,3}}i\s{{1,3}}"
    rf"(?P<name>{_NAME})\b"
)
_BY_PREPOSITION = pattern(rf"(?<=[\wæøå,] )(?:i|for|fra)\s(?P<name>{_NAME})\b")
_NOT_NAMES = frozenset(
    "vores jeres deres hele denne den det en enhver ingen hver danske andre alle som vi kære kaere "
    "region danmark europa kommune kommunen borgerservice juli juni maj marts april august "
    "andel andelen flere".split()
)
_SURE_FROM = 2


class NamedPlace(NamedTuple):
    """A municipality's name as the text gives it, where it first stands, and how sure we are."""

    name: str
    start: int
    end: int
    confidence: float


def municipality_in(text: str) -> NamedPlace | None:
    """The municipality that `text` names most, by "X Kommune", "borgerne i X", or "i X"."""
    return (
        _most_named(text, _BY_OFFICE, 0.6, 0.9)
        or _most_named(text, _BY_PEOPLE, 0.5, 0.7)
        or _most_named(text, _BY_PREPOSITION, 0.0, 0.4)
    )


def _most_named(text: str, named: re.Pattern[str], once: float, more: float) -> NamedPlace | None:
    counts: Counter[str] = Counter()
    places: dict[str, tuple[int, int]] = {}
    for found in named.finditer(text):
        name = found["name"]
        if name.casefold() in _NOT_NAMES:
            continue
        plain = name.title() if name.isupper() else name
        counts[plain] += 1
        places.setdefault(plain, found.span("name"))
    if not counts:
        return None
    name, count = counts.most_common(1)[0]
    confidence = more if count >= _SURE_FROM else once
    return NamedPlace(name, *places[name], confidence) if confidence else None
