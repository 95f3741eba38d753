"""A made-up country for the matrix: figures that tie, are missing, break off, and grow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from retning.core.benchmark.figures import COUNTRY, Break, Figure, Panel, State, panel_of
from retning.core.periods import Period, PeriodKind
from retning.core.targets import Compare, Direction, Measured, Peers, Status, Ties, Verdict, judge
from retning.core.targets.national import (
    REASONS,
    STATUSES,
    Judgements,
    National,
    Numeric,
    one_of,
    people_in,
    stacked,
)
from tests.helpers.measured import codes

UNITS = ("%", "kr.", "", "antal", "andel", "kr. pr. indb.", "dage", "pr. 100")
WISHED = (Direction.UP, Direction.DOWN, None)
UNKNOWN = (State.MISSING, State.SUPPRESSED, State.NOT_PUBLISHED, State.UNDEFINED)


def numbers(seed: int) -> Iterator[int]:
    """Whole numbers that look like chance and never change (a linear congruential generator)."""
    value = seed
    while True:
        value = (value * 6364136223846793005 + 1442695040888963407) % 2**64
        yield value >> 33


def made_up(place: int, areas: Sequence[str], years: Sequence[int], size: int) -> Panel:
    """One indicator: few different figures, so that many tie; negative ones too."""
    chance = numbers(place + 1)
    figures: dict[tuple[str, Period], Figure] = {}
    decimals = place % 3
    for row, year in enumerate(years):
        period = Period(PeriodKind.YEAR, year)
        is_published = next(chance) % 11 > 0 and not (place % 5 == 4 and row == len(years) - 1)
        patchy = next(chance) % 4 == 0
        for area in areas:
            state = UNKNOWN[next(chance) % 4]
            number = Decimal(next(chance) % 40 - 5 + row) * size
            is_known = is_published and next(chance) % 100 >= (15 if patchy else 2)
            shown = Figure(number.scaleb(-decimals)) if is_known else Figure(None, state)
            if not is_published:
                shown = Figure(None, State.NOT_PUBLISHED)
            figures[area, period] = shown
        if next(chance) % 3:
            number = Decimal(next(chance) % 60 - 8 + row) * size
            figures[COUNTRY, period] = Figure(number.scaleb(-decimals))
    return panel_of(figures, areas)


def country_of(
    indicators: int, municipalities: int, years: int, *, size: int = 1, ties: Ties = Ties.STANDARD
) -> National:
    """So many of each; every third indicator has a break in its fourth year, some have two."""
    areas, span = codes(municipalities), range(2000, 2000 + years)
    chance = numbers(99)
    panels = [made_up(place, areas, span, size) for place in range(indicators)]
    breaks = [
        tuple(
            Break(Period(PeriodKind.YEAR, 2000 + gap))
            for gap in ([3] if place % 3 == 0 else [3, 6] if place % 7 == 1 else [])
        )
        for place in range(indicators)
    ]
    regions = [frozenset(areas[start::3]) for start in range(3)]
    peers = {
        area: Peers(
            region=regions[place % 3],
            # The first knows no neighbours, as an island.
            neighbours=frozenset(areas[place - 1 : place + 3]) if place else frozenset(),
            groups={"6-byerne": frozenset(areas[:6]), "region nord": regions[0]},
        )
        for place, area in enumerate(areas)
    }
    population = {
        Period(PeriodKind.YEAR, year): {
            area: 1000 + next(chance) % 90000 for area in areas[: -1 if year % 4 == 0 else None]
        }
        for year in span
    }
    return stacked(
        panels,
        units=[UNITS[place % len(UNITS)] for place in range(indicators)],
        polarities=[WISHED[place % 3] for place in range(indicators)],
        breaks=breaks,
        population=population,
        peers=peers,
        ties=ties,
    )


def unlike(
    national: National, target: Numeric, judgements: Judgements, cells: Sequence[int]
) -> list[str]:
    """Where the matrix and the scalar judge differ, among the cells (flat indexes)."""
    found = []
    _, years, width = national.scaled.shape
    panels: dict[int, Measured] = {}
    for cell in cells:
        rest, column = divmod(cell, width)
        indicator, row = divmod(rest, years)
        if indicator not in panels:
            panels[indicator] = one_of(national, indicator, national.areas[0], row=0)
        said = _judged(national, target, panels[indicator], column, row)
        at = (indicator, row, column)
        status, reason = STATUSES[judgements.status[at]], REASONS[judgements.reason[at]]
        standing = said.standing
        same = status is said.status and reason is said.reason
        if said.status is not Status.UNKNOWN:
            same = same and bool(judgements.met[at]) is said.met_now
            if standing is not None and judgements.rank is not None:
                assert judgements.tied is not None
                here = (int(judgements.rank[at]), int(judgements.tied[at]))
                same = same and here == (standing.rank, standing.tied)
        if not same:
            found.append(f"{at}: {said.status} {said.reason} {standing}; {status} {reason}")
    return found


def _judged(
    national: National, target: Numeric, measured: Measured, column: int, row: int
) -> Verdict:
    """The scalar verdict, averages weighed by the inhabitants of the period that counts."""
    area, on = national.areas[column], national.periods[row].last_day
    measured = replace(
        measured,
        municipality=area,
        peers=national.peers.get(area, Peers()),
        population=people_in(national, row),
    )
    said = judge(target, measured, on=on)
    if not isinstance(target, Compare) or said.period in {None, national.periods[row]}:
        return said
    weighing = national.periods.index(said.period)
    measured = replace(measured, population=people_in(national, weighing))
    return judge(target, measured, on=on)
