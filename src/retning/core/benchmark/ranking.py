"""Ranks and cuts, exact: places among figures that are whole numbers (see `figures`).

Standard competition ranking: a rank is 1 + the number strictly better, so equal figures share it.
Strict: everybody not worse counts, so that those who tie stand at the last of their places.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Place:
    """`rank` by standard competition ranking; `tied`: how many others share the figure; `n`: how
    many there are, the one itself included."""

    rank: int
    tied: int
    n: int

    @property
    def strict_rank(self) -> int:
        """The number that are not worse, itself included."""
        return self.rank + self.tied


def place_of(own: int, figures: Collection[int], *, lowest: bool) -> Place:
    """Where `own` stands among `figures`, of which it is one; `lowest`: the low end is best."""
    better = sum(each < own for each in figures) if lowest else sum(each > own for each in figures)
    equal = sum(each == own for each in figures)
    return Place(1 + better, equal - 1, len(figures))


def cut_of(share: Fraction, n: int) -> int:
    """The last rank inside a share of `n`: 25 % of 98 is 24, 29 % of 100 is 29."""
    return share.numerator * n // share.denominator


def asked_for(figures: Collection[int], cut: int, *, lowest: bool, strict: bool) -> int | None:
    """The worst figure that is inside the cut; None where none is (the cut is 0, or with strict
    ties too many share the first place)."""
    if cut < 1:
        return None
    in_order = sorted(figures, reverse=not lowest)
    if cut >= len(in_order):
        return in_order[-1] if in_order else None
    worst = in_order[cut - 1]
    if not strict or in_order[cut] != worst:
        return worst
    better = [each for each in in_order[:cut] if each != worst]
    return better[-1] if better else None
