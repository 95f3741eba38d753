"""Which indicators a goal's phrase most likely speaks of, and why: a person confirms one of them.

Words are compared by stems and parts of compounds ("ungeledighed" is a kind of "ledighed"); a word
that many indicators share says little. An indicator answers by one of its names: its own, or one
of the other words people use for it; its definition helps. Where nothing answers well enough there
is no suggestion: then there is no national source for it here, and the page says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from retning.core.danish.compounds import Asked, Kin, kin
from retning.core.danish.stems import plain_word, stem, tokens
from retning.core.targets.kinds import Kind

ENOUGH = 0.5
"""A suggestion scores at least this, of 1; chosen on phrases that the tests name as seen."""
LONGEST = 600
"""Characters of a phrase that are read."""

# ruff: noqa: SIM905  (lists of words read best as words)
_SILENT = frozenset(
    """
    af ad alle alt altid at blandt blive bliver da de dem den denne der deres det dette du efter
    en end er et flere flest for fra frem færre gennem get gives gør ha han har have her hos hun
    hver hvor i ikke ind inden jo kan kommer kun langs man med mellem men mere mest mindre mindst
    mod må ned nu når næste og også om op os over per pr på sammen samt ses sig sin sit ske skal
    skulle som stadig så til ud under undgå uden ved vi vil vores være været å år året årene
    højst hvis egen eget egne ligge ligger står stå går gå får få
    """.split()
)
# What goals say of whatever they are about; next to no sign of what it is.
_WEAK = frozenset(
    stem(plain_word(word))
    for word in """
    andel antal borger borgere kommune kommunen kommunens kommunale indbygger indbyggere menneske
    person personer mængde niveau gennemsnit gennemsnitlig samlet procent pct stigning stigende
    stige falde fald øge øges reducere reduceres bedre bedste god godt høj høje højere højeste lav
    lave lavere laveste top plads land landet landets landsplan danske danmark region regionen mål
    målsætning udvikling ny nye stor store mulig muligt sikre skabe styrke forbedring forbedre
    forbedres opleve oplever føler føle mener område områder tal omfang del provenu række måde
    """.split()
)
_WEAK_WEIGHT = 0.12
_AGE_WEIGHT = 0.3
_FEW = 100
_DEFINITION = 0.6
_NEAR = {Kin.SAME: 1.0, Kin.HEAD: 0.8, Kin.MODIFIER: 0.55, Kin.INSIDE: 0.3}
# A short word stands in many others by chance: "hold" in "vedligehold".
_SHORT, _SHORT_SAYS = 4, 0.7
_SURELY = 0.5
_UNIT = re.compile(r"[^\W\d_]+|%|‰|²|³")
_UNITS: Mapping[str, str] = {
    "pct": "%", "procent": "%", "procentpoint": "%", "percent": "%", "krone": "kr", "kroner": "kr",
    "dkk": "kr", "m": "m", "kvadratmeter": "m", "døgn": "dag", "dage": "dag", "days": "dag",
}  # fmt: skip
_LARGE = frozenset(("mio", "mia", "million", "millioner", "milliard", "milliarder", "tusind"))
_OF_PEOPLE = frozenset((Kind.SURVEY_LEVEL, Kind.QUALITATIVE))
_AMONG_OTHERS = frozenset((Kind.RANK, Kind.QUANTILE, Kind.COMPARE))


@dataclass(frozen=True)
class Linkable:
    """An indicator as far as its words go. `words`: other names people use for it. `is_asked`:
    people answer (a survey). `is_national`: there are figures of all municipalities."""

    code: str
    name: str
    words: tuple[str, ...] = ()
    definition: str = ""
    unit: str = ""
    is_asked: bool = False
    is_national: bool = True


class GroundKind(StrEnum):
    """Why an indicator is suggested; the doors turn each into a sentence."""

    WORDS = "words"  # both say these words
    KIN = "kin"  # words of the same family: ungeledighed, ledighed
    DEFINITION = "definition"  # its definition says these words
    UNIT = "unit"  # counted in the same unit
    OTHER_UNIT = "other_unit"  # counted in another unit
    ASKED = "asked"  # both are what people answer


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason; `words` of the phrase, as they stand there."""

    kind: GroundKind
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An indicator that a phrase may speak of. `score` is 0 to 1 and orders suggestions only."""

    code: str
    score: float
    reasons: tuple[Ground, ...]


def likeliest(
    phrase: str,
    indicators: Iterable[Linkable],
    *,
    unit: str = "",
    kind: Kind | None = None,
    limit: int = 3,
) -> tuple[Suggestion, ...]:
    """The indicators that `phrase` most likely speaks of, the likeliest first; none where none is
    near enough. `unit` and `kind` are those of the target that was read, where it was."""
    index = _index_of(tuple(indicators))
    asked = _asked(phrase[:LONGEST], index)
    if not asked:
        return ()
    found = []
    for place in index.candidates(asked):
        suggestion = _judged(asked, index.read[place], index, unit, kind)
        if suggestion.score >= ENOUGH:
            found.append(suggestion)
    found.sort(key=lambda each: (-each.score, each.code))
    return tuple(found[:limit])


@dataclass(frozen=True)
class _Read:
    """An indicator's stems: of each of its names, and of its definition."""

    indicator: Linkable
    names: tuple[tuple[str, ...], ...]
    definition: frozenset[str]


