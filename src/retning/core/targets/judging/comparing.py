"""Against others: their published figure, else their mean by inhabitants, else the plain mean."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from retning.core.benchmark.averages import can_be_average, plain_mean, weighted_mean
from retning.core.benchmark.coverage import covers
from retning.core.benchmark.figures import COUNTRY
from retning.core.benchmark.peers import MUNICIPALITIES, municipalities
from retning.core.targets.judging.amounts import beside, in_units
from retning.core.targets.judging.basis import Basis, CannotTell, exact, municipal_figures
from retning.core.targets.judging.groups import members
from retning.core.targets.kinds import Among, Comparator, Compare, Direction, Scope
from retning.core.targets.verdicts import Mean, Reason, Verdict


def judge_compare(target: Compare, basis: Basis) -> Verdict:
    """The municipality's figure beside the others', with the margin added to theirs."""
    others, mean, coverage = others_figure(target.among, basis)
    known: dict[str, Any] = {"against": exact(others), "mean": mean, "coverage": coverage}
    margin = _margin(target, others, basis)
    if target.comparator is not None:
        return beside(basis, target.comparator, others + margin, **known)
    if target.margin is not None:
        return _within(basis, others, margin, known)
    return _level_with(basis, others, known)


def _margin(target: Compare, others: Fraction, basis: Basis) -> Fraction:
    if target.margin is None:
        return Fraction(0)
    if target.unit == "%":
        return abs(others) * Fraction(target.margin) / 100
    return Fraction(target.margin) * in_units(target.unit, basis.measured)


def _within(basis: Basis, others: Fraction, margin: Fraction, known: dict[str, Any]) -> Verdict:
    apart = abs(basis.value - others) - margin
    nearest = others + margin if basis.value > others else others - margin
    return basis.held(apart <= 0, threshold=exact(nearest), gap=exact(apart), **known)


def _level_with(basis: Basis, others: Fraction, known: dict[str, Any]) -> Verdict:
    """Level with others is to have their figure as it is published, or a better one where the
    indicator has a better end."""
    asked = rounded(others, basis.panel.decimals)
    match basis.measured.polarity:
        case Direction.UP:
            return beside(basis, Comparator.AT_LEAST, asked, **known)
        case Direction.DOWN:
            return beside(basis, Comparator.AT_MOST, asked, **known)
        case _:
            return _within(basis, asked, Fraction(0), known)


def rounded(number: Fraction, decimals: int) -> Fraction:
    """To so many decimals, halves away from zero as published figures are."""
    scaled = abs(number) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if number >= 0 else -whole, 10**decimals)


def others_figure(among: Among, basis: Basis) -> tuple[Fraction, Mean, tuple[int, int] | None]:
    """The figure compared with, which average it is, and of how many it is made (None where it is
    published). Raises CannotTell: no_group, coverage, no_average."""
    measured, panel = basis.measured, basis.panel
    figures = municipal_figures(panel, basis.period)
    group = members(among, measured.municipality, measured.peers)
    is_total = False
    if group is None:
        published = panel.at(COUNTRY, basis.period).value
        if published is not None:
            scaled = Fraction(published) * 10**panel.decimals
            is_total = len(figures) > 1 and not can_be_average(int(scaled), figures.values())
            if not is_total:
                return Fraction(published), Mean.PUBLISHED, None
        everybody = len(municipalities(panel.areas))
        of = everybody if everybody > 1 else MUNICIPALITIES
    else:
        # Neighbours are others; of a region or a group one is a part.
        group = group - {measured.municipality} if among.scope is Scope.NEIGHBOURS else group
        figures = {area: figures[area] for area in sorted(group) if area in figures}
        of = len(group)
    if not covers(len(figures), of):
        raise CannotTell(Reason.COVERAGE, coverage=(len(figures), of))
    unscaled = Fraction(1, 10**panel.decimals)
    weighted = None if is_total else weighted_mean(figures, measured.population)
    if weighted is not None:
        return weighted * unscaled, Mean.WEIGHTED, (len(figures), of)
    plain = plain_mean(figures.values())
    if plain is None:
        raise CannotTell(Reason.NO_AVERAGE)
    return plain * unscaled, Mean.PLAIN, (len(figures), of)
