"""Who is compared: which areas are municipalities, and which municipalities are most alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from retning.core.benchmark.averages import median

MUNICIPALITIES = 98
"""How many there are in Denmark, since 2007."""
_FIRST, _LAST = 101, 860
_NO_MUNICIPALITIES = frozenset({"411"})  # Christiansø belongs to the state


def is_municipality(area: str) -> bool:
    """Whether an area code is a municipality's, and not the country's, a region's or nowhere's."""
    return (
        len(area) == 3
        and area.isdigit()
        and _FIRST <= int(area) <= _LAST
        and area not in _NO_MUNICIPALITIES
    )


def municipalities(areas: Iterable[str]) -> tuple[str, ...]:
    """The municipalities among the areas, in the order given."""
    return tuple(area for area in areas if is_municipality(area))


def most_alike(
    area: str, measures: Sequence[Mapping[str, int]], count: int
) -> tuple[tuple[str, Fraction], ...]:
    """The `count` areas most like `area` on stated measures (inhabitants, tax base, …), nearest
    first, with their distance.

    A measure's distance is counted in its median distance to `area`, so that none weighs more for
    being counted in larger numbers; an area that lacks a measure is left out. Equal ones stand in
    the order of their codes.
    """
    if not measures or any(area not in measure for measure in measures):
        return ()
    others = sorted(set.intersection(*({*measure} for measure in measures)) - {area})
    distances = dict.fromkeys(others, Fraction(0))
    for measure in measures:
        apart = {other: abs(measure[other] - measure[area]) for other in others}
        usual = median(apart.values()) or Fraction(1)
        for other, distance in apart.items():
            distances[other] += distance / usual
    nearest = sorted(others, key=lambda other: (distances[other], other))[:count]
    return tuple((other, distances[other]) for other in nearest)