class _Index:
    """All indicators read once: who says a stem, and how much the stem says."""

    def __init__(self, indicators: Sequence[Linkable]) -> None:
        self.read = [_read(each) for each in indicators]
        self.saying: dict[str, set[int]] = {}
        for place, each in enumerate(self.read):
            for said in {*each.definition, *(word for name in each.names for word in name)}:
                self.saying.setdefault(said, set()).add(place)
        self._near: dict[str, dict[str, float]] = {}
        # Of few indicators, what several say may still tell them from what is not there.
        self.many = 1 + max(len(self.read), _FEW)

    def weight(self, said: str) -> float:
        """How much a stem tells, 0 to 1: less the more indicators say it."""
        if said in _WEAK:
            return _WEAK_WEIGHT
        if said.isdigit():  # an age: it tells bands apart, and nothing else
            return _AGE_WEIGHT
        said_by = len(self.saying.get(said, ()))
        return max(_WEAK_WEIGHT, math.log(self.many / (1 + said_by)) / math.log(self.many))

    def near(self, asked: str) -> dict[str, float]:
        """The stems of indicators that answer to a stem, and how nearly, 0 to 1."""
        if asked not in self._near:
            if len(self._near) > 5_000:  # phrases are people's: there is no end of words
                self._near.clear()
            self._near[asked] = _nearness(asked, self.saying)
        return self._near[asked]

    def candidates(self, asked: Iterable[_Word]) -> list[int]:
        """Which indicators answer to any telling word at all."""
        found: set[int] = set()
        for word in asked:
            if word.stem not in _WEAK:
                for said in self.near(word.stem):
                    found |= self.saying[said]
        return sorted(found)


@lru_cache(maxsize=16)
def _index_of(indicators: tuple[Linkable, ...]) -> _Index:
    return _Index(indicators)


def _read(indicator: Linkable) -> _Read:
    names = (_stems(name) for name in (indicator.name, *indicator.words))
    definition = frozenset(_stems(indicator.definition))
    return _Read(indicator, tuple(dict.fromkeys(name for name in names if name)), definition)


def _stems(text: str) -> tuple[str, ...]:
    words = (token.word for token in tokens(text))
    return tuple(dict.fromkeys(stem(word) for word in words if word not in _SILENT))


@lru_cache(maxsize=20_000)
def _as_asked(word: str) -> Asked:
    return Asked(word)


def _nearness(asked: str, vocabulary: Iterable[str]) -> dict[str, float]:
    """Both ways: "ledighed" is in "ungeledighed", and "ungeledighed" is a kind of "ledighed"."""
    one = _as_asked(asked)
    found = {}
    for said in vocabulary:
        if said == asked:
            found[said] = 1.0
        elif said[:3] == asked[:3] or said in asked or asked in said or said[-4:] == asked[-4:]:
            there = _NEAR.get(kin(one, said) or Kin.DERIVED, 0.0) if len(asked) > 3 else 0.0
            back = _NEAR.get(kin(_as_asked(said), asked) or Kin.DERIVED, 0.0)
            nearness = max(there, back if len(said) > 3 else 0.0)
            if min(len(said), len(asked)) <= _SHORT:
                nearness *= _SHORT_SAYS
            if nearness:
                found[said] = nearness
    return found


