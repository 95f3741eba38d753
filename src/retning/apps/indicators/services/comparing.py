"""What of the figures that came is new: cleaned of what cannot be kept, beside what stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter, itemgetter

from retning.apps.indicators.enums import Held, SourceKind
from retning.apps.indicators.queries.geography import municipality_names
from retning.apps.indicators.queries.panels import Cell, Figures, cells_of
from retning.apps.indicators.services.odd import Problem
from retning.core.benchmark.figures import COUNTRY, Figure, State, periods_in
from retning.core.periods import Period

DECIMALS = 6
LARGEST = Decimal(10) ** 12
_STEP = Decimal(1).scaleb(-DECIMALS)


@dataclass(frozen=True)
class Compared:
    """One indicator's figures: all that came and can be kept, those among them that are new or
    changed, and those that stand (none where they are example figures that now give way)."""

    came: Mapping[Cell, Figure]
    changed: Mapping[Cell, Figure]
    standing: Mapping[Cell, Figure]
    problems: list[Problem] = field(default_factory=list)


def compared(
    code: str, came: Mapping[Cell, Figure], stands: Figures | None, *, source: SourceKind
) -> Compared:
    """What of `came` is kept, and what of that is not as it stands."""
    gives_way = stands is not None and stands.is_example and source is not SourceKind.EXAMPLE
    standing = cells_of(stands.panel) if stands is not None and not gives_way else {}
    kind = next(iter(standing))[1].kind if standing else None
    problems: list[Problem] = []
    kept = _kept(code, came, kind, problems)
    missing = Figure(None, State.MISSING)
    if not standing and State.MISSING not in map(attrgetter("state"), kept.values()):
        return Compared(kept, kept, standing, problems)
    changed = {cell: each for cell, each in kept.items() if standing.get(cell, missing) != each}
    return Compared(kept, changed, standing, problems)


def _kept(
    code: str, came: Mapping[Cell, Figure], kind: object, problems: list[Problem]
) -> Mapping[Cell, Figure]:
    areas = frozenset((COUNTRY, *municipality_names()))
    if _is_sound(came, kind, areas):
        return came
    kept: dict[Cell, Figure] = {}
    odd: dict[tuple[Held, str], tuple[Period, str]] = {}
    for cell, figure in came.items():
        area, period = cell
        kind = kind or period.kind
        value = figure.value
        if area not in areas:
            odd.setdefault((Held.NO_AREA, area), (period, area))
        elif period.kind is not kind:
            odd.setdefault((Held.OTHER_PERIODS, period.kind), (period, period.code))
        elif value is None:
            kept[cell] = figure
        elif not value.is_finite() or not -LARGEST < value < LARGEST:
            odd.setdefault((Held.TOO_LARGE, area), (period, f"{value:.3g}"))
        else:
            kept[cell] = figure if _is_exact(value) else Figure(value.quantize(_STEP))
    problems += [
        {"code": held.value, "indicator": code, "period": period.code, "said": said[:120]}
        for (held, _), (period, said) in list(odd.items())[:20]
    ]
    return kept


def _is_sound(came: Mapping[Cell, Figure], kind: object, areas: frozenset[str]) -> bool:
    """Whether everything can be kept as it came. Nearly always, and known without a look at each
    cell: equal figures of a file are one object."""
    kinds = {kind, *(period.kind for period in periods_in(came))} - {None}
    if len(kinds) > 1 or not areas.issuperset(map(itemgetter(0), came)):
        return False
    different = {id(each): each.value for each in came.values()}
    return all(
        value.is_finite() and -LARGEST < value < LARGEST and value.quantize(_STEP) == value
        for value in different.values()
        if value is not None
    )


def _is_exact(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -DECIMALS
