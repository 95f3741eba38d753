"""One movement with several years: "mindst 55 % i 2025, 82 % i 2030 og neutral i 2048"."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from retning.core.danish.dates import Moment, Role
from retning.core.danish.numbers import Form, Quantity
from retning.core.danish.patterns import pattern
from retning.core.targets.kinds import Change, Comparator, Level, SurveyLevel, Target
from retning.core.targets.reading.amounts import is_survey
from retning.core.targets.reading.candidates import Candidate, Place, built, exact
from retning.core.targets.reading.clauses import read_clause
from retning.core.targets.reading.deeds import NEUTRAL
from retning.core.targets.reading.phrases import share_of
from retning.core.targets.reading.signs import MULTIPLE
from retning.core.targets.reading.view import View, when_of

_NOTHING = pattern(r"\b(?:er|være|blive|på|til)\s(?P<nought>nul|0)\b(?!\s?[,%\d])")
_EDGE = " ,;:.-"
_OF = pattern(r"\saf\s")
_NEAR = 14
"""Characters between a figure and its year, at most."""


class _Step(NamedTuple):
    """A figure (None: a multiple, zero: neutral or nothing) and the year that belongs to it."""

    place: Place
    when: Moment
    value: Decimal | None


def series(view: View) -> list[Candidate]:
    """The targets of a sentence that names a figure for each of several years; empty else."""
    steps = sorted(_steps(view), key=lambda each: each.place)
    years = {each.when.year for each in steps}
    if len(steps) < 2 or len(years) < len(steps):
        return []
    first, second = steps[0], steps[1]
    leads = first.when.start < first.place[0]
    stop = min(second.place[0], second.when.start) if leads else first.when.end
    base = read_clause(View(view.text[:stop]))
    if base is None or not isinstance(base.target, Change | Level | SurveyLevel):
        return []
    base.evidence["deadline"] = (first.when.start, first.when.end)
    last = steps[-1].place[1]
    if leads and not view.low[first.place[1] : stop].strip(_EDGE) and _OF.match(view.low, last):
        base.indicator = share_of(view, last + 1)
        if isinstance(base.target, Level) and is_survey(view, base.indicator):
            level = base.target
            base.target = SurveyLevel(level.comparator, level.value, level.unit, by=level.by)
    return [base, *_later(base, steps[1:])]


def _later(base: Candidate, steps: list[_Step]) -> Iterator[Candidate]:
    for step in steps:
        evidence = base.evidence | {"value": step.place}
        evidence["deadline"] = (step.when.start, step.when.end)
        if target := _at(base.target, step):
            yield Candidate(target, base.confidence, base.indicator, evidence)


def _at(base: Target, step: _Step) -> Target | None:
    by, value = when_of(step.when), step.value
    if value is None:
        return None
    if value == 0:
        return built(lambda: Level(Comparator.AT_MOST, Decimal(0), by=by))
    match base:
        case Change():
            return built(lambda: replace(base, size=value, by=by))
        case Level() | SurveyLevel():
            return built(lambda: replace(base, value=value, by=by))
        case _:
            return None


def _steps(view: View) -> Iterator[_Step]:
    dated = [each for each in view.moments if each.role is Role.DEADLINE and each.year]
    if len(dated) < 2:
        return
    places: list[tuple[Place, Decimal | None]] = [
        ((each.start, each.end), _amount(each))
        for each in view.quantities
        if each.form in {Form.PERCENT, Form.PLAIN, Form.POINTS}
    ]
    places += [(found.span(), None) for found in MULTIPLE.finditer(view.low)]
    places += [(found.span(), Decimal(0)) for found in NEUTRAL.finditer(view.low)]
    places += [(found.span("nought"), Decimal(0)) for found in _NOTHING.finditer(view.low)]
    places.sort(key=lambda each: each[0])
    yield from _behind_years(places, dated) or _before_years(places, dated)


_Figure = tuple[Place, Decimal | None]


def _before_years(places: list[_Figure], dated: list[Moment]) -> Iterator[_Step]:
    """ "55 % i 2025, 82 % i 2030": every figure with the year that follows it."""
    taken: set[int] = set()
    for place, value in places:
        when = next((m for m in dated if 0 <= m.start - place[1] <= _NEAR), None)
        if when is not None and when.start not in taken:
            taken.add(when.start)
            yield _Step(place, when, value)


def _behind_years(places: list[_Figure], dated: list[Moment]) -> list[_Step]:
    """ "I 2026: 55 %, i 2030: 82 %": every year with the one figure before the next year, where
    that uses every figure; empty else."""
    if len(places) != len(dated):
        return []
    steps = [_Step(place, when, value) for (place, value), when in zip(places, dated, strict=True)]
    for at, step in enumerate(steps):
        gap = step.place[0] - step.when.end
        if gap < 0 or (at and gap > _NEAR) or (at and step.when.start < steps[at - 1].place[1]):
            return []
    return steps


def _amount(quantity: Quantity) -> Decimal:
    return exact(quantity.value, 100)
