"""Ranks and quantiles on arrays, as `judging.standing` has them, and whom they are among."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retning.core.benchmark.matrix import Bools, Places, covered, cuts_of, places_of
from retning.core.targets.judging.basis import CannotTell
from retning.core.targets.judging.groups import members
from retning.core.targets.kinds import Among, Best, Direction, Quantile, Rank, Scope
from retning.core.targets.national import CODE_OF, Held, National
from retning.core.targets.verdicts import Peers, Reason, Ties


@dataclass(frozen=True)
class Group:
    """Columns compared, whom it concerns (columns too), and how many are compared in all."""

    columns: NDArray[np.intp] | None
    owners: NDArray[np.intp]
    of: int


def groups_of(
    national: National, among: Among, adjusted: Callable[[frozenset[str], str], frozenset[str]]
) -> tuple[list[Group], list[int]]:
    """Whom everybody is compared with, and the columns of those for whom that is not known."""
    if among.scope in {Scope.COUNTRY, Scope.MUNICIPALITIES}:
        everybody = np.arange(len(national.areas))
        return [Group(None, everybody, national.everybody)], []
    owners: dict[frozenset[str], list[int]] = {}
    unknown = []
    for column, area in enumerate(national.areas):
        try:
            found = members(among, area, national.peers.get(area, Peers()))
        except CannotTell:
            unknown.append(column)
            continue
        owners.setdefault(adjusted(found or frozenset(), area), []).append(column)
    place = {area: column for column, area in enumerate(national.areas)}
    groups = [
        Group(
            np.array(sorted(place[a] for a in group if a in place), dtype=np.intp),
            np.array(columns),
            len(group),
        )
        for group, columns in owners.items()
    ]
    return groups, unknown


def standings_held(national: National, target: Rank | Quantile) -> Held:
    lowest, no_polarity = _ends(national, target.best)
    shape = national.scaled.shape
    met, reason = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=np.uint8)
    rank, tied = np.zeros(shape, dtype=np.int16), np.zeros(shape, dtype=np.int16)
    groups, unknown = groups_of(national, target.among, lambda group, own: group | {own})
    for group in groups:
        places, where = places_in(national, group)
        standard = np.where(lowest, places.from_lowest, places.from_highest)
        ranks = standard + places.tied if national.ties is Ties.STRICT else standard
        cut = (
            np.full(places.n.shape, target.at_most, dtype=np.int64)
            if isinstance(target, Rank)
            else cuts_of(target.share, places.n)
        )
        at = (slice(None), slice(None), group.owners)
        rank[at], tied[at] = ranks[..., where], places.tied[..., where]
        met[at] = rank[at] <= cut[..., None]
        few = np.where(covered(places.n, group.of), 0, CODE_OF[Reason.COVERAGE])
        reason[at] = few[..., None]
    reason[..., unknown] = CODE_OF[Reason.NO_GROUP]
    reason = np.where(no_polarity, CODE_OF[Reason.NO_POLARITY], reason).astype(np.uint8)
    return Held(met, reason, rank, tied)


def places_in(national: National, group: Group) -> tuple[Places, Any]:
    """Standing within a group, and where in it each owner is."""
    if group.columns is None:
        return national.places, slice(None)
    places = places_of(national.scaled[..., group.columns], national.known[..., group.columns])
    return places, np.searchsorted(group.columns, group.owners)


def _ends(national: National, best: Best) -> tuple[Bools, Bools]:
    """[indicator, 1, 1]: whether the lowest is best, and where nobody says."""
    told = [
        {Best.LOWEST: Direction.DOWN, Best.HIGHEST: Direction.UP, Best.BEST: polarity}[best]
        for polarity in national.polarities
    ]
    lowest = np.array([each is Direction.DOWN for each in told])[:, None, None]
    nobody = np.array([each not in {Direction.UP, Direction.DOWN} for each in told])
    return lowest, nobody[:, None, None]
