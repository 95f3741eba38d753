"""Ranks and quantiles: the municipality's place among those compared."""

from __future__ import annotations

from decimal import Decimal

from retning.core.benchmark.coverage import covers
from retning.core.benchmark.peers import MUNICIPALITIES, municipalities
from retning.core.benchmark.ranking import asked_for, cut_of, place_of
from retning.core.targets.judging.basis import Basis, CannotTell, municipal_figures
from retning.core.targets.judging.groups import members
from retning.core.targets.kinds import Among, Best, Comparator, Direction, Quantile, Rank
from retning.core.targets.verdicts import Measured, Reason, Standing, Ties, Verdict


def judge_standing(target: Rank | Quantile, basis: Basis) -> Verdict:
    """Whether the rank is inside the cut."""
    lowest = is_lowest_best(target.best, basis.measured)
    figures, of = compared(target.among, basis)
    known = len(figures)
    if not covers(known, of):
        raise CannotTell(Reason.COVERAGE, coverage=(known, of))
    cut = target.at_most if isinstance(target, Rank) else cut_of(target.share, known)
    strict = basis.measured.ties is Ties.STRICT
    place = place_of(basis.scaled, figures.values(), lowest=lowest)
    rank = place.strict_rank if strict else place.rank
    asked = asked_for(figures.values(), cut, lowest=lowest, strict=strict)
    threshold = None if asked is None else basis.panel.value(asked)
    return basis.held(
        rank <= cut,
        threshold=threshold,
        comparator=Comparator.AT_MOST if lowest else Comparator.AT_LEAST,
        gap=Decimal(rank - cut),
        standing=Standing(rank, place.tied, known, of, cut, threshold),
        coverage=(known, of),
    )


def is_lowest_best(best: Best, measured: Measured) -> bool:
    """Which end is wished; what is best is the indicator's. Raises CannotTell(no_polarity)."""
    match best:
        case Best.LOWEST:
            return True
        case Best.HIGHEST:
            return False
        case Best.BEST:
            if measured.polarity not in {Direction.UP, Direction.DOWN}:
                raise CannotTell(Reason.NO_POLARITY)
            return measured.polarity is Direction.DOWN


def compared(among: Among, basis: Basis) -> tuple[dict[str, int], int]:
    """The figures of those a rank is among, itself included, and how many they are in all."""
    own = basis.measured.municipality
    figures = municipal_figures(basis.panel, basis.period)
    group = members(among, basis.measured.municipality, basis.measured.peers)
    if group is None:
        everybody = len(municipalities(basis.panel.areas))
        # A panel of one holds a municipality's own figures: nobody else's are there.
        return figures, everybody if everybody > 1 else MUNICIPALITIES
    group = group | {own}
    return {area: figures[area] for area in sorted(group) if area in figures}, len(group)
