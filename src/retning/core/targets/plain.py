"""Targets as plain values for JSON, and back, exactly.

`{"kind": "level", "comparator": ">=", "value": "85", "unit": "%", "baseline": null, ...}`: every
field of the kind; numbers with decimals and shares as text ("8.5", "1/3"), enums as their values,
a deadline as `{"year": 2025, "month": null, "day": null}`, `{"years": 4}` or `{"term": "council"}`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar

from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import (
    KINDS,
    Among,
    Best,
    Comparator,
    CouncilTerm,
    Deadline,
    Direction,
    Horizon,
    Kind,
    Measure,
    Scope,
    Target,
    To,
    When,
    kind_of,
)

Plain: TypeAlias = dict[str, Any]
"""What `json.dumps` takes."""

_TERM = "council"
_DECIMAL = pattern(r"-?\d{1,40}(\.\d{1,40})?(E[+-]?\d{1,3})?", re.ASCII)
_FRACTION = pattern(r"\d{1,10}/\d{1,10}", re.ASCII)
Member = TypeVar("Member", bound=Enum)


class NoSuchTarget(ValueError):
    """Plain values that are no target; the message is for developers and names the field."""


def as_plain(target: Target) -> Plain:
    """The target as values that JSON knows."""
    values = {one.name: _as_plain(getattr(target, one.name)) for one in fields(target)}
    return {"kind": kind_of(target).value, **values}


def from_plain(plain: object) -> Target:
    """The target again; raises `NoSuchTarget` for everything that is none. A field that has a
    default may be missing."""
    if not isinstance(plain, Mapping):
        raise NoSuchTarget("a target is an object")
    values = dict(plain)
    kind = _member(Kind, values.pop("kind", None), "kind")
    made = next(type_ for type_, its_kind in KINDS.items() if its_kind is kind)
    known = {one.name for one in fields(made)}
    if not values.keys() <= known:
        raise NoSuchTarget(
            f"{kind.value}: unknown fields {sorted(map(str, values.keys() - known))}"
        )
    read: dict[str, Any] = {name: _READ[name](value, name) for name, value in values.items()}
    if kind is Kind.MILESTONE and not isinstance(read.get("by"), Deadline):
        raise NoSuchTarget("milestone: a deadline is expected")
    if kind is not Kind.COMPARE and read.get("comparator", Comparator.AT_LEAST) is None:
        raise NoSuchTarget(f"{kind.value}: a comparator is expected")
    try:
        return made(**read)
    except (TypeError, ValueError) as refused:
        raise NoSuchTarget(f"{kind.value}: {refused}") from None


def _as_plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case Decimal() | Fraction():
            return (
                f"{value.numerator}/{value.denominator}"
                if isinstance(value, Fraction)
                else str(value)
            )
        case tuple():
            return list(value)
        case CouncilTerm():
            return {"term": _TERM}
        case Deadline() | Horizon() | Among():
            return {one.name: _as_plain(getattr(value, one.name)) for one in fields(value)}
        case _:
            return value


def _member(enum: type[Member], value: object, name: str) -> Member:
    for member in enum:
        if isinstance(value, str) and member.value == value:
            return member
    raise NoSuchTarget(f"{name}: {value!r:.60} is none of {[each.value for each in enum]}")


def _enum(enum: type[Member]) -> Callable[[object, str], Member]:
    return lambda value, name: _member(enum, value, name)


def _or_none(read: Callable[[object, str], object]) -> Callable[[object, str], object]:
    return lambda value, name: None if value is None else read(value, name)


def _whole(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise NoSuchTarget(f"{name}: a whole number is expected")
    return value


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise NoSuchTarget(f"{name}: text is expected")
    return value


def _truth(value: object, name: str) -> bool:
    if not isinstance(value, bool):
        raise NoSuchTarget(f"{name}: true or false is expected")
    return value


def _number(value: object, name: str) -> Decimal:
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        raise NoSuchTarget(f"{name}: a number written as text is expected")
    return Decimal(value)


def _share(value: object, name: str) -> Fraction:
    if not isinstance(value, str) or not _FRACTION.fullmatch(value) or not int(value.split("/")[1]):
        raise NoSuchTarget(f'{name}: a share written as "1/3" is expected')
    return Fraction(value)


def _scale(value: object, name: str) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise NoSuchTarget(f"{name}: two whole numbers are expected")
    return _whole(value[0], name), _whole(value[1], name)


def _object(value: object, name: str, required: set[str], known: set[str]) -> dict[str, object]:
    if not isinstance(value, Mapping) or not required <= value.keys() <= known:
        raise NoSuchTarget(f"{name}: an object with {sorted(known)} is expected")
    return dict(value)


def _among(value: object, name: str) -> Among:
    found = _object(value, name, {"scope"}, {"scope", "name"})
    scope = _member(Scope, found["scope"], name)
    return _built(name, lambda: Among(scope, _text(found.get("name", ""), name)))


def _when(value: object, name: str) -> When:
    if isinstance(value, Mapping) and "term" in value:
        if dict(value) != {"term": _TERM}:
            raise NoSuchTarget(f"{name}: the term is the council's")
        return CouncilTerm()
    if isinstance(value, Mapping) and "years" in value:
        years = _whole(_object(value, name, {"years"}, {"years"})["years"], name)
        return _built(name, lambda: Horizon(years))
    found = _object(value, name, {"year"}, {"year", "month", "day"})
    month, day = (
        None if found.get(part) is None else _whole(found[part], name) for part in ("month", "day")
    )
    return _built(name, lambda: Deadline(_whole(found["year"], name), month, day))


Built = TypeVar("Built")


def _built(name: str, build: Callable[[], Built]) -> Built:
    try:
        return build()
    except NoSuchTarget:
        raise
    except (ValueError, OverflowError) as refused:
        raise NoSuchTarget(f"{name}: {refused}") from None


_READ: dict[str, Callable[[object, str], object]] = {
    "comparator": _or_none(_enum(Comparator)),
    "value": _number,
    "unit": _text,
    "baseline": _or_none(_number),
    "baseline_year": _or_none(_whole),
    "by": _or_none(_when),
    "num": _whole,
    "den": _whole,
    "scale": _or_none(_scale),
    "direction": _enum(Direction),
    "size": _or_none(_number),
    "measure": _or_none(_enum(Measure)),
    "is_yearly": _truth,
    "at_least": _truth,
    "at_most": _whole,
    "best": _enum(Best),
    "among": _among,
    "share": _share,
    "to": _enum(To),
    "margin": _or_none(_number),
    "by_whom": _text,
    "every_years": _or_none(_whole),
}