@dataclass(frozen=True, slots=True)
class _Word:
    """A telling word of a phrase: as it stands there, its stem, how much it says."""

    text: str
    stem: str
    weight: float


def _asked(phrase: str, index: _Index) -> list[_Word]:
    found: dict[str, _Word] = {}
    for token in tokens(phrase):
        if token.word in _SILENT or (token.word.isdigit() and len(token.word) != 2):
            continue
        said = stem(token.word)
        weight = index.weight(said)
        if not index.near(said) and said not in _WEAK:
            weight = 0.6  # nobody says it: it may be all that matters, or an aside
        found.setdefault(said, _Word(phrase[token.start : token.end], said, weight))
    return list(found.values())


def _judged(
    asked: Sequence[_Word], read: _Read, index: _Index, unit: str, kind: Kind | None
) -> Suggestion:
    own = {word for name in read.names for word in name}
    near = [_best(index.near(word.stem), own) for word in asked]
    told = [_best(index.near(word.stem), read.definition) * _DEFINITION for word in asked]
    weights = [word.weight for word in asked]
    said = sum(w * max(n, t) for w, n, t in zip(weights, near, told, strict=True))
    heard = said / (sum(weights) or 1.0)
    named, name = max(
        ((_named(asked, each, index), each) for each in read.names), default=(0.0, ())
    )
    score = 0.6 * named + 0.4 * heard
    grounds = list(_grounds(asked, name, read, index))
    bonus, more = _beside(read.indicator, unit, kind)
    return Suggestion(
        read.indicator.code, round(min(1.0, max(0.0, score + bonus)), 4), (*grounds, *more)
    )


def _best(near: Mapping[str, float], among: Iterable[str]) -> float:
    return max((near.get(each, 0.0) for each in among), default=0.0)


def _named(asked: Sequence[_Word], name: Sequence[str], index: _Index) -> float:
    """How much of one of an indicator's names the phrase says, less for a name that says little."""
    weights = [index.weight(each) for each in name]
    said = [max(index.near(word.stem).get(each, 0.0) for word in asked) for each in name]
    found = sum(w * s for w, s in zip(weights, said, strict=True))
    return found / (sum(weights) or 1.0) * min(1.0, 0.35 + 0.65 * found / 0.7)


def _grounds(
    asked: Sequence[_Word], name: Sequence[str], read: _Read, index: _Index
) -> Iterable[Ground]:
    telling = [word for word in asked if word.stem not in _WEAK]
    same = tuple(word.text for word in telling if word.stem in name)
    akin = tuple(
        word.text
        for word in telling
        if word.stem not in name and _best(index.near(word.stem), name) >= _SURELY
    )
    defined = tuple(
        word.text
        for word in telling
        if word.text not in {*same, *akin} and word.stem in read.definition
    )
    for kind, words in (
        (GroundKind.WORDS, same),
        (GroundKind.KIN, akin),
        (GroundKind.DEFINITION, defined),
    ):
        if words:
            yield Ground(kind, words)


def _beside(indicator: Linkable, unit: str, kind: Kind | None) -> tuple[float, list[Ground]]:
    """What the unit and the kind of the target add to the words, and why."""
    bonus, grounds = 0.0, []
    asked_for, own = _unit(unit), _unit(indicator.unit)
    if asked_for and own:
        same = asked_for == own
        bonus += 0.08 if same else -0.12
        grounds.append(Ground(GroundKind.UNIT if same else GroundKind.OTHER_UNIT))
    if kind in _OF_PEOPLE and indicator.is_asked:
        bonus += 0.08
        grounds.append(Ground(GroundKind.ASKED))
    if kind in _AMONG_OTHERS and not indicator.is_national:
        bonus -= 0.05
    return bonus, grounds


def _unit(unit: str) -> str:
    """What a unit counts, however it is written: "mio. kr." and "kr. pr. indb." count "kr"."""
    for part in _UNIT.findall(plain_word(unit) if " " not in unit else unit.casefold()):
        if part not in _LARGE:
            return _UNITS.get(part, stem(part) if part.isalpha() else part)
    return ""
