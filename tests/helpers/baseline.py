"""Vallensbæk's ranks and medians 2007 to 2019 as somebody else worked them out, and as we do."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from retning.apps.indicators.sources.noegletal import read_noegletal
from retning.core.benchmark.averages import median
from retning.core.benchmark.figures import Panel, panel_of
from retning.core.benchmark.ranking import place_of
from retning.core.periods import Period, period_of
from retning.core.targets import Best, Measured, Rank, judge
from retning.core.targets.judging.basis import municipal_figures

EXPORT = Path("noegletal") / "noegletal_1993_2019.csv"
LIST = "vallensbaek_baseline_2007_2019.csv"
OWN = "187"
LOWEST_IS_BEST = frozenset(
    (
        "Socioøkonomisk indeks",
        "Udg. til forsørgelse (netto) pr. 17-64/66-årig",
        "Fuldtidsledige pr. 100 17-64/66-årige",
    )
)
People = dict[Period, dict[str, int]]


def export_of(data: Path) -> tuple[list[Panel], list[str], People]:
    """The export's panels, the indicators' names, and the inhabitants by year."""
    fetched = read_noegletal((data / EXPORT).read_bytes())
    panels = [panel_of(cells) for cells in fetched.figures.values()]
    names = [fetched.names[code] for code in fetched.figures]
    people: People = {}
    inhabitants = panels[names.index("Indbyggertal 1. januar")]
    for period in inhabitants.periods:
        people[period] = municipal_figures(inhabitants, period)
    return panels, names, people


def differing(data: Path, panels: Mapping[str, Panel]) -> tuple[int, list[str]]:
    """How many lines of the list were held against ours, and those that are not the same."""
    with (data / LIST).open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return len(rows), [line for row in rows if (line := _unlike(row, panels[row["noegletal"]]))]


def _unlike(row: Mapping[str, str], panel: Panel) -> str:
    period = period_of(row["aar"])
    figures = municipal_figures(panel, period)
    lowest = row["noegletal"] in LOWEST_IS_BEST
    place = place_of(figures[OWN], figures.values(), lowest=lowest)
    middle = median(figures.values()) or Fraction(0)
    rule = Rank(98, Best.LOWEST if lowest else Best.HIGHEST)
    standing = judge(rule, Measured(panel, OWN), on=period.last_day).standing
    assert standing is not None
    ours = (
        panel.value(figures[OWN]),
        place.rank,
        standing.rank,
        place.n,
        middle / 10**panel.decimals,
    )
    theirs = (
        Decimal(row["vallensbaek"]),
        int(row["rang_bedste=1"]),
        int(row["rang_bedste=1"]),
        int(row["antal_kommuner"]),
        # The list was written with floating point: 22.2 stands there as 22.200000000000003.
        Fraction(round(Decimal(row["median_98"]), 9)),
    )
    return "" if ours == theirs else f"{row['noegletal']} {row['aar']}: {ours} {theirs}"


def by_name(panels: Sequence[Panel], names: Sequence[str]) -> dict[str, Panel]:
    """The panels by their indicators' names."""
    return dict(zip(names, panels, strict=True))
