"""Targets in the label words of the corpus and of `retning read --json`."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from retning.core.targets.kinds import (
    Among,
    Best,
    Change,
    Compare,
    Deadline,
    Direction,
    Horizon,
    Judged,
    Level,
    Measure,
    Milestone,
    Quantile,
    Rank,
    Ratio,
    Scope,
    SurveyLevel,
    Target,
    kind_of,
)  # fmt: skip
from retning.core.targets.polarity import polarity
from retning.core.targets.readings import Found, Reading


def as_label(found: Found) -> dict[str, Any]:
    """One target as JSON has it: every field is there, None where the text does not say it.

    `value` is a number: a percentage 25 with unit "%", a ratio 0.7 with unit "ratio", a rank with
    unit "plads". `direction` is the wished movement of the indicator, `deadline` a year as text.
    """
    target = found.target
    label: dict[str, Any] = {
        "kind": kind_of(target).value,
        "direction": _direction(target, found.indicator),
        "value": None,
        "unit": None,
        "baseline": None,
        "deadline": None,
        "population": None,
        "indicator_phrase": found.indicator or None,
        "comparator": None,
        "confidence": round(found.confidence, 3),
    }
    label.update(_figures(target))
    if isinstance(target, Level | SurveyLevel) and "comparator" not in found.evidence:
        label["comparator"] = None
    by = getattr(target, "by", None)
    if isinstance(by, Deadline):
        label["deadline"] = str(by.year)
    if isinstance(by, Horizon):
        label["horizon_years"] = by.years
    return label


def as_labels(reading: Reading) -> list[dict[str, Any]]:
    """Every target of a reading as JSON has it, in reading order."""
    return [as_label(found) for found in reading.targets]


def _direction(target: Target, indicator: str) -> str | None:
    told: Direction | None
    match target:
        case Level(comparator=comparator) | SurveyLevel(comparator=comparator):
            told = comparator.direction
        case Ratio(comparator=comparator):
            told = comparator.direction
        case Compare(comparator=comparator):
            told = comparator.direction if comparator else polarity(indicator) or Direction.UP
        case Change(direction=direction):
            told = direction
        case Rank(best=best) | Quantile(best=best):
            told = _ENDS[best]
        case Milestone() | Judged():
            told = None
    if told is Direction.BETTER:
        told = polarity(indicator) or Direction.UP
    return told.value if told else None


_ENDS = {Best.LOWEST: Direction.DOWN, Best.HIGHEST: Direction.UP, Best.BEST: Direction.BETTER}


def _figures(target: Target) -> dict[str, Any]:
    match target:
        case Level():
            return _threshold(target) | {"unit": target.unit or None}
        case SurveyLevel(scale=scale):
            unit = f"skala {scale[0]}-{scale[1]}" if scale else target.unit or None
            return _threshold(target) | {"unit": unit, "scale": list(scale) if scale else None}
        case Ratio(num=num, den=den):
            return {
                "value": round(num / den, 4),
                "unit": "ratio",
                "num": num,
                "den": den,
                "comparator": target.comparator.value,
            }
        case Change():
            return _change(target)
        case Rank(at_most=place, among=among):
            return {"value": place, "unit": "plads", "population": _among(among)}
        case Quantile(share=share, among=among):
            return {"value": _number(share * 100), "unit": "%", "population": _among(among)}
        case Compare(margin=margin, unit=unit, among=among, comparator=relation):
            value = _number(abs(margin)) if margin is not None else None
            return {
                "value": value, "unit": unit or None, "population": _among(among),
                "comparator": relation.value if relation else None,
            }  # fmt: skip
        case Milestone() | Judged():
            return {}


def _threshold(target: Level | SurveyLevel) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "value": _number(target.value),
        "comparator": target.comparator.value,
    }
    if target.baseline is not None:
        figures["baseline"] = _number(target.baseline)
    if target.baseline_year is not None:
        figures["baseline_year"] = target.baseline_year
    return figures


def _change(target: Change) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    if target.baseline_year is not None:
        figures["baseline_year"] = target.baseline_year
    if target.size is None:
        return figures
    figures |= {"value": _number(target.size), "unit": target.unit or None}
    figures["comparator"] = ">=" if target.at_least else None
    figures["value_type"] = "per_year" if target.is_yearly else _MEASURES[target.measure]
    if target.is_yearly:
        figures["per"] = "år"
    return figures


_MEASURES = {Measure.RELATIVE: "delta_rel", Measure.ABSOLUTE: "delta_abs", None: None}


def _among(among: Among) -> str:
    return among.name if among.scope is Scope.GROUP else among.scope.value


def _number(value: Decimal | Fraction) -> int | float:
    exact = Fraction(value)
    return int(exact) if exact.denominator == 1 else round(float(exact), 4)
