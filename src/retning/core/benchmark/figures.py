"""One indicator's figures for all municipalities and periods, exact and small.

A figure is a whole number of units of 10^-decimals ("5,3" with one decimal is 53), so that equal
published values are equal here, and sums and shares are exact. What is no figure has a state of
its own: missing is not zero.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from functools import cached_property

from retning.core.periods import Period, period_of

COUNTRY = "000"
"""Statistics Denmark's code of the whole country: its published figure, no municipality."""
_LARGEST = 2**63 - 1


class State(IntEnum):
    """What stands in a cell. The numbers are kept in files and databases: never renumber."""

    MISSING = 0  # not in the release at all
    KNOWN = 1
    SUPPRESSED = 2  # too few people, confidential, too uncertain: ".."
    NOT_PUBLISHED = 3  # not yet, or never for this one: "M"
    UNDEFINED = 4  # nothing to divide by, no such thing there: "U"


class NoSuchFigures(ValueError):
    """Packed figures that were not packed by this class."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell: a value where it is known."""

    value: Decimal | None
    state: State = State.KNOWN


@dataclass(frozen=True)
class Panel:
    """`scaled` and `states`: one row a period, one column an area, in one line (row-major).

    `areas`: municipality codes, and "000" where the country's own figure is published.
    `periods` are of one kind and ascend; a period may be left out.
    """

    areas: tuple[str, ...]
    periods: tuple[Period, ...]
    decimals: int
    scaled: array[int]
    states: bytes

    def __post_init__(self) -> None:
        cells = len(self.areas) * len(self.periods)
        if len(self.scaled) != cells or len(self.states) != cells:
            raise ValueError("a panel has one figure and one state for each area and period")
        if len({period.kind for period in self.periods}) > 1:
            raise ValueError("the periods of a panel are of one kind")
        if any(a >= b for a, b in zip(self.periods, self.periods[1:], strict=False)):
            raise ValueError("the periods of a panel ascend")

    def at(self, area: str, period: Period) -> Figure:
        """One cell; MISSING where the panel has no such area or period."""
        if area not in self.areas or period not in self.periods:
            return Figure(None, State.MISSING)
        cell = self.periods.index(period) * len(self.areas) + self.areas.index(area)
        return self._figure(cell)

    def _figure(self, cell: int) -> Figure:
        state = State(self.states[cell])
        if state is not State.KNOWN:
            return Figure(None, state)
        return Figure(Decimal(self.scaled[cell]).scaleb(-self.decimals), state)

    def scaled_in(self, period: Period) -> dict[str, int]:
        """The known figures of a period by municipality (not the country's), scaled."""
        known = self._known.get(period)
        if known is None:
            if period not in self.periods:
                return {}
            known = self._known[period] = self._known_in(self.periods.index(period))
        return known.copy()

    @cached_property
    def _known(self) -> dict[Period, dict[str, int]]:
        """What `scaled_in` has been asked for: a page asks for each period several times."""
        return {}

    def _known_in(self, row: int) -> dict[str, int]:
        width, known = len(self.areas), int(State.KNOWN)
        cells = slice(row * width, (row + 1) * width)
        states = self.states[cells]
        in_row = zip(self.areas, self.scaled[cells], strict=True)
        if states.count(known) == width:
            found = dict(in_row)
        else:
            found = {
                area: figure
                for (area, figure), state in zip(in_row, states, strict=True)
                if state == known
            }
        found.pop(COUNTRY, None)
        return found

    def history(self, area: str) -> list[tuple[Period, Figure]]:
        """One area's figures, period by period."""
        if area not in self.areas:
            return []
        column, width = self.areas.index(area), len(self.areas)
        return [
            (period, self._figure(row * width + column)) for row, period in enumerate(self.periods)
        ]

    def value(self, scaled: int) -> Decimal:
        """A scaled figure as people know it."""
        return Decimal(scaled).scaleb(-self.decimals)

    def packed(self) -> bytes:
        """To keep: a line of JSON, the figures as 8-byte little-endian integers, the states."""
        head = {
            "areas": self.areas,
            "periods": [period.code for period in self.periods],
            "decimals": self.decimals,
        }
        figures = array("q", self.scaled)
        if sys.byteorder == "big":
            figures.byteswap()
        line = json.dumps(head, separators=(",", ":")).encode()
        return line + b"\n" + figures.tobytes() + self.states


