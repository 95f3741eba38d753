"""Whether a target's unit is the indicator's: "mio. kr." is "kr.", "pct." is "%", "dage" are no
"kr.". Loose where people write freely, never across families."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum, auto
from fractions import Fraction


class Family(StrEnum):
    """What can be compared with each other."""

    SHARE = auto()
    MONEY = auto()
    MINUTES = auto()
    MONTHS = auto()
    WORKING_DAYS = auto()
    MASS = auto()
    ENERGY = auto()
    AREA = auto()
    VOLUME = auto()
    LENGTH = auto()
    INDEX = auto()
    COUNT = auto()


@dataclass(frozen=True, slots=True)
class Unit:
    """A family, how many of its base one is, and what for ("indbygger"), where it says so."""

    family: Family
    scale: Fraction = Fraction(1)
    per: str = ""


_SHARES = re.compile(r"%|pct\b|procent|percent|pp\b")
_PER_MILLE = re.compile(r"‰|promille|per mille")
_FRACTION = re.compile(r"(andel|fraktion|brøk|ratio|forhold|share|fraction)\Z")
_INDEX = re.compile(r"inde[kx]s?|index|point|karakter|score|skala|scale|[0-9]+ ?[-–] ?[0-9]+\b")
_PER = re.compile(r"(?:\b(?:pr|per)\b\.? ?|/ ?)(?P<number>[0-9][0-9.]*)? ?(?P<whom>.*)")
_MANY = re.compile(
    r"(?P<many>t(?=\.? ?kr)|1\.?000|tusinde?|mio|million(?:er)?|mia|milliard(?:er)?)\.? ?"
)
_HOW_MANY = (("mia", 10**9), ("milliard", 10**9), ("mi", 10**6))
_MONEY = re.compile(r"kr\b|kroner|danske kroner|dkk")
_INHABITANT = re.compile(r"indb|borger|capita|person|inhabitant|citizen")
_WORDS: tuple[tuple[str, Family, Fraction], ...] = (
    (r"arbejdsdag|hverdag|working day", Family.WORKING_DAYS, Fraction(1)),
    (r"minut|min\b", Family.MINUTES, Fraction(1)),
    (r"timer?\b|hour", Family.MINUTES, Fraction(60)),
    (r"dage?\b|døgn|kalenderdag|day", Family.MINUTES, Fraction(24 * 60)),
    (r"uger?\b|week", Family.MINUTES, Fraction(7 * 24 * 60)),
    (r"måned|month", Family.MONTHS, Fraction(1)),
    (r"år\b|year", Family.MONTHS, Fraction(12)),
    (r"kilo|kg\b", Family.MASS, Fraction(1)),
    (r"tons?\b|t\b", Family.MASS, Fraction(1000)),
    (r"g\b|gram", Family.MASS, Fraction(1, 1000)),
    (r"kwh\b", Family.ENERGY, Fraction(36, 10)),
    (r"mwh\b", Family.ENERGY, Fraction(3600)),
    (r"gwh\b", Family.ENERGY, Fraction(3_600_000)),
    (r"mj\b", Family.ENERGY, Fraction(1)),
    (r"gj\b", Family.ENERGY, Fraction(1000)),
    (r"tj\b", Family.ENERGY, Fraction(1_000_000)),
    (r"m²|m2\b|kvm\b|kvadratmeter", Family.AREA, Fraction(1)),
    (r"ha\b|hektar", Family.AREA, Fraction(10_000)),
    (r"km²|km2\b|kvadratkilometer", Family.AREA, Fraction(1_000_000)),
    (r"m³|m3\b|kubikmeter", Family.VOLUME, Fraction(1000)),
    (r"l\b|liter", Family.VOLUME, Fraction(1)),
    (r"km\b|kilometer", Family.LENGTH, Fraction(1000)),
    (r"m\b|meter", Family.LENGTH, Fraction(1)),
)
_KNOWN = tuple((re.compile(words), family, scale) for words, family, scale in _WORDS)


def unit_of(text: str) -> Unit:
    """The unit that a text names; what is not known is a count of something."""
    low = " ".join(text.lower().split())
    per = _PER.search(low)
    head, for_each, number = low, "", Fraction(1)
    if per:
        head, for_each = low[: per.start()].strip(), _whom(per["whom"])
        number = Fraction(int((per["number"] or "1").replace(".", "")) or 1)
    unit = _bare(head)
    if unit.family is Family.COUNT and number >= 100:
        return Unit(Family.SHARE, unit.scale / number)
    if unit.family is Family.SHARE:
        return unit
    return Unit(unit.family, unit.scale / number, for_each)


def _bare(head: str) -> Unit:
    if _SHARES.match(head):
        return Unit(Family.SHARE, Fraction(1, 100))
    if _PER_MILLE.match(head):
        return Unit(Family.SHARE, Fraction(1, 1000))
    if _FRACTION.match(head):
        return Unit(Family.SHARE)
    if many := _MANY.match(head):
        rest = _bare(head[many.end() :])
        return Unit(rest.family, rest.scale * _how_many(many["many"]))
    if _MONEY.match(head):
        return Unit(Family.MONEY)
    if _INDEX.match(head):
        return Unit(Family.INDEX)
    for words, family, scale in _KNOWN:
        if words.match(head):
            return Unit(family, scale)
    return Unit(Family.COUNT)


def _how_many(many: str) -> int:
    return next((times for word, times in _HOW_MANY if many.startswith(word)), 1000)


def _whom(whom: str) -> str:
    if _INHABITANT.match(whom):
        return "indbygger"
    first = whom.split(" ", maxsplit=1)[0] if whom else ""
    return first.rstrip(".,")[:4]


def factor(target: str, indicator: str) -> Fraction | None:
    """What a number in the target's unit is multiplied with to be in the indicator's; None where
    the two cannot be compared. A unit that is not said fits every other."""
    if not target or not indicator:
        return Fraction(1)
    asked, counted = unit_of(target), unit_of(indicator)
    if asked.family is not counted.family:
        return None
    if asked.per and counted.per and asked.per != counted.per:
        return None
    return asked.scale / counted.scale


def whole(indicator: str) -> Fraction | None:
    """What "all of them" is in an indicator's unit: 100 of per cent, 1 of a fraction; None where
    it is no share of anything."""
    unit = unit_of(indicator)
    if not indicator or unit.family is not Family.SHARE:
        return None
    return 1 / unit.scale


def is_a_scale(indicator: str) -> bool:
    """Whether marks on a scale can be counted in this unit."""
    return not indicator or unit_of(indicator).family is Family.INDEX
