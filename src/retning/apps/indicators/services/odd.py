"""What is odd in figures that came, beside those that stand: a reason to look before they are
public. The first national figures of an indicator have nothing to stand beside, so only their own
newest column is looked at; a municipality's own, which somebody typed, stand beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from operator import itemgetter
from statistics import median

from retning.apps.indicators.enums import Held
from retning.apps.indicators.queries.panels import Cell
from retning.core.benchmark.figures import COUNTRY, Figure, periods_in
from retning.core.periods import Period

Problem = dict[str, str | int]
"""One line of `Release.problems`: a code, and where and what it is."""

TENFOLD = 10
NEARLY = 9
"""A decimal point in the wrong place, in a year in which the figure moved a little too."""
SCALED_BY = 8
"""A whole column that moved by this much, or by one part of it, is in another unit."""
COLUMN = 10
"""Municipalities that make a column."""
COUNTRYWIDE = 20
"""Municipalities from which on a table is meant to have all of them."""
COVERED = Decimal("0.9")
AHEAD = timedelta(days=3 * 366)
MOST = 50
"""Problems of one kind and indicator that are listed each by itself."""


@dataclass(frozen=True)
class Beside:
    """Figures of one indicator that came, and those that stand; `changed` are among `came`."""

    indicator: str
    came: Mapping[Cell, Figure]
    changed: Mapping[Cell, Figure]
    standing: Mapping[Cell, Figure]
    is_national: bool


def odd_in(beside: Beside, *, today: date) -> list[Problem]:
    """Everything that speaks for a look, worst first."""
    scaled = dict(_scaled(beside))
    found: list[Problem] = [
        _problem(Held.SCALE, beside, "", period, said=f"×{factor:.3g}")
        for period, factor in scaled.items()
    ]
    found += _ahead(beside, today)
    if beside.is_national:
        found += _uncovered(beside)
    tenfold = list(_tenfold(beside, without=set(scaled)))
    found += tenfold[:MOST]
    if len(tenfold) > MOST:
        found.append(
            {
                "code": "more",
                "indicator": beside.indicator,
                "said": f"{Held.TENFOLD}: {len(tenfold) - MOST}",
            }
        )
    return found


def _problem(code: Held, beside: Beside, area: str, period: Period, *, said: str = "") -> Problem:
    problem: Problem = {
        "code": code.value,
        "indicator": beside.indicator,
        "area": area,
        "period": period.code,
        "said": said,
    }
    return {name: value for name, value in problem.items() if value}


def _earlier(beside: Beside, cell: Cell) -> Decimal | None:
    """What a new figure is held against: the one it takes the place of, else last year's."""
    area, period = cell
    before = beside.standing.get(cell)
    if before is not None and before.value is not None:
        return before.value
    last_year = (area, period.years_later(-1))
    # Last year's as it came, should it be corrected in the same release.
    figure = beside.came.get(last_year) if _has_something_beside(beside) else None
    figure = figure or beside.standing.get(last_year)
    return figure.value if figure is not None else None


def _has_something_beside(beside: Beside) -> bool:
    return bool(beside.standing) or not beside.is_national


def _ratios(beside: Beside) -> dict[Period, dict[str, tuple[Decimal, Decimal]]]:
    """By period and area: the new figure and what it is held against, where both are something."""
    found: dict[Period, dict[str, tuple[Decimal, Decimal]]] = {}
    if not _has_something_beside(beside):
        return found
    for cell, figure in beside.changed.items():
        if not figure.value:
            continue
        before = _earlier(beside, cell)
        if before:
            found.setdefault(cell[1], {})[cell[0]] = (figure.value, before)
    return found


def _scaled(beside: Beside) -> Iterator[tuple[Period, float]]:
    """Columns whose figures moved alike, with by how much."""
    for period, pairs in _ratios(beside).items():
        shares = [float(new / before) for area, (new, before) in pairs.items() if area != COUNTRY]
        if len(shares) < COLUMN:
            continue
        moved = median(shares)
        if abs(moved) >= SCALED_BY or abs(moved) <= 1 / SCALED_BY:
            yield period, moved


def _tenfold(beside: Beside, *, without: set[Period]) -> Iterator[Problem]:
    """Single figures ten times those before, or a tenth, in series that never did so before.

    Small figures among large ones swing by themselves: they are let be.
    """
    for period, pairs in _ratios(beside).items():
        if period in without:
            continue
        usual = median(abs(new) for new, _ in pairs.values())
        for area, (new, before) in sorted(pairs.items()):
            larger, smaller = max(abs(new), abs(before)), min(abs(new), abs(before))
            if larger < NEARLY * smaller or larger * TENFOLD < usual:
                continue
            if not _swings(beside.standing, area):
                yield _problem(Held.TENFOLD, beside, area, period, said=f"{before:f} → {new:f}")


def _swings(standing: Mapping[Cell, Figure], area: str) -> bool:
    """Whether an area's standing figures have become tenfold, or a tenth, within a year before."""
    for (other, period), figure in standing.items():
        if other != area or not figure.value:
            continue
        earlier = standing.get((area, period.years_later(-1)))
        if earlier is None or not earlier.value:
            continue
        larger, smaller = sorted((abs(figure.value), abs(earlier.value)), reverse=True)
        if larger >= NEARLY * smaller:
            return True
    return False


def _ahead(beside: Beside, today: date) -> Iterator[Problem]:
    for period in sorted(periods_in(beside.changed)):
        if period.first_day > today + AHEAD:
            yield _problem(Held.AHEAD, beside, "", period)


def _uncovered(beside: Beside) -> Iterator[Problem]:
    """Columns that came with clearly fewer municipalities than stood in them, or in the last one
    before them; of first figures only the newest column, beside the fullest."""
    came, stood = _heights(beside.came), _heights(beside.standing)
    if not stood:
        stood = {max(came): max(came.values())} if came else {}
        touched = set(stood)
    else:
        touched = periods_in(beside.changed)
    for period in sorted(touched.intersection(came)):
        before = [each for each in stood if each <= period]
        usual = stood[max(before)] if before else 0
        if usual >= COUNTRYWIDE and came[period] < COVERED * usual:
            yield _problem(Held.COVERAGE, beside, "", period, said=f"{came[period]} / {usual}")


def _heights(cells: Mapping[Cell, Figure]) -> dict[Period, int]:
    """How many municipalities there are in each period."""
    counts: Counter[Period] = Counter()
    many = Counter(map(id, map(itemgetter(1), cells)))
    for key, period in {id(period): period for _, period in cells}.items():
        counts[period] += many[key]
    country = Counter(period for period in counts if (COUNTRY, period) in cells)
    return {period: count - country[period] for period, count in counts.items()}