def unpacked(packed: bytes) -> Panel:
    """What `packed` made. Raises NoSuchFigures."""
    line, _, rest = packed.partition(b"\n")
    try:
        head = json.loads(line)
        areas, codes = tuple(head["areas"]), head["periods"]
        cells = len(areas) * len(codes)
        figures = array("q")
        figures.frombytes(rest[: 8 * cells])
        if sys.byteorder == "big":
            figures.byteswap()
        periods = tuple(period_of(code) for code in codes)
        return Panel(areas, periods, head["decimals"], figures, rest[8 * cells :])
    except (ValueError, KeyError, TypeError) as error:
        raise NoSuchFigures("these are no packed figures") from error


def panel_of(figures: Mapping[tuple[str, Period], Figure], areas: Sequence[str] = ()) -> Panel:
    """Figures by area and period as a panel: `areas` first, others behind them by code; with as
    many decimals as the most exact of them. Raises ValueError where a figure is too large."""
    others = {area for area, _ in figures}.difference(areas)
    columns = (*areas, *sorted(others))
    periods = tuple(sorted(periods_in(figures)))
    # Sources read equal tokens once: each different object is worked out once, known by its id.
    different = {id(each): each for each in figures.values()}
    known = {key: each.value for key, each in different.items() if each.value is not None}
    decimals = decimals_of(known.values())
    whole = {key: _scaled(value, decimals) for key, value in known.items()}
    places = {area: place for place, area in enumerate(columns)}
    starts = {period: row * len(columns) for row, period in enumerate(periods)}
    by_id = {key: starts[period] for key, period in _by_id(figures).items()}
    size = len(columns) * len(periods)
    scaled, states = array("q", bytes(8 * size)), bytearray([State.MISSING]) * size
    for (area, period), figure in figures.items():
        cell = by_id[id(period)] + places[area]
        scaled[cell] = whole.get(id(figure), 0)
        states[cell] = figure.state
    return Panel(columns, periods, decimals, scaled, bytes(states))


def periods_in(cells: Iterable[tuple[str, Period]]) -> set[Period]:
    """The periods of half a million cells: few objects, so hashed once each."""
    return set(_by_id(cells).values())


def _by_id(cells: Iterable[tuple[str, Period]]) -> dict[int, Period]:
    return {id(period): period for _, period in cells}


def decimals_of(values: Iterable[Decimal]) -> int:
    """The most decimals that any of the values has."""
    most = 0
    for value in values:
        moved = value.scaleb(most)
        if moved != moved.to_integral_value():
            exponent = value.normalize().as_tuple().exponent
            if isinstance(exponent, int):
                most = max(most, -exponent)
    return most


def _scaled(value: Decimal, decimals: int) -> int:
    scaled = int(value.scaleb(decimals))
    if abs(scaled) > _LARGEST:
        raise ValueError("a figure is too large")
    return scaled


@dataclass(frozen=True)
class Break:
    """From `period` on the figures are counted in another way: never compared across."""

    period: Period
    why_da: str = ""
    why_en: str = ""


@dataclass(frozen=True)
class Evidence:
    """Where figures come from, to show beside whatever rests on them.

    `release` names it in the database; `known_from`: the day it was known here; `budget_years`:
    the years whose figures say what was planned to be spent, not what was.
    """

    source: str
    table: str = ""
    updated: date | None = None
    known_from: date | None = None
    release: int | None = None
    budget_years: frozenset[int] = frozenset()

    def is_budget(self, period: Period) -> bool:
        """Whether the figure of a period is of a budget, not of an account."""
        return period.year in self.budget_years
